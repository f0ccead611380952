"""Joining: from the link and from the button to the first card; and the server's memory for those who came.

The peer is Voila with the notebook 04-policies. There one doesn't say who one is: its link leads to the board.
"""

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from tests.benchmarks.browsing import Timed, browsing
from tests.benchmarks.guests import Guests
from tests.benchmarks.told import memory, told
from tests.benchmarks.voila import VoilaServer
from tests.browser.conftest import cleaning
from tests.browser.hands import LAPTOP
from tests.live.server import LiveServer
from workbook import notebooks
from workbook.workshop import Workshop

ROUNDS = 5
TOGETHER = (1, 5)  # people who come at once
PEOPLE = (0, 1, 5, 50)  # on the page when its server's memory is measured
BOARD = (".wb-card", ".wb-status")
NUMBERS = count(1)

Figures = dict[str, float]


def joining(folder: str) -> None:
    """Prints a line for each of time, requests, bytes and memory."""
    workshop = cleaning(Path(folder))
    notebook = notebook_of(workshop, folder)
    with browsing() as browser:
        for slow in (False, True):
            with LiveServer(workshop) as server, VoilaServer(notebook) as voila:
                one_by_one(browser, server.participants, voila.address, slow)
        for people in TOGETHER:
            at_once(browser, workshop, notebook, people)
    asyncio.run(filled(workshop))


def one_by_one(browser: Browser, ours: str, peer: str, slow: bool) -> None:
    """In turn here and there."""
    here, there = [], []
    for _round in range(ROUNDS):
        here.append(joined(browser, ours, slow))
        there.append(visited(browser, peer, slow))
    where = ", 4x slower, 10 Mbit/s, 40 ms" if slow else ""
    aim = "1000 ms" if slow else "300 ms"
    line(f"Join to the first card{where} | Voila, link to the board", "join", here, there, "ms", aim)
    line(f"link to the first card, known already{where} | Voila", "back", here, there, "ms", aim)
    line(f"link to the form where one joins{where} | Voila", "form", here, there, "ms")
    if not slow:
        line("requests | Voila", "requests", here, there, "", "6")
        line("brought | Voila", "kB", here, there, "kB", "60 kB")


def line(what: str, name: str, here: list[Figures], there: list[Figures], unit: str, aim: str = "") -> None:
    told(what, *(median(each[name] for each in which) for which in (here, there)), unit, aim)


def joined(browser: Browser, link: str, slow: bool) -> Figures:
    """A person comes by the link, joins by name, and comes again."""
    page = newcomer(browser, link, slow)
    form = float(page.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    page.page.get_by_role("button", name="Join").click()
    figures = {"form": form, "join": page.usable(), "requests": page.wire.requests, "kB": page.wire.bytes / 1000}
    page.page.reload(wait_until="commit")
    figures["back"] = page.usable()
    page.close()
    return figures


def newcomer(browser: Browser, link: str, slow: bool = False) -> Timed:
    """A page on which the name is written and the button isn't pressed yet."""
    page = Timed(browser, *BOARD, slow, **LAPTOP)
    page.open(link)
    page.page.get_by_label("Your name").fill(f"Person {next(NUMBERS)}")
    return page


def visited(browser: Browser, address: str, slow: bool) -> Figures:
    page = Timed(browser, *BOARD, slow, **LAPTOP)
    ms = page.insist(address)
    page.close()
    return {"form": ms, "join": ms, "back": ms, "requests": page.wire.requests, "kB": page.wire.bytes / 1000}


def at_once(browser: Browser, workshop: Workshop, notebook: Path, people: int) -> None:
    """All press Join, or open Voila's link, at the same time; then what the servers hold is measured."""
    with LiveServer(workshop) as server:
        pages = [newcomer(browser, server.participants) for _ in range(people)]
        here = together(pages, lambda page: page.page.get_by_role("button", name="Join").click(), server.pid)
    with VoilaServer(notebook) as voila:
        pages = [Timed(browser, *BOARD, **LAPTOP) for _ in range(people)]
        there = together(pages, lambda page: page.open(voila.address), voila.pid)
    told(f"{people} at once, the last one's first card | Voila", here[0], there[0], "ms")
    told(f"memory of the server with {people} | Voila and its kernels", here[1], there[1], "MiB")


def together(pages: list[Timed], come: Callable[[Timed], None], pid: int) -> tuple[float, float]:
    """ms until the last has a card, and then MiB of the server."""
    for page in pages:
        come(page)
    slowest, size = max(page.usable() for page in pages), memory(pid)
    for page in pages:
        page.close()
    return slowest, size


async def filled(workshop: Workshop) -> None:
    """Memory of the live page's server as the room fills and everybody answers everything, and after the reveal."""
    items = list(workshop.state().exercise("policies").items)
    with LiveServer(workshop) as server:
        async with Guests(server.participants) as guests:
            for people in PEOPLE:
                await guests.fill(people, items)
                told(f"memory with {people} who answered all", memory(server.pid), None, "MiB", limit(people))
            await guests.reveal(server.facilitator)
            told(f"memory with {people} who see all answers", memory(server.pid), None, "MiB", limit(people))


def limit(people: int) -> str:
    return f"{60 + people / 2:g} MiB"


def notebook_of(workshop: Workshop, folder: str) -> Path:
    """The notebook of the workshop, as its facilitator has it."""
    [original] = [path for path in notebooks.originals() if path.name.startswith("04-")]
    values = {"workshop": str(workshop.folder), "language": "en", "me": "facilitator"}
    notebooks.write(notebooks.parameterised(notebooks.read(original), values), Path(folder, original.name))
    return Path(folder, original.name)
