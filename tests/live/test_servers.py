"""Several servers of one workshop, on one database; and what pages see of it when the database is away."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.live.server import LiveServer, Page, join, page, secret
from tests.people import POLICIES, listed, stored
from tests.postgresql import Server
from workbook.core.events import Answered
from workbook.folders import new_workshop, open_workshop
from workbook.journal import Journal
from workbook.journal.connecting import SCHEMA
from workbook.live.room import Room
from workbook.live.tokens import Tokens
from workbook.workshop import Workshop

LIMIT = 5  # seconds; what is measured is a twentieth of it
PATIENCE = 20  # seconds until a page that comes back by itself is given up
MOVES = 12


@pytest.fixture
def workshop(postgresql: Server, tmp_path: Path) -> Workshop:
    """In a database, with six policies."""
    workshop = new_workshop(str(tmp_path / "acme"), database=postgresql.database())
    workshop.say(*map(listed, POLICIES))
    return workshop


@pytest.fixture
def servers(workshop: Workshop) -> Iterator[list[LiveServer]]:
    """Two, each a process."""
    with LiveServer(workshop) as one, LiveServer(workshop) as other:
        yield [one, other]


def place(to: str, id: object) -> dict[str, Any]:
    return {"do": "place", "on": "policies/answer", "item": "P1", "to": to, "id": str(id)}


@contextmanager
def open_page(server: LiveServer, token: str) -> Iterator[Page]:
    """One that shows what there is."""
    with page(server, token) as opened:
        opened.says(do="hello")
        opened.until("snapshot")
        opened.until("room")
        yield opened


@contextmanager
def away(server: Server) -> Iterator[None]:
    """Inside the block nobody gets into the database."""
    server.stop()
    try:
        yield
    finally:
        server.start()


def test_what_is_said_on_one_server_is_seen_on_the_other(servers: list[LiveServer], capfd: Any) -> None:
    """A person with a page on each: an answer that is given on one shows on the other."""
    ana, took = join(servers[0], "Ana"), []
    with ExitStack() as stack:
        here, there = (stack.enter_context(open_page(server, ana)) for server in servers)
        for n in range(MOVES):
            began = time.monotonic()
            here.says(**place(("keep", "drop")[n % 2], n))
            assert there.until("delta")["screen"]["items"][0]["place"] == ("keep", "drop")[n % 2]
            took.append(time.monotonic() - began)
            here.until("kept")
    with capfd.disabled():
        sys.stderr.write(f"\nseen on another server: {statistics.median(took):.2f} s, at most {max(took):.2f} s\n")
    assert max(took) < LIMIT


def test_those_who_lead_see_on_one_server_who_joined_on_the_other(servers: list[LiveServer]) -> None:
    """The room is one, whichever link people came by; so is every name in it."""
    with open_page(servers[1], secret(servers[1].facilitator)) as lead:
        join(servers[0], "Ana")
        assert "Ana" in lead.until("room")["names"]
    with pytest.raises(HTTPError, match="400"):
        join(servers[1], "Ana")


def test_every_server_knows_what_another_gave(workshop: Workshop, servers: list[LiveServer]) -> None:
    """A token and a code to join with hold on both, so that another computer can take over."""
    for server, other in (servers, servers[::-1]):
        with open_page(other, join(server, f"Guest of {server.port}")):
            pass
        other.participants = server.participants
        assert join(other, f"Another of {server.port}")


def test_tokens_are_kept_in_the_database_only_as_hashes(workshop: Workshop, postgresql: Server) -> None:
    """They are there and not in the folder; nobody who reads the table can use one."""
    room = Room(workshop)
    given = [room.admit("Ana", "en"), room.lead(), room.tokens.invite()]
    kept = postgresql.ask(f"SELECT * FROM {SCHEMA}.holders", str(workshop.journal.place.url).rpartition("/")[2])  # noqa: S608
    assert len(kept) == 3
    assert not [token for token in given if token in repr(kept)]
    assert not list(workshop.folder.glob("*.sqlite*"))


def test_a_token_of_another_workshop_opens_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """Nor does its code let anybody in, though both are in one database."""
    other = Room(new_workshop(str(tmp_path / "other"), database=workshop.journal.place.url))
    token, code = other.admit("Eve", "en"), other.tokens.invite()
    tokens = Tokens(workshop)
    assert (tokens.holder(token), tokens.invites(code)) == (None, False)
    assert (other.tokens.holder(token).role, other.tokens.invites(code)) == ("participant", True)


def test_one_server_that_stops_ends_no_others_links(workshop: Workshop, monkeypatch: Any, tmp_path: Path) -> None:
    """What leads and invites ends with the computer that gave it; those who joined keep theirs."""
    here = Tokens(workshop)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "elsewhere"))
    there = Tokens(open_workshop(str(workshop.folder)))
    mine, theirs, joined = here.invite(), there.invite(), here.give("ana", "participant")
    here.end()
    assert (there.invites(mine), there.invites(theirs)) == (False, True)
    assert there.holder(joined).person == "ana"


def comes_back(server: LiveServer, token: str, stack: ExitStack) -> Page:
    """The page as it tries again and again, until it is let in."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return stack.enter_context(open_page(server, token))
        except (InvalidHandshake, ConnectionClosed):
            assert time.monotonic() < end
            time.sleep(0.05)


def test_while_the_database_is_away_pages_are_cut_off_and_come_back(workshop, servers, postgresql):
    """Idle ones too, so that they say so; the server stays, and what waited on the page is kept once it is let in."""
    server, ana = servers[0], join(servers[0], "Ana")
    with ExitStack() as stack:
        before = stack.enter_context(open_page(server, ana))
        with away(postgresql):
            with pytest.raises(ConnectionClosed):
                before.until("nothing more")
            with pytest.raises((InvalidHandshake, ConnectionClosed)):
                stack.enter_context(open_page(server, ana))
            with pytest.raises(HTTPError) as refused:
                join(server, "Ben")
            assert b"There is no connection to the workshop" in refused.value.read()
            with urlopen(f"http://127.0.0.1:{server.port}/host.js") as answer:
                assert answer.status == 200
        after = comes_back(server, ana, stack)
        for __ in range(2):  # it doesn't know whether the first time came through
            after.says(**place("drop", "waited"))
            assert after.until("kept")["id"] == "waited"
    assert [e.value for e in stored(workshop) if isinstance(e, Answered)] == ["drop"]
    assert server.stop() == 0
    assert "Traceback" not in server.printed


def test_a_server_may_stop_while_the_database_is_away(workshop: Workshop, postgresql: Server) -> None:
    """It says so in a line instead of failing on the way out."""
    with LiveServer(workshop) as server, away(postgresql):
        assert server.stop() == 1
    assert "can't be reached" in server.printed.splitlines()[-1]
    assert "Traceback" not in server.printed
    assert Journal(workshop.journal.place).only() == workshop.id
