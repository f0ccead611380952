"""Sorting policies: friendly or unfriendly to the customer, necessary or unnecessary for us."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbook.core import actions
from workbook.core.agreement import Tally, alpha
from workbook.core.document import Entry, Section
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Decided
from workbook.core.form import Advice, Field, Option
from workbook.core.language import N_, _
from workbook.core.quadrants import QUADRANTS, Quadrant
from workbook.core.remembered import remembered
from workbook.core.state import ExerciseState, Item, State
from workbook.core.written import Way, Written

NAME = "policies"
KIND = "placement"  # the kind of answer: each item is put in one of a few places

#: What can make a policy necessary, with the words for it.
REASONS = {
    "law": N_("law"),
    "safety": N_("safety"),
    "insurance": N_("insurance"),
    "contract": N_("contract"),
    "money": N_("money"),
}

#: Words in which people say "we've always done it so", in any language of the workbook; lower case.
HABITS = (
    "we've always", "we have always", "always done", "always been", "habit", "habits", "tradition", "out of custom",
    "sempre assim", "sempre fizemos", "sempre foi", "sempre se fez", "hábito", "hábitos", "costume", "tradição",
    "siempre se ha hecho", "siempre lo hemos", "costumbre", "tradición",
    "всегда так", "всегда делали", "привычка", "по привычке", "традиция", "обычай",
    "دائما هكذا", "عادة", "تقليد",
)  # fmt: skip


def items(state: State) -> Mapping[str, Item]:
    """The inventory, and what people proposed."""
    return state.exercise(NAME).items


def decided_on(state: State) -> Mapping[str, Item]:
    """Every policy, as it is answered."""
    return items(state)


def basis(item: str) -> tuple[str, ...]:
    """The items whose answers a decision rests on."""
    return (item,)


def check_added(added: Added) -> None:
    """Anybody may propose a policy."""


def check_answer(answer: Answered) -> None:
    """Refused unless the value is a quadrant, or None to take the policy back."""
    if answer.value is not None and answer.value not in QUADRANTS:
        raise Refused(
            _("A policy can't be put in '{place}'. Choose one of: {allowed}.").format(
                place=answer.value, allowed=", ".join(QUADRANTS)
            )
        )


def check_decision(decision: Decided) -> None:
    """Refused unless it names a quadrant, and for a necessary one a reason and who says so."""
    quadrant = QUADRANTS.get(decision.value)
    if quadrant is None:
        allowed = ", ".join(q.treatment for q in Quadrant)
        raise Refused(_("Choose what becomes of this policy: {allowed}.").format(allowed=allowed), "to")
    if quadrant.necessary and decision.reason not in REASONS:
        allowed = ", ".join(_(word) for word in REASONS.values())
        raise Refused(_("Why must we keep it? Choose one of: {allowed}.").format(allowed=allowed), "reason")
    if quadrant.necessary and not decision.authority.strip():
        who = _("Who says that it is necessary? Name the law, the contract, the insurer or the person.")
        raise Refused(who, "authority")


def fields() -> tuple[Field, ...]:
    """What is asked when a policy is decided."""
    necessary = tuple(q.key for q in Quadrant if q.necessary)
    places = tuple(Option(q.key, q.treatment, q.sign, q.meaning) for q in Quadrant)
    reasons = tuple(Option(key, _(word)) for key, word in REASONS.items())
    who = _("the law, the contract, the insurer or the person")
    return (
        Field("to", _("What becomes of it?"), kind="choice", options=places),
        Field("reason", _("Why must we keep it?"), kind="choice", options=reasons, when=necessary),
        Field("authority", _("Who says so?"), who, when=necessary, advice=(_habit(),)),
        Field("tell", _("What do we tell customers?"), kind="lines", when=("soften",)),
        Field("compromise", _("What compromise can we offer?"), kind="lines", when=("soften",)),
    )


def deeds() -> tuple[Field, ...]:
    """What is asked of the action that follows."""
    return (Field("what", _("What is to be done?"), kind="lines"), *actions.fields())


def suggested(item: Item) -> dict[str, str]:
    """What the form comes with while the policy is undecided: field -> what the inventory says."""
    named = {name: name for name in ("reason", "authority", "owner", "tell", "compromise")} | {"what": "action"}
    return {field: item.attributes.get(name, "") for field, name in named.items()}


def in_words(decision: Decided) -> str:
    """What was settled, such as "✕ throw out"."""
    return f"{QUADRANTS[decision.value].sign} {QUADRANTS[decision.value].treatment}"


def remarks(decision: Decided) -> tuple[str, ...]:
    """What else a table says of a decision."""
    return _(REASONS.get(decision.reason, "")), decision.authority


def _habit() -> Advice:
    note = _("“We've always done it this way” isn't an authority. If nobody can name one, it isn't necessary.")
    return Advice(note, found=HABITS)


@dataclass(frozen=True)
class Sorted:
    """One policy with the votes it got."""

    item: Item
    tally: Tally

    @property
    def friendly(self) -> float | None:
        """0..1, share of the votes that call it friendly; None when nobody voted."""
        return self._share("friendly")

    @property
    def necessary(self) -> float | None:
        """0..1, share of the votes that call it necessary; None when nobody voted."""
        return self._share("necessary")

    def differs(self, threshold: float) -> list[str]:
        """The axes ("friendly", "necessary") on which neither yes nor no reaches the threshold (0..1)."""
        shares = {"friendly": self.friendly, "necessary": self.necessary}
        return [axis for axis, yes in shares.items() if yes is not None and max(yes, 1 - yes) < threshold]

    def _share(self, axis: str) -> float | None:
        yes = sum(n for key, n in self.tally.counts.items() if getattr(QUADRANTS[key], axis))
        return yes / self.tally.voters if self.tally.voters else None


def most_divided(exercise: ExerciseState) -> list[Sorted]:
    """Every policy with its votes, the most divided first; equally divided ones in their own order."""
    return list(_ranked(exercise))


@remembered
def _ranked(exercise: ExerciseState) -> list[Sorted]:
    votes: dict[str, list[Any]] = {item: [] for item in exercise.items}
    for answer in (answer for given in exercise.answers.values() for answer in given.values()):
        if answer.value is not None and answer.item in votes:
            votes[answer.item].append(answer.value)
    policies = [Sorted(item, Tally.of(votes[item.id])) for item in exercise.items.values()]
    return sorted(policies, key=lambda p: p.tally.order)


def group_alpha(exercise: ExerciseState, axis: str | None = None) -> float:
    """Krippendorff's alpha over quadrants, or over one axis ("friendly", "necessary"); nan when undefined."""
    if axis is None:
        return _alpha(exercise)
    return alpha([{v: getattr(QUADRANTS[q], axis) for v, q in exercise.votes(i).items()} for i in exercise.items])


@remembered
def _alpha(exercise: ExerciseState) -> float:
    return alpha([exercise.votes(item) for item in exercise.items])


def title() -> str:
    return _("Customer-friendly policies")


def sections(state: State) -> list[Section]:
    """What the plan says: one section a quadrant, those that go first."""
    exercise = state.exercise(NAME)
    order = (Quadrant.DROP, Quadrant.SOFTEN, Quadrant.EXTEND, Quadrant.KEEP)
    return [_section(state, exercise, quadrant) for quadrant in order]


def _section(state: State, exercise: ExerciseState, quadrant: Quadrant) -> Section:
    settled = (exercise.decided(item) for item in exercise.items)
    entries = tuple(_entry(state, exercise, d) for d in settled if d and d.value == quadrant.key)
    heading = {
        "drop": _("We throw out"),
        "soften": _("We make as friendly as possible"),
        "extend": _("We create more of"),
        "keep": _("We keep and strengthen"),
    }[quadrant.key]
    return Section(quadrant.key, heading, quadrant.advice, entries, quadrant.sign)


def _entry(state: State, exercise: ExerciseState, decision: Decided) -> Entry:
    item = exercise.items[decision.item]
    deeds = "; ".join(a.what for a in actions.of_item(state, NAME, item.id) if a.status != "dropped")
    reason = REASONS.get(decision.reason, "")
    facts = (
        (_("Why it must stay"), _(reason)),
        (_("Who says so"), decision.authority),
        (_("What customers are told"), decision.details.get("tell", "")),
        (_("Compromise"), decision.details.get("compromise", "")),
        (_("Action"), deeds),
        (_("New"), _("proposed in the workshop") if item.proposed else ""),
    )
    return Entry(item.text, tuple((name, value) for name, value in facts if value))


def open_matters(state: State) -> list[Entry]:
    """Policies without a decision, the most divided first, and those with two."""
    exercise = state.exercise(NAME)
    conflicts = [_conflict(exercise, item) for item in exercise.items if len(exercise.decisions.get(item, ())) > 1]
    undecided = [_undecided(p) for p in most_divided(exercise) if not exercise.decisions.get(p.item.id)]
    return conflicts + undecided


def _conflict(exercise: ExerciseState, item: str) -> Entry:
    each = ", ".join(QUADRANTS[d.value].treatment for d in exercise.decisions[item])
    return Entry(exercise.items[item].text, ((_("Decided twice"), each),))


def _undecided(policy: Sorted) -> Entry:
    return Entry(policy.item.text, ((_("Votes"), votes_in_words(policy.tally)),))


def votes_in_words(tally: Tally) -> str:
    """Such as "◐ soften 5, ✕ throw out 5": the most votes first."""
    if not tally.counts:
        return _("nobody has answered")
    ranked = sorted(tally.counts.items(), key=lambda pair: (-pair[1], list(QUADRANTS).index(pair[0])))
    return ", ".join(f"{QUADRANTS[key].sign} {QUADRANTS[key].treatment} {n}" for key, n in ranked)


def question(screen: str) -> str:
    """The question a screen of this exercise asks, as its title."""
    return {
        "answer": _("Where does each policy belong?"),
        "compare": _("Where do we see it differently?"),
        "decide": _("What becomes of each policy?"),
        "outcome": _("What does the plan now say about our policies?"),
    }[screen]


def lead(screen: str) -> str:
    """What to do there."""
    return {
        "answer": _("Drag a card to its place, or tap the card and then the place."),
        "compare": _("Talk about the ones at the top first: there the group is most divided."),
        "decide": _("One at a time, the most divided first. Say what becomes of it, then settle it."),
        "outcome": _("The plan is made of this. A later decision changes it."),
    }[screen]


def words() -> dict[str, str]:
    """What this exercise calls things, and says where there is nothing."""
    return {
        "item": _("Policy"),
        "nothing": _("There is nothing to sort yet. Import the policies, or add one below."),
        "undecided": _("There is nothing to decide yet: no policy is on the list."),
        "unchosen": _("Choose what becomes of it first."),
        "further": _("Which further policies would set us apart from the competition? Write one"),
        "settled": _("Nothing is open: every policy is settled."),
        "remarks": _("Reason"),
        "authority": _("Who says so?"),
    }


def written() -> Written:
    """An answer in a file: a quadrant, by its key or as the board calls it, or the two questions apart."""
    places = {word: q.key for q in Quadrant for word in (q.key, q.treatment)}
    answers = {"yes": True, "no": False}
    return Written(
        item="policy",
        ways=(
            Way(("answer",), places, lambda key: key),
            Way(("friendly", "necessary"), answers, lambda *value: Quadrant(value).key),
        ),
    )
