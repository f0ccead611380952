from collections.abc import Iterator

import pytest

from tests.live.client import Client
from tests.people import opened
from workbook.live.room import Room


@pytest.fixture
def room() -> Room:
    """Of a workshop in memory, with six policies."""
    return Room(opened())


@pytest.fixture
def client(room: Room) -> Iterator[Client]:
    with Client(room) as client:
        yield client
