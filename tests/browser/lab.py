"""The host that is JupyterLab: all that the tests know of it is here."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.watch import Watch
from workbook import notebooks
from workbook.folders import fill, new_workshop
from workbook.lab import lab_command
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

START = 25_000  # ms that a server or a kernel may take on a busy machine
NOTEBOOK = "04-policies.ipynb"


class LabServer:
    """JupyterLab as `workbook lab` starts it; one serves all tests."""

    def __init__(self, home: Path) -> None:
        house = new_workshop(str(home / "house"))
        fill(house)
        assert house.folder
        self.root = house.folder / "notebooks"
        self.outside = home / "outside.txt"  # who the server and the kernels tried to reach
        command, environment = lab_command(house, port=0, browser=False)
        root = ["--allow-root"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [*command, *root], env=self._own(environment, home), text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self._lines: list[str] = []
        self._ready = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        assert self._ready.wait(START / 1000), "".join(self._lines)

    def _own(self, environment: dict[str, str], home: Path) -> dict[str, str]:
        """The same, with settings and data of its own and an ear for what leaves the machine."""
        ear = str(Path(__file__).parent / "outside")
        kept = {k: v for k, v in environment.items() if not k.startswith("XDG_")}
        return {**kept, "HOME": str(home), "PYTHONPATH": ear, "WORKBOOK_OUTSIDE": str(self.outside)}

    def _listen(self) -> None:
        """Reads the address, with its token, that the server prints for people."""
        for line in self._process.stderr or ():
            self._lines.append(line)
            found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\w+)", line)
            if found:
                self.address, self.token = found.groups()
                self._ready.set()

    def ask(self, method: str, path: str, body: object = None) -> object:
        """The server's own interface."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"token {self.token}", "Content-Type": "application/json"}
        with urlopen(Request(f"{self.address}/{path}", data, headers, method=method)) as answer:  # noqa: S310
            return json.loads(answer.read() or "null")

    def kernels(self) -> list[str]:
        """Paths of those that run."""
        return [f"api/kernels/{kernel['id']}" for kernel in self.ask("GET", "api/kernels")]

    def clear(self) -> None:
        """Ends what a test started."""
        for session in self.ask("GET", "api/sessions"):
            with suppress(OSError):  # its kernel was killed by the test
                self.ask("DELETE", f"api/sessions/{session['id']}")
        for kernel in self.kernels():
            self.ask("DELETE", kernel)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(20)


class Lab:
    """Opens screens in JupyterLab, each visit in a browser of its own, as people have."""

    numbers = count(1)

    def __init__(self, server: LabServer, browser: Browser, watch: Watch) -> None:
        self.server, self._browser, self._watch = server, browser, watch

    def visit(self, workshop: Workshop, me: str = "facilitator", screens: Sequence[str] = SCREENS,
              device: dict[str, object] | None = None) -> "Notebook":  # fmt: skip
        """A person opens the workshop's notebook and runs it. screens: those of its cells that are wanted."""
        context = self._browser.new_context(**{"viewport": {"width": 1366, "height": 768}, **(device or {})})
        context.set_default_timeout(10_000)
        self._watch.follow(context, me)
        number = next(self.numbers)
        self._write(workshop, me, screens, f"n{number}")
        page = context.new_page()
        path = urlsplit(self.server.address)._replace(path=f"/doc/workspaces/n{number}/tree/n{number}/{NOTEBOOK}").geturl()
        page.goto(f"{path}?token={self.server.token}")
        notebook = Notebook(page, screens)
        notebook.run()
        return notebook

    def _write(self, workshop: Workshop, me: str, screens: Sequence[str], folder: str) -> None:
        original = next(path for path in notebooks.originals() if path.name == NOTEBOOK)
        values = {"workshop": str(workshop.folder), "language": workshop.language, "me": me}
        notebook = notebooks.parameterised(notebooks.read(original), values)
        if tuple(screens) != SCREENS:
            notebook.cells = [cell for cell in notebook.cells if _wanted(cell, screens)]
        notebooks.write(notebook, self.server.root / folder / NOTEBOOK)


def _wanted(cell: notebooks.Notebook, screens: Sequence[str]) -> bool:
    return cell.cell_type == "code" and (
        "sort_policies" in cell.source or "parameters" in cell.metadata.tags
        or cell.source.startswith(tuple(f"wb.{screen}(" for screen in screens)))  # fmt: skip


class Notebook:
    """A notebook in front of a person."""

    def __init__(self, page: Page, screens: Sequence[str]) -> None:
        self.page, self._screens = page, screens

    def screen(self, name: str) -> Locator:
        """A screen's root, scrolled to."""
        root = self.page.locator(f".wb[data-screen={name}]")
        root.wait_for(state="attached", timeout=START)
        root.scroll_into_view_if_needed()
        return root

    def menu(self, menu: str, item: str) -> None:
        self.page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
        self.page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).click()

    def run(self) -> None:
        """Runs all cells, and waits for the first screen."""
        self.page.get_by_text("| Idle").wait_for(timeout=START)
        self.menu("Run", "Run All Cells")
        self.screen(self._screens[0])

    def restart(self) -> None:
        """Restarts the kernel and runs all cells, as its menu offers."""
        before = self._marks()
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog button", has_text="Restart").click()
        self._anew(before)

    def _marks(self) -> int:
        """Marks the screens that are there, so that new ones can be told from them."""
        return self.page.evaluate("document.querySelectorAll('.wb').forEach((each) => each.classList.add('before')), 0")

    def _anew(self, before: int) -> None:
        expect(self.page.locator(".wb.before")).to_have_count(before, timeout=START)
        self.screen(self._screens[0])

    def outputs(self) -> str:
        """All that the notebook's file holds after it is saved."""
        self.menu("File", "Save Notebook")
        return self.page.content()
