"""What has been read of a workshop's journal, shared by all who look at the workshop in this process."""

import threading

from workbook.core.events import Event
from workbook.core.state import State, extends, fold
from workbook.journal import Journal


class Record:
    """Every event of a workshop and the state they tell. Ungated: only `Workshop` looks at it."""

    def __init__(self, journal: Journal, workshop: str) -> None:
        self.journal, self.workshop = journal, workshop
        self.events: dict[str, Event] = {}  # by id, in the order of storage
        self.state = State()
        self.lock = threading.RLock()
        self._seq = 0

    def refresh(self) -> bool:
        """Reads what has been said since the last time, and whether that is anything; cheap when it isn't."""
        with self.lock:
            new, self._seq = self.journal.since(self._seq, self.workshop)
            if new:
                onto = extends(new, self.state)
                self.events.update((e.id, e) for e in new)
                self.state = fold(new, self.state) if onto else fold(self.events.values())
            return bool(new)
