"""On a phone: one card at a time."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import PHONE
from tests.browser.hosts import Host
from tests.browser.pages import Board, said
from workbook.workshop import Workshop

ALL = 44  # policies of the cleaning company


@pytest.fixture(scope="module")
def board(shared_host: Host, shared_workshop: Workshop) -> Board:
    return shared_host.visit(shared_workshop, screens=["answer"], device=PHONE).board


def test_one_card_and_four_large_buttons(board: Board) -> None:
    """There is one question on the screen, and everything to tap is large enough for a thumb."""
    expect(board.single).to_have_count(1)
    expect(board.answers).to_have_count(4)
    for button in board.answers.all():
        box = button.bounding_box()
        assert box
        assert box["width"] > 120
        assert box["height"] >= 88
    assert board.small() == []
    assert board.wider() == []


def test_a_tap_answers_and_goes_on(board: Board, shared_workshop: Workshop) -> None:
    """The answer is kept, and the next card is there."""
    card = str(board.single.get_attribute("data-card"))
    board.answers.nth(2).tap()
    expect(board.single).not_to_have_attribute("data-card", card)
    board.kept()
    assert said(shared_workshop)[card] == "soften"


def test_swiping_and_going_back(board: Board) -> None:
    """A stroke to the left brings the next card, one to the right or Back the one before, with its answer."""
    here = str(board.single.get_attribute("data-card"))
    board.swipe(-200)
    expect(board.single).not_to_have_attribute("data-card", here)
    board.swipe(200)
    expect(board.single).to_have_attribute("data-card", here)
    board.root.get_by_role("button", name="Back").tap()
    expect(board.root.locator(".wb-answer[aria-pressed=true]")).to_contain_text("soften")


def test_all_at_once(board: Board) -> None:
    """All cards and places are there on request, one below the other, and nothing is wider than the phone."""
    board.root.get_by_role("button", name="See all").tap()
    expect(board.tray.first).to_be_visible()
    assert board.wider() == []
    assert board.small() == []
    card = board.first()
    board.card(card).tap()
    board.place("keep").get_by_role("button", name="Put it here").tap()
    board.lies_in(card, "keep")
    board.root.get_by_role("button", name="One at a time").tap()
    expect(board.single).to_have_count(1)
