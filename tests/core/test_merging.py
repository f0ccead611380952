"""What a workshop takes over from a copy of it: rules alone, over events."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_state import ANSWER, REVEAL, at
from tests.journals import EXERCISES, journals, parts
from workbook.core.events import (
    Added,
    Answered,
    Assigned,
    Configured,
    Decided,
    Event,
    Joined,
    Staged,
    Withdrawn,
)
from workbook.core.identity import joins_up
from workbook.core.merging import JOINS, SEEN, SETTINGS, STAGES, WAITING, taken
from workbook.core.state import fold

STAYS = (Staged, Configured)


def merged(*copies: list[Event]) -> list[Event]:
    """The first, with what it takes over from the others in turn."""
    whole = list(copies[0])
    for copy in copies[1:]:
        whole += taken(whole, copy).events
    return whole


def left_out(ours: list[Event], theirs: list[Event]) -> dict[str, int]:
    return {reason: n for reason, n in taken(ours, theirs).left_out.items() if n}


@given(st.data())
def test_copies_merged_in_any_order_tell_the_same(data: st.DataObject) -> None:
    """What people said in several copies is one state, whichever takes over from which, and it is all of it."""
    drawn = data.draw(journals())
    events = [e for e in drawn if not isinstance(e, (*STAYS, Decided, Assigned)) and not joins_up(e)]
    events = [replace(e, role="participant") if isinstance(e, Joined) else e for e in events]
    copies = data.draw(parts(events))
    shuffled = data.draw(st.permutations(copies))
    assert fold(merged(*copies)) == fold(merged(*shuffled)) == fold(events)


@given(st.data())
def test_merging_never_moves_a_stage(data: st.DataObject) -> None:
    """Whatever a copy did with stages, timers and settings, the workshop goes on as it was."""
    ours, theirs, *__ = data.draw(parts(data.draw(journals())))
    before, after = fold(ours), fold(merged(ours, theirs))
    for name, exercise in after.exercises.items():
        was = before.exercise(name)
        assert (exercise.stage, exercise.shown, exercise.timer) == (was.stage, was.shown, was.timer)
        assert replace(exercise.settings, assumptions={}) == replace(was.settings, assumptions={})


@given(st.data())
def test_merging_again_adds_nothing(data: st.DataObject) -> None:
    """A merge that is given twice, or in the other direction too, says nothing new."""
    ours, theirs, *__ = data.draw(parts(data.draw(journals())))
    whole = merged(ours, theirs)
    assert taken(whole, theirs).events == ()
    assert {e.id for e in merged(theirs, whole)} >= {e.id for e in theirs}


@given(st.data(), st.integers(1, 9))
def test_what_everyone_saw_stays_as_they_saw_it(data: st.DataObject, clock: int) -> None:
    """Answers of a copy come late where the workshop has shown everyone, however early they were given."""
    ours, theirs, *__ = data.draw(parts(data.draw(journals())))
    ours = [*ours, *(at(clock, Staged(exercise=name, stage="compare"), name) for name in EXERCISES)]
    before, after = fold(ours), fold(merged(ours, theirs))
    for name in EXERCISES:
        assert after.exercise(name).answers == before.exercise(name).answers


@pytest.mark.parametrize("id", ["a", "z"])
def test_an_answer_of_a_copy_comes_late(id: str) -> None:
    """Also one with the clock of the reveal itself; a later word of the same person stays the later one."""
    early, later = at(2, replace(ANSWER, value="drop"), id), at(7, ANSWER, id + "2")
    exercise = fold(merged([at(1, REVEAL), at(2, REVEAL, "m")], [later, early])).exercise("policies")
    assert (exercise.answers, exercise.late["ana"]["a"].value) == ({}, "keep")


def test_the_stages_of_a_copy_stay_with_it() -> None:
    """Moves, what undoes them, and settings are left out and counted; figures are taken over."""
    settings = at(3, Configured(exercise="policies", settings={"privacy": "named"}))
    figures = at(4, Configured(exercise="figures", settings={"assumptions": {"customers": {"value": 9}}}))
    ours = [at(1, Staged(exercise="policies", timer="set", seconds=60))]
    theirs = [at(2, REVEAL), settings, figures, at(5, Withdrawn(event="e1")), at(6, Withdrawn(event="e2"))]
    assert taken(ours, theirs).events == (figures,)
    assert left_out(ours, theirs) == {STAGES: 3, SETTINGS: 1}


def test_an_answer_that_everyone_saw_is_not_undone() -> None:
    """Nor by somebody who couldn't know that it was shown; one that nobody has seen is."""
    ours, undo = [at(1, ANSWER)], [at(1, ANSWER), at(2, Withdrawn(event="e1"))]
    assert left_out([*ours, at(3, REVEAL)], undo) == {SEEN: 1}
    assert taken(ours, undo).events == (undo[1],)


def test_decisions_wait_for_the_reveal() -> None:
    """What a copy decided before the workshop showed everyone is taken over by the next merge after that."""
    theirs = [at(1, ANSWER), at(2, REVEAL), at(3, Decided(exercise="policies", item="a", value="keep"))]
    ours = merged([], theirs)
    assert [type(e) for e in ours] == [Answered]
    assert left_out(ours, theirs) == {STAGES: 1, WAITING: 1}
    assert taken([*ours, at(4, REVEAL, "r")], theirs).events == (theirs[2],)


def test_an_action_on_a_hidden_proposal_waits() -> None:
    """It would say that there is one; an action on anything else doesn't."""
    idea = at(1, Added(exercise="policies", item="new", text="A new idea", source={"kind": "person"}))
    deeds = [at(2 + n, Assigned(action=b, what="do", owner="Ana", because=(b,)))
             for n, b in enumerate(("policies/new", "policies/a"))]  # fmt: skip
    assert taken([], [idea, *deeds]).events == (idea, deeds[1])
    assert left_out([at(9, REVEAL)], [idea, *deeds]) == {}


def test_who_is_whom_is_settled_here() -> None:
    """A copy makes nobody one with another, and gives nobody known here another role."""
    ours = [at(1, Joined(person="ana", name="Ana"))]
    theirs = [
        at(2, Joined(person="ana", name="Ana", role="facilitator")),
        at(3, Joined(person="ana", name="Ana", same_as="ben")),
        at(4, Joined(person="ben", name="Ben", role="owner")),
        at(5, Joined(person="ana", name="Anna")),
    ]
    assert taken(ours, theirs).events == tuple(theirs[2:])
    assert left_out(ours, theirs) == {JOINS: 2}
