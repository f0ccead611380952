"""The host that is JupyterLab: all that the tests know of it is here."""

import json
import os
import re
import subprocess
import threading
from collections.abc import Collection, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from tests.browser.hands import LAPTOP, Hand, Mouse
from tests.browser.hosts import Visit
from tests.browser.watch import Watch, ear
from workbook import notebooks
from workbook.folders import fill, new_workshop
from workbook.lab import lab_command
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

START = 60_000  # ms that a server or a kernel may take on a busy machine
BARE = """
    .jp-OutputPrompt, .jp-InputArea, .jp-MarkdownCell, .jp-Collapser { display: none !important }
    .jp-Notebook, .jp-Notebook *:is(.jp-Cell, .jp-OutputArea-output) { padding: 0 !important; margin: 0 !important }
    .jp-Notebook .jp-OutputArea-output { border: 0 !important }
"""
SETTLED = """() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(
    [document.querySelector(".wb").clientWidth, document.querySelector(".jp-WindowedPanel-outer").clientHeight]))))"""


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
            [*command, *root],
            env=self._own(environment, home),
            text=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self._lines: list[str] = []
        self._ready = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        if not self._ready.wait(START / 1000):
            self.close()
            raise AssertionError("".join(self._lines))

    def _own(self, environment: dict[str, str], home: Path) -> dict[str, str]:
        """The same, with settings and data of its own and an ear for what leaves the machine."""
        kept = {k: v for k, v in environment.items() if not k.startswith("XDG_")}
        return {**kept, "HOME": str(home), **ear(self.outside)}

    def _listen(self) -> None:
        """Reads the address, with its token, that the server prints for people."""
        for line in self._process.stderr or ():
            self._lines.append(line)
            found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\?token=(\w+)", line)
            if found:
                self.address, self.token = found.groups()
                self._ready.set()

    def ask(self, method: str, path: str) -> Any:
        """The server's own interface."""
        headers = {"Authorization": f"token {self.token}"}
        with urlopen(Request(f"{self.address}/{path}", headers=headers, method=method)) as answer:  # noqa: S310
            return json.loads(answer.read() or "null")

    def end(self, folders: Collection[str]) -> None:
        """Ends the kernels of the notebooks in these folders."""
        for session in self.ask("GET", "api/sessions"):
            if session["path"].partition("/")[0] in folders:
                self.ask("DELETE", f"api/sessions/{session['id']}")

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._listener.join(10)  # a kernel that is slow to follow still holds the other end
        if not self._listener.is_alive():
            self._process.stderr.close()


class Lab:
    """Opens screens in JupyterLab, each visit in a browser of its own, as people have."""

    numbers = count(1)

    def __init__(self, server: LabServer, browser: Browser, watch: Watch) -> None:
        self.server, self._browser, self.watch = server, browser, watch
        self._visits: dict[str, BrowserContext] = {}  # folder of the notebook -> its browser
        # JupyterLab gives up what it had asked of a kernel when that goes, as it does at the end of every visit, and
        # its list of kernels stumbles on one that has just gone.
        watch.allow("Canceled future for", f"{server.address}/api/kernels?")

    def visit(self, workshop: Workshop, me: str = "facilitator", screens: Sequence[str] = (),
              device: dict[str, Any] | None = None, hand: type[Hand] = Mouse,
              exercise: str = "policies") -> "Notebook":  # fmt: skip
        """A person opens an exercise's notebook and runs it. screens: only these of its cells, by default all."""
        folder = f"n{next(self.numbers)}"
        device = device or hand.device
        wide = {**device, "viewport": LAPTOP["viewport"]}  # the menus need room
        context = self._visits[folder] = self._browser.new_context(**wide)
        context.set_default_timeout(10_000)
        self.watch.follow(context, me)
        file = self._write(workshop, me, screens, folder, exercise)
        page = context.new_page()
        page.goto(f"{self.server.address}/doc/workspaces/{folder}/tree/{file}?token={self.server.token}")
        notebook = Notebook(page, hand(page), screens or SCREENS, self.server, file)
        notebook.run()
        if device["viewport"] != LAPTOP["viewport"]:
            notebook.resize(device["viewport"])
        return notebook

    def close(self) -> None:
        """Everybody leaves."""
        for context in self._visits.values():
            context.close()
        self.server.end(self._visits)
        assert not self.server.outside.exists(), self.server.outside.read_text()

    def _write(self, workshop: Workshop, me: str, screens: Sequence[str], folder: str, exercise: str) -> str:
        """The notebook's path under the server's root."""
        [original] = notebooks.choose(notebooks.originals(), [exercise])
        values = {"workshop": str(workshop.folder), "language": workshop.language, "me": me}
        notebook = notebooks.parameterised(notebooks.read(original), values)
        if screens:
            notebook.cells = [cell for cell in notebook.cells if _wanted(cell, screens)]
        notebooks.write(notebook, self.server.root / folder / original.name)
        return f"{folder}/{original.name}"


def _wanted(cell: notebooks.Notebook, screens: Sequence[str]) -> bool:
    return cell.cell_type == "code" and (
        cell.source.startswith("import workbook") or "parameters" in cell.metadata.get("tags", [])
        or cell.source.startswith(tuple(f"wb.{screen}(" for screen in screens)))  # fmt: skip


class Notebook(Visit):
    """A notebook in front of a person."""

    def __init__(self, page: Page, hand: Hand, screens: Sequence[str], server: LabServer, file: str) -> None:
        super().__init__(page, hand)
        self._screens, self._server, self._file = screens, server, file

    def screen(self, name: str) -> Locator:
        """Scrolled to."""
        root = self.page.locator(f".wb[data-screen={name}]:not(.before)")
        root.wait_for(state="attached", timeout=START)
        head = root.locator("h2")
        for part in (self.page.locator(".jp-Cell", has=root), head):  # JupyterLab lays a cell out when it is in sight
            _into_sight(part)
        expect(head).to_be_in_viewport()
        root.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        return root

    def theme(self, name: str) -> None:
        """JupyterLab's own theme: Light or Dark."""
        self.menu("Settings", "Theme", f"JupyterLab {name}")
        self.page.locator(f"body[data-jp-theme-name='JupyterLab {name}']").wait_for(state="attached")

    def menu(self, *names: str) -> None:
        """Clicks through the menus."""
        bar, *items = (re.compile(f"^{re.escape(name)}$") for name in names)
        self.page.locator(".lm-MenuBar-itemLabel", has_text=bar).click()
        for item in items:
            self.page.locator(".lm-Menu-itemLabel", has_text=item).click()

    def resize(self, size: dict[str, int]) -> None:
        """A window of another size. A phone's is all the screen's: what JupyterLab has around it comes on top."""
        self.page.set_viewport_size(size)
        if size["width"] < 600:
            self.page.add_style_tag(content=BARE)
            self._fit(size)
            self.page.locator(".wb.wb-narrow").first.wait_for(state="attached")

    def _fit(self, size: dict[str, int], tries: int = 20) -> None:
        """A larger or smaller window, until the screens' part of it is of this size and stays so."""
        wanted = [size["width"], size["height"]]
        window, before = list(wanted), None
        for __ in range(tries):
            found = self.page.evaluate(SETTLED)
            if found == before == wanted:
                return
            if found == before:  # JupyterLab has laid out what is around it
                window = [w + to - now for w, to, now in zip(window, wanted, found, strict=True)]
                self.page.set_viewport_size({"width": window[0], "height": window[1]})
            before = found
        raise AssertionError(f"the screens are {before}, not {wanted}")

    def run(self) -> None:
        """Runs all cells, and waits for the first screen."""
        self.page.get_by_text("| Idle").wait_for(timeout=START)
        self._leave_behind()
        self.menu("Run", "Run All Cells")
        self.screen(self._screens[0])

    def restart(self) -> None:
        """Restarts the kernel and runs all cells, as the menu offers."""
        self._leave_behind()
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.page.locator(".jp-Dialog button.jp-mod-accept").click()
        self.screen(self._screens[0])

    def shut_down(self) -> None:
        """Ends the kernel through the menu; the page stays."""
        self.menu("Kernel", "Shut Down Kernel")
        self.page.get_by_text("No Kernel", exact=True).wait_for()

    def start(self) -> None:
        """Takes a new kernel after that and runs all cells."""
        self._leave_behind()
        self.menu("Kernel", "Restart Kernel and Run All Cells…")
        self.screen(self._screens[0])

    def reload(self) -> None:
        """Loads the page again and runs all cells."""
        self.page.reload()
        self.run()

    def kill(self) -> None:
        """Ends the kernel behind the person's back."""
        [kernel] = [s["kernel"]["id"] for s in self._server.ask("GET", "api/sessions")
                    if s["path"] == self._file]  # fmt: skip
        self._server.ask("DELETE", f"api/kernels/{kernel}")

    def cells(self) -> list[str | None]:
        """The kinds of cells there are, and which one is chosen."""
        return [cell.get_attribute("class") for cell in self.page.locator(".jp-Notebook .jp-Cell").all()]

    def saved(self) -> str:
        """What the notebook's file holds once it is saved."""
        self.menu("File", "Save Notebook")
        self.page.get_by_text("Saving completed").wait_for()
        return (self._server.root / self._file).read_text("utf-8")

    def held(self) -> list[str]:
        return [self.page.content(), self.saved()]

    def leave(self) -> None:
        self.page.context.close()
        self._server.end([self._file.partition("/")[0]])

    def _leave_behind(self) -> None:
        """Marks the screens that are there, so that new ones are told from them."""
        self.page.evaluate("document.querySelectorAll('.wb').forEach((each) => each.classList.add('before'))")


def _into_sight(part: Locator, tries: int = 5) -> None:
    """Scrolls to it, again when JupyterLab lays the page out anew meanwhile."""
    for left in reversed(range(tries)):
        try:
            part.scroll_into_view_if_needed()
        except Error:
            if not left:
                raise
        else:
            return
