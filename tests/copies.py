"""Copies that people take away, and what they say in them."""

from pathlib import Path

from workbook.core.events import Decided, Event
from workbook.folders import backup, open_workshop
from workbook.workshop import Workshop


class Copied:
    """Makes copies of a workshop, each in a file of its own."""

    def __init__(self, workshop: Workshop, folder: Path) -> None:
        self.workshop, self.folder = workshop, folder

    def __call__(self, name: str) -> Workshop:
        backup(self.workshop, self.folder / name)
        return open_workshop(str(self.folder / name))


def path(copy: Workshop) -> str:
    return str(copy.journal.path)


def says(copy: Workshop, name: str, *events: Event) -> list[Event]:
    return copy.seen_by(name).say(*events)


def decision(value: str, item: str = "P1") -> Decided:
    return Decided(exercise="policies", item=item, value=value)


def votes(workshop: Workshop, item: str = "P1") -> dict[str, str]:
    """name -> value, past the gate."""
    state = workshop._record.state
    return {state.people[voice].name: value for voice, value in state.exercise("policies").votes(item).items()}
