"""The table of decisions: what its columns and the words in it are called, in any language of the workbook."""

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import TypeVar

from workbook.core.language import LANGUAGES, N_, _, current, plain, speaking
from workbook.core.plan import EXERCISES
from workbook.core.settling import asked

T = TypeVar("T")

SHEETS = {"actions": N_("Actions"), "decisions": N_("Decisions"), "open": N_("Still open")}

_BEFORE = {"exercise": N_("Exercise"), "id": N_("Id"), "item": N_("Item")}
_DECISION = {"to": N_("Decision"), "reason": N_("Reason"), "authority": N_("Who says so")}
_ACTION = {"what": N_("Action"), "owner": N_("Owner"), "due": N_("By"), "status": N_("Status")}


def sheet(key: str) -> str:
    """What one of `SHEETS` is called."""
    return _(SHEETS[key])


def heads() -> dict[str, str]:
    """Field -> what its column is called, in the order of the columns. Details are called as the form asks for them."""
    short = {name: _(head) for name, head in {**_BEFORE, **_DECISION, **_ACTION}.items()}
    details = {field.name: field.label for exercise in EXERCISES for field in asked(exercise)}
    middle = {name: label for name, label in details.items() if name not in short}
    groups = (_BEFORE, _DECISION, middle, _ACTION)
    return {name: short.get(name) or middle[name] for group in groups for name in group}


def words(exercise: ModuleType) -> dict[str, dict[str, str]]:
    """Field with a choice -> key -> the word for it."""
    return {
        field.name: {option.key: option.name for option in field.options} for field in asked(exercise) if field.options
    }


def read_heads() -> dict[str, str]:
    """What a column may be called, in plain form -> our field; also as people write it who make the table by hand."""
    named = _each(lambda: [(head, name) for name, head in heads().items()])
    ours = {**{name: name for name in heads()}, "decision": "to"}
    return {**_plain(named), **{exercise.written().item: "item" for exercise in EXERCISES}, **ours}


def read_words(exercise: ModuleType) -> dict[str, dict[str, str]]:
    """Field with a choice -> what may be written in it, in plain form -> its key."""
    options = _each(lambda: [(field, option) for field in asked(exercise) for option in field.options])
    found: dict[str, dict[str, str]] = {}
    for field, option in options:
        spelt = (option.key, option.name, f"{option.sign} {option.name}")
        found.setdefault(field.name, {}).update({plain(word): option.key for word in spelt})
    return found


def read_exercises() -> dict[str, ModuleType]:
    """What an exercise may be called, in plain form -> its rules."""
    titles = _each(lambda: [(exercise.title(), exercise) for exercise in EXERCISES])
    return {**_plain(titles), **{exercise.NAME: exercise for exercise in EXERCISES}}


def read_sheet(key: str) -> set[str]:
    """What one of `SHEETS` may be called, in plain form."""
    return {key, *map(plain, _each(lambda: [sheet(key)]))}


def _each(tell: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What is told in each language; the current one comes last, so that its words go before those of others."""
    for code in [*LANGUAGES, current()]:
        with speaking(code):
            yield from list(tell())


def _plain(named: Iterable[tuple[str, T]]) -> dict[str, T]:
    return {plain(name): value for name, value in named}
