"""Outcome: what the plan now says about one exercise, and what is still open."""

from collections.abc import Collection
from dataclasses import asdict, replace
from types import ModuleType
from typing import Any

from workbook.core import actions
from workbook.core.document import Entry, Section
from workbook.core.errors import Refused
from workbook.core.events import Assigned, Event
from workbook.core.language import _, ngettext
from workbook.core.people import Speaker
from workbook.core.plan import text_of
from workbook.core.state import State
from workbook.regional import short_date
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, stage, words


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """What was decided and who does what. Always whole: one decision can move several lines."""
    sections = exercise.sections(state)
    revealed = state.exercise(exercise.NAME).revealed
    open_matters = exercise.open_matters(state) if revealed else []
    return {
        **frame(state, person, exercise, "outcome"),
        "kind": "outcome",
        "title": exercise.question("outcome"),
        "lead": exercise.lead("outcome"),
        "who": _("Everyone in the workshop sees this."),
        "summary": _summary(sections, state, exercise, open_matters) if revealed else _("The answers are still hidden"),
        "sections": [asdict(section) for section in sections],
        "actions": [_action(state, a) for a in _of_exercise(state, exercise)],
        "open": [asdict(entry) for entry in open_matters],
        "statuses": [{"key": key, "name": _(word)} for key, word in actions.STATUSES.items()],
        "items": [],
        "words": {**words(), **_words(), **exercise.words()},
    }


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """An action is done, dropped or open again; the exercise is closed or opened again."""
    return acted(_ACTS, state, person, exercise, message)


def _status(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    action = state.actions.get(str(message.get("action", "")))
    if action is None:
        raise Refused(_("There is no such action."))
    return [replace(action, id="", by="", clock=0, status=str(message.get("to", "")))]


_ACTS: dict[str, Act] = {"status": _status, "stage": stage}


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows."""
    words = view["words"]
    lines = [[f"{s['sign']} {s['title']}", e["text"], _facts(e)] for s in view["sections"] for e in s["entries"]]
    lines += [[f"? {words['open']}", e["text"], _facts(e)] for e in view["open"]]
    return [words["says"], words["item"], words["details"]], lines


def summary(view: Snapshot) -> str:
    """One line: decisions, actions, open matters."""
    return str(view["summary"])


def _summary(sections: list[Section], state: State, exercise: ModuleType, open_matters: list[Entry]) -> str:
    decided = sum(len(section.entries) for section in sections)
    return ", ".join(
        (
            ngettext("{n} decided", "{n} decided", decided),
            ngettext("{n} action", "{n} actions", len(_of_exercise(state, exercise))),
            ngettext("{n} still open", "{n} still open", len(open_matters)),
        )
    )


def _facts(entry: dict[str, Any]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in entry["facts"])


def _of_exercise(state: State, exercise: ModuleType) -> list[Assigned]:
    mine = (a for a in state.actions.values() if any(b.startswith(f"{exercise.NAME}/") for b in a.because))
    return actions.in_order(mine)


def _action(state: State, action: Assigned) -> dict[str, Any]:
    due = short_date(action.due)
    because = "; ".join(text_of(state, reference) for reference in action.because)
    return {"id": action.action, "what": action.what, "because": because, "owner": action.owner, "due": due,
            "status": action.status}  # fmt: skip


def _words() -> dict[str, str]:
    return {
        "says": _("The plan says"),
        "details": _("Details"),
        "open": _("Still open"),
        "openlead": _("The team hasn't settled these yet."),
        "actions": _("Actions"),
        "what": _("What"),
        "owner": _("Owner"),
        "due": _("By"),
        "status": _("Status"),
        "empty": _("Nothing is decided yet."),
        "close": _("Close this exercise"),
        "reopen": _("Open it again"),
    }
