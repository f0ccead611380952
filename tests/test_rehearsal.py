import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.people import answer, joined, listed, opened, stored
from workbook.core import rehearsal
from workbook.core.errors import BadChoice, Refused
from workbook.core.events import Answered, Event, Opened
from workbook.core.plan import plan
from workbook.core.policies import most_divided
from workbook.journal import Journal
from workbook.rehearsal import PEOPLE, demo, rehearse
from workbook.samples import COMPANIES
from workbook.workshop import Workshop

PRINT_DEMO = "from workbook.rehearsal import demo; print('\\n'.join(map(repr, demo().events())))"


def rehearsed(people: int = 5, seed: int = 1) -> list[Event]:
    """What a synthetic group says about six policies, without the ids that are drawn afresh."""
    workshop = opened()
    rehearse(workshop, people, seed)
    return stored(workshop)


def words(events: list[Event]) -> bytes:
    """What is said in the events, in order, to the byte; ids of events are random outside the demo."""
    said = [repr(e).replace(e.id, "") for e in events]
    return "\n".join(said).encode()


def voices(events: list[Event]) -> set[str]:
    return {e.by for e in events if isinstance(e, Answered) and e.item}


def test_the_same_seed_says_the_same() -> None:
    """Two rehearsals with one seed are the same byte for byte."""
    assert words(rehearsed(seed=3)) == words(rehearsed(seed=3))


def test_another_seed_says_something_else() -> None:
    """Another seed has other answers from the same people."""
    one, other = rehearsed(seed=3), rehearsed(seed=4)
    assert voices(one) == voices(other)
    assert words(one) != words(other)


@pytest.mark.parametrize("people", [rehearsal.FEWEST, rehearsal.MOST])
def test_a_group_may_be_small_or_large(people: int) -> None:
    """Two people and five hundred rehearse, and every one of them joins and says something."""
    workshop = opened()
    rehearse(workshop, people)
    assert len(workshop.state().people) == people
    assert len(voices(stored(workshop))) == people


@pytest.mark.parametrize("people", [-1, 0, 1, 501])
def test_other_sizes_are_refused(workshop: Workshop, people: int) -> None:
    """Nobody rehearses alone or with more than 500, and a refusal writes nothing."""
    before = stored(workshop)
    with pytest.raises(BadChoice, match="2 to 500 people"):
        rehearse(workshop, people)
    assert stored(workshop) == before


def test_a_rehearsed_workshop_is_marked(workshop: Workshop) -> None:
    """The workshop and its plan say that no real people spoke."""
    assert not workshop.state().opened.rehearsed
    rehearse(workshop, 3)
    assert workshop.state().opened.rehearsed
    assert plan(workshop.state()).rehearsed


def test_real_people_are_not_drowned(workshop: Workshop) -> None:
    """Where others have joined a rehearsal is refused, and nothing is written, the mark neither."""
    joined(workshop, "Ana")
    before = stored(workshop)
    with pytest.raises(Refused, match="can't be rehearsed any more"):
        rehearse(workshop, 3)
    assert stored(workshop) == before


def test_the_words_of_one_alone_are_not_drowned(workshop: Workshop) -> None:
    """Where the facilitator, alone in the workshop, has answered, a rehearsal is refused too."""
    workshop.say(answer("P1", "drop"))
    before = stored(workshop)
    with pytest.raises(Refused, match="Rehearse in one of its own"):
        rehearse(workshop, 3)
    assert stored(workshop) == before


def test_there_must_be_something_to_rehearse_with() -> None:
    """Without policies a rehearsal is refused in a sentence that says how to get some."""
    empty = Workshop(Journal(), "w")
    empty.say(Opened(organisation="X"))
    with pytest.raises(Refused, match="workbook import NAME policies FILE"):
        rehearse(empty, 3)


def test_a_group_is_like_people() -> None:
    """Some don't finish, some policies divide them and others don't."""
    workshop = demo(people=40)
    exercise = workshop.state().exercise("policies")
    divided = [p.tally.disagreement for p in most_divided(exercise) if p.tally.voters]
    assert 0.6 < len(exercise.done) / 40 < 1
    assert divided[0] > 0.5 > 0.2 > divided[-1]


def test_the_demo_is_the_same_in_every_process(tmp_path: Path) -> None:
    """Ids, times and words of the demonstration are those of any other process, whatever its hash seed."""
    here = "\n".join(map(repr, demo().events()))
    environment = {"PYTHONHASHSEED": "11", "PYTHONUTF8": "1", "TZ": "Asia/Tokyo"}
    there = subprocess.run([sys.executable, "-c", PRINT_DEMO], cwd=tmp_path, env=environment,
                           capture_output=True, text=True, check=True)  # fmt: skip
    assert there.stdout.rstrip("\n") == here


def test_the_demo_shows_what_a_workshop_is() -> None:
    """It has our samples, a dozen people, matters left open, and deeds."""
    state = demo().state()
    assert set(state.exercise("policies").items) > {a.item for a in COMPANIES["demo"].policies()}
    assert len(state.people) == PEOPLE
    assert plan(state).open_matters
    assert plan(state).actions


def test_the_demo_leaves_something_to_do() -> None:
    """Windows go, though not everyone agrees; some policies are open, one at least is tied, and somebody isn't done."""
    state = demo().state()
    exercise = state.exercise("policies")
    votes = [p.tally for p in most_divided(exercise) if p.tally.voters]
    assert exercise.decided("C08").value == "drop"
    assert len(set(exercise.votes("C08").values())) > 1
    assert len(plan(state).open_matters) >= 5
    assert any(tally.leader is None for tally in votes)
    assert len(exercise.done) < PEOPLE


def test_the_demos_plan_says_something_of_each_policy() -> None:
    """No two softened policies tell customers the same, and hardly two actions are alike."""
    state = demo().state()
    settled = [decision for [decision] in state.exercise("policies").decisions.values()]
    softened = [d.details for d in settled if d.value == "soften"]
    for name in ("tell", "compromise"):
        assert len({details[name] for details in softened}) == len(softened) > 1
    deeds = [action.what for action in state.actions.values()]
    assert len(set(deeds)) >= 0.9 * len(deeds) > 0


def test_what_the_demo_throws_out_goes_soon() -> None:
    """Within two weeks of the plan's day; what is softened within four, the rest within eight."""
    state = demo().state()
    exercise, today = state.exercise("policies"), state.as_of
    latest: dict[str, int] = {}
    for action in (action for action in state.actions.values() if action.because[0].startswith("policies/")):
        place = exercise.decided(action.because[0].partition("/")[2]).value
        latest[place] = max(latest.get(place, 0), (action.due - today).days)
    assert 0 < latest["drop"] <= 14 < latest["soften"] <= 28 < latest["extend"] <= 56


def test_a_list_that_says_nothing_more_is_rehearsed_in_general_words(workshop: Workshop) -> None:
    """Without words of its own a softened policy gets an explanation and a deed, and no compromise is made up."""
    required = {"friendly": "no", "necessary": "yes", "reason": "law", "authority": "Act 5"}
    workshop.say(replace(listed("P1"), attributes=required))
    rehearse(workshop, 9)
    state = workshop.state()
    decision = state.exercise("policies").decided("P1")
    assert decision.value == "soften"
    assert set(decision.details) == {"tell"}
    assert state.actions["rehearsed-P1"].what.startswith("Write the explanation")


def test_the_demo_can_be_opened_by_anybody() -> None:
    """Under another name one sees the same demonstration."""
    state = demo(me="Zoe").state()
    assert state == demo().state()
    assert state.opened.rehearsed
