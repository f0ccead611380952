"""What is thrown on the wall of the room while people join and answer."""

from playwright.sync_api import Page, expect

from tests.browser.hands import PHONE, Thumb
from tests.browser.live import Live
from workbook.workshop import Workshop

WALL = {"viewport": {"width": 1920, "height": 1080}}


def test_names_appear_on_the_wall_and_nobodys_answers(live: Live, workshop: Workshop) -> None:
    """The question, how to join, who has joined and how many are done; not the facilitator's own cards."""
    lead = live.visit(workshop, device=WALL)
    lead.enlarge()
    wall = lead.page.locator(".wb-wall")
    expect(wall).to_contain_text("Where does each policy belong?")
    ana = live.phone(workshop, "Ana")
    expect(wall.get_by_role("listitem").filter(has_text="Ana")).to_be_visible()
    ana.board.press("I'm done")
    expect(wall).to_contain_text("1 of 2 say they are done.")
    expect(lead.page.locator(".wb[data-screen=answer]")).to_be_hidden()
    assert lead.page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    lead.go("compare")
    expect(wall).to_be_hidden()


def test_who_cannot_scan_types_the_address_and_the_code(live: Live, workshop: Workshop) -> None:
    """The code on the wall lets one in, in any case of its letters; another one doesn't, and says why."""
    address, __, code = live.server(workshop).participants.partition("#j=")
    page = arrived(live, address)
    enter(page, "guess1")
    expect(page.get_by_role("alert")).to_contain_text("isn't the code")
    enter(page, f" {code.upper()} ")
    expect(page.locator(".wb-single")).to_be_visible()


def test_with_an_old_link_the_code_can_be_typed(live: Live, workshop: Workshop) -> None:
    """Who comes with the link of a server that was stopped is asked for the code that is on the wall now."""
    address, __, code = live.server(workshop).participants.partition("#j=")
    page = arrived(live, f"{address}#j=old234")
    expect(page.get_by_label("Code on the screen")).to_be_hidden()
    Thumb(page).press(page.get_by_role("button", name="Join"))
    enter(page, code)
    expect(page.locator(".wb-single")).to_be_visible()


def arrived(live: Live, address: str) -> Page:
    """A phone on which a name is written."""
    live.watch.allow("403")
    page = live.open(address, "Ana", PHONE)
    Thumb(page).write(page.get_by_label("Your name"), "Ana")
    return page


def enter(page: Page, code: str) -> None:
    Thumb(page).write(page.get_by_label("Code on the screen"), code)
    Thumb(page).press(page.get_by_role("button", name="Join"))


def test_the_wall_too_says_that_it_is_not_connected(live: Live, workshop: Workshop) -> None:
    """While the server is gone: nothing else of the facilitator's own screen."""
    lead = live.visit(workshop, device=WALL)
    lead.enlarge()
    gone = lead.page.locator(".wb-gone")
    expect(gone).to_be_hidden()
    live.watch.allow("ERR_CONNECTION_REFUSED", "WebSocket connection")
    live.server(workshop).kill()
    expect(gone).to_be_in_viewport(ratio=1)
    expect(lead.page.locator(".wb-tray")).to_be_hidden()
