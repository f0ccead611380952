"""Who leads records what the team settles, by each hand in each host."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import cleaning
from tests.browser.hands import Hand
from tests.browser.hosts import Host, Visit
from tests.browser.pages import Form
from tests.people import staged
from workbook.core.events import Decided
from workbook.folders import open_workshop
from workbook.workshop import Workshop

WORDS = {"authority": "Labour Act, 12", "tell": "The caretaker must be there", "compromise": "We come earlier"}
ACTION = {"what": "Write it on the offer", "owner": "Sofia", "due": "2027-03-01"}


@pytest.fixture(scope="module")
def workshop(shared_host: Host, hand: type[Hand], tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Everyone has been shown, and nothing is settled."""
    workshop = cleaning(tmp_path_factory.mktemp("deciding"))
    workshop.say(staged("decide"))
    return workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, hand: type[Hand], workshop: Workshop) -> Iterator[Visit]:
    visit = shared_host.visit(workshop, screens=["decide"], hand=hand)
    yield visit
    visit.leave()


@pytest.fixture
def form(visit: Visit) -> Form:
    """With everything kept that the test before did."""
    form = visit.form
    form.kept()
    return form


def settled(workshop: Workshop) -> list[Decided]:
    """What the journal's file holds, read anew."""
    decisions = open_workshop(str(workshop.folder)).state().exercise("policies").decisions.values()
    return [decision for standing in decisions for decision in standing]


def test_a_policy_is_settled(form: Form, workshop: Workshop) -> None:
    """What becomes of it, why, who says so, what customers are told, and who does what until when."""
    text, before = form.item.inner_text(), len(settled(workshop))
    form.choose("to", "soften")
    form.choose("reason", "law")
    form.fill(**WORDS, **ACTION)
    form.press("Settle, next")
    expect(form.item).not_to_have_text(text)
    form.kept()
    decision = max(settled(workshop), key=lambda each: each.order)
    assert len(settled(workshop)) == before + 1
    assert (decision.value, decision.reason, decision.authority) == ("soften", "law", WORDS["authority"])
    [action] = workshop.state().actions.values()
    assert (action.what, action.owner, action.due.isoformat()) == tuple(ACTION.values())


def test_one_leafs_through_the_policies(form: Form) -> None:
    """On to the next and back to the one before."""
    text = form.item.inner_text()
    form.press("Skip")
    expect(form.item).not_to_have_text(text)
    form.press("Back")
    expect(form.item).to_have_text(text)


def test_one_goes_straight_to_a_policy(form: Form) -> None:
    """From a list of all."""
    form.jump("C08")
    expect(form.item).to_have_text("We don't do windows.")


def test_a_decision_is_undone(form: Form, workshop: Workshop) -> None:
    """The last one is taken back, on the screen and in the journal."""
    before = [decision.id for decision in settled(workshop)]
    form.choose("to", "drop")
    form.press("Settle, next")
    expect(form.progress).to_contain_text(f"{len(before) + 1} of")
    form.press("↶ Undo")
    expect(form.progress).to_contain_text(f"{len(before)} of")
    form.kept()
    assert [decision.id for decision in settled(workshop)] == before


def test_only_what_is_open_is_listed(form: Form, workshop: Workshop) -> None:
    """When asked for."""
    listed = form.picker.locator("option")
    form.choose("to", "extend")
    form.press("Settle, next")
    form.kept()
    every, done = listed.count(), len(settled(workshop))
    form.hand.press(form.open_only)
    expect(listed).to_have_count(every - done)
    form.hand.press(form.open_only)
    expect(listed).to_have_count(every)


def test_a_policy_is_proposed(form: Form) -> None:
    """One that the team thinks of now is on the list at once."""
    form.propose("Clean while the customer sleeps")
    expect(form.picker).to_contain_text("Clean while the customer sleeps")
    expect(form.root.locator(".wb-idea input")).to_have_value("")
