"""One screen and one person talking: what a page is told, and what it is never told."""

import json
from dataclasses import replace
from types import ModuleType

import pytest

from tests.people import answer, configured, joined, listed, opened, proposed, staged, stored
from workbook.core import policies
from workbook.rehearsal import demo
from workbook.screens import answer as answering
from workbook.screens import compare, decide, outcome, table
from workbook.screens.conversation import Conversation
from workbook.workshop import Workshop


class Page:
    """The other side of a conversation: keeps every message it gets."""

    def __init__(self, workshop: Workshop, screen: ModuleType) -> None:
        self.heard: list[dict] = []
        self.talk = Conversation(workshop.exercise(policies), screen, self.heard.append)
        self.talk.hear({"do": "hello"})

    def does(self, **message: object) -> list[dict]:
        before = len(self.heard)
        self.talk.hear(message)
        return self.heard[before:]

    @property
    def screen(self) -> dict:
        return self.heard[0]["screen"]


SETTLE = {"do": "settle", "id": "s1", "item": "P1", "to": "soften", "reason": "law", "authority": "Act 5"}


def test_hello_is_answered_with_all_that_the_person_may_see(workshop):
    """A snapshot has the items, the words and the promise of who can see it."""
    page = Page(workshop, answering)
    assert [item["id"] for item in page.screen["items"]] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert page.screen["who"].startswith("Only you see this")


def test_a_placement_is_kept_and_then_told_as_a_change_of_that_item(workshop):
    """First the acknowledgement, after the commit; then the next number and the one item."""
    kept, delta = Page(workshop, answering).does(do="place", id="a1", item="P2", to="drop")
    assert kept == {"type": "kept", "id": "a1"}
    assert (delta["type"], delta["seq"]) == ("delta", 1)
    assert [(i["id"], i["place"]) for i in delta["screen"]["items"]] == [("P2", "drop")]


def test_saying_it_again_after_a_cut_adds_nothing(workshop):
    """The same client id is the same event."""
    page = Page(workshop, answering)
    page.does(do="place", id="a1", item="P2", to="drop")
    count = len(stored(workshop))
    assert page.does(do="place", id="a1", item="P2", to="drop")[0]["type"] == "kept"
    assert len(stored(workshop)) == count


def test_undo_takes_the_last_answer_back(workshop):
    """What was said before it holds again."""
    page = Page(workshop, answering)
    page.does(do="place", id="a1", item="P1", to="keep")
    page.does(do="place", id="a2", item="P1", to="drop")
    page.does(do="undo", id="a3")
    assert workshop.exercise(policies).state().votes("P1") == {workshop.me.id: "keep"}


def test_the_page_knows_what_an_undo_would_take_back(workshop):
    """The item of the last word that counts, so that the page can do it again; nothing once everyone has seen it."""
    page = Page(workshop, answering)
    page.does(do="place", id="a1", item="P1", to="keep")
    page.does(do="place", id="a2", item="P2", to="drop")
    assert page.heard[-1]["screen"]["undo"] == "P2"
    page.does(do="undo", id="a3")
    assert page.heard[-1]["screen"]["undo"] == "P1"
    workshop.say(staged("compare"))
    assert Page(workshop, answering).screen["undo"] is None


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"do": "place", "item": "P1", "to": "attic"}, "can't be put in 'attic'. Choose one of: keep, extend"),
        ({"do": "place", "item": "P99", "to": "keep"}, "There is no item 'P99'"),
        ({"do": "dance"}, "can't be done here ('dance')"),
        ({"do": "undo"}, "There is nothing to undo."),
        ({"do": "add", "text": "  "}, "the text is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(workshop, message, sentence):
    """A message that breaks a rule writes nothing and gets the reason."""
    before = stored(workshop)
    [refused] = Page(workshop, answering).does(id="x", **message)
    assert (refused["type"], refused["id"]) == ("refused", "x")
    assert sentence in refused["why"]
    assert stored(workshop) == before


def test_others_are_told_nothing_before_the_reveal_and_everything_after(workshop):
    """A hidden answer sends no message at all, not even an empty one; the reveal sends a snapshot."""
    ana, ben = joined(workshop, "Ana", "Ben")
    page = Page(ben, compare)
    before = len(page.heard)
    ana.say(answer("P1", "keep"), proposed("idea", "A zebra at the door"))
    page.talk.tell()
    assert len(page.heard) == before
    workshop.say(staged("compare"))
    page.talk.tell()
    assert "A zebra at the door" in json.dumps(page.heard[-1])


@pytest.mark.parametrize("screen", [answering, compare, decide, outcome], ids=lambda s: s.__name__.split(".")[-1])
def test_no_screen_lets_a_hidden_word_through(workshop, screen):
    """A planted string is in no message to another person before the reveal, and is after it."""
    ana, ben = joined(workshop, "Ana", "Ben")
    ana.say(proposed("idea", "qz7-planted-f31"))
    page = Page(ben, screen)
    page.talk.tell()
    assert "qz7-planted-f31" not in json.dumps(page.heard)
    workshop.say(staged("compare"))
    page.talk.tell()
    assert "qz7-planted-f31" in json.dumps(page.heard)


def test_a_participant_is_refused_what_the_facilitator_does(workshop):
    """Roles are checked where the event is made, not by a hidden button."""
    [ana] = joined(workshop, "Ana")
    assert Page(ana, compare).does(do="show", id="x")[0]["why"] == "Only the facilitator or an owner can do that."
    workshop.say(staged("decide"))
    assert Page(ana, decide).does(**SETTLE)[0]["type"] == "refused"


def test_a_necessary_policy_needs_who_says_so(workshop):
    """Without an authority the decision is refused, with a question that helps."""
    workshop.say(staged("decide"))
    [refused] = Page(workshop, decide).does(**{**SETTLE, "authority": " "})
    assert refused["why"].startswith("Who says that it is necessary?")


def test_settling_records_decision_and_action_together(workshop):
    """One message, two events: the quadrant with its reason, and the action because of the policy."""
    workshop.say(staged("decide"))
    Page(workshop, decide).does(**SETTLE, tell="We say why.", what="Write it", owner="Ana", due="2026-12-01")
    state = workshop.state()
    assert state.exercise("policies").decided("P1").details == {"tell": "We say why."}
    [action] = state.actions.values()
    assert (action.what, action.owner, str(action.due), action.because) == (
        "Write it", "Ana", "2026-12-01", ("policies/P1",))  # fmt: skip


@pytest.mark.parametrize(("field", "value"), [("due", "soon"), ("owner", "Ana, Ben"), ("owner", "")])
def test_an_action_that_cannot_be_leaves_the_decision_unsaid_too(workshop, field, value):
    """All of a message or nothing of it."""
    workshop.say(staged("decide"))
    action = {"what": "Write it", "owner": "Ana", "due": "2026-12-01", field: value}
    assert Page(workshop, decide).does(**SETTLE, **action)[0]["type"] == "refused"
    assert not workshop.state().exercise("policies").decisions


def test_two_decisions_made_apart_are_a_conflict_until_settled_again(workshop):
    """Each page knew of no other decision; the third knows both and stands alone."""
    workshop.say(staged("decide"))
    one, two = Page(workshop, decide), Page(opened_again(workshop), decide)
    one.does(**SETTLE)
    two.does(**{**SETTLE, "to": "drop"}, known=[])
    standing = workshop.state().exercise("policies").decisions["P1"]
    assert {d.value for d in standing} == {"soften", "drop"}
    one.does(**{**SETTLE, "id": "s2"}, known=[d.id for d in standing])
    assert workshop.state().exercise("policies").decided("P1").value == "soften"


def opened_again(workshop: Workshop) -> Workshop:
    return workshop.seen_by("Owner")


def test_an_actions_status_changes_on_the_outcome_screen(workshop):
    """Done is said as a new word on the same action."""
    workshop.say(staged("decide"))
    Page(workshop, decide).does(**SETTLE, what="Write it", owner="Ana")
    [action] = workshop.state().actions
    Page(workshop, outcome).does(do="status", id="o1", action=action, to="done")
    assert workshop.state().actions[action].status == "done"


def test_names_are_shown_only_where_that_was_promised():
    """In a named exercise the compare screen says who chose what; in the usual one it doesn't."""
    for privacy, named in (("named", True), ("until revealed", False)):
        workshop = opened()
        workshop.say(configured(privacy=privacy))
        [ana] = joined(workshop, "Ana")
        ana.say(answer("P1", "keep"))
        workshop.say(staged("compare"))
        assert ("Ana" in json.dumps(Page(workshop, compare).screen["items"])) is named


def test_ties_and_close_calls_are_said(workshop):
    """Two against two is a tie without a leader; the remark says that one vote flips it."""
    group = joined(workshop, "Ana", "Ben", "Eva", "Tom")
    for person, place in zip(group, ["keep", "keep", "drop", "drop"], strict=True):
        person.say(answer("P1", place))
    workshop.say(staged("compare"))
    first = Page(workshop, compare).screen["items"][0]
    assert (first["id"], first["remark"]) == ("P1", "tie · one vote flips it · you differ on both questions")


@pytest.mark.parametrize(
    ("places", "said"),
    [("keep extend", "whether you must have it"), ("keep soften", "whether it is friendly"), ("soften extend", "both")],
)
def test_a_divided_policy_says_on_what(workshop, places, said):
    """Each policy is two questions, and the talk is about the one on which people differ."""
    for person, place in zip(joined(workshop, "Ana", "Ben"), places.split(), strict=True):
        person.say(answer("P1", place))
    workshop.say(staged("compare"))
    assert said in Page(workshop, compare).screen["items"][0]["remark"]


def test_the_list_says_how_firm_its_head_is():
    """Leaving out one person can change which are the first five; where few have answered nothing is said of it."""
    assert "at least 3 of the first 5" in Page(demo(), compare).screen["firm"]
    few = opened()
    few.say(answer("P1", "keep"), staged("compare"))
    assert Page(few, compare).screen["firm"] == ""


def test_a_suggested_owner_is_no_action(workshop):
    """The form comes with the owner that the inventory names; settled as it is, there is no action."""
    named = replace(listed("P1"), attributes={"owner": "Office manager"})
    workshop.say(named, staged("decide"))
    Page(workshop, decide).does(**SETTLE, owner="Office manager")
    assert workshop.state().exercise("policies").decided("P1")
    assert not workshop.state().actions


def test_the_form_comes_with_what_the_inventory_says(workshop):
    """Its words for customers, its compromise and its action; what is left in the form is settled, the action too."""
    words = {
        "tell": "It's the law.",
        "compromise": "We exchange it.",
        "action": "Put up a sign",
        "owner": "Shop manager",
    }
    workshop.say(replace(listed("P1"), attributes=words), staged("decide"))
    page = Page(workshop, decide)
    known = next(item["known"] for item in page.screen["items"] if item["id"] == "P1")
    page.does(**{**known, **SETTLE})
    [action] = workshop.state().actions.values()
    assert workshop.state().exercise("policies").decided("P1").details == {
        "tell": "It's the law.", "compromise": "We exchange it."}  # fmt: skip
    assert (action.what, action.owner) == ("Put up a sign", "Shop manager")


def test_settling_again_changes_the_action_and_keeps_its_status(workshop):
    """What was done stays done when the wording of the action is mended."""
    workshop.say(staged("decide"))
    page = Page(workshop, decide)
    page.does(**SETTLE, what="Write it", owner="Ana")
    [action] = workshop.state().actions
    Page(workshop, outcome).does(do="status", id="o1", action=action, to="done")
    page.does(**{**SETTLE, "id": "s2"}, what="Write and print it", owner="Ana")
    [changed] = workshop.state().actions.values()
    assert (changed.what, changed.status) == ("Write and print it", "done")


@pytest.mark.parametrize("message", [
    {"do": ["place"]}, {"do": "place", "item": ["P1"], "to": ["keep"]}, {"do": "add", "text": None}, {"do": None},
])  # fmt: skip
def test_an_odd_message_is_answered_too(workshop, message):
    """Whatever a page sends is refused in a sentence, never left without an answer."""
    [refused] = Page(workshop, answering).does(id="x", **message)
    assert refused["type"] == "refused"


def test_undoing_a_decision_takes_its_action_along(workshop):
    """What was said in one breath is taken back in one."""
    workshop.say(staged("decide"))
    page = Page(workshop, decide)
    page.does(**SETTLE, what="Write it", owner="Ana")
    page.does(do="undo", id="u1")
    assert not workshop.state().actions
    assert workshop.state().exercise("policies").decided("P1") is None


def test_an_action_whose_words_are_cleared_is_dropped(workshop):
    """Settled again without words for it, the action stays on record as dropped."""
    workshop.say(staged("decide"))
    page = Page(workshop, decide)
    page.does(**SETTLE, what="Write it", owner="Ana")
    page.does(**{**SETTLE, "id": "s2"}, owner="Ana")
    [action] = workshop.state().actions.values()
    assert (action.what, action.status) == ("Write it", "dropped")


def test_a_closed_exercise_is_opened_again_on_the_outcome_screen(workshop):
    """Closed, it refuses answers; opened again, it takes them."""
    workshop.say(staged("decide"))
    page, board = Page(workshop, outcome), Page(workshop, answering)
    page.does(do="stage", id="c1", to="done")
    assert board.does(do="place", id="a1", item="P1", to="keep")[0]["type"] == "refused"
    page.does(do="stage", id="c2", to="decide")
    assert board.does(do="place", id="a2", item="P1", to="keep")[0]["type"] == "kept"


def test_the_table_beside_a_screen_holds_no_hidden_answer(workshop):
    """It is kept in the notebook's file, where others may read it."""
    page = Page(workshop, answering)
    page.does(do="place", id="a1", item="P1", to="drop")
    assert "throw out" not in table.as_text(answering, page.talk.snapshot())
    workshop.say(staged("compare"))
    assert "P1 | ✕ throw out" in table.as_text(answering, page.talk.snapshot())


def test_the_demonstration_in_memory_does_not_say_that_it_keeps_anything():
    """Where nothing is kept, the screen says so."""
    view = Conversation(demo().exercise(policies), answering, print).snapshot()
    assert "nothing you do here is kept" in view["mark"]
    assert view["words"]["kept"] == "shown, but not kept"
