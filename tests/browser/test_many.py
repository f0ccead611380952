"""1,600 real clauses in one workshop."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.browser.pages import said
from workbook.folders import add_policies, new_workshop

COLUMNS = {"policy_text": "policy", "section": "area", "company": "source"}
MOST = 120  # cards that a browser has to hold at once


@pytest.fixture
def clauses() -> Path:
    file = Path(os.environ.get("WORKBOOK_REAL_DATA", ""), "policies_terms_en.csv")
    if not file.is_file():
        pytest.skip("Skipped: WORKBOOK_REAL_DATA doesn't name the folder of real inputs.")
    return file


def test_the_board_bears_1600_policies(host: Lab, tmp_path: Path, clauses: Path) -> None:
    """It opens with a bounded number of cards, finds any of them, and a key puts it in its place at once."""
    workshop = new_workshop(str(tmp_path / "many"))
    read = add_policies(workshop, clauses, COLUMNS).new
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
    print(
        f"\n{read} policies: a key's card is in its place after {shown:.2f} s, kept after {time.perf_counter() - began:.2f} s"
    )
    assert said(workshop) == {card: "drop"}
