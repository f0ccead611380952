"""What is at stake: how much silent dissatisfaction may cost, worked out from the complaints one hears of.

The arithmetic is ours; the shares it rests on are claims from unnamed studies, so they are figures that a company
can replace by its own: see `figures`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COMPLAINING = (0.02, 0.04)  # share of dissatisfied customers who complain; claim, from an unnamed study
WINNING = 5.0  # times the cost of keeping a customer; claim, from an unnamed study
MONTHS = 12


@dataclass(frozen=True)
class Range:
    """From the more to the less favourable assumption."""

    low: float
    high: float

    def times(self, factor: float) -> "Range":
        return Range(self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Stakes:
    """All a year."""

    complaints: float  # complaints a year
    dissatisfied: Range  # customers, never more than there are
    silent: Range  # customers who say nothing
    at_risk: Range  # currency units
    replacing: Range  # currency units


def at_stake(
    complaints: int,
    months: int,
    customers: int,
    yearly_value: float,
    keeping: float,
    complaining: tuple[float, float] = COMPLAINING,
    winning: float = WINNING,
) -> Stakes:
    """complaints: in that many months. yearly_value, keeping: currency units a customer and year.

    complaining: the least and the greatest share, 0..1, of dissatisfied customers who complain. winning:
    times the cost of keeping a customer.
    """
    a_year = complaints * MONTHS / months
    few, many = (min(a_year / share, customers) for share in reversed(complaining))
    dissatisfied = Range(few, many)
    return Stakes(
        complaints=a_year,
        dissatisfied=dissatisfied,
        silent=Range(max(few - a_year, 0), max(many - a_year, 0)),
        at_risk=dissatisfied.times(yearly_value),
        replacing=dissatisfied.times(winning * keeping),
    )


def reckoned(values: Mapping[str, Any]) -> Stakes:
    """What follows from the values of all figures, by their names in `figures`."""
    names = ("complaints", "months", "customers", "yearly_value", "keeping", "winning")
    shares = (values["least_complaining"], values["most_complaining"])
    return at_stake(**{name: values[name] for name in names}, complaining=shares)
