"""The parts a plan is made of, the same for every exercise and for every document format."""

from dataclasses import dataclass

Fact = tuple[str, str]  # label, text; both as a person reads them


@dataclass(frozen=True)
class Entry:
    """One line of the plan with what is known about it."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Section:
    """A heading of the plan, a sentence that explains it, and its entries."""

    key: str
    title: str
    lead: str
    entries: tuple[Entry, ...]
    sign: str = ""
