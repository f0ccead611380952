"""What has been read of a workshop's journal, shared by all who look at the workshop in this process."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from workbook.core.events import Event
from workbook.core.history import History
from workbook.core.state import State
from workbook.journal import Journal


class Record:
    """Every event of a workshop and the state they tell. Ungated: only `Workshop` looks at it."""

    def __init__(self, journal: Journal, workshop: str) -> None:
        self.journal, self.workshop = journal, workshop
        self.arrived: list[Event] = []  # in the order of storage
        self.lock = threading.RLock()
        self._history = History()
        self._seq = 0
        self._holding = 0

    @property
    def events(self) -> dict[str, Event]:
        """By id."""
        return self._history.events

    @property
    def state(self) -> State:
        return self._history.state

    @contextmanager
    def held(self) -> Iterator[None]:
        """Inside the block all looks see the same, and one's own words as soon as they are said."""
        with self.lock:
            self.refresh()
            self._holding += 1
            try:
                yield
            finally:
                self._holding -= 1

    def refresh(self) -> None:
        """Reads what has been said since the last time; cheap when that is nothing."""
        with self.lock:
            if not self._holding:
                self.read()

    def read(self) -> None:
        """The same, also while it is held."""
        with self.lock, collecting_later():
            new, self._seq = self.journal.since(self._seq, self.workshop)
            self.arrived += new
            self._history.take(new)


@contextmanager
def collecting_later() -> Iterator[None]:
    """For where many events are made: they hold nothing that leads back to them, so looking for circles is in vain.

    Of reading a hundred thousand it takes a fifth of the time.
    """
    usual = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if usual:
            gc.enable()
