"""The poster on paper: printed from the browser, as a person does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice, product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from workbook.core.language import speaking
from workbook.core.plan import Plan, plan
from workbook.export import write
from workbook.rehearsal import demo
from workbook.workshop import Workshop

PAPERS = list(product(("A4", "A3", "Letter"), (False, True)))
TEXT = "We answer every message within one working day and name the person who is responsible"


def saying(made: Plan, words: int) -> Plan:
    """The plan with a vision and six deeds of so many words."""
    text = " ".join(islice(cycle(TEXT.split()), words))
    rows = (replace(row, said={**row.said, "to": text}) for row in made.decisions)
    return replace(made, decisions=tuple(rows))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def show(page: Page, made: Plan, folder: Path) -> str:
    """Opens the poster; returns its address."""
    [file] = write(made, ["poster"], folder)
    page.goto(file.as_uri())
    return file.as_uri()


def pages(page: Page, paper: str, across: bool) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, landscape=across)))


def size(page: Page, paper: str) -> float:
    """Points on A4 of what is to be read from two metres."""
    return float(page.evaluate(f"document.documentElement.style.getPropertyValue('--{paper}')"))


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("words", [0, 6, 16, 30])
def test_a_poster_is_one_page(page: Page, tmp_path: Path, language: str, words: int) -> None:
    """On each paper, upright and across, whatever the length of its texts."""
    with speaking(language):
        made = saying(plan(demo(language=language).state()), words)
    show(page, made, tmp_path)
    assert [pages(page, *paper) for paper in PAPERS] == [1] * len(PAPERS)


def test_what_would_not_fit_goes_on_to_a_second_page(page: Page, tmp_path: Path) -> None:
    """Nothing is cut off, and the count of pages would tell."""
    show(page, saying(plan(demo().state()), 300), tmp_path)
    assert pages(page, "A4", across=False) > 1


@pytest.mark.parametrize("language", ["en", "pt"])
def test_short_deeds_are_read_from_two_metres(page: Page, tmp_path: Path, language: str) -> None:
    """Six words are at least 24 points tall on A4; longer texts are smaller, so that they fit."""
    with speaking(language):
        made = plan(demo(language=language).state())
    sizes = []
    for words in (6, 16, 30):
        show(page, saying(made, words), tmp_path)
        sizes.append(size(page, "portrait"))
    assert sizes[0] >= 24
    assert sizes == sorted(sizes, reverse=True)


def test_a_skill_stays_in_its_column(page: Page, tmp_path: Path) -> None:
    """However large the words become, none of them is broken or runs into the deed beside it."""
    with speaking("pt"):
        show(page, saying(plan(demo(language="pt").state()), 1), tmp_path)
    page.emulate_media(media="print")
    widths = page.locator("tbody th").evaluate_all("cells => cells.map(c => c.scrollWidth - c.clientWidth)")
    assert widths == [0] * 6


def test_a_phone_prints_the_same_poster(page: Page, tmp_path: Path) -> None:
    """On its screen a skill stands above its deed; on paper nothing depends on the screen."""
    made, sizes = saying(plan(demo().state()), 16), []
    for width in (1200, 375):
        page.set_viewport_size({"width": width, "height": 800})
        show(page, made, tmp_path)
        sizes.append([size(page, paper) for paper in ("portrait", "landscape")])
    assert sizes[0] == sizes[1]
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert pages(page, "A4", across=False) == 1


def test_the_poster_loads_nothing(page: Page, workshop: Workshop, tmp_path: Path) -> None:
    """It is one file that needs no other, also while nothing is settled."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    address = show(page, plan(workshop.state()), tmp_path)
    assert asked == [address]
    assert page.get_by_role("heading").inner_text().startswith("Nothing is settled yet.")


def test_everyone_can_read_the_poster(page: Page, tmp_path: Path) -> None:
    """axe-core finds nothing to mend, its contrasts included."""
    show(page, plan(demo().state()), tmp_path)
    assert Axe().run(page).response["violations"] == []
