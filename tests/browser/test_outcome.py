"""What the plan says is followed up, by each hand in each host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hand
from tests.browser.hosts import Host, Visit
from tests.browser.live import Guest
from workbook.folders import open_workshop
from workbook.workshop import Workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, hand: type[Hand], rehearsed: Workshop) -> Iterator[Visit]:
    visit = shared_host.visit(rehearsed, screens=["outcome"], hand=hand)
    yield visit
    visit.leave()


def statuses(workshop: Workshop) -> list[str]:
    return sorted(action.status for action in open_workshop(str(workshop.folder)).state().actions.values())


def test_an_action_changes_its_status(visit: Visit, rehearsed: Workshop) -> None:
    """Done: it goes to the end of the list."""
    outcome, before = visit.outcome, statuses(rehearsed)
    outcome.hand.pick(outcome.statuses.first, "done")
    outcome.kept()
    assert statuses(rehearsed).count("done") == before.count("done") + 1


def test_the_exercise_is_closed_and_opened_again(visit: Visit, rehearsed: Workshop) -> None:
    """Closed, it takes no more answers."""
    visit.outcome.press("Close this exercise")
    expect(visit.outcome.button("Open it again")).to_be_visible()
    assert rehearsed.state().exercise("policies").stage == "done"
    visit.outcome.press("Open it again")
    expect(visit.page.get_by_role("button", name="Open it again")).to_have_count(0)
    if isinstance(visit, Guest):  # that leads everybody on the live page back to decide
        visit.page.locator(".wb[data-screen=decide] h2").wait_for()
    expect(visit.outcome.button("Close this exercise")).to_be_visible()
    assert rehearsed.state().exercise("policies").stage == "decide"
