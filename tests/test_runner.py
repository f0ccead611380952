import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbook.core.errors import BadParameter
from workbook.notebooks import originals
from workbook.runner import Job, check, execute, execute_all

pytestmark = pytest.mark.slow  # each starts a kernel


def notebook(folder: Path, *sources: str) -> Path:
    parameters = new_code_cell("n: int = 1  # how many", metadata={"tags": ["parameters"]})
    path = folder / "01-try.ipynb"
    cells = [new_markdown_cell("Try"), parameters, *map(new_code_cell, sources)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def test_an_unknown_parameter_is_refused_naming_the_known_ones(tmp_path):
    """papermill only warns; the runner refuses before a kernel starts."""
    path = notebook(tmp_path, "n")
    with pytest.raises(BadParameter, match=r"01-try has no parameter 'm'. It knows: n\."):
        check([Job(path, tmp_path / "out.ipynb", {"m": 2})])


def test_a_parameter_of_the_wrong_type_is_refused(tmp_path):
    """A word is no number, and the sentence says which type is wanted."""
    with pytest.raises(BadParameter, match=r"'n' can't be 'many'\. It is of the type int"):
        check([Job(notebook(tmp_path, "n"), tmp_path / "out.ipynb", {"n": "many"})])


def test_a_notebook_that_cannot_be_read_is_told_in_one_sentence(tmp_path):
    """One that was cut short names itself, and what to do."""
    path = notebook(tmp_path, "n")
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(BadParameter, match=r"^01-try can't be read .* Put the original in its place\.$"):
        check([Job(path, tmp_path / "out.ipynb", {"n": 2})])


def test_parameters_from_the_command_line_get_their_types(tmp_path):
    """What arrives as text is a number in the notebook."""
    run = execute(Job(notebook(tmp_path, "n + 1"), tmp_path / "run" / "out.ipynb", {"n": "41"}))
    assert run.ok
    assert nbformat.read(run.job.output, 4).cells[-1].outputs[0].data["text/plain"] == "42"


def test_an_error_shows_notebook_cell_and_what_it_said(tmp_path):
    """The failing cell's source and its error are in the run; the other notebook still ran."""
    jobs = [Job(notebook(tmp_path, "1", "1 / 0"), tmp_path / "out.ipynb"), Job(originals()[0], tmp_path / "w.ipynb")]
    failed, fine = execute_all(jobs, at_once=2)
    assert fine.ok
    assert failed.error == "01-try, cell 4: ZeroDivisionError: division by zero\n1 / 0"


def test_a_cell_that_takes_too_long_is_stopped(tmp_path):
    """The limit is for one cell, and the run says so."""
    run = execute(Job(notebook(tmp_path, "import time; time.sleep(60)"), tmp_path / "out.ipynb"), cell_limit=1)
    assert run.error == "01-try: a cell took longer than 1 seconds and was stopped."


def test_a_kernel_that_dies_is_told_in_one_sentence(tmp_path):
    """A crash is a failed run, not a traceback."""
    run = execute(Job(notebook(tmp_path, "import os; os._exit(1)"), tmp_path / "out.ipynb"))
    assert run.error.startswith("01-try could not be executed:")


def test_the_original_is_never_written(tmp_path):
    """Executing leaves the notebook itself byte for byte as it was."""
    path = notebook(tmp_path, "n")
    before = path.read_bytes()
    execute(Job(path, tmp_path / "run" / "out.ipynb", {"n": 5}))
    assert path.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_notebook_runs_in_every_language_and_adds_no_event(language, tmp_path, monkeypatch):
    """All notebooks run on a workshop of one's own, and executing them says nothing in it."""
    from workbook.folders import found, new_workshop
    from workbook.jobs import jobs

    monkeypatch.setenv("WORKBOOK_HOME", str(tmp_path))
    new_workshop("acme")
    before = found("acme").events()
    runs = execute_all(jobs("acme", [], [language], {"me": "Ana"} if language == "pt" else {}))
    assert [run.error for run in runs] == [""] * len(originals())
    assert found("acme").events() == before


def group(process):
    """Command lines of the processes of a terminal's job."""
    return [" ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"]) if session(p) == process.pid]


def session(process):
    with suppress(ProcessLookupError, psutil.NoSuchProcess):
        return os.getsid(process.pid) if process.status() != psutil.STATUS_ZOMBIE else None


@pytest.mark.parametrize("seconds", [0.3, 1, 4])
def test_a_run_is_stopped_by_ctrl_c(tmp_path, seconds):
    """At whatever moment the terminal sends it to all processes: one sentence, no traceback, and none goes on."""
    words = [sys.executable, "-m", "workbook", "run", "demo", "--jobs", "2", "--language", "en", "--language", "pt"]
    process = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None and not any("forkserver" in line for line in group(process)):
        sleep(0.02)
    sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60)[1].strip().splitlines()[-1] == "Stopped: nothing more was done."
    assert process.returncode == 1
    for __ in range(50):
        sleep(0.1 if group(process) else 0)
    assert group(process) == []
