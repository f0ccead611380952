from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from random import Random
from time import monotonic

import pytest

from tests.people import ID
from tests.writers import killed, nursery, write
from workbook.journal import Journal, Place

PROCESSES, EVENTS = 8, 5000
BATCH = 10  # events an append: 4,000 durable commits in all, 6 s on two cores; one event each would take over a minute
KILLS = 100


@contextmanager
def writing(place: Place) -> Iterator[list]:
    """Eight processes that write to one journal, all of them done when the block is left."""
    context = get_context("spawn")
    writers = [context.Process(target=write, args=(place, f"w{n}", EVENTS, BATCH)) for n in range(PROCESSES)]
    for writer in writers:
        writer.start()
    yield writers
    for writer in writers:
        writer.join(60)
    assert [w.exitcode for w in writers] == [0] * PROCESSES


def read_along(place: Place, total: int) -> list[str]:
    """Ids in the order in which a reader comes across them who polls until it has enough."""
    journal, read, position, limit = Journal(place), [], 0, monotonic() + 120
    while len(read) < total and monotonic() < limit:
        new, position = journal.since(position, ID)
        read += [event.id for event in new]
    return read


def lost(place: Place, writer: str) -> list[str]:
    """What this writer acknowledged and what isn't in the journal, over many kills at random moments."""
    luck, said = Random(20261102), []
    with nursery() as process:
        for __ in range(KILLS):
            said += killed(process, place, writer, luck)
    assert len(said) > 2 * KILLS  # they were killed while they wrote, not before
    kept = {event.id for event in Journal(place).since(0, ID)[0]}
    return [id for id in said if id not in kept]


@pytest.mark.slow
def test_no_reader_skips_what_eight_processes_write(place: Place) -> None:
    """40,000 events of eight writers at once: all are kept, and one who reads along meets each once."""
    with writing(place):
        read = read_along(place, PROCESSES * EVENTS)
    assert len(read) == PROCESSES * EVENTS
    assert set(read) == {f"w{w}-{n}" for w in range(PROCESSES) for n in range(EVENTS)}
    assert read == [event.id for event in Journal(place).since(0, ID)[0]]


@pytest.mark.slow
def test_nothing_acknowledged_is_lost(place: Place) -> None:
    """A process killed a hundred times at random moments has kept all that it said it kept."""
    assert lost(place, "careful") == []


@pytest.mark.slow
def test_a_writer_that_acknowledges_too_early_is_found_out(place: Place) -> None:
    """The same kills show the loss of a writer that acknowledges before it commits: the test above can fail."""
    assert lost(place, "careless")


def test_processes_that_open_one_new_journal_wait_for_each_other(place: Place) -> None:
    """Four that make the same file at the same time all succeed, and each finds what the others wrote."""
    context = get_context("fork")
    together = [context.Process(target=write, args=(place, f"w{n}", 2, 1)) for n in range(4)]
    for process in together:
        process.start()
    for process in together:
        process.join(30)
    assert [p.exitcode for p in together] == [0] * 4
    assert len(Journal(place).since(0, ID)[0]) == 8
