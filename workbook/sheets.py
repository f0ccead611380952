"""Sheets: files that hold rows of cells, numbered as a spreadsheet does.

CSV (comma, semicolon or tab; UTF-8 with or without BOM, or Windows-1252) and XLSX (its first sheet, or one that is
named).
"""

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from workbook.core.errors import BadInventory
from workbook.core.language import _, plain

MOST_ERRORS = 20  # lines of what is wrong; a whole wrong column would else fill the screen


class Formula(str):
    """A cell whose value the file doesn't hold: no spreadsheet has computed the formula since it was written."""

    __slots__ = ()


def rows_of(path: Path, sheets: Collection[str] = ()) -> list[list[Any]]:
    """The rows of the file, the header first. BadInventory when it can't be read to its end.

    sheets: what the sheet may be called, in plain form, that is taken rather than the first one.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInventory(
            _("{file} can't be read ({why}). Check the name and where it is.").format(file=path, why=error.strerror)
        ) from error
    if path.suffix.lower() in (".xlsx", ".xlsm") or raw[:2] == b"PK":
        return _sheet(path, raw, sheets)
    return _text(path, _decoded(path, raw))


def refuse(errors: list[str]) -> None:
    """BadInventory with a line for each error, when there are any; of very many only the first."""
    if errors:
        more = [_("… and {n} more.").format(n=len(errors) - MOST_ERRORS)] if len(errors) > MOST_ERRORS else []
        raise BadInventory("\n".join(errors[:MOST_ERRORS] + more))


def _text(path: Path, text: str) -> list[list[Any]]:
    delimiter = _delimiter(text)
    rows = list(_split(path, text, delimiter))
    refuse(list(_overlong(path, rows, delimiter)))
    return rows


def _split(path: Path, text: str, delimiter: str) -> Iterator[list[str]]:
    number = 1
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            yield cells
            number += 1
    except csv.Error as error:
        raise BadInventory(
            _(
                "{file}, row {row}: a quote isn't closed, or stands in the middle of a text. "
                "Put the whole text between quotes, and write a quote within it twice."
            ).format(file=path, row=number)
        ) from error


def _overlong(path: Path, rows: list[list[str]], delimiter: str) -> Iterator[str]:
    """What follows the header's last cell is most often the rest of a text with a comma that wasn't quoted."""
    columns = _width(rows[0]) if rows else 0
    for number, cells in enumerate(rows[1:], 2):
        if _width(cells) > columns > 0:
            yield _(
                "{file}, row {row}: cell {n} is filled, but the header ends with cell {columns}. "
                "Put a text that holds '{sign}' between quotes."
            ).format(file=path, row=number, n=_width(cells), columns=columns, sign=delimiter)


def _width(cells: list[str]) -> int:
    """How many cells there are up to the last one that is filled."""
    return max((n for n, cell in enumerate(cells, 1) if cell.strip()), default=0)


def _sheet(path: Path, raw: bytes, sheets: Collection[str]) -> list[list[Any]]:
    try:
        return _values(raw, sheets)
    except Exception as error:  # openpyxl lets through whatever zipfile or an XML parser raises, also between rows
        raise BadInventory(
            _("{file} is not a spreadsheet that can be read. Save it again as XLSX or CSV.").format(file=path)
        ) from error


def _values(raw: bytes, sheets: Collection[str]) -> list[list[Any]]:
    """What a person sees in each cell; a file keeps formulas and their values, which are read one at a time."""
    written = _cells(raw, sheets, computed=False)
    if not any(cell.data_type == "f" for row in written for cell in row):
        return [[cell.value for cell in row] for row in written]
    pairs = zip(written, _cells(raw, sheets, computed=True), strict=True)
    return [[_value(*cells) for cells in zip(*both, strict=True)] for both in pairs]


def _cells(raw: bytes, sheets: Collection[str], computed: bool) -> list[list[Any]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=computed)
    sheet = next((each for each in book.worksheets if plain(each.title) in sheets), book.worksheets[0])
    sheet.reset_dimensions()  # some programs write a wrong size, and what lies outside it would be passed over
    return [list(row) for row in sheet.iter_rows()]


def _value(written: Any, computed: Any) -> Any:
    # A formula whose value is an empty text is of the type "str", one that was never computed of none, so "n".
    unknown = written.data_type == "f" and computed.value is None and computed.data_type == "n"
    return Formula(getattr(written.value, "text", written.value)) if unknown else computed.value


def _decoded(path: Path, raw: bytes) -> str:
    if b"\0" in raw:
        raise BadInventory(_("{file} is not a text file. Save the list as CSV (UTF-8) or XLSX.").format(file=path))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInventory(_("{file} is in an unknown encoding. Save the list as CSV (UTF-8) or XLSX.").format(file=path))


def _delimiter(text: str) -> str:
    """The one that splits the header most often: csv.Sniffer is misled by prose in the cells."""
    header = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    return max(",;\t", key=header.count)
