"""Figures that a company knows of itself, read from a list: figure, value, source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.columns import Field, Row, errors, read, short
from workbook.core.errors import BadInventory
from workbook.core.events import JSON
from workbook.core.figures import FIGURES, Figure, stored_fault
from workbook.core.language import _, plain
from workbook.sheets import refuse

FIELDS = (Field("figure", required=True), Field("value", required=True), Field("source"))

_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]+)?")
# 1,250 and 1.250 are a thousand and more in one country, and a little more than one in another.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,'’][0-9]{3})+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Figures:
    """What a file holds."""

    listed: Mapping[str, Mapping[str, JSON]]  # name -> value and source
    rows: int  # filled ones, the same one again included


def read_figures(file: Path, columns: Mapping[str, str], known: Mapping[str, Mapping[str, JSON]] = {}) -> Figures:
    """The figures of a file. BadInventory names every cell that can't be. known: those that the workshop has."""
    rows = _rows(file, columns)
    listed = {_name(row): {"value": _value(row), "source": row.cells.get("source", "")} for row in rows}
    if sentence := stored_fault({**known, **listed}):
        raise BadInventory(f"{file}: {sentence}")
    return Figures(listed, len(rows))


def _rows(file: Path, columns: Mapping[str, str]) -> list[Row]:
    """The rows, all of which can be taken. BadInventory names every cell that can't be."""
    rows = read(file, FIELDS, columns)
    if not rows:
        raise BadInventory(_("{file} has no rows below its header. Write one figure a row.").format(file=file))
    bad = {row.number: list(errors(file, row, FIELDS, columns)) or list(_wrong(file, row, columns)) for row in rows}
    fine = [row for row in rows if not bad[row.number]]
    refuse([*(sentence for found in bad.values() for sentence in found), *_twice(file, fine)])
    return rows


def _name(row: Row) -> str:
    return re.sub(r"[\s_-]+", "_", plain(row.cells["figure"]))


def _digits(row: Row) -> str:
    """Without spaces, which stand between thousands or before a percent sign."""
    return "".join(row.cells["value"].split())


def _value(row: Row) -> JSON:
    """None for what isn't surely one number."""
    if FIGURES[_name(row)].is_text:
        return row.cells["value"]
    digits = _digits(row).removesuffix("%")
    if not _NUMBER.fullmatch(digits) or _THOUSANDS.fullmatch(digits):
        return None
    value = float(digits.replace(",", ".")) / (100 if digits != _digits(row) else 1)
    return int(value) if value.is_integer() else value


def _wrong(file: Path, row: Row, columns: Mapping[str, str]) -> Iterator[str]:
    """A sentence on a row whose cells are filled, but with what can't be."""
    theirs = {field: column for column, field in columns.items()}
    figure = FIGURES.get(_name(row))
    if figure is None:
        yield _("{file}, row {row}: '{column}' is '{value}', which is no figure. Choose one of: {allowed}.").format(
            file=file,
            row=row.number,
            column=theirs.get("figure", "figure"),
            value=short(row.cells["figure"]),
            allowed=", ".join(FIGURES),
        )
    elif not figure.takes(_value(row)):
        yield _("{file}, row {row}: '{column}' of {figure} is '{value}'. Write {allowed}.").format(
            file=file,
            row=row.number,
            column=theirs.get("value", "value"),
            figure=figure.name,
            value=short(row.cells["value"]),
            allowed=_allowed(figure, row),
        )


def _allowed(figure: Figure, row: Row) -> str:
    if not figure.is_text and _THOUSANDS.fullmatch(_digits(row)):
        return _("the number without a sign between the thousands, and with two decimals at most")
    return _(figure.allowed)


def _twice(file: Path, rows: list[Row]) -> Iterator[str]:
    """Figures that are in several rows, not the same in every cell."""
    sentence = _("{file}, row {row}: '{figure}' was in row {first} already, with something else. Keep one of them.")
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(_name(row), row)
        if first.filled != row.filled:
            yield sentence.format(file=file, row=row.number, figure=_name(row), first=first.number)
