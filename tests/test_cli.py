import json
import shlex
from pathlib import Path

import click
import pytest
from junitparser import JUnitXml

from tests.people import staged
from workbook import cli, failing
from workbook.folders import open_workshop
from workbook.samples import shipped

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


def test_complaints_are_imported_beside_policies(command):
    """The command says how many there were and how many are about a policy; again, it adds nothing."""
    command("new", "acme", "--policies", CLEANING)
    said = command("import", "acme", "complaints", str(shipped("policies") / "cleaning-complaints.csv"))
    assert said.out == "cleaning-complaints.csv: 66 rows read, 66 new.\n52 of 66 are about a policy.\n"
    again = command("import", "acme", "complaints", str(shipped("policies") / "cleaning-complaints.csv"), "--json")
    assert json.loads(again.out) == {"read": 66, "new": 0, "reworded": 0, "repeated": 0, "matched": 52}


def test_figures_are_imported(command):
    """The command says how many there were and which are still missing; the plan then says what is at stake."""
    command("new", "acme", "--policies", CLEANING)
    Path("own.csv").write_text("figure,value,source\ncustomers,140,ledger\n")
    said = command("import", "acme", "figures", "own.csv")
    assert said.out == "own.csv: 1 row read, 1 new.\nStill missing: complaints, months, yearly_value, keeping.\n"
    Path("own.csv").write_text("figure,value,source\ncustomers,-1,ledger\n")
    assert "row 2: 'value' of customers is '-1'" in command("import", "acme", "figures", "own.csv").err
    assert command("import", "acme", "figures", "own.csv", "--value", "x=y").code == 2


def test_answers_on_paper_are_imported(command):
    """The command says how many there were and who joined; after the reveal the journal says who entered them."""
    command("new", "acme", "--policies", CLEANING)
    Path("paper.csv").write_text("person,policy,answer\nAna,C01,very rude\nBen,C01,keep\nBen,C02,\n")
    words = ("import", "acme", "answers", "paper.csv", "--value", "Very rude=drop")
    assert command(*words).out == "paper.csv: 3 rows read, 2 new, 1 without an answer.\n2 people joined.\n"
    assert json.loads(command(*words, "--json").out) == {
        "read": 3, "new": 0, "reworded": 0, "repeated": 0, "unanswered": 1, "joined": 0, "late": False
    }  # fmt: skip
    assert "Answered" not in command("journal", "acme").out
    open_workshop("acme").say(staged("compare"))
    assert (
        "Ana  Answered  exercise=policies, item=C01, value=drop, entered_by=facilitator"
        in command("journal", "acme").out
    )
    Path("late.csv").write_text("person,policy,answer\nCyr,C01,keep\n")
    assert "these come late: they are kept, but not counted" in command("import", "acme", "answers", "late.csv").out


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
        (("plan", "demo", "--to", "doc"), "can't be written as 'doc' yet. Choose from: html, md, json, poster, xlsx."),
        (("plan", "demo", "--as-of", "soon"), "'soon' is not a date. Write it as year-month-day, such as 2026-12-31."),
        (("new", "a", "--language", "xx"), "There is no language 'xx' yet. Choose one of: en (English), pt"),
        (("new", "a", "--policies", "p.csv", "--map", "x"), "--map x: write it as column=field, "),
        (("run",), "Say which workshop: workbook run NAME, or workbook run --sets FILE."),
        (("run", "demo", "--notebook", "77"), "There is no notebook '77'. Choose from: 00-welcome, 03-vision, "),
        (("run", "demo", "-p", "colour", "red"), "has no parameter 'colour'. It knows: workshop, language, me"),
        (("plan", "demo", "--as-of", "2026-W01-1"), "'2026-W01-1' is not a date. Write it as year-month-day, "),
        (("plan", "demo", "--as-of", ""), "'' is not a date. Write it as year-month-day, "),
        (("run", "demo", "-p", "language", "xx"), "There is no language 'xx' yet. Choose one of: en (English), pt"),
        (("new", "a\nb"), "'a?b' can't be the name of a workshop."),
        (("new", "a", "--language", "x\ny"), "There is no language 'x y' yet."),
        (("new", "a", "--map", "b=policy", "--map", "b=area"), "column 'b' twice, as 'policy' and 'area'"),
        (("import", "a", "answers", "f", "--value", "x"), "--value x: write it as spelling=answer, "),
        (("import", "a", "answers", "f", "--value", "X=keep", "--value", "x =drop"), "'x' twice, as 'keep' and 'drop'"),
        (("import", "a", "policies", "f", "--value", "x=keep"), "--value is for answers only. Import policies without"),
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


@pytest.mark.parametrize("words", [("import", "demo", "policies", CLEANING), ("delete", "demo", "--yes")])
def test_a_demo_that_is_nowhere_is_not_changed(command, words):
    """What was put into a demonstration in memory would be lost without a word."""
    said = command(*words)
    assert said.code == 1
    assert said.err.startswith("The demonstration isn't in ")
    assert said.err.endswith("yet. Make it with: workbook demo demo\n")


def test_the_plan_of_a_backup_is_beside_it(command, tmp_path):
    """In a folder that is named after it; that of a workshop's own journal is the workshop's."""
    command("new", "acme", "--policies", CLEANING)
    command("backup", "acme", "copy.sqlite")
    command("plan", "./copy.sqlite")
    command("plan", str(tmp_path / "workbook_home" / "acme" / "journal.sqlite"))
    assert (tmp_path / "copy-plan" / "plan.html").is_file()
    assert (tmp_path / "workbook_home" / "acme" / "plan" / "plan.html").is_file()


@pytest.mark.slow
def test_a_backup_is_run_beside_it(command, tmp_path):
    """Its notebooks open the backup itself."""
    command("new", "acme", "--policies", CLEANING)
    command("backup", "acme", "copy.sqlite")
    assert command("run", "./copy.sqlite", "--notebook", "08").code == 0
    assert str(tmp_path / "copy.sqlite") in (tmp_path / "copy-run" / "08-plan.ipynb").read_text("utf-8")


def test_delete_says_what_it_leaves(command, tmp_path):
    """Whoever put a letter into the folder learns that it is still there."""
    command("new", "acme")
    (tmp_path / "workbook_home" / "acme" / "letter.txt").write_text("Dear Ana")
    assert command("delete", "acme", "--yes").out.endswith("since the workbook didn't make it: letter.txt\n")


def test_the_advice_of_a_sentence_works(command, tmp_path):
    """A name that is taken by something unreadable can be had again, with the command that is named."""
    command("new", "our shop")
    (tmp_path / "workbook_home" / "our shop" / "journal.sqlite").write_bytes(b"broken")
    advice = command("new", "our shop").err.strip().rpartition("workbook ")[2]
    assert shlex.split(advice) == ["delete", "our shop"]
    assert command(*shlex.split(advice), "--yes").code == 0
    assert command("new", "our shop").code == 0


def test_commands_can_be_typed_as_they_are_printed(command):
    """A name with a space is quoted."""
    out = command("new", "our shop").out
    assert "lab 'our shop'" in out
    assert "import 'our shop' policies FILE" in out
    assert "plan 'our shop'" in out


def test_an_unforeseen_error_is_one_plain_line(command, monkeypatch):
    """Whatever goes wrong, nobody is shown a traceback who didn't ask for it."""
    monkeypatch.setattr("workbook.folders.found", lambda *_, **__: 1 / 0)
    said = command("journal", "demo")
    assert said.code == 1
    assert said.err == (
        "Something went wrong that we didn't expect (ZeroDivisionError: division by zero). "
        "Set WORKBOOK_TRACEBACK=1 to see where.\n"
    )
    monkeypatch.setenv("WORKBOOK_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["journal", "demo"])


def test_a_line_of_an_error_has_an_end(command):
    """An argument of any length doesn't fill the screen."""
    said = command("new", "x" * 100_000)
    assert len(said.err) == failing.LONGEST_LINE + 1
    assert said.err.endswith("…\n")


def test_without_a_command_there_is_help(command):
    """It is no error, so it isn't among the errors; but nothing was done either."""
    said = command()
    assert (said.code, said.err) == (2, "")
    assert "rehearse" in said.out


def test_root_learns_why_there_is_no_lab(command, monkeypatch):
    """JupyterLab's own words don't say what to do about it; when it ran, there is nothing to say."""
    monkeypatch.setattr("os.geteuid", lambda: 0)
    for code in (0, 1):
        monkeypatch.setattr("subprocess.call", lambda *_, code=code, **__: code)
        said = command("lab", "demo") if not command("demo").code else None
        assert said.code == code
        assert ("c.ServerApp.allow_root = True" in said.err) == bool(code)


@pytest.mark.slow
def test_a_table_of_sets_is_run_and_reported(command):
    """Two rows, one of which fails: both are in the table, the JSON and the JUnit report, and the exit code is 1."""
    command("new", "acme", "--language", "en")
    book = Path("workbook_home/acme/notebooks/08-plan.ipynb")
    book.write_text(book.read_text().replace('"plan = wb', '"1 / (me != \'Ben\')\\n", "plan = wb'))
    Path("sets.csv").write_text("workshop,notebook,me\nacme,8,Ana\nacme,8,Ben\n")
    said = command("run", "--sets", "sets.csv", "--junit", "reports/all.xml")
    assert said.code == 1
    assert [line.split()[-1] for line in said.out.splitlines()[1:3]] == ["ok", "failed"]
    [suite] = JUnitXml.fromfile("reports/all.xml")
    assert (suite.tests, suite.failures) == (2, 1)
    assert [case.name for case in suite] == ["language=en, me=Ana", "language=en, me=Ben"]
    assert list(suite)[1].result[0].message == "08-plan, cell 4: ZeroDivisionError: division by zero"
    runs = json.loads(command("run", "--sets", "sets.csv", "--json").out)
    assert [(run["parameters"]["me"], run["result"]) for run in runs] == [("Ana", "ok"), ("Ben", "failed")]
    assert len(list(Path("workbook_home/acme/run").iterdir())) == 2


def test_a_report_that_cannot_be_written_is_told_before_anything_runs(command):
    """Not after an hour of notebooks."""
    Path("folder").mkdir()
    said = command("run", "demo", "--junit", "folder")
    assert said.code == 1
    assert said.err.startswith("folder: ")
    assert not Path("workbook_home/demo/run").exists()
