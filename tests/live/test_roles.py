"""Who may do what on the live page: checked on the server, whatever a page sends."""

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.live.client import Client, join, talk, until
from tests.people import staged, stored
from workbook.core.events import Assigned, Decided, Event
from workbook.live import room as live
from workbook.live.room import Room
from workbook.screens import SCREENS

#: Every act by the screen that knows it, with a message that is right but for who sends it.
FACILITATORS = {
    ("compare", "show"): {},
    ("compare", "stage"): {"to": "done"},
    ("decide", "settle"): {"item": "P1", "to": "drop"},
    ("decide", "undo"): {},
    ("decide", "show"): {},
    ("outcome", "status"): {"action": "a1", "to": "done"},
    ("outcome", "stage"): {"to": "done"},
    ("room", "screen"): {"to": "outcome"},
    ("room", "exercise"): {"to": "vision"},
}
EVERYBODYS = {
    *(("answer", act) for act in ("place", "write", "done", "undo", "add")),
    ("decide", "add"),
    ("room", "hello"),
}

STAGES = {"answer": "answer", "compare": "compare", "decide": "decide", "done": "outcome"}

acts = pytest.mark.parametrize(
    "message",
    [{"on": f"policies/{on}", "do": do, "id": "x", **more} for (on, do), more in FACILITATORS.items()],
    ids=str,
)


@pytest.fixture
def decided(room: Room) -> list[Event]:
    """A workshop in which there is something to undo and an action to end: all that was said so far."""
    action = Assigned(action="a1", what="Put up a sign", owner="Ana", because=("policies/P2",))
    room.workshop.say(staged("decide"))
    room.workshop.say(Decided(exercise="policies", item="P2", value="drop"), action)
    return stored(room.workshop)


def test_every_act_is_known_here() -> None:
    """Who adds an act says here whose it is."""
    known = {(name, act) for name, screen in SCREENS.items() for act in screen._ACTS}
    assert known | {("room", act) for act in live._ACTS} == FACILITATORS.keys() | EVERYBODYS
    assert not FACILITATORS.keys() & EVERYBODYS


@acts
def test_a_participant_is_refused(room: Room, client: Client, decided: list[Event], message: dict) -> None:
    """With a sentence, and nothing is written."""
    token = join(client, "Ana")["token"]
    before = stored(room.workshop)
    with talk(client, token) as page:
        page.send_json(message)
        assert until(page, "refused")["id"] == "x"
    assert stored(room.workshop) == before


@acts
@pytest.mark.parametrize("token", ["none", "unknown", "ended", "code"])
def test_without_a_token_that_counts_nobody_is_heard(
    room: Room, client: Client, decided: list[Event], token: str, message: dict
) -> None:
    """No token, one that was made up, the facilitator's of before the last stop, and the code to join with."""
    old = room.lead()
    room.tokens.end()
    offered = {"none": [], "unknown": ["made-up"], "ended": [old], "code": [room.tokens.invite()]}[token]
    with talk(client, *offered) as page:
        page.send_json(message)
        with pytest.raises(WebSocketDisconnect) as closed:
            page.receive_json()
    assert closed.value.code == 4401
    assert stored(room.workshop) == decided


@acts
def test_the_facilitator_is_not_refused(room: Room, client: Client, decided: list[Event], message: dict) -> None:
    """The same messages do something, or the tests above would prove nothing."""
    with talk(client, room.lead()) as page:
        page.send_json(message)
        page.send_json({"do": "nothing", "id": "last"})
        assert until(page, "refused")["id"] == "last"
        page.send_json({"do": "hello"})
        shown = until(page, "snapshot")["screen"]["screen"]
    assert len(stored(room.workshop)) > len(decided) or shown == message["to"]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("other", SCREENS)
def test_a_participant_stays_on_the_screen_of_the_stage(room: Room, client: Client, stage: str, other: str) -> None:
    """Before and after the reveal: only those who lead look at another one."""
    room.workshop.say(staged(stage))
    with talk(client, join(client, "Ana")["token"]) as page:
        page.send_json({"do": "screen", "to": other})
        assert until(page, "refused")["why"] == "Only the facilitator or an owner can do that."
        page.send_json({"do": "hello"})
        assert until(page, "snapshot")["screen"]["screen"] == STAGES[stage]


def test_nothing_else_can_be_written_to(client: Client) -> None:
    """Two addresses take more than a question: the one where people join, and that of the conversation."""
    takes = {route.path: getattr(route, "methods", {"websocket"}) for route in client.app.routes}
    assert {path for path, methods in takes.items() if methods - {"GET", "HEAD"}} == {"/join", "/talk"}
