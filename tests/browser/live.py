"""The host that is the live page: all that the tests know of it is here."""

import re
import signal
import subprocess
import sys
from typing import Any, Self

from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import LAPTOP, PHONE, Board, Results
from tests.browser.watch import Watch
from workbook.workshop import Workshop


class LiveServer:
    """`workbook serve` on a workshop."""

    def __init__(self, workshop: Workshop, port: int = 0) -> None:
        command = [sys.executable, "-m", "workbook", "serve", str(workshop.folder), "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(port)], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        printed = ""
        while "#j=" not in printed:
            line = self._process.stdout.readline()
            assert line, printed
            printed += line
        self.facilitator, self.participants = re.findall(r"http://\S+", printed)
        self.port = int(re.search(r":(\d+)/", self.participants)[1])

    def kill(self) -> None:
        """As a crash would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait(10)


class Guest:
    """A person with a browser of their own on the page."""

    def __init__(self, browser: Browser, watch: Watch, address: str, name: str = "", **device: Any) -> None:
        context = browser.new_context(**(device or (PHONE if name else LAPTOP)))
        watch.follow(context, name or "facilitator")
        self.page: Page = context.new_page()
        self.page.goto(address)
        if name:
            self.page.get_by_label("Your name").fill(name)
            self.page.get_by_role("button", name="Join").click()
        expect(self.page.locator(".wb h2")).to_be_visible()

    @property
    def board(self) -> Board:
        return Board(self.page.locator(".wb[data-screen=answer]"))

    @property
    def results(self) -> Results:
        return Results(self.page.locator(".wb[data-screen=compare]"))

    def go(self, screen: str) -> None:
        """The facilitator's way to another screen."""
        self.page.get_by_role("navigation").get_by_role("button", name=screen).click()
