"""A journal in a database: addresses, taking turns, and what is said when something goes wrong."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from tests.people import ID, opened
from tests.postgresql import PASSWORD, Server, enter
from tests.writers import event
from workbook.core.errors import BadChoice, JournalAway, JournalError, NoSuchWorkshop, WorkshopExists
from workbook.core.events import FORMAT
from workbook.journal import Journal
from workbook.journal.address import Address, address
from workbook.journal.connecting import SCHEMA
from workbook.journal.postgresql import entering, named, remove
from workbook.journal.tables import EVENTS, row

LIMIT = 10  # seconds until something that was to happen counts as failed


def ids(journal: Journal) -> list[str]:
    return [e.id for e in journal.since(0, ID)[0]]


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def rows_of(address: Address, table: str, server: Server) -> int:
    [(count,)] = server.ask(f"SELECT count(*) FROM {SCHEMA}.{table}", address.url.rpartition("/")[2])  # noqa: S608
    return count


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("postgresql://ana@host:5433/plans#acme", Address("postgresql://ana@host:5433/plans", "acme")),
        ("postgres://host/plans", Address("postgresql://host/plans")),
        ("postgresql+psycopg:///plans#Our%20shop", Address("postgresql:///plans", "Our shop")),
        ("postgresql://[::1]/plans?sslmode=require", Address("postgresql://[::1]/plans?sslmode=require")),
    ],
)
def test_an_address_is_read_as_it_is_usually_written(written: str, meant: Address) -> None:
    """The database's URL, and after # the workshop; written down and read again it is the same."""
    assert address(written) == address(str(address(written))) == meant


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://ana:{PASSWORD}@host/plans",
        f"postgresql://host/plans?password={PASSWORD}",
        f"postgresql://ana:{PASSWORD}#1@host/plans",
        f"postgresql://ana:{PASSWORD}@host:port/plans",
        f"mysql://ana:{PASSWORD}@host/plans",
    ],
)
def test_a_password_is_refused_and_not_repeated(text: str) -> None:
    """Whatever else is wrong with the address, the sentence has nothing of it."""
    with pytest.raises(BadChoice, match="postgresql://USER@HOST:PORT/DATABASE") as error:
        address(text)
    assert not {PASSWORD, "ana", "host"} & set(str(error.value).replace("@", " ").replace("/", " ").split())
    assert PASSWORD not in str(error.value)


def test_whoever_writes_second_is_read_second(address: Address, postgresql: Server) -> None:
    """A writer waits for one who has positions and hasn't committed: nobody reads past what is still to come."""
    first, second, reader = Journal(address), Journal(address), Journal(address)
    waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with first._store.writing(ID) as connection:
        connection.execute(sa.insert(EVENTS), [row(event("a"))])
        other = Thread(target=second.append, args=(event("b"),), daemon=True)
        other.start()
        until(lambda: postgresql.ask(waits))
        assert ids(reader) == []
    other.join(LIMIT)
    assert ids(reader) == ["a", "b"]


def test_workshops_do_not_wait_for_each_other(address: Address) -> None:
    """While one is written to, so can be another in the same database."""
    other = replace(address, workshop="other")
    enter(other, "other")
    with Journal(address)._store.writing(ID):
        Journal(other).append(replace(event("a"), workshop="other"))
    assert Journal(other).since(0, "other")[0]


def test_a_journal_outlives_its_server(address: Address, postgresql: Server) -> None:
    """While the server is away the journal says so, and it goes on where it was when the server is back."""
    journal = Journal(address)
    journal.append(event("a"))
    postgresql.stop()
    try:
        for say in (lambda: journal.append(event("b")), lambda: ids(journal), lambda: ids(Journal(address))):
            with pytest.raises(JournalAway, match=r"can't be reached \(Connection refused\). Check"):
                say()
    finally:
        postgresql.start()
    until(lambda: _appended(journal, "b"))
    assert ids(journal) == ["a", "b"]


def test_what_is_acknowledged_outlives_a_crash(address: Address, postgresql: Server) -> None:
    """Also where the server is set to acknowledge what it hasn't written to disk yet."""
    postgresql.ask(f"ALTER DATABASE {address.url.rpartition('/')[2]} SET synchronous_commit = off")
    journal = Journal(address)
    for n in range(50):
        journal.append(event(f"{n}"))
    postgresql.stop("immediate")
    postgresql.start()
    assert ids(Journal(address)) == [f"{n}" for n in range(50)]


def _appended(journal: Journal, id: str) -> bool:
    try:
        journal.append(event(id))
        return True
    except JournalAway:
        return False


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """One try takes its two seconds; whoever asks soon after it is told at once."""
    monkeypatch.setattr("workbook.journal.postgresql.PAUSE", 60)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        journal = Journal(address(f"postgresql://ana@127.0.0.1:{port}/plans?connect_timeout=2"))
        with pytest.raises(JournalAway):
            ids(journal)
        began = time.monotonic()
        with pytest.raises(JournalAway):
            ids(journal)
    assert time.monotonic() - began < 2


def without_server(server: Server) -> str:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return f"postgresql://ana@127.0.0.1:{door.getsockname()[1]}/plans"


WRONG = {  # URL, what the sentence says, what it says to do
    "no server": (without_server, r"can't be reached \(Connection refused\)", "Check that the server runs"),
    "no host": (
        lambda server: "postgresql://ana@nowhere.invalid/plans",
        "can't be reached",
        "Check that the server runs",
    ),
    "no password": (lambda server: server.url("postgres", "locked"), "doesn't let you in", "PGPASSWORD"),
    "no user": (lambda server: server.url("postgres", "nobody"), "doesn't let you in", "Name a user"),
    "no database": (lambda server: server.url("nothing"), r'database "nothing" does not exist', "createdb"),
    "no workshop": (lambda server: server.url("postgres"), "There is no workshop", "workbook new NAME --database"),
    "no option": (lambda server: server.url("postgres") + "?colour=red", "colour", "Correct the address"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_database_is_said_in_one_sentence(postgresql: Server, what: str) -> None:
    """Where, why, and what to do."""
    url, says, advises = WRONG[what]
    with pytest.raises((JournalError, NoSuchWorkshop), match=says) as error:
        Journal(address(url(postgresql))).only()
    assert advises in str(error.value)
    assert "\n" not in str(error.value)


def test_a_wrong_password_is_not_repeated(postgresql: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """It comes from PGPASSWORD, and the right one from there opens the database."""
    locked = Journal(address(postgresql.url("postgres", "locked")))
    monkeypatch.setenv("PGPASSWORD", "wrong-one")
    with pytest.raises(JournalError, match="password authentication failed") as error:
        locked.only()
    assert "wrong-one" not in str(error.value)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with pytest.raises(NoSuchWorkshop):
        locked.only()


def test_a_password_may_be_in_the_usual_file(postgresql: Server, tmp_path: Path) -> None:
    """As with every program that speaks to PostgreSQL."""
    file = tmp_path / "home" / ".pgpass"
    file.write_text(f"127.0.0.1:{postgresql.port}:*:locked:{PASSWORD}\n")
    file.chmod(0o600)
    with pytest.raises(NoSuchWorkshop):
        Journal(address(postgresql.url("postgres", "locked"))).only()


def test_who_may_not_write_is_told_whom_to_ask(address: Address) -> None:
    """A user without rights in a workshop's database."""
    other = Journal(replace(address, url=address.url.replace("facilitator@", "locked@")))
    with pytest.raises(JournalError, match="doesn't let you in"):
        other.append(event("a"))


def test_a_user_without_rights_is_told_whom_to_ask(address: Address, postgresql: Server) -> None:
    """One who comes into the database and finds the workshop's tables closed."""
    postgresql.ask("CREATE ROLE guest LOGIN")
    other = Journal(replace(address, url=address.url.replace("facilitator@", "guest@")))
    for say in (other.only, lambda: other.append(event("a"))):
        with pytest.raises(JournalError, match=r"doesn't allow that \(permission denied .*Ask whoever"):
            say()


def test_without_the_driver_one_is_told_what_to_install(address: Address) -> None:
    """psycopg isn't there for those who don't want it, and the command ends with 1."""
    code = "import sys; sys.modules['psycopg'] = None; from workbook.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "journal", str(address)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.endswith("pip install 'customer-service-workbook[postgresql]'\n")
    assert run.stderr.count("\n") == 1


def test_only_who_needs_a_database_loads_its_driver(tmp_path: Path) -> None:
    """A journal in a file imports neither psycopg nor the dialect."""
    code = "import sys, pathlib, workbook.journal as j; j.Journal(pathlib.Path(sys.argv[1])); print(*sys.modules)"
    command = [sys.executable, "-c", code, str(tmp_path / "journal.sqlite")]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert not {"psycopg", "sqlalchemy.dialects.postgresql", "workbook.journal.postgresql"} & set(loaded)


def test_the_only_workshop_needs_no_name(address: Address) -> None:
    """With several, the sentence names them and shows how one is written."""
    assert Journal(replace(address, workshop="")).only() == ID
    assert named(replace(address, workshop="")) == address
    enter(replace(address, workshop="Our shop"), "other")
    with pytest.raises(NoSuchWorkshop, match=rf"Our shop, acme.*such as {address.url}#Our%20shop\."):
        Journal(replace(address, workshop="")).only()


def test_a_name_is_given_once(address: Address) -> None:
    """A second workshop of the name is refused, and the first stays."""
    with pytest.raises(WorkshopExists, match="Choose another name"), entering(address, "second"):
        pass
    assert Journal(address).only() == ID


def test_what_is_stopped_half_way_leaves_nothing(address: Address) -> None:
    """A workshop that couldn't be made has no name in the database."""
    other = replace(address, workshop="other")
    with suppress(KeyboardInterrupt), entering(other, "other"):
        Journal(other).append(replace(event("a"), workshop="other"))
        raise KeyboardInterrupt
    with pytest.raises(NoSuchWorkshop):
        Journal(other).only()


def test_a_deleted_workshop_takes_nothing_more(address: Address, postgresql: Server) -> None:
    """Who still has it open on another computer is told, and nothing of it is left, nor made again."""
    workshop = opened(address)
    remove(address)
    with pytest.raises(JournalError, match="somebody has deleted it"):
        workshop.journal.append(event("late"))
    assert [rows_of(address, table, postgresql) for table in ("workshops", "events", "holders")] == [0, 0, 0]


def test_a_newer_format_is_left_alone(address: Address, postgresql: Server) -> None:
    """As with a file."""
    postgresql.ask(f"UPDATE {SCHEMA}.workshops SET format = {FORMAT + 1}", address.url.rpartition("/")[2])  # noqa: S608
    with pytest.raises(JournalError, match="Install the newer version"):
        Journal(address).only()


def test_a_damaged_row_is_told_in_one_sentence(address: Address, postgresql: Server) -> None:
    """No part of the history is passed over in silence."""
    Journal(address).append(event("a"))
    postgresql.ask(f"UPDATE {SCHEMA}.events SET said = '{{'", address.url.rpartition("/")[2])  # noqa: S608
    with pytest.raises(JournalError, match=r"is damaged \(entry 1 says nothing that is known\)\. Restore"):
        ids(Journal(address))


def test_other_programs_tables_are_left_alone(postgresql: Server) -> None:
    """A table of theirs may be called as one of ours; ours are in a schema of their own."""
    url = postgresql.database()
    name = url.rpartition("/")[2]
    postgresql.ask("CREATE TABLE events (theirs text)", name)
    enter(Address(url, "acme"), ID)
    Journal(Address(url)).append(event("a"))
    assert ids(Journal(Address(url))) == ["a"]
    assert postgresql.ask("SELECT count(*) FROM public.events", name) == [(0,)]


def test_looking_makes_nothing(postgresql: Server) -> None:
    """Who opens a database by a slip of the pen leaves no tables in it."""
    url = postgresql.database()
    with pytest.raises(NoSuchWorkshop):
        Journal(Address(url)).only()
    assert postgresql.ask(f"SELECT 1 FROM pg_namespace WHERE nspname = '{SCHEMA}'", url.rpartition("/")[2]) == []  # noqa: S608
