"""Faults: what is wrong with a file, told so that many rows alike take one line."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbook.columns import Row, header_of, short
from workbook.core.errors import BadInventory
from workbook.core.language import _, ngettext, plain
from workbook.sheets import Formula, rows_of

Fault = tuple[int, str]  # row, and the sentence that says what is wrong there


@dataclass(frozen=True)
class Listed:
    """The rows of a file, by the names of our fields."""

    path: Path
    rows: list[Row]
    headings: Mapping[str, str]  # our field -> column in the file, where that has another name

    def heading(self, field: str) -> str:
        return self.headings.get(field, field)

    def alike(self, field: str) -> dict[str, list[Row]]:
        """What stands in a column, in plain form -> the rows in which it does."""
        alike: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            cell = row.cells.get(field, "")
            if not isinstance(cell, Formula):  # which is refused for what it is
                alike[plain(cell)].append(row)
        return alike

    def fault(self, sentence: str, field: str, rows: list[Row], **values: Any) -> Fault:
        """The sentence about the first of these rows, and how many others it is true of."""
        first, *others = rows
        more = ngettext("({n} more row like it.)", "({n} more rows like it.)", len(others)) if others else ""
        cells = {"column": self.heading(field), "value": short(first.cells.get(field, ""))}
        told = sentence.format(file=self.path, row=first.number, **cells, **values)
        return first.number, f"{told} {more}".rstrip()


class Faults:
    """What is found wrong, row by row; rows that are alike in it are told together."""

    def __init__(self, listed: Listed, said: Iterable[Fault] = ()) -> None:
        """said: what has been found already."""
        self._listed, self._said = listed, list(said)
        self._found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        self.rows = {number for number, __ in self._said}  # with which something is wrong

    def add(self, row: Row, field: str, sentence: str, **values: str) -> None:
        """The sentence holds {file}, {row}, {column}, {value}, and the values."""
        self._found[sentence, field, plain(row.cells.get(field, "")), *values.items()].append(row)
        self.rows.add(row.number)

    def told(self) -> list[str]:
        """In the order of the rows."""
        found = [self._listed.fault(key[0], key[1], rows, **dict(key[3:])) for key, rows in self._found.items()]
        return [sentence for __, sentence in sorted([*self._said, *found])]


def no_column(path: Path, fields: Collection[str], field: str, sheets: Collection[str] = ()) -> BadInventory:
    """That the file has none of the columns of which one is needed. fields: as they may be called."""
    sentence = _(
        "{file}: no column is called {fields}. The columns are: {columns}. Rename one, or "
        'say which it is: --map "its name={field}".'
    )
    header = ", ".join(header_of(rows_of(path, sheets)))
    return BadInventory(sentence.format(file=path, fields=_(" or ").join(fields), columns=header, field=field))
