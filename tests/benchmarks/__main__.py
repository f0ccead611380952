"""Ours beside its peer, interleaved in one run: `make bench`. Medians or shares, and their ratio; never a test."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.benchmarks.evidence import evidence
from tests.benchmarks.joining import joining
from tests.benchmarks.journals import EACH, WRITERS, decoded, journal_of, opened, ours_append, raw_append, writers
from tests.benchmarks.many import many
from tests.benchmarks.sharing import sharing
from tests.benchmarks.told import compared


def main() -> None:
    """Prints a line a benchmark: what, ours, the peer, the ratio, and what was aimed at.

    With names, such as `python -m tests.benchmarks joining`, only those.
    """
    for name in sys.argv[1:] or BENCHMARKS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"HOME": folder, "XDG_DATA_HOME": folder}  # nothing here is the person's who runs it
            BENCHMARKS[name](folder)


def journals(folder: str) -> None:
    compared("import workbook | bare Python", started("import workbook"), started("pass"))
    compared(
        f"durable append, {WRITERS} writers x {EACH} events | raw sqlite3, the same pragmas",
        partial(writers, ours_append, folder),
        partial(writers, raw_append, folder),
    )
    for count in (10_000, 100_000):
        path = Path(folder, f"{count}.sqlite")
        journal_of(count, path)
        compared(
            f"open a workshop of {count:,} events | read and JSON-decode the same rows",
            partial(opened, path),
            partial(decoded, path),
        )


BENCHMARKS: dict[str, Callable[[str], None]] = {  # each takes a folder of its own
    "journals": journals,
    "sharing": sharing,
    "evidence": lambda __: evidence(),
    "many": many,
    "joining": joining,
}


def started(code: str) -> Callable[[], None]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True) and None


if __name__ == "__main__":
    main()
