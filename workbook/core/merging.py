"""Merging: which events of a copy a workshop takes over. The copy's own stages and settings stay with the copy."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workbook.core.events import Answered, Assigned, Configured, Decided, Event, Joined, Staged, Withdrawn
from workbook.core.identity import joins_up
from workbook.core.state import State, fold

TAKEN = ""  # in place of a reason to leave an event out

#: Why an event is left out.
STAGES, SETTINGS, JOINS, SEEN, WAITING = "stages", "settings", "joins", "seen", "waiting"


@dataclass(frozen=True)
class Taken:
    """What comes of a copy's events that weren't known."""

    events: tuple[Event, ...]  # taken over, in their order
    left_out: Mapping[str, int]  # reason -> how many; those that wait are taken over once everyone was shown


def taken(ours: Iterable[Event], theirs: Iterable[Event]) -> Taken:
    """What a workshop takes over from a copy of it. Pure; taking the same again gives nothing new.

    Decisions and actions that could betray what is hidden here wait: `Taken.left_out` counts them.
    """
    known = {event.id: event for event in ours}
    unknown = {event.id: event for event in theirs if event.id not in known}
    here = _Here(known, {**unknown, **known}, _reveals(known.values()), _roles(known.values()))
    new = sorted(unknown.values(), key=lambda event: event.order)
    reasons = {event.id: here.reason(event) for event in new}
    arriving = [*here.late(event for event in new if reasons[event.id] == TAKEN)]
    state = fold([*known.values(), *(event for event in arriving if not isinstance(event, Decided))])
    reasons |= {event.id: WAITING for event in arriving if _waits(state, event)}
    left = list(reasons.values())
    events = tuple(event for event in arriving if reasons[event.id] == TAKEN)
    return Taken(events, {reason: left.count(reason) for reason in (STAGES, SETTINGS, JOINS, SEEN, WAITING)})


def _reveals(events: Iterable[Event]) -> dict[str, Staged]:
    """exercise -> what showed everyone its answers first."""
    reveals = [event for event in events if isinstance(event, Staged) and event.reveals]
    return {event.exercise: event for event in sorted(reveals, key=lambda e: e.order, reverse=True)}


def _roles(events: Iterable[Event]) -> dict[str, set[str]]:
    """person -> every role they have had."""
    roles: dict[str, set[str]] = {}
    for event in events:
        if isinstance(event, Joined):
            roles.setdefault(event.person, set()).add(event.role)
    return roles


@dataclass(frozen=True)
class _Here:
    """What is settled in the workshop that takes over."""

    known: Mapping[str, Event]  # by id
    both: Mapping[str, Event]  # those of the copy too
    reveals: Mapping[str, Staged]  # by exercise
    roles: Mapping[str, set[str]]  # by person

    def reason(self, event: Event) -> str:
        """Why the event is left out, whatever has been shown; TAKEN for the others."""
        if isinstance(event, Withdrawn):
            return self._reason_of_undo(event)
        if isinstance(event, Staged):
            return STAGES
        if isinstance(event, Configured):  # a copy's privacy would change what was promised here
            return TAKEN if set(event.settings) <= {"assumptions"} else SETTINGS
        if isinstance(event, Joined) and (joins_up(event) or self._changes_role(event)):
            return JOINS
        return TAKEN

    def _reason_of_undo(self, undo: Withdrawn) -> str:
        subject: Event | None = undo
        while isinstance(subject, Withdrawn):
            subject = self.both.get(subject.event)
        if isinstance(subject, Answered) and subject.id in self.known and subject.exercise in self.reveals:
            return SEEN  # everyone has seen the answer, so it stays
        return TAKEN if subject is None else self.reason(subject)

    def _changes_role(self, event: Joined) -> bool:
        """Says of a person known here that they may do more, or less, than was settled here."""
        return event.person in self.roles and event.role not in self.roles[event.person]

    def late(self, events: Iterable[Event]) -> Iterator[Event]:
        """Answers to what everyone has seen here come late, though the copy, which couldn't know, stamps them earlier.

        Among themselves they stay in their order.
        """
        clocks = {exercise: reveal.clock for exercise, reveal in self.reveals.items()}
        for event in events:
            if isinstance(event, Answered) and event.item and event.exercise in clocks:
                clocks[event.exercise] = max(event.clock, clocks[event.exercise] + 1)
                yield replace(event, clock=clocks[event.exercise])
            else:
                yield event


def _waits(state: State, event: Event) -> bool:
    """A decision, or an action, that speaks of what nobody was shown here: it would betray a hidden proposal."""
    if isinstance(event, Decided):
        return not state.exercise(event.exercise).revealed
    if isinstance(event, Assigned):
        return any(_is_hidden_idea(state, each) for each in event.because)
    return False


def _is_hidden_idea(state: State, reference: str) -> bool:
    """reference: "exercise/item"."""
    name, __, item = reference.partition("/")
    exercise = state.exercise(name)
    return item in exercise.ideas and not exercise.revealed
