"""The host that is the live page: all that the tests know of it is here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.hands import LAPTOP, PHONE, Hand, Mouse, Thumb
from tests.browser.hosts import Visit
from tests.browser.watch import Watch
from tests.live.server import LiveServer
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

NARROW = 640  # px of a screen below which it is laid out as on a phone


def answers(workshop: Workshop) -> list[dict[str, str]]:
    """What each person has answered, in the order they joined; read from the journal past the gate."""
    found = Workshop(workshop.journal, workshop.id)
    found.state()
    return [found._record.state.exercise("policies").latest(v) for v in found._record.state.people]


class Guest(Visit):
    """A person with a browser of their own on the page."""

    def __init__(self, page: Page, hand: Hand, leads: bool) -> None:
        super().__init__(page, hand)
        self.leads = leads
        self.bar = page.locator("nav.wb-nav")

    def join(self, name: str) -> None:
        """By name, in the page that the participants' link opens."""
        self.hand.write(self.page.get_by_label("Your name"), name)
        self.hand.press(self.page.get_by_role("button", name="Join"))
        self._wait()

    def answer(self, place: str) -> dict[str, str]:
        """Taps a place for the card that is shown; which card it was, with the place."""
        card = str(self.board.single.get_attribute("data-card"))
        self.hand.press(self.board.root.locator(f".wb-answer.wb-{place}"))
        return {card: place}

    def go(self, screen: str) -> None:
        """The way to another screen, for those who lead."""
        self.hand.press(self._step(screen))

    def lead_to(self, exercise: str) -> None:
        """Takes everyone to an exercise, by those who lead."""
        chooser = self.bar.locator("select")
        if chooser.input_value() != exercise:
            self.hand.pick(chooser, str(chooser.locator(f"option[value={exercise}]").text_content()))
            self.page.locator(f".wb[data-exercise={exercise}]").wait_for()

    def enlarge(self) -> None:
        """Type for the wall, or again the usual."""
        self.hand.press(self.bar.get_by_role("button", name="Large type, for the wall"))

    def screen(self, name: str) -> Locator:
        """Those who lead go there; the others are there, or will be when the stage comes to it."""
        if self.leads and not self._step(name).get_attribute("aria-current"):
            self.go(name)
        root = self.page.locator(f".wb[data-screen={name}]")
        expect(root.locator("h2")).to_be_visible()
        return root

    def reload(self) -> None:
        self.page.reload()
        self._wait()

    def resize(self, size: dict[str, int]) -> None:
        self.page.set_viewport_size(size)
        narrow = ".wb-narrow" if size["width"] < NARROW else ":not(.wb-narrow)"
        self.page.locator(f".wb[data-screen]{narrow}").wait_for()

    def theme(self, name: str) -> None:
        """The device's own, which the page follows."""
        self.page.emulate_media(color_scheme="dark" if name == "Dark" else "light")
        self.page.locator(f"html[data-theme={name.lower()}]").wait_for()

    def held(self) -> list[str]:
        return [self.page.content(), self.page.evaluate("JSON.stringify(localStorage)")]

    def leave(self) -> None:
        self.page.context.close()

    def _step(self, screen: str) -> Locator:
        """The button of a screen, in whichever language."""
        return self.bar.get_by_role("button").nth(SCREENS.index(screen))

    def _wait(self) -> None:
        expect(self.page.locator("#page > div > .wb h2")).to_be_visible()
        if self.leads:
            expect(self.bar).to_be_visible()


class Live:
    """Opens the screens on the page, with a server for each workshop."""

    def __init__(self, browser: Browser, watch: Watch) -> None:
        self._browser, self.watch = browser, watch
        self._servers: dict[Path, LiveServer] = {}  # folder of the workshop -> its server
        self._contexts: list[BrowserContext] = []

    def server(self, workshop: Workshop) -> LiveServer:
        assert workshop.folder
        if workshop.folder not in self._servers:
            self._servers[workshop.folder] = LiveServer(workshop)
        return self._servers[workshop.folder]

    def visit(self, workshop: Workshop, me: str = "facilitator", screens: Sequence[str] = (),
              device: dict[str, Any] | None = None, hand: type[Hand] = Mouse,
              exercise: str = "policies") -> Guest:  # fmt: skip
        """A person opens their link. screens: the first of them is gone to by those who lead, who take the room to
        the exercise.
        """
        server, leads = self.server(workshop), me == "facilitator"
        page = self.open(server.facilitator if leads else server.participants, me, device or hand.device)
        guest = Guest(page, hand(page), leads)
        if leads:
            guest._wait()
            guest.lead_to(exercise)
            guest.screen(*screens[:1] or ["answer"])
        else:
            guest.join(me)
        return guest

    def phone(self, workshop: Workshop, me: str) -> Guest:
        """A participant on the phone."""
        return self.visit(workshop, me, device=PHONE, hand=Thumb)

    def caller(self, address: str, me: str) -> Guest:
        """A participant on the phone who comes by an address of another server."""
        page = self.open(address, me, PHONE)
        guest = Guest(page, Thumb(page), leads=False)
        guest.join(me)
        return guest

    def lead(self, address: str, device: dict[str, Any] = LAPTOP) -> Guest:
        """Who leads, by their link."""
        page = self.open(address, "facilitator", device)
        guest = Guest(page, Mouse(page), leads=True)
        guest._wait()
        return guest

    def open(self, address: str, me: str, device: dict[str, Any]) -> Page:
        """The page in a browser of its own, whatever it then shows."""
        context = self._browser.new_context(**device)
        context.set_default_timeout(10_000)
        self.watch.follow(context, me)
        self._contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    def close(self) -> None:
        """Everybody leaves, and the servers stop."""
        for context in self._contexts:
            context.close()
        for server in self._servers.values():
            server.__exit__()
