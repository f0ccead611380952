"""A kernel goes, the journal stays."""

import re

from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.browser.pages import said
from workbook.workshop import Workshop


def test_a_restart_loses_nothing(host: Lab, workshop: Workshop) -> None:
    """Restarted through the menu and run again, every placement is there."""
    notebook = host.visit(workshop, screens=["answer"])
    cards = [str(notebook.board.tray.nth(n).get_attribute("data-card")) for n in range(4)]
    for card, key in zip(cards, "1234", strict=True):
        notebook.board.key(card, key)
    notebook.board.kept()
    notebook.restart()
    for card, place in zip(cards, ("keep", "extend", "soften", "drop"), strict=True):
        notebook.board.lies_in(card, place)


def test_what_is_done_without_a_kernel_arrives_later(host: Lab, workshop: Workshop) -> None:
    """While the kernel is dead the screen says that nothing is kept; run again, it sends what waited."""
    notebook = host.visit(workshop, screens=["answer"])
    before, while_dead = (str(notebook.board.tray.nth(n).get_attribute("data-card")) for n in (0, 1))
    notebook.board.key(before, "1")
    notebook.board.kept()
    notebook.shut_down()
    notebook.board.key(while_dead, "4")
    notebook.board.lies_in(while_dead, "drop")
    expect(notebook.board.status).to_have_text("not kept yet")
    expect(notebook.board.status).to_have_text(re.compile("Not connected"), timeout=15_000)
    assert said(workshop) == {before: "keep"}
    notebook.start()
    notebook.board.kept()
    assert said(workshop) == {before: "keep", while_dead: "drop"}


def test_a_page_loaded_again_loses_nothing(host: Lab, workshop: Workshop) -> None:
    """Closed before it could be kept, a placement waits on the device for the next visit."""
    notebook = host.visit(workshop, screens=["answer"])
    card = notebook.board.first()
    notebook.kill()
    host.watch.allow("/api/kernels/", "/api/sessions/")  # JupyterLab asks after the kernel that was killed
    notebook.board.key(card, "3")
    notebook.reload()
    notebook.board.lies_in(card, "soften")
    notebook.board.kept()
    assert said(workshop) == {card: "soften"}
