"""What a history does with events that come late, and how little of it it looks at again."""

import sys
from collections.abc import Callable
from copy import deepcopy
from types import FrameType

from hypothesis import given

from tests.core.test_state import ANSWER, at
from tests.journals import chunks
from workbook.core.events import Event, Joined, Withdrawn
from workbook.core.history import History
from workbook.core.state import State, fold

MANY = 2000


def folded(work: Callable[[], None]) -> int:
    """How many events were folded meanwhile."""
    calls = 0

    def count(frame: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_qualname == "_Draft.take"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def long(*more: Event) -> History:
    """A history of 2,000 answers."""
    history = History()
    history.take(at(n, ANSWER, f"e{n:04}") for n in range(2, MANY))
    history.take(more)
    return history


def orders(state: State) -> list[list[str]]:
    """Items are shown in the order of their mapping, which == passes over."""
    return [list(state.exercises[name].items) for name in sorted(state.exercises)]


@given(chunks())
def test_taking_events_as_they_arrive_equals_folding_them_all(arriving: list[list[Event]]) -> None:
    """In whatever order they come, and the states there were before stay as they were."""
    history, known = History(), []
    for new in arriving:
        known += new
        state, before = history.state, deepcopy(history.state)
        history.take(new)
        assert state == before
        assert history.state == fold(known)
        assert orders(history.state) == orders(fold(known))


def test_a_withdrawal_waits_for_its_event() -> None:
    """An answer that arrives after its undo doesn't count."""
    history = History()
    history.take([at(3, Withdrawn(event="e2"))])
    history.take([at(2, ANSWER)])
    assert history.state.exercise("policies").votes("a") == {}


def test_what_comes_next_is_folded_alone() -> None:
    """One more event costs one, however many there were."""
    history = long()
    assert folded(lambda: history.take([at(MANY, ANSWER)])) == 1


def test_what_comes_a_little_late_costs_little() -> None:
    """So that two who write at once, and stamp the same clocks, don't make each other fold everything."""
    history = long()
    for n in range(100):
        late = at(MANY + n - 3, ANSWER, f"late{n}")
        assert folded(lambda late=late: history.take([late])) < 20
        history.take([at(MANY + n, ANSWER)])


def test_an_undo_costs_in_proportion_to_how_long_ago_it_was_said() -> None:
    """What was said a while ago is folded again from shortly before it."""
    for back in (1, 10, 100, 1000):
        history = long()
        undo = at(MANY, Withdrawn(event=f"e{MANY - back:04}"))
        assert folded(lambda history=history, undo=undo: history.take([undo])) <= 5 * back + 20


def test_who_is_whom_is_known_from_the_beginning() -> None:
    """Two ids joined up late are one voice in everything said before."""
    history = long(at(MANY, Joined(person="ana-2", name="Ana")))
    history.take([at(MANY + 1, Joined(person="ana", name="Ana", same_as="ana-2"))])
    assert list(history.state.exercise("policies").answers) == ["ana-2"]
