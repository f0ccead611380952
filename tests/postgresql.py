"""A PostgreSQL server of the tests' own: started in a folder of its own, and gone with it."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Self

import psycopg

from tests.people import ID
from workbook.journal.address import Address
from workbook.journal.postgresql import entering

MISSING = "No PostgreSQL was found, so no journal was kept in a database: apt install postgresql"
PASSWORD = "qz7-planted-pw"  # noqa: S105 - of the one role that needs one
ACCESS = "host all locked 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\nlocal all all trust\n"


def programs() -> Path | None:
    """The folder of `initdb` and its kin; Debian keeps it out of the path."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return Path(found).resolve().parent if found else versions[-1].parent if versions else None


class Server:
    """Runs until the block is left. Everybody on this computer may come in, but for the role "locked"."""

    def __init__(self, programs: Path) -> None:
        self._programs, self._numbers = programs, count(1)
        self._folder = Path(tempfile.mkdtemp(prefix="workbook-"))  # short: it holds a socket
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self._run(
            "initdb", "-D", self._data, "--no-sync", "-U", "facilitator", "-A", "trust", "-E", "UTF8", "--locale=C"
        )
        (self._data / "pg_hba.conf").write_text(ACCESS)
        self.port = _free_port()
        self.start()
        self.ask(f"CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'")

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Returns when it can be asked."""
        options = f"-p {self.port} -k {self._folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "60", "-l", self._folder / "log", "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """At once: whoever is connected is cut off. how: "immediate" doesn't even tidy up."""
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "60", "-m", how, "stop")

    def database(self) -> str:
        """The URL of a new, empty database; that of the test before is dropped."""
        number = next(self._numbers)
        name = f"plans{number}"
        self.ask(f"DROP DATABASE IF EXISTS plans{number - 1} WITH (FORCE)")
        self.ask(f"CREATE DATABASE {name}")
        return self.url(name)

    def workshop(self) -> Address:
        """A workshop in a new database that nobody has opened yet: its id is that of all tests."""
        address = Address(self.database(), "acme")
        enter(address, ID)
        return address

    def url(self, database: str, role: str = "facilitator") -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"

    def ask(self, statement: str, database: str = "postgres") -> list[tuple]:
        """What a statement gives, past the workbook."""
        with closing(psycopg.connect(self.url(database), autocommit=True)) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, program: str, *words: str | Path) -> None:
        """As the user postgres where we are root, as whom a server won't run."""
        other = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] if os.geteuid() == 0 else []
        command = [*other, str(self._programs / program), *map(str, words)]
        with (self._folder / "said").open("a+") as said:  # a pipe would stay open as long as the server runs
            done = subprocess.run(command, cwd="/", stdout=said, stderr=said, timeout=90, check=False)
            said.seek(0)
            assert not done.returncode, said.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop("immediate")
        shutil.rmtree(self._folder)


def enter(place: Path | Address, id: str) -> None:
    """Makes room for a workshop in a journal; in a file there always is."""
    if isinstance(place, Address):
        with entering(place, id):
            pass


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
