"""Workshops whose journal is in a database: every command, on the computer where they were made and on others."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.people import answer, stored
from tests.postgresql import PASSWORD, Server
from tests.test_cli import CLEANING, Said, command
from workbook import places
from workbook.building import DATABASE, NOTEBOOKS
from workbook.core.errors import WorkbookError
from workbook.folders import attached, delete, found, new_workshop, open_workshop
from workbook.journal import Journal
from workbook.live.tokens import Tokens

__all__ = ["command"]

Command = Callable[..., Said]


@pytest.fixture
def url(postgresql: Server) -> str:
    """Of an empty database."""
    return postgresql.database()


@pytest.fixture
def acme(url: str, command: Command) -> str:
    """The address of a workshop with the cleaning company's policies, made here."""
    assert command("new", "acme", "--database", url, "--policies", CLEANING).code == 0
    return f"{url}#acme"


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """From now on we are on another computer; its folder of workshops."""
    for name in ("WORKBOOK_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere" / name))
    return tmp_path / "elsewhere" / "WORKBOOK_HOME"


def test_new_makes_the_folder_here_and_the_journal_there(command: Command, url: str) -> None:
    """The folder has its notebooks and notes the address; what others need to open it is printed."""
    said = command("new", "acme", "--database", url, "--policies", CLEANING)
    folder = places.home() / "acme"
    assert sorted(p.name for p in folder.iterdir()) == [DATABASE, NOTEBOOKS]
    assert (folder / DATABASE).read_text() == f"{url}#acme\n"
    assert f"lab '{url}#acme'" in said.out
    assert len(open_workshop("acme").state().exercise("policies").items) == 44


COMMANDS = [
    ("import", "{}", "policies", CLEANING),
    ("rehearse", "{}", "--people", "5"),
    ("plan", "{}", "--to", "md"),
    ("journal", "{}"),
    ("backup", "{}", "copy.sqlite"),
]


@pytest.mark.parametrize("called", ["acme", "the address"])
def test_every_command_takes_it(command: Command, acme: str, called: str) -> None:
    """By its name here, and by its address."""
    name = acme if called == "the address" else called
    for words in COMMANDS:
        said = command(*(word.format(name) for word in words))
        assert (said.code, said.err) == (0, ""), words
    assert (places.home() / "acme" / "plan" / "plan.md").is_file()
    assert len(json.loads(command("journal", name, "--json").out)) > 200


def test_a_backup_is_a_file_that_can_be_opened(command: Command, acme: str, url: str, tmp_path: Path) -> None:
    """All of this workshop, and nothing of another in the database."""
    command("new", "other", "--database", url)
    command("backup", "acme", "copy.sqlite")
    copy = open_workshop(str(tmp_path / "copy.sqlite"))
    assert stored(copy) == stored(open_workshop("acme"))
    assert copy.journal.workshops() == [copy.id]


def test_on_another_computer_it_is_the_same(acme: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is said on one is seen on the other; by its address first, then by name in a folder of its own."""
    here = open_workshop("acme")
    home = elsewhere(monkeypatch, tmp_path)
    there = attached(acme)
    there.say(answer(next(iter(there.state().exercise("policies").items)), "drop"))
    assert here.state() == open_workshop("acme").state() == found(acme).state()
    assert there.folder == home / "acme" == found(acme).folder
    assert (home / "acme" / NOTEBOOKS / "04-policies.ipynb").is_file()


def test_a_folder_of_another_workshop_is_left_alone(
    acme: str, command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One of the same name on this computer gets nothing of the shared one."""
    home = elsewhere(monkeypatch, tmp_path)
    new_workshop("acme")
    for words in (["plan", acme], ["lab", acme]):
        said = command(*words)
        assert (said.code, said.err.count("\n")) == (1, 1)
        assert "another workshop" in said.err
    assert [p.name for p in (home / "acme").iterdir()] == ["journal.sqlite"]
    assert command("journal", acme).code == 0


@pytest.mark.slow
def test_its_notebooks_run_by_name_and_by_address(command: Command, acme: str) -> None:
    """The `workshop` parameter may be either."""
    for name in ("acme", acme):
        said = command("run", name, "--notebook", "04", "--json")
        assert [run["result"] for run in json.loads(said.out)] == ["ok"], said.out
        assert json.loads(said.out)[0]["output"].endswith("acme/run/04-policies.ipynb")


def test_deleted_it_is_gone_for_everybody(
    command: Command, acme: str, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With its tokens; other workshops stay, and a folder elsewhere that is left can be deleted after it."""
    command("new", "other", "--database", url)
    Tokens(open_workshop("acme")).give("somebody", "participant")
    home = elsewhere(monkeypatch, tmp_path)
    attached(acme)
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path / "workbook_home"))
    assert command("delete", "acme", "--yes").code == 0
    assert [p.name for p in places.home().iterdir()] == ["other"]
    assert Journal(places.address(url)).only() == open_workshop("other").id
    monkeypatch.setenv("WORKBOOK_HOME", str(home))
    assert command("journal", "acme").code == 1
    delete("acme")
    assert list(home.iterdir()) == []


def test_what_is_not_there_is_not_deleted(command: Command, url: str, acme: str) -> None:
    """An address that leads to no workshop."""
    said = command("delete", f"{url}#acme2", "--yes")
    assert (said.code, said.out) == (1, "")
    assert "There is no workshop" in said.err
    assert command("journal", acme).code == 0


def test_before_deleting_one_is_told_that_others_share_it(acme: str) -> None:
    """The question names the address."""
    from workbook import show
    from workbook.folders import deletable

    assert show.sure(deletable("acme")).startswith(f"Delete the workshop {acme} for good, for everybody")


def test_an_unreachable_database_loses_nothing(command: Command, acme: str, postgresql: Server) -> None:
    """Every command says so in a line; the folder stays as it is, also when it was to be deleted."""
    postgresql.stop()
    try:
        for words in (*COMMANDS, ("delete", "{}", "--yes"), ("run", "{}"), ("serve", "{}")):
            said = command(*(word.format("acme") for word in words))
            assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), words
            assert "can't be reached" in said.err
        assert command("new", "second", "--database", acme.partition("#")[0]).code == 1
    finally:
        postgresql.start()
    assert [p.name for p in places.home().iterdir()] == ["acme"]
    assert command("journal", "acme").code == 0


def test_a_name_that_is_taken_in_the_database_makes_no_folder(
    command: Command, acme: str, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The sentence tells the address by which the workshop can be opened; the one that is there stays."""
    home = elsewhere(monkeypatch, tmp_path)
    said = command("new", "acme", "--database", url)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert acme in said.err
    assert not home.exists() or not list(home.iterdir())


def test_a_bad_inventory_makes_nothing_in_the_database(command: Command, url: str) -> None:
    """As little as a folder."""
    Path("bad.csv").write_text("policy,necessary\nNo pets,maybe\n")
    assert command("new", "acme", "--database", url, "--policies", "bad.csv").code == 1
    assert not (places.home() / "acme").exists()
    assert command("new", "acme", "--database", url).code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["new", "acme", "--database", "postgresql://ana:{}@host/plans"],
        ["journal", "postgresql://ana:{}@host/plans#acme"],
        ["run", "{acme}", "-p", "workshop", "postgresql://ana:{}@host/plans"],
        ["new", "postgresql://host/plans"],
        ["new", "acme", "--database", "here"],
    ],
)
def test_an_address_that_cannot_be_is_wrong_use(command: Command, acme: str, words: list[str]) -> None:
    """One line, exit 2, and nothing of a password in it."""
    said = command(*(word.format(PASSWORD, acme=acme) for word in words))
    assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
    assert PASSWORD not in said.err


def test_a_password_is_written_nowhere(
    command: Command, postgresql: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Given as PGPASSWORD it opens the database; no file and no output has it, a notebook that ran included."""
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    url = postgresql.database()
    postgresql.ask(f"GRANT CREATE ON DATABASE {url.rpartition('/')[2]} TO locked")
    url = url.replace("facilitator@", "locked@")
    printed = [command("new", "acme", "--database", url).out]
    printed += [command(*(word.format("acme") for word in words)).out for words in COMMANDS[2:]]
    printed.append(command("run", "acme", "--notebook", "00").out)
    assert "00-welcome" in printed[-1]
    assert not [text for text in printed if PASSWORD in text]
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and PASSWORD.encode() in p.read_bytes()]


def test_a_note_that_cannot_be_read_is_named(acme: str) -> None:
    """Whoever wrote into the file that notes the address learns which one it is."""
    note = places.home() / "acme" / DATABASE
    note.write_text("at Ana's")
    with pytest.raises(WorkbookError, match=f"{note}: That is no address"):
        open_workshop("acme")


def test_a_notebook_needs_no_folder_of_workshops(acme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address says all there is to say."""
    shutil.rmtree(places.home())
    monkeypatch.delenv("WORKBOOK_HOME")
    assert open_workshop(acme).folder is None
