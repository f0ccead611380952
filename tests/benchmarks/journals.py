"""Journals: opening a long one beside reading its rows, and many writers beside as many without us."""

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.told import ROUNDS, compared, told
from workbook.core.events import Added, Answered, Event, Opened
from workbook.journal import Journal, Place
from workbook.workshop import Workshop

WRITERS, EACH = 8, 250
INSERT = 'INSERT INTO events (id, workshop, clock, "by", at, kind, said) VALUES (?, ?, ?, ?, ?, ?, ?)'
PLACES = ("keep", "extend", "soften", "drop")
COUNTS = (10_000, 100_000, 1_000_000)
W = "00000000-0000-0000-0000-000000000000"

Append = Callable[[int], object]  # a number, of which it makes an event
Writer = Callable[[Any], Append]  # opens a place


def opening(folder: str) -> None:
    """Prints a line for each length of a journal."""
    for count in COUNTS:
        path = Path(folder, f"{count}.sqlite")
        journal_of(count, path)
        what = f"open a workshop of {count:,} events | read and JSON-decode the same rows"
        compared(what, partial(opened, path), partial(decoded, path), "3x")


def appending(folder: str) -> None:
    """Prints how many events a second are on disk, from the moment when all writers are ready."""
    rates = [(writing(ours, new_file(folder)), writing(raw, new_file(folder))) for _round in range(ROUNDS)]
    told(
        f"durable append by {WRITERS} writers | raw sqlite3, the same pragmas",
        *map(median, zip(*rates, strict=True)),
        "events/s",
        "at least 0.5x",
    )


def new_file(folder: str) -> Path:
    path = Path(tempfile.mkdtemp(dir=folder), "journal.sqlite")
    Journal(path).close()
    return path


def writing(writer: Writer, place: Place) -> float:
    """Events a second of several processes, each of which waits until the others are there."""
    context = get_context("spawn")
    start, times = context.Barrier(WRITERS), context.SimpleQueue()
    processes = [context.Process(target=write, args=(writer, place, n, start, times)) for n in range(WRITERS)]
    for process in processes:
        process.start()
    begun, ended = zip(*(times.get() for _process in processes), strict=True)
    for process in processes:
        process.join()
    return WRITERS * EACH / (max(ended) - min(begun))


def write(writer: Writer, place: Place, number: int, start: Any, times: Any) -> None:
    """In a process of its own."""
    append = writer(place)
    start.wait()
    begun = time.monotonic()
    for n in range(EACH):
        append(number * EACH + n)
    times.put((begun, time.monotonic()))


def ours(place: Place) -> Append:
    journal = Journal(place)
    return lambda n: journal.append(answered(n))


def raw(path: Path) -> Append:
    connection = sqlite3.connect(path, timeout=60, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return partial(insert, connection)


def insert(connection: sqlite3.Connection, n: int) -> None:
    values = (f"00000000-0000-4000-8000-{n:012x}", W, n, f"11111111-0000-4000-8000-{n // 200:012x}")
    said = json.dumps({"exercise": "policies", "item": f"P{n % 40}", "value": "keep", "entered_by": ""})
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT, (*values, "2026-11-02T09:00:00+00:00", "Answered", said))
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
