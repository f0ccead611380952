"""Journals: opening a long one beside reading its rows, and many writers beside as many without us."""

import json
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.benchmarks.told import compared, medians, told
from workbook.core.events import Added, Answered, Event, Opened
from workbook.journal import Journal
from workbook.workshop import Workshop

WRITERS, EACH = 8, 250
PLACES = ("keep", "extend", "soften", "drop")
COUNTS = (10_000, 100_000, 1_000_000)
W = "00000000-0000-0000-0000-000000000000"


def opening(folder: str) -> None:
    """Prints a line for each length of a journal."""
    for count in COUNTS:
        path = Path(folder, f"{count}.sqlite")
        journal_of(count, path)
        what = f"open a workshop of {count:,} events | read and JSON-decode the same rows"
        compared(what, partial(opened, path), partial(decoded, path), "3x")


def appending(folder: str) -> None:
    """Prints how many events a second are on disk."""
    ours, peer = medians(partial(writers, ours_append, folder), partial(writers, raw_append, folder))
    rates = (WRITERS * EACH / seconds for seconds in (ours, peer))
    told(f"durable append by {WRITERS} writers | raw sqlite3, the same pragmas", *rates, "events/s", "at least 0.5x")


def writers(append: Callable[[Path, int], None], folder: str) -> None:
    path = Path(tempfile.mkdtemp(dir=folder), "journal.sqlite")
    Journal(path).close()
    with get_context("spawn").Pool(WRITERS) as pool:
        pool.starmap(append, [(path, n) for n in range(WRITERS)])


def ours_append(path: Path, writer: int) -> None:
    journal = Journal(path)
    for n in range(EACH):
        journal.append(answered(writer * EACH + n))


def raw_append(path: Path, writer: int) -> None:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    insert = 'INSERT INTO events (id, workshop, clock, "by", at, kind, said) VALUES (?, ?, ?, ?, ?, ?, ?)'
    for n in range(EACH):
        connection.execute("BEGIN IMMEDIATE")
        said = json.dumps({"exercise": "policies", "item": f"P{n % 40}", "value": "keep", "entered_by": ""})
        connection.execute(insert, (f"{writer}-{n}", W, n, "Ana", "2026-11-02T09:00:00+00:00", "Answered", said))
        connection.execute("COMMIT")


def answered(n: int) -> Answered:
    return Answered(
        id=f"00000000-0000-4000-8000-{n:012x}",
        workshop=W,
        by=f"11111111-0000-4000-8000-{n // 200:012x}",
        at=datetime(2026, 11, 2, 9, tzinfo=UTC) + timedelta(seconds=n),
        clock=n + 100,
        exercise="policies",
        item=f"P{n % 40}",
        value=PLACES[n * n % 7 % 4],
    )


def journal_of(count: int, path: Path) -> None:
    begin: list[Event] = [Opened(id="o", workshop=W, clock=1, organisation="x")]
    begin += [
        Added(
            id=f"a{n}",
            workshop=W,
            clock=2,
            exercise="policies",
            item=f"P{n}",
            text="A policy",
            source={"kind": "inventory"},
        )
        for n in range(40)
    ]
    Journal(path).append(*begin, *map(answered, range(count - len(begin))))


def opened(path: Path) -> None:
    Workshop(Journal(path), W).state()


def decoded(path: Path) -> None:
    connection = sqlite3.connect(path)
    for row in connection.execute("SELECT * FROM events ORDER BY seq"):
        json.loads(row[7])
