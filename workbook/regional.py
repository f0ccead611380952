"""Dates and numbers as the reader writes them."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from workbook.core.language import current

_LOCALES = {"en": "en_GB"}  # day before month, as most readers of English write it


def _locale() -> str:
    """The region whose way of writing dates and numbers we use for the current language."""
    return _LOCALES.get(current(), current())


def long_date(day: date) -> str:
    """Such as 14 September 2026, in the current language."""
    return str(format_date(day, "long", locale=_locale()))


def short_date(day: date | None) -> str:
    """Such as 14 Sept 2026, in the current language; a dash where there is none."""
    return str(format_date(day, "medium", locale=_locale())) if day else "–"


def number(value: float, digits: int = 0) -> str:
    """With that many digits after the decimal sign."""
    return str(format_decimal(round(value, digits), f"#,##0.{'0' * digits}" if digits else "#,##0", _locale()))


def percent(share: float | None, digits: int = 0) -> str:
    """A share, 0..1, in percent with at most that many digits after the decimal sign; a dash where there is none."""
    pattern = f"#,##0.{'#' * digits}%" if digits else "#,##0%"
    return "–" if share is None else str(format_percent(share, pattern, _locale()))
