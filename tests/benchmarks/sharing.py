"""A journal that several computers share: appending to it, and how long an answer takes from one server to another."""

import json
import random
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import psycopg

from tests.benchmarks.journals import EACH, WRITERS, W, ours_append
from tests.benchmarks.told import compared, p95, told
from tests.live.server import LiveServer, join, page
from tests.people import listed
from tests.postgresql import MISSING, Server, enter, programs
from workbook.folders import new_workshop
from workbook.journal.address import Address
from workbook.journal.postgresql import _key
from workbook.workshop import Workshop

MOVES = 40
_INSERT = (
    "INSERT INTO customer_service_workbook.events (id, workshop, clock, by, at, kind, said) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
)


def sharing(folder: str) -> None:
    found = programs()
    if not found:
        print(MISSING)  # noqa: T201
        return
    with Server(found) as server:
        compared(
            f"durable append into PostgreSQL, {WRITERS} writers x {EACH} events | raw psycopg, the same lock",
            partial(_written, ours_append, server),
            partial(_written, raw_append, server),
        )
        workshop = new_workshop(str(Path(folder, "shared")), database=server.database())
        workshop.say(listed("P1"))
        took = list(_seen(workshop))
        told(f"an answer seen on another server, p95 of {MOVES}", p95(took), None, "s", "0.5 s")


def raw_append(address: Address, writer: int) -> None:
    with psycopg.connect(address.url) as connection:
        for n in range(EACH):
            said = json.dumps({"exercise": "policies", "item": f"P{n % 40}", "value": "keep", "entered_by": ""})
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_key(W),))
            values = (f"{writer}-{n}", W, n, "Ana", "2026-11-02T09:00:00+00:00", "Answered", said)
            connection.execute(_INSERT, values)
            connection.commit()


def _written(append: Callable[[Address, int], None], server: Server) -> None:
    address = Address(server.database(), "acme")
    enter(address, W)
    with get_context("spawn").Pool(WRITERS) as pool:
        pool.starmap(append, [(replace(address), n) for n in range(WRITERS)])


def _seen(workshop: Workshop) -> list[float]:
    """Seconds from an answer on one server to the same person's page on another, at any moment between two looks."""
    took = []
    with LiveServer(workshop) as one, LiveServer(workshop) as other, ExitStack() as stack:
        ana = join(one, "Ana")
        here, there = (stack.enter_context(page(server, ana)) for server in (one, other))
        for each in (here, there):
            each.says(do="hello")
            each.until("snapshot")
        for n in range(MOVES):
            time.sleep(random.uniform(0, 0.3))
            began = time.perf_counter()
            here.says(do="place", on="policies/answer", item="P1", to=("keep", "drop")[n % 2], id=f"a{n}")
            there.until("delta")
            took.append(time.perf_counter() - began)
            here.until("kept")
    return took
