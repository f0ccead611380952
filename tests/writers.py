"""Processes that write to a journal, and one that lets them be killed at any moment.

    python -m tests.writers nursery   starts writers from lines "JOURNAL WRITER" on its standard input

A nursery has everything imported and forks a writer in a millisecond. A writer prints "said ID" for each
event as soon as it believes it to be kept; the nursery prints "writer PID" and, when it is dead, "gone".
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic

from tests.people import ID, MORNING, answer
from workbook.core.events import Event
from workbook.journal import Journal, Place
from workbook.journal.address import address, is_address

LONGEST_LIFE = 0.03  # seconds; a writer is killed at a random moment of it, after its second event
PATIENCE = 20  # seconds until a nursery that says nothing is given up


def event(id: str, clock: int = 1) -> Event:
    return replace(answer("P1", "keep"), id=id, workshop=ID, by="writer", at=MORNING, clock=clock)


def write(place: Place, writer: str, events: int, batch: int) -> None:
    """Appends many events, several at a time."""
    journal = Journal(place)
    for first in range(0, events, batch):
        journal.append(*(event(f"{writer}-{n}", n + 1) for n in range(first, first + batch)))


def careful(journal: Journal, id: str) -> None:
    """As the workbook does it: what is acknowledged is on disk."""
    journal.append(event(id))
    _tell(f"said {id}")


def careless(journal: Journal, id: str) -> None:
    """Deliberately wrong: acknowledges what isn't kept yet."""
    _tell(f"said {id}")
    journal.append(event(id))


WRITERS: dict[str, Callable[[Journal, str], None]] = {"careful": careful, "careless": careless}


@contextmanager
def nursery() -> Iterator[subprocess.Popen[bytes]]:
    """A process that forks writers, until the block is left."""
    command = [sys.executable, "-m", "tests.writers", "nursery"]
    folder = Path(__file__).parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder, bufsize=0) as process:
        yield process
        process.stdin.close()


def killed(process: subprocess.Popen[bytes], place: Place, writer: str, luck: Random) -> list[str]:
    """The ids that a writer acknowledged before it was killed at a random moment."""
    process.stdin.write(f"{place}\t{writer}\n".encode())
    lines = _Lines(process)
    pid = int(lines.until("writer").split()[1])
    lines.until("said", times=2)  # it writes one after the other, however busy the machine is
    lines.during(luck.uniform(0, LONGEST_LIFE))
    os.kill(pid, signal.SIGKILL)
    lines.until("gone")
    return [line.split()[1] for line in lines.all if line.startswith("said")]


class _Lines:
    """What a nursery and its writer have printed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.pipe, self.text = process.stdout, b""

    @property
    def all(self) -> list[str]:
        return self.text.decode().split("\n")[:-1]

    def until(self, word: str, times: int = 1) -> str:
        """The first line that begins with the word, once there are so many."""
        limit = monotonic() + PATIENCE
        while len(found := [line for line in self.all if line.startswith(word)]) < times:
            if not self._read(limit - monotonic()):
                raise TimeoutError(f"The nursery didn't say {word!r}: {self.all[-3:]}")
        return found[0]

    def during(self, seconds: float) -> None:
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bytes:
        ready, __, __ = select.select([self.pipe], [], [], max(0, seconds))
        new = os.read(self.pipe.fileno(), 65536) if ready else b""
        self.text += new
        return new


def _tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one system call: a line is in the pipe whole or not at all


def _nurse() -> None:
    for number, line in enumerate(sys.stdin, 1):
        place, writer = line.rstrip("\n").split("\t")
        pid = os.fork()
        if not pid:
            journal = Journal(address(place) if is_address(place) else Path(place))
            for n in count():
                WRITERS[writer](journal, f"{writer}-{number}-{n}")
        _tell(f"writer {pid}")
        os.waitpid(pid, 0)
        _tell("gone")


if __name__ == "__main__":
    _nurse()
