"""How the answers of an exercise are written in a file: in which columns, and in which words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbook.core.events import JSON


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


def text(item: str) -> Written:
    """An answer is a text in the column "answer". item: the column that says what it is about."""
    return Written(item, (Way(("answer",), {}, str),))
