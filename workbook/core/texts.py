"""Exercises that people answer in their own words: what they are asked, and what a text must be."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.core.errors import Refused
from workbook.core.events import JSON, Added, Answered, Decided
from workbook.core.language import _
from workbook.core.state import ExerciseState, Item

LONGEST = 2000  # characters in an item's or a person's own text


@dataclass(frozen=True)
class Prompt:
    """What people write about. Its texts are in English, and are translated where they are shown."""

    key: str
    title: str
    text: str
    voice: str = ""  # what the customer thinks, in the customer's own words
    background: tuple[str, ...] = ()
    claim: str = ""  # folklore or an unnamed study, with what we have to say about it


def fixed(exercise: str, prompts: Sequence[Prompt]) -> Mapping[str, Item]:
    """Items that every workshop has, in the current language: they aren't added, so no journal holds them."""
    source = {"kind": "workbook"}
    added = (Added(exercise=exercise, item=p.key, text=_(p.title), source=source) for p in prompts)
    return {each.item: Item(each.item, (each,)) for each in added}


def check_length(text: str) -> None:
    """Refused for a text that nobody would read to its end."""
    if len(text) > LONGEST:
        raise Refused(_("That is {n} characters long. Keep it to {longest}.").format(n=len(text), longest=LONGEST))


def check_said(text: JSON, why: str) -> None:
    """Refused unless it is a text of a reasonable length. why: what to say when it is empty."""
    if not isinstance(text, str) or not text.strip():
        raise Refused(why, "to")
    check_length(text)


# What exercises that are answered in words have in common; each takes it as its own.


def check_added(added: Added) -> None:
    """Refused always: what an exercise asks is the same in every workshop."""
    raise Refused(_("Nothing can be added here: these are the same in every workshop."))


def check_answer(answer: Answered) -> None:
    """Refused unless it is a text, or None to take it back."""
    if answer.value is not None:
        check_said(answer.value, _("Write something first: the text is empty."))


def suggested(item: Item) -> dict[str, str]:
    """Nothing: the words are the team's."""
    return {}


def in_words(decision: Decided) -> str:
    """The text itself."""
    return str(decision.value)


def remarks(decision: Decided) -> tuple[str, ...]:
    """A text stands for itself."""
    return ()


@dataclass(frozen=True)
class Draft:
    """What one person has written about one item."""

    voice: str
    text: str
    late: bool  # after everyone had seen the others': it is shown, and marked so


def drafts(exercise: ExerciseState, item: str) -> list[Draft]:
    """Everything written about an item, in an order that tells neither who wrote it nor when nor what else they did."""
    given = {voice: Draft(voice, str(words[item].value or "").strip(), late)
             for late, table in ((False, exercise.answers), (True, exercise.late))
             for voice, words in table.items() if item in words}  # fmt: skip
    order = sorted(
        given, key=lambda voice: hashlib.sha256(f"{item}/{voice}".encode()).digest()
    )  # another one each time
    return [given[voice] for voice in order if given[voice].text]
