"""The plan as one HTML page that needs nothing else: to read, to print, and in a notebook."""

from functools import cache
from pathlib import Path

import jinja2

from workbook.core.language import speaking
from workbook.core.plan import Plan
from workbook.core.plan import plan as make_plan
from workbook.export.stakes import heads, rows
from workbook.export.words import words
from workbook.regional import short_date
from workbook.screens.assets import style
from workbook.workshop import Workshop

HERE = Path(__file__).parent


def as_html(plan: Plan) -> str:
    """A whole page, in the plan's language and direction."""
    css = style() + (HERE / "plan.css").read_text("utf-8")
    return _template("page.html").render(body=_body(plan), css=css, plan=plan, words=words(plan))


class PlanPage:
    """A plan in a notebook."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def _repr_html_(self) -> str:
        with speaking(self.plan.language):
            css = style() + (HERE / "plan.css").read_text("utf-8")
            return f"<style>{css}</style>{_body(self.plan)}"

    def __repr__(self) -> str:
        from workbook.export.markdown import as_markdown

        with speaking(self.plan.language):
            return as_markdown(self.plan)


def show_plan(workshop: Workshop) -> PlanPage:
    """The plan as it stands, for a notebook."""
    with speaking(workshop.language):
        return PlanPage(make_plan(workshop.state()))


def _body(plan: Plan) -> str:
    stakes = rows(plan.stakes) if plan.stakes else []
    given = {"words": words(plan), "short_date": short_date, "stakes": stakes, "heads": heads()}
    return _template("plan.html").render(plan=plan, **given)


@cache
def _template(name: str) -> jinja2.Template:
    loader = jinja2.FileSystemLoader(HERE)
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template(name)
