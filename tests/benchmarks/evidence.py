"""How often the right case is found for a quote from real terms: ours beside TF-IDF over words."""

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from workbook.evidence import Letters

FILE = "policies_labelled_tosdr.csv"
FIRST = (1, 5)  # the right case is the first, or among the first five

Likeness = Callable[[Sequence[str], Sequence[str]], Any]  # texts, cases -> array


def evidence() -> None:
    """Prints a line for each share; without the real inputs a sentence."""
    path = Path(os.environ.get("WORKBOOK_REAL_DATA", ""), FILE)
    if not path.is_file():
        print(f"Matching wasn't measured: WORKBOOK_REAL_DATA doesn't name the folder of {FILE}.")  # noqa: T201
        return
    quotes, right, cases = labelled(path)
    ours, peer = (ranks(quotes, right, cases, likeness) for likeness in (letters, words))
    for first in FIRST:
        a, b = (sum(rank < first for rank in found) / len(quotes) for found in (ours, peer))
        what = f"right case in the first {first} of {len(cases)}, {len(quotes)} quotes | TF-IDF over words"
        print(f"{what}: {a:.1%} | {b:.1%} = {a / b:.2f}x")  # noqa: T201


def labelled(path: Path) -> tuple[list[str], list[str], list[str]]:
    """The quotes that aren't empty, the case of each, and the distinct cases. A point's own title is left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cases = list(dict.fromkeys(row["case"] for row in rows))
    filled = [row for row in rows if row["quote"].strip()]
    return [row["quote"] for row in filled], [row["case"] for row in filled], cases


def ranks(quotes: list[str], right: list[str], cases: list[str], likeness: Likeness) -> list[int]:
    """How many cases come before the right one; of equally like ones those that are listed first."""
    orders = (-likeness(quotes, cases)).argsort(axis=1, kind="stable")
    return [[cases[n] for n in order].index(case) for order, case in zip(orders, right, strict=True)]


def letters(texts: Sequence[str], cases: Sequence[str]) -> Any:
    return Letters(cases).likeness(texts)


def words(texts: Sequence[str], cases: Sequence[str]) -> Any:
    """The peer, as scikit-learn sets it up by itself; knowing the quotes too, which makes it better."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    runs = TfidfVectorizer()
    runs.fit([*cases, *texts])
    return (runs.transform(texts) @ runs.transform(cases).T).toarray()
