"""From the first card to the plan: in the notebook as it is shipped, and on the live page."""

from playwright.sync_api import expect

from tests.browser.hosts import Host, Visit
from tests.browser.pages import said
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
