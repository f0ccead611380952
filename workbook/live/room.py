"""The room: everybody who has the page open, and what each of them sees."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import uuid4

from workbook.core import policies
from workbook.core.errors import JournalError, Refused
from workbook.core.events import Joined
from workbook.core.language import _, ngettext, speaking
from workbook.live.tokens import Holder, Tokens
from workbook.screens import SCREENS
from workbook.screens.conversation import Conversation
from workbook.screens.frame import steps
from workbook.workshop import Workshop

POLL = 0.25  # seconds between two looks at what was said elsewhere, in a notebook or by another server
WAITING = 64  # messages a page may be behind before its connection is cut; it comes back and says hello again

_STAGE_SCREEN = {"answer": "answer", "compare": "compare", "decide": "decide", "done": "outcome"}


class Visit:
    """One open page: a person, the screen they are on, and the messages on their way to it."""

    def __init__(self, room: "Room", holder: Holder, token: str, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING)
        self.cut = asyncio.Event()
        self._workshop = room.workshop.spoken_by(holder.person, holder.role, token.encode())
        self._room = room
        self._stage = self._screen = ""
        self._around: dict[str, Any] = {}

    def hear(self, message: dict[str, Any]) -> None:
        """A message from the page; called in a worker thread."""
        try:
            self._hear(message)
        except JournalError as error:  # the journal can't be read just now: the page keeps what it has
            self._send({"type": "failed", "why": str(error)})

    def _hear(self, message: dict[str, Any]) -> None:
        moved = self._follow()
        if message.get("do") == "screen":
            self._show(str(message.get("to")))
        elif not (moved and message.get("do") == "hello"):
            self._talk.hear(message)
        if message.get("do") == "hello":
            self._around = {}
        self._look_around()

    def tell(self) -> None:
        """Shows what others have said since; called in a worker thread."""
        if self._stage and not self._follow():
            self._talk.tell()
        self._look_around()

    def _look_around(self) -> None:
        """Tells a person who leads who is in the room, and how one joins."""
        around = self._room.around(self._workshop, self._screen)
        if around != self._around:
            self._around = around
            self._send({"type": "room", **around})

    def _follow(self) -> bool:
        """Everyone is on the screen of the stage; those who lead may look at another until it moves on."""
        exercise = self._workshop.state().exercise(policies.NAME)
        if exercise.stage == self._stage:
            return False
        self._stage = exercise.stage
        return self._show(_STAGE_SCREEN[exercise.stage])

    def _show(self, screen: str) -> bool:
        if screen == self._screen or screen not in SCREENS:
            return False
        self._screen = screen
        self._talk = Conversation(self._workshop.exercise(policies), SCREENS[screen], self._send)
        self._talk.hear({"do": "hello"})
        return True

    def _send(self, message: dict[str, Any]) -> None:
        self._loop.call_soon_threadsafe(self.put, message)

    def put(self, message: dict[str, Any]) -> None:
        """Queues a message to the page; one that is too far behind is cut off. On the event loop."""
        try:
            self.messages.put_nowait(message)
        except asyncio.QueueFull:
            self.cut.set()


class Room:
    """Lets people in, and tells every open page what changed."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.tokens = Tokens(workshop.folder)
        self.visits: set[Visit] = set()
        self.invitation: Any = None  # serve.Links, once there is an address
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbook-live")

    def admit(self, name: str, language: str) -> str:
        """A person joins by name; returns their token. Refused for a name that can't be."""
        person = str(uuid4())
        joined = Joined(person=person, name=name.strip(), role="participant", language=language)
        with speaking(self.workshop.language):
            if any(p.name.casefold() == joined.name.casefold() for p in self.workshop.state().people.values()):
                raise Refused(_("Somebody called {name} is here already. Add an initial.").format(name=joined.name))
        self.workshop.say(joined)
        return self.tokens.give(person, "participant")

    def lead(self) -> str:
        """A token for the facilitator."""
        self.workshop.join()
        return self.tokens.give(self.workshop.me.id, "facilitator")

    def around(self, workshop: Workshop, screen: str) -> dict[str, Any]:
        """What the page has around a screen: for those who lead the way to the others, and who is here."""
        state = workshop.state()
        if not state.leads(workshop.me):
            return {"leads": False}
        link = self.invitation
        with speaking(workshop.language):
            people = [person.name for person in state.people.values()]
            return {
                "leads": True,
                "screen": screen,
                "steps": steps(),
                "people": ngettext("{n} person has joined", "{n} people have joined", len(people)),
                "names": ", ".join(people),
                "invite": _("Show how to join"),
                "link": link.participants if link else "",
                "qr": link.picture if link else "",
            }

    async def work(self, job: Callable[..., Any], *arguments: Any) -> Any:
        """Runs what reads or writes the journal beside the event loop, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, job, *arguments)

    async def follow(self) -> None:
        """Tells the open pages what was said elsewhere, until it is cancelled."""
        while True:
            await asyncio.sleep(POLL)
            with suppress(JournalError):  # the next look may find it readable again
                if await self.work(self.workshop.moved):
                    await self.tell()

    async def tell(self) -> None:
        """Tells every open page what it may see of what changed."""
        for visit in list(self.visits):
            with suppress(JournalError):  # what one page couldn't be told cuts off no other
                await self.work(visit.tell)
