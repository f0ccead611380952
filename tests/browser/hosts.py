"""What the tests ask of a host of the screens, so that the same test runs in each: see lab.py and live.py.

Most tests take the fixture `host` or `shared_host` and so run in both. The others say by their fixture where they
belong:

- `lab`, `shared_lab`: what only a notebook has. A kernel that dies or is started again, the saved file,
  several cells that run at once, JupyterLab's own keys (test_notebook).
- `live`, `shared_live`: what only the page that people join has. Links, names and tokens, the bar of those who lead,
  everybody led to the same screen, a server that goes and comes back (test_live, test_bar).

A person named "facilitator" leads in both. Under any other name one opens a notebook as an owner, who leads too, but
joins the page as a participant, whom the stage moves from screen to screen.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from playwright.sync_api import Locator, Page

from tests.browser.hands import Hand, Mouse
from tests.browser.pages import Board, Drafts, Form, Outcome, Results, Writing
from tests.browser.watch import Watch
from workbook.workshop import Workshop


class Visit:
    """A person with the screens in front of them."""

    def __init__(self, page: Page, hand: Hand) -> None:
        self.page, self.hand = page, hand

    def screen(self, name: str) -> Locator:
        """A screen's root, once the person has gone to it."""
        raise NotImplementedError

    def reload(self) -> None:
        """Loads the page again, until there is a screen."""
        raise NotImplementedError

    def resize(self, size: dict[str, int]) -> None:
        """A window of another size: what is given is the screens' part of it."""
        raise NotImplementedError

    def theme(self, name: str) -> None:
        """Light or Dark, as people choose it in this host."""
        raise NotImplementedError

    def held(self) -> list[str]:
        """All texts in which this person could find what the page shows or has kept."""
        raise NotImplementedError

    def leave(self) -> None:
        """The person closes the browser."""
        raise NotImplementedError

    @property
    def board(self) -> Board:
        return Board(self.screen("answer"), self.hand)

    @property
    def results(self) -> Results:
        return Results(self.screen("compare"), self.hand)

    @property
    def writing(self) -> Writing:
        return Writing(self.screen("answer"), self.hand)

    @property
    def drafts(self) -> Drafts:
        return Drafts(self.screen("compare"), self.hand)

    @property
    def form(self) -> Form:
        return Form(self.screen("decide"), self.hand)

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.screen("outcome"), self.hand)


class Host(Protocol):
    """Opens workshops for people, each in a browser of their own."""

    watch: Watch

    def visit(self, workshop: Workshop, me: str = "facilitator", screens: Sequence[str] = (),
              device: dict[str, Any] | None = None, hand: type[Hand] = Mouse,
              exercise: str = "policies") -> Visit:  # fmt: skip
        """A person opens the workshop and sees a screen of an exercise.

        screens: those they will look at, by default all. device: by default the one that the hand belongs to.
        """
