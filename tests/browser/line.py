"""The network between a page and the server, for tests that cut it."""

import socket
from contextlib import suppress
from threading import Thread
from typing import Self

HERE = "127.0.0.1"


class Call:
    """One connection, passed on in both directions until it is dead: what comes then is swallowed."""

    def __init__(self, page: socket.socket, server: socket.socket | None) -> None:
        self.dead = server is None
        self._ends = [page] if server is None else [page, server]
        ways = [(page, server), (server, page)] if server else [(page, page)]
        for source, target in ways:
            Thread(target=self._pass, args=(source, target), daemon=True).start()

    def end(self) -> None:
        """Both sides are told."""
        for each in self._ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if not self.dead:
                    target.sendall(data)
        if not self.dead:
            self.end()


class Line:
    """Passes on what comes to its port. Once cut, no connection of before ever works again."""

    def __init__(self, to: int) -> None:
        self._to, self._calls, self._silent = to, [], False
        self._open(0)

    def through(self, address: str) -> str:
        """The same address on this side of the line."""
        return address.replace(f":{self._to}/", f":{self.port}/")

    def silence(self) -> None:
        """Nothing comes through, and nothing that was open closes: a phone that is out of reach."""
        self._silent = True
        for call in self._calls:
            call.dead = True

    def refuse(self) -> None:
        """Everything is closed, and whoever tries again is turned away: a server that is gone."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for call in self._calls:
            call.end()

    def mend(self) -> None:
        """New connections work from now on."""
        self._silent = False
        if self._door.fileno() < 0:
            self._open(self.port)

    def _open(self, port: int) -> None:
        self._door = socket.create_server((HERE, port))
        self.port = self._door.getsockname()[1]
        Thread(target=self._take, args=(self._door,), daemon=True).start()

    def _take(self, door: socket.socket) -> None:
        with suppress(OSError):
            while True:
                page, __ = door.accept()
                self._calls.append(Call(page, None if self._silent else socket.create_connection((HERE, self._to))))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.mend()
        self.refuse()
