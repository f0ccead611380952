"""Writing in one's own words: by each hand, in both hosts, and nothing to press that it be kept."""

from collections.abc import Iterator
from types import ModuleType

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Hand
from tests.browser.hosts import Host, Visit
from tests.browser.live import Live
from tests.browser.pages import said
from tests.live.server import LiveServer
from workbook.core import skills, vision
from workbook.core.events import Answered, Staged
from workbook.core.texts import LONGEST
from workbook.workshop import Workshop

TEXT = "They ring, and somebody answers who knows their name."
MORE = "Nobody waits."
OUTBOX = "Object.entries(localStorage).filter(([key]) => !key.includes('token')).map(([, value]) => value).join()"

LISTEN = """(status) => {
    window.told = [];
    new MutationObserver(() => window.told.push(status.textContent)).observe(status, { childList: true });
}"""

each = pytest.mark.parametrize("exercise", [vision, skills], ids=lambda exercise: exercise.NAME)


def at(workshop: Workshop, exercise: ModuleType, stage: str = "answer") -> None:
    """Everyone is taken there."""
    workshop.say(Staged(exercise=exercise.NAME, stage=stage))


@pytest.fixture(scope="module")
def written(shared_host: Host, hand: type[Hand], shared_workshop: Workshop) -> Iterator[Visit]:
    """Somebody who writes about the vision."""
    at(shared_workshop, vision)
    visit = shared_host.visit(shared_workshop, hand.__name__, ["answer"], hand=hand, exercise="vision")
    yield visit
    visit.leave()


def test_what_is_written_is_kept_by_itself(written: Visit, shared_workshop: Workshop) -> None:
    """Until then the page says that it isn't; two prompts have a text of their own each."""
    writing, me = written.writing, written.hand.__class__.__name__
    writing.open("matters")
    writing.status.evaluate(LISTEN)
    writing.hand.write(writing.text, TEXT)
    writing.kept()
    assert writing.page.evaluate("told")[0] == "not kept yet"
    writing.write("shoes", MORE)
    writing.open("matters")
    expect(writing.text).to_have_value(TEXT)
    writing.kept()
    assert said(shared_workshop, me, vision) == {"matters": TEXT, "shoes": MORE}
    expect(writing.count).to_have_text("2 of 4 written")


def test_an_emptied_page_is_taken_back(written: Visit, shared_workshop: Workshop) -> None:
    """And one can say to be done, and not to be."""
    writing, me = written.writing, written.hand.__class__.__name__
    writing.write("future", MORE)
    writing.kept()
    writing.write("future", " ")
    writing.press("I'm done")
    expect(writing.button("I'm not done after all")).to_be_visible()
    writing.kept()
    assert "future" not in said(shared_workshop, me, vision)


@each
def test_what_is_asked_stands_beside_the_page(host: Host, workshop: Workshop, exercise: ModuleType) -> None:
    """Each prompt with its question, and the skills with the customer's voice and what lies behind."""
    at(workshop, exercise)
    writing = host.visit(workshop, screens=["answer"], exercise=exercise.NAME).writing
    for prompt in exercise.PROMPTS:
        writing.open(prompt.key)
        for words in (prompt.title, prompt.text, prompt.voice):
            expect(writing.asked).to_contain_text(words)
        for words in (*prompt.background, prompt.claim):
            expect(writing.behind).to_contain_text(words)


def test_a_page_that_is_left_keeps_what_was_written(host: Host, workshop: Workshop) -> None:
    """Loaded again in the middle of a sentence, it is all there."""
    at(workshop, vision)
    visit = host.visit(workshop, screens=["answer"], exercise="vision")
    visit.writing.write("successes", TEXT)
    visit.reload()
    visit.writing.open("successes")
    expect(visit.writing.text).to_have_value(TEXT)
    visit.writing.kept()
    assert said(workshop, exercise=vision) == {"successes": TEXT}


def test_a_second_window_follows_and_takes_nothing_away(host: Host, workshop: Workshop) -> None:
    """What is written in one comes to the other, unless something is being written there."""
    at(workshop, vision)
    first, second = (host.visit(workshop, screens=["answer"], exercise="vision").writing for __ in range(2))
    for window in (first, second):
        window.open("matters")
    first.write("matters", TEXT)
    expect(second.text).to_have_value(TEXT)
    second.hand.write(second.text, MORE)
    workshop.say(Answered(exercise="vision", item="shoes", value="from elsewhere"))
    expect(second.count).to_have_text("2 of 4 written")
    expect(second.text).to_have_value(MORE)
    second.kept()
    expect(first.text).to_have_value(MORE)


def test_a_long_text_ends_where_nobody_would_read_on(host: Host, workshop: Workshop) -> None:
    """What is left is counted near the end, and no more can be typed."""
    at(workshop, skills)
    writing = host.visit(workshop, screens=["answer"], exercise="skills").writing
    writing.open("ask")
    expect(writing.left).to_be_empty()
    writing.text.fill("word " * (LONGEST // 5 - 1))
    expect(writing.left).to_have_text("5 characters left")
    writing.hand.touch(writing.text)
    writing.page.keyboard.press("Control+End")
    writing.page.keyboard.type("longer")
    expect(writing.left).to_have_text("0 characters left")
    writing.kept()
    assert len(said(workshop, exercise=skills)["ask"]) == LONGEST


def test_without_a_connection_the_latest_text_waits(live: Live, workshop: Workshop) -> None:
    """Once, however often one has paused; and it is kept when the server is back."""
    at(workshop, vision)
    guest = live.phone(workshop, "Ana")
    live.watch.allow("ERR_CONNECTION_REFUSED", "WebSocket connection")
    gone = live.server(workshop)
    gone.kill()
    writing = guest.writing
    for text in (TEXT, MORE):
        writing.write("successes", text)
        guest.page.wait_for_function(f"(text) => ({OUTBOX}).includes(text)", arg=text)
    assert TEXT not in guest.page.evaluate(OUTBOX)
    with LiveServer(workshop, gone.port):
        writing.kept(within=15)
        assert said(workshop, "Ana", vision) == {"successes": MORE}


def test_a_closed_exercise_takes_no_more(host: Host, workshop: Workshop) -> None:
    """What one wrote can still be read."""
    at(workshop, vision)
    workshop.say(Answered(exercise="vision", item="successes", value=TEXT))
    at(workshop, vision, "done")
    writing = host.visit(workshop, screens=["answer"], exercise="vision").writing
    writing.open("successes")
    expect(writing.text).to_have_value(TEXT)
    expect(writing.text).not_to_be_editable()
