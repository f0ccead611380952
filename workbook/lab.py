"""JupyterLab on a workshop's notebooks, set so that nothing leaves the machine."""

import os
import subprocess
import sys
from pathlib import Path

from workbook import folders, notebooks, places
from workbook.building import JOURNAL, NOTEBOOKS, building
from workbook.core.errors import BadChoice, NoSuchWorkshop
from workbook.core.language import _
from workbook.workshop import Workshop

ANYBODY = "facilitator"  # who speaks in notebooks unless somebody has said who

_QUIET = (  # JupyterLab would ask for news, look for updates and list extensions on the network
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--LabApp.news_url=",
)


def open_lab(workshop: Workshop, port: int = 8888, browser: bool = True) -> int:
    """Runs JupyterLab until it is stopped; returns its exit code."""
    command, environment = lab_command(workshop, port, browser)
    try:
        return subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        return 0


def not_as_root() -> str:
    """Why JupyterLab won't start for the user root, and what to do; empty for any other."""
    if getattr(os, "geteuid", lambda: 1)() != 0:
        return ""
    return _(
        "JupyterLab doesn't start for the user root, since whoever gets at it could do anything on this computer: "
        "work as another user, or allow it in ~/.jupyter/jupyter_server_config.py with c.ServerApp.allow_root = True."
    )


def lab_command(workshop: Workshop, port: int = 8888, browser: bool = True) -> tuple[list[str], dict[str, str]]:
    """The command and the environment that `open_lab` runs it in."""
    root = _notebooks(workshop)
    # Holds labconfig/: no news, and every cell stays on the page, or a screen scrolled out of sight would be torn down.
    own = str(Path(__file__).parent)
    paths = filter(None, (own, os.environ.get("JUPYTER_CONFIG_PATH")))
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}",
               f"--port={port}", *_QUIET]  # fmt: skip
    return command + ([] if browser else ["--no-browser"]), environment


def _notebooks(workshop: Workshop) -> Path:
    """The folder of its notebooks. A copy, which is a file alone, gets its own beside it, for whoever opens it first.

    BadChoice where somebody else speaks in them: what is said would be put down to that person.
    """
    if workshop.folder is None:
        raise NoSuchWorkshop(_("The demonstration has no folder yet. Make one with: workbook demo"))
    journal, root = workshop.journal.path, workshop.folder / NOTEBOOKS
    if journal is not None and journal.name != JOURNAL:
        root = places.output(str(journal), NOTEBOOKS)
        if not root.exists():
            with building(root, root.name) as part:
                folders.write_notebooks(part, journal, workshop.language, workshop.name)
    if workshop.name != ANYBODY and not _speaks(workshop.name, root):
        sentence = _("In the notebooks in {folder} somebody else is speaking. Write your name as me in the first cell.")
        raise BadChoice(sentence.format(folder=root))
    return root


def _speaks(name: str, root: Path) -> bool:
    """The notebooks' parameter says that this person is speaking."""
    cells = (cell.source for path in notebooks.originals(root) for cell in notebooks.read(path).cells)
    return any(f"me: str = {name!r}" in source for source in cells)
