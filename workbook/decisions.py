"""Decisions in a file: a list of what stands about each item, made by `workbook plan --to xlsx` or by hand.

Its columns and the words in them may be in any language of the workbook.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from workbook.columns import Field, Row, errors, header_of, read
from workbook.core import ledger
from workbook.core.actions import because
from workbook.core.errors import BadInventory
from workbook.core.language import LANGUAGES, _, plain, speaking
from workbook.core.plan import EXERCISES
from workbook.core.settling import asked
from workbook.core.state import State
from workbook.faults import Faults, Listed, no_column
from workbook.naming import Names, doubt, names
from workbook.sheets import MOST_ERRORS, rows_of

ITEM = ("exercise", "id", "item")  # the fields that say what a row is about


@dataclass(frozen=True)
class Line:
    """What one row says about one item."""

    row: Row
    exercise: ModuleType
    item: str
    said: Mapping[str, str]  # field -> what stands in it; a field that the file doesn't have isn't there


@dataclass(frozen=True)
class Decisions:
    """What a file holds: of each item once, unless something is wrong with it."""

    lines: list[Line]
    rows: int  # filled ones, those that repeat another one included
    repeated: int
    faults: Faults


@dataclass(frozen=True)
class _Table(Listed):
    """The rows of a file, and what may be named in it."""

    exercises: Mapping[str, ModuleType]  # what an exercise may be called -> its rules
    words: Mapping[str, Mapping[str, Mapping[str, str]]]  # exercise -> field -> what may be written in it -> its key
    texts: Mapping[str, str]  # "exercise/item" -> the item's text
    known: Mapping[str, Names]  # exercise, or "" for all of them -> what may name an item of it -> "exercise/item"


def read_decisions(path: Path, state: State, columns: Mapping[str, str]) -> Decisions:
    """The rows of a file. BadInventory at once where it lacks a column; what is wrong with rows is among the faults.

    columns: {column in the file: our field}.
    """
    mapping, fields = _mapping(path, columns), _fields()
    rows = read(path, fields, mapping, ledger.read_sheet("decisions"))
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one item a row.").format(file=path))
    table = _table(path, rows, mapping, state)
    faults = Faults(table, ((row.number, error) for row in rows for error in errors(path, row, fields, mapping)))
    lines = [line for row in rows if row.number not in faults.rows for line in _line(table, row, faults)]
    once = _once(lines, faults)
    return Decisions(once, len(rows), len(lines) - len(once), faults)


def _fields() -> tuple[Field, ...]:
    return tuple(Field(name, day=name == "due") for name in ledger.heads())


def _mapping(path: Path, columns: Mapping[str, str]) -> dict[str, str]:
    """Column in the file -> our field, of those that mean one; what the user has said goes first."""
    ours, sheets = ledger.read_heads(), ledger.read_sheet("decisions")
    given = {" ".join(column.split()): ours.get(plain(name), name) for column, name in columns.items()}
    heads = {head: ours[plain(head)] for head in header_of(rows_of(path, sheets)) if plain(head) in ours}
    mapping = {**{head: name for head, name in heads.items() if name not in given.values()}, **given}
    if {"id", "item"}.isdisjoint(mapping.values()):
        raise no_column(path, ("'id'", "'item'", *(f"'{each.written().item}'" for each in EXERCISES)), "item", sheets)
    if set(mapping.values()) <= set(ITEM):
        raise no_column(path, ("'decision'",), "decision", sheets)
    return mapping


def _table(path: Path, rows: list[Row], mapping: Mapping[str, str], state: State) -> _Table:
    headings = {"to": "decision", **{field: column for column, field in mapping.items()}}
    texts = [(text, because(e.NAME, item)) for e in EXERCISES for item, text in _texts(e, state)]
    ids = [(name, ref) for __, ref in texts for name in (ref, ref.partition("/")[2])]
    words = {exercise.NAME: ledger.read_words(exercise) for exercise in EXERCISES}
    every = names(ids, texts)
    known = {"": every, **{exercise.NAME: _within(exercise, every) for exercise in EXERCISES}}
    return _Table(path, rows, headings, ledger.read_exercises(), words, {ref: text for text, ref in texts}, known)


def _within(exercise: ModuleType, known: Names) -> Names:
    """Of what may name an item, that which names one of an exercise."""
    begins = because(exercise.NAME, "")
    found = ((name, [ref for ref in refs if ref.startswith(begins)]) for name, refs in known.items())
    return {name: refs for name, refs in found if refs}


def _texts(exercise: ModuleType, state: State) -> Iterator[tuple[str, str]]:
    """Each item with its text in every language and every wording that it has had; the present one comes last."""
    for code in LANGUAGES:
        with speaking(code):
            listed = exercise.decided_on(state).values()
        yield from ((item.id, wording.text) for item in listed for wording in item.wordings)
    yield from ((item.id, item.text) for item in exercise.decided_on(state).values())


def _line(table: _Table, row: Row, faults: Faults) -> Iterator[Line]:
    """The row when it can be read; otherwise what is wrong is among the faults."""
    reference = _item(table, row, faults)
    if row.number not in faults.rows:
        name, __, item = reference.partition("/")
        exercise = table.exercises[name]
        said = dict(_said(table, row, exercise, faults))
        if row.number not in faults.rows:
            yield Line(row, exercise, item, said)


def _item(table: _Table, row: Row, faults: Faults) -> str:
    """What the row is about, as "exercise/item"."""
    field = "id" if row.cells.get("id") else "item"
    cell, known = plain(row.cells.get(field, "")), table.known[_exercise(table, row, faults)]
    if not cell:
        faults.add(row, field, _("{file}, row {row}: '{column}' is empty. Write the text, or take the row out."))
        return ""
    meant = known.get(cell, [])
    if len(meant) != 1 and row.number not in faults.rows:
        sentence, values = doubt(cell, known, table.texts, guess=len(faults.rows) < MOST_ERRORS)
        faults.add(row, field, sentence, **values)
    elif meant and field == "id":
        _check_text(table, row, meant[0], faults)
    return "".join(meant[:1])


def _exercise(table: _Table, row: Row, faults: Faults) -> str:
    """The exercise that the row names; empty when it names none."""
    cell = plain(row.cells.get("exercise", ""))
    if cell and cell not in table.exercises:
        sentence = _("{file}, row {row}: '{column}' is '{value}'. Write {allowed}, or leave it empty.")
        faults.add(row, "exercise", sentence, allowed=", ".join(exercise.title() for exercise in EXERCISES))
    return str(table.exercises[cell].NAME) if cell in table.exercises else ""


def _check_text(table: _Table, row: Row, reference: str, faults: Faults) -> None:
    """A row whose id and words are those of two items has most likely been sorted apart."""
    cell = plain(row.cells.get("item", ""))
    if cell and reference not in table.known[""].get(cell, ()):
        sentence = _(
            "{file}, row {row}: '{column}' isn't what {id} says: {text}. Have columns been sorted apart? "
            "Leave the text as it was, or empty."
        )
        faults.add(row, "item", sentence, id=row.cells["id"], text=table.texts[reference])


def _said(table: _Table, row: Row, exercise: ModuleType, faults: Faults) -> Iterator[tuple[str, str]]:
    """Field -> what its cell says, a choice by its key."""
    known, words = {field.name for field in asked(exercise)}, table.words[exercise.NAME]
    for field, cell in row.cells.items():
        if field in ITEM:
            continue
        if field not in known:
            _check_empty(row, field, exercise, faults)
        elif field not in words or not cell:
            yield field, cell
        elif plain(cell) in words[field]:
            yield field, words[field][plain(cell)]
        else:
            sentence = _("{file}, row {row}: '{column}' is '{value}'. Write {allowed}, or leave it empty.")
            faults.add(row, field, sentence, allowed=", ".join(ledger.words(exercise)[field].values()))


def _check_empty(row: Row, field: str, exercise: ModuleType, faults: Faults) -> None:
    if row.cells[field]:
        sentence = _("{file}, row {row}: '{column}' is filled, but isn't asked in “{exercise}”. Leave it empty.")
        faults.add(row, field, sentence, exercise=exercise.title())


def _once(lines: list[Line], faults: Faults) -> list[Line]:
    """Each item once; two rows of one item that differ are a fault."""
    first: dict[str, Line] = {}
    for line in lines:
        other = first.setdefault(because(line.exercise.NAME, line.item), line)
        if other.said != line.said:
            sentence = _("{file}, row {row}: it is about the same as row {first}, and says something else. Keep one.")
            faults.add(line.row, "item", sentence, first=str(other.row.number))
    return list(first.values())
