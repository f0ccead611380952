"""Settling: what a form or a file says of an item, as a decision and as the action that follows from it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import ModuleType
from typing import Any

from workbook.core import actions
from workbook.core.errors import Refused
from workbook.core.events import Assigned, Decided, Event
from workbook.core.form import Field, Option
from workbook.core.language import _
from workbook.core.state import State

Said = Mapping[str, str]  # field of the form -> what stands in it; of a choice its key, of a date year-month-day

_OWN = ("to", "reason", "authority")  # fields that are a decision's own; what others hold is a detail of it
_BLANK = re.compile(r"[\x00-\x20\s]+")  # a spreadsheet changes spaces, and can't hold signs that nobody sees


@dataclass(frozen=True)
class Settled:
    """One item with what stands about it: a row that can be filled in further."""

    exercise: str
    item: str
    text: str
    said: Said


def settled(state: State, exercise: ModuleType) -> Iterator[Settled]:
    """Every item of an exercise, settled or not."""
    for item in exercise.decided_on(state).values():
        yield Settled(exercise.NAME, item.id, item.text, standing(state, exercise, item.id))


def asked(exercise: ModuleType) -> tuple[Field, ...]:
    """All that can be said of an item: what the form asks, and how far the action is."""
    if not exercise.deeds():
        return tuple(exercise.fields())
    status = Field("status", _("Status"), kind="choice", options=_statuses())
    return (*exercise.fields(), *exercise.deeds(), status)


def _statuses() -> tuple[Option, ...]:
    return tuple(Option(key, _(word)) for key, word in actions.STATUSES.items())


def standing(state: State, exercise: ModuleType, item: str) -> dict[str, str]:
    """What stands, by field; all of it empty while nothing does, or while two decisions are in conflict."""
    decided, deed = state.exercise(exercise.NAME).decided(item), _deed(state, exercise, item)
    said = {**(_of_decision(decided) if decided else {}), **(_of_action(deed) if deed else {})}
    return {field.name: said.get(field.name, "") for field in asked(exercise)}


def _of_decision(decided: Decided) -> dict[str, str]:
    details = {name: str(value) for name, value in decided.details.items()}
    return {**details, "to": str(decided.value), "reason": decided.reason, "authority": decided.authority}


def _of_action(deed: Assigned) -> dict[str, str]:
    due = deed.due.isoformat() if deed.due else ""
    return {"what": deed.what, "owner": deed.owner, "due": due, "status": deed.status}


def _deed(state: State, exercise: ModuleType, item: str) -> Assigned | None:
    return next(iter(actions.of_item(state, exercise.NAME, item)), None)


def decision(exercise: ModuleType, item: str, said: Said, replaces: tuple[str, ...]) -> Decided:
    """What was settled. replaces: ids of the decisions that whoever settles it knows."""
    to = said.get("to", "")
    answered = {f.name: said.get(f.name, "") for f in exercise.fields() if f.asked(to)}
    return Decided(
        exercise=exercise.NAME,
        item=item,
        value=to,
        reason=answered.get("reason", ""),
        authority=answered.get("authority", ""),
        details={name: text for name, text in answered.items() if text and name not in _OWN},
        replaces=replaces,
    )


def assignment(state: State, exercise: ModuleType, item: str, said: Said) -> list[Assigned]:
    """The action, when one was written: the item's first one changed, or a new one. One that was emptied is dropped."""
    known = _deed(state, exercise, item)
    what, owner, due = (said.get(name, "") for name in ("what", "owner", "due"))
    if not (what or owner or due):
        return [_again(known, status="dropped")] if known and known.status == "open" else []
    reference = actions.because(exercise.NAME, item)
    action = known or Assigned(action=reference, what="", owner="", because=(reference,))
    itself = {field.name for field in exercise.deeds()}.isdisjoint({"what"})  # to be done is what was decided
    status = said.get("status") or action.status
    return [_again(action, what=said["to"] if itself else what, owner=owner, due=day(due), status=status)]


def changes(state: State, exercise: ModuleType, item: str, said: Said) -> list[Event]:
    """What a row says that doesn't stand yet; a field that it doesn't have stays as it is. Refused as `rules` are."""
    before = standing(state, exercise, item)
    after = {**before, **{name: text for name, text in said.items() if _plain(text) != _plain(before[name])}}
    if after == before:
        return []
    decided = _decided_anew(state, exercise, item, after)
    known = _deed(state, exercise, item)
    deeds = assignment(state, exercise, item, after) if exercise.deeds() else []
    if not (deeds or known) and after.get("status"):
        raise Refused(_("Say what is to be done."), "what")
    return [*decided, *(deed for deed in deeds if not known or _of_action(deed) != _of_action(known))]


def _decided_anew(state: State, exercise: ModuleType, item: str, said: Said) -> list[Decided]:
    known = state.exercise(exercise.NAME).decisions.get(item, ())
    now = state.exercise(exercise.NAME).decided(item)
    if now and not said["to"]:
        raise Refused(_("This is settled. Write what is settled now, or take the row out."), "to")
    if not said["to"] and not any(said[field.name] for field in exercise.fields()):
        return []
    new = decision(exercise, item, said, tuple(each.id for each in known))
    return [] if now and _of_decision(new) == _of_decision(now) else [new]


def _plain(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


def _again(action: Assigned, **changes: Any) -> Assigned:
    """The action said anew, without the stamp of the last time."""
    return replace(action, id="", by="", clock=0, **changes)


def day(text: str) -> date | None:
    """Of year-month-day; None of nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(
            _("'{text}' is not a date. Write it as year-month-day, such as 2026-12-31.").format(text=text), "due"
        ) from error
