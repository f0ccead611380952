"""What joining and moving cost on the way."""

import pytest
from playwright.sync_api import Page

from tests.browser.hands import LAPTOP
from tests.browser.live import Live
from tests.browser.pages import Board
from tests.browser.wire import Wire
from tests.people import listed
from workbook.workshop import Workshop


@pytest.fixture
def page(live: Live) -> Page:
    return live.open("about:blank", "Ana", LAPTOP)


def test_joining_takes_at_most_six_requests_and_60_kilobytes(live: Live, workshop: Workshop, page: Page) -> None:
    """From the link to the board of 44 policies: five files, one name, one websocket."""
    wire = Wire(page)
    page.goto(live.server(workshop).participants)
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Join").click()
    Board(page.locator(".wb[data-screen=answer]")).kept()
    assert wire.requests <= 6
    assert 10_000 < wire.bytes <= 60_000


def test_a_move_is_at_most_100_bytes(live: Live, workshop: Workshop, page: Page) -> None:
    """All that the page sends for it, to the place with the longest name, of a policy whose id came of its words."""
    wire = Wire(page)
    [policy] = workshop.say(listed("520ea0ac21"))
    page.goto(live.server(workshop).facilitator)
    board = Board(page.locator(".wb[data-screen=answer]"))
    board.search.fill(policy.text)
    wire.sent.clear()
    board.key(policy.item, "3")
    board.kept()
    [move] = (message for message in wire.sent if "ping" not in message)
    assert "soften" in move
    assert len(move.encode()) <= 100
