"""The companies that come with the workbook: their files are read like anybody else's, and tell a whole story."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.people import MORNING
from workbook.columns import Field, Row, errors, read
from workbook.core import complaints
from workbook.core.figures import OWN, are_known
from workbook.core.plan import plan
from workbook.entries import add_figures
from workbook.evidence import match
from workbook.export.stakes import stakes
from workbook.folders import add_complaints, add_policies
from workbook.inventory import read_policies
from workbook.journal import Journal
from workbook.samples import shipped
from workbook.workshop import Workshop

VISION = ("successes", "matters", "shoes", "future")
SKILLS = ("greet", "value", "ask", "listen", "help", "invite")
DRAFT = (
    Field("exercise", ("vision", "skills"), required=True),
    Field("item", (*VISION, "statement", *SKILLS), required=True),
    Field("text", required=True),
    Field("decided", ("yes", "")),
    Field("owner"),
)
FEWEST_FOUND = {"cleaning": 13, "clinic": 30, "shop": 38}  # policies that matching alone finds complaints on

companies = pytest.mark.parametrize("company", FEWEST_FOUND)


def file(company: str, kind: str = "") -> Path:
    return shipped("policies") / f"{company}{kind}.csv"


def raw(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def drafts(company: str) -> list[Row]:
    return read(file(company, "-drafts"), DRAFT, {})


def filled(company: str) -> Workshop:
    """A workshop with all that the importers take of the company."""
    workshop = Workshop(Journal(), company, now=lambda: MORNING)
    add_policies(workshop, file(company), {})
    add_complaints(workshop, file(company, "-complaints"), {})
    add_figures(workshop, file(company, "-figures"), {})
    return workshop


@companies
def test_policies_come_from_every_quadrant(company: str) -> None:
    """40 to 50, no two of the same words, some of each kind, and two whose reason nobody knows yet."""
    listed = read_policies(file(company)).items
    kinds = Counter((p.attributes["friendly"], p.attributes["necessary"]) for p in listed)
    assert 40 <= len({p.text for p in listed}) == len(listed) <= 50
    assert len(kinds) == 4
    assert min(kinds.values()) >= 8
    assert 6 <= len({p.attributes["area"] for p in listed}) <= 8
    unexplained = [p for p in listed if p.attributes["necessary"] == "yes" and "reason" not in p.attributes]
    assert len(unexplained) == 2


@companies
def test_what_is_unfriendly_says_what_to_do_about_it(company: str) -> None:
    """A deed for each; where it must stay, also what customers are told and offered."""
    unfriendly = [p.attributes for p in read_policies(file(company)).items if p.attributes["friendly"] == "no"]
    staying = [cells for cells in unfriendly if cells["necessary"] == "yes"]
    assert all(cells["action"] for cells in unfriendly)
    assert all(cells["tell"] and cells["compromise"] for cells in staying)


@companies
def test_complaints_are_customers_own_words(company: str) -> None:
    """65 to 80, none twice, in the order they came; some are questions, some are about no policy."""
    rows = raw(file(company, "-complaints"))
    texts, days = [row["text"] for row in rows], [row["date"] for row in rows]
    assert 65 <= len(set(texts)) == len(texts) <= 80
    assert all(earlier <= later for earlier, later in pairwise(days))
    assert min(Counter(row["kind"] for row in rows).values()) >= 10
    assert 5 <= [row["policy"] for row in rows].count("-") <= 15
    assert max(map(len, texts)) > 3 * min(map(len, texts))


@companies
def test_a_company_can_be_imported(company: str) -> None:
    """Everything is taken by the importers that take other people's files, and the plan knows what is at stake."""
    workshop = filled(company)
    rows = raw(file(company, "-complaints"))
    state = workshop.state()
    on_policies = complaints.by_policy(state)
    assert sum(map(len, on_policies.values())) == sum(row["policy"] != "-" for row in rows)
    assert are_known(state)
    assert plan(state).stakes is not None


@companies
def test_every_figure_of_a_company_has_a_source(company: str) -> None:
    """None of those that only the company can tell is missing."""
    rows = {row["figure"]: row for row in raw(file(company, "-figures"))}
    assert set(OWN) | {"currency"} <= set(rows)
    assert all(row["source"] for row in rows.values())


@pytest.mark.parametrize("company", ["clinic", "shop"])  # the cleaning company's are of another year
def test_the_figures_count_the_complaints_that_are_there(company: str) -> None:
    """What is said to have been received is what is in the list."""
    rows = {row["figure"]: row for row in raw(file(company, "-figures"))}
    received = [row["kind"] for row in raw(file(company, "-complaints"))].count("complaint")
    assert int(rows["complaints"]["value"]) == received


def test_the_shops_figures_rest_on_no_claim() -> None:
    """It asked its customers itself; the others have only the claims for how many stay silent."""
    assert "claim" not in repr(stakes(filled("shop")))
    assert "Winning a customer costs: 3.8 times what keeping one costs (our own bookkeeping" in repr(
        stakes(filled("shop"))
    )
    assert "claim, from an unnamed study" in repr(stakes(filled("clinic")))


@companies
def test_matching_finds_what_was_labelled_by_hand(company: str) -> None:
    """Seven in ten complaints about a policy come to that policy, by their words alone."""
    policies = {p.item: p.text for p in read_policies(file(company)).items}
    about = [row for row in raw(file(company, "-complaints")) if row["policy"] != "-"]
    found = match([row["text"] for row in about], list(policies.values()))
    right = [row["policy"] for row, best in zip(about, found, strict=True)
             if best and list(policies)[best[0]] == row["policy"]]  # fmt: skip
    assert len(right) / len(about) > 0.65
    assert len(set(right)) >= FEWEST_FOUND[company]


@companies
def test_drafts_are_on_items_that_there_are(company: str) -> None:
    """Every cell can be taken, no text is there twice, and each prompt and skill has 8 to 12."""
    rows = drafts(company)
    assert [e for row in rows for e in errors(file(company, "-drafts"), row, DRAFT, {})] == []
    assert len({row.cells["text"] for row in rows}) == len(rows)
    written = Counter((row.cells["exercise"], row.cells["item"]) for row in rows)
    assert written.pop(("vision", "statement")) == 1
    assert set(written) == {*(("vision", item) for item in VISION), *(("skills", item) for item in SKILLS)}
    assert 8 <= min(written.values()) <= max(written.values()) <= 12


@companies
def test_each_skill_is_decided_once_and_so_is_the_vision(company: str) -> None:
    """By a role of the company; the vision is short, at most twelve words."""
    decided = [row.cells for row in drafts(company) if row.cells["decided"]]
    owners = {policy.attributes.get("owner") for policy in read_policies(file(company)).items}
    assert [cells["item"] for cells in decided] == ["statement", *SKILLS]
    assert {cells["owner"] for cells in decided} <= owners - {None}
    assert len(decided[0]["text"].split()) <= 12
    assert not any(cells["owner"] for cells in (row.cells for row in drafts(company)) if not cells["decided"])
