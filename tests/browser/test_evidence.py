"""What customers said, seen on the page that people join: on a laptop, on a phone, and where one decides."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.live import Guest, LiveServer
from tests.browser.pages import LAPTOP
from tests.browser.watch import Watch
from workbook.folders import add_complaints
from workbook.rehearsal import shipped
from workbook.workshop import Workshop

WINDOWS = "C08"  # the policy with most complaints
GREY_GLASS = "people passing in the street see grey glass"


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """The same company, with what its customers said."""
    add_complaints(workshop, shipped("policies") / "cleaning-complaints.csv", {})
    return workshop


def test_the_card_with_most_complaints_comes_first(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """When asked for; opened, it shows three quotes, which are no place to put it; then as listed again."""
    with LiveServer(workshop) as server:
        board = Guest(browser, watch, server.participants, "Ana", **LAPTOP).board
        assert board.first() == "C01"
        board.root.get_by_label("Order").select_option("most complaints first")
        assert board.first() == WINDOWS
        expect(board.card(WINDOWS)).to_contain_text("✉ 8")
        board.card(WINDOWS).click()
        quotes = board.root.locator(".wb-quotes li")
        expect(quotes).to_have_count(3)
        expect(quotes.first).to_contain_text(GREY_GLASS)
        expect(quotes.first).to_contain_text("1 Apr 2026 · phone")
        quotes.first.click()
        expect(board.card(WINDOWS)).to_have_attribute("aria-pressed", "true")
        assert board.wider() == board.faint() == board.small() == []
        board.root.get_by_label("Order").select_option("as listed")
        assert board.first() == "C01"


def test_a_phone_shows_the_quotes_below_the_places(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """One card at a time, those with most complaints first when asked for."""
    with LiveServer(workshop) as server:
        board = Guest(browser, watch, server.participants, "Ana").board
        board.root.get_by_label("Order").select_option("most complaints first")
        expect(board.single).to_have_attribute("data-card", WINDOWS)
        expect(board.root.locator(".wb-quotes")).to_contain_text(GREY_GLASS)
        assert board.wider() == board.faint() == board.small() == []


def test_who_decides_sees_what_customers_said(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """The policy being settled has its count and quotes beside its votes."""
    with LiveServer(workshop) as server:
        lead = Guest(browser, watch, server.facilitator)
        lead.go("Compare")
        lead.page.get_by_role("button", name="Show everyone").click()
        lead.page.get_by_role("button", name="Yes, show everyone").click()
        lead.go("Decide")
        about = lead.page.locator(".wb-about")
        lead.page.locator(".wb-jump select").select_option(WINDOWS)
        expect(about).to_contain_text("✉ 8")
        expect(about.locator(".wb-quotes li")).to_have_count(3)
