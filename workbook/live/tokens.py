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
        token = secrets.token_urlsafe(32)
        with self._engine.begin() as connection:
            connection.execute(sa.insert(_TOKENS).values(hash=_hash(token), person=person, role=role))
        return token

    def holder(self, token: str) -> Holder | None:
        """Whom the token stands for; None for one that was never given."""
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_TOKENS).where(_TOKENS.c.hash == _hash(token))).first()
        return Holder(row.person, row.role) if row else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
