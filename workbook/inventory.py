"""Inventories: files that people keep in spreadsheets, read into items.

CSV (comma, semicolon or tab; UTF-8 with or without BOM, or Windows-1252) and XLSX (its first sheet).
A file is taken whole or not at all, and all that is wrong with it is said at once.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import IO, Any

from workbook.core.errors import BadInventory
from workbook.core.events import Added
from workbook.core.language import _
from workbook.core.policies import REASONS
from workbook.core.rules import LONGEST
from workbook.core.state import ExerciseState, item_id

YES_NO = ("yes", "no", "")
#: Cells of a policy, beside its text, that a translation of a sample translates.
TRANSLATED = ("area", "source", "owner", "authority", "note", "tell", "compromise", "action")
MOST_ERRORS = 20  # lines of what is wrong; a whole wrong column would else fill the screen


@dataclass(frozen=True)
class Field:
    """A column of an inventory."""

    name: str
    allowed: tuple[str, ...] = ()  # empty = any text
    required: bool = False


POLICY = (
    Field("id"),
    Field("policy", required=True),
    Field("area"),
    Field("source"),
    Field("owner"),
    Field("friendly", YES_NO),
    Field("necessary", YES_NO),
    Field("reason", (*REASONS, "")),
    Field("authority"),
    Field("note"),
    Field("tell"),
    Field("compromise"),
    Field("action"),
)


@dataclass(frozen=True)
class Row:
    """One row of a file, its cells by the names of our fields."""

    number: int  # as a spreadsheet counts, the header being 1
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Inventory:
    """What a file holds."""

    items: list[Added]
    rows: int  # filled ones, those that repeat another one included


def read_policies(path: Path, columns: Mapping[str, str] | None = None) -> Inventory:
    """The policies of a file as items, each with a stable id and where it stood.

    columns: {column in the file: our field}, for files with other headings. BadInventory names every
    row that can't be read.
    """
    columns = columns or {}
    rows = _read(path, POLICY, columns)
    errors = [error for row in rows for error in _errors(path, row, POLICY, columns)]
    errors += _twice(path, rows)
    if errors:
        more = [_("… and {n} more.").format(n=len(errors) - MOST_ERRORS)] if len(errors) > MOST_ERRORS else []
        raise BadInventory("\n".join(errors[:MOST_ERRORS] + more))
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one policy a row.").format(file=path))
    return Inventory(_distinct(path, rows), len(rows))


def news(read: list[Added], exercise: ExerciseState) -> list[Added]:
    """Those that the exercise doesn't hold already, word for word."""
    now = {i.id: (i.text, dict(i.attributes)) for i in exercise.items.values()}
    return [added for added in read if now.get(added.item) != (added.text, dict(added.attributes))]


def _distinct(path: Path, rows: list[Row]) -> list[Added]:
    """A row the same in every cell counts once; the same words met in another place are another policy."""
    unlike: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in rows:
        unlike.setdefault(tuple(sorted(row.cells.items())), row)
    added: dict[str, Added] = {}
    for row in unlike.values():
        first = row.cells.get("id") or item_id(row.cells["policy"])
        id_ = next(i for i in chain([first], (f"{first}-{n}" for n in count(2))) if i not in added)
        added[id_] = _policy(path, row, id_)
    return list(added.values())


def _policy(path: Path, row: Row, id_: str) -> Added:
    cells = {name: value for name, value in row.cells.items() if name != "id"}
    text = cells.pop("policy")
    return Added(
        exercise="policies",
        item=id_,
        text=text,
        attributes={name: value for name, value in cells.items() if value},
        source={"kind": "inventory", "file": path.name, "row": row.number},
    )


def _read(path: Path, fields: tuple[Field, ...], columns: Mapping[str, str]) -> list[Row]:
    table = _table(path)
    header = [str(cell or "").strip() for cell in next(table, [])]
    _check_mapping(path, header, fields, columns)
    names = [columns.get(h, h if h not in columns.values() else "").strip().lower() for h in header]
    known = {f.name: f for f in fields}
    for f in fields:
        if f.required and f.name not in names:
            raise BadInventory(
                _(
                    "{file}: no column is called '{field}'. The columns are: {columns}. Rename one, or "
                    'say which it is: --map "its name={field}".'
                ).format(file=path, field=f.name, columns=", ".join(header) or "–")
            )
    rows = (
        Row(n, {name: _cell(value) for name, value in zip(names, cells, strict=False) if name in known})
        for n, cells in enumerate(table, 2)
    )
    return [_lower(row, known) for row in rows if any(row.cells.values())]


def _lower(row: Row, known: Mapping[str, Field]) -> Row:
    return Row(row.number, {n: v.lower() if known[n].allowed else v for n, v in row.cells.items()})


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()


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


def _errors(path: Path, row: Row, fields: tuple[Field, ...], columns: Mapping[str, str]) -> Iterator[str]:
    theirs = {name: column for column, name in columns.items()}
    for f in fields:
        value, where = row.cells.get(f.name, ""), theirs.get(f.name, f.name)
        place = {"file": path, "row": row.number, "column": where}
        if f.required and not value:
            yield _("{file}, row {row}: '{column}' is empty. Write the text, or take the row out.").format(**place)
        elif f.allowed and value not in f.allowed:
            words = ", ".join(word for word in f.allowed if word)
            yield _("{file}, row {row}: '{column}' is '{value}'. Write {allowed}, or leave it empty.").format(
                **place, value=value, allowed=words
            )
        elif len(value) > LONGEST:
            yield _("{file}, row {row}: '{column}' is {n} characters long. Shorten it to {longest}.").format(
                **place, n=len(value), longest=LONGEST
            )


def _twice(path: Path, rows: list[Row]) -> list[str]:
    seen: dict[str, Row] = {}
    errors = []
    for row in rows:
        id_ = row.cells.get("id", "")
        first = seen.setdefault(id_, row)
        if id_ and first is not row and first.cells.get("policy") != row.cells.get("policy"):
            errors.append(
                _(
                    "{file}, row {row}: 'id' is '{value}' as in row {first}, with another text. "
                    "Give each policy its own id."
                ).format(file=path, row=row.number, value=id_, first=first.number)
            )
    return errors


def _table(path: Path) -> Iterator[list[Any]]:
    """The rows of the file, the header first."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadInventory(
            _("{file} can't be read ({why}). Check the name and where it is.").format(file=path, why=error.strerror)
        ) from error
    if path.suffix.lower() in (".xlsx", ".xlsm") or raw[:2] == b"PK":
        return _sheet(path, raw)
    text = _decoded(path, raw)
    return _split(path, text)


def _split(path: Path, text: str) -> Iterator[list[Any]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    except csv.Error as error:
        raise BadInventory(
            _("{file} can't be split into columns ({why}). Look for a quote that isn't closed.").format(
                file=path, why=error
            )
        ) from error


def _sheet(path: Path, raw: bytes) -> Iterator[list[Any]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through whatever zipfile or an XML parser raises
        raise BadInventory(
            _("{file} is not a spreadsheet that can be read. Save it again as XLSX or CSV.").format(file=path)
        ) from error
    return (list(row) for row in book.worksheets[0].iter_rows(values_only=True))


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


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Read by Babel: what our own samples say, but for ids, dates and fixed words, is a message."""
    free = ("policy", "text", *TRANSLATED)
    for number, row in enumerate(csv.DictReader(io.TextIOWrapper(file, "utf-8")), 2):
        yield from ((number, "_", row[name], []) for name in free if row.get(name))
