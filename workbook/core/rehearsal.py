"""Rehearsal: what a synthetic group says, so that charts, timing and tests have something to work on.

Pure and seeded: the same items, people and seed give the same words. A list's own first guess pulls
the group towards a quadrant; where there is none, every policy gets a leaning of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from workbook.core.actions import because
from workbook.core.events import Added, Answered, Assigned, Decided
from workbook.core.language import N_, _
from workbook.core.policies import NAME, Sorted, most_divided
from workbook.core.quadrants import QUADRANTS, Quadrant
from workbook.core.state import ExerciseState, Item

FEWEST, MOST = 2, 500  # people

#: Policies that a rehearsed group thinks of, with what is to be done: friendly, and nobody makes us do them.
IDEAS = {
    N_("Every customer gets the name and number of one person to call."): N_(
        "Name one contact for each customer, and send every customer that name and number."
    ),
    N_("We call back within one working hour, even when there is no answer yet."): N_(
        "Agree who calls back at which hours, and count for a month how often it takes longer."
    ),
}

#: Deeds for policies whose inventory names none.
DEEDS = {
    "drop": N_("Take it out of the terms and tell staff."),
    "soften": N_("Write the explanation customers get, and train staff in it."),
}

WEEKS = {"drop": (1, 2), "soften": (2, 4), "extend": (4, 8), "keep": (4, 8)}  # until a deed is due: soonest, latest


@dataclass(frozen=True)
class Leaning:
    """How likely the group is to call a policy friendly and necessary, 0..1 each."""

    friendly: float
    necessary: float


def names(people: int) -> list[str]:
    """Names that nobody takes for a person's."""
    return [_("Person {n}").format(n=n) for n in range(1, people + 1)]


def ideas() -> list[Added]:
    """Policies proposed during the exercise."""
    source = {"kind": "person"}
    return [
        Added(exercise=NAME, item=f"idea-{n}", text=_(text), attributes={"action": _(deed)}, source=source)
        for n, (text, deed) in enumerate(IDEAS.items(), 1)
    ]


def answers(items: Sequence[Item], person: int, seed: int) -> Iterator[Answered]:
    """One person's answers: own taste on top of the group's leaning; one in six doesn't finish."""
    taste = Random(f"{seed}/person/{person}")
    kindness, caution = taste.gauss(0, 0.12), taste.gauss(0, 0.12)
    finishes = person % 6 != seed % 6
    reach = len(items) if finishes else round(len(items) * taste.uniform(0.4, 0.95))
    for item in taste.sample(list(items), len(items))[:reach]:
        lean = leaning(item, seed)
        friendly = taste.random() < lean.friendly + kindness
        necessary = taste.random() < lean.necessary + caution
        yield Answered(exercise=NAME, item=item.id, value=Quadrant((friendly, necessary)).key)
    if finishes:
        yield Answered(exercise=NAME, value=True)


def leaning(item: Item, seed: int) -> Leaning:
    """The group's leaning on one policy; one policy in eight splits it down the middle."""
    friendly = item.attributes.get("friendly") or ("yes" if item.proposed else "")
    return _leaning(item.id, friendly, item.attributes.get("necessary", ""), seed)


@lru_cache(maxsize=1000)  # the same for everyone in the group
def _leaning(id_: str, friendly: str, necessary: str, seed: int) -> Leaning:
    luck = Random(f"{seed}/item/{id_}")
    debated = luck.random() < 1 / 8
    strength = luck.uniform(0.84, 0.98)
    likely = [1 - strength + _pull(guess, luck) * (2 * strength - 1) for guess in (friendly, necessary)]
    if debated:
        axis = luck.randrange(2)
        likely[axis] = 0.45 + likely[axis] / 10
    return Leaning(*likely)


def _pull(guess: str, luck: Random) -> float:
    drawn = luck.choice([0.0, 1.0, luck.random()])
    return {"yes": 1.0, "no": 0.0}.get(guess, drawn)


def decisions(exercise: ExerciseState) -> Iterator[Decided]:
    """What the group settles: nothing where it is divided or where nobody knows why a policy must stay.

    The first idea that came up during the exercise, when nobody could answer it yet, is taken on.
    """
    for policy in most_divided(exercise):
        leader = _settled(policy)
        decision = _decision(policy.item, QUADRANTS[leader]) if leader else None
        if decision:
            yield decision


def _settled(policy: Sorted) -> str | None:
    if policy.item.id == "idea-1":
        return "extend"
    return policy.tally.leader if (policy.tally.share or 0) > 0.5 else None


def _decision(item: Item, quadrant: Quadrant) -> Decided | None:
    reason, authority = item.attributes.get("reason", ""), item.attributes.get("authority", "")
    if quadrant.necessary and not (reason and authority):
        return None
    details = _softened(item) if quadrant is Quadrant.SOFTEN else {}
    known = (reason, authority) if quadrant.necessary else ("", "")
    return Decided(exercise=NAME, item=item.id, value=quadrant.key, reason=known[0], authority=known[1],
                   details=details)  # fmt: skip


def _softened(item: Item) -> dict[str, str]:
    tell = item.attributes.get("tell") or _(
        "We say so before they order, with the reason, and say what we can do instead."
    )
    compromise = item.attributes.get("compromise")
    return {"tell": tell, "compromise": compromise} if compromise else {"tell": tell}


def actions(exercise: ExerciseState, today: date) -> Iterator[Assigned]:
    """What the inventory says is to be done; a deed for every policy that goes or is softened. What goes, goes soon."""
    settled = [standing[0] for standing in exercise.decisions.values()]
    deeds = [(d, deed) for d in settled if (deed := _deed(exercise.items[d.item], d.value))]
    for n, (decision, deed) in enumerate(deeds):
        item = exercise.items[decision.item]
        soonest, latest = WEEKS[decision.value]
        yield Assigned(
            action=f"rehearsed-{item.id}",
            what=deed,
            owner=item.attributes.get("owner") or _("Person {n}").format(n=1 + n % 5),
            due=today + timedelta(weeks=soonest + n % (latest - soonest + 1)),
            because=(because(NAME, item.id),),
        )


def _deed(item: Item, place: str) -> str:
    return item.attributes.get("action") or _(DEEDS.get(place, ""))
