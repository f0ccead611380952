"""What a benchmark says, and what several of them reckon with."""

import statistics
import time
from collections.abc import Callable

import psutil

ROUNDS = 5


def told(what: str, ours: float, peer: float | None, unit: str, aim: str = "") -> None:
    """Prints a line: what, ours, the peer and the ratio where there is one, and what was aimed at."""
    beside = "" if peer is None else f" | {peer:,.4g} {unit} = {ours / peer:.2g}x"
    aimed = f" (aim: at most {aim})" if aim else ""
    print(f"{what}: {ours:,.4g} {unit}{beside}{aimed}", flush=True)  # noqa: T201


def p95(values: list[float]) -> float:
    """What 95 of 100 don't exceed."""
    return statistics.quantiles(values, n=20)[-1]


def memory(pid: int) -> float:
    """MiB that a process and all it started hold (RSS); what they share is counted for each."""
    process = psutil.Process(pid)
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 2**20


def compared(name: str, ours: Callable[[], None], peer: Callable[[], None]) -> None:
    """Runs the two in turn and prints the medians in milliseconds."""
    times: dict[str, list[float]] = {"ours": [], "peer": []}
    for _round in range(ROUNDS):
        for who, run in (("ours", ours), ("peer", peer)):
            begun = time.perf_counter()
            run()
            times[who].append(1000 * (time.perf_counter() - begun))
    ours_ms, peer_ms = (statistics.median(times[who]) for who in ("ours", "peer"))
    print(f"{name}: {ours_ms:.0f} ms | {peer_ms:.0f} ms = {ours_ms / peer_ms:.2f}x")  # noqa: T201
