"""Ours beside its peer, interleaved in one run: `make bench`. Medians or shares, and their ratio; never a test."""

import os
import sys
import tempfile
from collections.abc import Callable

from tests.benchmarks.evidence import evidence
from tests.benchmarks.joining import joining
from tests.benchmarks.journals import appending, opening
from tests.benchmarks.many import many
from tests.benchmarks.running import running
from tests.benchmarks.sharing import sharing
from tests.benchmarks.starting import start


def main() -> None:
    """Prints a line a benchmark: what, ours, the peer, the ratio, and what was aimed at.

    With names, such as `python -m tests.benchmarks joining`, only those.
    """
    for name in sys.argv[1:] or BENCHMARKS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ |= {"HOME": folder, "XDG_DATA_HOME": folder}  # nothing here is the person's who runs it
            BENCHMARKS[name](folder)


BENCHMARKS: dict[str, Callable[[str], None]] = {  # each takes a folder of its own
    "start": start,
    "opening": opening,
    "appending": appending,
    "running": running,
    "sharing": sharing,
    "evidence": lambda __: evidence(),
    "many": many,
    "joining": joining,
}


if __name__ == "__main__":
    main()
