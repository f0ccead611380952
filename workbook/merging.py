"""Merging: copies of a workshop that were filled in elsewhere, united in the one."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from workbook import folders
from workbook.core import gate
from workbook.core.errors import BadChoice, Refused
from workbook.core.events import Event, Joined
from workbook.core.language import _, plain, speaking
from workbook.core.merging import Taken, taken
from workbook.core.people import Speaker
from workbook.core.plan import EXERCISES
from workbook.core.state import State, fold
from workbook.journal import Journal
from workbook.workshop import Workshop

LEADING = ("participant", "owner", "facilitator")  # the later, the more a person may do
FURTHEST = 1_000_000  # clocks by which a copy for sharing is ahead, so that no gap tells how much it leaves out


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
class Namesakes:
    """People of one name: they may be one person who joined in two places."""

    name: str
    people: tuple[str, ...]  # ids


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
    read = [(name, _events_of(name, workshop)) for name in copies]
    ours, __ = workshop.journal.since(0, workshop.id)
    whole, parts = list(ours), []
    for _name, theirs in read:
        parts.append(taken(whole, theirs))
        whole += parts[-1].events
    joins = _joins(workshop.id, fold(whole), same)
    workshop.journal.append(*whole[len(ours) :])
    workshop.say(*joins)
    told = _telling(workshop, ours, whole)
    sources = (told(name, theirs, part) for (name, theirs), part in zip(read, parts, strict=True))
    return Merged(tuple(sources), len(joins), tuple(_conflicts(workshop)), tuple(_namesakes(workshop.state())))


def _events_of(name: str, workshop: Workshop) -> list[Event]:
    """All events of a copy. Refused for what is none."""
    copy = folders.found(str(Path(name).absolute()) if Path(name).is_file() else name)
    with closing(copy.journal):
        events, __ = copy.journal.since(0, copy.id)
    if copy.id != workshop.id:
        raise Refused(
            _(
                "{name} is another workshop, not a copy of this one, so the two can't be merged. Make copies with: "
                "workbook backup NAME FILE"
            ).format(name=name)
        )
    if _is_rehearsed(events) and not _is_rehearsed(workshop.events()):
        raise Refused(
            _(
                "{name} was filled by a rehearsal, and this workshop wasn't. Made-up answers would be taken for those "
                "of your people: merge a copy that wasn't rehearsed."
            ).format(name=name)
        )
    return events


def _is_rehearsed(events: Iterable[Event]) -> bool:
    opened = fold(events).opened
    return opened is not None and opened.rehearsed


def _telling(workshop: Workshop, ours: list[Event], whole: list[Event]) -> Callable[[str, list[Event], Taken], Source]:
    """What is told of a copy: its events are counted as far as this person may see them."""
    before, after = {event.id for event in ours}, {event.id: event for event in whole}
    hides = gate.hider(fold(whole), workshop.me, after)

    def told(name: str, theirs: list[Event], part: Taken) -> Source:
        nonlocal before
        known = sum(event.id in before and not hides(event) for event in theirs)
        new = sum(not hides(event) for event in part.events)
        before |= {event.id for event in part.events}
        return Source(name, new, known, part.left_out)

    return told


def _conflicts(workshop: Workshop) -> Iterator[Conflict]:
    """Every item with two decisions, as the screen for deciding shows it."""
    state = workshop.state()
    with speaking(workshop.language):
        for rules in EXERCISES:
            items, decisions = rules.decided_on(state), state.exercise(rules.NAME).decisions
            for item, standing in decisions.items():
                if len(standing) > 1 and item in items:
                    said = tuple(rules.in_words(decision) for decision in standing)
                    yield Conflict(rules.NAME, item, items[item].text, said)


def _namesakes(state: State) -> Iterator[Namesakes]:
    names: dict[str, list[str]] = defaultdict(list)
    for person, joined in state.people.items():
        names[plain(joined.name)].append(person)
    for people in names.values():
        if len(people) > 1:
            yield Namesakes(state.people[people[0]].name, tuple(people))


def _joins(workshop: str, state: State, same: Sequence[tuple[str, str]]) -> list[Joined]:
    """What makes one person of each pair who aren't one yet. The one who may do more is kept, else the second."""
    joins = []
    for pair in same:
        one, other = sorted(_two(state, *pair), key=lambda person: LEADING.index(state.people[person].role))
        if one != other:
            id_ = str(uuid5(NAMESPACE_URL, f"{workshop}/same/{one}/{other}"))
            joins.append(replace(state.people[one], id=id_, person=one, same_as=other, by="", clock=0))
    return joins


def _two(state: State, one: str, other: str) -> tuple[str, str]:
    """The ids of two people. Who is called alike may be named twice, where only two are called so."""
    named = _called(state, one)
    if plain(one) == plain(other) and len(named) == 2:
        return named[0], named[1]
    return _one(state, one), _one(state, other)


def _one(state: State, person: str) -> str:
    named = _called(state, person)
    if len(named) == 1:
        return named[0]
    if named:
        sentence = _("--same: {n} people are called '{name}'. Write the id of one of them: {ids}.")
        raise BadChoice(sentence.format(n=len(named), name=person, ids=", ".join(named)))
    names = ", ".join(joined.name for joined in state.people.values())
    sentence = _("--same: nobody called '{name}' is in the workshop. Choose two of: {names}.")
    raise BadChoice(sentence.format(name=person, names=names))


def _called(state: State, person: str) -> list[str]:
    """Ids of those who are called so; an id, also one that was joined up, is one person's."""
    if state.canonical(person) in state.people:
        return [state.canonical(person)]
    return [id for id, joined in state.people.items() if plain(joined.name) == plain(person)]


def copy_to_share(workshop: Workshop, file: Path) -> None:
    """A copy of the journal without what isn't shown to everyone yet, to be filled in elsewhere and merged."""
    folders.check_new(file)
    with closing(Journal(file)) as copy:
        copy.append(*_shared(workshop))


def _shared(workshop: Workshop) -> Iterator[Event]:
    """What everybody may see, one clock apart: gaps would tell how much is left out. Later than all that is here."""
    events, __ = workshop.journal.since(0, workshop.id)
    shown = sorted(gate.visible(events, Speaker("")), key=lambda event: event.order)
    start = max(event.clock for event in events) + 1 + secrets.randbelow(FURTHEST)
    return (replace(event, clock=start + n) for n, event in enumerate(shown))
