"""The tables of journals: what is in a file and in a database alike, and an event as a row."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from workbook.core.events import Event, event_from, said

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


def row(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "workshop": event.workshop,
        "clock": event.clock,
        "by": event.by,
        "at": event.at.isoformat(),
        "kind": type(event).__name__,
        "said": json.dumps(said(event), ensure_ascii=False, separators=(",", ":")),
    }


def event(row: Any) -> Event:
    """Fails in many ways for a row that was damaged: see MISREAD."""
    __, id_, workshop, clock, by, at, kind, values = row
    at = datetime.fromisoformat(at)
    if at.tzinfo is None or not isinstance(clock, int):
        raise ValueError(at, clock)  # it couldn't be put in order among the others
    return event_from(kind, json.loads(values), id=id_, workshop=workshop, clock=clock, by=by, at=at)


MISREAD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
