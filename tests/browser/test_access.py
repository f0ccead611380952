"""axe-core finds nothing to mend on any screen, in either host."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab
from tests.browser.live import LiveServer
from tests.browser.pages import LAPTOP, PHONE
from tests.browser.watch import Watch
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

NAMES = ("Answer", "Compare", "Decide", "Outcome")


def faults(page: Page, within: str) -> list[str]:
    """What axe-core finds, by rule and place."""
    found = Axe().run(page, context=within).response["violations"]
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module")
def server(rehearsed: Workshop) -> Iterator[LiveServer]:
    with LiveServer(rehearsed) as server:
        yield server


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_the_live_page_is_accessible(server: LiveServer, browser: Browser, theme: str) -> None:
    """Every screen with the bar around it, in light, in dark and in large type."""
    scheme = "dark" if theme == "dark" else "light"
    page = browser.new_context(**LAPTOP, color_scheme=scheme, reduced_motion="reduce").new_page()
    Watch().follow(page.context, "facilitator")
    page.goto(server.facilitator)
    if theme == "projector":
        page.get_by_role("button", name="Large type").click()
    for key, name in zip(SCREENS, NAMES, strict=True):
        page.get_by_role("navigation").get_by_role("button", name=name).click()
        expect(page.locator(f".wb[data-screen={key}] h2")).to_be_visible()
        assert faults(page, "body") == [], (theme, name)
    page.context.close()


def test_a_fault_is_found(server: LiveServer, browser: Browser) -> None:
    """A picture without words for it would fail these tests."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(server.participants)
    page.evaluate("document.body.append(new Image())")
    assert any(fault.startswith("image-alt") for fault in faults(page, "body"))
    page.context.close()


def test_joining_is_accessible(server: LiveServer, browser: Browser) -> None:
    """The page where one enters a name, on a phone."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(server.participants)
    expect(page.get_by_role("button", name="Join")).to_be_visible()
    assert faults(page, "body") == []
    page.context.close()


def test_the_screens_are_accessible_from_right_to_left(server: LiveServer, browser: Browser) -> None:
    """Turned round by force, nothing reaches past the edges and nothing becomes wrong."""
    page = browser.new_context(**LAPTOP).new_page()
    page.goto(server.facilitator)
    for key, name in zip(SCREENS, NAMES, strict=True):
        page.get_by_role("navigation").get_by_role("button", name=name).click()
        expect(page.locator(f".wb[data-screen={key}] h2")).to_be_visible()
        page.evaluate("document.querySelectorAll('html, .wb').forEach((each) => { each.dir = 'rtl' })")
        assert faults(page, "body") == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    page.context.close()


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_the_notebooks_screens_are_accessible(shared_host: Lab, rehearsed: Workshop, theme: str) -> None:
    """Only our own part of JupyterLab's page is looked at."""
    notebook = shared_host.visit(rehearsed)
    notebook.theme(theme)
    for key in SCREENS:
        root = notebook.screen(key)
        root.scroll_into_view_if_needed()
        expect(root.locator("h2")).to_be_visible()
        assert faults(notebook.page, f".wb[data-screen={key}]") == [], key
