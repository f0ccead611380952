"""Everyone's votes side by side, the most divided first."""

from math import isnan
from types import ModuleType
from typing import Any

from workbook.core.agreement import firmness
from workbook.core.language import _, ngettext
from workbook.core.people import Privacy
from workbook.core.policies import Sorted, group_alpha, most_divided, votes_in_words
from workbook.core.quadrants import axes
from workbook.core.state import ExerciseState, State
from workbook.regional import number, percent
from workbook.screens.frame import Snapshot, name_of
from workbook.screens.placement import places

FIRST = 5  # places at the head of the list whose firmness is told


def revealed(state: State, exercise: ModuleType) -> Snapshot:
    """What everyone sees once the answers are shown."""
    found = state.exercise(exercise.NAME)
    ranked = most_divided(found)
    items = [_voted(state, found, policy) for policy in ranked]
    agreed = sum(item["agreed"] for item in items)
    return {
        "agreement": agreement(state, found),
        "axis": _by_axis(found),
        "firm": _firm(found, ranked),
        "items": items,
        "places": places(),
        "axes": axes(),
        "words": _words(found, agreed),
    }


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows."""
    words = view["words"]
    return [words["item"], words["votes"], words["friendly"], words["necessary"], words["remark"]], [
        [i["text"], i["votes"], *i["shares"], i["remark"]] for i in view["items"]
    ]


def agreement(state: State, exercise: ExerciseState) -> str:
    """The coefficient with its name, and what it rests on."""
    voices = [v for v, given in exercise.answers.items() if any(a.value is not None for a in given.values())]
    possible = len(voices) * len(exercise.items)
    given = sum(len(exercise.votes(item)) for item in exercise.items)
    alpha = group_alpha(exercise)
    value = _("can't be computed yet") if isnan(alpha) else number(alpha, 2)
    people = ngettext("{n} person", "{n} people", len(voices))
    missing = ngettext("{n} answer missing", "{n} answers missing", possible - given)
    return _("Agreement {value} (Krippendorff's alpha: 1 is full agreement, 0 is chance; {people}, {missing})").format(
        value=value, people=people, missing=missing
    )


def _by_axis(exercise: ExerciseState) -> str:
    """The coefficient of each of the two questions; empty while there is none."""
    alphas = [group_alpha(exercise, axis) for axis in ("friendly", "necessary")]
    if any(map(isnan, alphas)):
        return ""
    friendly, necessary = (number(alpha, 2) for alpha in alphas)
    return _("On what is friendly: {friendly}. On what is necessary: {necessary}.").format(
        friendly=friendly, necessary=necessary
    )


def _firm(exercise: ExerciseState, ranked: list[Sorted]) -> str:
    """What would become of the head of the list if one person hadn't answered; empty where too few are divided."""
    if len(ranked) < FIRST or any(p.tally.consensus(exercise.settings.consensus) for p in ranked[:FIRST]):
        return ""
    found = firmness([exercise.votes(policy.item.id) for policy in ranked], FIRST)
    told = {"stay": found.stay, "first": found.first}
    if not found.wavering:
        return _("The first {first} stay the first {first}, whoever is left out.").format(**told)
    names = ", ".join(str(n + 1) for n in sorted(found.wavering))
    sentence = _(
        "Whoever is left out, at least {stay} of the first {first} stay among them; one person decides on: {names}."
    )
    return sentence.format(**told, names=names)


def _voted(state: State, exercise: ExerciseState, policy: Sorted) -> dict[str, Any]:
    tally = policy.tally
    return {
        "id": policy.item.id,
        "text": policy.item.text,
        "facts": policy.item.facts,
        "counts": dict(tally.counts),
        "voters": tally.voters,
        "votes": votes_in_words(tally),
        "friendly": policy.friendly,
        "necessary": policy.necessary,
        "shares": [percent(policy.friendly), percent(policy.necessary)],
        "divided": round(tally.disagreement, 3),
        "agreed": tally.consensus(exercise.settings.consensus),
        "remark": _remark(exercise, policy),
        "names": _names(state, exercise, policy.item.id),
        "late": sum(policy.item.id in given for given in exercise.late.values()),
    }


def _remark(exercise: ExerciseState, policy: Sorted) -> str:
    tally = policy.tally
    if not tally.voters:
        return _("nobody has answered")
    parts = [
        _("tie") if len(tally.leaders) > 1 else "",
        _("one vote flips it") if tally.one_vote_flips else "",
        _("consensus") if tally.consensus(exercise.settings.consensus) else _difference(exercise, policy),
    ]
    return " · ".join(filter(None, parts))


def _difference(exercise: ExerciseState, policy: Sorted) -> str:
    """On which of the two questions people differ."""
    match policy.differs(exercise.settings.consensus):
        case ["friendly"]:
            return _("you differ on whether it is friendly")
        case ["necessary"]:
            return _("you differ on whether you must have it")
        case ["friendly", "necessary"]:
            return _("you differ on both questions")
    return ""


def _names(state: State, exercise: ExerciseState, item: str) -> dict[str, list[str]]:
    """place -> names, where the exercise promised that names would be shown."""
    if exercise.settings.privacy is not Privacy.NAMED:
        return {}
    by_place: dict[str, list[str]] = {}
    for voice, value in exercise.votes(item).items():
        by_place.setdefault(value, []).append(name_of(state, voice))
    return by_place


def _words(exercise: ExerciseState, agreed: int) -> dict[str, str]:
    return {
        "votes": _("Votes"),
        "friendly": _("Friendly"),
        "necessary": _("Necessary"),
        "remark": _("Note"),
        "first": _("Talk about these first"),
        "rest": ngettext("{n} on which you agree", "{n} on which you agree", agreed),
        "map": _("The map"),
        "maplead": _("Each policy where its votes put it, the larger the more people voted. A number in a ring is its "
                     "place in the list; a number in a dot is how many are in one place."),
        "table": _("The same as a table"),
        "late": _("{n} later, not counted"),
        "threshold": _("Consensus: {share} on one choice.").format(share=percent(exercise.settings.consensus)),
    }  # fmt: skip
