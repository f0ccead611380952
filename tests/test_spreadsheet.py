"""The plan as a spreadsheet."""

import io
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.people import listed, opened, staged
from workbook.core.events import Assigned, Decided
from workbook.core.language import speaking
from workbook.core.plan import plan
from workbook.export.spreadsheet import as_xlsx
from workbook.rehearsal import demo
from workbook.workshop import Workshop

NASTY = ('=HYPERLINK("http://a.b")', "+1", "-1", "@SUM(A1)", "= 1 + 1")


def book(workshop: Workshop) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(plan(workshop.state()))))


def row(sheet: Any, item: str) -> dict[str, Any]:
    """Heading -> cell, of the row about an item."""
    heads = [cell.value for cell in sheet[1]]
    [cells] = [cells for cells in sheet.iter_rows(min_row=2) if cells[1].value == item]
    return dict(zip(heads, cells, strict=True))


def test_a_row_says_what_stands_about_an_item(workshop: Workshop) -> None:
    """In the words that the team uses, with a real date."""
    workshop.say(staged("decide"))
    workshop.say(
        Decided(exercise="policies", item="P1", value="soften", reason="law", authority="Road act, 3"),
        Assigned(action="a", what="Tell staff", owner="Ana", due=date(2026, 12, 1), because=("policies/P1",)),
    )
    cells = row(book(workshop)["Decisions"], "P1")
    told = {head: cells[head].value for head in ("Exercise", "Item", "Decision", "Reason", "Who says so", "Status")}
    assert list(told.values()) == [
        "Customer-friendly policies", "Policy P1", "soften", "law", "Road act, 3", "open",
    ]  # fmt: skip
    assert (cells["By"].value, cells["By"].is_date) == (datetime(2026, 12, 1), True)


def test_every_item_of_every_exercise_has_a_row() -> None:
    """Also those about which nothing stands."""
    made = demo()
    sheet = book(made)["Decisions"]
    assert sheet.max_row - 1 == len(plan(made.state()).decisions) == 46 + 1 + 6
    assert row(sheet, "C07")["Decision"].value is None


@pytest.mark.parametrize("text", NASTY)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    """A cell that a person's words fill is never computed, on no sheet; spreadsheets show it as it was written."""
    workshop = opened()
    workshop.say(listed("P7", text), staged("decide"))
    workshop.say(Decided(exercise="policies", item="P7", value="drop"),
                 Assigned(action="a", what=text, owner="Ana", because=("policies/P7",)))  # fmt: skip
    cells = [cell for sheet in book(workshop) for line in sheet for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    found = [cell for cell in cells if cell.value == text]
    assert len(found) == 4
    assert all(cell.quotePrefix for cell in found)


def test_a_spreadsheet_is_a_pure_function_of_the_plan(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another year the bytes are the same: neither the file nor the archive that it is tells when it was written."""
    made = plan(workshop.state())
    first = as_xlsx(made)
    monkeypatch.setattr("time.localtime", lambda *__: (2031, 2, 3, 4, 5, 6, 0, 34, 0))
    assert as_xlsx(made) == first
    assert b"2026-11-02T00:00:00Z" in zip_text(first, "docProps/core.xml")


def zip_text(raw: bytes, name: str) -> bytes:
    return ZipFile(io.BytesIO(raw)).read(name)


def test_headings_stay_in_sight() -> None:
    """Each sheet has its first row frozen, a filter over its rows, and columns that are wide enough."""
    for sheet in book(demo()):
        assert sheet.freeze_panes in ("A2", "D2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(sheet.column_dimensions[cell.column_letter].width >= 10 for cell in sheet[1])
        assert all(cell.alignment.wrap_text for cell in sheet[2])


def test_the_sheets_speak_the_language_of_the_plan() -> None:
    """Their names, columns and words; and where a language is written from right to left, so are they."""
    with speaking("pt"):
        made = plan(demo(language="pt").state())
        found = openpyxl.load_workbook(io.BytesIO(as_xlsx(made)))
    assert [cell.value for cell in found.worksheets[0][1]] == [
        "O quê",
        "Responsável",
        "Prazo",
        "Situação",
        "Por causa de",
    ]
    with speaking("ar"):
        arabic = openpyxl.load_workbook(io.BytesIO(as_xlsx(plan(opened().state()))))
    assert all(sheet.sheet_view.rightToLeft for sheet in arabic)
    assert not any(sheet.sheet_view.rightToLeft for sheet in found)


def test_the_sheet_that_is_not_brought_back_says_so() -> None:
    """Below the actions stands where one changes them, and how that is brought back."""
    last = list(book(demo())["Actions"].values)[-1][0]
    assert (
        last == "To change an action, change it on the sheet “Decisions”, and then: workbook import NAME decisions FILE"
    )


def test_what_to_choose_from_is_offered() -> None:
    """What becomes of a policy, why, and how far the action is; a text stays free."""
    offers = book(demo())["Decisions"].data_validations.dataValidation
    offered = [(str(offer.sqref), offer.formula1) for offer in offers]
    assert ("D3:D48", '"strengthen,create more,soften,throw out"') in offered
    assert ("L49:L54", '"open,done,dropped"') in offered
    assert not any(coord.startswith("D49") for coord, __ in offered)
