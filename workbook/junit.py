"""A report on executed notebooks that continuous integration reads: JUnit XML."""

import re
from pathlib import Path

from junitparser import Failure, JUnitXml, TestCase, TestSuite

from workbook.runner import Run, described

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no way to say these


def clear(file: Path) -> None:
    """Takes away an earlier report, so that none is left of other runs, and makes the folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)


def write(runs: list[Run], file: Path) -> None:
    """A test case for each run: its class is the notebook, its name the parameters."""
    suite = TestSuite("workbook run")
    for run, words in zip(runs, described([run.job for run in runs]), strict=True):
        suite.add_testcase(_case(run, words))
    report = JUnitXml()
    report.add_testsuite(suite)
    report.update_statistics()  # type: ignore[no-untyped-call]  # it comes without types
    report.write(str(file))


def _case(run: Run, words: str) -> TestCase:
    case = TestCase(_writable(words), run.job.notebook.stem, round(run.seconds, 3))
    if not run.ok:
        failure = Failure(_writable(run.error.partition("\n")[0]))
        failure.text = _writable(run.error)
        case.result = [failure]
    return case


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("�", text)
