"""Compare: everyone's answers side by side."""

from collections.abc import Collection
from types import ModuleType

from workbook.core.events import Event
from workbook.core.language import _, ngettext
from workbook.core.people import Privacy, Speaker
from workbook.core.state import ExerciseState, State
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, show, stage, waiting, words
from workbook.screens.kinds import COMPARED, GIVEN


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """All answers once they are revealed; until then how many say they are done. Always whole: ranks move."""
    found, kind = state.exercise(exercise.NAME), COMPARED[exercise.KIND]
    around = frame(state, person, exercise, "compare")
    view = {**around, "kind": GIVEN[exercise.KIND].COMPARE, "title": exercise.question("compare")}
    if not found.revealed:
        return {**view, **waiting(state, person, exercise), "items": []}
    shown = kind.revealed(state, exercise)
    return {
        **view,
        "lead": exercise.lead("compare"),
        "who": _("Everyone in the workshop sees this."),
        "missing": _missing(state, found),
        **shown,
        "words": {**words(), **_words(), **exercise.words(), **shown["words"]},
    }


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """Shows everyone, or goes on to decide."""
    return acted(_ACTS, state, person, exercise, message)


_ACTS: dict[str, Act] = {"show": show, "stage": stage}


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows."""
    return ([], []) if "waiting" in view else COMPARED[view["answers"]].rows(view)


def summary(view: Snapshot) -> str:
    """One line: how far the group agrees, or that nobody may see it yet."""
    return str(view["agreement"] if "agreement" in view else view["waiting"]["text"])


def _missing(state: State, exercise: ExerciseState) -> str:
    """Who hasn't answered; in an anonymous exercise only how many."""
    if exercise.settings.privacy is Privacy.ANONYMOUS:
        n = max(0, len(state.people) - len(exercise.answers))
        return ngettext("{n} person hasn't answered.", "{n} people haven't answered.", n) if n else ""
    silent = [joined.name for person, joined in state.people.items() if person not in exercise.answers]
    return _("Not answered: {names}").format(names=", ".join(silent)) if silent else ""


def _words() -> dict[str, str]:
    return {
        "decide": _("Go on to decide"),
        "nobody": _("Nobody has answered yet."),
        "late": _("{n} later, not counted"),
    }
