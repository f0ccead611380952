"""What can be said in a workshop: nine kinds of event, immutable and in the past tense.

An event is made by `Workshop.say`, which gives it an id, a speaker, a time and a clock; until then
those are empty. Its fields are the format of the journal, so they are added to but never renamed.

    format  since        change
    1       2026-11      first
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

FORMAT = 1  #: of the events in a journal; a journal with a higher one is left alone

JSON = Any  # whatever json can write

NEVER = datetime.min.replace(tzinfo=UTC)  #: the time of what hasn't happened


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Who said it, when, and where it stands among all the others."""

    id: str = ""  # UUID; the same id said twice is one event
    workshop: str = ""
    by: str = ""  # a person's id, or in an anonymous exercise a pseudonym
    at: datetime = NEVER  # UTC; rounded to the stage where anonymous
    clock: int = 0  # logical: one more than the largest its writer had seen; 0 = not said yet

    @property
    def order(self) -> tuple[int, str]:
        """Where it stands in every fold, however the journals that held it were joined."""
        return self.clock, self.id


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened(Event):
    """The workshop exists; said again when it is rehearsed."""

    organisation: str
    language: str = "en"
    format: int = FORMAT
    rehearsed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Configured(Event):
    """Settings of an exercise; those not named stay as they were. Fields: `people.Settings`."""

    exercise: str
    settings: Mapping[str, JSON]


@dataclass(frozen=True, kw_only=True, slots=True)
class Joined(Event):
    """A person takes part."""

    person: str
    name: str
    role: str = "participant"  # facilitator, participant or owner
    language: str = "en"
    level: str = ""
    same_as: str = ""  # the id under which this person had joined in another journal


@dataclass(frozen=True, kw_only=True, slots=True)
class Added(Event):
    """An item exists in an exercise; said again with the same id, it is reworded."""

    exercise: str
    item: str
    text: str
    attributes: Mapping[str, JSON] = field(default_factory=dict)
    source: Mapping[str, JSON] = field(default_factory=dict)  # kind: inventory, complaint or person; file, row

    @property
    def proposed(self) -> bool:
        """A person thought of it, so it stays hidden until the exercise is revealed."""
        return bool(self.source.get("kind", "person") == "person")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered(Event):
    """A person's latest word on one item; without an item, whether they are done."""

    exercise: str
    item: str = ""
    value: JSON = None  # None takes an answer back
    entered_by: str = ""  # who typed it, from paper or a file; seldom the person whose answer it is


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided(Event):
    """What the team settled for an item."""

    exercise: str
    item: str
    value: JSON
    reason: str = ""  # law, safety, insurance, contract or money
    authority: str = ""  # who says so
    details: Mapping[str, JSON] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()  # ids of the decisions on this item that its maker knew


@dataclass(frozen=True, kw_only=True, slots=True)
class Assigned(Event):
    """An action: said again with the same id, it is changed."""

    action: str
    what: str
    owner: str  # one person
    due: date | None = None
    status: str = "open"  # open, done or dropped
    because: tuple[str, ...] = ()  # "exercise/item" of what gave rise to it


@dataclass(frozen=True, kw_only=True, slots=True)
class Staged(Event):
    """The facilitator moved an exercise, set its timer, or asked for eyes up; what is None stays."""

    exercise: str
    stage: str | None = None  # answer, compare, decide or done
    timer: str | None = None  # set, paused or stopped
    seconds: int | None = None  # on the timer when it was set or paused
    eyes_up: bool | None = None

    @property
    def reveals(self) -> bool:
        """From here on everyone may see all answers."""
        return self.stage in ("compare", "decide", "done")


@dataclass(frozen=True, kw_only=True, slots=True)
class Withdrawn(Event):
    """An earlier event no longer counts. Nothing is deleted, and a withdrawal can itself be withdrawn."""

    event: str


KINDS: dict[str, type[Event]] = {
    kind.__name__: kind for kind in (Opened, Configured, Joined, Added, Answered, Decided, Assigned, Staged, Withdrawn)
}

_STAMP = {f.name for f in fields(Event)}
_SAID = {kind: [f.name for f in fields(kind) if f.name not in _STAMP] for kind in KINDS.values()}


def said(event: Event) -> dict[str, JSON]:
    """What the event states, without its stamp, ready for JSON."""
    values = {name: getattr(event, name) for name in _SAID[type(event)]}
    if isinstance(event, Assigned) and event.due:
        values["due"] = event.due.isoformat()
    return values


def meaning(kind: str, values: Mapping[str, JSON]) -> tuple[type[Event], dict[str, Any]]:
    """The kind and the fields that `said` took apart; fields that a later format added are passed over."""
    cls = KINDS[kind]
    fields = {name: values[name] for name in _SAID[cls] if name in values}
    if cls is Assigned and fields.get("due"):
        fields["due"] = date.fromisoformat(fields["due"])
    for name in ("because", "replaces"):
        if name in fields:
            fields[name] = tuple(fields[name])
    return cls, fields


def withdrawn(events: Iterable[Event]) -> set[str]:
    """Ids of the events that no longer count; a withdrawal withdrawn gives its event back."""
    gone: set[str] = set()
    withdrawals = (e for e in events if isinstance(e, Withdrawn))
    for event in sorted(withdrawals, key=lambda e: e.order, reverse=True):
        if event.id not in gone:
            gone.add(event.event)
    return gone
