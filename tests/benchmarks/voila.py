"""The peer: Voila, which shows a notebook as a page and gives every visitor a kernel."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

START = 60  # seconds until a server that doesn't answer counts as one that never will


class VoilaServer:
    """`voila` on one notebook."""

    def __init__(self, notebook: Path) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}/"
        command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}"]
        self._process = subprocess.Popen(
            [*command, "--Voila.ip=127.0.0.1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.pid = self._process.pid
        end = time.monotonic() + START
        while not self._answers():
            assert time.monotonic() < end, "Voila didn't answer."
            time.sleep(0.1)

    def _answers(self) -> bool:
        try:
            urlopen(f"{self.address}voila/static/nothing").close()  # noqa: S310 - our own address
        except HTTPError:  # there is no such file, says the server
            return True
        except URLError:
            return False
        return True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.terminate()
        self._process.wait(30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
