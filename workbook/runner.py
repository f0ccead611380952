"""Executes notebooks with papermill, side by side in processes of their own."""

import os
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

from workbook import notebooks
from workbook.core.language import _

CELL_LIMIT = 120  # seconds for one cell


@dataclass(frozen=True)
class Job:
    """One notebook to be executed with one set of parameters."""

    notebook: Path
    output: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    language: str = "en"  # of its prose; the source is in English


@dataclass(frozen=True)
class Run:
    """What came of a job."""

    job: Job
    seconds: float
    error: str = ""  # which cell, and what it said; empty when the notebook ran through

    @property
    def ok(self) -> bool:
        return not self.error


def execute(job: Job, cell_limit: int = CELL_LIMIT) -> Run:
    """Executes one notebook into job.output; the original is never written. A failure is told, not raised."""
    started = time.perf_counter()
    error = _execute(job, cell_limit)
    if job.output.exists():
        notebooks.write(notebooks.tidied(notebooks.read(job.output)), job.output)
    return Run(job, time.perf_counter() - started, error)


def _execute(job: Job, cell_limit: int) -> str:
    import papermill

    name = job.notebook.stem
    job.output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="workbook-") as private:
            papermill.execute_notebook(
                notebooks.translated(notebooks.read(job.notebook), job.language),
                str(job.output),
                parameters=notebooks.checked(job.notebook, job.parameters),
                kernel_name="python3",
                cwd=str(job.output.parent),
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                execution_timeout=cell_limit,
                config=_kernels(private),
            )
    except papermill.PapermillExecutionError as failed:
        return _failure(name, failed)
    except TimeoutError:
        return _("{notebook}: a cell took longer than {n} seconds and was stopped.").format(notebook=name, n=cell_limit)
    except Exception as failed:  # a kernel that dies or doesn't start raises whatever it was doing
        return _("{notebook} could not be executed: {why}").format(notebook=name, why=failed)
    return ""


def _kernels(private: str) -> Any:
    """Talk to kernels through files of this user alone where the system can; over TCP anybody here could listen."""
    from traitlets.config import Config

    return Config(KernelManager={"transport": "ipc", "ip": f"{private}/k"}) if os.name == "posix" else Config()


def _failure(name: str, failed: Any) -> str:
    """Which cell, what it said, and the cell."""
    where = _("{notebook}, cell {n}").format(notebook=name, n=failed.cell_index + 1)
    return f"{where}: {failed.ename}: {failed.evalue}\n{failed.source}"


def check(jobs: list[Job]) -> list[Job]:
    """The jobs, or BadParameter for a parameter that a notebook doesn't have or not with that value."""
    for job in jobs:
        notebooks.checked(job.notebook, job.parameters)
    return jobs


def execute_all(
    jobs: list[Job],
    at_once: int | None = None,
    cell_limit: int = CELL_LIMIT,
    finished: Callable[[Run], None] = lambda run: None,
) -> list[Run]:
    """Executes the jobs, several at once (by default one a core), and tells of each as it finishes.

    Returns the runs in the order of the jobs.
    """
    workers = min(at_once or os.cpu_count() or 1, max(len(jobs), 1))
    with _pool(workers) as pool:
        futures = [pool.submit(execute, job, cell_limit) for job in jobs]
        for future in as_completed(futures):
            finished(future.result())
        return [future.result() for future in futures]


def _pool(workers: int) -> ProcessPoolExecutor:
    # A process that is forked while threads run (a progress bar has one) can hang: a fork server has none.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["papermill", "workbook.runner"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_quiet)


def _quiet() -> None:
    """What a kernel prints as it is stopped would tear the progress bar; what matters is told in the run."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def renew() -> list[Run]:
    """Executes the package's own notebooks in place, so that they are kept with the demo's outputs."""
    return execute_all([Job(path, path) for path in notebooks.originals()])
