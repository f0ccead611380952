"""Answers of people without a device: who says what about which item, in a list or in a survey's table."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from workbook.columns import Field, Row, errors, header_of, read, short
from workbook.core.errors import BadInventory
from workbook.core.events import JSON
from workbook.core.language import _, plain
from workbook.core.rules import LONGEST_NAME
from workbook.core.written import Way, Written
from workbook.faults import Fault, Listed, no_column
from workbook.naming import ALIKE, Names, doubt
from workbook.sheets import MOST_ERRORS, refuse, rows_of
from workbook.surveys import Headings, Survey, names_of

NONE = ("", "-")  # in place of an answer: there is none
PERSON = Field("person", required=True, longest=LONGEST_NAME)


@dataclass(frozen=True)
class Word:
    """What one person says about one item."""

    person: str  # the name, as the file has it first
    item: str
    value: JSON  # None: no answer


@dataclass(frozen=True)
class Answers:
    """What a file holds."""

    words: list[Word]  # of each person on each item the last one
    rows: int  # filled ones, those that a later one replaces included
    cells: int  # in which an answer may stand: in a list one a row, in a survey one a row and question
    survey: Survey | None = None  # what its columns are, where it is one


@dataclass(frozen=True)
class _Sheet(Listed):
    """The rows of a file, and what their cells mean."""

    item: str  # the field that says what an answer is about
    way: Way
    ids: Names
    meanings: Mapping[str, JSON]  # what may be an answer, in plain form -> what it says; None for no answer


def read_answers(
    path: Path,
    written: Written,
    items: Mapping[str, str],
    columns: Mapping[str, str] | None = None,
    spellings: Mapping[str, str] | None = None,
    shared: Collection[str] = (),
) -> Answers:
    """The answers of a file. BadInventory names all that can't be read; what is wrong in many rows alike, once.

    items: id -> text, of those in the workshop. columns: {column in the file: our field}.
    spellings: {as the file has it: our word}. shared: names that several people have, in plain form.
    """
    columns, names, header = columns or {}, names_of(items, written.questions), header_of(rows_of(path))
    asked = None if written.is_list(header, columns) else _survey(path, header, names, columns)
    if asked:
        rows, sheets = _survey_sheets(path, written, asked, names, spellings or {})
    else:
        rows, sheets = _list_sheets(path, written, columns, names, spellings or {})
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one answer a row.").format(file=path))
    faults = dict.fromkeys(fault for sheet in sheets for fault in _faults(sheet, items, shared))  # a person's only once
    refuse([sentence for __, sentence in sorted(faults)])
    words = [word for sheet in sheets for word in _words(sheet)]
    return Answers(words, rows, sum(len(sheet.rows) for sheet in sheets), asked)


def _survey(path: Path, header: list[str], names: Names, columns: Mapping[str, str]) -> Survey | None:
    headings = Headings(path, header, names, columns)
    return headings.survey() if headings.meant else None


def _list_sheets(
    path: Path,
    written: Written,
    columns: Mapping[str, str],
    names: Names,
    spellings: Mapping[str, str],
) -> tuple[int, list[_Sheet]]:
    """A list is one sheet."""
    fields = (PERSON, Field(written.item, required=True), *(Field(f) for way in written.ways for f in way.columns))
    rows = read(path, fields, columns)
    if not rows:
        return 0, []
    way = _way(path, rows, written)
    headings = {field: column for column, field in columns.items()}
    return len(rows), [_Sheet(path, rows, headings, written.item, way, names, _meanings(way, spellings))]


def _survey_sheets(
    path: Path, written: Written, asked: Survey, names: Names, spellings: Mapping[str, str]
) -> tuple[int, list[_Sheet]]:
    """Each question is a sheet of its own, with all the people in it."""
    way = next(way for way in written.ways if len(way.columns) == 1)
    [answer] = way.columns
    fields, columns = asked.fields(PERSON)
    rows, meanings = read(path, fields, columns), _meanings(way, spellings)
    sheets = []
    for field, (heading, item) in zip(fields[1:], asked.questions.items(), strict=True):
        cells = [  # a row may end before its last columns
            Row(row.number, {"person": row.cells.get("person", ""), written.item: item,
                             answer: row.cells.get(field.name, "")})
            for row in rows
        ]  # fmt: skip
        headings = {"person": asked.person, answer: short(heading)}
        sheets.append(_Sheet(path, cells, headings, written.item, way, names, meanings))
    return len(rows), sheets


def _faults(sheet: _Sheet, items: Mapping[str, str], shared: Collection[str]) -> Iterator[Fault]:
    fields = (PERSON, Field(sheet.item, required=True), *map(Field, sheet.way.columns))
    columns = {column: field for field, column in sheet.headings.items()}
    yield from ((row.number, error) for row in sheet.rows for error in errors(sheet.path, row, fields, columns))
    yield from (*_unknown_words(sheet), *_halves(sheet), *_unknown_items(sheet, items), *_shared(sheet, shared))


def _way(path: Path, rows: list[Row], written: Written) -> Way:
    """The first one of which every column is in the file."""
    for way in written.ways:
        if all(any(name in row.cells for row in rows) for name in way.columns):
            return way
    fields = [" + ".join(f"'{name}'" for name in way.columns) for way in written.ways]
    raise no_column(path, fields, written.ways[0].columns[0])


def _meanings(way: Way, spellings: Mapping[str, str]) -> dict[str, JSON]:
    ours: dict[str, JSON] = {**{plain(word): said for word, said in way.words.items()}, **dict.fromkeys(NONE)}
    sentence = _("--value {spelling}={word}: there is no answer '{word}'. Choose one of: {allowed}; or - for none.")
    if not way.words:
        sentence = _("--value {spelling}={word}: people answer in their own words here. Only - can be given, for none.")
    for spelling, word in spellings.items():
        if plain(word) not in ours:
            raise BadInventory(sentence.format(spelling=spelling, word=word, allowed=_allowed(way)))
    return {**ours, **{plain(spelling): ours[plain(word)] for spelling, word in spellings.items()}}


def _allowed(way: Way) -> str:
    """Such as "keep = strengthen, soften": words that say the same are joined."""
    alike: dict[JSON, list[str]] = defaultdict(list)
    for word, said in way.words.items():
        alike[said].append(word)
    return ", ".join(" = ".join(words) for words in alike.values())


def _words(sheet: _Sheet) -> list[Word]:
    """Of each person on each item the last one."""
    names: dict[str, str] = {}
    last: dict[tuple[str, str], Word] = {}
    for row in sheet.rows:
        name = " ".join(row.cells["person"].split())
        name = names.setdefault(plain(name), name)
        [item] = sheet.ids[plain(row.cells[sheet.item])]
        said = _said(sheet, row)
        value = None if None in said.values() else sheet.way.value(*said.values())
        last[name, item] = Word(name, item, value)
    return list(last.values())


def _said(sheet: _Sheet, row: Row) -> dict[str, JSON]:
    """Column -> what its cell says, of those whose word is known, or all where people write in their own words."""
    cells = {name: row.cells.get(name, "") for name in sheet.way.columns}
    known = {name: sheet.meanings[plain(cell)] for name, cell in cells.items() if plain(cell) in sheet.meanings}
    return known if sheet.way.words else {name: _lines(cell) for name, cell in cells.items()} | known


def _lines(text: str) -> str:
    """With the same line breaks, whichever program wrote them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unknown_words(sheet: _Sheet) -> Iterator[Fault]:
    unknown = _(
        "{file}, row {row}: '{column}' is '{value}'. Write {allowed}; or say which of them it stands for: "
        '--value "{value}=ANSWER".'
    )
    nearly = _(
        "{file}, row {row}: '{column}' is '{value}'. Did you mean '{guess}'? Write {allowed}; or say which of them "
        'it stands for: --value "{value}=ANSWER".'
    )
    allowed, ours = _allowed(sheet.way), [plain(word) for word in sheet.way.words]
    for field in sheet.way.columns if sheet.way.words else ():
        for cell, rows in sheet.alike(field).items():
            near = get_close_matches(cell, ours, 1, ALIKE)
            if cell not in sheet.meanings:
                yield sheet.fault(nearly if near else unknown, field, rows, allowed=allowed, guess="".join(near))


def _halves(sheet: _Sheet) -> Iterator[Fault]:
    """Answers to one question and not to the other."""
    sentence = _("{file}, row {row}: '{column}' has no answer, but '{other}' has one. Answer both or neither.")
    halves: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sheet.rows:
        said = sorted(_said(sheet, row).items(), key=lambda pair: pair[1] is not None)
        if said and said[0][1] is None and said[-1][1] is not None:
            halves[said[0][0], said[-1][0]].append(row)
    for (empty, other), rows in halves.items():
        yield sheet.fault(sentence, empty, rows, other=sheet.heading(other))


def _unknown_items(sheet: _Sheet, items: Mapping[str, str]) -> Iterator[Fault]:
    cells = ((cell, rows) for cell, rows in sheet.alike(sheet.item).items() if cell)
    wrong = ((cell, rows) for cell, rows in cells if len(sheet.ids.get(cell, ())) != 1)
    for number, (cell, rows) in enumerate(wrong):
        sentence, values = doubt(cell, sheet.ids, items, guess=number < MOST_ERRORS)  # the others aren't shown
        yield sheet.fault(sentence, sheet.item, rows, **values)


def _shared(sheet: _Sheet, shared: Collection[str]) -> Iterator[Fault]:
    sentence = _(
        "{file}, row {row}: '{column}' is '{value}', but several people here are called so. "
        "Write another name for this one, such as with an initial."
    )
    for name, rows in sheet.alike("person").items():
        if name in shared:
            yield sheet.fault(sentence, "person", rows)
