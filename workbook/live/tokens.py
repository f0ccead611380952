"""Tokens: what proves on the live page who somebody is. Only their hashes are kept, beside the journal."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

import sqlalchemy as sa

from workbook.building import TOKENS as FILE
from workbook.journal.address import Address
from workbook.journal.tables import TOKENS
from workbook.workshop import Workshop

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # of a code: those that nobody mistakes for another
_INVITED = "invited"  # instead of a role: a code that lets people join, and does nothing else
_PASSING = (_INVITED, "facilitator")  # what ends with the server; those who joined keep theirs


@dataclass(frozen=True)
class Holder:
    """Whom a token stands for."""

    person: str
    role: str


class Tokens:
    """The tokens of one workshop: shared by its servers in a database, in memory as long-lived as the server."""

    def __init__(self, workshop: Workshop) -> None:
        self._journal, self._workshop = workshop.journal, workshop.id
        self._engine = self._journal.beside(FILE)
        shared = isinstance(self._journal.place, Address)
        self._server = hmac.digest(workshop.me.secret, b"server", "sha256").hex() if shared else ""

    def give(self, person: str, role: str) -> str:
        """A new token for a person: 32 random bytes, told this once."""
        return self._keep(secrets.token_urlsafe(32), person, role)

    def invite(self) -> str:
        """A new code to join with; short, since some type it from the wall."""
        return self._keep("".join(secrets.choice(LETTERS) for _letter in range(6)), "", _INVITED)

    def holder(self, token: str) -> Holder | None:
        """Whom the token stands for; None for one that doesn't count."""
        found = self._find(token)
        return found if found and found.role != _INVITED else None

    def invites(self, code: str) -> bool:
        """True for a code that lets people join."""
        found = self._find(code)
        return found is not None and found.role == _INVITED

    def end(self) -> None:
        """From now on nobody leads or joins with what was given so far, on this computer and by this person."""
        passing = self._ours & TOKENS.c.role.in_(_PASSING) & (TOKENS.c.server == self._server)
        with self._journal.telling(writing=True), self._engine.begin() as connection:
            connection.execute(sa.delete(TOKENS).where(passing))

    @property
    def _ours(self) -> sa.ColumnElement[bool]:
        return TOKENS.c.workshop == self._workshop

    def _keep(self, token: str, person: str, role: str) -> str:
        new = {"hash": _hash(token), "workshop": self._workshop, "person": person, "role": role, "server": self._server}
        with self._journal.telling(writing=True), self._engine.begin() as connection:
            connection.execute(sa.insert(TOKENS).values(new))
        return token

    def _find(self, token: str) -> Holder | None:
        known = sa.select(TOKENS).where(self._ours & (TOKENS.c.hash == _hash(token)))
        with self._journal.telling(), self._engine.connect() as connection:
            row = connection.execute(known).first()
        return Holder(row.person, row.role) if row else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
