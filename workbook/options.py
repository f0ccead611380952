"""What several commands take: arguments, options, a day, and pairs such as --map "Rule text=policy"."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from workbook.core.errors import BadChoice
from workbook.core.language import LANGUAGES, _, plain

PAIR = 2  # people who are one

NAME = click.argument("name")
LANGUAGE = click.option("--language", metavar="L", help=_("Language: {codes}.").format(codes=", ".join(LANGUAGES)))
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("Report as JSON."))
MAP = click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help=_("Which column of the file is which field; once for each."),
)
VALUE = click.option(
    "--value",
    "spellings",
    multiple=True,
    metavar="SPELLING=ANSWER",
    help=_("Which answer a spelling in the file stands for; once for each."),
)

SETS = click.option(
    "--sets",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_(
        "Table of parameter sets, CSV or XLSX: a row for each set, a column for each parameter, and if you like "
        "'notebook' (such as 04) and 'name' (of what is written)."
    ),
)


def mapping(columns: Sequence[str]) -> dict[str, str]:
    """{column in the file: field}."""
    odd = _('--map {pair}: write it as column=field, such as --map "Rule text=policy".')
    twice = _("--map gives the column '{column}' twice, as '{first}' and '{second}'. Choose one of them.")
    return _pairs(columns, odd, twice)


def spellings(values: Sequence[str]) -> dict[str, str]:
    """{as the file has it, in plain form: answer}."""
    odd = _('--value {pair}: write it as spelling=answer, such as --value "Yes, very rude=drop".')
    twice = _("--value gives '{spelling}' twice, as '{first}' and '{second}'. Choose one of them.")
    return _pairs(values, odd, twice, plain)


def couples(values: Sequence[str]) -> list[tuple[str, str]]:
    """[(person, person)]: two names or ids of one."""
    odd = _("--same {pair}: write it as person=person, such as --same Ana='Ana Lund'.")
    pairs = [tuple(part.strip() for part in value.split("=")) for value in values]
    for value, pair in zip(values, pairs, strict=True):
        if len(pair) != PAIR or not all(pair):
            raise BadChoice(odd.format(pair=value))
    return [(one, other) for one, other in pairs]


def _pairs(given: Sequence[str], odd: str, twice: str, key: Callable[[str], str] = str) -> dict[str, str]:
    """What is before the last = of each, since a column's name may hold one, and what is after it."""
    pairs: dict[str, str] = {}
    for pair in given:
        before, equals, ours = pair.rpartition("=")
        name = key(before)
        if not equals or not name:
            raise BadChoice(odd.format(pair=pair))
        if name in pairs:
            raise BadChoice(twice.format(column=name, spelling=name, first=pairs[name], second=ours))
        pairs[name] = ours
    return pairs


def day(text: str | None) -> date | None:
    """The day that is written as year-month-day."""
    try:
        if text is not None and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)  # Python also takes weeks
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise BadChoice(
            _("'{text}' is not a date. Write it as year-month-day, such as 2026-12-31.").format(text=text)
        ) from error
