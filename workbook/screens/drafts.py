"""Everyone's drafts side by side, with the words that several of them use."""

from collections.abc import Mapping
from types import ModuleType

from workbook.core.events import Answered
from workbook.core.language import _, ngettext
from workbook.core.state import State
from workbook.screens import writing
from workbook.screens.frame import Snapshot


def revealed(state: State, exercise: ModuleType) -> Snapshot:
    """What everyone sees once the answers are shown."""
    found = state.exercise(exercise.NAME)
    items = list(writing.written(state, exercise).values())
    asks = writing.around(state, exercise)["asks"]
    people = ngettext("{n} person", "{n} people", len({v for v, given in found.answers.items() if _said(given)}))
    texts = sum(len(item["drafts"]) for item in items)
    return {
        "agreement": ngettext("{n} draft", "{n} drafts", texts) + f" · {people}",
        "items": [{**item, "asked": asks[item["id"]]["text"]} for item in items],
        "recurring": writing.often(state, exercise),
        "words": {**writing.words(), **_words()},
    }


def rows(view: Snapshot) -> tuple[list[str], list[list[str]]]:
    """The same content as a table: heading and rows."""
    words = view["words"]
    return [words["item"], words["drafts"]], [
        [item["text"], "".join(text for text, __ in draft["parts"])]
        for item in view["items"]
        for draft in item["drafts"]
    ]


def _said(given: Mapping[str, Answered]) -> bool:
    return any(answer.value is not None for answer in given.values())


def _words() -> dict[str, str]:
    return {
        "often": _("What several of you say"),
        "oftenlead": _("The number says how many people use it, in whatever form. It is marked in the drafts."),
        "seldom": _("No word is used by two people. So what do you have in common?"),
    }
