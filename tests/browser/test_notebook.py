"""What only a notebook has: a kernel that goes while the journal stays, and keys of its own."""

import re

from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.browser.pages import said
from workbook.workshop import Workshop


def test_a_restart_loses_nothing(lab: Lab, workshop: Workshop) -> None:
    """Restarted through the menu and run again, every placement is there."""
    notebook = lab.visit(workshop, screens=["answer"])
    cards = [str(notebook.board.tray.nth(n).get_attribute("data-card")) for n in range(4)]
    for card, key in zip(cards, "1234", strict=True):
        notebook.board.key(card, key)
    notebook.board.kept()
    notebook.restart()
    for card, place in zip(cards, ("keep", "extend", "soften", "drop"), strict=True):
        notebook.board.lies_in(card, place)


def test_what_is_done_without_a_kernel_arrives_later(lab: Lab, workshop: Workshop) -> None:
    """While the kernel is dead the screen says that nothing is kept; run again, it sends what waited."""
    notebook = lab.visit(workshop, screens=["answer"])
    before, while_dead = (str(notebook.board.tray.nth(n).get_attribute("data-card")) for n in (0, 1))
    notebook.board.key(before, "1")
    notebook.board.kept()
    notebook.shut_down()
    notebook.board.key(while_dead, "4")
    notebook.board.lies_in(while_dead, "drop")
    expect(notebook.board.status).to_have_text("not kept yet")
    expect(notebook.board.gone).to_have_text(re.compile("Not connected"), timeout=15_000)
    assert said(workshop) == {before: "keep"}
    notebook.start()
    notebook.board.kept()
    assert said(workshop) == {before: "keep", while_dead: "drop"}


def test_a_page_loaded_again_loses_nothing(lab: Lab, workshop: Workshop) -> None:
    """Closed before it could be kept, a placement waits on the device for the next visit."""
    notebook = lab.visit(workshop, screens=["answer"])
    card = notebook.board.first()
    notebook.kill()
    lab.watch.allow("/api/kernels/", "/api/sessions/")  # JupyterLab asks after the kernel that was killed
    notebook.board.key(card, "3")
    notebook.reload()
    notebook.board.lies_in(card, "soften")
    notebook.board.kept()
    assert said(workshop) == {card: "soften"}


def test_keys_on_a_card_are_not_the_notebooks(lab: Lab, workshop: Workshop) -> None:
    """In JupyterLab 1 makes a heading, Enter edits, arrows choose a cell, b adds one and dd deletes it: not here."""
    notebook = lab.visit(workshop, screens=["answer"])
    board, before = notebook.board, notebook.cells()
    board.key(board.first(), "1", "Enter", "ArrowDown", "ArrowUp", "Escape", "m", "b", "d", "d")
    board.kept()
    assert notebook.cells() == before
