"""People who joined in two places: who may be whom, and how two are made one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, uuid5

from workbook.core.errors import BadChoice
from workbook.core.events import Joined
from workbook.core.language import _, plain
from workbook.core.state import State

LEADING = ("participant", "owner", "facilitator")  # the later, the more a person may do


@dataclass(frozen=True)
class Namesakes:
    """People of one name: they may be one person who joined in two places."""

    name: str
    people: tuple[str, ...]  # ids


def namesakes(state: State) -> Iterator[Namesakes]:
    names: dict[str, list[str]] = defaultdict(list)
    for person, joined in state.people.items():
        names[plain(joined.name)].append(person)
    for people in names.values():
        if len(people) > 1:
            yield Namesakes(state.people[people[0]].name, tuple(people))


def joins(workshop: str, state: State, same: Sequence[tuple[str, str]]) -> list[Joined]:
    """What makes one person of each pair who aren't one yet. The one who may do more is kept, else the second."""
    found = []
    for pair in same:
        one, other = sorted(_two(state, *pair), key=lambda person: LEADING.index(state.people[person].role))
        if one != other:
            id_ = str(uuid5(NAMESPACE_URL, f"{workshop}/same/{one}/{other}"))
            found.append(replace(state.people[one], id=id_, person=one, same_as=other, by="", clock=0))
    return found


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
