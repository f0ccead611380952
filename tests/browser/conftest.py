"""A browser, the screens' hosts in it, and workshops to look at."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.hands import HANDS, Hand
from tests.browser.hosts import Host
from tests.browser.lab import Lab, LabServer
from tests.browser.live import Live
from tests.browser.watch import Watch
from tests.missing import missing
from workbook.folders import add_policies, demo_folder, new_workshop
from workbook.samples import shipped
from workbook.workshop import Workshop

Measured = Callable[[str, float], None]  # what, seconds

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is shared by tests doesn't belong to the person who runs them either."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME"):
            patch.setenv(name, str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def browser(_home: None) -> Iterator[Browser]:
    path = chromium()
    if not path:
        missing("No Chromium was found, so nothing was looked at in a browser: apt install chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    server = LabServer(tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


Kind = Callable[[pytest.FixtureRequest, Watch], Host]


def _lab(request: pytest.FixtureRequest, watch: Watch) -> Lab:
    return Lab(request.getfixturevalue("lab_server"), request.getfixturevalue("browser"), watch)


def _live(request: pytest.FixtureRequest, watch: Watch) -> Live:
    return Live(request.getfixturevalue("browser"), watch)


def _watched(kind: Kind, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Fails at the end when anything left the machine or went wrong unseen."""
    watch = Watch()
    host = kind(request, watch)
    yield host
    host.close()
    assert watch.faults() == []


BOTH = [pytest.param(_lab, id="lab"), pytest.param(_live, id="live")]


@pytest.fixture(params=BOTH)
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    """Where people meet the screens: JupyterLab, and then the live page."""
    yield from _watched(request.param, request)


@pytest.fixture(scope="module", params=BOTH)
def shared_host(request: pytest.FixtureRequest) -> Iterator[Host]:
    """The same, for tests that needn't begin anew."""
    yield from _watched(request.param, request)


@pytest.fixture
def lab(request: pytest.FixtureRequest) -> Iterator[Lab]:
    yield from _watched(_lab, request)


@pytest.fixture
def live(request: pytest.FixtureRequest) -> Iterator[Live]:
    yield from _watched(_live, request)


@pytest.fixture(scope="module")
def shared_live(request: pytest.FixtureRequest) -> Iterator[Live]:
    yield from _watched(_live, request)


@pytest.fixture(scope="module", params=[pytest.param(hand, id=hand.__name__.lower()) for hand in HANDS])
def hand(request: pytest.FixtureRequest) -> type[Hand]:
    """What people do things with: every test that takes it is done by each."""
    return request.param


@pytest.fixture
def measured(capsys: pytest.CaptureFixture[str]) -> Measured:
    """Tells whoever watches the tests how long something took."""

    def tell(what: str, seconds: float) -> None:
        with capsys.disabled():
            sys.stderr.write(f"\n{what}: {seconds:.2f} s\n")

    return tell


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A cleaning company's, with nothing said yet about its policies."""
    return cleaning(tmp_path)


@pytest.fixture(scope="module")
def shared_workshop(shared_host: Host, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The same for all tests of a module in one host."""
    return cleaning(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """The demonstration on disk: twelve people have answered, and most is decided."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBOOK_HOME", str(tmp_path_factory.mktemp("demo")))
        return demo_folder()


def cleaning(folder: Path) -> Workshop:
    workshop = new_workshop(str(folder / "brightwater"), organisation="Brightwater Cleaning")
    add_policies(workshop, shipped("policies") / "cleaning.csv", {})
    return workshop
