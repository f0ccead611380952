"""Answer: each alone, hidden from the others."""

from collections.abc import Collection
from types import ModuleType

from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Assigned, Decided, Event, Joined, Withdrawn
from workbook.core.language import _
from workbook.core.people import Speaker
from workbook.core.state import ExerciseState, State, item_id
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, words
from workbook.screens.kinds import GIVEN

PARTIAL = (Answered, Added, Decided, Assigned, Joined)  #: what changes no more than items, which are sent alone


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """All that this person may see, or with `only` the items that changed."""
    found, kind = state.exercise(exercise.NAME), GIVEN[exercise.KIND]
    voice = state.voice(person, exercise.NAME)
    listed = exercise.items(state)
    wanted = [item for item in listed.values() if only is None or item.id in only]
    view = {
        "items": kind.cards(state, wanted, found.latest(voice), only),
        "done": bool(found.done.get(voice)),
        "undo": None if found.shown else _last(found, voice),
        "who": _promise(found),
        "closed": found.stage == "done",
    }
    if only is not None:
        return view
    return {
        **frame(state, person, exercise, "answer"),
        "kind": kind.ANSWER,
        "title": exercise.question("answer"),
        "lead": exercise.lead("answer"),
        **kind.around(state, exercise),
        **view,
        "words": {**words(), **_words(), **kind.words(), **exercise.words()},
    }


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """What the person said. Refused when the message isn't one of ours."""
    return acted(_ACTS, state, person, exercise, message)


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows. A table is kept in the notebook's file, where others may
    read it, so it has no answers in it before the reveal.
    """
    table: tuple[list[str], list[list[str]]] = GIVEN[view["answers"]].rows(view)
    return table


def summary(view: Snapshot) -> str:
    """One line on how far this person is, or before the reveal on who can see it."""
    if not view["revealed"]:
        return str(view["who"])
    n = sum(map(GIVEN[view["answers"]].answered, view["items"]))
    return str(view["words"]["progress"]).format(n=n, all=len(view["items"]))


def proposed(exercise: ModuleType, text: str) -> Added:
    """An item that a person thought of; the same words proposed twice are one item."""
    return Added(exercise=exercise.NAME, item=item_id(text), text=text.strip(), source={"kind": "person"})


def _promise(exercise: ExerciseState) -> str:
    """Who sees what this person answers."""
    if exercise.shown:
        return _("Everyone has seen the answers. Yours is still kept, but no longer counted.")
    if exercise.alone:
        return _("You are alone here, so nothing is hidden.")
    return exercise.settings.privacy.promise


def _last(exercise: ExerciseState, voice: str) -> str | None:
    """The item of a person's last word that counts."""
    mine = exercise.answers.get(voice, {})
    return max(mine, key=lambda item: mine[item].order, default=None)


def _place(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    to = message.get("to")
    place = None if to is None else str(to)
    return [Answered(exercise=exercise.NAME, item=str(message.get("item", "")), value=place)]


def _write(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """As it was written, with the spaces at its end: the person may be in the middle of a sentence."""
    text = str(message.get("text") or "")
    return [Answered(exercise=exercise.NAME, item=str(message.get("item", "")), value=text if text.strip() else None)]


def _done(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    return [Answered(exercise=exercise.NAME, value=bool(message.get("value")))]


def _undo(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    found, voice = state.exercise(exercise.NAME), state.voice(person, exercise.NAME)
    item = _last(found, voice)
    if item is None:
        raise Refused(_("There is nothing to undo."))
    return [Withdrawn(event=found.answers[voice][item].id)]


def _add(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    return [proposed(exercise, str(message.get("text") or ""))]


_ACTS: dict[str, Act] = {
    "place": _place,
    "write": _write,
    "done": _done,
    "undo": _undo,
    "add": _add,
}


def _words() -> dict[str, str]:
    return {
        "done": _("I'm done"),
        "undone": _("I'm not done after all"),
        "thanks": _("You're done. Thank you: you can still change your answers until everyone sees them."),
        "add": _("Add"),
        "previous": _("Back"),
        "next": _("Skip"),
        "new": _("new"),
    }
