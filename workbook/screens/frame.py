"""What every screen has around it: where you are, what to do, who can see it, and the words on its buttons."""

import hashlib
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from workbook.core.errors import Refused
from workbook.core.events import Event, Staged
from workbook.core.language import _, current, direction
from workbook.core.people import Privacy, Speaker, is_pseudonym
from workbook.core.state import ExerciseState, State

Snapshot = dict[str, Any]  # JSON: all that a page shows, in its own language
Message = Mapping[str, Any]  # JSON from a page: "do" says what, the rest with what

Act = Callable[[State, Speaker, ModuleType, Message], list[Event]]

SCREENS = ("answer", "compare", "decide", "outcome")


def frame(state: State, person: Speaker, exercise: ModuleType, screen: str) -> Snapshot:
    """The part that is the same on every screen."""
    found = state.exercise(exercise.NAME)
    return {
        "exercise": exercise.NAME,
        "answers": exercise.KIND,
        "screen": screen,
        "lang": current(),
        "dir": direction(current()),
        "key": _key(state.workshop, state.canonical(person.id)),
        "where": exercise.title(),
        "steps": steps(),
        "mark": _mark(state),
        "stage": found.stage,
        "revealed": found.revealed,
        "leads": state.leads(person),
        "words": words(),
    }


def _key(workshop: str, person: str) -> str:
    """Of the outbox that the page keeps, one for all exercises; it says nothing about whose it is."""
    return hashlib.sha256(f"{workshop}/{person}".encode()).hexdigest()[:16]


def show(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """Shows everyone all answers; it can't be undone."""
    return [Staged(exercise=exercise.NAME, stage="compare")]


def stage(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """Moves everyone to another stage, or closes the exercise."""
    return [Staged(exercise=exercise.NAME, stage=str(message.get("to")))]


def acted(
    acts: Mapping[str, Act], state: State, person: Speaker, exercise: ModuleType, message: Message
) -> list[Event]:
    """What a message means, by the screen's own table of what can be done on it."""
    doing = acts.get(str(message.get("do", "")))
    if doing is None:
        raise unknown(message)
    return doing(state, person, exercise, message)


def unknown(message: Message) -> Refused:
    """For a message that no screen of ours sends."""
    return Refused(
        _("This page asked for something that can't be done here ('{what}'). Load it again.").format(
            what=message.get("do", "")
        )
    )


def waiting(state: State, person: Speaker, exercise: ModuleType) -> Snapshot:
    """What a screen shows while the answers are still hidden."""
    found = state.exercise(exercise.NAME)
    lead = _("Everyone answers alone first. What they answered appears here when the facilitator shows everyone.")
    return {
        "waiting": {
            "title": _("The answers are still hidden"),
            "text": lead,
            "done": done(state, found),
            "show": _("Show everyone"),
            "sure": _("Everyone will see all answers, and they can't be hidden again."),
            "yes": _("Yes, show everyone"),
            "no": _("Not yet"),
        }
    }


def name_of(state: State, voice: str) -> str:
    """The name beside an answer; empty where nobody may know it."""
    joined = state.people.get(voice)
    return "" if is_pseudonym(voice) or joined is None else joined.name


def done(state: State, exercise: ExerciseState) -> str:
    """How many say that they have answered, and who where the exercise is named."""
    done = [voice for voice, says in exercise.done.items() if says]
    count = len(done) + exercise.others_done
    text = _("{done} of {people} say they are done.").format(done=count, people=len(state.people))
    names = ", ".join(filter(None, (name_of(state, voice) for voice in done)))
    named = exercise.settings.privacy is Privacy.NAMED and names
    return f"{text} {names}" if named else text


def passing(view: Snapshot) -> Snapshot:
    """The same where nothing is kept: the demonstration in memory."""
    mark = _(
        "Rehearsal in memory: the people and answers are made up, and nothing you do here is kept. "
        "Make your own workshop with: workbook new"
    )
    return {**view, "mark": mark, "words": {**view["words"], "kept": _("shown, but not kept")}}


def _mark(state: State) -> str:
    if not (state.opened and state.opened.rehearsed):
        return ""
    return _("Rehearsal: these people and their answers are made up. Make your own workshop with: workbook new")


def steps() -> list[dict[str, str]]:
    """The four screens by name, in their order."""
    words = (_("Answer"), _("Compare"), _("Decide"), _("Outcome"))
    return [{"key": key, "name": name} for key, name in zip(SCREENS, words, strict=True)]


def words() -> dict[str, str]:
    """What any screen may have to say; a screen adds its own."""
    return {
        "kept": _("kept"),
        "keeping": _("not kept yet"),
        "offline": _("Not connected. What you do here waits on this device. In a notebook, run this cell again."),
        "gone": _("Not connected. What you do here waits on this device and is sent when the page is back."),
        "closed": _("This exercise is closed."),
        "loading": _("Opening…"),
        "more": _("Show {n} more"),
        "whole": _("Read all"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "none": _("None yet."),
        "search": _("Search"),
        "found": _("{n} found"),
        "step": _("{n} of {all}"),
    }
