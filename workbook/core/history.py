"""A workshop's events in their order, with states on the way: what comes late is folded in where it belongs."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter

from workbook.core.events import Event, Withdrawn, withdrawn
from workbook.core.identity import joins_up
from workbook.core.state import State, beginning, folded

_order = attrgetter("clock", "id")

Mark = tuple[int, State]  # of how many events, from the first on, and what they tell


class History:
    """Takes events as they arrive, each once; `state` equals folding all of them again.

    Two writers who don't wait for each other stamp the same clock, and an undo takes back what was said a
    while ago. So marks are kept, few and far apart long ago, many of late, and only what comes after the
    last one before the change is folded again.
    """

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}  # by id
        self._ordered: list[Event] = []
        self._withdrawals: list[Event] = []
        self._gone: set[str] = set()
        self._marks: list[Mark] = [(0, State())]

    @property
    def state(self) -> State:
        return self._marks[-1][1]

    def take(self, new: Iterable[Event]) -> None:
        """Folds in events that weren't taken before."""
        new = sorted(new, key=_order)
        if not new:
            return
        self.events.update((event.id, event) for event in new)
        turned = self._turned(new)
        self._insert(new)
        self._go_back(min(map(_order, [new[0], *turned])))
        if any(map(joins_up, chain(new, turned))):
            self._marks = [(0, beginning(self._ordered, self._gone))]
        self._fold()

    def _turned(self, new: list[Event]) -> list[Event]:
        """Those known that no longer count, or count again, since these were said."""
        withdrawals = [event for event in new if isinstance(event, Withdrawn)]
        if not withdrawals:
            return []
        self._withdrawals += withdrawals
        before, self._gone = self._gone, withdrawn(self._withdrawals)
        return [self.events[id] for id in before ^ self._gone if id in self.events]

    def _insert(self, new: list[Event]) -> None:
        if not self._ordered or self._ordered[-1].order < new[0].order:
            self._ordered += new
            return
        for event in new:
            insort(self._ordered, event, key=_order)

    def _go_back(self, order: tuple[int, str]) -> None:
        """Forgets the states that hold anything from here on."""
        place = bisect_left(self._ordered, order, key=_order)
        while self._marks[-1][0] > place:
            self._marks.pop()

    def _fold(self) -> None:
        """Folds what comes after the last mark; half of what is left at a time, so that marks stay behind."""
        count, state = self._marks[-1]
        while rest := len(self._ordered) - count:
            step = rest if rest < FEW else rest // 2
            state = folded(self._ordered[count : count + step], state, self._gone)
            count += step
            self._marks.append((count, state))
        self._marks = _thinned(self._marks)


FEW = 4  # events that are folded in one go


def _thinned(marks: list[Mark]) -> list[Mark]:
    """Of three marks the middle one goes when the first is at most four times as far back as the last."""
    end = marks[-1][0] + 1
    kept = [marks[-1]]
    for (older, __), mark in zip(marks[-3::-1], marks[-2:0:-1], strict=True):
        if end - older > 4 * (end - kept[-1][0]):
            kept.append(mark)
    return [*marks[:1], *reversed(kept)] if len(marks) > 1 else marks
