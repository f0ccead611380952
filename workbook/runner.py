"""Executes notebooks with papermill, side by side in processes of their own."""

import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import active_children, get_all_start_methods, get_context
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from workbook import notebooks
from workbook.core.language import _

CELL_LIMIT = 120  # seconds for one cell

# A process that is forked while threads run (a progress bar has one) can hang: a fork server has none.
_METHOD = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"


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
    from workbook.engine import papermill

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


def described(jobs: Sequence[Job]) -> list[str]:
    """The parameters of each in a few words; those that are the same for all are in it unless it is the workshop."""
    one = len({job.parameters.get("workshop") for job in jobs}) <= 1
    left_out = {"workshop"} if one else set()
    return [", ".join(f"{n}={v}" for n, v in job.parameters.items() if n not in left_out) for job in jobs]


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
    """Executes the jobs, several at once, and tells of each as it finishes; the runs are in the order of the jobs.

    By default one more than there are cores: a kernel that starts or stops mostly waits.
    """
    pool = _pool(min(at_once or 1 + (os.cpu_count() or 1), max(len(jobs), 1)))
    try:
        with _undisturbed():
            futures = [pool.submit(_execute_alone, job, cell_limit) for job in jobs]
        for future in as_completed(futures):
            finished(future.result())
        return [future.result() for future in futures]
    except KeyboardInterrupt:
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C counts only when the block is through: a process begun and not yet known would outlive us."""
    if current_thread() is not main_thread():
        yield
        return
    pressed: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if pressed:
        raise KeyboardInterrupt


def get_ready() -> None:
    """Lets a server of processes, where there can be one, import what they need while the jobs are still worked out."""
    if _METHOD == "forkserver":
        get_context(_METHOD).set_forkserver_preload(["workbook.engine", "workbook.runner"])
        _start_server()


def _pool(workers: int) -> ProcessPoolExecutor:
    get_ready()
    return ProcessPoolExecutor(workers, mp_context=get_context(_METHOD), initializer=_prepare)


def _start_server() -> None:
    """Deaf to Ctrl-C, as are its workers: a terminal sends it to all at once, and it is we who stop them."""
    from multiprocessing.forkserver import ensure_running

    if current_thread() is not main_thread():
        return ensure_running()
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ensure_running()
    finally:
        signal.signal(signal.SIGINT, usual)


def _prepare() -> None:
    """What a kernel prints as it is stopped would tear the progress bar; what matters is told in the run."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: Any) -> None:
    """Once: whoever is stopped again while tidying up would leave a kernel behind."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _execute_alone(job: Job, cell_limit: int) -> Run:
    """In a process of the pool, which ends with the job when it was stopped, and takes no other."""
    try:
        return execute(job, cell_limit)
    except KeyboardInterrupt:
        os._exit(1)


def renew() -> list[Run]:
    """Executes the package's own notebooks in place, so that they are kept with the demo's outputs."""
    return execute_all([Job(path, path) for path in notebooks.originals()])
