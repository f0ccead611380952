"""Actions: what is to be done, by whom, until when, and because of what."""

from collections.abc import Iterable
from datetime import date

from workbook.core.errors import Refused
from workbook.core.events import Assigned
from workbook.core.form import Field
from workbook.core.language import N_, _
from workbook.core.state import State

STATUSES = {"open": N_("open"), "done": N_("done"), "dropped": N_("dropped")}


def because(exercise: str, item: str) -> str:
    """How an action names an item that gave rise to it."""
    return f"{exercise}/{item}"


def fields() -> tuple[Field, ...]:
    """What a form asks of every action."""
    return Field("owner", _("Owner (one person)")), Field("due", _("By"), kind="date")


def check(action: Assigned) -> None:
    """Refused unless it says what, who and a known status."""
    if not action.what.strip():
        raise Refused(_("Say what is to be done."))
    if not action.owner.strip():
        raise Refused(_("Name one owner for the action: somebody who sees that it happens."))
    if any(mark in action.owner for mark in ",;/&\n"):
        raise Refused(
            _("An action has one owner. Name one person: '{owner}' is more than one.").format(owner=action.owner)
        )
    if action.status not in STATUSES:
        raise Refused(
            _("An action can't be '{status}'. Choose one of: {allowed}.").format(
                status=action.status, allowed=", ".join(STATUSES)
            )
        )


def in_order(actions: Iterable[Assigned]) -> list[Assigned]:
    """Open ones first, the soonest due at the top, those without a date last."""
    return sorted(actions, key=lambda a: (a.status != "open", a.due or date.max, a.what, a.action))


def of_item(state: State, exercise: str, item: str) -> list[Assigned]:
    """The actions that an item gave rise to."""
    return in_order(a for a in state.actions.values() if because(exercise, item) in a.because)
