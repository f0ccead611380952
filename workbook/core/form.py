"""What is asked when something is decided: the questions of an exercise's form, and the advice beside them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One of a few things to choose from."""

    key: str
    name: str
    sign: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Advice:
    """Advice on what is written in a field: never a score, and it sets nothing.

    The note appears while a word of `found` is in the text, or none of `missing` is, or it has more words than
    `longest`; without any of these, the question alone stands beside the field, for people to judge.
    """

    note: str = ""
    name: str = ""  # of the point that it is about
    question: str = ""  # by which people judge it
    found: tuple[str, ...] = ()  # words in lower case
    missing: tuple[str, ...] = ()  # the same
    longest: int = 0  # words; 0 is no limit

    def applies(self, text: str) -> bool:
        """True when the note is to be seen beside this text; an empty text needs no advice."""
        words = text.casefold()
        return bool(words.strip()) and (
            bool(self.found and _has(words, self.found))
            or bool(self.missing and not _has(words, self.missing))
            or 0 < self.longest < len(words.split())
        )


@dataclass(frozen=True)
class Field:
    """One question of the form. Those named "to", "reason" and "authority" are a decision's own parts."""

    name: str
    label: str
    hint: str = ""
    kind: str = "line"  # line, lines (a text of several), date or choice
    options: tuple[Option, ...] = ()  # of a choice
    when: tuple[str, ...] = ()  # what must have been chosen for it to be asked; nothing = always
    advice: tuple[Advice, ...] = ()

    def asked(self, to: str) -> bool:
        """True when the question is asked of who has decided so."""
        return not self.when or to in self.when


def notes(advice: Iterable[Advice], text: str) -> list[str]:
    """What there is to say about a text."""
    return [each.note for each in advice if each.applies(text)]


def _has(text: str, words: tuple[str, ...]) -> bool:
    return bool(re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", text))
