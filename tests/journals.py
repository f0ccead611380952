"""Hypothesis strategies: journals that could have come about, of every kind of event.

A writer's clock is past those it has seen, so a withdrawal and a decision that replaces others come after
what they speak of. Otherwise clocks are drawn from few numbers, so that many events are concurrent.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st

from tests.people import ID, MORNING
from workbook.core.events import (
    Added,
    Answered,
    Assigned,
    Configured,
    Decided,
    Event,
    Joined,
    Opened,
    Staged,
    Withdrawn,
)
from workbook.core.people import Privacy, Speaker

NAMES = ("ana", "bea", "cyr", "ana-elsewhere")
SPEAKERS = {name: Speaker(name, name.encode()) for name in NAMES}
EXERCISES = ("policies", "vision")
QUADRANTS = ("keep", "extend", "soften", "drop")

one_of = st.sampled_from
names, exercises, items = one_of(NAMES), one_of(EXERCISES), one_of(["a", "b", "c"])
voices = st.tuples(names, exercises, one_of(Privacy)).map(lambda v: SPEAKERS[v[0]].voice(ID, v[1], v[2]))
sources = one_of([{"kind": "inventory", "row": 2}, {"kind": "complaint"}, {"kind": "person"}, {}])
settings = st.fixed_dictionaries(
    {},
    optional={
        "privacy": one_of([p.value for p in Privacy]),
        "consensus": one_of([0.5, 0.75, 1]),
        "one_person": one_of([False, False, False, True]),
        "levels": one_of([["front"], ["front", "back"]]),
    },
)

KINDS: dict[type[Event], st.SearchStrategy[Any]] = {
    Opened: st.builds(Opened, organisation=one_of(["X", "Y"]), rehearsed=st.just(True)),
    Configured: st.builds(Configured, exercise=one_of(["", *EXERCISES]), settings=settings),
    Joined: st.builds(Joined, person=names, name=names, same_as=one_of(["", *NAMES])),
    Added: st.builds(Added, exercise=exercises, item=items, text=one_of(["one", "two"]), source=sources),
    Answered: st.builds(Answered, exercise=exercises, item=st.just("") | items, value=one_of([None, *QUADRANTS])),
    Decided: st.builds(Decided, exercise=exercises, item=items, value=one_of(QUADRANTS)),
    Assigned: st.builds(Assigned, action=items, what=one_of(["call", "write"]), owner=names,
                        due=one_of([None, MORNING.date()]), because=one_of([(), ("policies/a",)])),
    Staged: st.builds(Staged, exercise=exercises, stage=one_of([None, "answer", "answer", "compare", "done"]),
                      timer=one_of([None, "set", "paused"]), eyes_up=one_of([None, True, False])),
    Withdrawn: st.builds(Withdrawn, event=st.just("an event of a journal that never arrives")),
}  # fmt: skip

OFTEN = [*KINDS, *(Answered, Added, Joined, Withdrawn) * 2]  # each kind, the intricate ones three times


@st.composite
def journals(draw: Callable[..., Any], most: int = 24) -> list[Event]:
    """A workshop's events, in the order in which some file might hold them."""
    first = Opened(id="0", workshop=ID, by="ana", at=MORNING, clock=1, organisation="X")
    events: list[Event] = [first]
    least = draw(one_of([0, most // 3, most // 2]))  # hypothesis, left alone, draws short lists
    for number, kind in enumerate(draw(st.lists(one_of(OFTEN), min_size=least, max_size=most)), 1):
        event = _referring(draw, draw(KINDS[kind]), events)
        events.append(_stamped(draw, event, number))
    return draw(st.permutations(events))


def _referring(draw: Callable[..., Any], event: Event, earlier: list[Event]) -> Event:
    """The event, with a clock past those of the ones that it takes back or replaces."""
    takes_back = isinstance(event, Withdrawn) and draw(st.integers(0, 9))  # one in ten waits for its event
    known = [e for e in earlier[1:] if takes_back or (isinstance(event, Decided) and _same_matter(e, event))]
    if not known:
        return replace(event, clock=2)
    if isinstance(event, Withdrawn):
        target = draw(one_of(known))
        return replace(event, event=target.id, clock=target.clock + 1)
    replaced = draw(st.lists(one_of(known), max_size=2))
    return replace(event, replaces=tuple(e.id for e in replaced), clock=1 + max((e.clock for e in replaced), default=1))


def _same_matter(earlier: Event, decision: Decided) -> bool:
    return isinstance(earlier, Decided) and (earlier.exercise, earlier.item) == (decision.exercise, decision.item)


def _stamped(draw: Callable[..., Any], event: Event, number: int) -> Event:
    by = draw(voices if isinstance(event, Answered | Added) else names)
    clock, at = event.clock + draw(st.integers(0, 3)), MORNING + timedelta(minutes=draw(st.integers(0, 9)))
    return replace(event, id=f"{draw(st.integers(0, 9))}-{number}", workshop=ID, by=by, clock=clock, at=at)


def parts(events: list[Event], most: int = 3) -> st.SearchStrategy[list[list[Event]]]:
    """The events in one to `most` journals; some are in several, as after a copy."""
    several = st.lists(st.sets(st.integers(0, most - 1), min_size=1), min_size=len(events), max_size=len(events))
    return several.map(partial(_spread, events, most))


def _spread(events: list[Event], most: int, where: list[set[int]]) -> list[list[Event]]:
    return [[e for e, places in zip(events, where, strict=True) if n in places] for n in range(most)]


@st.composite
def chunks(draw: Callable[..., Any]) -> list[list[Event]]:
    """A journal as it arrives, some events at a time."""
    events = draw(journals())
    if draw(st.booleans()):
        events = sorted(events, key=lambda e: e.order)
    cuts = [n for n in range(1, len(events)) if draw(st.booleans())]
    return [events[a:b] for a, b in zip([0, *cuts], [*cuts, len(events)], strict=True)]
