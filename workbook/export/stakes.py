"""What is at stake, as a table in a notebook."""

from collections.abc import Callable
from html import escape
from math import isfinite

from workbook.core.errors import BadParameter
from workbook.core.language import _, current, direction, speaking
from workbook.core.stakes import COMPLAINING, WINNING, Range, at_stake
from workbook.regional import number, percent


class StakesTable:
    """Rows of (what, how much), in one language."""

    def __init__(self, rows: list[tuple[str, str]], language: str) -> None:
        self.rows, self.language = rows, language

    def _repr_html_(self) -> str:
        start = 'style="text-align:start"'
        body = "".join(
            f'<tr><th scope="row" {start}>{escape(what)}</th><td {start}>{escape(n)}</td></tr>' for what, n in self.rows
        )
        return f'<table lang="{self.language}" dir="{direction(self.language)}"><tbody>{body}</tbody></table>'

    def __repr__(self) -> str:
        return "\n".join(f"{what}: {n}" for what, n in self.rows)


def stakes(
    complaints: int,
    months: int,
    customers: int,
    yearly_value: float,
    keeping: float,
    complaining: tuple[float, float] = COMPLAINING,
    winning: float = WINNING,
    currency: str = "",
    language: str = "en",
) -> StakesTable:
    """What dissatisfaction may cost a year, see `core.stakes.at_stake`; BadParameter for figures that can't be."""
    with speaking(language):
        figures = (complaints, months, customers, yearly_value, keeping, *complaining, winning)
        if not all(map(isfinite, figures)) or min(figures) < 0 or min(months, *complaining) <= 0:
            raise BadParameter(_("The months and the shares must be more than 0, and no other figure less than 0."))
        found = at_stake(complaints, months, customers, yearly_value, keeping, complaining, winning)
        shares = _range(Range(*complaining), percent)
        rows = [
            (_("Complaints a year"), number(found.complaints)),
            (_("Dissatisfied customers a year, if {shares} of them complain (claim)").format(shares=shares),
             _range(found.dissatisfied)),
            (_("Of these, customers who stay silent (from the claim)"), _range(found.silent)),
            (_("Value at risk a year (from the claim)"), _money(found.at_risk, currency)),
            (_("Cost of replacing them, at {times} times the cost of keeping them (claim)").format(
                times=f"{winning:g}"), _money(found.replacing, currency)),
        ]  # fmt: skip
        return StakesTable(rows, current())


def _money(found: Range, currency: str) -> str:
    return f"{_range(found)} {currency}".rstrip()


def _range(found: Range, written: Callable[[float], str] = number) -> str:
    low, high = written(found.low), written(found.high)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)
