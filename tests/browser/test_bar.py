"""What those who lead have above the screens of the live page, by each hand."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hand
from tests.browser.live import Guest, Live
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop


@pytest.fixture(scope="module")
def guest(shared_live: Live, hand: type[Hand], rehearsed: Workshop) -> Iterator[Guest]:
    guest = shared_live.visit(rehearsed, hand=hand)
    yield guest
    guest.leave()


def test_it_leads_to_every_screen(guest: Guest) -> None:
    """And says which one is shown."""
    for name in reversed(SCREENS):
        guest.go(name)
        expect(guest.page.locator(f".wb[data-screen={name}] h2")).to_be_visible()
        expect(guest.bar.locator("[aria-current=page]")).to_have_text(name.capitalize())


def test_type_grows_for_the_wall(guest: Guest) -> None:
    """By half, and back."""
    root = guest.screen("compare")
    size = "(root) => parseFloat(getComputedStyle(root).fontSize)"
    before = root.evaluate(size)
    guest.enlarge()
    assert root.evaluate(size) == before * 1.5
    guest.enlarge()
    assert root.evaluate(size) == before


def test_others_are_shown_how_to_join(guest: Guest) -> None:
    """Who is here, a code to scan and the address; closed again, they are away."""
    picture = guest.bar.get_by_role("img")
    expect(picture).to_be_hidden()
    guest.hand.press(guest.bar.locator("summary"))
    expect(picture).to_be_visible()
    address, __, code = str(picture.get_attribute("alt")).partition("#j=")
    expect(guest.bar).to_contain_text(address)
    expect(guest.bar).to_contain_text(code)
    expect(guest.bar).to_contain_text("Person 11")
    guest.hand.press(guest.bar.locator("summary"))
    expect(picture).to_be_hidden()
