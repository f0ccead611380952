"""The address of a workshop in a database: a URL without a password, and after # the workshop's name there."""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

import sqlalchemy as sa

from workbook.core.errors import BadChoice
from workbook.core.language import _

FORM = "postgresql://USER@HOST:PORT/DATABASE"

_KINDS = {"postgresql", "postgres", "postgresql+psycopg"}
_SECRET = {"password", "sslpassword"}  # libpq takes them in the query, too


@dataclass(frozen=True)
class Address:
    """Where a journal is that several computers share."""

    url: str  # of the database, never with a password: that is libpq's to find, by PGPASSWORD or ~/.pgpass
    workshop: str = ""  # its name in the database; empty means the only one there is

    def __str__(self) -> str:
        return f"{self.url}#{quote(self.workshop)}" if self.workshop else self.url


def is_address(name: str) -> bool:
    """True for what is neither a name nor a path, whether it can be understood or not."""
    return bool(re.match(r"[A-Za-z][\w+.-]*://", name))


def address(text: str) -> Address:
    """BadChoice for what is none, in words that repeat nothing of it: there may be a password in it."""
    url, __, workshop = text.strip().partition("#")
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise _odd() from error
    if parsed.drivername not in _KINDS:
        raise _odd()
    if parsed.password is not None or _SECRET & parsed.query.keys():
        raise BadChoice(
            _(
                "Leave the password out of the database's address, where others may read it: put it into PGPASSWORD or "
                "into the file ~/.pgpass, and write the address as {form}."
            ).format(form=FORM)
        )
    plain = parsed.set(drivername="postgresql").render_as_string()
    return Address(plain, unquote(workshop))


def _odd() -> BadChoice:
    return BadChoice(_("That is no address of a PostgreSQL database. Write it as {form}.").format(form=FORM))
