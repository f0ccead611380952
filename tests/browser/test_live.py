"""The same screens on the page that people join."""

from playwright.sync_api import Browser, expect

from tests.browser.live import Guest, LiveServer
from tests.browser.pages import LAPTOP
from tests.browser.watch import Watch
from workbook.workshop import Workshop


def answers(workshop: Workshop) -> list[dict[str, str]]:
    """What each person has answered, read from the journal past the gate."""
    found = Workshop(workshop.journal, workshop.id)
    found.state()
    return [found._record.state.exercise("policies").latest(v) for v in found._record.state.people]


def test_a_phone_joins_and_answers(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """By name and thumb: one card at a time, kept in the journal, with nothing wider than the screen."""
    with LiveServer(workshop) as server:
        ana = Guest(browser, watch, server.participants, "Ana")
        ana.board.answers.nth(3).tap()
        ana.board.kept()
        assert {"C01": "drop"} in answers(workshop)
        assert ana.board.wider() == []
        assert ana.board.small() == []


def test_the_board_works_on_the_page_as_in_a_notebook(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """The same drag, keys and undo, driven by the same code."""
    with LiveServer(workshop) as server:
        ana = Guest(browser, watch, server.participants, "Ana", **LAPTOP)
        ana.board.drag("C01", "keep")
        ana.board.lies_in("C01", "keep")
        ana.board.key("C02", "4")
        ana.board.lies_in("C02", "drop")
        ana.board.press("↶ Undo")
        expect(ana.board.tray.locator("text=Special clean-ups")).to_be_visible()
        ana.board.kept()
        assert {"C01": "keep"} in answers(workshop)


def test_the_facilitator_moves_everyone(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """Who has joined is seen; shown everyone, all pages are on the compare screen; a hidden word came only then."""
    with LiveServer(workshop) as server:
        ana, ben = (Guest(browser, watch, server.participants, name) for name in ("Ana", "Ben"))
        ana.page.get_by_role("button", name="See all").click()
        ana.page.get_by_placeholder("Is one missing").fill("qz7-planted")
        ana.page.get_by_role("button", name="Add", exact=True).click()
        ana.board.kept()
        lead = Guest(browser, watch, server.facilitator)
        expect(lead.page.get_by_text("3 people have joined")).to_be_visible()
        assert "qz7-planted" not in "".join(watch.frames["Ben"] + watch.frames["facilitator"])
        lead.go("Compare")
        lead.page.get_by_role("button", name="Show everyone").click()
        lead.page.get_by_role("button", name="Yes, show everyone").click()
        for guest in (ana, ben, lead):
            expect(guest.results.root).to_contain_text("qz7-planted")


def test_a_page_comes_back_after_the_server_was_killed(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """What was answered while the server was gone is sent when it is back, by itself."""
    with LiveServer(workshop) as server:
        ana = Guest(browser, watch, server.participants, "Ana")
        ana.board.answers.nth(3).tap()
        ana.board.kept()
        watch.allow("ERR_CONNECTION_REFUSED", "WebSocket connection")
        server.kill()
        ana.board.answers.nth(0).tap()
        with LiveServer(workshop, server.port):
            ana.board.kept()
            assert {"C01": "drop", "C02": "keep"} in answers(workshop)


def test_an_old_link_asks_for_a_name_again(workshop: Workshop, browser: Browser, watch: Watch) -> None:
    """A token that counts no more leads to the place where one joins, with a sentence."""
    with LiveServer(workshop) as server:
        page = browser.new_context(**LAPTOP).new_page()
        watch.follow(page.context, "Eve")
        page.goto(server.facilitator.partition("#")[0] + "#t=made-up")
        expect(page.get_by_role("alert")).to_contain_text("old link")
