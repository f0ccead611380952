"""How the answers of an exercise are written in a file: in which columns, and in which words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workbook.core.events import JSON
from workbook.core.language import plain


@dataclass(frozen=True)
class Way:
    """One way to write an answer down: a word in each of its columns."""

    columns: tuple[str, ...]
    words: Mapping[str, JSON]  # what may stand in them -> what it says; empty where people write in their own words
    value: Callable[..., JSON]  # the answer, of what each column says


@dataclass(frozen=True)
class Written:
    """How one exercise's answers are written."""

    item: str  # the column that says what an answer is about
    ways: tuple[Way, ...]  # the first one whose columns the file has is taken
    questions: Mapping[str, str] = field(default_factory=dict)  # item -> what is asked, where that isn't its text

    def is_list(self, header: Iterable[str], columns: Mapping[str, str]) -> bool:
        """A file with these headings says in a column of its own what each answer is about."""
        mapped = {plain(column): name for column, name in columns.items()}
        return self.item in {plain(mapped.get(plain(heading), heading)) for heading in header}


def text(item: str, questions: Mapping[str, str]) -> Written:
    """An answer is a text in the column "answer". item: the column that says what it is about."""
    return Written(item, (Way(("answer",), {}, str),), questions)
