"""Workshops and the people in them, for every test that needs some."""

from datetime import UTC, datetime, timedelta
from itertools import count

from workbook.core.events import Added, Answered, Configured, Event, Joined, Opened, Staged
from workbook.journal import Journal, Place
from workbook.workshop import Workshop, person_id

ID = "3b0c7c4e-52a4-4d0c-9a76-6f6a7a1f0001"
MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
POLICIES = tuple(f"P{n}" for n in range(1, 7))


def opened(place: Place = None) -> Workshop:
    """A workshop with six policies; every event of it is a minute after the one before."""
    minutes = count()
    workshop = Workshop(Journal(place), ID, secret=b"f", now=lambda: MORNING + timedelta(minutes=next(minutes)))
    workshop.say(Opened(organisation="Test Company"), *(listed(item) for item in POLICIES))
    return workshop


def listed(item: str, text: str = "") -> Added:
    """A policy as the inventory states it."""
    return Added(exercise="policies", item=item, text=text or f"Policy {item}", source={"kind": "inventory"})


def proposed(item: str, text: str) -> Added:
    """A policy that a person thought of."""
    return Added(exercise="policies", item=item, text=text, source={"kind": "person"})


def answer(item: str = "P1", value: object = "keep") -> Answered:
    return Answered(exercise="policies", item=item, value=value)


def staged(stage: str) -> Staged:
    return Staged(exercise="policies", stage=stage)


def configured(**settings: object) -> Configured:
    return Configured(exercise="policies", settings=settings)


def joined(workshop: Workshop, *names: str, role: str = "participant") -> list[Workshop]:
    """These people, whom the facilitator let in, each with a workshop that they see."""
    workshop.say(*(Joined(person=person_id(workshop.id, name), name=name, role=role) for name in names))
    return [workshop.seen_by(name) for name in names]


def stored(workshop: Workshop) -> list[Event]:
    """Every event of the workshop, past the gate."""
    return workshop.journal.since(0, workshop.id)[0]
