"""Exercises that people answer in their own words."""

from types import ModuleType

import pytest

from tests.people import joined
from workbook.core import skills, vision
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Decided, Event, Staged
from workbook.core.form import notes
from workbook.core.language import speaking
from workbook.core.plan import plan
from workbook.core.texts import LONGEST, drafts
from workbook.workshop import Workshop

each = pytest.mark.parametrize("exercise", [vision, skills], ids=lambda exercise: exercise.NAME)


def draft(exercise: ModuleType, item: str, text: object) -> Answered:
    return Answered(exercise=exercise.NAME, item=item, value=text)


def first(exercise: ModuleType) -> str:
    return str(exercise.PROMPTS[0].key)


def points(statement: str) -> list[str]:
    """What the form says to a vision."""
    [field] = vision.fields()
    return notes(field.advice, statement)


@each
def test_what_is_asked_is_in_every_workshop(workshop: Workshop, exercise: ModuleType) -> None:
    """Before anybody says anything, in the language of who reads it, and no journal holds it."""
    items = exercise.items(workshop.state())
    assert [item.text for item in items.values()] == [prompt.title for prompt in exercise.PROMPTS]
    assert exercise.NAME not in workshop.state().exercises
    with speaking("pt"):
        assert all(item.text != items[id].text for id, item in exercise.items(workshop.state()).items())


@each
@pytest.mark.parametrize("text", ["", "  \n", 5, "x" * (LONGEST + 1)])
def test_a_draft_is_a_text_of_a_length_that_others_read(workshop: Workshop, exercise: ModuleType, text: object) -> None:
    """Anything else is refused in a sentence, and so is what is about nothing that was asked."""
    with pytest.raises(Refused):
        workshop.say(draft(exercise, first(exercise), text))
    with pytest.raises(Refused, match="no item 'elsewhere'"):
        workshop.say(draft(exercise, "elsewhere", "Clean by eight."))


@each
def test_nothing_can_be_added(workshop: Workshop, exercise: ModuleType) -> None:
    """Neither by the facilitator nor as somebody's idea."""
    for kind in ("inventory", "person"):
        with pytest.raises(Refused, match="the same in every workshop"):
            workshop.say(Added(exercise=exercise.NAME, item="more", text="More", source={"kind": kind}))


@each
def test_drafts_come_in_an_order_that_tells_nothing(workshop: Workshop, exercise: ModuleType) -> None:
    """Neither who wrote them nor when: it is another one for each prompt, and the same for everybody."""
    people = joined(workshop, *(f"Person {n}" for n in range(12)))
    keys = [prompt.key for prompt in exercise.PROMPTS]
    for n, person in enumerate(people):
        person.say(*(draft(exercise, key, f"text {n:02}") for key in keys))
    workshop.say(Staged(exercise=exercise.NAME, stage="compare"))
    orders = [[d.text for d in drafts(people[0].exercise(exercise).state(), key)] for key in keys]
    assert all(sorted(order) == sorted(orders[0]) != order for order in orders)
    assert len({tuple(order) for order in orders}) == len(keys)
    assert orders[0] == [d.text for d in drafts(workshop.exercise(exercise).state(), keys[0])]


def test_what_comes_after_the_reveal_is_marked(workshop: Workshop) -> None:
    """A text that was taken back isn't shown at all."""
    ana, bea = joined(workshop, "Ana", "Bea")
    ana.say(draft(vision, "matters", "Light."))
    bea.say(draft(vision, "matters", "Air."), draft(vision, "matters", None))
    workshop.say(Staged(exercise="vision", stage="compare"))
    workshop.say(draft(vision, "matters", "Late light."))
    shown = drafts(workshop.exercise(vision).state(), "matters")
    assert {(d.text, d.late) for d in shown} == {("Light.", False), ("Late light.", True)}


@pytest.mark.parametrize(
    ("statement", "advice"),
    [
        ("", []),
        ("Every customer opens to spotless rooms.", []),
        ("Quality, Service, Cleanliness, Value", ["the people it is for"]),
        ("You get world-class solutions.", ["any company's vision"]),
        ("Our customers " + "wait for nothing and " * 6, ["more than 20 words"]),
    ],
)
def test_advice_follows_the_definition(statement: str, advice: list[str]) -> None:
    """A word tells whether a vision names customers and says something; the rest are questions for people."""
    found = points(statement)
    assert len(found) == len(advice)
    assert all(part in note for part, note in zip(advice, found, strict=True))


def test_the_plan_begins_with_the_statement(workshop: Workshop) -> None:
    """Then come the policies and the skills; what isn't settled is open."""
    workshop.say(Staged(exercise="vision", stage="decide"), Staged(exercise="skills", stage="decide"))
    statement = "Every customer opens to spotless rooms."
    said: list[Event] = [Decided(exercise="vision", item="statement", value=statement)]
    workshop.say(*said, Decided(exercise="skills", item="greet", value="Answer by the third ring."))
    found = plan(workshop.state())
    assert [chapter.key for chapter in found.chapters] == ["vision", "policies", "skills"]
    assert [entry.text for entry in found.chapters[0].sections[0].entries] == [statement]
    assert ("Missing", "an owner and a date") in {f for m in found.open_matters for f in m.facts}


def test_two_statements_are_a_conflict(workshop: Workshop) -> None:
    """Neither is the vision until one is settled."""
    workshop.say(Staged(exercise="vision", stage="decide"))
    workshop.say(*(Decided(exercise="vision", item="statement", value=f"You wait {n} days.") for n in (1, 2)))
    [matter] = [m for m in plan(workshop.state()).open_matters if m.text == "Our vision"]
    assert {value for __, value in matter.facts} == {"You wait 1 days.", "You wait 2 days."}
