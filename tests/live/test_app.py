"""The live page's server, spoken to as a page does."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from starlette.websockets import WebSocketDisconnect

from tests.live.client import HOME, Client, join, talk, until
from tests.people import listed, opened, staged, stored
from workbook.core.events import Added, Staged
from workbook.live.room import Room
from workbook.workshop import Workshop


def test_a_person_joins_by_name_and_sees_the_board(room, client):
    """The token that joining gives opens a conversation that begins with the snapshot."""
    with talk(client, join(client, "Ana")["token"]) as page:
        page.send_json({"do": "hello"})
        assert until(page, "snapshot")["screen"]["title"] == "Where does each policy belong?"
    assert "Ana" in [person.name for person in room.workshop.state().people.values()]


def test_without_the_code_nobody_joins(room, client):
    """Who only knows the address, or has somebody's token, is told how to come in; the workshop hears nothing."""
    for code in ("", "guess", room.lead()):
        assert "isn't the code" in join(client, "Eve", code=code)["why"]
    assert len(room.workshop.state().people) == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_a_name_that_cannot_be_is_refused(client, name):
    """Joining says what a name has to be."""
    assert join(client, name)["why"] == "Enter a name of 1 to 80 characters."


def test_two_people_do_not_share_a_name(client):
    """The second one is asked for an initial."""
    join(client, "Ana")
    assert join(client, "ana")["why"] == "Somebody called ana is here already. Add an initial."


def test_who_tries_again_with_the_same_ticket_is_the_same_person(room, client):
    """When the answer to joining got lost on its way, a second try gives a token for the person who is there."""
    first, second = (join(client, "Ana", ticket="f" * 32)["token"] for __ in range(2))
    assert room.tokens.holder(first) == room.tokens.holder(second)
    assert len(room.workshop.state().people) == 2
    assert "here already" in join(client, "Ana", ticket="f")["why"]


def test_no_token_and_a_token_from_elsewhere_open_nothing(client):
    """An unknown token, and a known one on another site's page, are turned away with the code that asks for a name."""
    token = join(client, "Ana")["token"]
    away = {**HOME, "origin": "http://evil.example"}
    for offered, headers in (("made-up", HOME), (client.code, HOME), (token, away)):
        with talk(client, offered, headers=headers) as page, pytest.raises(WebSocketDisconnect) as closed:
            page.receive_json()
        assert closed.value.code == 4401


def test_an_answer_is_kept_and_nobody_else_hears_of_it(room, client):
    """Ana's answer is acknowledged after the commit; Ben's page gets not even an empty message before the reveal."""
    with talk(client, join(client, "Ana")["token"]) as ana, talk(client, join(client, "Ben")["token"]) as ben:
        ben.send_json({"do": "hello"})
        until(ben, "room")
        ana.send_json({"do": "place", "on": "policies/answer", "item": "P1", "to": "drop", "id": "a1"})
        assert until(ana, "kept") == {"type": "kept", "id": "a1"}
        room.workshop.say(listed("P9"))
        assert [item["id"] for item in ben.receive_json()["screen"]["items"]] == ["P9"]


def test_a_planted_word_reaches_nobody_before_the_reveal(room, client):
    """It is in no frame to another person, and then in the first one after everyone is shown."""
    with talk(client, join(client, "Ana")["token"]) as ana, talk(client, join(client, "Ben")["token"]) as ben:
        ben.send_json({"do": "hello"})
        ana.send_json({"do": "add", "on": "policies/answer", "text": "qz7-planted", "id": "a1"})
        until(ana, "kept")
        room.workshop.say(listed("P9"))
        before = [ben.receive_json()]
        while before[-1]["type"] != "delta":
            before.append(ben.receive_json())
        assert "qz7-planted" not in json.dumps(before)
        with talk(client, room.lead()) as lead:
            lead.send_json({"do": "show", "on": "policies/compare", "id": "f1"})
            assert "qz7-planted" in json.dumps(until(ben, "snapshot"))


def test_a_stage_moves_everyone(room, client):
    """When everyone is shown, each page is on the compare screen."""
    with talk(client, join(client, "Ana")["token"]) as ana, talk(client, room.lead()) as lead:
        ana.send_json({"do": "hello"})
        until(ana, "room")
        lead.send_json({"do": "show", "on": "policies/compare", "id": "f1"})
        assert until(ana, "snapshot")["screen"]["screen"] == "compare"


def test_everyone_is_taken_to_another_exercise(room, client):
    """At the stage that it has; and one who comes later is there too."""
    room.workshop.say(Staged(exercise="skills", stage="decide"), staged("answer"))
    with talk(client, join(client, "Ana")["token"]) as ana, talk(client, room.lead()) as lead:
        ana.send_json({"do": "hello"})
        assert until(ana, "snapshot")["screen"]["exercise"] == "policies"
        lead.send_json({"do": "exercise", "to": "skills"})
        shown = until(ana, "snapshot")["screen"]
        assert (shown["exercise"], shown["screen"]) == ("skills", "decide")
        with talk(client, join(client, "Ben")["token"]) as ben:
            ben.send_json({"do": "hello"})
            assert until(ben, "snapshot")["screen"]["exercise"] == "skills"


def test_a_word_on_an_exercise_that_was_left_is_kept_there(room, client):
    """It waited on a phone while the room went on; said twice, it is one word."""
    with talk(client, join(client, "Ana")["token"]) as ana:
        room.workshop.say(Staged(exercise="vision", stage="answer"))
        for __ in range(2):
            ana.send_json({"do": "place", "on": "policies/answer", "item": "P1", "to": "drop", "id": "a1"})
            assert until(ana, "kept")["id"] == "a1"
    room.workshop.say(staged("compare"))
    assert list(room.workshop.state().exercise("policies").votes("P1").values()) == ["drop"]


def test_what_waited_on_a_phone_during_the_reveal_is_kept_but_not_counted(room, client):
    """A message says which screen it came from, so it is understood on whatever screen the page is by then."""
    with talk(client, join(client, "Ana")["token"]) as ana, talk(client, room.lead()) as lead:
        lead.send_json({"do": "show", "on": "policies/compare", "id": "f1"})
        until(lead, "kept")
        ana.send_json({"do": "place", "on": "policies/answer", "item": "P1", "to": "drop", "id": "a1"})
        assert until(ana, "kept")["id"] == "a1"
    found = room.workshop.state().exercise("policies")
    assert (len(found.late), found.votes("P1")) == (1, {})


def test_what_was_said_elsewhere_arrives(room, client):
    """A policy imported in another process is on the page without asking."""
    with talk(client, join(client, "Ana")["token"]) as page:
        page.send_json({"do": "hello"})
        until(page, "snapshot")
        Workshop(room.workshop.journal, room.workshop.id).say(listed("P9", "A ninth policy"))
        assert until(page, "delta")["screen"]["items"][0]["text"] == "A ninth policy"


def test_what_was_read_in_passing_arrives_too(room, client):
    """Whoever else looks at the workshop in the server takes no news away from the pages."""
    with talk(client, join(client, "Ana")["token"]) as page:
        page.send_json({"do": "hello"})
        until(page, "room")
        Workshop(room.workshop.journal, room.workshop.id).say(listed("P9", "A ninth policy"))
        room.workshop.state()
        assert until(page, "delta")["screen"]["items"][0]["text"] == "A ninth policy"


@pytest.mark.parametrize("text", ["[]", "no json", "[" * 19_000, "x" * 30_000], ids=len)
def test_what_no_page_of_ours_sends_ends_the_connection(client, text):
    """Nonsense is not answered, and the server goes on for the others."""
    token = join(client, "Ana")["token"]
    with talk(client, token) as page:
        page.send_text(text)
        with pytest.raises(WebSocketDisconnect):
            page.receive_json()
    with talk(client, token) as page:
        page.send_json({"do": "hello"})
        assert until(page, "snapshot")


def test_half_a_character_is_kept_as_a_sign_for_it(room, client):
    """An emoji that was cut in two, which no file could hold, doesn't stop what a person says."""
    with talk(client, join(client, "Ana")["token"]) as page:
        page.send_text('{"do": "add", "on": "policies/answer", "text": "Smile \\ud83d", "id": "a1"}')
        assert until(page, "kept")["id"] == "a1"
    assert "Smile \ufffd" in [event.text for event in stored(room.workshop) if isinstance(event, Added)]


def test_what_nobody_thought_of_is_refused_once(room, client):
    """A message on which the workshop stumbles is answered, and the next one is heard on the same connection."""
    with talk(client, room.lead()) as page:
        page.send_json({"do": "settle", "on": "policies/decide", "item": "P1", "to": "drop", "known": 5, "id": "a1"})
        assert until(page, "refused")["why"].startswith("The workshop couldn't make anything of that")
        page.send_json({"do": "place", "on": "policies/answer", "item": "P1", "to": "drop", "id": "a2"})
        assert until(page, "kept")["id"] == "a2"


def test_a_person_of_another_journal_joins_again(room, client):
    """With a token whose person the journal doesn't know, as after a backup was put back, one is asked for a name."""
    with talk(client, room.tokens.give("somebody", "participant")) as page, pytest.raises(WebSocketDisconnect):
        page.receive_json()


def test_tokens_are_kept_only_as_hashes(tmp_path, client):
    """Neither the workshop's folder nor the journal holds a token."""
    room = Room(opened(tmp_path / "journal.sqlite"))
    token = room.admit("Ana", "en")
    code = room.tokens.invite()
    assert all(word.encode() not in file.read_bytes() for file in tmp_path.glob("*.sqlite*") for word in (token, code))
    assert Room(room.workshop).tokens.holder(token).role == "participant"


def test_joining_takes_four_files_of_less_than_60_kilobytes(client):
    """The page, its style and two modules; nothing is loaded from anywhere else."""
    files = [client.get(path) for path in ("/", "/style.css", "/host.js", "/screens.js")]
    assert sum(int(file.headers["content-length"]) for file in files) < 60_000
    assert not re.search(r"(src|href)=.http", files[0].text)


def test_a_journal_that_cannot_be_read_for_a_while_cuts_nobody_off(tmp_path):
    """The page is told why, keeps what it has, and is heard on the same connection when the journal is back."""
    room = Room(opened(tmp_path / "journal.sqlite"))
    place = {"do": "place", "on": "policies/answer", "item": "P1", "to": "drop", "id": "a1"}
    with Client(room) as client, talk(client, join(client, "Ana")["token"]) as page:
        page.send_json({"do": "hello"})
        until(page, "room")
        with renamed(tmp_path / "journal.sqlite"):
            page.send_json(place)
            assert "journal.sqlite" in until(page, "failed")["why"]
        page.send_json(place)
        assert until(page, "kept")["id"] == "a1"


@contextmanager
def renamed(journal: Path) -> Iterator[None]:
    """Inside the block the journal's table isn't where it belongs."""
    for old, new in (("events", "gone"), ("gone", "events")):
        with closing(sqlite3.connect(journal, timeout=10)) as file:
            file.execute(f"ALTER TABLE {old} RENAME TO {new}")
        if old == "events":
            yield
