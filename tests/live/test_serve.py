"""The live page's server as a process: how it ends, what it loads, and what one slow page does to the others."""

import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, ConnectionClosedError

from tests.live.server import Deaf, LiveServer, Page, join, page, secret
from tests.people import POLICIES, listed, stored
from tests.test_layers import HEAVY_LIVE
from workbook.core.events import Answered
from workbook.folders import demo_folder, new_workshop
from workbook.live import serve
from workbook.screens import SCREENS
from workbook.workshop import Workshop

ROOM = 20  # people
END = 3  # seconds in which the server has ended
ASKED = 200  # times that a page wants to have everything; some 90 fit into what may wait for it on its way
PLACE = {"do": "place", "on": "policies/answer", "item": "P1", "to": "drop"}

WORD = "qz7-planted"
ODD = (
    f'{{"do": "add", "on": "policies/answer", "text": "{WORD}", "id": "1"}}',
    f'{{"do": "settle", "on": "policies/decide", "to": "{WORD}", "known": 5, "id": "2"}}',
    f'{{"do": "place", "on": "policies/answer", "item": "{WORD} \\ud83d", "to": "keep", "id": "3"}}',
    f'["{WORD}"]',
    WORD * 10_000,
    f"\xff {WORD}".encode("latin-1"),
)

#: `workbook`, which at its end writes down what it has loaded.
LOADED = """import atexit, sys
from workbook.cli import main
file = open(sys.argv.pop(1), "w")
atexit.register(lambda: file.write(" ".join(sys.modules)))
main()
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """In a folder, with six policies."""
    workshop = new_workshop(str(tmp_path / "acme"))
    workshop.say(*map(listed, POLICIES))
    return workshop


@pytest.fixture
def server(workshop: Workshop) -> Iterator[LiveServer]:
    with LiveServer(workshop) as server:
        yield server


def opens(server: LiveServer, token: str) -> bool:
    """The token leads to a screen."""
    with page(server, token) as visitor:
        try:
            visitor.says(do="hello")
            return bool(visitor.until("snapshot"))
        except ConnectionClosedError:
            return False


def answers(page: Page, n: int) -> float:
    """Seconds from an answer to its acknowledgement."""
    began = time.monotonic()
    page.says(**{**PLACE, "to": ("drop", "keep")[n % 2]}, id=f"a{n}")
    page.until("kept")
    return time.monotonic() - began


def answered(workshop: Workshop) -> int:
    return sum(isinstance(event, Answered) for event in stored(workshop))


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_within_three_seconds_and_loses_nothing(workshop, server, by):
    """With a full room connected: all that was acknowledged is kept, and what it prints is for people."""
    with ExitStack() as stack:
        pages = [stack.enter_context(page(server, join(server, f"Person {n}"))) for n in range(ROOM)]
        for n, each in enumerate(pages):
            each.says(**PLACE, id=f"a{n}")
        for each in pages:
            each.until("kept")
        began = time.monotonic()
        assert server.stop(by) == 0
        assert time.monotonic() - began < END
    assert answered(workshop) == ROOM
    assert server.printed.splitlines()[-1].startswith("Stopped. Everything is kept.")
    assert not {"Traceback", "ERROR", "WARNING"} & set(server.printed.replace(":", " ").split())


def test_what_leads_and_invites_ends_with_the_server(workshop, server):
    """Stopped and started again, the old facilitator's link opens nothing and the old code invites nobody."""
    ana, lead, code = join(server, "Ana"), secret(server.facilitator), server.participants
    assert opens(server, lead)
    server.stop()
    with LiveServer(workshop, server.port) as again:
        assert opens(again, secret(again.facilitator))
        assert opens(again, ana)
        assert not opens(again, lead)
        again.participants = code
        with pytest.raises(OSError, match="403"):
            join(again, "Ben")


def test_after_a_crash_every_link_holds(workshop, server):
    """Killed and started again, whoever had the page open comes back, and who was about to join does."""
    ana, lead, code = join(server, "Ana"), secret(server.facilitator), server.participants
    server.kill()
    with LiveServer(workshop, server.port) as again:
        assert opens(again, ana)
        assert opens(again, lead)
        again.participants = code
        assert opens(again, join(again, "Ben"))


@pytest.mark.slow
def test_one_who_does_not_read_is_cut_off_and_nobody_else_notices(workshop, server):
    """When too much waits for a page it is cut off, and comes back with the same token; others wait no longer."""
    workshop.say(*(listed(f"L{n}", f"{n} {'long' * 490}") for n in range(200)))  # a snapshot of 400 kB
    eve, ana = join(server, "Eve"), join(server, "Ana")
    deaf = Deaf(server, eve)
    with page(server, ana) as other:
        for __ in range(ASKED):
            deaf.asks()
        waits = [answers(other, n) for n in range(ASKED)]  # one's turn comes after each of the other's
        assert deaf.reads() < ASKED * 200_000
    assert max(waits) < 2
    assert opens(server, eve)


def test_on_all_four_screens_it_loads_nothing_heavy(tmp_path, monkeypatch):
    """Having shown a whole rehearsed workshop, the process has loaded no pandas, Altair or scikit-learn."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    loaded = tmp_path / "loaded"
    command = (sys.executable, "-c", LOADED, str(loaded))
    with LiveServer(demo_folder(), command=command) as server:
        with page(server, secret(server.facilitator)) as lead:
            shown = [lead.sees(screen) for screen in SCREENS]
        server.stop()
    assert all(screen["items"] or screen["sections"] for screen in shown)
    modules = set(loaded.read_text().split())
    assert "workbook.live.serve" in modules
    assert HEAVY_LIVE & modules == set()


def test_it_prints_neither_words_nor_tokens(server):
    """Whatever a page sends: the facilitator's token stands in the one link, and no other token anywhere."""
    token = join(server, "Ana")
    for said in ODD:
        with page(server, token) as ana, suppress(ConnectionClosed):
            ana.sends(said)
            ana.sends("[]")  # no message: the server hangs up after it
            ana.until("nothing more")
    server.stop()
    assert "TypeError" in server.printed  # the odd one went wrong, and that was noted
    assert not [word for word in (WORD, token) if word in server.printed]
    assert server.printed.count(secret(server.facilitator)) == 1


def test_a_small_message_does_not_wait_for_the_one_before() -> None:
    """A connection that comes in sends at once: otherwise a word that was kept is told of 40 ms later."""
    with serve._listen("127.0.0.1", "127.0.0.1", 0) as listening:
        listening.accept()[0].close()  # from trying the address
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as page:
            assert page.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
