"""With keys one goes on from where one is: what is drawn anew doesn't take the focus away."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keys
from tests.browser.hosts import Host, Visit
from tests.browser.live import Live
from tests.people import joined, staged
from workbook.workshop import Workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, rehearsed: Workshop) -> Visit:
    rehearsed.say(staged("decide"))
    return shared_host.visit(rehearsed, hand=Keys)


def test_leafing_stays_on_the_button(visit: Visit) -> None:
    """Pressed again, it leafs on."""
    form = visit.form
    form.press("Skip")
    expect(form.button("Skip")).to_be_focused()
    form.hand.press(form.open_only)
    expect(form.open_only).to_be_focused()
    form.hand.press(form.open_only)


def test_a_list_stays_at_hand(visit: Visit) -> None:
    """Of policies to jump to, and of an action's status."""
    form = visit.form
    form.jump("C08")
    expect(form.picker).to_be_focused()
    outcome = visit.outcome
    status = outcome.root.get_by_label(str(outcome.statuses.first.get_attribute("aria-label")), exact=True)
    outcome.hand.pick(status, "done")
    outcome.kept()
    expect(status).to_be_focused()  # it is further down now


def test_others_take_nothing_away(visit: Visit, rehearsed: Workshop) -> None:
    """Somebody joins while one reads what is agreed: it stays open, and the focus on it."""
    results = visit.results
    results.unfold("on which you agree")
    joined(rehearsed, "Zoe")
    expect(results.agreement).to_contain_text("Zoe")
    expect(results.root.locator("summary").first).to_be_focused()
    expect(results.agreed.first).to_be_visible()


def test_what_has_gone_leads_to_the_head(live: Live, workshop: Workshop) -> None:
    """Where there is nothing in the place of what was pressed, the next Tab goes on from the screen's head."""
    guest = live.visit(workshop, screens=["compare"], hand=Keys)
    guest.results.press("Show everyone")
    guest.results.press("Yes, show everyone")
    expect(guest.results.root.locator("h2")).to_be_focused()


def test_the_bar_keeps_the_focus(live: Live, workshop: Workshop) -> None:
    """Who went to a screen by a button is still there."""
    guest = live.visit(workshop, hand=Keys)
    guest.go("outcome")
    expect(guest.page.locator(".wb[data-screen=outcome] h2")).to_be_visible()
    expect(guest.bar.get_by_role("button", name="Outcome")).to_be_focused()
