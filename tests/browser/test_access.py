"""axe-core finds nothing to mend on any screen, in either host."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hands import PHONE
from tests.browser.hosts import Host, Visit
from tests.browser.live import Guest, Live
from tests.browser.pages import Screen
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

EXERCISES = ("policies", "vision", "skills")


def faults(page: Page, within: str = "body") -> list[str]:
    """What axe-core finds, by rule and place."""
    found = Axe().run(page, context=within).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module", params=EXERCISES)
def exercise(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def visit(shared_host: Host, rehearsed: Workshop, exercise: str) -> Iterator[Visit]:
    visit = shared_host.visit(rehearsed, exercise=exercise)
    yield visit
    visit.leave()


@pytest.fixture(scope="module")
def guest(shared_live: Live, rehearsed: Workshop, exercise: str) -> Iterator[Guest]:
    guest = shared_live.visit(rehearsed, exercise=exercise)
    yield guest
    guest.leave()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_every_screen_is_accessible(visit: Visit, theme: str) -> None:
    """Only our own part of the host's page is looked at."""
    visit.theme(theme)
    for key in SCREENS:
        visit.screen(key)
        assert faults(visit.page, f".wb[data-screen={key}]") == [], key


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_page_around_the_screens_is_accessible(guest: Guest, theme: str) -> None:
    """With the bar of those who lead."""
    guest.theme(theme)
    for key in SCREENS:
        guest.screen(key)
        assert faults(guest.page) == [], key
    guest.theme("Light")


def test_the_wall_is_accessible(guest: Guest) -> None:
    """In large type, which still has room."""
    guest.screen("compare")
    guest.enlarge()
    for key in ("compare", "decide", "outcome"):
        assert Screen(guest.screen(key)).wider() == [], key
        assert faults(guest.page) == [], key
    guest.go("answer")
    expect(guest.page.locator(".wb-wall h1")).to_be_visible()  # and not the facilitator's own answers
    assert faults(guest.page) == []
    guest.enlarge()


def test_joining_is_accessible(shared_live: Live, rehearsed: Workshop) -> None:
    """The page where one enters a name, on a phone; and a picture without words for it would be found."""
    page = shared_live.open(shared_live.server(rehearsed).participants, "Eve", PHONE)
    page.get_by_role("button", name="Join").wait_for()
    assert faults(page) == []
    page.evaluate("document.body.append(new Image())")
    assert any(fault.startswith("image-alt") for fault in faults(page))


def test_the_screens_are_accessible_from_right_to_left(guest: Guest) -> None:
    """Turned round by force, nothing reaches past the edges and nothing becomes wrong."""
    for key in SCREENS:
        guest.screen(key)
        guest.page.evaluate("document.querySelectorAll('html, .wb').forEach((each) => { each.dir = 'rtl' })")
        assert faults(guest.page) == [], key
        assert guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key
