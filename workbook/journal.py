"""The journal: events appended durably, and read from a position on.

One table. Storage order (`seq`) is only a reading position; what the events mean is decided by their
logical clock. An append returns when the events are on disk.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from workbook.core.errors import JournalError
from workbook.core.events import FORMAT, Event
from workbook.core.language import _
from workbook.rows import event_of, row_of

SQLITE_ID = 0x43535742  # application_id of the file: "CSWB"
READ_AT_ONCE = 1000  # rows; their events take less than half as much memory
PATIENCE = 60  # seconds a writer waits for the others before it gives up

_NETWORK_FILESYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"}

_meta = sa.MetaData()
EVENTS = sa.Table(
    "events",
    _meta,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("workshop", sa.Text, nullable=False),
    sa.Column("clock", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("said", sa.Text, nullable=False),  # JSON
    sa.UniqueConstraint("workshop", "id"),
    sqlite_autoincrement=True,
)
# Joined to nothing, the workshop's name can't lead SQLite to its index on (workshop, id), and with it to every row
# of the workshop each time: 0.9 ms among 10,000 events, where going on from a position takes 0.005.
_SINCE = (
    sa.select(*(column for column in EVENTS.c if column is not EVENTS.c.workshop))
    .where(EVENTS.c.workshop + "" == sa.bindparam("workshop"), EVENTS.c.seq > sa.bindparam("seq"))
    .order_by(EVENTS.c.seq)
)
_APPEND = sa.insert(EVENTS).prefix_with("OR IGNORE")


class Journal:
    """A journal file, or one in memory. Safe to share between threads; each process opens its own."""

    def __init__(self, path: Path | None = None) -> None:
        """path: of the file, made when it isn't there; None keeps the journal in memory."""
        self.path = path
        if path is not None:
            _check_file(path)
        self._engine = _engine(path)
        self._lock = threading.RLock()
        with self._telling(_cannot_write):
            self._create()

    def append(self, *events: Event) -> None:
        """All of the events or none; on disk when this returns. An id that is there already adds nothing."""
        rows = [row_of(event) for event in events]
        if not rows:
            return
        with self._telling(_cannot_write), self._lock, _writing(self._engine) as connection:
            connection.execute(_APPEND, rows)

    def since(self, seq: int, workshop: str) -> tuple[list[Event], int]:
        """The workshop's events stored after a position, and the new position. Cheap when there are none."""
        events: list[Event] = []
        with self._telling(_cannot_read), self._lock, self._engine.connect() as connection:
            for rows in connection.execute(_SINCE, {"workshop": workshop, "seq": seq}).partitions(READ_AT_ONCE):
                events += self._events(workshop, rows)
                seq = rows[-1].seq
        return events, seq

    def workshops(self) -> list[str]:
        """Ids of the workshops that are in the journal."""
        with self._telling(_cannot_read), self._lock, self._engine.connect() as connection:
            return list(connection.scalars(sa.select(EVENTS.c.workshop).distinct()))

    def backup(self, path: Path) -> None:
        """Writes a complete copy to a new file, also while others are writing."""
        if path.exists():
            raise JournalError(
                _("{path} can't be written: it is there already. Choose another name.").format(path=path)
            )
        try:
            with self._telling(_cannot_write, path), self._lock, self._engine.connect() as connection:
                connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
        except JournalError:
            path.unlink(missing_ok=True)  # the part of it that could be copied is no backup
            raise

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    @contextmanager
    def _telling(self, sentence: Callable[[Path | None, Exception], str], path: Path | None = None) -> Iterator[None]:
        """What the database can't do is told in one sentence, about the file that is written when it isn't our own."""
        try:
            yield
        except sa.exc.DBAPIError as error:
            said = _damaged(self.path, error) if _is_damage(error) else sentence(path or self.path, error)
            raise JournalError(said) from error

    def _events(self, workshop: str, rows: Iterable[Any]) -> Iterator[Event]:
        number = 0
        try:
            for number, id_, clock, by, at, kind, text in rows:  # noqa: B007 - read below, when a row is damaged
                yield event_of(id_, workshop, clock, by, at, kind, text)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            why = _("entry {n} says nothing that is known").format(n=number)
            raise JournalError(_damaged(self.path, why)) from error

    def _create(self) -> None:
        with _writing(self._engine) as connection:
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != SQLITE_ID:
                _meta.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def _engine(path: Path | None) -> sa.Engine:
    if path is None:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        url = sa.URL.create("sqlite", database=str(path))  # a folder's name may hold a "?"
        engine = sa.create_engine(url, connect_args={"timeout": PATIENCE})

    @sa.event.listens_for(engine, "connect")
    def durable(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # so that a transaction begins only where `_writing` says so
        _patiently(connection, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    return engine


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Where two make a new file at once, SQLite doesn't wait but says at once that it is locked."""
    end = monotonic() + PATIENCE
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(0.01)


@contextmanager
def _writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that takes its turn at once: one that first read and then wrote would fail instead of waiting.

    Readers take no turn, so they never wait for a writer.
    """
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _check_file(path: Path) -> None:
    """JournalError unless this is a journal that we can read, or nothing yet; the file isn't touched."""
    if not path.parent.is_dir():
        raise JournalError(_("There is no folder {folder}. Make it first.").format(folder=path.parent))
    if _filesystem(path.parent) in _NETWORK_FILESYSTEMS:
        raise JournalError(
            _(
                "{path} is on a network drive, where a journal can be damaged. Put the workshop in a "
                "folder on this computer."
            ).format(path=path)
        )
    if not path.exists() or not path.stat().st_size:
        return
    application, version, tables = _header(path)
    if application != SQLITE_ID and (application or tables):  # neither: somebody is making it at this moment
        raise JournalError(_("{path} is not a journal of a workshop. Choose another file.").format(path=path))
    if version > FORMAT:
        raise JournalError(
            _(
                "{path} was written by a newer version of the workbook (format {version}; this one "
                "reads up to {known}). Install the newer version."
            ).format(path=path, version=version, known=FORMAT)
        )


def _header(path: Path) -> tuple[int, int, int]:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            # Tables first: where there are some, whoever made them has set the mark in the same commit.
            [tables] = file.execute("SELECT count(*) FROM sqlite_master").fetchone()
            [application] = file.execute("PRAGMA application_id").fetchone()
            [version] = file.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError as error:
        # SQLite makes files beside a journal to read it: where it can't, the file alone can often be read.
        raise JournalError(_cannot_write(path, error) if _is_readable(path) else _cannot_read(path, error)) from error
    except sqlite3.DatabaseError as error:
        if _is_ours(path):
            raise JournalError(_damaged(path, error)) from error
        return 0, 0, 1
    return application, version, tables


def _is_readable(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return bool(file.read(1))
    except OSError:
        return False


def _is_ours(path: Path) -> bool:
    """By the mark in the file's first bytes, which SQLite itself no longer finds."""
    with path.open("rb") as file:
        start = file.read(100)
    return start[:6] == b"SQLite" and int.from_bytes(start[68:72], "big") == SQLITE_ID


def _filesystem(folder: Path) -> str:
    import psutil

    around = [p for p in psutil.disk_partitions(all=True) if folder.absolute().is_relative_to(p.mountpoint)]
    return max(around, key=lambda p: len(p.mountpoint)).fstype if around else ""


def _cannot_write(path: Path | None, error: Exception) -> str:
    return _(
        "{path} can't be written ({why}). Check that the folder is yours to write and that the disk isn't full."
    ).format(path=path, why=_why(error))


def _cannot_read(path: Path | None, error: Exception) -> str:
    return _("{path} can't be read ({why}). Check that the file is yours to read.").format(path=path, why=_why(error))


def _damaged(path: Path | None, error: Exception | str) -> str:
    return _(
        "{path} is damaged ({why}). Put a backup in its place, or make a new workshop; "
        "keep the damaged file for somebody who can rescue what is in it."
    ).format(path=path, why=_why(error))


def _is_damage(error: sa.exc.DBAPIError) -> bool:
    """The file's content is at fault: pages, tables or letters of it; not its place or who may write there."""
    code = getattr(error.orig, "sqlite_errorcode", None)  # None: Python couldn't make text of what is there
    return code in (None, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "no such" in str(error.orig)


def _why(error: Exception | str) -> str:
    return str(getattr(error, "orig", error))


def union(*journals: Iterable[Event]) -> list[Event]:
    """The events of several journals, each once; of one that was stamped twice, the earlier stamp."""
    found: dict[str, Event] = {}
    for event in sorted(chain.from_iterable(journals), key=lambda e: (*e.order, e.at, e.by)):
        found.setdefault(event.id, event)
    return list(found.values())
