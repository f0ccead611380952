"""Decide: the facilitator or an owner records what the team settles."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

from workbook.core import actions, complaints
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Assigned, Decided, Event, Withdrawn
from workbook.core.language import _
from workbook.core.people import Speaker
from workbook.core.policies import HABITS, QUADRANTS, REASONS, Sorted, advice_on, most_divided, votes_in_words
from workbook.core.state import ExerciseState, State
from workbook.screens import evidence
from workbook.screens.answer import places, proposed
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, show, waiting, words

PARTIAL = (Answered, Added, Decided, Assigned)  #: what changes no more than items, which are sent alone

#: What the form comes with while a policy is undecided: field of the form -> column of the inventory.
_SUGGESTED = {name: name for name in ("reason", "authority", "owner", "tell", "compromise")} | {"what": "action"}


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """Every item with its votes and its decision, or with `only` the items that changed."""
    found = state.exercise(exercise.NAME)
    ranked = most_divided(found)
    said = complaints.by_policy(state, only)
    view: Snapshot = {
        "items": [
            {**_item(state, exercise, p), **evidence.counted(said.get(p.item.id, ()))}
            for p in ranked
            if only is None or p.item.id in only
        ],
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
        "lead": _("One at a time, the most divided first. Say what becomes of it, then settle it."),
        "who": _("Everyone in the workshop sees this. Only the facilitator or an owner can settle."),
        "places": places(exercise),
        "quotes": evidence.quotes(said, found.items),
        "needs": [q.key for q in QUADRANTS.values() if q.necessary],
        "habits": list(HABITS),
        "reasons": [{"key": key, "name": _(word)} for key, word in REASONS.items()],
        "words": {**words(), **evidence.words(), **_words()},
    }


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """What was settled. Refused when the message isn't one of ours."""
    return acted(_ACTS, state, person, exercise, message)


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows."""
    if "waiting" in view:
        return [], []
    words, names = view["words"], {p["key"]: f"{p['sign']} {p['name']}" for p in view["places"]}
    return [words["item"], words["decision"], words["reason"], words["authority"]], [
        [
            i["text"],
            " ⚡ ".join(names[d["to"]] for d in i["decisions"]) or "–",
            "; ".join(filter(None, (_reason(d["reason"]) for d in i["decisions"]))),
            "; ".join(filter(None, (d["authority"] for d in i["decisions"]))),
        ]
        for i in view["items"]
    ]


def summary(view: Snapshot) -> str:
    """One line: how many are settled."""
    if "waiting" in view:
        return str(view["waiting"]["text"])
    settled = sum(len(item["decisions"]) == 1 for item in view["items"])
    return str(view["words"]["progress"]).format(n=settled, all=len(view["items"]))


def _reason(key: str) -> str:
    return _(REASONS.get(key, ""))


def _item(state: State, exercise: ModuleType, policy: Sorted) -> dict[str, Any]:
    item = policy.item
    found: ExerciseState = state.exercise(exercise.NAME)
    return {
        "id": item.id,
        "text": item.text,
        "facts": item.facts,
        "note": item.attributes.get("note", ""),
        "known": {field: item.attributes.get(name, "") for field, name in _SUGGESTED.items()},
        "counts": dict(policy.tally.counts),
        "votes": votes_in_words(policy.tally),
        "decisions": [_decision(d) for d in found.decisions.get(item.id, ())],
        "actions": [_action(a) for a in actions.of_item(state, exercise.NAME, item.id)],
        "new": item.proposed,
    }


def _decision(decision: Decided) -> dict[str, Any]:
    return {
        "id": decision.id,
        "to": decision.value,
        "reason": decision.reason,
        "authority": decision.authority,
        "advice": advice_on(decision.authority) if decision.reason else "",
        **{name: decision.details.get(name, "") for name in ("tell", "compromise")},
    }


def _action(action: Assigned) -> dict[str, Any]:
    due = action.due.isoformat() if action.due else ""
    return {"id": action.action, "what": action.what, "owner": action.owner, "due": due, "status": action.status}


def _settle(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    item, to = str(message.get("item", "")), str(message.get("to", ""))
    needed = to in QUADRANTS and QUADRANTS[to].necessary
    decided = Decided(
        exercise=exercise.NAME,
        item=item,
        value=to,
        reason=_text(message, "reason") if needed else "",
        authority=_text(message, "authority") if needed else "",
        details={
            name: _text(message, name) for name in ("tell", "compromise") if to == "soften" and _text(message, name)
        },
        replaces=tuple(map(str, message.get("known") or ())),
    )
    return [decided, *_assign(state, exercise, item, message)]


def _assign(state: State, exercise: ModuleType, item: str, message: Message) -> list[Event]:
    """The action, when one was written: the item's first one changed, or a new one."""
    what, owner, due = (_text(message, name) for name in ("what", "owner", "due"))
    standing = next(iter(actions.of_item(state, exercise.NAME, item)), None)
    if not (what or due):  # the owner alone is only the form's suggestion
        return [_again(standing, status="dropped")] if standing and standing.status == "open" else []
    reference = actions.because(exercise.NAME, item)
    action = standing or Assigned(action=reference, what="", owner="", because=(reference,))
    return [_again(action, what=what, owner=owner, due=_day(due))]


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
        "item": _("Policy"),
        "decision": _("Decision"),
        "progress": _("{n} of {all} settled"),
        "becomes": _("What becomes of it?"),
        "reason": _("Why must we keep it?"),
        "authority": _("Who says so?"),
        "authorityhint": _("the law, the contract, the insurer or the person"),
        "habit": advice_on("habit"),
        "tell": _("What do we tell customers?"),
        "compromise": _("What compromise can we offer?"),
        "action": _("Action"),
        "what": _("What is to be done?"),
        "owner": _("Owner (one person)"),
        "due": _("By"),
        "settle": _("Settle, next"),
        "again": _("Settle again"),
        "skip": _("Skip"),
        "previous": _("Back"),
        "open": _("Still open"),
        "all": _("All"),
        "jump": _("Choose one"),
        "votes": _("Votes"),
        "note": _("Background"),
        "propose": _("Which further policies would set us apart from the competition? Write one"),
        "add": _("Add"),
        "finished": _("Everything is settled. The outcome shows what the plan now says."),
        "nothing": _("There is nothing to decide yet: no policy is on the list."),
        "conflict": _("Decided twice, by people who didn't know of each other. Settle it once more."),
        "watch": _("You can follow here. The facilitator or an owner settles."),
        "new": _("new"),
        "missing": _("Choose what becomes of it first."),
    }
