import json
from dataclasses import asdict, replace
from uuid import uuid4

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.journals import EXERCISES, SPEAKERS, journals
from tests.people import ID, MORNING, answer, configured, joined, opened, proposed, staged
from workbook.core.events import Added, Answered, Event, Joined, Staged, Withdrawn, said
from workbook.core.gate import seen, visible
from workbook.core.people import Speaker
from workbook.core.plan import plan
from workbook.core.state import State, fold
from workbook.workshop import Workshop

SECRET = "correct-horse-" + uuid4().hex
speakers = st.sampled_from(list(SPEAKERS.values()))


def told(state: State) -> State:
    """The state without what makes no difference: its last event, and exercises that are as untouched."""
    begun = {name: e for name, e in state.exercises.items() if not name or e != state.untouched(name)}
    return replace(state, exercises=begun, last=(0, ""))


def words(events: list[Event], person: Speaker) -> str:
    """All that a person may read: events, state and plan, in every form they come in."""
    shown, state = list(visible(events, person)), seen(fold(events), person)
    written = [json.dumps({**said(e), "by": e.by, "id": e.id}, default=str) for e in shown]
    document = json.dumps(asdict(plan(state)), default=str)
    return "\n".join([*written, repr(shown), repr(state), document])


@st.composite
def hidden_words(draw: st.DrawFn) -> list[Event]:
    """What Dan, whom the journals don't know, says alone: answers, proposals, and some taken back."""
    events: list[Event] = []
    for n in range(draw(st.integers(1, 5))):
        exercise, stamp = draw(st.sampled_from(EXERCISES)), {"id": f"dan-{n}", "by": "dan", "workshop": ID}
        kind = draw(st.sampled_from([Answered, Added, Withdrawn]))
        stamp |= {"clock": 3 + n + draw(st.integers(0, 1)) if not events else events[-1].clock + 1,
                  "at": MORNING.replace(hour=draw(st.integers(0, 23)))}  # fmt: skip
        if kind is Withdrawn and events:
            events.append(Withdrawn(event=events[-1].id, **stamp))
        elif kind is Added:
            events.append(Added(exercise=exercise, item=SECRET, text=SECRET, **stamp))
        else:
            events.append(Answered(exercise=exercise, item="a", value="drop", entered_by=SECRET, **stamp))
    return events


def uncounted(state: State) -> State:
    """The same without the one thing that isn't in the events a person sees: how many others are done."""
    plain = {name: replace(e, others_done=0) for name, e in state.exercises.items()}
    return replace(state, exercises={name: e for name, e in plain.items() if not name or e != state.untouched(name)})


@given(journals(), speakers)
def test_the_gate_is_the_same_for_events_and_for_states(events: list[Event], person: Speaker) -> None:
    """Folding the events that a person may see gives the state that this person may see."""
    folded, gated = fold(visible(events, person)), uncounted(seen(fold(events), person))
    assert told(folded) == gated
    for name, exercise in gated.exercises.items():
        assert list(folded.exercises[name].items) == list(exercise.items)


@given(journals(), hidden_words(), speakers)
def test_what_is_hidden_leaves_no_trace(events: list[Event], hidden: list[Event], person: Speaker) -> None:
    """Before the reveal everything is, to others, as if the hidden words had never been said."""
    together = fold([*events, *hidden])
    assume(not any(together.exercise(name).revealed for name in EXERCISES))
    assert list(visible([*events, *hidden], person)) == list(visible(events, person))
    assert seen(together, person) == seen(fold(events), person)
    assert plan(seen(together, person)) == plan(seen(fold(events), person))


@given(journals(), speakers)
def test_a_hidden_word_is_read_only_after_the_reveal(events: list[Event], person: Speaker) -> None:
    """A random string in an answer and in a proposal of another is nowhere before the reveal, and then it is."""
    state = fold(events)
    assume(not any(state.exercise(name).revealed for name in EXERCISES))
    stamp = {"by": "dan", "workshop": ID, "at": MORNING}
    proposal = Added(exercise="policies", item="new", text=SECRET, id="dan-1", clock=90, **stamp)
    word = Answered(exercise="vision", item="a", value=SECRET, id="dan-2", clock=91, **stamp)
    reveals = [Staged(exercise=name, stage="compare", id=name, clock=92, **stamp) for name in EXERCISES]
    assert SECRET not in words([*events, proposal, word], person)
    for one in (proposal, word):
        assert SECRET in words([*events, one, *reveals], person)
    assert SECRET in str(asdict(plan(seen(fold([*events, proposal, *reveals]), person))))


@given(journals(), speakers)
def test_nobody_is_hidden_from_themselves(events: list[Event], person: Speaker) -> None:
    """A person sees everything they have said, also under an id that was joined up with theirs."""
    me = fold(events).canonical
    mine = {e.id for e in events if me(e.by) == me(person.id) and not isinstance(e, Withdrawn)}
    assert mine <= {e.id for e in visible(events, person)}


def test_others_see_an_answer_from_the_reveal_on(workshop: Workshop) -> None:
    """Nobody but the person who gave it, the facilitator neither, sees an answer until everyone is shown it."""
    ana, bea = joined(workshop, "Ana", "Bea")
    given = {e.id for e in ana.say(answer("P1", "soften"), proposed("new", "A new idea"))}
    for other in (bea, workshop):
        assert not given & {e.id for e in other.events()}
        assert other.state().exercise("policies").answers == {}
    assert given <= {e.id for e in ana.events()}
    workshop.say(staged("compare"))
    assert given <= {e.id for e in bea.events()}


def test_a_person_who_joined_twice_sees_what_both_said(workshop: Workshop) -> None:
    """A proposal made under the id that was joined up is seen by the one person behind both."""
    ana, bea = joined(workshop, "Ana", "Bea")
    workshop.say(Joined(person=ana.me.id, name="Ana", same_as=bea.me.id))
    ana.say(proposed("new", "A new idea"))
    assert [w.state().exercise("policies").items.get("new") is not None for w in (ana, bea, workshop)] == [
        True,
        True,
        False,
    ]


def test_an_undone_proposal_stays_hidden(workshop: Workshop) -> None:
    """What somebody has thought better of, alone, in an exercise not begun yet is nobody else's to read."""
    ana, bea = joined(workshop, "Ana", "Bea")
    [idea] = ana.say(Added(exercise="complaints", item="v", text=SECRET))
    ana.say(Withdrawn(event=idea.id))
    assert SECRET not in repr(bea.events())


def test_news_pass_the_same_gate(workshop: Workshop) -> None:
    """Of what has come since a position a person gets what the gate lets through, and nothing twice."""
    ana, bea = joined(workshop, "Ana", "Bea")
    __, position = bea.news(0)
    ana.say(answer("P1"), answer("", True))
    news, position = bea.news(position)
    assert news == []
    workshop.say(staged("compare"))
    [shown], position = bea.news(position)
    assert shown.stage == "compare"
    assert bea.news(position) == ([], position)


def test_who_is_done_is_named_only_where_that_was_promised() -> None:
    """Before the reveal a page counts those who are done; their names are seen in a named exercise alone."""
    for privacy, named in (("named", True), ("until revealed", False)):
        workshop = opened()
        workshop.say(configured(privacy=privacy))
        ana, bea = joined(workshop, "Ana", "Bea")
        ana.say(answer("", True))
        found = bea.state().exercise("policies")
        assert (ana.me.id in found.done) is named
        assert len(found.done) + found.others_done == 1
        assert any(getattr(event, "value", None) is True for event in bea.events()) is named
