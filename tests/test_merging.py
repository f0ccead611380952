"""Merging: copies of a workshop, filled in elsewhere, come together in it."""

import json

import pytest

from tests.copies import Copied, decision, path, says, votes
from tests.people import POLICIES, answer, configured, joined, listed, proposed, staged, stored
from workbook import cli
from workbook.core import policies
from workbook.core.errors import BadChoice
from workbook.core.events import Answered, Assigned, Decided, Joined
from workbook.folders import make, open_workshop
from workbook.merging import merge
from workbook.places import home
from workbook.screens import decide
from workbook.screens.conversation import Conversation
from workbook.workshop import Workshop

WORD = "qz7-planted-f31"


def test_what_was_said_in_copies_comes_together(workshop: Workshop, copied: Copied) -> None:
    """Everybody's answers are in the one, under their own names, as if they had been given there."""
    ana, ben = copied("ana"), copied("ben")
    says(ana, "Ana", answer("P1", "drop"))
    says(ben, "Ben", answer("P1", "keep"), proposed("new", "Open on Sundays"))
    merge(workshop, [path(ana), path(ben)])
    assert votes(workshop) == {"Ana": "drop", "Ben": "keep"}
    workshop.say(staged("compare"))
    assert workshop.state().exercise("policies").items["new"].text == "Open on Sundays"


def test_in_whatever_order_they_come(workshop: Workshop, copied: Copied) -> None:
    """Three copies merged in two orders, and by another of them, are one state and one plan."""
    copies = [copied(name) for name in ("one", "two", "three", "into")]
    for n, copy in enumerate(copies[:3]):
        says(copy, "ABC"[n], answer("P1", "drop"), answer("P2"), proposed("new", f"Idea {n}"))
        copy.say(listed("P3", f"Reworded {n}"))
    *three, into = copies
    merge(workshop, [path(copy) for copy in three])
    for copy in reversed(three):
        merge(into, [path(copy)])
    merge(three[0], [path(three[1]), path(three[2])])
    assert workshop._record.state == into._record.state == three[0]._record.state


def test_a_merge_given_again_adds_nothing(workshop: Workshop, copied: Copied) -> None:
    """All of it is known."""
    copy = copied("copy")
    says(copy, "Ana", answer(), Assigned(action="a", what="Call", owner="Ana"))
    assert merge(workshop, [path(copy)]).sources[0].new == 2  # she joined, and the action; the answer is hidden
    before = stored(workshop)
    again = merge(workshop, [path(copy), path(copy)])
    assert [(source.new, source.known) for source in again.sources] == [(0, 10), (0, 10)]
    assert stored(workshop) == before


def test_a_merge_that_was_cut_short_is_completed(workshop: Workshop, copied: Copied) -> None:
    """Whatever part of a copy has arrived, merging it brings the rest."""
    part, copy = copied("part"), copied("copy")
    said = says(copy, "Ana", *(answer(item, "drop") for item in POLICIES), answer("P1", "keep"))
    part.journal.append(*said[::2])
    for each in (workshop, part):
        merge(each, [path(copy)])
    assert part._record.state == workshop._record.state
    assert votes(part) == {"Ana": "keep"}


def test_a_merge_moves_no_stage(workshop: Workshop, copied: Copied) -> None:
    """The copy was taken to the end, the workshop stays where it was and hides what it hid."""
    copy = copied("copy")
    copy.say(configured(privacy="named"), staged("compare"), staged("done"))
    [source] = merge(workshop, [path(copy)]).sources
    assert (source.left_out["stages"], source.left_out["settings"]) == (2, 1)
    exercise = workshop.state().exercise("policies")
    assert (exercise.stage, exercise.revealed, exercise.settings.privacy.value) == ("answer", False, "until revealed")


def test_two_decisions_are_a_conflict_to_settle(workshop: Workshop, copied: Copied) -> None:
    """The report names the item and both, the screen for deciding shows them, and settling it ends it."""
    workshop.say(staged("decide"))
    copy = copied("copy")
    copy.say(decision("drop"), decision("drop", "P2"))
    workshop.say(decision("extend"))
    [conflict] = merge(workshop, [path(copy)]).conflicts
    assert (conflict.item, conflict.text) == ("P1", "Policy P1")
    assert sorted(conflict.decisions) == ["+ create more", "✕ throw out"]
    talk = Conversation(workshop.exercise(policies), decide, print)
    first = talk.snapshot()["items"][0]
    assert (first["id"], len(first["decisions"])) == ("P1", 2)
    workshop.say(Decided(exercise="policies", item="P1", value="drop", replaces=tuple(
        d.id for d in workshop.state().exercise("policies").decisions["P1"])))  # fmt: skip
    assert merge(workshop, [path(copy)]).conflicts == ()


def test_answers_come_late_to_what_everyone_saw(workshop: Workshop, copied: Copied) -> None:
    """However early they were given in the copy: they are kept, and left out of agreement."""
    copy = copied("copy")
    workshop.say(staged("compare"))
    says(copy, "Ana", answer("P1", "drop"))
    merge(workshop, [path(copy)])
    exercise = workshop.state().exercise("policies")
    assert exercise.votes("P1") == {}
    assert [given["P1"].value for given in exercise.late.values()] == ["drop"]


def test_a_report_tells_nothing_hidden(workshop: Workshop, copied: Copied) -> None:
    """With hidden answers, proposals and decisions on them it is the report of a copy without any of them."""
    joined(workshop, "Ana")
    full, bare = copied("b"), copied("c")
    says(full, "Ana", *(answer(item, "drop") for item in POLICIES), proposed("new", WORD), answer("", True))
    reports = [merge(workshop, [path(copy)]) for copy in (full, bare, full)]
    assert [(report.sources[0].new, report.sources[0].known) for report in reports] == [(0, 9)] * 3
    assert WORD not in repr(reports)
    assert votes(workshop) == {"Ana": "drop"}


def test_people_who_joined_twice_are_joined_up_by_name(workshop: Workshop, copied: Copied) -> None:
    """The report names them; once they are joined up their answers are one person's, and it names them no more."""
    copy = copied("copy")
    workshop.say(Joined(person="phone", name="ana"))
    says(copy, "Ana", answer("P1", "drop"))
    [namesakes] = merge(workshop, [path(copy)]).namesakes
    assert set(namesakes.people) == {"phone", workshop.seen_by("Ana").me.id}
    came = merge(workshop, [], [("Ana", "ana")])
    assert (came.joined_up, came.namesakes) == (1, ())
    state = workshop._record.state
    assert state.canonical("phone") == workshop.seen_by("Ana").me.id  # the owner, who may do more
    assert merge(workshop, [], [("ana", "Ana"), ("phone", "Ana")]).joined_up == 0


def test_who_is_meant_must_be_plain(workshop: Workshop) -> None:
    """Of three people of one name each has an id; of nobody's name those that there are are told."""
    workshop.say(*(Joined(person=f"ana-{n}", name="Ana") for n in (1, 2, 3)), Joined(person="ben", name="Ben"))
    with pytest.raises(BadChoice, match=r"3 people are called 'Ana'. Write the id of one of them: ana-1, ana-2, ana-3"):
        merge(workshop, [], [("Ana", "ana")])
    with pytest.raises(BadChoice, match=r"nobody called 'Cyr' is in the workshop. Choose two of: .*Ben"):
        merge(workshop, [], [("Cyr", "Ben")])
    assert merge(workshop, [], [("ana-1", "Ben")]).joined_up == 1


def command(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    said = capsys.readouterr()
    return int(stopped.value.code or 0), said.out, said.err


def test_copies_are_merged_by_their_file(capsys, tmp_path, monkeypatch):
    """backup, fill in, merge: a table of what came, without a number for what is hidden; --json has the same."""
    monkeypatch.chdir(tmp_path)
    make("acme", "", "en", False, None, {})
    open_workshop("acme").say(listed("P1"))
    assert command(capsys, "backup", "acme", "ben.sqlite", "--share")[0] == 0
    ben = open_workshop("./ben.sqlite", me="Ben")
    ben.say(answer(), proposed("idea", WORD), Answered(exercise="vision", item="shoes", value=WORD), staged("compare"))
    ben.say(decision("drop"))
    code, out, err = command(capsys, "merge", "acme", "ben.sqlite")
    assert (code, err) == (0, "")
    assert out.split("\n") == [
        "copy        new  known already",
        "ben.sqlite  1    3",
        "What is hidden is kept until everyone sees it, and isn't counted here.",
        "ben.sqlite: left out, since merging doesn't change these: 1 move of a stage or timer.",
        "ben.sqlite: 1 decision or action waits until everyone was shown the answers here. Merge again then.",
        "",
    ]
    again = command(capsys, "merge", "acme", "ben.sqlite", "--json")[1]
    assert [(s["new"], s["known"]) for s in json.loads(again)["sources"]] == [(0, 4)]
    assert WORD not in out + again + command(capsys, "journal", "acme", "--json")[1]
    assert (home() / "acme" / "journal.sqlite").is_file()


def test_the_report_says_how_to_join_people_up(capsys):
    """The command that it names does it."""
    make("acme", "", "en", False, None, {})
    acme = open_workshop("acme")
    acme.say(Joined(person="one", name="Ana Lund"), Joined(person="two", name="Ana  Lund"))
    out = command(capsys, "merge", "acme", "acme")[1]
    assert out.endswith("say so:\n  workbook merge acme --same 'Ana Lund=Ana Lund'\n")
    assert command(capsys, "merge", "acme", "--same", "Ana Lund=Ana Lund")[1] == "1 pair is one person now.\n"
    assert command(capsys, "merge", "acme", "--same", "Ana Lund=Ana Lund")[1] == "Nothing has changed.\n"


def test_a_merge_wants_something_to_do(capsys):
    """Without a copy and without --same, or with half a pair, it is wrong use."""
    make("acme", "", "en", False, None, {})
    code, __, err = command(capsys, "merge", "acme")
    assert (code, err.count("\n")) == (2, 1)
    assert command(capsys, "merge", "acme", "--same", "Ana")[2].startswith("--same Ana: write it as person=person")
