"""What customers said, as people see it: on a laptop, on a phone, and where one decides."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Thumb
from tests.browser.hosts import Host
from tests.people import staged
from workbook.folders import add_complaints
from workbook.samples import shipped
from workbook.workshop import Workshop

WINDOWS = "C08"  # the policy with most complaints
GREY_GLASS = "people passing in the street see grey glass"


@pytest.fixture
def workshop(workshop: Workshop) -> Workshop:
    """The same company, with what its customers said."""
    add_complaints(workshop, shipped("policies") / "cleaning-complaints.csv", {})
    return workshop


def test_the_card_with_most_complaints_comes_first(host: Host, workshop: Workshop) -> None:
    """When asked for; opened, it shows three quotes, which are no place to put it; then as listed again."""
    board = host.visit(workshop, "Ana", ["answer"]).board
    assert board.first() == "C01"
    board.hand.pick(board.order, "most complaints first")
    assert board.first() == WINDOWS
    expect(board.card(WINDOWS)).to_contain_text("✉ 8")
    board.hand.press(board.card(WINDOWS))
    expect(board.quotes.locator("li")).to_have_count(3)
    expect(board.quotes).to_contain_text(GREY_GLASS)
    expect(board.quotes).to_contain_text("1 Apr 2026 · phone")
    board.quotes.locator("li").first.click()
    expect(board.card(WINDOWS)).to_have_attribute("aria-pressed", "true")
    assert board.wider() == board.faint() == board.small() == []
    board.hand.pick(board.order, "as listed")
    assert board.first() == "C01"


def test_a_phone_shows_the_quotes_below_the_places(host: Host, workshop: Workshop) -> None:
    """One card at a time, those with most complaints first when asked for."""
    board = host.visit(workshop, "Ana", ["answer"], hand=Thumb).board
    board.hand.pick(board.order, "most complaints first")
    expect(board.single).to_have_attribute("data-card", WINDOWS)
    expect(board.quotes).to_contain_text(GREY_GLASS)
    assert board.wider() == board.faint() == board.small() == []


def test_who_decides_sees_what_customers_said(host: Host, workshop: Workshop) -> None:
    """The policy being settled has its count and quotes beside its votes."""
    workshop.say(staged("decide"))
    form = host.visit(workshop, screens=["decide"]).form
    form.jump(WINDOWS)
    expect(form.about).to_contain_text("✉ 8")
    expect(form.about.locator(".wb-quotes li")).to_have_count(3)
