"""The screens as a person meets them, whatever hosts them and whichever hand they use."""

import re
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.hands import Hand, Keys, Mouse
from workbook.core import policies
from workbook.folders import open_workshop
from workbook.workshop import Workshop

KEPT = re.compile("✓")
MORE = re.compile(r"^Show \d+ more$")
HERE = Path(__file__).parent

Point = tuple[float, float]


def said(workshop: Workshop, me: str = "facilitator", exercise: ModuleType = policies) -> dict[str, Any]:
    """item -> answer: what the journal's file holds of a person who has joined, in whichever host, read anew."""
    fresh = open_workshop(str(workshop.folder))
    [person] = [id for id, joined in fresh.state().people.items() if joined.name == me]
    return fresh.spoken_by(person, "participant", b"").exercise(exercise).state().latest(person)


class Screen:
    """What every screen has: is it connected, is it kept, what was refused, what is read aloud."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        self.root, self.page = root, root.page
        self.hand = hand or Mouse(root.page)
        self.status = root.locator(".wb-status")
        self.alert = root.get_by_role("alert")
        self.gone = root.locator(":scope > .wb-gone")
        self.live = root.locator(":scope > .wb-hidden[aria-live]")

    def kept(self, within: float = 5) -> None:
        """Waits until everything is in the journal. within: seconds."""
        expect(self.status).to_contain_text(KEPT, timeout=within * 1000)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Presses the button with these words."""
        self.hand.press(self.button(name))

    def press_more(self, within: Locator | None = None) -> None:
        """Asks for more of a list."""
        self.hand.press((within or self.root).get_by_role("button", name=MORE))

    def unfold(self, words: str) -> None:
        """Opens, or closes again, what stands behind these words."""
        self.hand.press(self.root.locator("summary", has_text=words))

    def propose(self, text: str) -> None:
        """A policy that isn't on the list yet."""
        self.hand.write(self.root.locator(".wb-idea input"), text)
        self.press("Add")

    def turn(self, direction: str) -> None:
        """As it would be in a language that is read in this direction: ltr or rtl."""
        self.root.evaluate("(root, direction) => root.setAttribute('dir', direction)", direction)

    def wider(self) -> list[str]:
        """What reaches past the screen's edges: nothing, on a good day."""
        return self.root.evaluate((HERE / "wider.js").read_text())

    def crowded(self) -> list[str]:
        """Words that lie on others or are cut off."""
        return self.root.evaluate((HERE / "crowded.js").read_text())

    def faint(self) -> list[str]:
        """Text whose contrast with what is behind it is below WCAG AA."""
        return self.root.evaluate((HERE / "faint.js").read_text())

    def small(self) -> list[str]:
        """What is meant to be tapped but is less than 44 px high or wide."""
        return self.root.evaluate((HERE / "small.js").read_text())


class Board(Screen):
    """Answering: cards to sort, and four places."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.tray = root.locator(".wb-tray .wb-card")
        self.count = root.locator(".wb-bar .wb-count").first
        self.search = root.get_by_role("searchbox")
        self.order = root.get_by_label("Order")
        self.quotes = root.locator(".wb-quotes")
        self.single = root.locator(".wb-single")
        self.answers = root.locator(".wb-answer")

    def spread(self) -> None:
        """All cards at once, as on a laptop they are from the start."""
        if self.single.is_visible():
            self.hand.press(self.root.locator(".wb-bar > .wb-quiet"))

    def first(self) -> str:
        """The id of the first card that is still to sort."""
        return str(self.tray.first.get_attribute("data-card"))

    def card(self, item: str) -> Locator:
        return self.root.locator(f".wb-card[data-card='{item}']")

    def place(self, key: str) -> Locator:
        return self.root.locator(f"[data-place='{key}']")

    def lies_in(self, item: str, place: str, within: float = 5000) -> None:
        """Waits until the card is seen in the place. within: ms."""
        expect(self.place(place).locator(f".wb-card[data-card='{item}']")).to_be_visible(timeout=within)

    def focused(self) -> str | None:
        """The id of the card that the next key goes to."""
        return self.page.evaluate("document.activeElement.dataset.card ?? null")

    def put(self, item: str, place: str) -> None:
        """The card is chosen, then its place."""
        self.hand.press(self.card(item))
        self.hand.press(self.place(place).get_by_role("button", name="Put it here"))

    def key(self, item: str, *keys: str) -> None:
        """Presses keys on a card."""
        Keys(self.page).touch(self.card(item))
        for key in keys:
            self.page.keyboard.press(key)

    def drag(self, item: str, place: str) -> None:
        """With the mouse, from the card's middle to the place's head."""
        start, end = self._way(self.card(item), place)
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)
        self.page.mouse.up()

    def slide(self, item: str, place: str) -> None:
        """With a finger, by the card's grip."""
        start, end = self._way(self.card(item).locator(".wb-grip"), place)
        stroke(self, start, end)

    def swipe(self, by: int) -> None:
        """With a finger across the single card. by: px, forwards when below 0."""
        self.single.scroll_into_view_if_needed()
        x, y = _middle(self.single)
        stroke(self, (x - by / 2, y), (x + by / 2, y))

    def _way(self, thing: Locator, place: str) -> tuple[Point, Point]:
        self.place(place).scroll_into_view_if_needed()
        thing.scroll_into_view_if_needed()
        box = self.place(place).bounding_box()
        assert box
        return _middle(thing), (box["x"] + box["width"] / 2, box["y"] + 24)


def stroke(screen: Screen, start: Point, end: Point, steps: int = 6) -> None:
    """A finger's way over the screen, by the browser's own input.

    It rests before it is lifted: otherwise the browser sees a fling, and takes the next tap for its end.
    """
    finger = screen.page.context.new_cdp_session(screen.page)
    way = [tuple(a + (b - a) * n / steps for a, b in zip(start, end, strict=True)) for n in range(steps + 1)]
    touches = [("touchStart", way[:1]), *(("touchMove", [point]) for point in [*way[1:], end]), ("touchEnd", [])]
    began = time.time()
    for n, (kind, points) in enumerate(touches):
        at = began + 0.05 * n + (1 if n > steps else 0)  # s
        places = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places, "timestamp": at})
    finger.detach()


def _middle(thing: Locator) -> Point:
    box = thing.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Writing(Screen):
    """Answering in one's own words: one prompt at a time."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.count = root.locator(".wb-bar .wb-count").first
        self.text = root.locator("textarea")
        self.asked = root.locator(".wb-ask")
        self.behind = root.locator(".wb-behind")
        self.left = root.locator(".wb-left")

    def prompt(self, item: str) -> Locator:
        """Its name in the list, which a phone has no room for."""
        return self.root.locator(f".wb-prompt[data-card='{item}']")

    def open(self, item: str) -> None:
        """Turns to a prompt: by its name, or page by page."""
        if self.prompt(item).is_visible():
            self.hand.press(self.prompt(item))
            return
        names = self.root.locator(".wb-prompt")
        items = [name.get_attribute("data-card") for name in names.all()]
        here = [name.get_attribute("aria-current") for name in names.all()].index("step")
        for __ in range(abs(items.index(item) - here)):
            self.press("Next" if items.index(item) > here else "Back")

    def write(self, item: str, text: str) -> None:
        """Instead of what stands there."""
        self.open(item)
        self.hand.write(self.text, text)


class Drafts(Screen):
    """Comparing what was written, or the notice that it is hidden."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.summary = root.locator(".wb-agreement")
        self.often = root.locator(".wb-often li")

    def about(self, item: str) -> Locator:
        """What was written about one prompt, a card each."""
        return self.root.locator(f"section[data-item='{item}'] .wb-texts > li")


class Results(Screen):
    """Comparing: everyone's votes, or the notice that they are hidden."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.agreement = root.locator(".wb-agreement")
        self.map = root.locator(".wb-map")
        self.divided = root.locator("section > ol.wb-list > li")
        self.agreed = root.locator(".wb-agreed li[data-item]")
        self.table = root.locator(".wb-table table")

    def line(self, item: str) -> Locator:
        """One policy with its votes."""
        return self.root.locator(f"[data-item='{item}']")

    def votes(self, item: str, place: str) -> Locator:
        return self.line(item).locator(f".wb-chip.wb-{place}")


class Form(Screen):
    """Deciding: one policy at a time."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.about = root.locator(".wb-about")
        self.item = root.locator(".wb-item")
        self.advice = root.locator(".wb-form .wb-note")
        self.progress = root.locator(".wb-count").first
        self.picker = root.locator(".wb-jump select")
        self.open_only = root.get_by_role("checkbox", name="Still open")

    def field(self, name: str) -> Locator:
        return self.root.locator(f".wb-form [name={name}]:not([type=radio])")

    def choose(self, field: str, key: str) -> None:
        """One of the options. field: to or reason."""
        self.hand.choose(self.root.locator(f".wb-by-{field} .wb-option:has(input[value={key}])"))

    def jump(self, item: str) -> None:
        """Straight to a policy, by the list of all."""
        self.hand.pick(self.picker, str(self.picker.locator(f"option[value='{item}']").text_content()))

    def fill(self, **fields: str) -> None:
        """Writes into fields by their names."""
        for name, text in fields.items():
            self.hand.write(self.field(name), text)


class Outcome(Screen):
    """What the plan now says."""

    def __init__(self, root: Locator, hand: Hand | None = None) -> None:
        super().__init__(root, hand)
        self.summary = root.locator(".wb-agreement")
        self.statuses = root.locator("td select")
