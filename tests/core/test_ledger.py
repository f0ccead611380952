"""The table of decisions, in the words of each language."""

from itertools import combinations

import pytest

from workbook.core import ledger
from workbook.core.language import LANGUAGES, plain, speaking
from workbook.core.plan import EXERCISES

languages = pytest.mark.parametrize("code", LANGUAGES)


@languages
def test_every_heading_is_read_as_the_column_it_stands_over(code: str) -> None:
    """Whoever reads the file speaks another language."""
    with speaking(code):
        heads = ledger.heads()
    read = ledger.read_heads()
    assert len(set(heads.values())) == len(heads)
    assert {name: read[plain(head)] for name, head in heads.items()} == {name: name for name in heads}


@languages
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.NAME)
def test_every_word_is_read_as_the_choice_it_stands_for(exercise, code: str) -> None:
    """No word of one language means something else in another."""
    with speaking(code):
        words = ledger.words(exercise)
    read = ledger.read_words(exercise)
    assert all(read[field][plain(word)] == key for field, choice in words.items() for key, word in choice.items())


@languages
def test_no_sheet_and_no_exercise_is_called_as_another(code: str) -> None:
    """So that the right sheet is read, and an exercise is told by its title."""
    with speaking(code):
        titles = {exercise.NAME: exercise.title() for exercise in EXERCISES}
    read = ledger.read_exercises()
    assert {name: read[plain(title)].NAME for name, title in titles.items()} == {name: name for name in titles}
    assert all(ledger.read_sheet(a).isdisjoint(ledger.read_sheet(b)) for a, b in combinations(ledger.SHEETS, 2))
