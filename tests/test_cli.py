import json
from pathlib import Path

import click
import pytest

from workbook import cli
from workbook.rehearsal import shipped

CLEANING = str(shipped("policies") / "cleaning.csv")


class Said:
    """What a command left behind: exit code, stdout and stderr."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> Said:
        with pytest.raises(SystemExit) as stopped:
            cli.main(words)
        said = capsys.readouterr()
        return Said(int(stopped.value.code or 0), said.out, said.err)

    return run


def test_new_makes_a_folder_with_a_journal_and_notebooks_that_open_it(command, tmp_path):
    """After `new` the workshop is a folder whose notebooks name it by its full path."""
    assert command("new", "acme", "--policies", CLEANING).code == 0
    folder = tmp_path / "workbook_home" / "acme"
    assert (folder / "journal.sqlite").is_file()
    assert f"workshop: str = '{folder}'" in json.loads((folder / "notebooks/04-policies.ipynb").read_text())[
        "cells"][1]["source"][1]  # fmt: skip


def test_new_makes_nothing_when_the_inventory_is_bad(command, tmp_path):
    """A list with a bad row is refused before the folder is made."""
    Path("bad.csv").write_text("policy,necessary\nNo pets,maybe\n")
    said = command("new", "acme", "--policies", "bad.csv")
    assert said.code == 1
    assert said.err == "bad.csv, row 2: 'necessary' is 'maybe'. Write yes, no, or leave it empty.\n"
    assert not (tmp_path / "workbook_home" / "acme").exists()


def test_new_refuses_a_name_that_is_taken(command):
    """A second workshop of the same name is refused and the first one stays."""
    command("new", "acme", "--policies", CLEANING)
    said = command("new", "acme")
    assert said.code == 1
    assert "already" in said.err
    assert json.loads(command("journal", "acme", "--json").out)


def test_importing_the_same_file_again_adds_nothing(command):
    """Rows that the workshop holds are known already."""
    command("new", "acme", "--policies", CLEANING)
    said = command("import", "acme", "policies", CLEANING, "--json")
    assert json.loads(said.out) == {"read": 44, "new": 0, "reworded": 0, "repeated": 0}


def test_a_rehearsed_workshop_has_a_plan(command):
    """rehearse, then plan: the documents are there, and the page says that it is rehearsed."""
    command("new", "acme", "--policies", CLEANING)
    assert json.loads(command("rehearse", "acme", "--people", "7", "--json").out)["people"] == 7
    files = json.loads(command("plan", "acme", "--to", "html,md,json", "--json").out)
    assert [Path(f).suffix for f in files] == [".html", ".md", ".json"]
    assert "Rehearsal" in Path(files[0]).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("frob",), "No such command 'frob'."),
        (("plan", "demo", "--to", "doc"), "A plan can't be written as 'doc' yet. Choose from: html, md, json."),
        (("plan", "demo", "--as-of", "soon"), "'soon' is not a date. Write it as year-month-day, such as 2026-12-31."),
        (("new", "a", "--language", "xx"), "There is no language 'xx' yet. Choose one of: en (English), pt"),
        (("new", "a", "--policies", "p.csv", "--map", "x"), "--map x: write it as column=field, "),
        (("run", "demo", "--notebook", "77"), "There is no notebook '77'. Choose from: 00-welcome, 04-policies"),
        (("run", "demo", "-p", "colour", "red"), "has no parameter 'colour'. It knows: workshop, language, me"),
        (("rehearse", "demo", "--people", "1"), "A rehearsal has 2 to 500 people, not 1."),
    ],
)  # fmt: skip
def test_wrong_use_is_one_plain_line_and_exit_code_2(command, words, sentence):
    """A wrong word on the command line: exit 2, one line on stderr that says what is allowed, no traceback."""
    said = command(*words)
    assert said.code == 2
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_a_workshop_that_is_not_there_is_one_plain_line_and_exit_code_1(command):
    """The sentence says where it was looked for and how to make it."""
    said = command("plan", "nowhere")
    assert said.code == 1
    assert "There is no workshop in" in said.err
    assert said.err.endswith("workbook new nowhere\n")


def test_a_backup_opens_as_a_workshop(command, tmp_path):
    """The plan of a backup is the plan of the workshop."""
    command("new", "acme", "--policies", CLEANING)
    command("rehearse", "acme")
    command("backup", "acme", "copy.sqlite")
    command("plan", "acme", "--to", "json", "--out", "one")
    command("plan", str(tmp_path / "copy.sqlite"), "--to", "json", "--out", "two")
    assert Path("one/plan.json").read_bytes() == Path("two/plan.json").read_bytes()


def test_a_workshop_is_deleted_only_when_that_was_meant(command, tmp_path):
    """Without an answer nothing is deleted; with --yes the folder is gone."""
    command("new", "acme")
    assert command("delete", "acme").code == 1
    assert (tmp_path / "workbook_home" / "acme").exists()
    assert command("delete", "acme", "--yes").code == 0
    assert not (tmp_path / "workbook_home" / "acme").exists()


def test_demo_made_twice_is_opened_as_it_is(command):
    """What somebody did in the demonstration isn't lost by making it again."""
    first = command("demo", "--json")
    before = command("journal", "demo", "--json").out
    assert command("demo", "--json").out == first.out
    assert command("journal", "demo", "--json").out == before


def test_every_command_has_help(command):
    """--help of each command explains it and each of its options."""
    for name, each in cli.app.commands.items():
        assert each.help, name
        assert all(p.help for p in each.params if isinstance(p, click.Option)), name
        assert command(name, "--help").code == 0
