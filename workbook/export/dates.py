"""Dates as the plan's reader writes them."""

from datetime import date

from babel.dates import format_date

from workbook.core.language import current

_LOCALES = {"en": "en_GB"}  # day before month, as most readers of English write it


def locale() -> str:
    """The region whose way of writing dates and numbers we use for the current language."""
    return _LOCALES.get(current(), current())


def long_date(day: date) -> str:
    """Such as 14 September 2026, in the current language."""
    return str(format_date(day, "long", locale=locale()))


def short_date(day: date | None) -> str:
    """Such as 14 Sept 2026, in the current language; a dash where there is none."""
    return str(format_date(day, "medium", locale=locale())) if day else "–"
