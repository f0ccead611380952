"""The plan as a spreadsheet: to sort and filter, to fill in further, and to bring back by `workbook import`."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbook.core import ledger
from workbook.core.language import _
from workbook.core.plan import EXERCISES, Plan
from workbook.core.settling import Settled
from workbook.export.words import words

WIDTHS = {"id": 10, "to": 28, "reason": 13, "due": 12, "status": 12, "owner": 22}  # characters
WIDE = 40
HEAD = "1D5FA8"  # the accent of the pages
FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of one

Cell = str | date | None


def as_xlsx(plan: Plan) -> bytes:
    """Three sheets. The same bytes for the same plan; what people wrote is text, also where it looks like a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.title = plan.organisation, words(plan)["title"]
    book.properties.created = datetime.combine(plan.as_of, datetime.min.time())
    _actions(book, plan)
    _decisions(book, plan)
    _open(book, plan)
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue(), plan.as_of)


def _actions(book: Any, plan: Plan) -> None:
    say = words(plan)
    heads = {name: say[name] for name in ("what", "owner", "due", "status", "because")}
    rows = [[a.what, a.owner, a.due, a.status, "; ".join(a.because)] for a in plan.actions]
    sheet = _sheet(book, plan, "actions", heads, rows)
    note = _("To change an action, change it on the sheet “{sheet}”, and then: {command}").format(
        sheet=ledger.sheet("decisions"), command="workbook import NAME decisions FILE"
    )
    _write(sheet.cell(len(rows) + 3, 1), note)


def _decisions(book: Any, plan: Plan) -> None:
    heads = ledger.heads()
    sheet = _sheet(book, plan, "decisions", heads, [_row(row, list(heads)) for row in plan.decisions], frozen="D2")
    for exercise in EXERCISES:
        rows = [n for n, row in enumerate(plan.decisions, 2) if row.exercise == exercise.NAME]
        for field, choice in ledger.words(exercise).items():
            _offer(sheet, list(heads).index(field) + 1, rows, list(choice.values()))


def _open(book: Any, plan: Plan) -> None:
    rows = [[e.text, "; ".join(f"{label}: {text}" for label, text in e.facts)] for e in plan.open_matters]
    _sheet(book, plan, "open", {"item": ledger.heads()["item"], "why": words(plan)["open"]}, rows)


def _row(row: Settled, fields: Sequence[str]) -> list[Cell]:
    exercise = next(each for each in EXERCISES if row.exercise == each.NAME)
    chosen = ledger.words(exercise)
    said: dict[str, Cell] = {name: chosen.get(name, {}).get(text, text) for name, text in row.said.items()}
    due = row.said.get("due")
    before = {"exercise": exercise.title(), "id": row.item, "item": row.text}
    cells = {**said, **before, "due": date.fromisoformat(due) if due else None}
    return [cells.get(name) for name in fields]


def _sheet(
    book: Any, plan: Plan, key: str, heads: dict[str, str], rows: Sequence[Iterable[Cell]], frozen: str = "A2"
) -> Any:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(ledger.sheet(key))
    sheet.sheet_view.rightToLeft = plan.direction == "rtl"
    sheet.freeze_panes, sheet.print_title_rows = frozen, "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for number, cells in enumerate((heads.values(), *rows), 1):
        for column, value in enumerate(cells, 1):
            _write(sheet.cell(number, column), value, head=number == 1)
    last = get_column_letter(len(heads))
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    for column, name in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, WIDE)
    return sheet


def _write(cell: Any, value: Cell, head: bool = False) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if head:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=HEAD)
    if isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif value:
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
        cell.data_type, cell.quotePrefix = "s", value.startswith(FORMULA)


def _offer(sheet: Any, column: int, rows: Sequence[int], choice: Sequence[str]) -> None:
    """A list to choose from in these cells. A spreadsheet takes no more than 255 characters of it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(choice)
    if not rows or len(listed) > 250 or any(sign in word for word in choice for sign in ',"'):
        return
    offer = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(column)
    offer.add(f"{letter}{rows[0]}:{letter}{rows[-1]}")
    sheet.add_data_validation(offer)


def _undated(raw: bytes, day: date) -> bytes:
    """The file without the time at which it was written, in itself and in the archive that it is."""
    file = io.BytesIO()
    stamp = rb"\g<1>" + f"{day}T00:00:00Z".encode()
    with ZipFile(io.BytesIO(raw)) as dated, ZipFile(file, "w") as undated:
        for name in dated.namelist():
            content = dated.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamp, content)
            undated.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()
