"""Columns: the rows of a file by the names of our fields, and what is wrong with them, said in the file's own words."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from workbook.core.errors import BadInventory
from workbook.core.language import _
from workbook.core.texts import LONGEST
from workbook.sheets import Formula, rows_of

SHOWN = 60  # characters of a wrong cell; the rest would hide what is said about it
_FAULT = re.compile(r"#N/A|#[\w/]+[!?]")  # what a spreadsheet writes where a formula went wrong, such as #REF!


@dataclass(frozen=True)
class Field:
    """A column of an inventory."""

    name: str
    allowed: tuple[str, ...] = ()  # empty = any text
    required: bool = False
    day: bool = False  # year-month-day
    longest: int = LONGEST  # characters
    cut: bool = False  # of what is longer than an item may be, its beginning is kept


@dataclass(frozen=True)
class Row:
    """One row of a file, its cells by the names of our fields."""

    number: int  # as a spreadsheet counts, the header being 1
    cells: Mapping[str, str]

    @cached_property
    def filled(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((name, value) for name, value in self.cells.items() if value))


def read(path: Path, fields: tuple[Field, ...], columns: Mapping[str, str], sheets: Collection[str] = ()) -> list[Row]:
    """The filled rows of a file. columns: {column in the file: our field}, for files with other headings.

    sheets: see `rows_of`.
    """
    table = rows_of(path, sheets)
    header = header_of(table)
    columns = {" ".join(column.split()): name for column, name in columns.items()}
    _check_mapping(path, header, fields, columns)
    names = [columns.get(h, h if h not in columns.values() else "").strip().lower() for h in header]
    _check_header(path, header, names, fields)
    return _rows(table, names, fields)


def read_headed(path: Path) -> tuple[list[str], list[Row]]:
    """The headings of a file and its filled rows, for a table of which it isn't known what columns it has."""
    table = rows_of(path)
    names = [heading.lower() for heading in header_of(table)]
    return names, _rows(table, names, tuple(map(Field, filter(None, names))))


def _rows(table: list[list[Any]], names: list[str], fields: tuple[Field, ...]) -> list[Row]:
    known = {f.name: f for f in fields}
    rows = (
        Row(n, {name: _cell(value, known[name]) for name, value in zip(names, cells, strict=False) if name in known})
        for n, cells in enumerate(table[1:], 2)
    )
    return [row for row in rows if row.filled]


def header_of(table: list[list[Any]]) -> list[str]:
    """What its columns are called."""
    return [" ".join(str(cell or "").split()) for cell in (table or [[]])[0]]


def _cell(value: Any, field: Field) -> str:
    if isinstance(value, Formula):
        return value
    if field.day and isinstance(value, date):  # a spreadsheet's own; a datetime is one too
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # as the spreadsheet shows it
    text = "" if value is None else str(value).strip()
    return text.lower() if field.allowed else text


def _check_header(path: Path, header: list[str], names: list[str], fields: tuple[Field, ...]) -> None:
    """Each field is in one column, at most, and those that are needed are there."""
    missing = _(
        "{file}: no column is called '{field}'. The columns are: {columns}. Rename one, or "
        'say which it is: --map "its name={field}".'
    )
    double = _(
        "{file}: more than one column is '{field}': {columns}. Keep one: rename the others, or leave out their --map."
    )
    for f in fields:
        theirs = [f"'{heading}'" for heading, name in zip(header, names, strict=True) if name == f.name]
        if len(theirs) > 1:
            raise BadInventory(double.format(file=path, field=f.name, columns=", ".join(theirs)))
        if f.required and not theirs:
            raise BadInventory(missing.format(file=path, field=f.name, columns=", ".join(header) or "–"))


def _check_mapping(path: Path, header: list[str], fields: tuple[Field, ...], columns: Mapping[str, str]) -> None:
    names = [f.name for f in fields]
    unknown = _("--map {column}={field}: there is no field '{field}'. Choose one of: {allowed}.")
    for column, name in columns.items():
        if column not in header:
            raise BadInventory(
                _("{file} has no column '{column}'. Its columns are: {columns}.").format(
                    file=path, column=column, columns=", ".join(header)
                )
            )
        if name not in names:
            raise BadInventory(unknown.format(column=column, field=name, allowed=", ".join(names)))


def errors(path: Path, row: Row, fields: tuple[Field, ...], columns: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each cell that can't be: file, row, column, and what is allowed."""
    theirs = {name: column for column, name in columns.items()}
    for f in fields:
        value = row.cells.get(f.name, "")
        if wrong := _wrong(value, f):
            yield wrong.format(
                file=path,
                row=row.number,
                column=theirs.get(f.name, f.name),
                value=short(value),
                allowed=", ".join(word for word in f.allowed if word),
                n=len(value),
                longest=f.longest,
            )


def _wrong(value: str, field: Field) -> str:
    """What is wrong with a cell, as a sentence to be filled in; empty when nothing is."""
    if field.required and not value:
        return _("{file}, row {row}: '{column}' is empty. Write the text, or take the row out.")
    if isinstance(value, Formula):
        return _(
            "{file}, row {row}: '{column}' is the formula {value}, and the file doesn't hold its value. "
            "Open and save the file in a spreadsheet program, or write the text itself."
        )
    if _FAULT.fullmatch(value) and value.isupper():
        return _("{file}, row {row}: '{column}' is the error {value}. Mend its formula, or write the text itself.")
    if field.allowed and value not in field.allowed:
        return _("{file}, row {row}: '{column}' is '{value}'. Write {allowed}, or leave it empty.")
    if field.day and value and not _is_day(value):
        return _("{file}, row {row}: '{column}' is '{value}'. Write a day such as 2026-12-31, or leave it empty.")
    if len(value) > field.longest and not field.cut:
        return _("{file}, row {row}: '{column}' is {n} characters long. Shorten it to {longest}.")
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text  # Python also takes weeks
    except ValueError:
        return False


def short(text: str) -> str:
    """On one line, and only its beginning when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
