"""Figures: what has to be assumed to say what is at stake, each with its value and where that comes from.

A figure is given for once in the notebook, or the workshop's own, or, before there is one, an example or a claim.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite

from workbook.core.events import JSON
from workbook.core.language import N_, _
from workbook.core.stakes import COMPLAINING, WINNING, Stakes, reckoned
from workbook.core.state import State

EXERCISE = "stakes"  # whose settings hold the figures; nobody answers in it

CLAIM = N_("claim, from an unnamed study")
EXAMPLE = N_("an example, until you give your own")
BY_HAND = N_("given in the notebook")
UNSOURCED = N_("claim, without a source")

LONGEST_CURRENCY = 10  # characters
SMALLEST_SHARE = 1e-9  # smaller ones would lead to numbers that nobody can write


@dataclass(frozen=True)
class Figure:
    """What may be assumed. Its name is the same in files, notebooks and the journal."""

    name: str
    usual: JSON  # while the workshop has none of its own
    source: str = EXAMPLE  # of the usual value
    allowed: str = N_("a number, 0 or more")
    least: float = 0
    most: float = 1e15
    whole: bool = False

    @property
    def is_text(self) -> bool:
        return isinstance(self.usual, str)

    def takes(self, value: JSON) -> bool:
        """True for a value that can be."""
        if self.is_text:
            return isinstance(value, str) and 0 < len(value) <= LONGEST_CURRENCY and not any(map(str.isdigit, value))
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return False
        return self.least <= value <= self.most and (not self.whole or value == int(value))


_SHARE = N_("a share above 0 and up to 1, such as 0.04")

FIGURES = {
    figure.name: figure
    for figure in (
        Figure("complaints", 12, allowed=N_("a whole number, 0 or more"), whole=True),  # in the months
        Figure("months", 12, allowed=N_("a whole number, 1 or more"), least=1, whole=True),
        Figure("customers", 900, allowed=N_("a whole number, 0 or more"), whole=True),
        Figure("yearly_value", 5200.0),  # currency units a customer and year
        Figure("keeping", 300.0),  # currency units a customer and year
        Figure("currency", "€", allowed=N_("the sign or the code of a currency, such as € or EUR")),
        Figure("least_complaining", COMPLAINING[0], CLAIM, _SHARE, SMALLEST_SHARE, 1),
        Figure("most_complaining", COMPLAINING[1], CLAIM, _SHARE, SMALLEST_SHARE, 1),
        Figure("winning", WINNING, CLAIM),  # times the cost of keeping a customer
    )
}
OWN = ("complaints", "months", "customers", "yearly_value", "keeping")  # that no study can tell


@dataclass(frozen=True)
class Assumption:
    """A figure's value, and where it comes from as a person reads it."""

    value: JSON
    source: str
    claim: bool = False  # only a claim says so


@dataclass(frozen=True)
class Reckoning:
    """Figures, and what follows from them."""

    assumed: Mapping[str, Assumption]  # every figure
    stakes: Stakes

    @property
    def on_claims(self) -> bool:
        """True while what follows rests on a claim."""
        return any(one.claim for one in self.assumed.values())


def stored(state: State) -> dict[str, dict[str, JSON]]:
    """name -> value and source, of those that the workshop has."""
    kept = state.exercise(EXERCISE).settings.assumptions
    return {name: dict(kept[name]) for name in FIGURES if name in kept}


def are_known(state: State) -> bool:
    """True when the workshop has every figure that only the company can tell."""
    return set(OWN) <= set(stored(state))


def assumed(state: State, given: Mapping[str, JSON] | None = None) -> dict[str, Assumption]:
    """Every figure: as given for once, else the workshop's own, else the usual. given: None = not given."""
    kept, given = stored(state), given or {}
    return {name: _assumed(figure, given.get(name), kept.get(name)) for name, figure in FIGURES.items()}


def reckoning(state: State, given: Mapping[str, JSON] | None = None) -> Reckoning:
    """What is at stake, and on which assumptions. given: without fault."""
    found = assumed(state, given)
    return Reckoning(found, reckoned({name: one.value for name, one in found.items()}))


def _assumed(figure: Figure, given: JSON, kept: Mapping[str, JSON] | None) -> Assumption:
    if given is not None:
        return Assumption(given, _(BY_HAND))
    if kept is not None:
        return Assumption(kept["value"], kept["source"] or _(UNSOURCED), claim=not kept["source"])
    return Assumption(figure.usual, _(figure.source), claim=figure.source == CLAIM)


def fault(values: Mapping[str, JSON]) -> str:
    """What is wrong with the values of figures, as a sentence; empty when nothing is."""
    return next(filter(None, (*(_wrong(name, value) for name, value in values.items()), _crossed(values))), "")


def stored_fault(kept: Mapping[str, JSON]) -> str:
    """The same of figures as the journal keeps them, each with value and source."""
    sentence = _("'{name}' can't be {value}. It is {allowed}.")
    whole = {name: one for name, one in kept.items() if isinstance(one, Mapping) and set(one) == {"value", "source"}}
    odd: Iterable[str] = (
        sentence.format(name=name, value=one, allowed='{"value": …, "source": "…"}')
        for name, one in kept.items()
        if name not in whole or not isinstance(whole[name]["source"], str)
    )
    return next(iter(odd), "") or fault({name: one["value"] for name, one in whole.items()})


def _wrong(name: str, value: JSON) -> str:
    unknown = _("There is no figure '{name}'. Choose one of: {allowed}.")
    odd = _("'{name}' can't be {value}. It is {allowed}.")
    if name not in FIGURES:
        return unknown.format(name=name, allowed=", ".join(FIGURES))
    return "" if FIGURES[name].takes(value) else odd.format(name=name, value=value, allowed=_(FIGURES[name].allowed))


def _crossed(values: Mapping[str, JSON]) -> str:
    least, most = (values.get(name, FIGURES[name].usual) for name in ("least_complaining", "most_complaining"))
    sentence = _("'least_complaining' is {least}, and 'most_complaining' only {most}. The first is the smaller share.")
    return sentence.format(least=least, most=most) if least > most else ""
