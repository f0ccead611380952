"""A screen as text and as an HTML table: what is seen where no screen runs, and what nbval compares."""

from html import escape
from types import ModuleType

from workbook.core.language import _
from workbook.screens.frame import Snapshot

START = 'style="text-align:start"'  # JupyterLab would set tables of text as if they were numbers
MOST = 60  # rows; a notebook with 1,600 policies in it is no longer a notebook


def as_text(screen: ModuleType, view: Snapshot) -> str:
    """Title, one line that sums it up, and the rows."""
    __, rows, rest = _table(screen, view)
    lines = [" | ".join(row) for row in rows]
    return "\n".join([view["title"], screen.summary(view), *lines, *rest])


def as_html(screen: ModuleType, view: Snapshot) -> str:
    """The same as HTML, without style or script."""
    heads, rows, rest = _table(screen, view)
    mark = f"<p><em>{escape(view['mark'])}</em></p>" if view["mark"] else ""
    table = "".join(_row(row) for row in rows)
    head = "".join(f'<th scope="col" {START}>{escape(name)}</th>' for name in heads)
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{table}</tbody></table>" if rows else ""
    after = "".join(f"<p>{escape(line)}</p>" for line in rest)
    return (
        f'<div lang="{view["lang"]}" dir="{view["dir"]}">{mark}<h3>{escape(view["title"])}</h3>'
        f"<p>{escape(screen.summary(view))}</p>{body}{after}</div>"
    )


def _row(cells: list[str]) -> str:
    first, *others = (escape(cell) for cell in cells)
    rest = "".join(f'<td dir="auto" {START}>{cell}</td>' for cell in others)
    return f'<tr><th scope="row" dir="auto" {START}>{first}</th>{rest}</tr>'


def _table(screen: ModuleType, view: Snapshot) -> tuple[list[str], list[list[str]], list[str]]:
    heads, rows = screen.rows(view)
    more = len(rows) - MOST
    return heads, rows[:MOST], [_("… and {n} more.").format(n=more)] if more > 0 else []
