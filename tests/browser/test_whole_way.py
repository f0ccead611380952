"""From the first card or draft to the plan: in the notebook as it is shipped, and on the live page."""

import re

from playwright.sync_api import expect

from tests.browser.hosts import Host, Visit
from tests.browser.pages import said
from workbook.core import skills, vision
from workbook.core.events import Answered, Staged
from workbook.folders import open_workshop
from workbook.workshop import Workshop

IDEA = "Clean while the customer sleeps"
TREATED = {
    "tell": "The caretaker must be there, by law",
    "compromise": "We come earlier",
    "what": "Write it on the offer",
    "owner": "Sofia",
    "due": "2027-03-01",
}


def test_the_whole_way(host: Host, workshop: Workshop) -> None:
    """Answer, compare, decide, outcome: what was settled is in the plan, also after the page is loaded again."""
    visit = host.visit(workshop)
    first, second = _answer(visit)
    assert said(workshop) == {first: "keep", second: "drop"}
    _compare(visit, first, second)
    softened = _decide(visit)
    _propose(visit)
    _outcome(visit, softened)
    visit.reload()
    _outcome(visit, softened)
    [decided] = [d for d in open_workshop(str(workshop.folder)).state().exercise("policies").decisions.values() if d]
    assert (decided[0].value, decided[0].reason, decided[0].authority) == ("soften", "law", "Labour Act, 12")


def _answer(visit: Visit) -> tuple[str, str]:
    """Two cards, a proposal, and done."""
    board = visit.board
    first, second = (str(board.tray.nth(n).get_attribute("data-card")) for n in range(2))
    board.key(first, "1")
    board.key(second, "4")
    board.propose(IDEA)
    board.kept()
    board.hand.write(board.search, IDEA)
    expect(board.tray).to_have_count(1)
    board.hand.write(board.search, "")
    board.press("I'm done")
    expect(board.button("I'm not done after all")).to_be_visible()
    board.kept()
    return first, second


def _compare(visit: Visit, first: str, second: str) -> None:
    """Hidden until it is shown, which is asked twice."""
    results = visit.results
    expect(results.root.get_by_text("The answers are still hidden")).to_be_visible()
    expect(results.root.get_by_text("1 of 1 say they are done.")).to_be_visible()
    expect(results.map).to_have_count(0)
    results.press("Show everyone")
    results.press("Not yet")
    results.press("Show everyone")
    results.press("Yes, show everyone")
    expect(results.map).to_be_visible()
    results.unfold("on which you agree")
    expect(results.votes(first, "keep")).to_contain_text("strengthen 1")
    expect(results.votes(second, "drop")).to_contain_text("throw out 1")
    results.press("Go on to decide")


def _decide(visit: Visit) -> str:
    """Nobody says who says so: refused. A habit: advised against. The law: settled."""
    form = visit.form
    text = form.item.inner_text()
    form.choose("to", "soften")
    form.choose("reason", "law")
    form.fill(**TREATED)
    form.press("Settle, next")
    expect(form.alert).to_contain_text("Who says that it is necessary?")
    expect(form.field("tell")).to_have_value(TREATED["tell"])
    expect(form.field("due")).to_have_value(TREATED["due"])
    form.fill(authority="We have always done it so")
    expect(form.advice).to_contain_text("isn't an authority")
    form.fill(authority="Labour Act, 12")
    expect(form.advice).to_be_empty()
    form.press("Settle, next")
    expect(form.progress).to_contain_text("1 of 45")
    expect(form.item).not_to_have_text(text)
    expect(form.alert).to_be_hidden()
    return text


def _propose(visit: Visit) -> None:
    """A policy that the team thinks of while deciding can be decided at once."""
    form = visit.form
    form.propose("A clean-up on Sundays")
    expect(form.progress).to_contain_text("1 of 46")
    form.hand.pick(form.picker, "○ A clean-up on Sundays")
    expect(form.item).to_have_text("A clean-up on Sundays")


def _outcome(visit: Visit, softened: str) -> None:
    """The plan says what was settled, who does what, and that the rest is open."""
    outcome = visit.outcome
    expect(outcome.root.locator(".wb-place.wb-soften")).to_contain_text(softened)
    for text in (
        "Labour Act, 12",
        TREATED["tell"],
        TREATED["compromise"],
        TREATED["what"],
        "Sofia",
        "Mar 2027",
        IDEA,
    ):
        expect(outcome.root).to_contain_text(text)
    expect(outcome.summary).to_contain_text("1 decided, 1 action")


DRAFT = "Customers stay with us for years, and they say why."
OTHER = "Every customer stays, because somebody answers the phone."
LONG = "We will be the leading provider of solutions " + "and of everything else that anybody could want " * 3
VISION = "Your rooms are clean, and you never have to ask twice."
PROMISE = "Answer the phone by the third ring, with our own name."


def test_the_whole_way_to_a_vision(host: Host, workshop: Workshop) -> None:
    """Drafts written alone are compared; one statement is held against the definition, settled and in the plan."""
    visit = _written(host, workshop, "vision", "matters")
    form = visit.form
    form.unfold("What matters to us (2)")
    form.hand.press(form.about.get_by_role("button", name="Take this over").first)
    expect(form.field("to")).to_have_value(re.compile(f"{DRAFT}|{OTHER}"))
    form.fill(to=LONG)
    for advice in ("Words such as these could stand", "It doesn't name the people", "more than 20 words"):
        expect(form.root.locator(".wb-points")).to_contain_text(advice)
    form.fill(to=VISION)
    expect(form.root.locator(".wb-points .wb-note:not(:empty)")).to_have_count(0)
    form.press("Settle, next")
    expect(form.progress).to_have_text("1 of 1 settled")
    expect(visit.outcome.root.locator(".wb-vision")).to_contain_text(VISION)
    [[decided]] = open_workshop(str(workshop.folder)).exercise(vision).state().decisions.values()
    assert decided.value == VISION


def test_the_whole_way_to_the_skills(host: Host, workshop: Workshop) -> None:
    """Of the proposals for a skill comes one promise, with who sees to it and by when."""
    visit = _written(host, workshop, "skills", "greet")
    form = visit.form
    expect(form.item).to_have_text("Greet customers")
    expect(form.about).to_contain_text("Put me at ease.")
    form.fill(to=PROMISE, due="2027-03-01")
    form.press("Settle, next")
    expect(form.alert).to_contain_text("Name one owner")
    form.fill(owner="Sofia")
    form.press("Settle, next")
    expect(form.item).to_have_text("Value customers")
    expect(form.progress).to_have_text("1 of 6 settled")
    outcome = visit.outcome
    for text in (PROMISE, "Sofia", "Mar 2027"):
        expect(outcome.root).to_contain_text(text)
    expect(outcome.summary).to_have_text("1 decided, 1 action, 5 still open")
    [[decided]] = open_workshop(str(workshop.folder)).exercise(skills).state().decisions.values()
    assert decided.value == PROMISE


def _written(host: Host, workshop: Workshop, exercise: str, item: str) -> Visit:
    """Two people have written about an item, and everyone has seen it."""
    workshop.say(Staged(exercise=exercise, stage="answer"))
    workshop.seen_by("Bea").say(Answered(exercise=exercise, item=item, value=OTHER))
    visit = host.visit(workshop, exercise=exercise)
    visit.writing.write(item, DRAFT)
    visit.writing.press("I'm done")
    visit.writing.kept()
    drafts = visit.drafts
    expect(drafts.root.get_by_text(OTHER)).to_have_count(0)
    drafts.press("Show everyone")
    drafts.press("Yes, show everyone")
    expect(drafts.about(item)).to_have_count(2)
    expect(drafts.often).to_have_text(["customer stays 2"])
    expect(drafts.root.locator("mark", has_text="Customers stay")).to_have_count(1)
    drafts.press("Go on to decide")
    return visit
