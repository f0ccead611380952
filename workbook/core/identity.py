"""Who is whom: one person may have joined in two journals, under an id in each."""

from collections.abc import Iterable, Iterator, Mapping, Set

from workbook.core.events import Event, Joined

Same = Mapping[str, str]  # an id -> another of the same person


def joins_up(event: Event) -> bool:
    """Says that two ids are one person's, which changes what earlier events mean."""
    return isinstance(event, Joined) and bool(event.same_as) and event.same_as != event.person


def joined_up(events: Iterable[Event], gone: Set[str]) -> Same:
    """What the events, in their order, say of who is whom; a join that would close a circle is passed over."""
    same: dict[str, str] = {}
    joins = (event for event in events if isinstance(event, Joined) and joins_up(event) and event.id not in gone)
    for event in joins:
        if event.person not in _chain(same, event.same_as):
            same[event.person] = event.same_as
    return same


def canonical(same: Same, person: str) -> str:
    """The one id of a person who may have several."""
    while person in same:
        person = same[person]
    return person


def _chain(same: Same, person: str) -> Iterator[str]:
    yield person
    while person in same:
        yield (person := same[person])
