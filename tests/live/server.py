"""The live page's server in a process of its own, and pages that speak to it without a browser."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Self
from urllib.request import Request, urlopen

from websockets.sync.client import ClientConnection, connect

from tests.browser.watch import ear
from workbook.workshop import Workshop

COMMAND = (sys.executable, "-m", "workbook")


class LiveServer:
    """`workbook serve` on a workshop."""

    def __init__(self, workshop: Workshop, port: int = 0, command: Sequence[str] = COMMAND) -> None:
        serve = [*command, "serve", str(workshop.folder), "--host", "127.0.0.1", "--port", str(port)]
        assert workshop.folder
        self.outside = workshop.folder.with_name("outside.txt")  # who it tried to reach
        env = {**os.environ, **ear(self.outside)}
        self._process = subprocess.Popen(serve, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.pid = self._process.pid
        self.printed = ""  # on either of its outputs; all of it once it has ended
        while "#j=" not in self.printed:
            line = self._process.stdout.readline()
            assert line, self.printed
            self.printed += line
        self.facilitator, self.participants = re.findall(r"http://\S+", self.printed)
        self.port = int(re.search(r":(\d+)/", self.participants)[1])

    def kill(self) -> None:
        """As a crash would."""
        self._end(signal.SIGKILL)

    def stop(self, by: int = signal.SIGTERM) -> int:
        """As the facilitator would; returns the exit code."""
        return self._end(by)

    def _end(self, by: int) -> int:
        if self._process.poll() is None:
            self._process.send_signal(by)
            self.printed += self._process.communicate(timeout=20)[0]
        return self._process.returncode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()
        assert not self.outside.exists(), self.outside.read_text()


def secret(link: str) -> str:
    """The token or code in a link."""
    return link.partition("#")[2][2:]


def join(server: LiveServer, name: str) -> str:
    """A person's token."""
    body = json.dumps({"name": name, "code": secret(server.participants), "language": "en"}).encode()
    with urlopen(Request(f"http://127.0.0.1:{server.port}/join", body)) as answer:
        return str(json.load(answer)["token"])


class Page:
    """A page without a browser."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def says(self, **message: Any) -> None:
        self.sends(json.dumps(message))

    def sends(self, text: str | bytes) -> None:
        self._connection.send(text)

    def until(self, kind: str) -> dict[str, Any]:
        """The next message of a kind; what comes before it is passed over."""
        while (message := json.loads(self._connection.recv(10)))["type"] != kind:
            pass
        return message

    def sees(self, screen: str) -> dict[str, Any]:
        """What one of the screens shows to a person who leads."""
        self.says(do="screen", to=screen)
        self.says(do="hello")
        while (shown := self.until("snapshot")["screen"])["screen"] != screen:
            pass
        return shown


@contextmanager
def page(server: LiveServer, token: str, **options: Any) -> Iterator[Page]:
    """A page with a conversation under a token."""
    home = f"127.0.0.1:{server.port}"
    with connect(f"ws://{home}/talk", subprotocols=["workbook", token], origin=f"http://{home}", **options) as opened:
        yield Page(opened)


class Deaf:
    """A page that asks for everything again and again and reads nothing of it."""

    def __init__(self, server: LiveServer, token: str) -> None:
        home = f"127.0.0.1:{server.port}"
        self._end = socket.socket()
        self._end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._end.settimeout(20)
        self._end.connect(("127.0.0.1", server.port))
        self._end.sendall(
            f"GET /talk HTTP/1.1\r\nHost: {home}\r\nOrigin: http://{home}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"Sec-WebSocket-Protocol: workbook, {token}\r\n\r\n".encode()
        )

    def asks(self) -> None:
        text = b'{"do": "hello"}'
        self._end.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)  # RFC 6455: final, text, masked by zeros

    def reads(self) -> int:
        """Everything that comes until the connection is closed; how many bytes that was."""
        size = 0
        with suppress(ConnectionResetError):
            while data := self._end.recv(65536):
                size += len(data)
        return size
