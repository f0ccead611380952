"""Journals in a database that several computers share: PostgreSQL. Imported only for an address."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from workbook.core.errors import JournalAway, JournalError, NoSuchWorkshop, WorkshopExists
from workbook.core.events import FORMAT
from workbook.core.language import _
from workbook.journal import tables, troubles
from workbook.journal.address import Address
from workbook.journal.connecting import SCHEMA, connected
from workbook.journal.sqlite import File
from workbook.journal.tables import EVENTS, TOKENS, WORKSHOPS

PAUSE = 0.5  # seconds without a try after one that failed, so that a room full of pages doesn't wait in a row


class Database:
    """The journal of one workshop among others in a database, or of all when the address names none."""

    since = (
        sa.select(*tables.READ)
        .where(EVENTS.c.workshop == sa.bindparam("workshop"), EVENTS.c.seq > sa.bindparam("seq"))
        .order_by(EVENTS.c.seq)
    )
    insert = insert(EVENTS).on_conflict_do_nothing()
    workshops = sa.select(WORKSHOPS.c.id)

    def __init__(self, address: Address) -> None:
        self.address = address
        self.engine = connected(address)
        self._reader = self.engine.execution_options(isolation_level="AUTOCOMMIT")  # a look is one message, not three
        self._away: JournalAway | None = None
        self._until = 0.0  # monotonic seconds until which it counts as away

    def reading(self) -> sa.Connection:
        """For single statements."""
        self._check_away()
        return self._reader.connect()

    @contextmanager
    def writing(self, *workshops: str) -> Iterator[sa.Connection]:
        """A transaction in which nobody else writes to these workshops.

        Positions are given out before they are committed: without taking turns, a reader who saw the later of two
        first would go on from there, and never meet the earlier.
        """
        self._check_away()
        with self.engine.begin() as connection:
            for workshop in sorted(workshops):  # in the same order for all, so that no two wait for each other
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_key(workshop))))
            yield connection

    def only(self) -> str:
        """Id of the workshop that the address means."""
        return self._found()[0]

    def named(self) -> Address:
        """The address with the workshop's name, also where there is only one."""
        return Address(self.address.url, self._found()[1])

    def enter(self, id: str) -> None:
        """Gives a new workshop its name in the database. WorkshopExists when another has it."""
        entry = {"id": id, "name": self.address.workshop, "format": FORMAT}
        with self._creating() as connection:
            entered = insert(WORKSHOPS).on_conflict_do_nothing().returning(WORKSHOPS.c.id)
            if connection.execute(entered, entry).first() is None:
                raise WorkshopExists(
                    _("There is a workshop {address} already. Choose another name, or open it by this address.").format(
                        address=self.address
                    )
                )

    def remove(self, id: str) -> None:
        """Takes a workshop out of the database, and with it all that was ever said."""
        with self.writing(id) as connection:
            connection.execute(sa.delete(TOKENS).where(TOKENS.c.workshop == id))
            connection.execute(sa.delete(WORKSHOPS).where(WORKSHOPS.c.id == id))

    def backup(self, path: Path, workshop: str) -> None:
        """A journal in a file, with the rows as they are; one statement sees them all at one moment."""
        rows = sa.select(*EVENTS.c[1:]).order_by(EVENTS.c.seq)
        if workshop:
            rows = rows.where(EVENTS.c.workshop == workshop)
        with self.reading() as connection:
            held = [dict(row._mapping) for row in connection.execute(rows)]
        _write(path, held)

    def beside(self, file: str) -> sa.Engine:
        """In the database as well, so that all servers of the workshop know the same people."""
        return self.engine

    def trouble(self, error: sa.exc.DBAPIError, writing: bool, path: Path | None) -> JournalError:
        """What to say of an error."""
        said = troubles.trouble(self.address, error, writing and path is None)
        if isinstance(said, JournalAway):
            self._away, self._until = said, monotonic() + PAUSE
        return said

    def damaged(self, why: Exception | str) -> str:
        return troubles.damaged(self.address, why)

    def _found(self) -> tuple[str, str]:
        """Id and name."""
        wanted = sa.select(WORKSHOPS).order_by(WORKSHOPS.c.name)
        if self.address.workshop:
            wanted = wanted.where(WORKSHOPS.c.name == self.address.workshop)
        try:
            with self.reading() as connection:
                found = connection.execute(wanted).all()
        except sa.exc.ProgrammingError as error:
            if not troubles.is_empty(error):
                raise
            found = []
        if len(found) != 1:
            raise NoSuchWorkshop(troubles.not_one(self.address, [row.name for row in found]))
        troubles.check_format(self.address, found[0].format)
        return found[0].id, found[0].name

    @contextmanager
    def _creating(self) -> Iterator[sa.Connection]:
        """A transaction that finds the tables, made by itself where there were none."""
        with self.writing("") as connection:
            if not sa.inspect(connection).has_schema(SCHEMA):
                connection.execute(sa.schema.CreateSchema(SCHEMA))
            for each in (tables.meta, tables.beside):
                each.create_all(connection)
            yield connection

    def _check_away(self) -> None:
        if self._away and monotonic() < self._until:
            raise JournalAway(str(self._away))


@contextmanager
def entering(address: Address, id: str) -> Iterator[None]:
    """A new workshop has its name in the database when the block is through; if it isn't, nothing of it stays."""
    with _told(address) as database:
        database.enter(id)
    try:
        yield
    except BaseException:
        with _told(address) as database:
            database.remove(id)
        raise


def remove(address: Address) -> None:
    """Takes the workshop out of the database; NoSuchWorkshop when it isn't there."""
    with _told(address) as database:
        database.remove(database.only())


def named(address: Address) -> Address:
    """The address with the workshop's name, also where there is only one."""
    with _told(address) as database:
        return database.named()


@contextmanager
def _told(address: Address) -> Iterator[Database]:
    """A database for a moment; what goes wrong is told in a sentence."""
    database = Database(address)
    try:
        yield database
    except sa.exc.DBAPIError as error:
        raise database.trouble(error, writing=True, path=None) from error
    finally:
        database.engine.dispose()


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    copy = File(path)
    try:
        copy.create()
        with copy.writing() as connection:
            connection.execute(copy.insert, rows)
    except sa.exc.DBAPIError as error:
        raise copy.trouble(error, writing=True, path=None) from error
    finally:
        copy.engine.dispose()


def _key(workshop: str) -> int:
    return int.from_bytes(hashlib.blake2b(workshop.encode(), digest_size=8).digest(), signed=True)
