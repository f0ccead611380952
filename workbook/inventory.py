"""Inventories: files that people keep in spreadsheets, read into items.

A file is taken whole or not at all, and all that is wrong with it is said at once.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import IO, Any

from workbook.core.errors import BadInventory
from workbook.core.events import Added
from workbook.core.language import _
from workbook.core.policies import REASONS
from workbook.core.rules import LONGEST
from workbook.core.state import ExerciseState, item_id
from workbook.sheets import Formula, refuse, rows_of

YES_NO = ("yes", "no", "")
#: Cells of a policy, beside its text, that a translation of a sample translates.
TRANSLATED = ("area", "source", "owner", "authority", "note", "tell", "compromise", "action")
SHOWN = 60  # characters of a wrong cell; the rest would hide what is said about it
_FAULT = re.compile(r"#N/A|#[\w/]+[!?]")  # what a spreadsheet writes where a formula went wrong, such as #REF!


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

    @property
    def filled(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((name, value) for name, value in self.cells.items() if value))

    @property
    def first_id(self) -> str:
        """The policy's id where no other row has the same."""
        return self.cells.get("id") or item_id(self.cells["policy"])

    @property
    def place(self) -> str:
        """Tells rows with the same id apart: a short form of area and source."""
        return item_id(f"{self.cells.get('area', '')} / {self.cells.get('source', '')}")[:6]


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
    refuse(errors)
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one policy a row.").format(file=path))
    return Inventory(_items(path, rows), len(rows))


def news(read: list[Added], exercise: ExerciseState) -> list[Added]:
    """Those that the exercise doesn't hold already, word for word."""
    now = {i.id: (i.text, dict(i.attributes)) for i in exercise.items.values()}
    known = _known(read, exercise)
    return [added for added in known if now.get(added.item) != (added.text, dict(added.attributes))]


def _known(read: list[Added], exercise: ExerciseState) -> list[Added]:
    """The same under the ids that the exercise has for them: a text met in one place may since be met in several."""
    places, ids = Counter(map(_place, read)), {added.item for added in read}
    there: dict[tuple[str, ...], str] = {}
    for item in exercise.items.values():
        if not item.proposed and _is_derived(item.wordings[-1]):
            there.setdefault(_place(item.wordings[-1]), item.id)

    def id_of(added: Added) -> str:
        known = there.get(_place(added), added.item)
        return known if _is_derived(added) and places[_place(added)] == 1 and known not in ids else added.item

    return [replace(added, item=id_of(added)) for added in read]


def _is_derived(added: Added) -> bool:
    """The policy came without an id."""
    return added.item.startswith(item_id(added.text))


def _place(added: Added) -> tuple[str, ...]:
    return item_id(added.text), added.attributes.get("area", ""), added.attributes.get("source", "")


def _items(path: Path, rows: list[Row]) -> list[Added]:
    """A row the same in every cell counts once; the same words met in another place are another policy.

    What a row's id is doesn't depend on where in the file it stands.
    """
    unlike: dict[tuple[tuple[str, str], ...], Row] = {}
    for row in rows:
        unlike.setdefault(row.filled, row)
    often = Counter(row.first_id for row in unlike.values())
    found: dict[str, Row] = {}
    for __, row in sorted(unlike.items()):
        id_ = row.first_id if often[row.first_id] == 1 else f"{row.first_id}-{row.place}"
        found[next(i for i in chain([id_], (f"{id_}-{n}" for n in count(2))) if i not in found)] = row
    return [_policy(path, row, id_) for id_, row in sorted(found.items(), key=lambda pair: pair[1].number)]


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
    table = rows_of(path)
    header = [" ".join(str(cell or "").split()) for cell in (table or [[]])[0]]
    columns = {" ".join(column.split()): name for column, name in columns.items()}
    _check_mapping(path, header, fields, columns)
    names = [columns.get(h, h if h not in columns.values() else "").strip().lower() for h in header]
    _check_header(path, header, names, fields)
    known = {f.name: f for f in fields}
    rows = (
        Row(n, {name: _cell(value, known[name]) for name, value in zip(names, cells, strict=False) if name in known})
        for n, cells in enumerate(table[1:], 2)
    )
    return [row for row in rows if row.filled]


def _cell(value: Any, field: Field) -> str:
    if isinstance(value, Formula):
        return value
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


def _errors(path: Path, row: Row, fields: tuple[Field, ...], columns: Mapping[str, str]) -> Iterator[str]:
    theirs = {name: column for column, name in columns.items()}
    for f in fields:
        value = row.cells.get(f.name, "")
        if wrong := _wrong(value, f):
            yield wrong.format(
                file=path,
                row=row.number,
                column=theirs.get(f.name, f.name),
                value=_short(value),
                allowed=", ".join(word for word in f.allowed if word),
                n=len(value),
                longest=LONGEST,
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
    if len(value) > LONGEST:
        return _("{file}, row {row}: '{column}' is {n} characters long. Shorten it to {longest}.")
    return ""


def _short(text: str) -> str:
    """On one line, and only its beginning when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"


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
                ).format(file=path, row=row.number, value=_short(id_), first=first.number)
            )
    return errors


def extract(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Read by Babel: what our own samples say, but for ids, dates and fixed words, is a message."""
    free = ("policy", "text", *TRANSLATED)
    for number, row in enumerate(csv.DictReader(io.TextIOWrapper(file, "utf-8")), 2):
        yield from ((number, "_", row[name], []) for name in free if row.get(name))
