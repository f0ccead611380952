"""Answers that put items in places: the cards to sort, and how their votes stand where one decides."""

from collections.abc import Collection, Iterable, Mapping
from types import ModuleType
from typing import Any

from workbook.core.language import _
from workbook.core.policies import most_divided, votes_in_words
from workbook.core.quadrants import QUADRANTS, axes
from workbook.core.state import ExerciseState, Item, State
from workbook.screens import evidence
from workbook.screens.frame import Snapshot

ANSWER, COMPARE = "placement", "votes"  # the kinds of screen, by which the page knows how to draw them


def cards(state: State, items: Iterable[Item], mine: Mapping[str, Any], only: Collection[str] | None) -> list[Snapshot]:
    """What each card says, with the place where this person has put it."""
    said = evidence.of(state, only)
    return [{**_card(item, mine.get(item.id)), **evidence.counted(said.get(item.id, ()))} for item in items]


def around(state: State, exercise: ModuleType) -> Snapshot:
    """What the board has besides its cards."""
    return {
        "keys": _("By keyboard: the up and down arrows choose a card, 1 to 4 put it in its place, Enter picks it up "
                  "for the arrows."),
        "axes": axes(),
        "places": places(),
        "quotes": evidence.quotes(evidence.of(state), exercise.items(state)),
    }  # fmt: skip


def places() -> list[dict[str, Any]]:
    """Where an item can be put, in the order of the keys 1 to 4."""
    return [
        {"key": q.key, "sign": q.sign, "name": q.treatment, "meaning": q.meaning, "advice": q.advice}
        for q in QUADRANTS.values()
    ]


def ranked(exercise: ExerciseState, items: Mapping[str, Item]) -> list[Item]:
    """In the order in which they are decided on: the most divided first."""
    return [policy.item for policy in most_divided(exercise)]


def given(state: State, exercise: ModuleType, items: Iterable[Item]) -> list[Snapshot]:
    """The votes on each item, and what customers said of it."""
    found, wanted = state.exercise(exercise.NAME), [item.id for item in items]
    tallies = {policy.item.id: policy.tally for policy in most_divided(found)}
    said = evidence.of(state, wanted)
    return [
        {
            "counts": dict(tallies[item].counts),
            "votes": votes_in_words(tallies[item]),
            **evidence.counted(said.get(item, ())),
        }
        for item in wanted
    ]


def beside(state: State, exercise: ModuleType) -> Snapshot:
    """What the form for deciding has besides its items."""
    return {"places": places(), "quotes": evidence.quotes(evidence.of(state), exercise.items(state))}


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The cards as a table. It is kept in the notebook's file, where others may read it, so it has no answers in it
    before the reveal.
    """
    names = {p["key"]: f"{p['sign']} {p['name']}" for p in view["places"]} if view["revealed"] else {}
    told = {card["id"]: str(card["letters"]) for card in view["items"] if card.get("letters")}
    heads = [view["words"]["item"], view["words"]["place"], *([view["words"]["letters"]] if told else [])]
    return heads, [
        [card["text"], names.get(card["place"], "–"), *([told.get(card["id"], "")] if told else [])]
        for card in view["items"]
    ]


def answered(card: Snapshot) -> bool:
    """True for a card that this person has put somewhere."""
    return card["place"] is not None


def words() -> dict[str, str]:
    """What the board says."""
    return {
        **evidence.words(),
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
        "unmatched": _("No card is like that. Change the search, or show all cards."),
        "propose": _("Is one missing? Write it here"),
        "moved": _("Moved to {place}."),
        "held": _("Picked up. The arrows choose a place, Enter puts it there, Escape lets go."),
        "one": _("One at a time"),
        "all": _("See all"),
    }


def _card(item: Item, place: str | None) -> Snapshot:
    card = {"id": item.id, "text": item.text, "facts": item.facts, "place": place, "new": item.proposed}
    source = item.attributes.get("source")
    return {**card, "source": source} if source else card
