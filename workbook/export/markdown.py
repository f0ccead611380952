"""The plan as Markdown, for wikis and repositories."""

import re
from collections.abc import Iterable

from workbook.core.document import Entry
from workbook.core.plan import Action, Plan
from workbook.export.stakes import heads, rows
from workbook.export.words import words
from workbook.regional import short_date

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
# A number that begins a list has its sign escaped, not its digits: those would keep the backslash.
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([-+=.)])")


def as_markdown(plan: Plan) -> str:
    """The whole plan; what people wrote is escaped, so that it stays what they wrote."""
    say = words(plan)
    parts = [f"# {say['title']}", f"{escape(plan.organisation)} · {say['as_of']}. {say['people']}"]
    if plan.rehearsed:
        parts.append(f"*{say['rehearsed']}*")
    parts += [f"## {say['actions']}", _actions(plan, say)]
    if plan.stakes:
        lines = [heads(), ["---"] * 3, *([*map(escape, row)] for row in rows(plan.stakes))]
        parts += [f"## {say['stakes']}", say["stakeslead"], _table(lines)]
    for chapter in plan.chapters:
        parts += [f"## {chapter.title}", *filter(None, [chapter.lead])]
        for section in chapter.sections:
            count = f"({len(section.entries)})" if chapter.lead else ""
            parts += [" ".join(filter(None, ["###", section.sign, section.title, count])), section.lead]
            parts.append(_entries(section.entries) or say["none"])
    parts += [f"## {say['open']}", _entries(plan.open_matters) or say["settled"], say["post"]]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text on one line, in which nothing is markup."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _LINE_START.sub(r"\1\\\2", line)


def _entries(entries: Iterable[Entry]) -> str:
    return "\n".join(f"- {escape(e.text)}" + "".join(f"\n  - {k}: {escape(v)}" for k, v in e.facts) for e in entries)


def _actions(plan: Plan, say: dict[str, str]) -> str:
    if not plan.actions:
        return say["noactions"]
    columns = [say[name] for name in ("what", "owner", "due", "status", "because")]
    return _table([columns, ["---"] * len(columns), *(_row(action, say) for action in plan.actions)])


def _table(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(action: Action, say: dict[str, str]) -> list[str]:
    status = f"{action.status}, **{say['overdue']}**" if action.overdue else action.status
    because = escape("; ".join(action.because))
    return [escape(action.what), escape(action.owner), short_date(action.due), status, because]
