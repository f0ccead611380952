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
from workbook.core.events import Answered, Decided, Staged
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


def begun(folder: Path) -> Workshop:
    """Someone has written, and nobody was shown."""
    workshop = new_workshop(str(folder / "begun"))
    workshop.say(*(Answered(exercise=name, item=item, value="More light.") for name, item in PROMPTED.items()))
    return workshop


def silent(folder: Path) -> Workshop:
    """Nobody has written anything, and everybody has seen that."""
    workshop = new_workshop(str(folder / "silent"))
    workshop.say(*(Staged(exercise=name, stage="decide") for name in PROMPTED))
    return workshop


def closed(folder: Path) -> Workshop:
    """Everything is settled, and nothing more is taken."""
    workshop = cleaning(folder)
    workshop.say(staged("compare"))
    items = workshop.state().exercise("policies").items
    workshop.say(*(Decided(exercise="policies", item=item, value="drop") for item in items), staged("done"))
    return workshop


PROMPTED = {"vision": "matters", "skills": "greet"}

# What each screen has to say of an exercise in a state, in the order of the screens.
STATES = {
    ("policies", waiting): ("2 of 44 sorted", HIDDEN, HIDDEN, HIDDEN),
    ("policies", empty): ("There is nothing to sort yet", HIDDEN, HIDDEN, HIDDEN),
    ("policies", shown_empty): (
        "There is nothing to sort yet", "Nobody has answered yet.", "nothing to decide", "0 decided",
    ),
    ("policies", filled): ("Yours is still kept", "Talk about these first", "40 of 46 settled", "40 decided"),
    ("policies", closed): ("Yours is still kept", "Nobody has answered yet.", "Everything is settled", "Open it again"),
    ("vision", begun): ("1 of 4 written", HIDDEN, HIDDEN, HIDDEN),
    ("skills", begun): ("1 of 6 written", HIDDEN, HIDDEN, HIDDEN),
    ("vision", silent): ("0 of 4 written", "Nobody has answered yet.", "0 of 1 settled", "0 decided"),
    ("skills", silent): ("0 of 6 written", "Nobody has answered yet.", "0 of 6 settled", "0 decided"),
    ("vision", filled): ("4 of 4 written", "What several of you say", "1 of 1 settled", "1 decided"),
    ("skills", filled): ("6 of 6 written", "What several of you say", "6 of 6 settled", "6 decided, 6 actions"),
}  # fmt: skip


def words(visit: Visit, name: str) -> list[str]:
    """All that is to be read on a screen, once it is kept, line by line."""
    screen = Screen(visit.screen(name))
    screen.kept()
    return [line.strip() for line in screen.root.inner_text().splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("exercise", "state"), [pytest.param(*each, id=f"{each[0]}-{each[1].__name__}") for each in STATES]
)
def test_both_hosts_show_the_same(
    lab: Lab, live: Live, tmp_path: Path, exercise: str, state: Callable[[Path], Workshop]
) -> None:
    """Word for word, on all four screens."""
    workshop = state(tmp_path)
    guest, notebook = live.visit(workshop, exercise=exercise), lab.visit(workshop, exercise=exercise)
    for name, sentence in zip(SCREENS, STATES[exercise, state], strict=True):
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
