"""Answers in people's own words: what each writes alone, and the drafts beside the form where one decides."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from workbook.core.language import _, current, speaking
from workbook.core.people import Privacy
from workbook.core.remembered import remembered
from workbook.core.state import ExerciseState, Item, State
from workbook.core.texts import LONGEST, Draft, Prompt, drafts
from workbook.recurring import Part, Recurring, marked, recurring
from workbook.screens.frame import Snapshot, name_of

ANSWER, COMPARE = "writing", "drafts"  # the kinds of screen, by which the page knows how to draw them
MOST = 16  # words that are shown to recur; marked all, a page of fifty people's drafts would have little else


def cards(state: State, items: Iterable[Item], mine: Mapping[str, Any], only: Collection[str] | None) -> list[Snapshot]:
    """What each prompt says, with what this person has written."""
    return [{"id": item.id, "text": item.text, "value": mine.get(item.id, "")} for item in items]


def around(state: State, exercise: ModuleType) -> Snapshot:
    """What stands around each text: the question, the customer's voice, the background."""
    return {"asks": {prompt.key: _asks(prompt) for prompt in exercise.PROMPTS}, "longest": LONGEST}


def _asks(prompt: Prompt) -> Snapshot:
    return {
        "text": _(prompt.text),
        "voice": _(prompt.voice),
        "background": [_(each) for each in prompt.background],
        "claim": _(prompt.claim),
    }


def ranked(exercise: ExerciseState, items: Mapping[str, Item]) -> list[Item]:
    """In the order in which they are decided on: their own."""
    return list(items.values())


def given(state: State, exercise: ModuleType, items: Iterable[Item]) -> list[Snapshot]:
    """The drafts that each decision rests on."""
    every = written(state, exercise)
    return [{"drafts": [every[key] for key in exercise.basis(item.id)]} for item in items]


def beside(state: State, exercise: ModuleType) -> Snapshot:
    """The form for deciding shows the questions once more."""
    return {"asks": around(state, exercise)["asks"]}


def written(state: State, exercise: ModuleType) -> dict[str, Snapshot]:
    """item -> all that was written about it, with what recurs in the texts of the whole exercise marked."""
    read, named = _read(state, exercise), state.exercise(exercise.NAME).settings.privacy is Privacy.NAMED
    return {
        item.id: {
            "id": item.id,
            "text": item.text,
            "drafts": [
                {"parts": parts, "name": name_of(state, draft.voice) if named else "", "late": draft.late}
                for draft, parts in read.drafts.get(item.id, ())
            ],
        }
        for item in exercise.items(state).values()
    }


def often(state: State, exercise: ModuleType) -> list[Snapshot]:
    """The words and phrases that several people use, first what most do."""
    return [{"text": each.text, "people": each.people} for each in _read(state, exercise).often]


@dataclass(frozen=True)
class _Read:
    """All that was written, read for what recurs in it."""

    often: list[Recurring]
    drafts: Mapping[str, list[tuple[Draft, list[Part]]]]  # item -> each with its text in pieces


def _read(state: State, exercise: ModuleType) -> _Read:
    """In the workshop's language, in which people write, whichever they read the screens in."""
    with speaking(state.opened.language if state.opened else current()):
        return _compared(state.exercise(exercise.NAME))


@remembered
def _compared(found: ExerciseState) -> _Read:
    items = {item for table in (found.answers, found.late) for given in table.values() for item in given}
    texts = {item: drafts(found, item) for item in items}
    common = recurring((draft.voice, draft.text) for item in sorted(texts) for draft in texts[item])[:MOST]
    return _Read(common, {i: [(d, marked(d.text, common)) for d in each] for i, each in texts.items()})


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The prompts as a table. It is kept in the notebook's file, where others may read it, so it has no answers in it
    before the reveal.
    """
    shown = view["revealed"]
    return [view["words"]["item"], view["words"]["asked"], view["words"]["place"]], [
        [card["text"], view["asks"][card["id"]]["text"], (shown and card["value"]) or "–"] for card in view["items"]
    ]


def answered(card: Snapshot) -> bool:
    """True for a prompt about which this person has written."""
    return bool(card["value"])


def words() -> dict[str, str]:
    """What the writing page says."""
    return {
        "place": _("Your answer"),
        "asked": _("Question"),
        "progress": _("{n} of {all} written"),
        "yours": _("Write here. It is kept as you write."),
        "left": _("{n} characters left"),
        "empty": _("You have written about everything. Look it over, then say you're done."),
        "prompts": _("What to write about"),
        "next": _("Next"),
        "thinks": _("The customer thinks"),
        "background": _("Background and examples"),
        "claim": _("A claim"),
        "take": _("Take this over"),
        "drafts": _("What people wrote"),
        "nodrafts": _("Nobody has written about it."),
        "after": _("written later"),
    }
