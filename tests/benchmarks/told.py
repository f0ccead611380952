"""What a benchmark says, and what several of them reckon with."""

import statistics
import time
from collections.abc import Callable

import psutil

ROUNDS = 5


def told(what: str, ours: float, peer: float | None, unit: str, aim: str = "") -> None:
    """Prints a line: what, ours, the peer and the ratio where there is one, and what was aimed at."""
    beside = "" if peer is None else f" | {peer:,.4g} {unit} = {ours / peer:.3g}x"
    aimed = f" (aim: {aim if aim.startswith('at least') else f'at most {aim}'})" if aim else ""
    print(f"{what}: {ours:,.4g} {unit}{beside}{aimed}", flush=True)  # noqa: T201


def compared(what: str, ours: Callable[[], object], peer: Callable[[], object], aim: str = "") -> None:
    """Runs the two in turn and prints the medians in milliseconds."""
    told(what, *(1000 * seconds for seconds in medians(ours, peer)), "ms", aim)


def medians(*runs: Callable[[], object]) -> list[float]:
    """Seconds of each, run in turn so that a busy machine is busy for all of them."""
    times: list[list[float]] = [[] for _ in runs]
    for _round in range(ROUNDS):
        for found, run in zip(times, runs, strict=True):
            begun = time.perf_counter()
            run()
            found.append(time.perf_counter() - begun)
    return [statistics.median(each) for each in times]


def p95(values: list[float]) -> float:
    """What 95 of 100 don't exceed."""
    return statistics.quantiles(values, n=20)[-1]


def memory(pid: int) -> float:
    """MiB that a process and all it started hold (RSS); what they share is counted for each."""
    process = psutil.Process(pid)
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 2**20
