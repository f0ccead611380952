"""10,000 policies on one board: the live page beside plain ipywidgets, one Dropdown a policy."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import nbformat
from playwright.sync_api import Browser

from tests.benchmarks.browsing import Move, Timed, browsing
from tests.benchmarks.told import p95, told
from tests.benchmarks.voila import VoilaServer
from tests.browser.hands import LAPTOP
from tests.live.server import LiveServer
from workbook.core.events import Added
from workbook.folders import new_workshop
from workbook.workshop import Workshop

FEW, MANY = 10, 10_000
PEERS = 2_000  # Dropdowns; with 5,000 the page came after 20 s or not at all, with 10,000 not within five minutes
ROUNDS = 3
KEYS = [*"1234"] * 25
ARROWS = [*["ArrowDown"] * 4, *["ArrowUp"] * 4] * 12  # to a Dropdown the digits would be one word

BOARD = """\
import ipywidgets

def kept(change):
    global count
    count += 1
    told.value = f"kept ✓ {{count}}"

count, told = 0, ipywidgets.Label("nothing yet")
told.add_class("told")
board = [ipywidgets.Dropdown(options=["to sort", "1", "2", "3", "4"], description=f"Policy {{n}}") for n in range({n})]
for each in board:
    each.observe(kept, "value")
ipywidgets.VBox([told, *board])
"""


def many(folder: str) -> None:
    """Prints when the page is usable, and of a move how long it takes and how much goes to and fro."""
    few, workshop = workshop_of(FEW, folder), workshop_of(MANY, folder)
    with browsing() as browser, VoilaServer(widgets(PEERS, folder)) as voila, VoilaServer(widgets(FEW, folder)) as less:
        opened: dict[str, list[float]] = {"few": [], "many": [], "fewer widgets": [], "widgets": []}
        ours: list[Move] = []
        peers: list[Move] = []
        for _round in range(ROUNDS):
            with LiveServer(few) as server:
                opened["few"].append(board(browser, server.facilitator)[0])
            with LiveServer(workshop) as server, chattering(workshop):
                ms, moves = board(browser, server.facilitator, KEYS)
            opened["many"].append(ms)
            ours += moves
            opened["fewer widgets"].append(dropdowns(browser, less, FEW)[0])
            ms, moves = dropdowns(browser, voila, PEERS, ARROWS)
            opened["widgets"].append(ms)
            peers += moves
    tell(opened, ours, peers)


def tell(opened: dict[str, list[float]], ours: list[Move], peers: list[Move]) -> None:
    few, whole, fewer, widgets = (median(each) for each in opened.values())
    told(f"open {MANY:,} policies | {PEERS:,} ipywidgets", whole, widgets, "ms")
    told(f"  later than with {FEW}", whole - few, widgets - fewer, "ms", "1000 ms")
    for name, of, aim in (("median", median, ""), ("p95", p95, "50 ms")):
        times = (of([move["ms"] for move in moves]) for moves in (ours, peers))
        told(f"  a move, from key to kept, {name} of {len(ours)} | the same, kept nowhere", *times, "ms", aim)
    for way, aim in (("up", "100 B"), ("down", "")):
        told(f"  bytes {way} of a move", *(median(m[way] for m in moves) for moves in (ours, peers)), "B", aim)


def workshop_of(count: int, folder: str) -> Workshop:
    """With so many policies of ordinary length."""
    workshop = new_workshop(str(Path(folder, f"with-{count}")))
    text = "Goods are taken back within {n} days, at the customer's own cost, when the seal is whole."
    shelf, listed = {"area": "Returns"}, {"kind": "inventory"}
    workshop.say(
        *(
            Added(exercise="policies", item=f"520ea0{n:04x}", text=text.format(n=n), attributes=shelf, source=listed)
            for n in range(count)
        )
    )
    return workshop


def widgets(count: int, folder: str) -> Path:
    """The peer's notebook: its kernel says "kept" at once and writes nothing down."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BOARD.format(n=count))])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    file = Path(folder, f"widgets-{count}.ipynb")
    nbformat.write(notebook, file)
    return file


@contextmanager
def chattering(workshop: Workshop) -> Iterator[None]:
    """Inside the block another process writes 50 events a second into the same journal."""
    command = [sys.executable, "-m", "tests.benchmarks.chatter", str(workshop.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as others:
        others.stdout.readline()
        yield
        others.terminate()
        rate = others.stdout.read().split()[-1:]
        if rate and float(rate[0]) < 45:
            print(f"  (the others said {rate[0]} things a second, not 50)")  # noqa: T201


def board(browser: Browser, link: str, keys: Sequence[str] = ()) -> tuple[float, list[Move]]:
    """Opens our page; ms until it is usable, and the moves."""
    page = Timed(browser, ".wb-card", ".wb-status", **LAPTOP)
    page.open(link)
    usable = page.usable()
    page.page.locator(".wb-tray .wb-card").first.focus()
    moves = page.moves(keys)
    page.close()
    return usable, moves


def dropdowns(browser: Browser, voila: VoilaServer, count: int, keys: Sequence[str] = ()) -> tuple[float, list[Move]]:
    """The same with plain widgets: a key on a Dropdown chooses its next place."""
    page = Timed(browser, f".widget-vbox > :nth-child({count + 1}) select", ".told", **LAPTOP)
    usable = page.insist(voila.address)
    page.page.locator("select").first.focus()
    moves = page.moves(keys)
    page.close()
    return usable, moves
