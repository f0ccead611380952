"""The database is restarted again and again while people answer on two servers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.live.server import LiveServer, Page, join, page
from tests.people import POLICIES, listed, stored
from tests.postgresql import Server
from workbook.core.events import Answered, Joined
from workbook.folders import new_workshop
from workbook.workshop import Workshop

PEOPLE, MESSAGES, RESTARTS = 10, 120, 4
LIMIT = 60  # seconds in which one message is kept; only a failing test takes that long
PLACES = ("keep", "extend", "soften", "drop")


class Person:
    """Says one thing after the other, each until it is acknowledged, as a page's outbox does."""

    def __init__(self, server: LiveServer, name: str) -> None:
        self._server, self.name = server, name
        self._token, self._page = join(server, name), iter(())
        self.given = [(POLICIES[n % 6], PLACES[(n // 6) % 4]) for n in range(MESSAGES)]
        self.tries = 0

    def answer(self) -> None:
        for n, (item, to) in enumerate(self.given):
            self._keep({"do": "place", "on": "policies/answer", "item": item, "to": to, "id": f"{n:03}"})

    def _keep(self, message: dict[str, str]) -> None:
        end = monotonic() + LIMIT
        while monotonic() < end:
            self.tries += 1
            with suppress(ConnectionClosed, InvalidHandshake, TimeoutError, OSError):
                here = next(self._page, None) or self._again()
                here.says(**message)
                if here.until("kept")["id"] == message["id"]:
                    return
            self._page = iter(())
        raise AssertionError(message)

    def _again(self) -> Page:
        self._page = self._connection()
        return next(self._page)

    def _connection(self) -> Iterator[Page]:
        """The page, over and over, until it is let go."""
        with page(self._server, self._token) as here:
            here.says(do="hello")
            here.until("snapshot")
            while True:
                yield here


def said(workshop: Workshop) -> dict[str, list[tuple[str, str]]]:
    """Name -> every answer in the journal, the latest last."""
    events = sorted(stored(workshop), key=lambda event: event.order)
    names = {event.person: event.name for event in events if isinstance(event, Joined)}
    answers = [event for event in events if isinstance(event, Answered)]
    return {name: [(a.item, a.value) for a in answers if a.by == person] for person, name in names.items()}


def _said(workshop: Workshop, least: int) -> None:
    """Waits until so much was said."""
    end = monotonic() + LIMIT
    while workshop.position() < least:
        assert monotonic() < end
        sleep(0.02)


@pytest.mark.slow
def test_no_answer_is_lost_or_doubled(postgresql: Server, tmp_path: Path) -> None:
    """Whoever isn't told that it was kept says it again; in the journal everything is once and in order."""
    workshop = new_workshop(str(tmp_path / "acme"), database=postgresql.database())
    workshop.say(*map(listed, POLICIES))
    with LiveServer(workshop) as one, LiveServer(workshop) as other, ThreadPoolExecutor(PEOPLE) as pool:
        people = [Person((one, other)[n % 2], f"Person {n}") for n in range(PEOPLE)]
        work = [pool.submit(person.answer) for person in people]
        for n in range(RESTARTS):
            _said(workshop, (n + 1) * PEOPLE * MESSAGES // (RESTARTS + 1))
            postgresql.stop(("fast", "immediate")[n % 2])
            postgresql.start()
        for each in work:
            each.result()
    assert sum(person.tries for person in people) > PEOPLE * MESSAGES  # the restarts came in between
    told = said(workshop)
    assert {person.name: person.given for person in people} == {person.name: told[person.name] for person in people}
