"""What may be said, by whom and when. Checked once, as an event is made; the fold never rejects history."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from workbook.core import actions, figures
from workbook.core.errors import Refused
from workbook.core.events import (
    JSON,
    Added,
    Answered,
    Assigned,
    Configured,
    Decided,
    Event,
    Joined,
    Opened,
    Staged,
    Withdrawn,
)
from workbook.core.language import _, ngettext
from workbook.core.people import ROLES, Privacy
from workbook.core.state import ExerciseState, Item, State, item_id
from workbook.core.texts import check_length

STAGES = ("answer", "compare", "decide", "done")
LONGEST_NAME = 80  # characters of what a person is called


@cache
def exercise_rules(name: str) -> ModuleType:
    """The module of an exercise: one in core, named as the exercise is. Refused where there is none.

    It says which items there are and which are decided on (items, decided_on, basis), what may be said of them
    (check_added, check_answer, check_decision), what a decision's form asks (fields, deeds, suggested), how a decision
    reads (in_words, remarks), what the plan says (title, sections, open_matters), what its screens say (question, lead,
    words), and how its answers stand in a file (written).
    """
    try:
        module = import_module(f"workbook.core.{name}")
    except ModuleNotFoundError:
        module = None
    if module is None or getattr(module, "NAME", "") != name:
        raise Refused(_("There is no exercise '{name}'.").format(name=name))
    return module


def check(state: State, event: Event, role: str) -> None:
    """Refused, in a sentence for the person who tried, unless the event may be said now.

    state: all of it, not only what the speaker may see. role: facilitator, participant or owner.
    """
    _CHECKS[type(event)](state, event, role)


def check_speaker(state: State, event: Event, mine: Collection[str], role: str) -> None:
    """Refused for what a person may say only of themselves, unless those who lead say it.

    mine: every id under which the speaker may have spoken.
    """
    anonymous = isinstance(event, Answered) and state.exercise(event.exercise).settings.privacy is Privacy.ANONYMOUS
    if event.by and event.by not in mine and anonymous:
        raise Refused(_("Nobody can answer for somebody else in an anonymous exercise."))
    if any(voice not in mine for voice in _concerned(state, event)):
        _may_lead(role)


def _concerned(state: State, event: Event) -> Iterator[str]:
    """Whom the event speaks for, who joins with it, whose proposal it rewords."""
    if event.by:
        yield event.by
    if isinstance(event, Joined):
        yield event.person
    if isinstance(event, Added) and event.proposed:
        item = state.exercise(event.exercise).items.get(event.item)
        if item and item_id(event.text) != item_id(item.text):
            yield item.wordings[0].by


def check_withdrawal(state: State, said: Event | None, mine: bool, role: str) -> None:
    """Refused unless the event may be taken back: one's own, or for those who lead also a decision or an item."""
    if said is None:
        raise Refused(_("There is nothing to undo."))
    if isinstance(said, Staged) and said.reveals:
        raise Refused(_("What everyone has seen can't be hidden again."))
    if isinstance(said, Answered) and state.exercise(said.exercise).shown:
        raise Refused(_("Everyone has seen the answers, so they stay. Give a new one instead."))
    if isinstance(said, Opened | Joined | Configured) or (isinstance(said, Answered) and not mine):
        raise Refused(_("Only what you said yourself can be undone, and only answers, items and decisions."))
    if not mine:
        _may_lead(role)


def _opened(state: State, event: Opened, role: str) -> None:
    _may_lead(role)
    if state.opened and not event.rehearsed:
        raise Refused(_("This workshop is open already."))


def _configured(state: State, event: Configured, role: str) -> None:
    _may_lead(role)
    exercise = state.exercise(event.exercise)
    for name, value in event.settings.items():
        _check_setting(name, value)
    if event.exercise == figures.EXERCISE and (wrong := figures.stored_fault(event.settings.get("assumptions", {}))):
        raise Refused(wrong)
    if event.settings.get("one_person") and len(state.people) > 1:
        raise Refused(
            ngettext(
                "{n} person has joined, so this isn't a one-person office.",
                "{n} people have joined, so this isn't a one-person office.",
                len(state.people),
            )
        )
    if "privacy" not in event.settings:
        return
    touched = [exercise] if event.exercise else state.exercises.values()
    if any(_fixed(one) and event.settings["privacy"] != one.settings.privacy.value for one in touched):
        raise Refused(_("Somebody has answered already, so who sees their name can't be changed any more."))
    smallest = event.settings.get("smallest_group", exercise.settings.smallest_group)
    if event.settings["privacy"] == Privacy.ANONYMOUS.value and len(state.people) < smallest:
        raise Refused(
            _(
                "In a small group it is easy to guess who said what, so this exercise can't be anonymous. "
                "It takes at least {smallest} people; so far: {n}."
            ).format(n=len(state.people), smallest=smallest)
        )


def _fixed(exercise: ExerciseState) -> bool:
    """Somebody has answered, trusting in what the exercise promised."""
    return bool(exercise.answers or exercise.late)


def _joined(state: State, event: Joined, role: str) -> None:
    known = state.people.get(event.person)
    if event.same_as or event.role != (known.role if known else "participant"):
        _may_lead(role)
    if not event.name.strip() or len(event.name) > LONGEST_NAME:
        raise Refused(_("Enter a name of 1 to 80 characters."))
    if event.role not in ROLES:
        raise Refused(
            _("There is no role '{role}'. Choose one of: {allowed}.").format(role=event.role, allowed=", ".join(ROLES))
        )


def _added(state: State, event: Added, role: str) -> None:
    if not event.text.strip():
        raise Refused(_("Write something first: the text is empty."))
    check_length(event.text)
    exercise_rules(event.exercise).check_added(event)
    item = state.exercise(event.exercise).items.get(event.item)
    if not event.proposed or (item and not item.proposed):
        _may_lead(role)
    _not_closed(state.exercise(event.exercise))


def _answered(state: State, event: Answered, role: str) -> None:
    exercise = state.exercise(event.exercise)
    _not_closed(exercise)
    if event.item:
        rules = exercise_rules(event.exercise)
        _known(rules.items(state), event.item)
        rules.check_answer(event)
    smallest = exercise.settings.smallest_group
    if exercise.settings.privacy is Privacy.ANONYMOUS and len(state.people) < smallest:
        raise Refused(
            _(
                "This exercise is anonymous: it opens for answers when {smallest} people have joined; so far: {n}."
            ).format(n=len(state.people), smallest=smallest)
        )


def _decided(state: State, event: Decided, role: str) -> None:
    _may_lead(role)
    exercise = state.exercise(event.exercise)
    rules = exercise_rules(event.exercise)
    _known(rules.decided_on(state), event.item)
    if not exercise.revealed:
        raise Refused(_("Show everyone's answers first; then the team decides."))
    for text in (event.authority, *map(str, event.details.values())):
        check_length(text)
    rules.check_decision(event)


def _assigned(state: State, event: Assigned, role: str) -> None:
    _may_lead(role)
    check_length(event.what)
    actions.check(event)


def _staged(state: State, event: Staged, role: str) -> None:
    _may_lead(role)
    if event.stage is not None and event.stage not in STAGES:
        raise Refused(
            _("There is no stage '{stage}'. Choose one of: {allowed}.").format(
                stage=event.stage, allowed=", ".join(STAGES)
            )
        )


def _withdrawn(state: State, event: Withdrawn, role: str) -> None:
    """What it takes back isn't in the state: see `check_withdrawal`."""


def _may_lead(role: str) -> None:
    if role not in ("facilitator", "owner"):
        raise Refused(_("Only the facilitator or an owner can do that."))


def _known(items: Mapping[str, Item], item: str) -> None:
    if item not in items:
        raise Refused(_("There is no item '{item}' in this exercise.").format(item=item))


def _not_closed(exercise: ExerciseState) -> None:
    if exercise.stage == "done":
        raise Refused(_("This exercise is closed. Ask the facilitator to open it again."))


def _check_setting(name: str, value: JSON) -> None:
    allowed = _SETTINGS.get(name)
    if allowed is None:
        raise Refused(
            _("There is no setting '{name}'. Choose one of: {allowed}.").format(name=name, allowed=", ".join(_SETTINGS))
        )
    if not allowed[0](value):
        raise Refused(
            _("'{name}' can't be {value}. It is {allowed}.").format(name=name, value=value, allowed=allowed[1])
        )


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, int | float) and not isinstance(v, bool) and low <= v <= high


_SETTINGS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "privacy": (lambda v: v in [p.value for p in Privacy], "named, until revealed, anonymous"),
    "consensus": (_number(0.5, 1), "0.5 … 1"),
    "smallest_group": (_number(3, 50), "3 … 50"),
    "one_person": (lambda v: isinstance(v, bool), "true, false"),
    "levels": (lambda v: isinstance(v, list | tuple) and all(isinstance(x, str) for x in v), "a, b, c"),
    "assumptions": (lambda v: isinstance(v, dict), "{…}"),
}

_CHECKS: dict[type[Event], Callable[[State, Any, str], None]] = {
    Opened: _opened,
    Configured: _configured,
    Joined: _joined,
    Added: _added,
    Answered: _answered,
    Decided: _decided,
    Assigned: _assigned,
    Staged: _staged,
    Withdrawn: _withdrawn,
}
