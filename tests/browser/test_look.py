"""What can be measured of the looks: contrast, nothing cut off, both reading directions."""

from collections.abc import Iterator

import pytest

from tests.browser.hands import LAPTOP, PHONE
from tests.browser.hosts import Host, Visit
from tests.browser.pages import Screen
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

WIDTHS = [pytest.param(device["viewport"], id=str(device["viewport"]["width"])) for device in (LAPTOP, PHONE)]


@pytest.fixture(scope="module", params=["policies", "vision", "skills"])
def visit(shared_host: Host, rehearsed: Workshop, request: pytest.FixtureRequest) -> Iterator[Visit]:
    visit = shared_host.visit(rehearsed, screens=SCREENS, exercise=request.param)
    yield visit
    visit.leave()


@pytest.fixture(params=["Light", "Dark"])
def theme(request: pytest.FixtureRequest, visit: Visit) -> Iterator[str]:
    visit.theme(request.param)
    yield request.param
    visit.theme("Light")


def test_words_can_be_read(visit: Visit, theme: str) -> None:
    """Light or dark, every word stands out from what is behind it."""
    for name in SCREENS:
        screen = Screen(visit.screen(name))
        assert screen.faint() == [], (name, theme)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", WIDTHS)
def test_nothing_is_cut_off(visit: Visit, size: dict[str, int], direction: str) -> None:
    """On a laptop and a phone, from left to right and from right to left, everything has its room."""
    visit.resize(size)
    for name in SCREENS:
        screen = Screen(visit.screen(name))
        screen.turn(direction)
        assert screen.wider() == [], (name, size, direction)
