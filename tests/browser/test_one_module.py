"""The same module draws every screen in both hosts, in each state that a workshop can be in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import cleaning
from tests.browser.hosts import Visit
from tests.browser.lab import Lab
from tests.browser.live import Live, LiveServer
from tests.browser.pages import Screen
from tests.people import answer, staged
from workbook.core.events import Decided
from workbook.folders import demo_folder, new_workshop
from workbook.screens import assets
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

HIDDEN = "The answers are still hidden"


def waiting(folder: Path) -> Workshop:
    """Someone has answered, and nobody was shown."""
    workshop = cleaning(folder)
    workshop.say(answer("C01", "keep"), answer("C02", "drop"))
    return workshop


def empty(folder: Path) -> Workshop:
    """No policy is on the list."""
    return new_workshop(str(folder / "empty"))


def shown_empty(folder: Path) -> Workshop:
    """No policy is on the list, and everybody has seen that."""
    workshop = empty(folder)
    workshop.say(staged("decide"))
    return workshop


def filled(folder: Path) -> Workshop:
    """Twelve people have answered, and most is decided."""
    return demo_folder()


def closed(folder: Path) -> Workshop:
    """Everything is settled, and nothing more is taken."""
    workshop = cleaning(folder)
    workshop.say(staged("compare"))
    items = workshop.state().exercise("policies").items
    workshop.say(*(Decided(exercise="policies", item=item, value="drop") for item in items), staged("done"))
    return workshop


# What each screen has to say in a state, in the order of the screens.
STATES = {
    waiting: ("2 of 44 sorted", HIDDEN, HIDDEN, HIDDEN),
    empty: ("There is nothing to sort yet", HIDDEN, HIDDEN, HIDDEN),
    shown_empty: ("There is nothing to sort yet", "Nobody has answered yet.", "nothing to decide", "0 decided"),
    filled: ("Yours is still kept", "Talk about these first", "40 of 46 settled", "40 decided"),
    closed: ("Yours is still kept", "Nobody has answered yet.", "Everything is settled", "Open it again"),
}


def words(visit: Visit, name: str) -> list[str]:
    """All that is to be read on a screen, once it is kept, line by line."""
    screen = Screen(visit.screen(name))
    screen.kept()
    return [line.strip() for line in screen.root.inner_text().splitlines() if line.strip()]


@pytest.mark.parametrize("state", [pytest.param(state, id=state.__name__) for state in STATES])
def test_both_hosts_show_the_same(lab: Lab, live: Live, tmp_path: Path, state: Callable[[Path], Workshop]) -> None:
    """Word for word, on all four screens."""
    workshop = state(tmp_path)
    notebook, guest = lab.visit(workshop), live.visit(workshop)
    for name, sentence in zip(SCREENS, STATES[state], strict=True):
        shown = words(guest, name)
        assert sentence in "\n".join(shown)
        assert words(notebook, name) == shown


def test_the_page_serves_the_module_as_it_is(live: Live, workshop: Workshop) -> None:
    """The one that a notebook's widget is given too."""
    page = live.visit(workshop).page
    assert page.evaluate("fetch('screens.js').then((answer) => answer.text())") == assets.module()


def test_every_screen_says_when_it_has_no_connection(live: Live, workshop: Workshop) -> None:
    """What was done on it meanwhile is kept as soon as the server is back."""
    workshop.say(staged("compare"))
    guests = {name: live.visit(workshop, screens=[name]) for name in SCREENS}
    live.watch.allow("ERR_CONNECTION_REFUSED", "WebSocket connection")
    gone = live.server(workshop)
    gone.kill()
    guests["answer"].board.key("C01", "4")
    guests["compare"].results.press("Go on to decide")
    guests["decide"].form.propose("Clean while the customer sleeps")
    guests["outcome"].outcome.press("Close this exercise")
    screens = [guest.page.locator(".wb[data-screen]") for guest in guests.values()]
    for screen in screens:
        expect(screen.locator(".wb-gone")).to_contain_text("Not connected", timeout=15_000)
    with LiveServer(workshop, gone.port):
        for screen in screens:
            expect(screen.locator(".wb-status")).to_contain_text("✓", timeout=15_000)
            expect(screen.locator(".wb-gone")).to_be_hidden()
