from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from tests.journals import chunks, journals, parts
from tests.people import ID, MORNING
from workbook.core.events import KINDS, Answered, Configured, Decided, Event, Joined, Staged, Withdrawn, withdrawn
from workbook.core.state import ExerciseState, State, fold
from workbook.journal import Journal, union
from workbook.workshop import Workshop


def at(clock: int, event: Event, id: str = "") -> Event:
    return replace(event, id=id or f"e{clock}", workshop=ID, by=event.by or "ana", at=MORNING, clock=clock)


def policies(*events: Event) -> ExerciseState:
    return fold(events).exercise("policies")


ANSWER = Answered(exercise="policies", item="a", value="keep")
REVEAL = Staged(exercise="policies", stage="compare")


@given(st.data())
def test_journals_joined_in_any_order_tell_the_same(data: st.DataObject) -> None:
    """However a journal was split and in whatever order its parts are merged, it folds to one state."""
    events = data.draw(journals())
    split = data.draw(parts(events))
    shuffled = data.draw(st.permutations(split))
    one_by_one = union(union(shuffled[0], shuffled[1]), shuffled[2])
    assert fold(one_by_one) == fold(union(*split)) == fold(events)
    assert _orders(fold(one_by_one)) == _orders(fold(events))


def _orders(state: State) -> list[list[str]]:
    """Items are shown in the order of their mapping, which == passes over."""
    return [list(state.exercises[name].items) for name in sorted(state.exercises)]


@settings(max_examples=40)
@given(chunks())
def test_two_readers_of_a_journal_agree(arriving: list[list[Event]]) -> None:
    """One who reads along and one who opens the journal at the end see the same."""
    journal = Journal()
    along = Workshop(journal, ID)
    for new in arriving:
        journal.append(*new)
        along.state()
    assert along.state() == Workshop(journal, ID).state()


REACHED: dict[str, Callable[[list[Event]], bool]] = {
    **{
        name: partial(lambda kind, events: any(isinstance(e, kind) for e in events), kind)
        for name, kind in KINDS.items()
    },
    "an undo undone": lambda events: bool(withdrawn(events) & {e.id for e in events if isinstance(e, Withdrawn)}),
    "a conflict": lambda events: any(len(d) > 1 for e in _folded(events) for d in e.decisions.values()),
    "a late answer": lambda events: any(e.late for e in _folded(events)),
    "a closed exercise": lambda events: any(not e.revealed and len(e.answers) > 1 for e in _folded(events)),
    "people joined up": lambda events: len(fold(events).ids("ana")) > 1,
}


def _folded(events: list[Event]) -> list[ExerciseState]:
    return list(fold(events).exercises.values())


@pytest.mark.parametrize("what", REACHED)
def test_the_journals_drawn_hold_what_they_should(what: str) -> None:
    """Each kind of event and each intricate case comes up among the journals that these tests draw."""
    enough = settings(max_examples=2000, database=None, phases=[Phase.generate])
    assert find(journals(), REACHED[what], settings=enough)


def test_the_latest_word_counts() -> None:
    """A second answer of the same person on the same item takes the place of the first."""
    answers = [at(2, ANSWER), at(3, replace(ANSWER, value="drop")), at(4, replace(ANSWER, by="bea"))]
    assert policies(*answers).votes("a") == {"ana": "drop", "bea": "keep"}


def test_none_takes_an_answer_back() -> None:
    """Somebody who takes the answer back isn't among the voters."""
    assert policies(at(2, ANSWER), at(3, replace(ANSWER, value=None))).votes("a") == {}


def test_a_withdrawal_withdrawn_gives_its_event_back() -> None:
    """Undo can itself be undone, any number of times."""
    events = [at(2, ANSWER), *(at(n, Withdrawn(event=f"e{n - 1}")) for n in range(3, 7))]
    counted = [bool(policies(*events[:n]).votes("a")) for n in range(1, 6)]
    assert counted == [True, False, True, False, True]


def test_a_withdrawal_waits_for_its_event() -> None:
    """The undo of an answer may arrive before the answer itself does."""
    undo = at(3, Withdrawn(event="e2"))
    alone = fold([undo])
    assert alone.exercises == {}
    assert policies(undo, at(2, ANSWER)).votes("a") == {}


def test_a_reveal_cannot_be_taken_back() -> None:
    """Neither a withdrawal nor a stage set back hides again what everyone has seen."""
    events = [at(2, REVEAL), at(3, Withdrawn(event="e2")), at(4, Staged(exercise="policies", stage="answer"))]
    assert policies(*events).revealed
    assert policies(*events).stage == "answer"


def test_a_late_answer_is_kept_but_does_not_count() -> None:
    """What arrives after the reveal is no vote, though its voice still finds it."""
    exercise = policies(at(2, ANSWER), at(3, REVEAL), at(4, replace(ANSWER, by="bea", value="drop")))
    assert exercise.votes("a") == {"ana": "keep"}
    assert exercise.late["bea"]["a"].value == "drop"
    assert exercise.latest("bea") == {"a": "drop"}


def test_concurrent_decisions_are_a_conflict() -> None:
    """Of two decisions made without knowledge of each other neither stands."""
    one, other = (Decided(exercise="policies", item="a", value=value) for value in ("keep", "drop"))
    exercise = policies(at(2, one, "x"), at(2, other, "y"))
    assert exercise.decided("a") is None
    assert [d.value for d in exercise.decisions["a"]] == ["keep", "drop"]


def test_a_decision_that_replaces_both_settles_a_conflict() -> None:
    """It names the two it knew, and stands alone."""
    one = Decided(exercise="policies", item="a", value="keep")
    settling = replace(one, value="soften", replaces=("x", "y"))
    exercise = policies(at(2, one, "x"), at(2, one, "y"), at(3, settling))
    assert exercise.decided("a").value == "soften"


def test_a_person_who_joined_twice_is_one_voice() -> None:
    """Answers given under either id stand under the one that the facilitator joined the two up to."""
    twin = Joined(person="ana-2", name="Ana", same_as="ana")
    state = fold([at(2, replace(ANSWER, by="ana-2")), at(3, Joined(person="ana-2", name="Ana")), at(4, twin)])
    assert state.exercise("policies").votes("a") == {"ana": "keep"}
    assert "ana-2" not in state.people


def test_people_joined_up_in_a_circle_are_still_found() -> None:
    """Two facilitators may join the same two people up in opposite directions; the first one counts."""
    first, second = (Joined(person=p, name=p, same_as=q) for p, q in (("ana", "bea"), ("bea", "ana")))
    state = fold([at(2, first), at(3, second), at(4, ANSWER)])
    assert state.canonical("ana") == state.canonical("bea") == "bea"
    assert list(state.people) == ["bea"]


def test_the_day_of_a_plan_is_no_hint() -> None:
    """An answer, which others may not know of yet, doesn't move the day of the last event."""
    later = replace(at(3, ANSWER), at=MORNING.replace(year=2030))
    assert fold([at(2, REVEAL), later]).as_of == MORNING.date()


def test_settings_of_all_exercises_reach_each(workshop: Workshop) -> None:
    """What is configured without naming an exercise holds for those begun and for those to come."""
    workshop.say(Configured(exercise="", settings={"consensus": 0.9}))
    state = workshop.state()
    assert {state.exercise(name).settings.consensus for name in ("policies", "vision")} == {0.9}
