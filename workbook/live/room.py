"""The room: everybody who has the page open, and what each of them sees."""

import asyncio
import json
import logging
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

from workbook.core.errors import JournalAway, JournalError, Refused
from workbook.core.events import Joined, Staged
from workbook.core.language import _, ngettext, speaking
from workbook.core.plan import EXERCISES, current
from workbook.core.rules import exercise_rules
from workbook.live.tokens import Holder, Tokens
from workbook.screens import SCREENS
from workbook.screens.conversation import Conversation
from workbook.screens.frame import Message, done, steps
from workbook.workshop import Workshop

_log = logging.getLogger("uvicorn.error")  # where the server says what goes wrong

POLL = 0.25  # seconds between two looks at what was said elsewhere, in a notebook or by another server
WAITING = 64  # messages a page may be behind before its connection is cut; it comes back and says hello again
TICKET = 32  # characters of what a page makes up to join with; a shorter one could be guessed

_STAGE_SCREEN = {"answer": "answer", "compare": "compare", "decide": "decide", "done": "outcome"}


class Visit:
    """One open page: a person, the screen they are on, and the messages on their way to it and from it."""

    def __init__(self, room: "Room", holder: Holder, token: str, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.messages: asyncio.Queue[str] = asyncio.Queue(WAITING)
        self.heard: asyncio.Queue[Message | None] = asyncio.Queue(WAITING)  # None: the page is gone
        self.cut = asyncio.Event()
        self._workshop = room.workshop.spoken_by(holder.person, holder.role, token.encode())
        self._room = room
        self._place = self._shown = ("", "")  # where the group is: exercise and stage; what this page shows of it
        self._around: dict[str, Any] = {}

    def hear(self, message: Message) -> None:
        """A message from the page; called in a worker thread."""
        try:
            with self._workshop.held():
                _ACTS.get(str(message.get("do")), Visit._do)(self, message)
                self._look_around()
        except JournalAway:  # the page says that it isn't connected, and comes back by itself
            self._loop.call_soon_threadsafe(self.cut.set)
        except JournalError as error:  # the journal can't be read just now: the page keeps what it has
            self._send({"type": "failed", "why": str(error)})
        except Refused as error:
            self._send({"type": "refused", "id": message.get("id"), "why": str(error)})
        except Exception as error:  # with no answer the page would send it again and again, and be cut off each time
            _note("What a page said couldn't be understood.", error)
            with speaking(self._workshop.language):
                why = _("The workshop couldn't make anything of that, so it wasn't kept. Try other words.")
            self._send({"type": "refused", "id": message.get("id"), "why": why})

    def tell(self) -> None:
        """Shows what others have said since; called in a worker thread."""
        if not self._place[0]:
            return  # it hasn't said hello yet, and is told everything when it does
        with self._workshop.held():
            if not self._follow():
                self._talk.tell()
            self._look_around()

    def put(self, message: str) -> None:
        """Queues a message to the page; one that is too far behind is cut off. On the event loop."""
        try:
            self.messages.put_nowait(message)
        except asyncio.QueueFull:
            self.cut.set()

    def _hello(self, message: Message) -> None:
        self._around = {}
        if not self._follow():
            self._talk.hear(message)

    def _look(self, message: Message) -> None:
        """Those who lead look at another screen than that of the stage; all others stay with the group."""
        self._follow()
        self._check_leads()
        self._show(self._place[0], str(message.get("to")))

    def _move(self, message: Message) -> None:
        """Those who lead take everyone to another exercise, at the stage that it has."""
        self._check_leads()
        exercise = exercise_rules(str(message.get("to"))).NAME
        self._workshop.say(Staged(exercise=exercise, stage=self._workshop.state().exercise(exercise).stage))
        self._follow()

    def _check_leads(self) -> None:
        if not self._workshop.state().leads(self._workshop.me):
            with speaking(self._workshop.language):
                raise Refused(_("Only the facilitator or an owner can do that."))

    def _do(self, message: Message) -> None:
        self._follow()
        self._talk.hear(message)

    def _look_around(self) -> None:
        """Tells a person who leads who is in the room, and how one joins."""
        around = self._room.around(self._workshop, *self._shown)
        if around != self._around:
            self._around = around
            self._send({"type": "room", **around})

    def _follow(self) -> bool:
        """Everyone is on the screen of the stage; those who lead may look at another until it moves on."""
        state = self._workshop.state()
        exercise = current(state).NAME
        place = (exercise, state.exercise(exercise).stage)
        if place == self._place:
            return False
        self._place = place
        return self._show(exercise, _STAGE_SCREEN[place[1]])

    def _show(self, exercise: str, screen: str) -> bool:
        if (exercise, screen) == self._shown or screen not in SCREENS:
            return False
        self._shown = (exercise, screen)
        self._talk = Conversation(self._workshop.exercise(exercise_rules(exercise)), SCREENS[screen], self._send)
        self._talk.hear({"do": "hello"})
        return True

    def _send(self, message: dict[str, Any]) -> None:
        """Written out here, not on the event loop: a snapshot of 10,000 items holds up everybody else's messages."""
        self._loop.call_soon_threadsafe(self.put, json.dumps(message, ensure_ascii=False, separators=(",", ":")))


#: What a page says to the room itself; everything else is for the screen it is on.
_ACTS: dict[str, Callable[[Visit, Message], None]] = {
    "hello": Visit._hello,
    "screen": Visit._look,
    "exercise": Visit._move,
}


class Room:
    """Lets people in, and tells every open page what changed."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.tokens = Tokens(workshop)
        self.visits: set[Visit] = set()
        self._told = -1  # how many events there were when pages were last told of them
        self.invitation: Any = None  # serve.Links, once there is an address
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbook-live")
        self._news = asyncio.Event()

    def admit(self, name: str, language: str, ticket: str = "") -> str:
        """A person joins by name; returns their token. Refused for a name that can't be.

        ticket: made up by the page; with it, a second try whose first one's answer got lost is the same person.
        """
        known = self.workshop.state().people
        person = str(uuid5(NAMESPACE_URL, f"{self.workshop.id}/{ticket}") if len(ticket) >= TICKET else uuid4())
        if person not in known:
            joined = Joined(person=person, name=name.strip(), role="participant", language=language)
            with speaking(language):
                if any(p.name.casefold() == joined.name.casefold() for p in known.values()):
                    raise Refused(_("Somebody called {name} is here already. Add an initial.").format(name=joined.name))
            self.workshop.say(joined)
        return self.tokens.give(person, "participant")

    def lead(self) -> str:
        """A token for the facilitator."""
        self.workshop.join()
        return self.tokens.give(self.workshop.me.id, "facilitator")

    def visit(self, token: str, loop: asyncio.AbstractEventLoop) -> Visit | None:
        """The page of whom the token stands for; None for one that doesn't count, or of a person of another journal."""
        holder = self.tokens.holder(token)
        state = self.workshop.state()
        if holder is None or state.canonical(holder.person) not in state.people:
            return None
        return Visit(self, holder, token, loop)

    def around(self, workshop: Workshop, exercise: str, screen: str) -> dict[str, Any]:
        """What the page has around a screen: for those who lead the way to the others, and who is here."""
        state = workshop.state()
        if not state.leads(workshop.me):
            return {"leads": False}
        link, rules = self.invitation, exercise_rules(exercise)
        with speaking(workshop.language):
            people = [person.name for person in state.people.values()]
            return {
                "leads": True,
                "exercise": exercise,
                "exercises": [{"key": each.NAME, "name": each.title()} for each in EXERCISES],
                "choose": _("Exercise"),
                "screen": screen,
                "steps": steps(),
                "people": ngettext("{n} person has joined", "{n} people have joined", len(people)),
                "names": people,
                "invite": _("Show how to join"),
                "question": rules.question(screen),
                "done": done(state, state.exercise(exercise)),
                **(link.shown if link else {"link": "", "address": "", "code": "", "qr": ""}),
            }

    async def work(self, job: Callable[..., Any], *arguments: Any) -> Any:
        """Runs what reads or writes the journal beside the event loop, one after the other."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, job, *arguments)

    def stir(self) -> None:
        """Something was said here: the open pages are told soon, of all that was said by then."""
        self._news.set()

    async def follow(self) -> None:
        """Tells the open pages what was said, here or elsewhere, until it is cancelled."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), POLL)
            here = self._news.is_set()
            self._news.clear()
            with suppress(JournalError):  # the next look may find it readable again
                await self._look(here)

    async def _look(self, here: bool) -> None:
        try:
            position = await self.work(self.workshop.position)
        except JournalAway:
            self._told = -1
            for visit in self.visits:
                visit.cut.set()
            raise
        if here or position != self._told:
            self._told = position
            await self._tell()

    async def _tell(self) -> None:
        for visit in list(self.visits):
            try:
                await self.work(visit.tell)
            except JournalError:
                self._told = -1  # it keeps what it has, and is told when the journal is readable again
            except Exception as error:  # what one page couldn't be told cuts off no other
                _note("A page couldn't be told what changed; it is cut off and will ask again.", error)
                visit.cut.set()


def _note(what: str, error: Exception) -> None:
    """Where it happened, but not in the error's own words: they may hold what is still hidden."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s %s in:\n%s", what, type(error).__name__, where)
