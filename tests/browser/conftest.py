"""A browser, the screens' hosts in it, and workshops to look at."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.lab import Lab, LabServer
from tests.browser.watch import Watch
from workbook.folders import add_policies, new_workshop
from workbook.rehearsal import shipped
from workbook.workshop import Workshop

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = _chromium()
    if not path:
        sentence = "No Chromium was found, so nothing was looked at in a browser: apt install chromium"
        if os.environ.get("WORKBOOK_SKIP_NOTHING") == "1":
            pytest.fail(sentence)
        pytest.skip(sentence)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LabServer]:
    server = LabServer(tmp_path_factory.mktemp("lab"))
    yield server
    server.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test when anything left the machine or went wrong unseen."""
    watch = Watch()
    yield watch
    assert watch.faults() == []


@pytest.fixture
def host(lab_server: LabServer, browser: Browser, watch: Watch) -> Iterator[Lab]:
    """Where people meet the screens."""
    yield Lab(lab_server, browser, watch)
    for context in browser.contexts:
        context.close()
    lab_server.clear()
    assert not lab_server.outside.exists(), lab_server.outside.read_text()


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A cleaning company's, on disk, with its 44 policies and nothing said about them."""
    workshop = new_workshop(str(tmp_path / "brightwater"), organisation="Brightwater Cleaning")
    add_policies(workshop, shipped("policies") / "cleaning.csv", {})
    return workshop
