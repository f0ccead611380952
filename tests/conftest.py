import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.copies import Copied
from tests.missing import missing
from tests.people import opened
from tests.postgresql import MISSING, Server, programs
from workbook.journal.address import Address
from workbook.workshop import Workshop

# No example database: it would write into the folder where the tests are started.
settings.register_profile("workbook", max_examples=100, deadline=None, database=None)
settings.load_profile("workbook")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with tests that take long come first, so that at the end no worker waits for another."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (item.path not in slow, "browser" not in item.path.parts))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what belongs to the person who runs it."""
    for name in ("HOME", "XDG_DATA_HOME", "WORKBOOK_HOME"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    for name in [name for name in os.environ if name.startswith("PG")]:
        monkeypatch.delenv(name)


@pytest.fixture
def workshop() -> Workshop:
    """In memory, opened by the facilitator, with six policies."""
    return opened()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of our own."""
    found = programs()
    if not found:
        missing(MISSING)
    with Server(found) as server:
        yield server


@pytest.fixture
def address(postgresql: Server) -> Address:
    """Of a workshop in a database of its own."""
    return postgresql.workshop()


@pytest.fixture(params=["file", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | Address:
    """Where a journal is: every test that takes it is done with a file, and then with a database."""
    return tmp_path / "journal.sqlite" if request.param == "file" else request.getfixturevalue("address")


@pytest.fixture
def copied(workshop: Workshop, tmp_path: Path) -> Copied:
    """Makes copies of the workshop that people take away."""
    return Copied(workshop, tmp_path)


@pytest.fixture
def real_data() -> Path:
    """The folder of real inputs, written by others, that are no part of the project."""
    folder = os.environ.get("WORKBOOK_REAL_DATA", "")
    if not Path(folder, "agreement_expected.csv").is_file():
        pytest.skip("Skipped: WORKBOOK_REAL_DATA doesn't name the folder of real inputs.")
    return Path(folder)
