"""Rows: how an event stands in the journal's table, and back."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from workbook.core.events import Event, meaning, said

REMEMBERED = 20_000  # texts: many people give few different answers to few items, so most have been read before

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def row_of(event: Event) -> dict[str, Any]:
    """By the names of the table's columns."""
    return {
        "id": event.id,
        "workshop": event.workshop,
        "clock": event.clock,
        "by": event.by,
        "at": event.at.isoformat(),
        "kind": type(event).__name__,
        "said": _written(said(event)),
    }


def event_of(id_: str, workshop: str, clock: int, by: str, at: str, kind: str, text: str) -> Event:
    """The event; any of several errors when the row says nothing that is known."""
    time = datetime.fromisoformat(at)
    if time.tzinfo is None or not isinstance(clock, int):
        raise ValueError(at, clock)  # it couldn't be put in order among the others
    make, fields = _meaning(kind, text)
    return make(id=id_, workshop=workshop, clock=clock, by=intern(by), at=time, **fields)


@lru_cache(REMEMBERED)
def _meaning(kind: str, text: str) -> tuple[type[Event], Mapping[str, Any]]:
    return meaning(kind, json.loads(text))
