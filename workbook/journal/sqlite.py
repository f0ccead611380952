"""Journals in a file of their own, and in memory: SQLite."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from workbook.core.errors import JournalError, NoSuchWorkshop
from workbook.core.events import FORMAT
from workbook.core.language import _
from workbook.journal import tables
from workbook.journal.tables import EVENTS

SQLITE_ID = 0x43535742  # application_id of the file: "CSWB"
PATIENCE = 60  # seconds a writer waits for the others before it gives up

_NETWORK_FILESYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"}

# Joined to nothing, the workshop's name can't lead SQLite to its index on (workshop, id), and with it to every row
# of the workshop each time: 0.9 ms among 10,000 events, where going on from a position takes 0.005.
_SINCE = (
    sa.select(*tables.READ)
    .where(EVENTS.c.workshop + "" == sa.bindparam("workshop"), EVENTS.c.seq > sa.bindparam("seq"))
    .order_by(EVENTS.c.seq)
)


class File:
    """A journal's file, or with no path what is as good as one in memory."""

    since = _SINCE
    insert = sa.insert(EVENTS).prefix_with("OR IGNORE")
    workshops = sa.select(EVENTS.c.workshop).distinct()

    def __init__(self, path: Path | None) -> None:
        self._path = path
        if path is not None:
            _check_file(path)
        self.engine = _engine(path)

    def create(self) -> None:
        """Makes the table where there is none."""
        with self.writing() as connection:
            if connection.exec_driver_sql("PRAGMA application_id").scalar() != SQLITE_ID:
                tables.meta.create_all(connection, [EVENTS])
                connection.exec_driver_sql(f"PRAGMA application_id = {SQLITE_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")

    def reading(self) -> sa.Connection:
        """Readers take no turn, so they never wait for a writer."""
        return self.engine.connect()

    @contextmanager
    def writing(self, *workshops: str) -> Iterator[sa.Connection]:
        """A transaction that takes its turn at once; one that first read and then wrote would fail instead."""
        with self.engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def only(self) -> str:
        """Id of the file's workshop."""
        with self.reading() as connection:
            found = list(connection.scalars(self.workshops))
        if len(found) != 1:
            raise NoSuchWorkshop(_("{path} holds no workshop yet. Make one with: workbook new").format(path=self._path))
        return str(found[0])

    def backup(self, path: Path, workshop: str) -> None:
        """The file as it is: it has no other workshop."""
        with self.reading() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(path),))

    def beside(self, file: str) -> sa.Engine:
        """In a file of its own, which isn't copied with the journal."""
        engine = _plain_engine(self._path and self._path.with_name(file))
        tables.beside.create_all(engine)
        return engine

    def trouble(self, error: sa.exc.DBAPIError, writing: bool, path: Path | None) -> JournalError:
        """What to say of an error. path: of another file that was written."""
        if _is_damage(error):
            return JournalError(self.damaged(error))
        return JournalError((_cannot_write if writing else _cannot_read)(path or self._path, error))

    def damaged(self, why: Exception | str) -> str:
        return _damaged(self._path, why)


def _engine(path: Path | None) -> sa.Engine:
    engine = _plain_engine(path)

    @sa.event.listens_for(engine, "connect")
    def durable(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # so that a transaction begins only where `writing` says so
        _patiently(connection, "PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    return engine


def _plain_engine(path: Path | None) -> sa.Engine:
    if path is None:
        return sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    url = sa.URL.create("sqlite", database=str(path))  # a folder's name may hold a "?"
    return sa.create_engine(url, connect_args={"timeout": PATIENCE})


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
    application, version, held = _header(path)
    if application != SQLITE_ID and (application or held):  # neither: somebody is making it at this moment
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
