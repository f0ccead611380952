"""The team compares, by each hand in each host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hand
from tests.browser.hosts import Host, Visit
from tests.browser.pages import Results
from tests.people import answer, staged
from workbook.workshop import Workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, hand: type[Hand], rehearsed: Workshop) -> Iterator[Visit]:
    """Twelve people's answers have just been shown."""
    rehearsed.say(staged("compare"))
    visit = shared_host.visit(rehearsed, screens=["compare"], hand=hand)
    yield visit
    visit.leave()


@pytest.fixture
def results(visit: Visit) -> Results:
    return visit.results


def test_everyone_is_shown_and_the_team_goes_on(host: Host, hand: type[Hand], workshop: Workshop) -> None:
    """Which is asked twice, since it can't be taken back."""
    workshop.say(answer("C01", "keep"))
    results = host.visit(workshop, screens=["compare"], hand=hand).results
    results.press("Show everyone")
    results.press("Not yet")
    results.press("Show everyone")
    results.press("Yes, show everyone")
    expect(results.map).to_be_visible()
    results.press("Go on to decide")
    expect(results.button("Go on to decide")).to_have_count(0)
    assert workshop.state().exercise("policies").stage == "decide"


def test_what_is_agreed_opens(results: Results) -> None:
    """It is folded away, since there is nothing to talk about."""
    expect(results.agreed.first).to_be_hidden()
    results.unfold("on which you agree")
    expect(results.agreed.first).to_be_visible()
    results.unfold("on which you agree")
    expect(results.agreed.first).to_be_hidden()


def test_the_table_opens(results: Results) -> None:
    """Every policy is in it."""
    results.unfold("The same as a table")
    expect(results.table).to_be_visible()
    expect(results.table.locator("tbody tr")).to_have_count(46)
    results.unfold("The same as a table")


def test_the_rest_of_the_divided_ones_is_asked_for(results: Results) -> None:
    """Ten are shown at first."""
    expect(results.divided).to_have_count(10)
    results.press_more()
    expect(results.divided.nth(10)).to_be_visible()
