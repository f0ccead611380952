"""What a page does while it is cut off from the server, and how it comes back."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.line import Line
from tests.browser.live import Live, answers
from tests.live.server import LiveServer
from workbook.workshop import Workshop

CUT = 60  # seconds
PACE = 1.5  # seconds a person takes over a card
BACK = 5  # seconds in which a page comes back by itself

PLACES = ("keep", "extend", "soften", "drop")


@pytest.mark.slow
def test_phones_cut_off_for_a_minute_lose_nothing(workshop: Workshop, live: Live, measured: Measured) -> None:
    """One hears nothing more, one is turned away: both say so, take answers, and are back within 5 s by themselves."""
    live.watch.allow("ERR_", "WebSocket connection")
    with LiveServer(workshop) as server, Line(server.port) as silent, Line(server.port) as refused:
        ana, ben = (live.caller(line.through(server.participants), name)
                    for line, name in ((silent, "Ana"), (refused, "Ben")))  # fmt: skip
        silent.silence()
        refused.refuse()
        given = [{}, {}]
        while len(given[0]) * PACE < CUT:
            for guest, mine in zip((ana, ben), given, strict=True):
                mine |= guest.answer(PLACES[len(mine) % 4])
            ana.page.wait_for_timeout(PACE * 1000)
        for guest, line in ((ana, silent), (ben, refused)):
            expect(guest.board.gone).to_contain_text("Not connected")
            line.mend()
            began = time.perf_counter()
            expect(guest.board.gone).to_be_hidden()
            guest.board.kept()
            measured("back after a minute", time.perf_counter() - began)
            assert time.perf_counter() - began < BACK
        assert [each for each in answers(workshop) if each] == given
