"""Between a page and its server: how often it asks, and how much goes to and fro."""

from playwright.sync_api import CDPSession, Page


class Wire:
    """Listens in from before the page's first request."""

    def __init__(self, page: Page) -> None:
        self.requests = 0  # files, and a websocket as one
        self.bytes = 0  # brought: files with their heads as they came, messages as they are before they are squeezed
        self.sent: list[str] = []  # messages from the page
        self.session: CDPSession = page.context.new_cdp_session(page)
        for event, take in {
            "Network.requestWillBeSent": lambda said: self._add(not said["request"]["url"].startswith("data:"), 0),
            "Network.webSocketCreated": lambda __: self._add(1, 0),
            "Network.loadingFinished": lambda said: self._add(0, said["encodedDataLength"]),
            "Network.webSocketFrameReceived": lambda said: self._add(0, len(said["response"]["payloadData"].encode())),
            "Network.webSocketFrameSent": lambda said: self.sent.append(said["response"]["payloadData"]),
        }.items():
            self.session.on(event, take)
        self.session.send("Network.enable")

    def _add(self, requests: int, size: float) -> None:
        self.requests += requests
        self.bytes += int(size)
