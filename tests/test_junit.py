from pathlib import Path

from junitparser import JUnitXml

from workbook.junit import clear, write
from workbook.runner import Job, Run


def ran(notebook: str, error: str = "", **parameters: object) -> Run:
    job = Job(Path(f"{notebook}.ipynb"), Path("out.ipynb"), {"workshop": "demo", **parameters})
    return Run(job, 1.25, error)


def report(file: Path, *runs: Run):
    write(list(runs), file)
    return JUnitXml.fromfile(str(file))


def test_a_report_has_a_case_for_each_run(tmp_path):
    """Its class is the notebook, its name the parameters, its time the seconds."""
    [suite] = report(tmp_path / "report.xml", ran("04-policies", me="Ana"), ran("08-plan", me="Ben"))
    assert [(c.classname, c.name, c.time) for c in suite] == [
        ("04-policies", "me=Ana", 1.25),
        ("08-plan", "me=Ben", 1.25),
    ]
    assert (suite.tests, suite.failures, suite.time) == (2, 0, 2.5)


def test_a_failure_says_what_and_shows_the_cell(tmp_path):
    """Its message is one sentence; below it is the cell."""
    said = "04-policies, cell 4: ZeroDivisionError: division by zero"
    [suite] = report(tmp_path / "report.xml", ran("04-policies", f"{said}\n1 / 0"), ran("08-plan"))
    [[failure], fine] = [case.result for case in suite]
    assert (failure.message, failure.text, fine) == (said, f"{said}\n1 / 0", [])
    assert suite.failures == 1


def test_what_xml_cannot_say_is_no_obstacle(tmp_path):
    """Escape codes, half letters and markup in an error leave a report that can be read."""
    [suite] = report(tmp_path / "report.xml", ran("04-policies", "\x1b[31mred\x00 \ud83d <b>&amp;]]>\n\x08"))
    [[failure]] = [case.result for case in suite]
    assert failure.message == "�[31mred� � <b>&amp;]]>"


def test_an_earlier_report_is_taken_away_first(tmp_path):
    """A run that is broken off leaves no report of another; the folder is made."""
    file = tmp_path / "reports" / "report.xml"
    clear(file)
    report(file, ran("08-plan"))
    clear(file)
    assert list(file.parent.iterdir()) == []
