"""One person answers, by each hand in each host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import cleaning
from tests.browser.hands import Hand
from tests.browser.hosts import Host, Visit
from tests.browser.pages import Board, said
from workbook.folders import add_complaints
from workbook.samples import shipped
from workbook.workshop import Workshop

WINDOWS = "C08"  # the policy with most complaints


@pytest.fixture(scope="module")
def workshop(shared_host: Host, hand: type[Hand], tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A cleaning company's, with what its customers said."""
    workshop = cleaning(tmp_path_factory.mktemp("answering"))
    add_complaints(workshop, shipped("policies") / "cleaning-complaints.csv", {})
    return workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, hand: type[Hand], workshop: Workshop) -> Iterator[Visit]:
    visit = shared_host.visit(workshop, screens=["answer"], hand=hand)
    yield visit
    visit.leave()


@pytest.fixture
def board(visit: Visit) -> Board:
    """All cards at once, with everything kept that the test before did."""
    board = visit.board
    board.spread()
    board.kept()
    return board


def test_a_card_is_put_in_a_place(board: Board, workshop: Workshop) -> None:
    """Chosen, then put where the place says so."""
    card = board.first()
    board.put(card, "soften")
    board.lies_in(card, "soften")
    board.kept()
    assert said(workshop)[card] == "soften"


def test_a_placement_is_undone(board: Board, workshop: Workshop) -> None:
    """The last one is taken back, on the screen and in the journal."""
    card = board.first()
    board.put(card, "drop")
    board.kept()
    board.press("↶ Undo")
    board.lies_in(card, "")
    board.kept()
    assert card not in said(workshop)


def test_what_was_undone_is_done_again(board: Board, workshop: Workshop) -> None:
    """As long as nothing else was done; then there is nothing to do again."""
    card = board.first()
    board.put(card, "extend")
    board.kept()
    board.press("↶ Undo")
    board.lies_in(card, "")
    board.press("↷ Redo")
    board.lies_in(card, "extend")
    board.kept()
    assert said(workshop)[card] == "extend"
    expect(board.root.get_by_role("button", name="↷ Redo")).to_have_attribute("aria-disabled", "true")


def test_cards_are_filtered(board: Board) -> None:
    """By what is still to sort, by complaints, by where they come from; then all are back."""
    show = board.root.get_by_label("Show").first
    board.hand.pick(show, "with complaints or inquiries")
    expect(board.count).to_contain_text("found")
    for card in board.tray.all():
        expect(card).to_contain_text("✉")
    board.hand.pick(show, "Price list 2026")
    for card in board.tray.all():
        expect(card).to_contain_text("Price list 2026")
    board.hand.pick(show, "all cards")
    expect(board.count).not_to_contain_text("found")


def test_a_card_goes_back_to_the_list(board: Board, workshop: Workshop) -> None:
    """One that lies in a place can be sorted anew."""
    card = board.first()
    board.put(card, "keep")
    board.lies_in(card, "keep")
    board.hand.press(board.card(card))
    board.press("Put back to sort")
    board.lies_in(card, "")


def test_a_word_finds_cards(board: Board) -> None:
    """Only those that have it are left; without it all are back."""
    board.hand.write(board.search, "windows")
    expect(board.tray).to_have_count(1)
    board.hand.write(board.search, "")
    expect(board.tray.nth(20)).to_be_attached()


def test_a_policy_is_proposed(board: Board) -> None:
    """It is a card like any other, marked new."""
    board.propose("Clean while the customer sleeps")
    board.kept()
    board.hand.write(board.search, "sleeps")
    expect(board.tray).to_contain_text("new")
    board.hand.write(board.search, "")


def test_one_says_when_one_is_done(board: Board) -> None:
    """And can take it back."""
    board.press("I'm done")
    board.press("I'm not done after all")
    expect(board.button("I'm done")).to_be_visible()
    board.kept()


def test_a_card_opens(board: Board) -> None:
    """Chosen, it shows what customers said of it; once more, and it is closed."""
    board.hand.press(board.card(WINDOWS))
    expect(board.quotes.locator("li")).to_have_count(3)
    board.hand.press(board.card(WINDOWS))
    expect(board.quotes).to_have_count(0)


def test_cards_are_ordered_by_evidence(board: Board) -> None:
    """The one with most complaints first, and then again as listed."""
    listed = board.first()
    board.hand.pick(board.order, "most complaints first")
    assert board.first() == WINDOWS
    board.hand.pick(board.order, "as listed")
    assert board.first() == listed


def test_the_rest_of_a_long_list_is_asked_for(board: Board) -> None:
    """Forty cards are shown at first."""
    expect(board.tray).to_have_count(40)
    board.press_more(board.place(""))
    expect(board.tray.nth(40)).to_be_visible()


def test_one_card_at_a_time(board: Board) -> None:
    """Skipped, gone back to, answered: each time the right card is there."""
    board.press("One at a time")
    first = str(board.single.get_attribute("data-card"))
    board.press("Skip")
    expect(board.single).not_to_have_attribute("data-card", first)
    board.press("Back")
    expect(board.single).to_have_attribute("data-card", first)
    board.hand.press(board.answers.nth(1))
    expect(board.single).not_to_have_attribute("data-card", first)
    board.press("See all")
    board.lies_in(first, "extend")
