"""Figures that a company knows of itself, brought into a workshop from a list: figure, value, source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbook.columns import Field, Row, errors, read, short
from workbook.core import figures
from workbook.core.errors import BadInventory
from workbook.core.events import JSON, Configured
from workbook.core.figures import FIGURES, Figure
from workbook.core.language import _, plain
from workbook.folders import Imported
from workbook.sheets import refuse
from workbook.workshop import Workshop

FIELDS = (Field("figure", required=True), Field("value", required=True), Field("source"))

_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]+)?")
# 1,250 and 1.250 are a thousand and more in one country, and a little more than one in another.
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,'’][0-9]{3})+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Noted(Imported):
    """What came of a file of figures."""

    missing: tuple[str, ...]  # those that only the company can tell, and nobody has yet


def add_figures(workshop: Workshop, file: Path, columns: Mapping[str, str]) -> Noted:
    """Sets the figures of a file for "what is at stake". Those that the file doesn't name stay as they were."""
    rows = _rows(file, columns)
    listed = {_name(row): {"value": _value(row), "source": row.cells.get("source", "")} for row in rows}
    before = figures.stored(workshop.state())
    after = {**before, **listed}
    if sentence := figures.stored_fault(after):
        raise BadInventory(f"{file}: {sentence}")
    if after != before:
        workshop.say(Configured(exercise=figures.EXERCISE, settings={"assumptions": after}))
    changed = sum(name in before and before[name] != figure for name, figure in listed.items())
    missing = tuple(name for name in figures.OWN if name not in after)
    return Noted(len(rows), len(after) - len(before), changed, len(rows) - len(listed), missing)


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
