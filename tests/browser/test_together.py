"""Several windows and several people on one workshop."""

import secrets
import time

from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.hosts import Host
from tests.people import answer, proposed, staged
from workbook.core.events import Decided
from workbook.core.state import item_id
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

SLOW = 3  # seconds that a busy machine may take for what is promised within one


def test_a_second_window_follows(host: Host, workshop: Workshop, measured: Measured) -> None:
    """What a person does in one window is seen in their other one within a second."""
    first, second = (host.visit(workshop, screens=["answer"]).board for __ in range(2))
    for key, place in [("1", "keep"), ("4", "drop"), ("3", "soften")]:
        card = first.first()
        began = time.perf_counter()
        first.key(card, key)
        second.lies_in(card, place)
        took = time.perf_counter() - began
        measured("from the key to the second window", took)
        assert took < SLOW


def test_a_reveal_is_seen_by_all(host: Host, workshop: Workshop) -> None:
    """Until the facilitator shows everyone, nobody sees votes; then all do, and what comes later is marked so."""
    workshop.seen_by("Bea").say(answer("C01", "keep"))
    ana, lead = host.visit(workshop, "Ana", ["answer", "compare"]), host.visit(workshop, screens=["compare"])
    expect(lead.results.root.get_by_text("The answers are still hidden")).to_be_visible()
    for visit in (ana, lead):
        expect(visit.page.locator(".wb-chip")).to_have_count(0)
    lead.results.press("Show everyone")
    lead.results.press("Yes, show everyone")
    expect(ana.results.votes("C01", "keep")).to_contain_text("1")
    workshop.say(answer("C01", "drop"))
    for results in (ana.results, lead.results):
        expect(results.line("C01")).to_contain_text("1 later, not counted")
        expect(results.votes("C01", "drop")).to_have_count(0)


def test_nobody_is_disturbed_while_writing(host: Host, workshop: Workshop) -> None:
    """What others do meanwhile, and what was refused, takes neither the words nor the cursor from a form."""
    workshop.say(staged("decide"))
    form = host.visit(workshop, screens=["decide"]).form
    form.choose("to", "keep")
    form.press("Settle, next")
    expect(form.alert).to_contain_text("Why must we keep it?")
    form.hand.write(form.field("authority"), "Labour ")
    workshop.say(Decided(exercise="policies", item="C02", value="drop"), proposed("sunday", "Sundays too"))
    expect(form.progress).to_contain_text("1 of 45")
    form.page.keyboard.type("Act")
    expect(form.field("authority")).to_have_value("Labour Act")
    expect(form.field("authority")).to_be_focused()
    expect(form.picker).to_contain_text("Sundays too")


def test_a_hidden_answer_reaches_no_page(host: Host, workshop: Workshop) -> None:
    """What another person proposed is in no message, no page and nothing kept before the reveal, and is after it."""
    secret = f"hidden{secrets.token_hex(8)}"
    bea, item = workshop.seen_by("Bea"), item_id(secret)
    visit = host.visit(workshop)
    bea.say(proposed(item, secret))
    bea.say(answer(item, "drop"))
    visit.reload()
    for screen in SCREENS:
        visit.screen(screen)
    seen = [*visit.held(), *host.watch.frames["facilitator"]]
    assert not [text[:200] for text in seen if secret in text or item in text]
    workshop.say(staged("compare"))
    expect(visit.screen("compare").get_by_text(secret).first).to_be_attached()
    assert any(secret in text for text in host.watch.frames["facilitator"])
