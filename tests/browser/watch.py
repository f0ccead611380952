"""What a browser and a server do behind a test's back: it fails when something left the machine or went wrong."""

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebSocket

HERE = ("127.0.0.1", "localhost")
INSIDE = ("data", "blob", "about")  # schemes of an address that leads nowhere


def ear(notes: Path) -> dict[str, str]:
    """What makes a Python that is started with it write down in `notes` whom it talks to outside this machine."""
    return {"PYTHONPATH": str(Path(__file__).parent / "outside"), "WORKBOOK_OUTSIDE": str(notes)}


class Watch:
    """Listens to every page of a test, from before its first request."""

    def __init__(self) -> None:
        self.left: list[str] = []  # addresses elsewhere
        self.wrong: list[str] = []  # console errors, page errors, refused requests
        self.frames: dict[str, list[str]] = {}  # person -> what the websockets brought
        self.expected: tuple[str, ...] = ()

    def follow(self, context: BrowserContext, person: str) -> None:
        """From now on, for all pages of the context. person: who sits in front of them."""
        heard = self.frames.setdefault(person, [])
        context.on("request", self._asked)
        context.on("response", self._answered)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.wrong.append(f"page error: {error.error}"))
        context.on("page", lambda page: self._wire(page, heard))

    def allow(self, *parts: str) -> None:
        """What goes wrong with these words in it is what the test is about."""
        self.expected += parts

    def faults(self) -> list[str]:
        """All that shouldn't have been."""
        allowed = [line for line in self.wrong if not any(part in line for part in self.expected)]
        return [*(f"left the machine: {address}" for address in self.left), *allowed]

    def _wire(self, page: Page, heard: list[str]) -> None:
        def opened(socket: WebSocket) -> None:
            self._check(socket.url)
            socket.on("framereceived", lambda frame: heard.append(_text(frame)))

        page.on("websocket", opened)

    def _asked(self, request: Request) -> None:
        self._check(request.url)

    def _check(self, address: str) -> None:
        url = urlsplit(address)
        if url.scheme not in INSIDE and url.hostname not in HERE:
            self.left.append(address)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.request.method} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text} {message.location.get('url', '')}")


def _text(frame: bytes | str) -> str:
    return frame if isinstance(frame, str) else frame.decode("utf-8", "replace")
