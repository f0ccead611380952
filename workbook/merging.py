"""Merging: what was said in copies of a workshop comes together in the one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.copies import check, events_of
from workbook.core import gate
from workbook.core.events import Event
from workbook.core.merging import Taken, taken
from workbook.core.plan import EXERCISES
from workbook.core.state import State, fold
from workbook.namesakes import Namesakes, joins, namesakes
from workbook.workshop import Workshop

Read = tuple[str, list[Event]]  # a copy's name, and all its events


@dataclass(frozen=True)
class Source:
    """What came of one copy, in events that the person who merges may see."""

    name: str
    new: int
    known: int
    left_out: Mapping[str, int]  # reason -> how many


@dataclass(frozen=True)
class Conflict:
    """An item that was decided twice, by people who didn't know of each other."""

    exercise: str
    item: str
    text: str
    decisions: tuple[str, ...]  # in words


@dataclass(frozen=True)
class Merged:
    """What came of a merge. Nothing in it counts, names or dates what is still hidden."""

    sources: tuple[Source, ...]
    joined_up: int  # pairs of people that are one from now on
    conflicts: tuple[Conflict, ...]
    namesakes: tuple[Namesakes, ...]


def merge(workshop: Workshop, copies: Sequence[str], same: Sequence[tuple[str, str]] = ()) -> Merged:
    """Takes over what the workshop doesn't hold yet of its copies: all of it, or nothing where one can't be read.

    copies: names, folders or files. same: pairs of people, by name or id, who are one.
    """
    read = [(name, events_of(name, workshop)) for name in copies]
    ours, __ = workshop.journal.since(0, workshop.id)
    whole, parts = list(ours), []
    for name, theirs in read:
        check(name, theirs, {event.id: event for event in whole})
        parts.append(taken(whole, theirs))
        whole += parts[-1].events
    joined = joins(workshop.id, fold(whole), same)
    workshop.journal.append(*whole[len(ours) :])
    workshop.say(*joined)
    state, sources = workshop.state(), _sources(workshop, ours, read, parts)
    return Merged(tuple(sources), len(joined), tuple(_conflicts(state)), tuple(namesakes(state)))


def _sources(workshop: Workshop, ours: list[Event], read: list[Read], parts: list[Taken]) -> Iterator[Source]:
    """What came of each copy; its events are counted as far as this person may see them."""
    known = {event.id: event for event in ours}
    whole = known | {event.id: event for part in parts for event in part.events}
    hides = gate.hider(fold(whole.values()), workshop.me, whole)
    for (name, theirs), part in zip(read, parts, strict=True):
        old = sum(event.id in known and not hides(event) for event in theirs)
        yield Source(name, sum(not hides(event) for event in part.events), old, part.left_out)
        known |= {event.id: event for event in part.events}


def _conflicts(state: State) -> Iterator[Conflict]:
    """Every item with two decisions, as the screen for deciding shows it."""
    for rules in EXERCISES:
        items, decisions = rules.decided_on(state), state.exercise(rules.NAME).decisions
        for item, standing in decisions.items():
            if len(standing) > 1 and item in items:
                said = tuple(rules.in_words(decision) for decision in standing)
                yield Conflict(rules.NAME, item, items[item].text, said)
