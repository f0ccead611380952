"""The fold: from the events of a workshop to what is true in it now."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from workbook.core.events import (
    KINDS,
    NEVER,
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
    withdrawn,
)
from workbook.core.identity import Same, canonical, joined_up
from workbook.core.language import plain
from workbook.core.people import Settings, Speaker

NOTHING: Mapping[str, Any] = MappingProxyType({})

Answers = Mapping[str, Mapping[str, Answered]]  # voice -> item -> latest word


@dataclass(frozen=True, slots=True)
class Item:
    """What an exercise asks about, with every wording it has had."""

    id: str
    wordings: tuple[Added, ...]

    @property
    def text(self) -> str:
        return self.wordings[-1].text

    @property
    def attributes(self) -> Mapping[str, Any]:
        return self.wordings[-1].attributes

    @property
    def facts(self) -> str:
        """Where the item comes from, in a few words; never the list's own first guess."""
        return " · ".join(self.attributes[name] for name in ("area", "source") if self.attributes.get(name))

    @property
    def proposed(self) -> bool:
        """A person thought of it; it wasn't in the inventory."""
        return self.wordings[0].proposed


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """One exercise, as the events seen so far tell it."""

    name: str
    settings: Settings = field(default_factory=Settings)
    stage: str = "answer"
    since: datetime = NEVER  # when the stage began
    shown: bool = False  # revealed by the facilitator; never taken back
    alone: bool = False  # one person in a one-person office: nothing to hide, and nobody to hide it from
    items: Mapping[str, Item] = field(default_factory=dict)  # in the order they were added
    ideas: Mapping[str, bool] = field(default_factory=dict)  # the items with a wording that a person proposed
    answers: Answers = field(default_factory=dict)  # those that count
    late: Answers = field(default_factory=dict)  # given after the reveal: kept, but left out of agreement
    done: Mapping[str, bool] = field(default_factory=dict)  # voice -> says "I'm done"
    others_done: int = 0  # how many more say so, of those whose names the gate hides
    decisions: Mapping[str, tuple[Decided, ...]] = field(default_factory=dict)  # item -> those that stand
    timer: Staged | None = None
    eyes_up: bool = False

    @property
    def revealed(self) -> bool:
        """Everyone may see all answers."""
        return self.shown or self.alone

    def decided(self, item: str) -> Decided | None:
        """The decision that stands; None while there is none or two are in conflict."""
        standing = self.decisions.get(item, ())
        return standing[0] if len(standing) == 1 else None

    def votes(self, item: str) -> dict[str, Any]:
        """voice -> value, of those who have given an answer that counts."""
        found = ((voice, given.get(item)) for voice, given in self.answers.items())
        return {voice: a.value for voice, a in found if a is not None and a.value is not None}

    def latest(self, voice: str) -> dict[str, Any]:
        """item -> value: everything this voice has said, late answers too."""
        words = {**self.answers.get(voice, NOTHING), **self.late.get(voice, NOTHING)}
        return {item: a.value for item, a in words.items() if a.value is not None}


@dataclass(frozen=True, slots=True)
class State:
    """A workshop, as the events seen so far tell it."""

    opened: Opened | None = None
    people: Mapping[str, Joined] = field(default_factory=dict)  # person -> latest; one a person
    exercises: Mapping[str, ExerciseState] = field(default_factory=dict)
    actions: Mapping[str, Assigned] = field(default_factory=dict)
    last: tuple[int, str] = (0, "")  # order of the last event folded
    last_at: datetime = NEVER  # of the last event that nobody hides
    current: str = ""  # the exercise that was moved last
    _same: Same = field(default_factory=dict, repr=False)

    def exercise(self, name: str) -> ExerciseState:
        """The exercise, also before anything was said in it: the nameless one's settings hold for all."""
        return self.exercises.get(name) or self.untouched(name)

    def untouched(self, name: str) -> ExerciseState:
        """The exercise as it is before anything was said in it."""
        general = self.exercises.get("", ExerciseState(""))
        since = self.opened.at if self.opened else self.last_at
        return ExerciseState(name, general.settings, since=since, alone=self.is_alone(general.settings))

    def is_alone(self, settings: Settings) -> bool:
        """True in a one-person office while nobody else has joined."""
        return settings.one_person and len(self.people) <= 1

    @property
    def workshop(self) -> str:
        """The id of the workshop; empty before it is opened."""
        return self.opened.workshop if self.opened else ""

    def canonical(self, person: str) -> str:
        """The one id of a person who may have joined in two journals."""
        return canonical(self._same, person)

    def ids(self, person: str) -> set[str]:
        """Every id of a person who may have joined in two journals."""
        one = self.canonical(person)
        return {one, *(other for other in self._same if self.canonical(other) == one)}

    def role(self, person: Speaker) -> str:
        """facilitator, participant or owner."""
        joined = self.people.get(self.canonical(person.id))
        return joined.role if joined else person.role

    def leads(self, person: Speaker) -> bool:
        """May move stages and record decisions and actions."""
        return self.role(person) in ("facilitator", "owner")

    def voice(self, person: Speaker, exercise: str) -> str:
        """The id under which the person's answers stand in an exercise."""
        privacy = self.exercise(exercise).settings.privacy
        return self.canonical(person.voice(self.workshop, exercise, privacy))

    @property
    def as_of(self) -> date:
        """The day of the last event that everyone can see."""
        return self.last_at.date()


def item_id(text: str) -> str:
    """The id of an item that came without one: the same for the same words, whatever their case and spacing."""
    return hashlib.sha256(plain(text).encode()).hexdigest()[:10]


def fold(events: Iterable[Event]) -> State:
    """What the events say together. Pure; the order they come in doesn't matter."""
    ordered = sorted(events, key=attrgetter("clock", "id"))
    gone = withdrawn(ordered)
    return folded(ordered, beginning(ordered, gone), gone)


def folded(events: Sequence[Event], onto: State, gone: Set[str]) -> State:
    """The same of events in their order, all of which come after those that `onto` holds.

    gone: ids of what was withdrawn, among them or not. See `History`, which knows.
    """
    draft = _Draft(onto)
    for event in events:
        if event.id not in gone or (isinstance(event, Staged) and event.reveals):
            draft.take(event)
    return draft.finished(events[-1].order if events else onto.last)


def beginning(events: Iterable[Event], gone: Set[str]) -> State:
    """The state before the first of the events, in their order: nothing but who turns out to be whom."""
    return State(_same=joined_up(events, gone))


class _Draft:
    """A state being made: copies each mapping of the old one the first time it changes."""

    def __init__(self, state: State) -> None:
        self.opened, self.last_at, self.current = state.opened, state.last_at, state.current
        self.people, self.actions = dict(state.people), dict(state.actions)
        self.exercises: dict[str, Any] = dict(state.exercises)
        self.same = state._same
        self.changing: dict[tuple[str, ...], dict[str, Any]] = {}

    def take(self, event: Event) -> None:
        _TAKES[type(event)](self, event)
        hidden = isinstance(event, Answered | Withdrawn) or (isinstance(event, Added) and event.proposed)
        if not hidden:
            self.last_at = max(self.last_at, event.at)

    def finished(self, last: tuple[int, str]) -> State:
        known = (self.opened, self.people, self.exercises, self.actions)
        state = State(*known, last, self.last_at, self.current, self.same)
        for name, exercise in self.exercises.items():
            if exercise.alone != state.is_alone(exercise.settings):
                self.exercises[name] = replace(exercise, alone=not exercise.alone)
        return state

    def _exercise(self, name: str) -> ExerciseState:
        return self.exercises.get(name) or State(self.opened, exercises=self.exercises).exercise(name)

    def _set(self, name: str, **changes: Any) -> None:
        self.exercises[name] = replace(self._exercise(name), **changes)

    def _table(self, exercise: str, table: str, row: str = "") -> dict[str, Any]:
        """A mapping of the exercise (or one row of it) that may be changed in place."""
        if (exercise, table) not in self.changing:
            self.changing[exercise, table] = dict(getattr(self._exercise(exercise), table))
            self._set(exercise, **{table: self.changing[exercise, table]})
        whole = self.changing[exercise, table]
        if not row:
            return whole
        if (exercise, table, row) not in self.changing:
            whole[row] = self.changing[exercise, table, row] = dict(whole.get(row, NOTHING))
        return self.changing[exercise, table, row]

    def _voice(self, by: str) -> str:
        return canonical(self.same, by)

    def _opened(self, event: Opened) -> None:
        since = self.opened.at if self.opened else event.at  # said again, it doesn't begin again
        self.opened = replace(event, at=since)

    def _configured(self, event: Configured) -> None:
        for name in [event.exercise] if event.exercise else ["", *self.exercises]:
            self._set(name, settings=self._exercise(name).settings.changed(event.settings))

    def _joined(self, event: Joined) -> None:
        if event.person not in self.same:
            self.people[event.person] = event

    def _added(self, event: Added) -> None:
        items = self._table(event.exercise, "items")
        earlier = items[event.item].wordings if event.item in items else ()
        items[event.item] = Item(event.item, (*earlier, event))
        if event.proposed:
            self._table(event.exercise, "ideas")[event.item] = True

    def _answered(self, event: Answered) -> None:
        voice = self._voice(event.by)
        if not event.item:
            self._table(event.exercise, "done")[voice] = bool(event.value)
            return
        late = self._exercise(event.exercise).shown
        self._table(event.exercise, "late" if late else "answers", voice)[event.item] = event

    def _decided(self, event: Decided) -> None:
        decisions = self._table(event.exercise, "decisions")
        standing = [d for d in decisions.get(event.item, ()) if d.id not in event.replaces]
        decisions[event.item] = (*standing, event)

    def _assigned(self, event: Assigned) -> None:
        self.actions[event.action] = event

    def _staged(self, event: Staged) -> None:
        now = self._exercise(event.exercise)
        self.current = event.exercise if event.stage else self.current
        self._set(
            event.exercise,
            stage=event.stage or now.stage,
            since=event.at if event.stage else now.since,
            shown=now.shown or event.reveals,
            timer=event if event.timer else now.timer,
            eyes_up=now.eyes_up if event.eyes_up is None else event.eyes_up,
        )

    def _withdrawn(self, event: Withdrawn) -> None:
        """Already counted: `withdrawn` read it before the first event was taken."""


_TAKES: Mapping[type[Event], Callable[[_Draft, Any], None]] = {
    kind: getattr(_Draft, f"_{name.lower()}") for name, kind in KINDS.items()
}
