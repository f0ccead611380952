"""The tables of journals: what is in a file and in a database alike, and an event as a row."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

import sqlalchemy as sa

from workbook.core.events import Event, meaning, said

meta = sa.MetaData()
#: Where many workshops share a database: a file has one, and no such table.
WORKSHOPS = sa.Table(
    "workshops",
    meta,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("format", sa.Integer, nullable=False),  # of its events
)
EVENTS = sa.Table(
    "events",
    meta,
    sa.Column(
        "seq",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        sa.Identity(always=True),
        primary_key=True,
    ),
    sa.Column("id", sa.Text, nullable=False),
    sa.Column("workshop", sa.Text, nullable=False),
    sa.Column("clock", sa.Integer, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),  # ISO 8601, UTC
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("said", sa.Text, nullable=False),  # JSON
    sa.UniqueConstraint("workshop", "id"),
    # What comes late into a workshop that somebody has deleted is refused, not kept where nobody finds it.
    sa.ForeignKeyConstraint(["workshop"], ["workshops.id"], ondelete="CASCADE").ddl_if(dialect="postgresql"),
    sa.Index("events_in_order", "workshop", "seq").ddl_if(dialect="postgresql"),
    sqlite_autoincrement=True,
)

#: Beside a journal, never in it: neither exported, merged nor copied.
beside = sa.MetaData()
TOKENS = sa.Table(
    "holders",
    beside,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("workshop", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("server", sa.Text, nullable=False),  # whose end is the end of what passes; where there is only one, empty
)


#: What is read of an event: its workshop is known.
READ = tuple(column for column in EVENTS.c if column is not EVENTS.c.workshop)

REMEMBERED = 20_000  # texts: many people give few different answers to few items, so most have been read before

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def row(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "workshop": event.workshop,
        "clock": event.clock,
        "by": event.by,
        "at": event.at.isoformat(),
        "kind": type(event).__name__,
        "said": _written(said(event)),
    }


def event(workshop: str, id_: str, clock: int, by: str, at: str, kind: str, text: str) -> Event:
    """Fails in many ways for a row that was damaged: see MISREAD."""
    time = datetime.fromisoformat(at)
    if time.tzinfo is None or not isinstance(clock, int):
        raise ValueError(at, clock)  # it couldn't be put in order among the others
    make, fields = _meaning(kind, text)
    return make(id=id_, workshop=workshop, clock=clock, by=intern(by), at=time, **fields)


@lru_cache(REMEMBERED)
def _meaning(kind: str, text: str) -> tuple[type[Event], Mapping[str, Any]]:
    return meaning(kind, json.loads(text))


MISREAD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
