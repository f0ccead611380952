"""Runs the live page: finds an address others can reach, prints the links, and serves until it is stopped."""

import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

import psutil
import segno
import uvicorn

from workbook.core.errors import BadChoice
from workbook.core.language import _
from workbook.live.app import LONGEST, make_app
from workbook.live.room import Room
from workbook.workshop import Workshop

ANY = "0.0.0.0"  # noqa: S104 - people join from other devices
CHECK = 3.0  # seconds an address has to answer in


@dataclass(frozen=True)
class Links:
    """Where the page is. Each secret is in the fragment, which no browser sends and no log holds."""

    facilitator: str
    address: str
    code: str  # lets people join; for those who type it
    reachable: bool  # from other devices; else only from this one

    @property
    def participants(self) -> str:
        return f"{self.address}#j={self.code}"

    @property
    def qr(self) -> segno.QRCode:
        """The participants' link to scan."""
        return segno.make(self.participants, error="m")

    @cached_property
    def shown(self) -> dict[str, str]:
        """How to join, for the page; drawn once, since every page of those who lead shows it."""
        qr = str(self.qr.svg_data_uri(scale=8, border=2))
        return {"link": self.participants, "address": self.address, "code": self.code, "qr": qr}


def serve(workshop: Workshop, host: str | None, port: int, tell: Callable[[Links], None]) -> None:
    """Serves until Ctrl-C. tell: gets the links once the address has answered. BadChoice when it can't be had.

    The facilitator's link and the one for joining end with it. After a crash they hold, so that every page comes back.
    """
    address = host or _own_address()
    listening = _listen(ANY if host is None else host, address, port)
    room = Room(workshop)
    place = f"http://{address}:{listening.getsockname()[1]}/"
    links = Links(f"{place}#t={room.lead()}", place, room.tokens.invite(), not address.startswith("127."))
    room.invitation = links
    tell(links)
    config = uvicorn.Config(
        make_app(room), log_level="warning", access_log=False, ws_max_size=4 * LONGEST, timeout_graceful_shutdown=1
    )
    _end_alike()
    with suppress(KeyboardInterrupt):  # uvicorn raises it again when everything is closed
        uvicorn.Server(config).run(sockets=[listening])
    room.tokens.end()


def _end_alike() -> None:
    """Told to terminate, or its window closed, the server ends as by Ctrl-C."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda *__: signal.raise_signal(signal.SIGINT))


def _own_address() -> str:
    """This computer's address in the local network; itself when it is in none."""
    up = {name for name, stats in psutil.net_if_stats().items() if stats.isup}
    found = [a.address for name, each in psutil.net_if_addrs().items() if name in up for a in each
             if a.family == socket.AF_INET and not a.address.startswith(("127.", "169.254."))]  # fmt: skip
    return found[0] if found else "127.0.0.1"


def _listen(host: str, address: str, port: int) -> socket.socket:
    """A socket that answers under the address, tried once from here."""
    try:
        listening = socket.create_server((host, port))
        # Otherwise "kept" waits 40 ms behind the change before it. asyncio does this itself, but not to a socket that
        # it was given; those that are accepted take it over.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with socket.create_connection((address, listening.getsockname()[1]), CHECK):
            return listening
    except OSError as error:
        raise BadChoice(
            _(
                "The page can't be reached at {address}, port {port} ({why}). Choose another --port, or name this "
                "computer's address with --host."
            ).format(address=address, port=port, why=error.strerror or error)
        ) from error
