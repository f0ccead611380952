"""Files that hold a table, and what came of them."""

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from workbook.workshop import Workshop


def table(folder: Path, *rows: Sequence[object], name: str = "survey.csv") -> Path:
    """A file of these rows, the header first."""
    path = folder / name
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return path


def said(workshop: Workshop, exercise: str) -> dict[tuple[str, str], object]:
    """(name, item) -> the latest word, past the gate."""
    state = workshop._record.state
    voices = state.exercise(exercise).answers
    return {
        (state.people[v].name, item): a.value for v, words in voices.items() for item, a in words.items() if a.value
    }
