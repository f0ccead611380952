"""The poster: the vision and what we do for each skill, on one page for the wall."""

from datetime import date
from typing import NamedTuple

from workbook.core import skills, vision
from workbook.core.language import _
from workbook.core.plan import Plan
from workbook.core.settling import Settled
from workbook.export.page import HERE, template
from workbook.export.words import words
from workbook.regional import short_date


class Row(NamedTuple):
    """One skill."""

    skill: str
    voice: str  # what the customer thinks
    deed: str
    owner: str
    due: str


def as_poster(plan: Plan) -> str:
    """A whole page. When it is printed it fills the paper, with words as large as there is room for."""
    statement, rows = _statement(plan), _rows(plan)
    given = {
        "plan": plan,
        "words": {**words(plan), **_words()},
        "statement": statement,
        "rows": rows,
        "nothing": not (statement or any(row.deed for row in rows)),
        "css": (HERE / "poster.css").read_text("utf-8"),
        "js": (HERE / "poster.js").read_text("utf-8"),
    }
    return template("poster.html").render(**given)


def _statement(plan: Plan) -> str:
    return next((row.said["to"] for row in plan.decisions if row.exercise == vision.NAME), "")


def _rows(plan: Plan) -> list[Row]:
    voices = {prompt.key: _(prompt.voice) for prompt in skills.PROMPTS}
    listed = (row for row in plan.decisions if row.exercise == skills.NAME)
    return [Row(row.text, voices[row.item], row.said["to"], *_who(row)) for row in listed]


def _who(row: Settled) -> tuple[str, str]:
    """Who sees to it and by when, while that is to be done."""
    if row.said["status"] == "dropped":
        return "", ""
    day = short_date(date.fromisoformat(row.said["due"])) if row.said["due"] else ""
    return row.said["owner"], day


def _words() -> dict[str, str]:
    return {
        "poster": _("Poster"),
        "vision": _("Our vision"),
        "skill": _("Skill"),
        "deed": _("What we will do"),
        "notyet": _("not settled yet"),
        "howto": _(
            "Nothing is settled yet. Settle the vision, and for each skill what you will do; "
            "then make the poster again."
        ),
        "print": _("Print it on A4 or A3, upright or across: it fills the page. Post it where everyone sees it."),
    }
