"""A workshop: one journal, and who is speaking."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from uuid import NAMESPACE_URL, uuid4, uuid5

from workbook.core import gate, language, rules
from workbook.core.events import Added, Answered, Configured, Event, Joined, Withdrawn
from workbook.core.people import Privacy, Speaker, is_pseudonym
from workbook.core.state import ExerciseState, State
from workbook.journal import Journal
from workbook.record import Record


def utcnow() -> datetime:
    """The one place where the clock on the wall is read."""
    return datetime.now(UTC).replace(microsecond=0)


class Workshop:
    """One team's run through the workbook, seen by one person. The only write is `say`."""

    def __init__(
        self,
        journal: Journal,
        id: str,
        me: str = "facilitator",
        *,
        secret: bytes = b"",
        language: str = "en",
        now: Callable[[], datetime] = utcnow,
        new_id: Callable[[], str] = lambda: str(uuid4()),
        folder: Path | None = None,
    ) -> None:
        """me: the name of who speaks. secret: theirs alone, for pseudonyms; never stored here.

        folder: with the notebooks, by default that of the journal's file.
        """
        self.journal, self.id, self.language = journal, id, language
        self.folder = folder or (journal.path.parent if journal.path else None)
        self._record = Record(journal, id)
        self._look: tuple[State, Speaker, State] | None = None  # all, who looks, what they see of it
        self._now, self._new_id = now, new_id
        self._speak_as(me, secret)

    def _speak_as(self, name: str, secret: bytes) -> None:
        role = "facilitator" if name == "facilitator" else "owner"  # of whoever comes under a new name
        self.name, self.me = name, Speaker(person_id(self.id, name), secret, role)

    @property
    def passing(self) -> bool:
        """True when nothing of it is kept: it is only in memory."""
        return self.journal.place is None

    @property
    def role(self) -> str:
        """What this person is here: facilitator, participant or owner."""
        return self._record.state.role(self.me)

    def seen_by(self, name: str, secret: bytes | None = None) -> "Workshop":
        """The same workshop with somebody else speaking; what has been read of the journal is shared."""
        other = copy(self)
        other._speak_as(name, f"{self.me.id}/{name}".encode() if secret is None else secret)
        return other

    def spoken_by(self, person: str, role: str, secret: bytes) -> "Workshop":
        """The same workshop with a person speaking who has joined, in their own language."""
        other = copy(self)
        joined = self.state().people.get(person)
        other.me = Speaker(person, secret, role)
        other.name, other.language = (joined.name, joined.language) if joined else ("", self.language)
        return other

    def position(self) -> int:
        """How many events there are by now, whoever may see them."""
        with self._record.lock:
            self._record.refresh()
            return len(self._record.arrived)

    def state(self) -> State:
        """What this person may see now."""
        with self._record.lock:
            self._record.refresh()
            return self._seen()

    def held(self) -> AbstractContextManager[None]:
        """Inside the block the journal is read once, at the beginning, and after each word of one's own."""
        return self._record.held()

    def _seen(self) -> State:
        whole, last = self._record.state, self._look
        if last is None or last[0] is not whole or last[1] is not self.me:
            last = self._look = (whole, self.me, gate.seen(whole, self.me))
        return last[2]

    def events(self) -> list[Event]:
        """The events that this person may see, in order."""
        with self._record.lock:
            self._record.refresh()
            return sorted(gate.visible(self._record.arrived, self.me), key=lambda e: e.order)

    def news(self, position: int) -> tuple[list[Event], int]:
        """What this person may see of all that came after a position (0 = from the start), and the new one."""
        with self._record.lock:
            self._record.refresh()
            hides = gate.hider(self._record.state, self.me, self._record.events)
            new = [event for event in self._record.arrived[position:] if not hides(event)]
            return new, len(self._record.arrived)

    def say(self, *events: Event) -> list[Event]:
        """Checks the events, stamps them and appends them: all or, when one is Refused, none.

        An event that comes with an id keeps it, so that saying it again adds nothing.
        """
        with self._record.lock, language.speaking(self.language):
            self._record.refresh()
            seen = self._seen()
            for event in events:
                self._check(event, seen)
            stamped = self._stamped([*self._introduction(events), *events])
            self.journal.append(*stamped)
            self._record.read()
            return stamped

    def join(self) -> None:
        """Takes part from now on; says nothing when the person has joined already."""
        if self._record.state.canonical(self.me.id) not in self.state().people:
            self.say(Joined(person=self.me.id, name=self.name, role=self.role, language=self.language))

    def holds(self, event_id: str) -> bool:
        """True when the event was said already."""
        with self._record.lock:
            self._record.refresh()
            return event_id in self._record.events

    def entered(self, exercise: str) -> dict[tuple[str, str], Answered]:
        """(person, item) -> the latest answer that was entered from paper or a file.

        Only what this person entered, or may see: what is counted by it betrays no hidden answer.
        """
        with self._record.lock:
            self._record.refresh()
            state, events = self._record.state, self._record.events
            mine, hides = state.ids(self.me.id), gate.hider(state, self.me, events)
            found = (e for e in events.values() if isinstance(e, Answered) and e.exercise == exercise and e.entered_by)
            known = (e for e in found if e.entered_by in mine or not hides(e))
            return {(state.canonical(e.by), e.item): e for e in sorted(known, key=lambda e: e.order)}

    def subject(self, event: Event) -> Event | None:
        """What an event is about: that of an undo is what was said first."""
        subject: Event | None = event
        while isinstance(subject, Withdrawn):
            subject = self._record.events.get(subject.event)
        return subject

    def exercise(self, module: ModuleType) -> "Exercise":
        """One exercise of this workshop, by its module in core."""
        return Exercise(self, module)

    def _check(self, event: Event, seen: State) -> None:
        # What somebody else has proposed in secret isn't there yet, or a refusal would betray it. Only whether
        # anybody has answered, which fixes an exercise's privacy, takes all there is.
        state, role = self._record.state if isinstance(event, Configured) else seen, self.role
        rules.check_speaker(state, event, self._voices(event), role)
        rules.check(state, event, role)
        said: Event | None = event
        while isinstance(said, Withdrawn):  # to undo an undo is to do again what it took back
            said = self._record.events.get(said.event)
            rules.check_withdrawal(self._record.state, said, self._is_mine(said), role)

    def _is_mine(self, event: Event | None) -> bool:
        return event is not None and event.by in self._voices(event)

    def _voices(self, event: Event) -> tuple[str, ...]:
        """Every id under which this person may have said such an event."""
        return (*self._record.state.ids(self.me.id), self._pseudonym(event))

    def _pseudonym(self, event: Event) -> str:
        return self.me.voice(self.id, getattr(self.subject(event), "exercise", ""), Privacy.ANONYMOUS)

    def _introduction(self, events: Iterable[Event]) -> list[Event]:
        """A person who hasn't joined yet does so with their first word, unless that word is anonymous."""
        me = self._record.state.canonical(self.me.id)
        known = me in self._record.state.people or any(getattr(e, "person", "") == me for e in events)
        if known or all(self._anonymous(e) for e in events):
            return []
        return [Joined(person=me, name=self.name, role=self.role, language=self.language)]

    def _stamped(self, events: list[Event]) -> list[Event]:
        clock = self._record.state.last[0]
        return [self._stamp(event, clock + n) for n, event in enumerate(events, 1)]

    def _stamp(self, event: Event, clock: int) -> Event:
        by, at = self.me.id, self._now()
        if self._anonymous(event):
            exercise = self._record.state.exercise(getattr(self.subject(event), "exercise", ""))
            by, at = self._pseudonym(event), exercise.since
        if isinstance(event, Answered) and (event.entered_by or event.by not in ("", by)):
            event = replace(event, entered_by="" if is_pseudonym(by) else self.me.id)
        return replace(event, id=event.id or self._new_id(), workshop=self.id, by=event.by or by, at=at, clock=clock)

    def _anonymous(self, event: Event) -> bool:
        """True when neither the speaker nor the time may be kept with the event."""
        if isinstance(event, Withdrawn):
            return getattr(self.subject(event), "by", "") == self._pseudonym(event)
        if isinstance(event, Answered) or (isinstance(event, Added) and event.proposed):
            return self._record.state.exercise(event.exercise).settings.privacy is Privacy.ANONYMOUS
        return is_pseudonym(event.by)


@dataclass(frozen=True)
class Exercise:
    """One part of a workshop, with items, answers and decisions."""

    workshop: Workshop
    rules: ModuleType

    @property
    def name(self) -> str:
        return str(self.rules.NAME)

    def state(self) -> ExerciseState:
        """What the person who opened the workshop may see of it now."""
        return self.workshop.state().exercise(self.name)


def person_id(workshop: str, name: str) -> str:
    """The id of a person who opens the workshop under a name: the same in every notebook."""
    return str(uuid5(NAMESPACE_URL, f"{workshop}/person/{name.casefold()}"))
