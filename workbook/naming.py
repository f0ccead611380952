"""Names in a file: what a cell means by an id or by words, and what is said when it means nothing or several things."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from workbook.columns import short
from workbook.core.language import _, plain

ALIKE = 0.8  # 0..1, from which on a name is taken for a misspelt one: `difflib`'s ratio

Names = Mapping[str, list[str]]  # what may name something, in plain form -> what it may mean


def names(pairs: Iterable[tuple[str, str]], texts: Iterable[tuple[str, str]]) -> Names:
    """pairs: of an id and what it means; texts: the same of words. An id goes before words that read the same."""
    by_id: dict[str, list[str]] = defaultdict(list)
    by_text: dict[str, list[str]] = defaultdict(list)
    for found, given in ((by_id, pairs), (by_text, texts)):
        for name, meant in given:
            if meant not in found[plain(name)]:
                found[plain(name)].append(meant)
    return {**by_text, **by_id}


def doubt(cell: str, known: Names, texts: Mapping[str, str], guess: bool = True) -> tuple[str, dict[str, str]]:
    """What to say of a cell, in plain form, that doesn't name one thing; and the values to fill in.

    texts: what there is -> its words. guess: also by what is nearly written so, which takes a while.
    """
    nearly = _("{file}, row {row}: '{column}' is '{value}', which isn't in the workshop. Did you mean {guess}?")
    unknown = _(
        "{file}, row {row}: '{column}' is '{value}', which isn't in the workshop. Write the id or the exact text of "
        "one that is, or import it first."
    )
    several = _("{file}, row {row}: '{column}' is '{value}', and so are {ids}. Write the id of one of them.")
    if meant := known.get(cell):
        return several, {"ids": ", ".join(meant)}
    if near := guess and get_close_matches(cell, known, 1, ALIKE):
        likely = known[near[0]][0]
        return nearly, {"guess": f"{likely} ({short(texts[likely])})"}
    return unknown, {}
