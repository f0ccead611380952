"""1,600 real clauses in one workshop, and 5,000 real answers."""

import time
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.hosts import Host
from tests.browser.pages import said
from tests.people import staged
from tests.test_entries import surveyed
from workbook.folders import add_policies, new_workshop

COLUMNS = {"policy_text": "policy", "section": "area", "company": "source"}
MOST = 120  # cards that a browser has to hold at once


def test_the_board_bears_1600_policies(host: Host, tmp_path: Path, real_data: Path, measured: Measured) -> None:
    """It opens with a bounded number of cards, finds any of them, and a key puts it in its place at once."""
    workshop = new_workshop(str(tmp_path / "many"))
    read = add_policies(workshop, real_data / "policies_terms_en.csv", COLUMNS).new
    board = host.visit(workshop, screens=["answer"]).board
    expect(board.count).to_have_text(f"0 of {read} sorted")
    assert board.root.locator(".wb-card").count() < MOST
    board.search.fill("class action")
    expect(board.count).to_contain_text("found")
    card = board.first()
    expect(board.card(card)).to_contain_text("class action", ignore_case=True)
    began = time.perf_counter()
    board.key(card, "4")
    board.lies_in(card, "drop")
    shown = time.perf_counter() - began
    board.kept()
    measured(f"{read} policies, from the key to the card in its place", shown)
    measured(f"{read} policies, from the key to kept", time.perf_counter() - began)
    assert said(workshop) == {card: "drop"}


def test_compare_bears_5000_answers(host: Host, tmp_path: Path, real_data: Path, measured: Measured) -> None:
    """A page that is loaded when everyone may see them shows the votes of 559 people."""
    workshop = surveyed(tmp_path / "flight", real_data)
    workshop.say(staged("compare"))
    visit = host.visit(workshop, screens=["compare"])
    began = time.perf_counter()
    visit.reload()
    expect(visit.results.agreement).to_contain_text("559 people, 31 answers missing")
    measured("5,000 answers of 559 people, from loading the page to their agreement", time.perf_counter() - began)
