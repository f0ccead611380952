"""Python reads this by itself in the Jupyter server and in every kernel: it writes down who they talk to."""

import os
import sys

LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = str(address[0]) if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = str(arguments[0] or "")
    else:
        return
    if host and not host.startswith(LOOPBACK):
        with open(os.environ["WORKBOOK_OUTSIDE"], "a", encoding="utf-8") as file:  # noqa: PTH123 - runs before pathlib
            file.write(f"{event} {host}\n")


if os.environ.get("WORKBOOK_OUTSIDE"):
    sys.addaudithook(_watch)
