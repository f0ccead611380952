"""Several notebooks on one workshop."""

import secrets
import time

from playwright.sync_api import expect

from tests.browser.conftest import Measured
from tests.browser.lab import Lab
from tests.browser.pages import Form, Results
from tests.people import proposed
from workbook.core.events import Answered, Decided, Staged
from workbook.core.state import item_id
from workbook.workshop import Workshop

SLOW = 3  # seconds that a busy machine may take for what is promised within one


def test_a_second_notebook_follows(host: Lab, workshop: Workshop, measured: Measured) -> None:
    """What a person does in one notebook is seen in their other one within a second."""
    first, second = (host.visit(workshop, screens=["answer"]).board for __ in range(2))
    for key, place in [("1", "keep"), ("4", "drop"), ("3", "soften")]:
        card = first.first()
        began = time.perf_counter()
        first.key(card, key)
        second.lies_in(card, place)
        took = time.perf_counter() - began
        measured("from the key to the second notebook", took)
        assert took < SLOW


def test_a_reveal_is_seen_by_all(host: Lab, workshop: Workshop) -> None:
    """Until the facilitator shows everyone, nobody sees votes; then all do, and what comes later is marked so."""
    ana = workshop.seen_by("Ana")
    ana.say(Answered(exercise="policies", item="C01", value="keep"))
    hers = Results(host.visit(workshop, "Ana", ["compare"]).screen("compare"))
    his = Results(host.visit(workshop, screens=["compare"]).screen("compare"))
    expect(hers.root.get_by_text("The answers are still hidden")).to_be_visible()
    his.press("Show everyone")
    his.press("Yes, show everyone")
    expect(hers.votes("C01", "keep")).to_contain_text("1")
    workshop.say(Answered(exercise="policies", item="C01", value="drop"))
    for results in (his, hers):
        expect(results.line("C01")).to_contain_text("1 later, not counted")
        expect(results.votes("C01", "drop")).to_have_count(0)


def test_nobody_is_disturbed_while_writing(host: Lab, workshop: Workshop) -> None:
    """What others do meanwhile, and what was refused, takes neither the words nor the cursor from a form."""
    workshop.say(Staged(exercise="policies", stage="decide"))
    form = Form(host.visit(workshop, screens=["decide"]).screen("decide"))
    form.choose("to", "keep")
    form.press("Settle, next")
    expect(form.alert).to_contain_text("Why must we keep it?")
    form.field("authority").click()
    form.page.keyboard.type("Labour ")
    workshop.say(Decided(exercise="policies", item="C02", value="drop"), proposed("sunday", "Sundays too"))
    expect(form.progress).to_contain_text("1 of 45")
    form.page.keyboard.type("Act")
    expect(form.field("authority")).to_have_value("Labour Act")
    expect(form.field("authority")).to_be_focused()
    expect(form.root.locator("select")).to_contain_text("Sundays too")


def test_a_hidden_answer_reaches_no_page(host: Lab, workshop: Workshop) -> None:
    """What another person proposed is in no message, page or saved notebook before the reveal, and is after it."""
    secret = f"hidden{secrets.token_hex(8)}"
    bea, item = workshop.seen_by("Bea"), item_id(secret)
    notebook = host.visit(workshop)
    bea.say(proposed(item, secret))
    bea.say(Answered(exercise="policies", item=item, value="drop"))
    notebook.restart()
    for screen in ("answer", "compare", "decide", "outcome"):
        notebook.screen(screen)
    seen = [notebook.page.content(), notebook.saved(), *host.watch.frames["facilitator"]]
    assert not [text[:200] for text in seen if secret in text or item in text]
    workshop.say(Staged(exercise="policies", stage="compare"))
    expect(notebook.screen("compare").get_by_text(secret).first).to_be_attached()
    assert any(secret in text for text in host.watch.frames["facilitator"])
