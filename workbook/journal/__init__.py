"""The journal: events appended durably, and read from a position on.

One table, in a file or in a database that several computers share. Storage order (`seq`) is only a reading
position; what the events mean is decided by their logical clock. An append returns when the events are on disk.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from workbook.core.errors import JournalError
from workbook.core.events import Event
from workbook.core.language import _
from workbook.journal import tables
from workbook.journal.address import Address
from workbook.journal.sqlite import File

Place = Path | Address | None

READ_AT_ONCE = 1000  # rows; their events take less than half as much memory


class Journal:
    """A journal in a file, in a database or in memory. Safe to share between threads; each process opens its own."""

    def __init__(self, place: Place = None) -> None:
        """place: a file, made when it isn't there; an address; or None, which keeps the journal in memory."""
        self.place = place
        self._lock = threading.RLock()
        if isinstance(place, Address):
            from workbook.journal.postgresql import Database  # it takes a driver, which not everybody has

            self._store: File | Database = Database(place)
        else:
            self._store = File(place)
            with self.telling(writing=True):
                self._store.create()

    @property
    def path(self) -> Path | None:
        """Of its file, when it has one of its own."""
        return self.place if isinstance(self.place, Path) else None

    def append(self, *events: Event) -> None:
        """All of the events or none; on disk when this returns. An id that is there already adds nothing."""
        rows = [tables.row(event) for event in events]
        if not rows:
            return
        workshops = {row["workshop"] for row in rows}
        with self.telling(writing=True), self._lock, self._store.writing(*workshops) as connection:
            connection.execute(self._store.insert, rows)

    def since(self, seq: int, workshop: str) -> tuple[list[Event], int]:
        """The workshop's events stored after a position, and the new position. Cheap when there are none."""
        events: list[Event] = []
        with self.telling(), self._lock, self._store.reading() as connection:
            found = connection.execute(self._store.since, {"workshop": workshop, "seq": seq})
            for rows in found.partitions(READ_AT_ONCE):
                events += self._events(workshop, rows)
                seq = rows[-1].seq
        return events, seq

    def workshops(self) -> list[str]:
        """Ids of the workshops that are in the journal."""
        with self.telling(), self._lock, self._store.reading() as connection:
            return list(connection.scalars(self._store.workshops))

    def only(self) -> str:
        """Id of the one workshop that the journal was opened for; NoSuchWorkshop when that can't be said."""
        with self.telling(), self._lock:
            return self._store.only()

    def backup(self, path: Path, workshop: str = "") -> None:
        """Writes a complete copy to a new file, also while others are writing. workshop: only this one of several."""
        if path.exists():
            raise JournalError(
                _("{path} can't be written: it is there already. Choose another name.").format(path=path)
            )
        try:
            with self.telling(writing=True, path=path), self._lock:
                self._store.backup(path, workshop)
        except JournalError:
            path.unlink(missing_ok=True)  # the part of it that could be copied is no backup
            raise

    def beside(self, file: str) -> sa.Engine:
        """Where what lies beside the journal is kept. file: its name, for a journal in a file."""
        with self.telling(writing=True):
            return self._store.beside(file)

    def close(self) -> None:
        """Lets go of the file, or of the database."""
        self._store.engine.dispose()

    @contextmanager
    def telling(self, *, writing: bool = False, path: Path | None = None) -> Iterator[None]:
        """What the database can't do is told in one sentence, about the file that is written when it isn't our own."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise self._store.trouble(error, writing, path) from error

    def _events(self, workshop: str, rows: Iterable[Any]) -> Iterator[Event]:
        number = 0
        try:
            for number, id_, clock, by, at, kind, text in rows:  # noqa: B007 - read below, when a row is damaged
                yield tables.event(workshop, id_, clock, by, at, kind, text)
        except tables.MISREAD as error:
            why = _("entry {n} says nothing that is known").format(n=number)
            raise JournalError(self._store.damaged(why)) from error


def union(*journals: Iterable[Event]) -> list[Event]:
    """The events of several journals, each once; of one that was stamped twice, the earlier stamp."""
    found: dict[str, Event] = {}
    for event in sorted(chain.from_iterable(journals), key=lambda e: (*e.order, e.at, e.by)):
        found.setdefault(event.id, event)
    return list(found.values())
