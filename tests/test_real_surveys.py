"""What real surveys hold, brought in as it is."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.people import staged
from tests.tables import said, table
from workbook.core import policies
from workbook.core.policies import group_alpha
from workbook.entries import add_answers
from workbook.folders import add_policies, new_workshop, open_workshop
from workbook.workshop import Workshop

SURVEY = {"item": "policy", "respondent": "person", "rating": "answer"}
LEVELS = {
    "No, not rude at all": "keep",
    "No, not at all rude": "keep",
    "Yes, somewhat rude": "soften",
    "Yes, very rude": "drop",
}


def wide(path: Path) -> tuple[list[str], list[list[str]]]:
    """The survey as the program that asked it has it: a row a person, a column a question."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    items = list(dict.fromkeys(row["item"] for row in rows))
    people: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        people[row["respondent"]][row["item"]] = row["rating"]
    return items, [[person, *(given.get(item, "") for item in items)] for person, given in people.items()]


def test_a_real_survey_is_the_same_in_both_shapes(real_data: Path, tmp_path: Path) -> None:
    """559 people and 9 questions, as a list and as a table: the same answers and the same alpha."""
    path = real_data / "many_raters_etiquette.csv"
    items, rows = wide(path)
    survey = table(tmp_path, ["respondent", *items], *rows, name="wide.xlsx")
    found = []
    for name, file, columns in (("list", path, SURVEY), ("wide", survey, {"respondent": "person"})):
        workshop = new_workshop(name)
        add_policies(workshop, path, {"item": "policy"})
        assert add_answers(workshop, file, columns, LEVELS).new == 5000
        workshop.say(staged("compare"))
        found.append((said(workshop, "policies"), group_alpha(open_workshop(name).exercise(policies).state())))
    assert found[0] == found[1]


def narratives(path: Path) -> Iterable[str]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if 0 < len(row["narrative"].strip()) <= 2000:
                yield row["narrative"].strip()


def test_real_texts_come_through_as_they_are(real_data: Path, tmp_path: Path, workshop: Workshop) -> None:
    """What hundreds of customers really wrote, line breaks and all, as answers to a prompt."""
    texts = [text for text in narratives(real_data / "complaints_cfpb_en.csv") if text not in ("-", "")]
    rows = [[n, "-", text] for n, text in enumerate(texts)]
    came = add_answers(workshop, table(tmp_path, ["person", "matters", "future"], *rows), {}, {})
    assert (came.new, came.unanswered) == (len(texts), len(texts))
    kept = [value.replace("\r\n", "\n") for value in said(workshop, "vision").values()]
    assert sorted(kept) == sorted(text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)
