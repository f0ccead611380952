"""Surveys: tables with a row for each person and a column for each question, told by their headings."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.columns import Field, short
from workbook.core.errors import BadInventory
from workbook.core.language import _, plain
from workbook.naming import Names, names
from workbook.sheets import refuse

_GRID = re.compile(r"\[([^\[\]]+)\]$")  # a grid of questions has the one in brackets: "Where does it belong? [No dogs]"


@dataclass(frozen=True)
class Survey:
    """What the columns of a survey are."""

    person: str  # the heading of who answers; "person" where the file has no such column
    questions: Mapping[str, str]  # heading -> item
    others: tuple[str, ...]  # headings that are neither

    def fields(self, person: Field) -> tuple[tuple[Field, ...], dict[str, str]]:
        """The columns to read, and which heading is which of them: an item's id may be no name of a field."""
        named = {heading: Field(f"question {n}") for n, heading in enumerate(self.questions, 1)}
        columns = {heading: field.name for heading, field in named.items()}
        mine = {} if plain(self.person) == person.name else {self.person: person.name}
        return (person, *named.values()), {**mine, **columns}


def names_of(items: Mapping[str, str], questions: Mapping[str, str]) -> Names:
    """What may name an item, in plain form -> the items it may mean. A question comes last.

    items: id -> text. questions: id -> what is asked, where that isn't the text.
    """
    asked = names((), ((question, id_) for id_, question in questions.items()))
    return {**asked, **names(((id_, id_) for id_ in items), ((text, id_) for id_, text in items.items()))}


class Headings:
    """What the headings of a file mean, where it may be a survey on some items."""

    def __init__(self, path: Path, header: list[str], names: Names, columns: Mapping[str, str]):
        """names: see `names_of`. columns: {column in the file: item, or "person"}, which go before the headings."""
        self.path, self.header, self.names = path, header, names
        self.mapped = {" ".join(column.split()): name for column, name in columns.items()}
        called = {heading: self.mapped.get(heading, heading) for heading in header if heading}
        self.meant = {heading: found for heading, name in called.items() if (found := self._items(name))}
        people = [*self.mapped, *header]  # a column that was said to be the people's goes before one that is called so
        self.people = [heading for heading in people if plain(called.get(heading, "")) == "person"]

    @property
    def are_questions(self) -> bool:
        """They are no accident: one word, such as the "value" that is a skill's id, may stand above anything."""
        return len(self.meant) > 1 or any(
            heading in self.mapped or not heading.isalpha() or ids != [plain(heading)]
            for heading, ids in self.meant.items()
        )

    def survey(self) -> Survey:
        """What the columns are. BadInventory unless each question is one column's."""
        refuse([*self._wrongly_mapped(), *self._ambiguous(), *self._double()])
        person = next(iter(self.people), "person")
        questions = {heading: item for heading, [item] in self.meant.items()}
        others = (heading for heading in self.header if heading and heading not in (person, *questions))
        return Survey(person, questions, tuple(others))

    def _items(self, name: str) -> list[str]:
        grid = _GRID.search(name.strip())
        return self.names.get(plain(name)) or (self.names.get(plain(grid[1]), []) if grid else [])

    def _wrongly_mapped(self) -> Iterator[str]:
        absent = _("{file} has no column '{column}'. Its columns are: {columns}.")
        unknown = _(
            "--map {column}={name}: there is no question '{name}'. Write the id or the exact text of one, or person."
        )
        for column, name in self.mapped.items():
            if column not in self.header:
                yield absent.format(file=self.path, column=column, columns=", ".join(self.header))
            elif plain(name) != "person" and not self._items(name):
                yield unknown.format(column=column, name=name)

    def _ambiguous(self) -> Iterator[str]:
        sentence = _("{file}: the column '{column}' may be any of {ids}. Say which: --map \"{column}={id}\".")
        for heading, ids in self.meant.items():
            if len(ids) > 1:
                yield sentence.format(file=self.path, column=short(heading), ids=", ".join(ids), id=ids[0])

    def _double(self) -> Iterator[str]:
        sentence = _("{file}: more than one column is '{item}': {columns}. Take one of them out.")
        alike = defaultdict(list)
        for heading in self.header:
            alike["".join(self.meant.get(heading, []))].append(f"'{short(heading)}'")
        alike["person"] = [f"'{short(heading)}'" for heading in self.mapped if heading in self.people]
        for item, headings in alike.items():
            if item and len(headings) > 1:
                yield sentence.format(file=self.path, item=item, columns=", ".join(headings))


def unreadable(path: Path, header: list[str], items: list[str]) -> BadInventory:
    """The file is neither a list of answers nor a survey. items: columns, one of which a list has."""
    fields = _(" or ").join(f"'{item}'" for item in items)
    sentence = _(
        "{file}: no column is called {fields}, and none has a question of an exercise as its heading. The columns "
        'are: {columns}. Rename one, say which it is: --map "its name={field}", or name the exercise with --exercise.'
    )
    columns = ", ".join(header) or "–"
    return BadInventory(sentence.format(file=path, fields=fields, columns=columns, field=items[0]))
