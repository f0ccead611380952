"""Answer: each alone, hidden from the others. Here for answers that put items in places."""

from collections.abc import Collection
from types import ModuleType
from typing import Any

from workbook.core import complaints
from workbook.core.errors import Refused
from workbook.core.events import Added, Answered, Assigned, Decided, Event, Joined, Withdrawn
from workbook.core.language import _
from workbook.core.people import Speaker
from workbook.core.state import ExerciseState, Item, State, item_id
from workbook.screens import evidence
from workbook.screens.frame import Act, Message, Snapshot, acted, frame, words

PARTIAL = (Answered, Added, Decided, Assigned, Joined)  #: what changes no more than items, which are sent alone


def snapshot(state: State, person: Speaker, exercise: ModuleType, only: Collection[str] | None = None) -> Snapshot:
    """All that this person may see, or with `only` the items that changed."""
    found = state.exercise(exercise.NAME)
    voice = state.voice(person, exercise.NAME)
    mine = found.latest(voice)
    wanted = found.items if only is None else found.of(only)
    said = complaints.by_policy(state, only)
    view = {
        "items": [{**_card(found.items[i], mine.get(i)), **evidence.counted(said.get(i, ()))} for i in wanted],
        "done": bool(found.done.get(voice)),
        "undo": None if found.shown else _last(found, voice),
        "who": _promise(found),
        "closed": found.stage == "done",
    }
    if only is not None:
        return view
    around = {**frame(state, person, exercise, "answer"), **_question(exercise), "places": places(exercise)}
    return {**around, **view, "quotes": evidence.quotes(said, wanted)}


def act(state: State, person: Speaker, exercise: ModuleType, message: Message) -> list[Event]:
    """What the person said. Refused when the message isn't one of ours."""
    return acted(_ACTS, state, person, exercise, message)


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows. A table is kept in the notebook's file, where others may
    read it, so it has no answers in it before the reveal.
    """
    names = {p["key"]: f"{p['sign']} {p['name']}" for p in view["places"]} if view["revealed"] else {}
    told = {card["id"]: str(card["letters"]) for card in view["items"] if card.get("letters")}
    heads = [view["words"]["item"], view["words"]["place"], *([view["words"]["letters"]] if told else [])]
    return heads, [
        [card["text"], names.get(card["place"], "–"), *([told.get(card["id"], "")] if told else [])]
        for card in view["items"]
    ]


def summary(view: Snapshot) -> str:
    """One line on how far this person is, or before the reveal on who can see it."""
    if not view["revealed"]:
        return str(view["who"])
    n = sum(card["place"] is not None for card in view["items"])
    return str(view["words"]["progress"]).format(n=n, all=len(view["items"]))


def places(exercise: ModuleType) -> list[dict[str, Any]]:
    """Where an item can be put, in the order of the keys 1 to 4."""
    return [
        {"key": q.key, "sign": q.sign, "name": q.treatment, "meaning": q.meaning, "advice": q.advice}
        for q in exercise.QUADRANTS.values()
    ]


def proposed(exercise: ModuleType, text: str) -> Added:
    """An item that a person thought of; the same words proposed twice are one item."""
    return Added(exercise=exercise.NAME, item=item_id(text), text=text.strip(), source={"kind": "person"})


def _card(item: Item, place: str | None) -> dict[str, Any]:
    card = {"id": item.id, "text": item.text, "facts": item.facts, "place": place, "new": item.proposed}
    source = item.attributes.get("source")
    return {**card, "source": source} if source else card


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
    "done": _done,
    "undo": _undo,
    "add": _add,
}


def _question(exercise: ModuleType) -> Snapshot:
    return {
        "kind": exercise.KIND,
        "title": exercise.question("answer"),
        "lead": _("Drag a card to its place, or tap the card and then the place."),
        "keys": _("By keyboard: the up and down arrows choose a card, 1 to 4 put it in its place, Enter picks it up "
                  "for the arrows."),
        "axes": exercise.axes(),
        "words": {
            **words(),
            **evidence.words(),
            "item": _("Policy"),
            "place": _("Your answer"),
            "tray": _("To sort"),
            "progress": _("{n} of {all} sorted"),
            "here": _("Put it here"),
            "back": _("Put back to sort"),
            "show": _("Show"),
            "every": _("all cards"),
            "unsorted": _("still to sort"),
            "told": _("with complaints or inquiries"),
            "source": _("Source"),
            "empty": _("Everything is sorted. Look it over, then say you're done."),
            "nothing": _("There is nothing to sort yet. Import the policies, or add one below."),
            "unmatched": _("No card is like that. Change the search, or show all cards."),
            "done": _("I'm done"),
            "undone": _("I'm not done after all"),
            "thanks": _("You're done. Thank you: you can still change your answers until everyone sees them."),
            "propose": _("Is one missing? Write it here"),
            "add": _("Add"),
            "moved": _("Moved to {place}."),
            "held": _("Picked up. The arrows choose a place, Enter puts it there, Escape lets go."),
            "one": _("One at a time"),
            "all": _("See all"),
            "previous": _("Back"),
            "next": _("Skip"),
            "new": _("new"),
        },
    }  # fmt: skip
