"""All notebooks on the demonstration: `workbook run` beside papermill as it comes, one notebook after the other.

Both are timed from the command to its end, and what they wrote is compared, cell by cell.
"""

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks.told import compared
from workbook import notebooks

STOCK = """\
import sys, papermill
for notebook in sys.argv[2:]:
    papermill.execute_notebook(notebook, f"{sys.argv[1]}/{notebook.rpartition('/')[2]}", progress_bar=False)
"""


def running(folder: str) -> None:
    """Prints the times, and in how many notebooks the outputs differ."""
    originals = notebooks.originals()
    here, there = Path(folder, "workshops", "demo", "run"), Path(folder, "stock")
    there.mkdir()
    peer = [sys.executable, "-c", STOCK, str(there), *map(str, originals)]
    compared(
        f"run {len(originals)} notebooks | papermill, one after the other",
        partial(_quietly, [sys.executable, "-m", "workbook", "run", "demo", "--json"], folder),
        partial(_quietly, peer, folder),
        "0.5x",
    )
    unlike = [path.stem for path in originals if _outputs(here / path.name) != _outputs(there / path.name)]
    print(f"  other outputs than papermill's: {', '.join(unlike) or 'none'}")  # noqa: T201


def _quietly(command: list[str], folder: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _outputs(path: Path) -> list[Any]:
    """What the cells show, without what is of one kernel only: a widget's number, a cell's place in the order."""
    cells = notebooks.tidied(notebooks.read(path)).cells
    return [output.get("data", output) for cell in cells for output in cell.get("outputs", [])]
