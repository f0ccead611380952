"""The server is killed again and again while a room full of people answers."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.hands import PHONE, Thumb
from tests.browser.live import Guest, Live
from tests.live.server import LiveServer
from tests.people import POLICIES, listed
from workbook.core.events import Answered, Joined
from workbook.folders import new_workshop
from workbook.workshop import Workshop

PEOPLE, KILLS = 20, 20
BACK = 5  # seconds in which a page comes back by itself
LIMIT = 40  # seconds for a kill, the next start, and everybody's way back; only a failing test takes that long

PACE = 300  # ms between everybody's answers, so that a server that starts has some of the computer for itself

KEYS = {"1": "keep", "2": "extend", "3": "soften", "4": "drop"}

#: Keeps when the page last began or ceased to say that it isn't connected.
TURNS = """(gone) => {
  let was = gone.hidden;
  window.turned = 0;
  const look = () => { if (gone.hidden !== was) { was = gone.hidden; window.turned = Date.now(); } };
  new MutationObserver(look).observe(gone, { attributes: true });
}"""


class Person(Guest):
    """Sorts a few policies over and over; keeps what they said."""

    def __init__(self, guest: Guest) -> None:
        super().__init__(guest.page, guest.hand, guest.leads)
        self.given: list[tuple[str, str]] = []
        self.page.locator(".wb-gone").evaluate(TURNS)

    def say(self, luck: Random) -> None:
        """Another word on one of the policies than the one before."""
        item, latest = luck.choice(POLICIES), dict(self.given)
        key = luck.choice([key for key, place in KEYS.items() if place != latest.get(item)])
        self.board.card(item).press(key)
        self.given.append((item, KEYS[key]))

    def back(self, since: float) -> float | None:
        """When the page was connected again; None while it isn't. since: seconds, as the result."""
        hidden, turned = self.page.evaluate("[document.querySelector('.wb-gone').hidden, window.turned / 1000]")
        return turned if hidden and turned > since else None


class Server:
    """A live page that is always at the same address, but for a moment."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop, self.now, self.up = workshop, LiveServer(workshop), time.time()

    def crash(self) -> None:
        self.now.kill()
        self.now = LiveServer(self._workshop, self.now.port)
        self.up = time.time()


@contextmanager
def crashing(workshop: Workshop) -> Iterator[tuple[Server, ThreadPoolExecutor]]:
    server = Server(workshop)
    try:
        with ThreadPoolExecutor(1) as pool:
            yield server, pool
    finally:
        server.now.stop()


def said(workshop: Workshop) -> dict[str, list[tuple[str, str]]]:
    """Name -> every answer in the journal, the latest last."""
    events = sorted(workshop.journal.since(0, workshop.id)[0], key=lambda event: event.order)
    names = {event.person: event.name for event in events if isinstance(event, Joined)}
    answers = [event for event in events if isinstance(event, Answered)]
    return {name: [(a.item, a.value) for a in answers if a.by == person] for person, name in names.items()}


def go_on(people: list[Person], luck: Random, crash: Future[None]) -> None:
    """Everybody answers until the crash is over."""
    while not crash.done():
        for person in people:
            person.say(luck)
        people[0].page.wait_for_timeout(PACE)
    crash.result()


def ways_back(people: list[Person], lead: Person, luck: Random, server: Server, killed: float) -> list[float]:
    """How many seconds each page took from when the server was there again; everybody goes on answering."""
    while time.time() < killed + LIMIT:
        found = [person.back(killed) for person in (*people, lead)]
        if None not in found:
            return [at - server.up for at in found]
        for person in people:
            person.say(luck)
        people[0].page.wait_for_timeout(PACE)
    raise AssertionError([person.back(killed) for person in (*people, lead)])


@pytest.mark.slow
def test_twenty_kills_lose_nothing(tmp_path: Path, live: Live, measured: Measured) -> None:
    """Each page is back within 5 s of the server, each answer is in the journal once and in order."""
    live.watch.allow("ERR_", "WebSocket connection")
    workshop = new_workshop(str(tmp_path / "acme"))
    workshop.say(*map(listed, POLICIES))
    luck, took = Random(20261102), []
    with crashing(workshop) as (server, pool):
        link = server.now.participants
        people = [Person(live.caller(link, f"Person {n}")) for n in range(PEOPLE)]
        lead, late = Person(live.lead(server.now.facilitator)), live.open(link, "Latecomer", PHONE)
        for person in people:
            person.page.get_by_role("button", name="See all").tap()
        began = time.time()
        for __ in range(KILLS):
            for person in luck.sample(people, luck.randrange(PEOPLE)):
                person.say(luck)
            killed = time.time()
            go_on(people, luck, pool.submit(server.crash))
            took += ways_back(people, lead, luck, server, killed)
        for person in people:
            person.board.kept(LIMIT)
        measured(f"{KILLS} kills, {sum(len(person.given) for person in people)} answers", time.time() - began)
        measured("the longest way back of a page", max(took))
        measured("the mean way back", sum(took) / len(took))
        latecomer = Guest(late, Thumb(late), leads=False)
        latecomer.join("Latecomer")
        expect(latecomer.board.root).to_be_visible()
    assert max(took) < BACK
    assert {name: given for name, given in said(workshop).items() if name.startswith("Person")} == {
        f"Person {n}": person.given for n, person in enumerate(people)
    }
