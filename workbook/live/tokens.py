"""Tokens: what proves on the live page who somebody is. Only their hashes are kept, beside the journal."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from workbook.building import TOKENS

_meta = sa.MetaData()
_TOKENS = sa.Table(
    "tokens",
    _meta,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
)


LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # of a code: those that nobody mistakes for another
_INVITED = "invited"  # instead of a role: a code that lets people join, and does nothing else
_PASSING = (_INVITED, "facilitator")  # what ends with the server; those who joined keep theirs


@dataclass(frozen=True)
class Holder:
    """Whom a token stands for."""

    person: str
    role: str


class Tokens:
    """The tokens of one workshop."""

    def __init__(self, folder: Path | None) -> None:
        """folder: the workshop's; None keeps them in memory, as long as the server runs."""
        if folder is None:
            options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
            self._engine = sa.create_engine("sqlite://", **options)
        else:
            self._engine = sa.create_engine(f"sqlite:///{folder / TOKENS}")
        _meta.create_all(self._engine)

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
        """From now on nobody leads or joins with what was given so far."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_TOKENS).where(_TOKENS.c.role.in_(_PASSING)))

    def _keep(self, token: str, person: str, role: str) -> str:
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_TOKENS).values(hash=_hash(token), person=person, role=role))
        return token

    def _find(self, token: str) -> Holder | None:
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_TOKENS).where(_TOKENS.c.hash == _hash(token))).first()
        return Holder(row.person, row.role) if row else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
