"""A page under the stopwatch, in a Chromium that reaches nothing but this machine."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.conftest import FLAGS, chromium
from tests.browser.wire import Wire

STOPWATCH = (Path(__file__).parent / "stopwatch.js").read_text("utf-8")
LIMIT = 60_000  # ms until a page that isn't usable counts as one that never will be
TRIES = 5  # at a page that doesn't come
POLL = 50  # ms between two looks at whether it is; looking more often would itself slow the page
NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

Move = dict[str, float]  # ms from the key to kept; bytes up and down


@contextmanager
def browsing() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=[*FLAGS, NOWHERE])
        yield browser
        browser.close()


class Timed:
    """A person's page, in a browser of their own. usable, told: see stopwatch.js."""

    def __init__(self, browser: Browser, usable: str, told: str, slow: bool = False, **device: Any) -> None:
        context = browser.new_context(bypass_csp=True, **device)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(LIMIT)
        self.page.add_init_script(f"({STOPWATCH})({json.dumps({'usable': usable, 'told': told})})")
        self.wire = Wire(self.page)
        if slow:
            self._slow()

    def _slow(self) -> None:
        """As a phone: a quarter of the speed, 10 Mbit/s, 40 ms to an answer."""
        self.wire.session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        speed = 10_000_000 / 8  # bytes a second
        link = {"offline": False, "latency": 40, "downloadThroughput": speed, "uploadThroughput": speed}
        self.wire.session.send("Network.emulateNetworkConditions", link)

    def open(self, address: str) -> None:
        """Sets out for the address; doesn't wait until the page is there."""
        self.page.evaluate(f"setTimeout(() => location.assign({json.dumps(address)}))")

    def insist(self, address: str) -> float:
        """Opens the address, again when nothing comes, as with Voila now and then; ms of the time that it came."""
        for _try in range(TRIES - 1):
            self.open(address)
            with suppress(TooLate):
                return self.usable()
        self.open(address)
        return self.usable()

    def usable(self) -> float:
        """Waits until one can begin. ms since the page was asked for, or since a name was sent."""
        self.page.wait_for_function("window.stopwatch?.usable", polling=POLL)
        return float(self.page.evaluate("stopwatch.usable"))

    def moves(self, keys: Sequence[str]) -> list[Move]:
        """Presses keys where the focus is, each when the last is kept."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_function("stopwatch.moves.at(-1).ms !== null", polling=POLL)
        return list(self.page.evaluate("stopwatch.moves"))

    def close(self) -> None:
        self.page.context.close()
