import json

from hypothesis import given

from tests.journals import journals
from workbook.core.events import KINDS, Event, meaning, said


@given(journals())
def test_an_event_survives_json(events: list[Event]) -> None:
    """What an event says, written as JSON and read again, is the same event."""
    for event in events:
        stamp = {"id": event.id, "workshop": event.workshop, "by": event.by, "at": event.at, "clock": event.clock}
        make, fields = meaning(type(event).__name__, json.loads(json.dumps(said(event))))
        assert make(**fields, **stamp) == event


def test_fields_of_a_later_format_are_passed_over() -> None:
    """An event with a field that we don't know is read without it, and one that lacks a field gets its default."""
    make, fields = meaning("Joined", {"person": "p", "name": "P", "shoe_size": 42})
    event = make(**fields)
    assert (event.name, event.role) == ("P", "participant")


def test_there_are_nine_kinds() -> None:
    """Their names are in every journal, so they are never renamed."""
    named = "Opened Configured Joined Added Answered Decided Assigned Staged Withdrawn"
    assert list(KINDS) == named.split()
