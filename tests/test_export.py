import json
from html.parser import HTMLParser

import pytest

from tests.people import listed, opened, staged
from workbook.core.errors import BadChoice
from workbook.core.events import Assigned, Decided
from workbook.core.language import speaking
from workbook.core.plan import Plan, plan
from workbook.export import WRITERS, check, write
from workbook.export.markdown import escape

NASTY = '<script>alert("x")</script> *bold* | [link](http://a.b) `code`'
VOID = {"meta", "br", "hr", "input", "link", "img"}


def filled() -> Plan:
    workshop = opened()
    workshop.say(listed("P7", NASTY), staged("decide"))
    workshop.say(
        Decided(exercise="policies", item="P7", value="soften", reason="law", authority=NASTY),
        Assigned(action="a", what="= 1 + 1", owner="Ana", because=("policies/P7",)),
    )
    return plan(workshop.state())


class Balance(HTMLParser):
    """Fails when a tag isn't closed, or another than the open one is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_needs_nothing_else():
    """Every tag is closed, and no address is in it that a browser would load."""
    page = WRITERS["html"](filled())
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert all(mark not in page for mark in ('src="', "@import", "url(", "<link"))


def test_what_people_wrote_stays_what_they_wrote():
    """In the page and in Markdown, people's text is text, never markup."""
    made = filled()
    assert "<script>" not in WRITERS["html"](made)
    assert "&lt;script&gt;" in WRITERS["html"](made)
    assert r"\*bold\* \| \[link\]" in WRITERS["md"](made)


@pytest.mark.parametrize(
    ("written", "escaped"),
    [("1. Ask", r"1\. Ask"), ("2) Ask", r"2\) Ask"), ("- Ask", r"\- Ask"), ("21.50 €", "21.50 €"), ("3.8", "3.8")],
)
def test_markdown_begins_a_list_only_where_we_mean_it(written, escaped):
    """A line that looks like a list item isn't one, and a decimal number keeps its looks."""
    assert escape(written) == escaped


def test_json_holds_the_whole_plan():
    """What a program reads has the decisions, the actions and the day."""
    data = json.loads(WRITERS["json"](filled()))
    assert data["as_of"] == "2026-11-02"
    assert data["actions"][0]["because"] == [NASTY]
    assert [s["key"] for c in data["chapters"] for s in c["sections"]] == ["drop", "soften", "extend", "keep"]


@pytest.mark.parametrize("form", WRITERS)
def test_a_document_is_a_pure_function_of_the_plan(form):
    """Written twice, the bytes are the same."""
    assert WRITERS[form](filled()) == WRITERS[form](filled())


def test_an_empty_plan_says_what_is_missing(workshop):
    """Before anything is decided the page says so instead of showing empty tables."""
    page = WRITERS["html"](plan(workshop.state()))
    assert "No action has been assigned yet." in page
    assert page.count("None yet.") == 4


def test_the_plan_is_written_in_the_language_it_was_made_in(workshop, tmp_path):
    """Not in the one that the program happens to speak when it writes."""
    with speaking("pt"):
        made = plan(workshop.state())
    [page] = write(made, ["html"], tmp_path / "out")
    assert '<html lang="pt" dir="ltr">' in page.read_text("utf-8")
    assert "Customer-service plan" not in page.read_text("utf-8")


def test_an_unknown_format_is_refused_naming_the_known_ones():
    """Checked before anything is written."""
    with pytest.raises(BadChoice, match="Choose from: html, md, json"):
        check(["html", "wax tablet"])
