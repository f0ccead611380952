"""What is at stake, as a table in a notebook."""

from html import escape

from workbook.core.errors import BadParameter
from workbook.core.language import _, current, direction, speaking
from workbook.core.stakes import Range, at_stake
from workbook.regional import number


class StakesTable:
    """Rows of (what, from, to), in one language."""

    def __init__(self, rows: list[tuple[str, str]], language: str) -> None:
        self.rows, self.language = rows, language

    def _repr_html_(self) -> str:
        body = "".join(f'<tr><th scope="row">{escape(what)}</th><td>{escape(n)}</td></tr>' for what, n in self.rows)
        return f'<table lang="{self.language}" dir="{direction(self.language)}"><tbody>{body}</tbody></table>'

    def __repr__(self) -> str:
        return "\n".join(f"{what}: {n}" for what, n in self.rows)


def stakes(
    complaints: int, months: int, customers: int, yearly_value: float, keeping: float, language: str = "en"
) -> StakesTable:
    """What dissatisfaction may cost a year; BadParameter for figures that can't be."""
    with speaking(language):
        if months <= 0 or min(complaints, customers, yearly_value, keeping) < 0:
            raise BadParameter(_("The months must be more than 0, and no other figure less than 0."))
        found = at_stake(complaints, months, customers, yearly_value, keeping)
        rows = [
            (_("Complaints a year"), number(found.complaints)),
            (_("Dissatisfied customers a year (claim: 2 to 4 % of them complain)"), _range(found.dissatisfied)),
            (_("Of these, customers who stay silent"), _range(found.silent)),
            (_("Value at risk a year"), _range(found.at_risk)),
            (_("Cost of replacing them (claim: 5 times the cost of keeping them)"), _range(found.replacing)),
        ]
        return StakesTable(rows, current())


def _range(found: Range) -> str:
    low, high = number(found.low), number(found.high)
    return low if low == high else _("{low} to {high}").format(low=low, high=high)
