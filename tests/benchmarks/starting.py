"""Until something is there: `import workbook`, and the first cells of a notebook, each in a process of its own."""

import subprocess
import sys
from collections.abc import Callable

from tests.benchmarks.told import medians, told

LATER = 250  # ms after bare Python
FIRST = """\
import workbook as wb
sorting = wb.sort_policies(wb.open_workshop("demo", me="facilitator", language="en"))
wb.answer(sorting)._repr_mimebundle_()
"""


def start(folder: str) -> None:
    """Prints both. The peer of the first screen is the import of the two packages that it stands on."""
    ours, bare = medians(started("import workbook"), started("pass"))
    told("import workbook, later than bare Python", 1000 * (ours - bare), None, "ms", f"{LATER} ms")
    ours, peer = medians(started(FIRST), started("import sqlalchemy, anywidget"))
    told("open the demo and show a screen | import SQLAlchemy and anywidget", 1000 * ours, 1000 * peer, "ms", "1.5x")


def started(code: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)
