"""A word that is hidden, looked for wherever anybody else could come across it."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.live import Guest, Live
from tests.live.server import secret
from tests.test_secrecy import holding, written
from workbook.core.events import Staged
from workbook.core.state import item_id
from workbook.folders import fill
from workbook.screens.frame import SCREENS
from workbook.workshop import Workshop

STORED = "Object.entries(localStorage).find(([key]) => key.startsWith('workbook/token/'))[1]"


def shown(guest: Guest) -> str:
    """All that is in the page, and what it was made from."""
    files = [guest.page.request.get(guest.page.url.partition("#")[0] + file).text() for file in ("", "host.js")]
    return "".join([*guest.held(), *files])


def looks_round(lead: Guest) -> str:
    """All that is on the facilitator's four screens."""
    seen = ""
    for screen in SCREENS:
        lead.screen(screen)
        seen += shown(lead)
    return seen


def proposes(ana: Guest, word: str) -> None:
    """A policy that she thought of, and what she thinks of it."""
    ana.board.spread()
    ana.board.propose(word)
    ana.board.search.fill(word)
    ana.board.key(item_id(word), "4")
    ana.board.kept()


def writes(ana: Guest, word: str) -> None:
    """A text about the first prompt."""
    ana.hand.write(ana.writing.text, word)
    ana.writing.kept()


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "says"), [("policies", proposes), ("vision", writes), ("skills", writes)])
def test_a_hidden_word_is_nowhere_until_the_reveal(
    workshop: Workshop,
    live: Live,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    exercise: str,
    says: Callable[[Guest, str], None],
) -> None:
    """In no message, page, document, notebook, listing or output of the server; then in all but the last."""
    fill(workshop)
    word = f"hidden{secrets.token_hex(8)}"
    traces, frames = (word, item_id(word)), live.watch.frames
    workshop.say(Staged(exercise=exercise, stage="answer"))
    ana, ben = (live.phone(workshop, name) for name in ("Ana", "Ben"))
    lead = live.visit(workshop, exercise=exercise)
    says(ana, word)
    ben.reload()
    says(ben, "in sight")
    seen = [shown(ben), looks_round(lead), *frames["Ben"], *frames["facilitator"]]
    written(workshop, "Ben")
    seen.append(capsys.readouterr().out)
    assert not [text[:200] for text in seen for trace in traces if trace in text]
    assert holding(tmp_path, *(trace.encode() for trace in traces)) == []
    lead.results.press("Show everyone")
    lead.results.press("Yes, show everyone")
    for guest in (ana, ben, lead):
        expect(guest.results.root).to_contain_text(word)
    written(workshop, "Ben")
    assert all(word in text for text in ("".join(frames["Ben"]), looks_round(lead), capsys.readouterr().out))
    assert f"-{exercise}.ipynb" in " ".join(holding(tmp_path, word.encode()))
    if exercise == "policies":  # a draft isn't in the plan, an undecided policy is
        assert {"plan.html", "plan.json", "plan.md"} <= set(holding(tmp_path, word.encode()))
    tokens = [guest.page.evaluate(STORED) for guest in (ana, ben)]
    server = live.server(workshop)
    server.stop()
    assert not [trace for trace in (*traces, *tokens) if trace in server.printed]
    assert server.printed.count(secret(server.facilitator)) == 1
