"""How a person does something on a screen: by mouse, by finger or by keys. All input is the driver's own."""

from pathlib import Path
from typing import Any, ClassVar

from playwright.sync_api import Locator, Page

LAPTOP = {"viewport": {"width": 1366, "height": 768}}
TABLET = {"viewport": {"width": 1366, "height": 900}, "has_touch": True}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FURTHEST = 120  # presses of Tab that anybody may need from one thing to another
WAY = (Path(__file__).parent / "way.js").read_text()


class Hand:
    """What all have in common: a thing is touched first, then used."""

    device: ClassVar[dict[str, Any]] = LAPTOP

    def __init__(self, page: Page) -> None:
        self.page = page

    def touch(self, thing: Locator) -> None:
        """Whatever is typed next goes there."""
        raise NotImplementedError

    def press(self, thing: Locator) -> None:
        """A button, a box to tick, or what opens more."""
        self.touch(thing)

    def choose(self, option: Locator) -> None:
        """One of a few, by the label around it."""
        self.touch(option)

    def write(self, field: Locator, text: str) -> None:
        """Instead of what is in the field. A date is given as year-month-day and typed as the page asks for it."""
        self.touch(field)
        if field.get_attribute("type") == "date":
            year, month, day = text.split("-")
            text = month + day + year
            self.page.keyboard.press("ArrowLeft")  # from whichever part was touched to the first
            self.page.keyboard.press("ArrowLeft")
        else:
            self.clear(field)
        self.page.keyboard.type(text)

    def clear(self, field: Locator) -> None:
        """Takes away what is in the field that was touched."""
        for key in ("Control+A", "Delete"):
            self.page.keyboard.press(key)

    def pick(self, field: Locator, option: str) -> None:
        """From a list that the browser opens outside the page, where only keys reach."""
        at = field.locator("option").all_text_contents().index(option)
        self.press(field)
        for key in ("Home", *["ArrowDown"] * at, "Enter"):
            self.page.keyboard.press(key)


class Mouse(Hand):
    """On a laptop."""

    def touch(self, thing: Locator) -> None:
        thing.click()


class Finger(Hand):
    """On a large screen, where a card and its place are in sight together."""

    device = TABLET

    def touch(self, thing: Locator) -> None:
        thing.tap()

    def clear(self, field: Locator) -> None:
        """Backwards: with fingers, to choose all words asks for a menu, and JupyterLab has one of its own."""
        for key in ("Control+End", *["Backspace"] * len(field.input_value())):
            self.page.keyboard.press(key)


class Thumb(Finger):
    """On a phone."""

    device = PHONE


class Keys(Hand):
    """On a laptop without a mouse: everything is reached with Tab, so all of this fails where Tab doesn't lead."""

    def touch(self, thing: Locator) -> None:
        pressed = 0
        while way := thing.evaluate(WAY):
            pressed += len(way)
            assert pressed < FURTHEST, f"Tab doesn't lead to {thing}"
            for key in way:
                self.page.keyboard.press(key)

    def press(self, thing: Locator) -> None:
        self.touch(thing)
        self.page.keyboard.press("Space")  # Enter would pick a card up, and doesn't tick a box

    def choose(self, option: Locator) -> None:
        self.touch(option.locator("xpath=ancestor::fieldset"))
        button = option.locator("input")
        for __ in range(option.locator("xpath=../label").count() + 1):
            if button.is_checked():
                return
            here = button.evaluate("(it) => it === document.activeElement")
            self.page.keyboard.press("Space" if here else "ArrowDown")
        raise AssertionError(f"the arrows don't lead to {option}")


HANDS = (Mouse, Thumb, Keys)
