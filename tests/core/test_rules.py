from dataclasses import replace

import pytest

from tests.people import answer, configured, joined, listed, proposed, staged
from workbook.core.errors import Refused
from workbook.core.events import Added, Assigned, Configured, Decided, Event, Joined, Opened, Staged, Withdrawn
from workbook.workshop import Workshop

DECISION = Decided(exercise="policies", item="P1", value="drop")
ACTION = Assigned(action="a", what="Tell staff", owner="Ana")
NECESSARY = replace(DECISION, value="soften", reason="law", authority="hygiene act")
LONG = "x" * 2001

FACILITATOR_ACTS = {
    "reopen as rehearsed": Opened(organisation="X", rehearsed=True),
    "configure": configured(consensus=0.9),
    "move the stage": staged("compare"),
    "set the timer": Staged(exercise="policies", timer="set", seconds=60),
    "ask for eyes up": Staged(exercise="policies", eyes_up=True),
    "decide": DECISION,
    "assign": ACTION,
    "add to the inventory": listed("P7"),
    "reword the inventory": proposed("P1", "Other words"),
    "become facilitator": Joined(person="Ana", name="Ana", role="facilitator"),
    "let in an owner": Joined(person="p", name="Olga", role="owner"),
    "join people up": Joined(person="p", name="Pia", same_as="q"),
}

NOT_NOW = {  # said by the facilitator while the exercise is being answered: what is refused, and what is allowed
    "open twice": (Opened(organisation="X"), "is open already"),
    "no name": (Joined(person="p", name=" "), "1 to 80 characters"),
    "a long name": (Joined(person="p", name="x" * 81), "1 to 80 characters"),
    "no such role": (Joined(person="p", name="P", role="boss"), "facilitator, participant, owner"),
    "empty text": (listed("P7", " "), "Write something first"),
    "long text": (listed("P7", LONG), "Keep it to 2000"),
    "no such item": (answer("P99"), "There is no item 'P99'"),
    "no such quadrant": (answer("P1", "maybe"), "keep, extend, soften, drop"),
    "too early": (DECISION, "Show everyone's answers first"),
    "no such stage": (staged("lunch"), "answer, compare, decide, done"),
    "no such setting": (configured(colour="red"), "privacy, consensus, smallest_group"),
    "no such privacy": (configured(privacy="secret"), "named, until revealed, anonymous"),
    "low consensus": (configured(consensus=0.4), "0.5 … 1"),
    "consensus in words": (configured(consensus="high"), "0.5 … 1"),
    "a small group": (configured(smallest_group=2), "3 … 50"),
    "one person, or": (configured(one_person="yes"), "true, false"),
    "levels in a row": (configured(levels="front"), "a, b, c"),
    "levels by number": (configured(levels=3), "a, b, c"),
    "assumptions in words": (configured(assumptions="many"), r"\{…\}"),
    "nothing to do": (replace(ACTION, what=" "), "Say what is to be done"),
    "a long deed": (replace(ACTION, what=LONG), "Keep it to 2000"),
    "nobody's": (replace(ACTION, owner=""), "Name one owner"),
    "two owners": (replace(ACTION, owner="Ana, Bea"), "Name one person"),
    "no such status": (replace(ACTION, status="late"), "open, done, dropped"),
    "nothing to undo": (Withdrawn(event="nothing"), "nothing to undo"),
}

NOT_DECIDED = {  # said by the facilitator when everyone has seen the answers
    "no such item": (replace(DECISION, item="P99"), "There is no item 'P99'"),
    "no quadrant": (replace(DECISION, value="keep it"), "strengthen, create more, soften, throw out"),
    "no reason": (replace(NECESSARY, reason=""), "law, safety, insurance, contract, money"),
    "habit as reason": (replace(NECESSARY, reason="habit"), "law, safety, insurance, contract, money"),
    "no authority": (replace(NECESSARY, authority=" "), "Name the law, the contract, the insurer or the person"),
    "a long authority": (replace(NECESSARY, authority=LONG), "Keep it to 2000"),
}


def refused(workshop: Workshop, event: Event, sentence: str) -> None:
    """The event is refused in this sentence, and nothing is written."""
    before = workshop.events()
    with pytest.raises(Refused, match=sentence) as refusal:
        workshop.say(event)
    assert "\n" not in str(refusal.value)
    assert workshop.events() == before


@pytest.mark.parametrize("act", FACILITATOR_ACTS)
def test_a_participant_may_not_lead(workshop: Workshop, act: str) -> None:
    """What the facilitator does is refused to a participant by role, before and after the reveal."""
    [ana] = joined(workshop, "Ana")
    event = FACILITATOR_ACTS[act]
    if act == "become facilitator":
        event = replace(event, person=ana.me.id)
    refused(ana, event, "Only the facilitator or an owner")
    workshop.say(staged("compare"))
    refused(ana, event, "Only the facilitator or an owner")


@pytest.mark.parametrize("act", FACILITATOR_ACTS)
def test_an_owner_may_lead(workshop: Workshop, act: str) -> None:
    """Everything that a participant is refused, an owner may do once answers are shown."""
    [ola] = joined(workshop, "Ola", role="owner")
    workshop.say(staged("compare"))
    assert ola.say(FACILITATOR_ACTS[act])


@pytest.mark.parametrize("case", NOT_NOW)
def test_a_refusal_says_what_is_allowed(workshop: Workshop, case: str) -> None:
    """Each rule refuses in one sentence that names what would be accepted."""
    refused(workshop, *NOT_NOW[case])


@pytest.mark.parametrize("case", NOT_DECIDED)
def test_a_decision_needs_what_it_stands_on(workshop: Workshop, case: str) -> None:
    """A necessary policy has a reason on record and somebody who says so; any other just a quadrant."""
    workshop.say(staged("compare"))
    refused(workshop, *NOT_DECIDED[case])
    assert workshop.say(NECESSARY, DECISION)


def test_a_participant_cannot_demote_the_facilitator(workshop: Workshop) -> None:
    """A person who has joined keeps the role they have, whatever a participant says about them."""
    [ana] = joined(workshop, "Ana")
    refused(ana, Joined(person=workshop.me.id, name="facilitator"), "Only the facilitator or an owner")
    assert workshop.say(configured(consensus=0.9))


def test_a_participant_may_change_their_own_name(workshop: Workshop) -> None:
    """Joining again under the same id and role is a new name, and nobody's leave is needed."""
    [ana] = joined(workshop, "Ana")
    ana.say(Joined(person=ana.me.id, name="Anna"))
    assert workshop.state().people[ana.me.id].name == "Anna"


def test_a_closed_exercise_takes_no_words(workshop: Workshop) -> None:
    """When an exercise is done, answers and items are refused until the facilitator opens it again."""
    workshop.say(staged("done"))
    for event in (answer(), listed("P7")):
        refused(workshop, event, "Ask the facilitator to open it again")
    workshop.say(staged("answer"))
    assert workshop.say(answer())


def test_there_are_only_the_exercises_there_are(workshop: Workshop) -> None:
    """An item or an answer in an exercise that the workbook doesn't have is refused in a sentence."""
    refused(workshop, Added(exercise="chess", item="e4", text="Pawn to e4"), "no exercise 'chess'")
    refused(workshop, replace(answer("e4"), exercise="chess"), "no exercise 'chess'")


def test_a_small_group_cannot_be_anonymous(workshop: Workshop) -> None:
    """Below the smallest group it would be easy to guess who said what, and the refusal says so."""
    joined(workshop, "Ana", "Bea", "Cyr")
    refused(workshop, configured(privacy="anonymous"), "at least 5 people; so far: 4")
    joined(workshop, "Dan")
    assert workshop.say(configured(privacy="anonymous"))


def test_an_anonymous_exercise_waits_for_the_smallest_group(workshop: Workshop) -> None:
    """Settings may say so before people come; answers are refused until there are enough of them."""
    joined(workshop, "Ana", "Bea", "Cyr", "Dan")
    workshop.say(configured(privacy="anonymous"), configured(smallest_group=6))
    refused(workshop, answer(), "when 6 people have joined; so far: 5")


@pytest.mark.parametrize("exercise", ["policies", ""])
def test_privacy_is_fixed_by_the_first_answer(workshop: Workshop, exercise: str) -> None:
    """What was promised to those who answered can't be changed, nor by a setting for all exercises."""
    [ana] = joined(workshop, "Ana")
    ana.say(answer())
    for_all = Configured(exercise=exercise, settings={"privacy": "named"})
    refused(workshop, for_all, "can't be changed any more")
    workshop.say(staged("compare"))
    refused(workshop, for_all, "can't be changed any more")


def test_several_people_are_no_one_person_office(workshop: Workshop) -> None:
    """A workshop that others have joined can't be opened up as if nobody had anything to hide."""
    joined(workshop, "Ana")
    refused(workshop, configured(one_person=True), "2 people have joined")


def test_a_reveal_cannot_be_withdrawn(workshop: Workshop) -> None:
    """What everyone has seen can't be hidden again, not by the facilitator either."""
    [reveal] = workshop.say(staged("compare"))
    refused(workshop, Withdrawn(event=reveal.id), "can't be hidden again")


def test_answers_stay_once_seen(workshop: Workshop) -> None:
    """After the reveal neither an answer nor the undoing of one can be undone."""
    [first], [second] = workshop.say(answer("P1")), workshop.say(answer("P2"))
    [undone] = workshop.say(Withdrawn(event=second.id))
    workshop.say(staged("compare"))
    for event in (first, undone):
        refused(workshop, Withdrawn(event=event.id), "so they stay")


def test_nobody_undoes_what_another_said(workshop: Workshop) -> None:
    """Another's answer is out of reach, an item of the facilitator's too, and nobody undoes a person."""
    ana, bea = joined(workshop, "Ana", "Bea")
    [given], [item] = ana.say(answer()), workshop.say(listed("P7"))
    refused(bea, Withdrawn(event=given.id), "Only what you said yourself")
    refused(bea, Withdrawn(event=item.id), "Only the facilitator or an owner")
    refused(workshop, Withdrawn(event=workshop.events()[0].id), "Only what you said yourself")
