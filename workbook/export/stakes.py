"""What is at stake, as rows of a table: for a notebook and for the plan."""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from workbook.core import figures
from workbook.core.errors import BadParameter
from workbook.core.figures import Assumption, Reckoning
from workbook.core.language import N_, _, current, direction, speaking
from workbook.core.stakes import Range
from workbook.regional import number, percent
from workbook.workshop import Workshop


class Row(NamedTuple):
    """A figure, or what follows from them."""

    what: str
    value: str
    source: str


class StakesTable:
    """The rows, in one language."""

    def __init__(self, rows: list[Row], language: str) -> None:
        self.rows, self.language = rows, language

    def _repr_html_(self) -> str:
        start = 'style="text-align:start"'
        with speaking(self.language):
            head = "".join(f'<th scope="col" {start}>{escape(word)}</th>' for word in heads())
        body = "".join(
            f'<tr><th scope="row" {start}>{escape(row.what)}</th><td {start}>{escape(row.value)}</td>'
            f'<td dir="auto" {start}>{escape(row.source)}</td></tr>'
            for row in self.rows
        )
        lang = f'lang="{self.language}" dir="{direction(self.language)}"'
        return f"<table {lang}><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def __repr__(self) -> str:
        return "\n".join(f"{row.what}: {row.value} ({row.source})" for row in self.rows)


def stakes(
    workshop: Workshop,
    complaints: int | None = None,
    months: int | None = None,
    customers: int | None = None,
    yearly_value: float | None = None,
    keeping: float | None = None,
    currency: str | None = None,
    least_complaining: float | None = None,
    most_complaining: float | None = None,
    winning: float | None = None,
) -> StakesTable:
    """What dissatisfaction may cost a year, see `core.stakes.at_stake`; BadParameter for a figure that can't be.

    None takes the workshop's own figure, or the usual one where it has none.
    """
    given = (complaints, months, customers, yearly_value, keeping, currency, least_complaining, most_complaining)
    named = zip(figures.FIGURES, (*given, winning), strict=True)
    by_hand = {name: value for name, value in named if value is not None}
    with speaking(workshop.language):
        state = workshop.state()
        if sentence := figures.fault({name: one.value for name, one in figures.assumed(state, by_hand).items()}):
            raise BadParameter(sentence)
        return StakesTable(rows(figures.reckoning(state, by_hand)), current())


def heads() -> list[str]:
    """What stands above the three columns."""
    return [_("Figure"), _("How much"), _("Where from")]


def rows(found: Reckoning) -> list[Row]:
    """First what is assumed, then what follows from it a year."""
    currency = str(found.assumed["currency"].value)
    return [*(_assumed(name, found.assumed[name], currency) for name in _LABELS), *_following(found, currency)]


_LABELS = {
    "complaints": N_("Complaints received"),
    "months": N_("Months in which they were received"),
    "customers": N_("Customers we have"),
    "yearly_value": N_("What one customer brings in a year"),
    "keeping": N_("Keeping one customer for a year costs"),
    "least_complaining": N_("Share of dissatisfied customers who complain, at least"),
    "most_complaining": N_("Share of dissatisfied customers who complain, at most"),
    "winning": N_("Winning a customer costs"),
}


def _assumed(name: str, figure: Assumption, currency: str) -> Row:
    write: Callable[[float], str] = {
        "yearly_value": lambda value: _money(value, currency),
        "keeping": lambda value: _money(value, currency),
        "least_complaining": lambda value: percent(value, 2),
        "most_complaining": lambda value: percent(value, 2),
        "winning": _times,
    }.get(name, number)
    return Row(_(_LABELS[name]), write(figure.value), figure.source)


def _following(found: Reckoning, currency: str) -> list[Row]:
    source = _("worked out from the claims") if found.on_claims else _("worked out")
    stakes, all_of_them = found.stakes, found.assumed["customers"].value
    capped = _("{source}; never more than all customers").format(source=source)
    return [
        Row(_("Complaints a year"), number(stakes.complaints), _("worked out")),
        Row(_("Dissatisfied customers a year"), _range(stakes.dissatisfied),
            capped if stakes.dissatisfied.high >= all_of_them else source),
        Row(_("Of these, customers who stay silent"), _range(stakes.silent), source),
        Row(_("Value at risk a year"), f"{_range(stakes.at_risk)}\N{NO-BREAK SPACE}{currency}", source),
        Row(_("Cost of replacing them"), f"{_range(stakes.replacing)}\N{NO-BREAK SPACE}{currency}", source),
    ]  # fmt: skip


def _money(value: float, currency: str) -> str:
    return f"{_exact(value)}\N{NO-BREAK SPACE}{currency}"


def _times(value: float) -> str:
    digits = len(f"{value:.2f}".rstrip("0").partition(".")[2])
    return _("{n} times what keeping one costs").format(n=number(value, digits))


def _exact(value: float) -> str:
    """With cents where there are any."""
    return number(value, 0 if value == int(value) else 2)


def _range(found: Range) -> str:
    low, high = number(found.low), number(found.high)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)
