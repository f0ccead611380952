"""What people see while the database of a shared workshop is away."""

import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.lab import Lab
from tests.browser.live import Live, answers
from tests.browser.pages import said
from tests.people import POLICIES, listed, staged
from tests.postgresql import Server
from workbook.folders import new_workshop

BACK = 5  # seconds in which a page comes back by itself


def test_pages_wait_for_the_database_and_come_back(
    tmp_path: Path, live: Live, postgresql: Server, measured: Measured
) -> None:
    """Each says that it isn't connected, takes answers, and has them in the journal soon after the server is back."""
    live.watch.allow("ERR_", "WebSocket connection")
    workshop = new_workshop(str(tmp_path / "acme"), database=postgresql.database())
    workshop.say(*map(listed, POLICIES))
    lead, ana = live.visit(workshop), live.phone(workshop, "Ana")
    given = ana.answer("keep")
    ana.board.kept()
    postgresql.stop()
    try:
        for guest in (lead, ana):
            expect(guest.board.gone).to_contain_text("Not connected")
        given |= ana.answer("drop")
        given |= ana.answer("soften")
        expect(ana.board.alert).to_be_hidden()
    finally:
        postgresql.start()
    began = time.perf_counter()
    for guest in (lead, ana):
        expect(guest.board.gone).to_be_hidden()
    ana.board.kept()
    measured("back after the database", time.perf_counter() - began)
    assert time.perf_counter() - began < BACK
    assert [each for each in answers(workshop) if each] == [given]


def test_a_notebook_says_why_and_goes_on(tmp_path: Path, lab: Lab, postgresql: Server) -> None:
    """It keeps what is done meanwhile, sends it when the database is back, and takes back what it said."""
    workshop = new_workshop(str(tmp_path / "acme"), database=postgresql.database())
    workshop.say(*map(listed, POLICIES))
    board = lab.visit(workshop, screens=["answer"]).board
    card = board.first()
    postgresql.stop()
    try:
        board.key(card, "4")
        expect(board.alert).to_contain_text("can't be reached")
        expect(board.status).to_have_text("not kept yet")
    finally:
        postgresql.start()
    board.kept(within=15)
    expect(board.alert).to_be_hidden()
    assert said(workshop) == {card: "drop"}
    workshop.say(staged("compare"))
    expect(board.root).to_contain_text("Everyone has seen the answers")
