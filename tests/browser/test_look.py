"""What can be measured of the looks: contrast, nothing cut off, both reading directions."""

from collections.abc import Iterator

import pytest

from tests.browser.lab import Lab, Notebook
from tests.browser.pages import LAPTOP, PHONE, Screen
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

WIDTHS = [pytest.param(device["viewport"], id=str(device["viewport"]["width"])) for device in (LAPTOP, PHONE)]


@pytest.fixture(scope="module")
def notebook(shared_host: Lab, rehearsed: Workshop) -> Notebook:
    return shared_host.visit(rehearsed, screens=SCREENS)


@pytest.fixture(params=["Light", "Dark"])
def theme(request: pytest.FixtureRequest, notebook: Notebook) -> Iterator[str]:
    notebook.theme(request.param)
    yield request.param
    notebook.theme("Light")


def test_words_can_be_read(notebook: Notebook, theme: str) -> None:
    """In JupyterLab's light and dark theme every word stands out from what is behind it."""
    for name in SCREENS:
        screen = Screen(notebook.screen(name))
        assert screen.faint() == [], (name, theme)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", WIDTHS)
def test_nothing_is_cut_off(notebook: Notebook, size: dict[str, int], direction: str) -> None:
    """On a laptop and a phone, from left to right and from right to left, everything has its room."""
    notebook.resize(size)
    for name in SCREENS:
        screen = Screen(notebook.screen(name))
        screen.root.evaluate("(root, direction) => root.setAttribute('dir', direction)", direction)
        assert screen.wider() == [], (name, size, direction)
