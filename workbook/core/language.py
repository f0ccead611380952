"""The words a person reads, in the language that person reads."""

import gettext
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from workbook.core.errors import BadChoice

CATALOGUES = Path(__file__).parent.parent / "locale"

#: Languages whose catalogue is complete, by their own name. A test holds them to it.
LANGUAGES = {"en": "English", "pt": "Português"}

#: Languages written from right to left, for the direction of a page.
RIGHT_TO_LEFT = {"ar"}

_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("workbook", CATALOGUES, [language], fallback=True)


def check(language: str) -> str:
    """The language as it was given, or BadChoice with the ones there are."""
    if language in LANGUAGES:
        return language
    allowed = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
    raise BadChoice(
        _("There is no language '{language}' yet. Choose one of: {allowed}.").format(language=language, allowed=allowed)
    )


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Every text made inside the block is in this language, in this thread or task only."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def use(language: str) -> None:
    """Every text made from here on is in this language: for a program with one person before it."""
    _current.set(language)


def current() -> str:
    """The language texts are made in now, as a code such as "pt"."""
    return _current.get()


def plain(text: str) -> str:
    """The same for the same words, whatever their case and spacing."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def direction(language: str) -> str:
    """For the dir attribute: "rtl" or "ltr"."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def _(message: str) -> str:
    return _catalogue(_current.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form for n, with {n} filled in."""
    return _catalogue(_current.get()).ngettext(one, many, n).format(n=n)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Marks a constant for the catalogue; it is translated where it is shown."""
    return message
