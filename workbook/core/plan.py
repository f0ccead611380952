"""The plan: what was decided and who does what, as a pure function of the state and a day."""

from dataclasses import dataclass
from datetime import date
from types import ModuleType

from workbook.core import actions, figures, gate, language, policies, settling, skills, vision
from workbook.core.document import Entry, Section
from workbook.core.events import Assigned
from workbook.core.language import _, direction
from workbook.core.people import Speaker
from workbook.core.state import State

EXERCISES: tuple[ModuleType, ...] = (vision, policies, skills)  # in the order in which the plan tells them


@dataclass(frozen=True)
class Action:
    """An action as the plan shows it."""

    what: str
    owner: str
    due: date | None
    status: str  # as a person reads it
    because: tuple[str, ...]  # texts of the items that gave rise to it
    open: bool
    overdue: bool  # open, and due before the plan's day


@dataclass(frozen=True)
class Chapter:
    """One exercise's part of the plan."""

    key: str
    title: str
    lead: str  # how far it is; empty where that goes without saying
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Plan:
    """Everything a document shows, in the language it was made in."""

    organisation: str
    language: str
    direction: str  # ltr or rtl
    as_of: date
    rehearsed: bool
    people: int  # who took part
    chapters: tuple[Chapter, ...]
    stakes: figures.Reckoning | None  # None until the workshop has the company's own figures
    actions: tuple[Action, ...]  # open ones first, the soonest due at the top
    open_matters: tuple[Entry, ...]
    decisions: tuple[settling.Settled, ...]  # every item of every exercise, settled or not


def plan(state: State, as_of: date | None = None) -> Plan:
    """The plan on a day, by default that of the last event. Texts are in the current language."""
    state = gate.seen(state, Speaker(""))  # the same whoever asks: nobody's hidden words are in it
    day = as_of or state.as_of
    return Plan(
        organisation=state.opened.organisation if state.opened else "",
        language=language.current(),
        direction=direction(language.current()),
        as_of=day,
        rehearsed=bool(state.opened and state.opened.rehearsed),
        people=len(state.people),
        chapters=tuple(_chapter(state, exercise) for exercise in _begun(state)),
        stakes=figures.reckoning(state) if figures.are_known(state) else None,
        actions=tuple(_action(state, a, day) for a in actions.in_order(state.actions.values())),
        open_matters=tuple(_open_matters(state)),
        decisions=tuple(row for exercise in EXERCISES for row in settling.settled(state, exercise)),
    )


def current(state: State) -> ModuleType:
    """The exercise the room is at: the last one that the facilitator moved, and before that the policies."""
    return next((exercise for exercise in EXERCISES if state.current == exercise.NAME), policies)


def _begun(state: State) -> list[ModuleType]:
    """The exercises in which anything was said."""
    return [exercise for exercise in EXERCISES if exercise.NAME in state.exercises]


def _open_matters(state: State) -> list[Entry]:
    """What each exercise leaves open, and which haven't begun."""
    begun = _begun(state)
    later = ", ".join(exercise.title() for exercise in EXERCISES if exercise not in begun)
    entries = [entry for exercise in begun for entry in exercise.open_matters(state)]
    return [*entries, Entry(_("Not begun yet"), ((_("Exercises"), later),))] if later else entries


def _chapter(state: State, exercise: ModuleType) -> Chapter:
    found, listed = state.exercise(exercise.NAME), exercise.decided_on(state)
    settled = sum(found.decided(item) is not None for item in listed)
    lead = _("On the list: {listed}. Decided: {decided}.").format(listed=len(listed), decided=settled)
    lead = lead if len(listed) > 1 else ""  # of one statement there is nothing to count
    return Chapter(exercise.NAME, exercise.title(), lead, tuple(exercise.sections(state)))


def _action(state: State, action: Assigned, day: date) -> Action:
    is_open = action.status == "open"
    return Action(
        what=action.what,
        owner=action.owner,
        due=action.due,
        status=_(actions.STATUSES[action.status]),
        because=tuple(filter(None, (text_of(state, reference) for reference in action.because))),
        open=is_open,
        overdue=is_open and action.due is not None and action.due < day,
    )


def text_of(state: State, reference: str) -> str:
    """The text of an item named as "exercise/item"; empty when it can't be seen."""
    exercise, __, item = reference.partition("/")
    rules = next((each for each in EXERCISES if exercise == each.NAME), None)
    found = rules.decided_on(state).get(item) if rules else state.exercise(exercise).items.get(item)
    return found.text if found else ""
