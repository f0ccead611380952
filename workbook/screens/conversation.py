"""One screen and one person talking, whatever carries the messages: the same for every host."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from workbook.core import complaints
from workbook.core.actions import because
from workbook.core.errors import JournalAway, Refused, WorkbookError
from workbook.core.events import Added, Answered, Assigned, Decided, Event, Joined
from workbook.core.language import speaking
from workbook.core.rules import exercise_rules
from workbook.screens import SCREENS
from workbook.screens.frame import Message, Snapshot, passing
from workbook.workshop import Exercise

Send = Callable[[dict[str, Any]], None]


class Conversation:
    """Answers a page's messages and tells it what changed. A host calls it from a worker thread."""

    def __init__(self, exercise: Exercise, screen: ModuleType, send: Send) -> None:
        """screen: one of the four modules. send: takes a JSON message to the page."""
        self._exercise, self._workshop, self._screen = exercise, exercise.workshop, screen
        self._send = send
        self._seq = 0  # of messages to this page; says nothing about how much others have said
        self._position = 0  # in the workshop's news

    def snapshot(self, only: Iterable[str] | None = None) -> Snapshot:
        """All this person may see now, or only what the named items changed."""
        with speaking(self._workshop.language):
            state = self._workshop.state()
            wanted = None if only is None else set(only)
            view: Snapshot = self._screen.snapshot(state, self._workshop.me, self._exercise.rules, wanted)
            return passing(view) if self._workshop.passing and only is None else view

    def hear(self, message: Message) -> None:
        """A message from the page: hello, or something the person does. JournalAway is for the host to tell."""
        try:
            with self._workshop.held():
                self._hear(message)
        except Refused as error:
            self._send({"type": "refused", "id": message.get("id"), "why": str(error)})
        except JournalAway:
            raise
        except WorkbookError as error:  # the journal can't be written just now: the page keeps what it has
            self._send({"type": "failed", "why": str(error)})

    def _hear(self, message: Message) -> None:
        if message.get("do") == "hello":
            self._workshop.join()
            self._open()
        else:
            self._act(message)
            self._send({"type": "kept", "id": message.get("id")})
            self.tell()

    def tell(self) -> None:
        """Sends what changed since the page last heard, if this person may see any of it."""
        with self._workshop.held():
            self._tell()

    def _tell(self) -> None:
        news, self._position = self._workshop.news(self._position)
        if not news:
            return
        changed = self._touched(news)
        if changed is None:
            self._open()
        elif changed:
            self._seq += 1
            self._send({"type": "delta", "seq": self._seq, "screen": self.snapshot(changed)})

    def _open(self) -> None:
        __, self._position = self._workshop.news(self._position)
        self._send({"type": "snapshot", "seq": self._seq, "screen": self.snapshot()})

    def _act(self, message: Message) -> None:
        with speaking(self._workshop.language):
            state, me = self._workshop.state(), self._workshop.me
            rules, screen = self._place(message)
            name = f"{self._workshop.id}/{state.voice(me, rules.NAME)}/{message.get('id', '')}"
            if not self._workshop.holds(_id(name, 0)):  # else a page says again what was kept before a cut
                events = screen.act(state, me, rules, message)
                self._workshop.say(*(replace(event, id=_id(name, n)) for n, event in enumerate(events)))

    def _place(self, message: Message) -> tuple[ModuleType, ModuleType]:
        """The exercise and the screen that a message was meant for: it may have waited on the page since."""
        exercise, __, screen = str(message.get("on") or "").partition("/")
        rules = exercise_rules(exercise) if exercise else self._exercise.rules
        return rules, SCREENS.get(screen, self._screen)

    def _touched(self, news: list[Event]) -> set[str] | None:
        """The items that the events change on this screen; None when they change more than items."""
        items: set[str] = set()
        for event in news:
            about = self._about(event)
            if about is None:
                return None
            items |= about
        return items

    def _about(self, event: Event) -> set[str] | None:
        """The same of one event; to take one back changes what it changed."""
        subject = self._workshop.subject(event)
        if getattr(subject, "exercise", "") not in ("", self._exercise.name, complaints.NAME):
            return set()
        if subject is None or not isinstance(subject, getattr(self._screen, "PARTIAL", ())):
            return None
        if isinstance(subject, Joined):
            return None if self._concerns(subject) else set()
        if isinstance(subject, Added) and subject is not event:  # the item may be gone
            return None
        named = {name.partition("/")[::2] for name in _named(subject)}
        if complaints.NAME in dict(named):  # evidence on any of them
            return None
        return {item for exercise, item in named if exercise == self._exercise.name}

    def _concerns(self, joined: Joined) -> bool:
        """True when somebody's joining changes what this person is or sees."""
        state = self._workshop.state()
        alone = state.exercise(self._exercise.name).settings.one_person
        return alone or bool(joined.same_as) or joined.person in state.ids(self._workshop.me.id)


def _named(event: Event) -> tuple[str, ...]:
    """The items that an event names, each with its exercise."""
    if isinstance(event, Assigned):
        return event.because
    return (because(event.exercise, event.item),) if isinstance(event, Added | Answered | Decided) else ()


def _id(name: str, n: int) -> str:
    """Derived from the person and the page's own id, so that saying it again adds nothing."""
    return str(uuid5(NAMESPACE_URL, f"{name}/{n}"))
