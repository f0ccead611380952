"""Whatever people write, it has its room and stays what it is: text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.hands import LAPTOP, PHONE
from tests.browser.hosts import Host, Visit
from tests.browser.live import Live
from tests.browser.pages import Screen
from tests.people import answer, configured, joined, staged
from workbook.core import skills, vision
from workbook.core.actions import because
from workbook.core.events import Added, Answered, Assigned, Configured, Decided, Staged
from workbook.folders import new_workshop
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

HARM = (
    '<b>bold</b> <img src=x onerror="window.harmed=1"><script>window.harmed=1</script></select></textarea> &lt; &amp;'
)
TEXTS = {
    "long": ("Whoever orders late pays more, and whoever orders early pays less. " * 30)[:2000],
    "word": "unbreakable" * 18 + "is",
    "arabic": "نعيد المال خلال ٣٠ يوماً (عدا العروض)، ثم نسأل العميل عن السبب.",
    "mixed": "Refund خلال 30 يوماً for “VIP” customers only: 50 % — ثم لا شيء (see § 4.2)!",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇵🇹" * 40,
    "html": HARM,
    "lines": "First line\nsecond line\n\n\tthird after a gap",
    "quotes": "\"double\" 'single' «angle» `back` \\ %s %(n)s {n} {all} ${harmed} --",
}
NAMES = {
    "keep": "<img src=x onerror=window.harmed=1>",
    "extend": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"[:80],
    "soften": "محمد بن عبد الرحمن آل سعود",
    "drop": "🦊" * 30 + ' "O\'Neill"',
}
SIZES = [pytest.param(device["viewport"], id=str(device["viewport"]["width"])) for device in (LAPTOP, PHONE)]


@pytest.fixture(scope="module")
def workshop(shared_host: Host, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Odd texts wherever people write."""
    workshop = new_workshop(str(tmp_path_factory.mktemp("odd") / "odd"), organisation=HARM)
    write(workshop)
    settle(workshop)
    return workshop


@pytest.fixture(scope="module")
def visit(shared_host: Host, workshop: Workshop) -> Iterator[Visit]:
    visit = shared_host.visit(workshop)
    yield visit
    visit.leave()


@pytest.fixture(scope="module", params=["vision", "skills"])
def written(
    shared_host: Host, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """The same words as drafts, and as what was settled."""
    workshop = new_workshop(str(tmp_path_factory.mktemp("odd") / "written"), organisation=HARM)
    draft(workshop)
    visit = shared_host.visit(workshop, exercise=request.param)
    yield visit
    visit.leave()


@pytest.fixture
def named(tmp_path: Path) -> Workshop:
    """People of odd names are done, and nobody was shown."""
    workshop = new_workshop(str(tmp_path / "named"))
    write(workshop)
    return workshop


def write(workshop: Workshop) -> None:
    """Policies, what customers say of them, and votes of people who are named beside them."""
    workshop.say(configured(privacy="named"))
    for item, text in TEXTS.items():
        facts = {"area": text[:100], "source": text[:100], "note": text}
        workshop.say(Added(exercise="policies", item=item, text=text, attributes=facts, source={"kind": "inventory"}))
        evidence = {"policy": item, "channel": text[:100]}
        said = Added(exercise="complaints", item=item, text=text, attributes=evidence, source={"kind": "complaint"})
        workshop.say(said)
    for place, person in zip(NAMES, joined(workshop, *NAMES.values()), strict=True):
        person.say(*(answer(item, place) for item in TEXTS), Answered(exercise="policies", value=True))


def draft(workshop: Workshop) -> None:
    """The texts in people's own words, one a prompt, and decided on."""
    for exercise in (vision, skills):
        name, prompts = exercise.NAME, [prompt.key for prompt in exercise.PROMPTS]
        workshop.say(Configured(exercise=name, settings={"privacy": "named"}))
        people = [workshop.seen_by(person) for person in NAMES.values()]
        for n, text in enumerate(TEXTS.values()):
            item = prompts[n % len(prompts)]
            people[n // len(prompts)].say(Answered(exercise=name, item=item, value=text))
        workshop.say(Staged(exercise=name, stage="decide"))
        for item, text in zip(exercise.decided_on(workshop.state()), TEXTS.values(), strict=False):
            workshop.say(Decided(exercise=name, item=item, value=text))


def settle(workshop: Workshop) -> None:
    """Decisions and actions in the same words."""
    workshop.say(staged("decide"))
    for item, text in TEXTS.items():
        told = {"tell": text, "compromise": text}
        workshop.say(
            Decided(exercise="policies", item=item, value="soften", reason="law", authority=text, details=told),
            Assigned(action=item, what=text, owner=NAMES["keep"], because=(because("policies", item),)),
        )


def check(screen: Screen, *about: object) -> None:
    """In both directions: a workshop in Arabic has English texts in it, and the other way round."""
    for direction in ("rtl", "ltr"):
        screen.turn(direction)
        assert screen.wider() == [], (direction, *about)
        assert screen.crowded() == [], (direction, *about)


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_its_room(visit: Visit, size: dict[str, int]) -> None:
    """Nothing reaches past the edges, lies on anything else or is cut off."""
    visit.resize(size)
    for name in SCREENS:
        check(Screen(visit.screen(name)), name, size)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_written_has_its_room(written: Visit, size: dict[str, int]) -> None:
    """Drafts, promises and what the plan says of them; and all of it stays text."""
    written.resize(size)
    for name in SCREENS:
        screen = Screen(written.screen(name))
        check(screen, name, size)
        expect(screen.root.locator("b, img, script")).to_have_count(0)
    words = str(written.screen("compare").text_content())
    assert [item for item, text in TEXTS.items() if text.strip()[:80] not in words] == []
    assert written.page.evaluate("window.harmed") is None


@pytest.mark.parametrize("size", SIZES)
def test_what_opens_has_its_room(visit: Visit, size: dict[str, int]) -> None:
    """A chosen card with its quotes, the agreed list, the table."""
    visit.resize(size)
    board = visit.board
    board.spread()
    for item in TEXTS:
        board.hand.press(board.card(item))
        check(board, item, size)
    results = visit.results
    for summary in results.root.locator("summary").all():
        results.hand.press(summary)
    check(results, size)


@pytest.mark.parametrize("item", TEXTS)
@pytest.mark.parametrize("size", SIZES)
def test_each_can_be_decided(visit: Visit, size: dict[str, int], item: str) -> None:
    """Chosen from the list, a policy is there as it was written."""
    visit.resize(size)
    form = visit.form
    form.jump(item)
    assert form.item.text_content() == TEXTS[item]
    check(form, item, size)


def test_it_stays_text(visit: Visit) -> None:
    """Every word is on every screen as it was written; no tag became one, and no script ran."""
    visit.resize(LAPTOP["viewport"])
    for name in SCREENS:
        root = visit.screen(name)
        words = str(root.text_content())
        assert [item for item, text in TEXTS.items() if text[:80] not in words] == [], name
        expect(root.locator("b, img, script")).to_have_count(0)
    assert visit.page.evaluate("window.harmed") is None


def test_names_have_their_room(host: Host, named: Workshop) -> None:
    """Of those who are done, while the answers are hidden."""
    visit = host.visit(named, screens=["compare"])
    for device in (LAPTOP, PHONE):
        visit.resize(device["viewport"])
        for name in NAMES.values():
            expect(visit.results.root).to_contain_text(name)
        check(visit.results, device)


def test_names_have_their_room_in_the_bar(live: Live, named: Workshop) -> None:
    """Of those who are here, whoever joins by whatever name."""
    live.phone(named, HARM[:80])
    guest = live.visit(named)
    guest.hand.press(guest.bar.locator("summary"))
    expect(guest.bar).to_contain_text(HARM[:80])
    for device in (LAPTOP, PHONE):
        guest.resize(device["viewport"])
        check(Screen(guest.bar), device)
    assert guest.page.evaluate("window.harmed") is None


def test_what_is_crowded_is_found(visit: Visit) -> None:
    """A line that lies on the heading above it, or is cut off, would fail these tests."""
    outcome = visit.outcome
    for style in ("margin-block-start: -40px", "overflow: hidden; inline-size: 40px; white-space: nowrap"):
        outcome.root.locator(".wb-lead").evaluate("(head, style) => head.setAttribute('style', style)", style)
        assert outcome.crowded() != [], style
