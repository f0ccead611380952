"""Decide: the facilitator or an owner records what the team settles."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date
from types import ModuleType
from typing import Any

from workbook.core import actions
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Assigned, Decided, Event, Withdrawn
from workbook.core.language import _
from workbook.core.people import Speaker
from workbook.core.state import Item, State
from workbook.screens.answer import proposed
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, show, waiting, words
from workbook.screens.kinds import GIVEN

PARTIAL = (Answered, Added, Decided, Assigned)  #: what changes no more than items, which are sent alone

_OWN = ("to", "reason", "authority")  # fields that are a decision's own; what others hold is a detail of it


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """Every item with what was answered and what was decided, or with `only` what the items that changed touch."""
    found, kind = state.exercise(exercise.NAME), GIVEN[exercise.KIND]
    ranked = kind.ranked(found, exercise.decided_on(state))
    wanted = [item for item in ranked if only is None or not {item.id, *exercise.basis(item.id)}.isdisjoint(only)]
    given = kind.given(state, exercise, wanted)
    view: Snapshot = {
        "items": [{**_item(state, exercise, item), **beside} for item, beside in zip(wanted, given, strict=True)],
        "undo": _last(state, person, exercise) is not None,
    }
    if only is not None:
        return view
    around = {**frame(state, person, exercise, "decide"), "kind": "form", "title": exercise.question("decide")}
    if not found.revealed:
        return {**around, **waiting(state, person, exercise), "items": []}
    return {
        **around,
        **view,
        "lead": exercise.lead("decide"),
        "who": _("Everyone in the workshop sees this. Only the facilitator or an owner can settle."),
        "fields": [asdict(field) for field in exercise.fields()],
        "deeds": [asdict(field) for field in exercise.deeds()],
        **kind.beside(state, exercise),
        "words": {**words(), **kind.words(), **_words(), **exercise.words()},
    }


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """What was settled. Refused when the message isn't one of ours."""
    return acted(_ACTS, state, person, exercise, message)


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows; of two decisions both, and what each rests on."""
    if "waiting" in view:
        return [], []
    words = view["words"]
    heads = [words["item"], words["decision"], *(words[name] for name in ("remarks", "authority") if name in words)]
    return heads, [
        [i["text"], " ⚡ ".join(d["says"] for d in i["decisions"]) or "–", *_remarks(i, len(heads) - 2)]
        for i in view["items"]
    ]


def _remarks(item: Snapshot, columns: int) -> list[str]:
    return ["; ".join(filter(None, (d["remarks"][n] for d in item["decisions"]))) for n in range(columns)]


def summary(view: Snapshot) -> str:
    """One line: how many are settled."""
    if "waiting" in view:
        return str(view["waiting"]["text"])
    settled = sum(len(item["decisions"]) == 1 for item in view["items"])
    return str(view["words"]["progress"]).format(n=settled, all=len(view["items"]))


def _item(state: State, exercise: ModuleType, item: Item) -> dict[str, Any]:
    standing = state.exercise(exercise.NAME).decisions.get(item.id, ())
    return {
        "id": item.id,
        "text": item.text,
        "facts": item.facts,
        "note": item.attributes.get("note", ""),
        "known": exercise.suggested(item),
        "decisions": [_decision(exercise, decision) for decision in standing],
        "actions": [_action(action) for action in actions.of_item(state, exercise.NAME, item.id)],
        "new": item.proposed,
    }


def _decision(exercise: ModuleType, decision: Decided) -> dict[str, Any]:
    return {
        **{str(name): value for name, value in decision.details.items()},
        "id": decision.id,
        "to": decision.value,
        "reason": decision.reason,
        "authority": decision.authority,
        "says": exercise.in_words(decision),
        "remarks": exercise.remarks(decision),
    }


def _action(action: Assigned) -> dict[str, Any]:
    due = action.due.isoformat() if action.due else ""
    return {"id": action.action, "what": action.what, "owner": action.owner, "due": due, "status": action.status}


def _settle(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    item, to = str(message.get("item", "")), _text(message, "to")
    said = {field.name: _text(message, field.name) for field in exercise.fields() if field.asked(to)}
    decided = Decided(
        exercise=exercise.NAME,
        item=item,
        value=to,
        reason=said.get("reason", ""),
        authority=said.get("authority", ""),
        details={name: text for name, text in said.items() if text and name not in _OWN},
        replaces=tuple(map(str, message.get("known") or ())),
    )
    return [decided, *_assign(state, exercise, item, message)]


def _assign(state: State, exercise: ModuleType, item: str, message: Message) -> list[Event]:
    """The action, when one was written: the item's first one changed, or a new one."""
    what, owner, due = _deed(exercise, message)
    standing = next(iter(actions.of_item(state, exercise.NAME, item)), None)
    if not (what or due):  # the owner alone is only the form's suggestion
        return [_again(standing, status="dropped")] if standing and standing.status == "open" else []
    reference = actions.because(exercise.NAME, item)
    action = standing or Assigned(action=reference, what="", owner="", because=(reference,))
    return [_again(action, what=what, owner=owner, due=_day(due))]


def _deed(exercise: ModuleType, message: Message) -> tuple[str, str, str]:
    """What is to be done, by whom, until when; where the form doesn't ask what, it is the decision itself."""
    asked = {field.name for field in exercise.deeds()}
    what, owner, due = (_text(message, name) if name in asked else "" for name in ("what", "owner", "due"))
    itself = _text(message, "to") if asked and "what" not in asked and (owner or due) else ""
    return what or itself, owner, due


def _again(action: Assigned, **changes: Any) -> Assigned:
    """The action said anew, without the stamp of the last time."""
    return replace(action, id="", by="", clock=0, **changes)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(
            _("'{text}' is not a date. Write it as year-month-day, such as 2026-12-31.").format(text=text)
        ) from error


def _text(message: Message, name: str) -> str:
    return str(message.get(name) or "").strip()


def _last(state: State, person: Speaker, exercise: ModuleType) -> Decided | None:
    """This person's last decision that still stands."""
    me = state.canonical(person.id)
    standing = [d for each in state.exercise(exercise.NAME).decisions.values() for d in each if d.by == me]
    return max(standing, key=lambda d: d.order, default=None)


def _undo(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """Takes back the last decision, with the action that was said in the same breath."""
    last = _last(state, person, exercise)
    if last is None:
        raise Refused(_("There is nothing to undo."))
    said = actions.of_item(state, exercise.NAME, last.item)
    together = [a for a in said if a.by == last.by and a.clock == last.clock + 1]
    return [Withdrawn(event=event.id) for event in (last, *together)]


def _add(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    return [proposed(exercise, _text(message, "text"))]


_ACTS: dict[str, Act] = {
    "settle": _settle,
    "undo": _undo,
    "add": _add,
    "show": show,
}


def _words() -> dict[str, str]:
    return {
        "decision": _("Decision"),
        "progress": _("{n} of {all} settled"),
        "action": _("Action"),
        "settle": _("Settle, next"),
        "again": _("Settle again"),
        "skip": _("Skip"),
        "previous": _("Back"),
        "open": _("Still open"),
        "all": _("All"),
        "jump": _("Choose one"),
        "votes": _("Votes"),
        "note": _("Background"),
        "add": _("Add"),
        "finished": _("Everything is settled. The outcome shows what the plan now says."),
        "conflict": _("Decided twice, by people who didn't know of each other. Settle it once more."),
        "watch": _("You can follow here. The facilitator or an owner settles."),
        "new": _("new"),
    }
