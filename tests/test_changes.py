"""What a page is told when something changes: no more than what it doesn't have yet."""

from collections.abc import Callable
from types import ModuleType

import pytest

from tests.people import answer, configured, joined, listed, proposed, staged
from tests.test_conversation import SETTLE, Page
from workbook.core.events import Answered, Withdrawn
from workbook.screens import answer as answering
from workbook.screens import compare, decide
from workbook.workshop import Workshop


def told(workshop: Workshop, screen: ModuleType, say: Callable[[], object]) -> list[tuple[str, list[str]]]:
    """Kind and items of the messages that an open page gets of it."""
    page = Page(workshop, screen)
    before = len(page.heard)
    say()
    page.talk.tell()
    return [(message["type"], [item["id"] for item in message["screen"]["items"]]) for message in page.heard[before:]]


def test_an_undo_is_told_as_the_one_item(workshop: Workshop) -> None:
    """Not as the whole board, which with 10,000 policies is 1.6 MB."""
    page = Page(workshop, answering)
    page.does(do="place", id="a1", item="P2", to="drop")
    __, delta = page.does(do="undo", id="a2")
    assert [(item["id"], item["place"]) for item in delta["screen"]["items"]] == [("P2", None)]


def test_an_idea_taken_back_is_off_the_board(workshop: Workshop) -> None:
    """A change of items can't say that one is gone, so the page gets everything anew."""
    [idea] = workshop.say(proposed("idea", "A zebra at the door"))
    [(kind, items)] = told(workshop, answering, lambda: workshop.say(Withdrawn(event=idea.id)))
    assert (kind, "idea" in items) == ("snapshot", False)


def test_those_who_join_send_nothing_to_the_boards(workshop: Workshop) -> None:
    """Who is here isn't on them."""
    [ana] = joined(workshop, "Ana")
    assert told(ana, answering, lambda: joined(workshop, "Ben", "Eva")) == []


def test_who_joins_a_one_person_office_hides_what_was_open(workshop: Workshop) -> None:
    """The one who was alone is told anew who sees what."""
    workshop.say(configured(one_person=True))
    [(kind, __)] = told(workshop, answering, lambda: joined(workshop, "Ben"))
    assert kind == "snapshot"


def test_a_settled_policy_is_told_with_its_action_as_the_one_item(workshop: Workshop) -> None:
    """Whoever follows on another page gets that policy alone."""
    workshop.say(staged("decide"))
    [ana] = joined(workshop, "Ana")
    settle = Page(workshop, decide)
    assert told(ana, decide, lambda: settle.does(**SETTLE, what="Write it", owner="Ana")) == [("delta", ["P1"])]
    assert told(ana, decide, lambda: settle.does(do="undo", id="u1")) == [("delta", ["P1"])]


def test_what_another_exercise_hears_is_not_sent(workshop: Workshop) -> None:
    """A draft of the vision changes nothing on the board of policies."""
    draft = Answered(exercise="vision", item="matters", value="Clean by eight.")
    assert told(workshop, answering, lambda: workshop.say(draft)) == []


@pytest.mark.parametrize("screen", [answering, decide])
def test_several_changes_come_in_the_order_of_the_items(workshop: Workshop, screen: ModuleType) -> None:
    """Those that are new at the end, as they were added, in one message."""
    workshop.say(staged("decide"))
    new = [listed("P9"), listed("P7"), answer("P1", "keep")]
    [(kind, items)] = told(workshop, screen, lambda: workshop.say(*new))
    assert (kind, sorted(items)) == ("delta", ["P1", "P7", "P9"])
    assert items.index("P9") < items.index("P7")


def test_ranks_are_always_sent_whole(workshop: Workshop) -> None:
    """On the compare screen one vote moves the others."""
    workshop.say(staged("compare"))
    [(kind, items)] = told(workshop, compare, lambda: workshop.say(listed("P9")))
    assert (kind, len(items)) == ("snapshot", 7)
