"""One person sorts cards on a laptop: by mouse, by taps, by finger, by keys."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import TABLET
from tests.browser.hosts import Host, Visit
from tests.browser.pages import Board, said
from workbook.workshop import Workshop

ALL = 44  # policies of the cleaning company


@pytest.fixture(scope="module")
def visit(shared_host: Host, shared_workshop: Workshop) -> Visit:
    return shared_host.visit(shared_workshop, screens=["answer"])


@pytest.fixture
def board(visit: Visit) -> Board:
    """With everything kept that the test before did."""
    board = visit.board
    board.kept()
    return board


def test_a_card_is_dragged_with_the_mouse(board: Board) -> None:
    """A card dropped on a place lies there."""
    card = board.first()
    board.drag(card, "soften")
    board.lies_in(card, "soften")


def test_a_card_dropped_outside_stays(board: Board, shared_workshop: Workshop) -> None:
    """A card that is let go where no place is lies where it lay, and nothing is said."""
    card = board.first()
    board.card(card).scroll_into_view_if_needed()
    board.card(card).hover()
    board.page.mouse.down()
    board.page.mouse.move(700, 5, steps=5)
    board.page.mouse.up()
    board.lies_in(card, "")
    expect(board.root.locator(".wb-ghost")).to_have_count(0)
    board.kept()
    assert card not in said(shared_workshop)


def test_a_card_is_tapped_and_then_its_place(board: Board) -> None:
    """Nobody has to drag: the card is chosen, then the place."""
    card = board.first()
    board.card(card).click()
    expect(board.card(card)).to_have_attribute("aria-pressed", "true")
    board.place("drop").get_by_role("button", name="Put it here").click()
    board.lies_in(card, "drop")


def test_a_card_is_dragged_with_a_finger(shared_host: Host, workshop: Workshop) -> None:
    """By its grip, so that a finger elsewhere still scrolls; and a tap on the place does it too."""
    board = shared_host.visit(workshop, screens=["answer"], device=TABLET).board
    card = board.first()
    board.slide(card, "keep")
    board.lies_in(card, "keep")
    other = board.first()
    board.card(other).tap()
    board.place("extend").locator("h3").tap()
    board.lies_in(other, "extend")


@pytest.mark.parametrize(("key", "place"), [("1", "keep"), ("2", "extend"), ("3", "soften"), ("4", "drop")])
def test_a_number_puts_the_card_in_its_place(board: Board, key: str, place: str) -> None:
    """1 to 4 are the places as they are numbered on the board."""
    card = board.first()
    board.key(card, key)
    board.lies_in(card, place)


def test_arrows_carry_a_card(board: Board) -> None:
    """Enter picks the card up, arrows choose the place, Enter puts it there."""
    card = board.first()
    board.key(card, "Enter", "ArrowRight", "ArrowDown")
    expect(board.live).to_have_text("throw out")
    board.page.keyboard.press("Enter")
    board.lies_in(card, "drop")


def test_the_next_card_is_ready_for_the_next_key(board: Board) -> None:
    """The focus goes on to the next card, and what was done is read aloud."""
    first, second, third = (board.tray.nth(n).get_attribute("data-card") for n in range(3))
    board.key(str(first), "1")
    assert board.focused() == second
    expect(board.live).to_have_text("Moved to strengthen.")
    board.page.keyboard.press("4")
    assert board.focused() == third
    board.kept()  # what comes back from the journal takes no focus away
    assert board.focused() == third


def test_undo_takes_the_last_placement_back(board: Board, shared_workshop: Workshop) -> None:
    """The card is to sort again, and the journal no longer counts it."""
    card = board.first()
    board.key(card, "2")
    board.lies_in(card, "extend")
    board.kept()
    assert said(shared_workshop)[card] == "extend"
    board.press("↶ Undo")
    board.lies_in(card, "")
    board.kept()
    assert card not in said(shared_workshop)


def test_search_narrows_the_list(board: Board) -> None:
    """Only cards with these words are shown, in the list and in the places; without them all are back."""
    board.search.fill("WINDOWS")
    expect(board.count).to_contain_text(" found")
    for text in board.root.locator(".wb-card").all_inner_texts():
        assert "windows" in text.lower()
    board.search.fill("no card says this")
    expect(board.root.get_by_text("No card is like that.", exact=False)).to_be_visible()
    board.search.fill("")
    expect(board.tray.nth(20)).to_be_attached()


def test_counts_follow(board: Board, shared_workshop: Workshop) -> None:
    """What is sorted, what is left and what lies in a place are counted as cards move."""
    board.key(board.first(), "3")
    board.kept()
    answers = list(said(shared_workshop).values())
    expect(board.count).to_have_text(f"{len(answers)} of {ALL} sorted")
    expect(board.root.get_by_role("progressbar").first).to_have_attribute("value", str(len(answers)))
    expect(board.place("").locator(".wb-total")).to_have_text(str(ALL - len(answers)))
    expect(board.place("soften").locator(".wb-total")).to_have_text(str(answers.count("soften")))


def test_kept_is_said_when_it_is_kept(board: Board, shared_workshop: Workshop) -> None:
    """Until the journal's file holds a placement the screen says that it isn't kept yet."""
    for key, place in [("1", "keep"), ("4", "drop")]:
        card = board.first()
        board.key(card, key)
        board.kept()
        assert said(shared_workshop)[card] == place


def test_the_page_says_where_one_is(board: Board) -> None:
    """The step is marked, and who can see this is told."""
    expect(board.root.locator("[aria-current=step]")).to_have_text("Answer")
    expect(board.root.locator(".wb-who")).to_have_text(re.compile("Only you see this"))
