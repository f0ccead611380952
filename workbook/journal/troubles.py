"""What goes wrong with a database, in a sentence each. None has a password, nor what somebody has said."""

import re
from typing import Any

import sqlalchemy as sa

from workbook.core.errors import JournalAway, JournalError
from workbook.core.events import FORMAT
from workbook.core.language import _
from workbook.journal.address import Address

# SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html
_NOTHING_THERE = ("42P01", "3F000")  # no such table, no such schema
_DELETED = "23503"  # what the row refers to is gone
_NOT_ALLOWED = "42501"


def trouble(address: Address, error: sa.exc.DBAPIError, writing: bool) -> JournalError:
    """Away when it is worth asking again: the server is stopped, starting, full, or out of reach."""
    state = _state(error)
    if state is None and not error.connection_invalidated:
        return _not_connected(address, error)
    if error.connection_invalidated or state.startswith(("08", "53", "57P")):
        return _away(address, error)
    if state == _DELETED:
        return JournalError(_("The workshop {address} is gone: somebody has deleted it.").format(address=address))
    if state == _NOT_ALLOWED:
        sentence = _("{address} doesn't allow that ({why}). Ask whoever looks after the database for the right to it.")
    elif writing:
        sentence = _("{address} can't be written ({why}). Ask whoever looks after the database.")
    else:
        sentence = _("{address} can't be read ({why}). Ask whoever looks after the database.")
    return JournalError(sentence.format(address=address, why=_why(error)))


def is_empty(error: sa.exc.DBAPIError) -> bool:
    """There never was a workshop in the database."""
    return _state(error) in _NOTHING_THERE


def damaged(address: Address, why: Exception | str) -> str:
    return _("{address} is damaged ({why}). Restore the database from a backup, or make a new workshop.").format(
        address=address, why=why
    )


def not_one(address: Address, names: list[str]) -> str:
    """The address means no workshop, or several."""
    if not names:
        return _("There is no workshop {address}. Make one with: workbook new NAME --database {url}").format(
            address=address, url=address.url
        )
    return _("{url} holds several workshops: {names}. Write the name of one behind it, such as {example}.").format(
        url=address.url, names=", ".join(names), example=Address(address.url, names[0])
    )


def check_format(address: Address, version: int) -> None:
    if version > FORMAT:
        raise JournalError(
            _(
                "{path} was written by a newer version of the workbook (format {version}; this one "
                "reads up to {known}). Install the newer version."
            ).format(path=address, version=version, known=FORMAT)
        )


def _not_connected(address: Address, error: sa.exc.DBAPIError) -> JournalError:
    """libpq gives no code for why it couldn't connect, only its words; where they are others, what it says will do."""
    said = str(error.orig)
    if not isinstance(error, sa.exc.OperationalError):  # it didn't even try
        sentence = _("{address} can't be used ({why}). Correct the address.")
    elif "password" in said or "no pg_hba.conf entry" in said:
        sentence = _(
            "{address} doesn't let you in ({why}). Put the right password into PGPASSWORD or into the file ~/.pgpass, "
            "or name another user in the address."
        )
    elif "role" in said and "does not exist" in said:
        sentence = _("{address} doesn't let you in ({why}). Name a user in the address who is known there.")
    elif "database" in said and "does not exist" in said:
        sentence = _("{address} isn't there ({why}). Make the database with createdb, or name another.")
    else:
        return _away(address, error)
    return JournalError(sentence.format(address=address.url, why=_why(error)))


def _away(address: Address, error: sa.exc.DBAPIError) -> JournalAway:
    sentence = _("{address} can't be reached ({why}). Check that the server runs, and its host and port.")
    return JournalAway(sentence.format(address=address.url, why=_why(error)))


def _state(error: sa.exc.DBAPIError) -> Any:
    return getattr(error.orig, "sqlstate", None)


def _why(error: sa.exc.DBAPIError) -> str:
    """The server's own sentence without its details, which may quote a row; of the driver's the last part."""
    told = getattr(getattr(error.orig, "diag", None), "message_primary", None)
    if told:
        return str(told)
    first = str(error.orig).strip().partition("\n")[0]
    return re.sub(r"^(.*failed: |connection is bad: )?([A-Z]+: +)?", "", first)
