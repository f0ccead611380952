"""What only the page that people join has: names, links, everybody led, and a server that may go."""

from playwright.sync_api import expect

from tests.browser.hands import LAPTOP, PHONE
from tests.browser.live import Live
from tests.browser.pages import said
from tests.live.server import LiveServer
from workbook.core.events import Staged
from workbook.workshop import Workshop


def test_a_phone_joins_and_answers(live: Live, workshop: Workshop) -> None:
    """By name and thumb: one card at a time, kept in the journal, with nothing wider than the screen."""
    board = live.phone(workshop, "Ana").board
    board.hand.press(board.answers.nth(3))
    board.kept()
    assert said(workshop, "Ana") == {"C01": "drop"}
    assert board.wider() == board.small() == []


def test_the_facilitator_moves_everyone(live: Live, workshop: Workshop) -> None:
    """Who has joined is seen; shown everyone, all pages are on the compare screen; a hidden word came only then."""
    ana, ben = (live.phone(workshop, name) for name in ("Ana", "Ben"))
    ana.board.spread()
    ana.board.propose("qz7-planted")
    ana.board.kept()
    lead = live.visit(workshop, screens=["compare"])
    expect(lead.bar).to_contain_text("3 people have joined")
    assert "qz7-planted" not in "".join(live.watch.frames["Ben"] + live.watch.frames["facilitator"])
    lead.results.press("Show everyone")
    lead.results.press("Yes, show everyone")
    for guest in (ana, ben, lead):
        expect(guest.results.root).to_contain_text("qz7-planted")


def test_a_page_comes_back_after_the_server_was_killed(live: Live, workshop: Workshop) -> None:
    """Meanwhile it says so where one looks; what was answered is sent when the server is back, by itself."""
    ana = live.phone(workshop, "Ana")
    ana.hand.press(ana.board.answers.nth(3))
    ana.board.kept()
    live.watch.allow("ERR_CONNECTION_REFUSED", "WebSocket connection")
    gone = live.server(workshop)
    gone.kill()
    ana.hand.press(ana.board.answers.nth(0))
    ana.board.status.scroll_into_view_if_needed()
    expect(ana.board.gone).to_be_in_viewport(ratio=1)
    expect(ana.board.gone).to_contain_text("Not connected. What you do here waits on this device")
    expect(ana.board.status).to_have_text("not kept yet")
    with LiveServer(workshop, gone.port):
        ana.board.kept()
        expect(ana.board.gone).to_be_hidden()
    assert said(workshop, "Ana") == {"C01": "drop", "C02": "keep"}


def test_who_was_about_to_join_while_the_server_was_killed_does_so(live: Live, workshop: Workshop) -> None:
    """The page says that there is no connection, keeps the name, and the same link lets the person in afterwards."""
    gone = live.server(workshop)
    page = live.open(gone.participants, "Ana", PHONE)
    live.watch.allow("ERR_CONNECTION_REFUSED")
    gone.kill()
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Join").tap()
    expect(page.get_by_role("alert")).to_contain_text("no connection")
    with LiveServer(workshop, gone.port):
        page.get_by_role("button", name="Join").tap()
        expect(page.locator(".wb[data-screen=answer] h2")).to_be_visible()


def test_a_closed_exercise_looks_closed_and_takes_no_answers(live: Live, workshop: Workshop) -> None:
    """Everyone is told so; on the board nothing can be tapped, and a key is answered with a sentence."""
    ana, lead = live.phone(workshop, "Ana"), live.visit(workshop)
    workshop.say(Staged(exercise="policies", stage="done"))
    expect(ana.screen("outcome")).to_contain_text("This exercise is closed.")
    lead.board.key("C01", "1")
    expect(lead.board.alert).to_have_text("This exercise is closed.")
    lead.resize(PHONE["viewport"])
    for answer in lead.board.answers.all():
        expect(answer).to_be_disabled()
    assert said(workshop) == {}


def test_an_old_link_says_where_the_new_one_is(live: Live, workshop: Workshop) -> None:
    """A facilitator's token that counts no more opens nothing; the new link in the same tab does."""
    link = live.server(workshop).facilitator
    page = live.open(link.partition("#")[0] + "#t=made-up", "Eve", LAPTOP)
    expect(page.get_by_role("alert")).to_contain_text("old link")
    page.goto(link)
    expect(page.locator(".wb h2")).to_be_visible()
