"""A journal that several computers share: appending to it, and how long an answer takes from one server to another."""

import json
import random
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

import psycopg

from tests.benchmarks.journals import WRITERS, Append, W, ours, writing
from tests.benchmarks.told import ROUNDS, p95, told
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
        rates = [(writing(ours, _database(server)), writing(raw, _database(server))) for _round in range(ROUNDS)]
        what = f"durable append into PostgreSQL by {WRITERS} writers | raw psycopg, the same lock"
        told(what, *map(median, zip(*rates, strict=True)), "events/s")
        workshop = new_workshop(str(Path(folder, "shared")), database=server.database())
        workshop.say(listed("P1"))
        took = list(_seen(workshop))
        told(f"an answer seen on another server, p95 of {MOVES}", p95(took), None, "s", "0.5 s")


def raw(address: Address) -> Append:
    return partial(insert, psycopg.connect(address.url))


def insert(connection: psycopg.Connection, n: int) -> None:
    said = json.dumps({"exercise": "policies", "item": f"P{n % 40}", "value": "keep", "entered_by": ""})
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (_key(W),))
    values = (f"{n}", W, n, "Ana", "2026-11-02T09:00:00+00:00", "Answered", said)
    connection.execute(_INSERT, values)
    connection.commit()


def _database(server: Server) -> Address:
    """A new one, with the workshop entered in it."""
    address = Address(server.database(), "acme")
    enter(address, W)
    return address


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
