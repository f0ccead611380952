"""Copies of a workshop: made to be filled in elsewhere, and read again."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from workbook import folders
from workbook.core import gate
from workbook.core.errors import JournalError, NoSuchWorkshop, Refused
from workbook.core.events import Added, Answered, Decided, Event, Withdrawn
from workbook.core.language import _
from workbook.core.people import Speaker
from workbook.core.rules import exercise_rules
from workbook.core.state import fold
from workbook.journal import Journal
from workbook.workshop import Workshop

FURTHEST = 1_000_000  # clocks by which a copy to share is ahead, so that no gap tells how much it leaves out


def copy_to_share(workshop: Workshop, file: Path) -> None:
    """A copy of the journal without what isn't shown to everyone yet, to be filled in elsewhere and merged."""
    folders.check_new(file)
    try:
        with closing(Journal(file)) as copy:
            copy.append(*_shared(workshop))
    except BaseException:
        file.unlink(missing_ok=True)  # the part of it that could be copied is no copy
        raise


def _shared(workshop: Workshop) -> Iterator[Event]:
    """What everybody may see, one clock apart: gaps would tell how much is left out. Later than all that is here."""
    events, __ = workshop.journal.since(0, workshop.id)
    shown = sorted(gate.visible(events, Speaker("")), key=lambda event: event.order)
    start = max(event.clock for event in events) + 1 + secrets.randbelow(FURTHEST)
    return (replace(event, clock=start + n) for n, event in enumerate(shown))


def events_of(name: str, workshop: Workshop) -> list[Event]:
    """All events of a copy. Refused for what is none."""
    copy = _opened(name)
    with closing(copy.journal):
        events, __ = copy.journal.since(0, copy.id)
    if copy.id != workshop.id:
        raise Refused(
            _(
                "{name} is another workshop, not a copy of this one, so the two can't be merged. Make copies with: "
                "workbook backup NAME FILE"
            ).format(name=name)
        )
    if _is_rehearsed(events) and not _is_rehearsed(workshop.events()):
        raise Refused(
            _(
                "{name} was filled by a rehearsal, and this workshop wasn't. Made-up answers would be taken for those "
                "of your people: merge a copy that wasn't rehearsed."
            ).format(name=name)
        )
    return events


def _opened(name: str) -> Workshop:
    """A file may be named without its folder, as it was when `backup` made it."""
    try:
        return folders.found(str(Path(name).absolute()) if Path(name).is_file() else name)
    except NoSuchWorkshop as error:
        sentence = _("There is no copy in {name}. Give its file, or the name or folder of a workshop.")
        raise NoSuchWorkshop(sentence.format(name=name)) from error


def _is_rehearsed(events: Iterable[Event]) -> bool:
    opened = fold(events).opened
    return opened is not None and opened.rehearsed


def check(name: str, theirs: list[Event], known: Mapping[str, Event]) -> None:
    """JournalError for what nobody can have said: taken over, it would stop the screens, and for good."""
    both = {**{event.id: event for event in theirs}, **known}
    for event in theirs:
        try:
            if event.id not in known and not _could_be_said(event, both):
                raise ValueError(event.id)
        except (Refused, ValueError, TypeError, LookupError, AttributeError) as error:
            # What it is isn't told: it may be hidden.
            sentence = _("{name} holds something that nobody can have said. Make a new copy, and merge that.")
            raise JournalError(sentence.format(name=name)) from error


def _could_be_said(event: Event, both: Mapping[str, Event]) -> bool:
    """An answer, item or decision of its exercise; of undos, one of what was said before it."""
    if isinstance(event, Withdrawn):
        undone = both.get(event.event)
        return not isinstance(undone, Withdrawn) or undone.order < event.order
    if isinstance(event, Answered) and event.item:
        exercise_rules(event.exercise).check_answer(event)
    elif isinstance(event, Added):
        exercise_rules(event.exercise).check_added(event)
    elif isinstance(event, Decided):
        exercise_rules(event.exercise).check_decision(event)
    return True
