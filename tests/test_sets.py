from pathlib import Path

import openpyxl
import pytest

from tests.people import opened
from workbook.core.errors import BadInventory, BadParameter, NoSuchWorkshop
from workbook.folders import new_workshop
from workbook.notebooks import originals
from workbook.sets import read_sets


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Writes the lines of a table, and reads it."""
    monkeypatch.chdir(tmp_path)

    def read(*lines: str, **rest):
        Path("sets.csv").write_text("".join(f"{line}\n" for line in lines))
        return read_sets(Path("sets.csv"), **rest)

    return read


def outputs(jobs) -> list[str]:
    return [job.output.name for job in jobs]


def test_each_row_is_a_run_of_every_notebook(table):
    """Two rows of all notebooks are twice as many jobs, in the order of the rows, each with the row's own values."""
    jobs = table("language,me", "en,Ana", "pt,Ben", name="demo")
    assert [job.notebook for job in jobs] == originals() * 2
    said = [(job.parameters["language"], job.parameters["me"]) for job in jobs]
    assert said == [("en", "Ana")] * len(originals()) + [("pt", "Ben")] * len(originals())


def test_a_row_chooses_its_notebooks(table):
    """By number, also as a spreadsheet shortens it, or by name; a row that chooses none takes those of the command."""
    jobs = table("notebook,me", '"4, 08-plan",Ana', ",Ben", name="demo", wanted=["00"])
    assert [job.notebook.stem for job in jobs] == ["04-policies", "08-plan", "00-welcome"]


def test_a_cell_goes_to_the_notebooks_that_have_the_parameter(table):
    """With the type that they declare; what a row leaves empty is not set."""
    jobs = table("customers,me", "500,", name="demo")
    assert [job.parameters["customers"] for job in jobs if "customers" in job.parameters] == [500]
    assert "me" not in jobs[0].parameters


def test_the_same_set_has_the_same_output(table):
    """However it is written, and wherever in the table: what it wrote is found again. Another set has another."""
    first = table("notebook,customers,language", "00,500,en", "00,501,en", name="demo")
    again = table("language,notebook,customers", ",00,600", ",0, 500 ", name="demo")
    assert outputs(again)[1] == outputs(first)[0]
    assert len({*outputs(first), *outputs(again)}) == 3


def test_a_row_with_a_name_writes_files_of_that_name(table):
    """In each of the languages that the command line asks for."""
    jobs = table("name,notebook,me", "spring,08,Ana", name="demo", languages=["en", "pt"])
    assert outputs(jobs) == ["08-plan-spring-en.ipynb", "08-plan-spring-pt.ipynb"]


def test_a_column_names_the_workshop_of_each_row(table, tmp_path, monkeypatch):
    """What a row writes is in its workshop's folder, and its notebooks open that workshop."""
    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    new_workshop("acme", language="pt")
    here, there = table("workshop,notebook", "acme,08", "demo,08")
    assert (here.parameters["workshop"], here.parameters["language"]) == (str(tmp_path / "acme"), "pt")
    assert (here.output.parent, there.output.parent) == (tmp_path / "acme" / "run", tmp_path / "demo" / "run")
    assert there.parameters["workshop"] == "demo"


def test_a_row_that_names_no_workshop_takes_the_one_of_the_command(table, tmp_path):
    """The column may be there and empty; without either there is nothing to run."""
    opened(tmp_path / "kept.sqlite").journal.close()
    [one] = table("workshop,notebook", f"{tmp_path / 'kept.sqlite'},08", name="demo")
    assert one.parameters["workshop"] == str(tmp_path / "kept.sqlite")
    [other] = table("workshop,notebook", ",08", name="demo")
    assert other.parameters["workshop"] == "demo"


def test_a_spreadsheet_is_a_table_too(tmp_path):
    """Its numbers are the notebooks' numbers and its truth values words that they understand."""
    book = openpyxl.Workbook()
    for row in (["notebook", "customers", "keeping"], [0, 500, 2.5]):
        book.active.append(row)
    book.save(tmp_path / "sets.xlsx")
    [job] = read_sets(tmp_path / "sets.xlsx", "demo")
    assert (job.parameters["customers"], job.parameters["keeping"]) == (500, 2.5)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("mee", "Ana"), "sets.csv, row 1: no notebook has a parameter 'mee'. The columns can be: notebook, name, "),
        (("me,me", "Ana,Ben"), "sets.csv, row 1: more than one column is 'me'. Keep one."),
        ((), "sets.csv: there is no row below the header. Write a row for each set of parameters."),
        (("me", " "), "sets.csv: there is no row below the header. Write a row for each set of parameters."),
        (("language", "xx"), "sets.csv, row 2, column 'language': There is no language 'xx' yet. Choose one of: "),
        (("notebook", "77"), "sets.csv, row 2, column 'notebook': There is no notebook '77'. Choose from: "),
        (("months", "a"), "sets.csv, row 2, column 'months': 00-welcome: 'months' can't be 'a'. It is of the"),
        (("workshop", "no"), "sets.csv, row 2, column 'workshop': There is no workshop in "),
        (("name", "a/b"), "sets.csv, row 2, column 'name': 'a/b' can't be part of a file's name. Use letters, "),
        (("me", "#REF!"), "sets.csv, row 2: 'me' is the error #REF!. Mend its formula, or write the text itself."),
        (("me", "Ana", "Ana"), "sets.csv, row 3, column 'name': what it writes would replace what row 2 writes. Give "),
        (("me,name", "A,x", "B,X"), "sets.csv, row 3, column 'name': what it writes would replace what row 2 writes."),
        (
            ("notebook,months", "08,12"),
            "sets.csv, row 2, column 'months': none of this row's notebooks has that parameter. They know: ",
        ),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_run_is_refused(table, lines, sentence):
    """Before anything runs: file, row, column, and what is allowed."""
    with pytest.raises(BadInventory) as refused:
        table(*lines, name="demo")
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_every_row_that_is_wrong_is_told(table):
    """A line for each, so that the table is mended in one go; a row without a workshop is one of them."""
    with pytest.raises(BadInventory) as refused:
        table("workshop,language", ",en", "demo,xx")
    assert [line.partition(": ")[0] for line in str(refused.value).splitlines()] == [
        "sets.csv, row 2, column 'workshop'",
        "sets.csv, row 3, column 'language'",
    ]


def test_a_parameter_of_the_command_line_is_for_every_row(table):
    """A row that has a value of its own keeps it, and one that no notebook knows is refused by its name."""
    jobs = table("me,notebook", "Ana,08", ",08", name="demo", parameters={"me": "Ben", "months": "6"})
    assert [job.parameters["me"] for job in jobs] == ["Ana", "Ben"]
    with pytest.raises(BadParameter, match="No notebook has a parameter 'colour'"):
        table("me", "Ana", name="demo", parameters={"colour": "red"})


def test_what_the_command_line_gives_wrong_is_not_told_of_a_row(table):
    """The table is as it should be, so the sentence names no cell of it."""
    with pytest.raises(NoSuchWorkshop, match=r"^There is no workshop in .*nowhere\."):
        table("workshop,me", ",Ana", name="nowhere")
    with pytest.raises(BadParameter, match=r"^00-welcome: 'months' can't be 'some'\."):
        table("months,me", ",Ana", name="demo", parameters={"months": "some"})
