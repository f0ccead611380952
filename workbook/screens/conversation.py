"""One screen and one person talking, whatever carries the messages: the same for every host."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from workbook.core import complaints
from workbook.core.errors import Refused, WorkbookError
from workbook.core.events import Added, Answered, Decided, Event
from workbook.core.language import speaking
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
            return passing(view) if self._workshop.folder is None and only is None else view

    def hear(self, message: Message) -> None:
        """A message from the page: hello, or something the person does."""
        try:
            self._hear(message)
        except Refused as error:
            self._send({"type": "refused", "id": message.get("id"), "why": str(error)})
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
        news, self._position = self._workshop.news(self._position)
        if not news:
            return
        changed = self._touched(news)
        if changed is None or not hasattr(self._screen, "PARTIAL"):
            self._open()
        else:
            self._seq += 1
            self._send({"type": "delta", "seq": self._seq, "screen": self.snapshot(changed)})

    def _open(self) -> None:
        __, self._position = self._workshop.news(self._position)
        self._send({"type": "snapshot", "seq": self._seq, "screen": self.snapshot()})

    def _act(self, message: Message) -> None:
        with speaking(self._workshop.language):
            state, me, rules = self._workshop.state(), self._workshop.me, self._exercise.rules
            name = f"{self._workshop.id}/{state.voice(me, rules.NAME)}/{message.get('id', '')}"
            if not self._workshop.holds(_id(name, 0)):  # else a page says again what was kept before a cut
                screen = SCREENS.get(str(message.get("on")), self._screen)  # it may have waited on a page since
                events = screen.act(state, me, rules, message)
                self._workshop.say(*(replace(event, id=_id(name, n)) for n, event in enumerate(events)))

    def _touched(self, news: list[Event]) -> set[str] | None:
        """The items the events are about; None when they change more than items."""
        items: set[str] = set()
        for event in news:
            if getattr(event, "exercise", "") == complaints.NAME:  # evidence on any of them
                return None
            if getattr(event, "exercise", self._exercise.name) != self._exercise.name:
                continue
            if not isinstance(event, Answered | Added | Decided):
                return None
            items.add(event.item)
        return items


def _id(name: str, n: int) -> str:
    """Derived from the person and the page's own id, so that saying it again adds nothing."""
    return str(uuid5(NAMESPACE_URL, f"{name}/{n}"))
