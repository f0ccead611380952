"""Plan -> document. Every writer is a pure function from a plan to text or bytes."""

from collections.abc import Callable, Iterable
from pathlib import Path

from workbook.core.errors import BadChoice
from workbook.core.language import _, speaking
from workbook.core.plan import Plan
from workbook.export.data import as_json
from workbook.export.markdown import as_markdown
from workbook.export.page import as_html

WRITERS: dict[str, Callable[[Plan], str]] = {"html": as_html, "md": as_markdown, "json": as_json}


def check(formats: Iterable[str]) -> list[str]:
    """The formats as given, or BadChoice with the ones there are."""
    chosen = list(dict.fromkeys(formats))
    for name in chosen:
        if name not in WRITERS:
            raise BadChoice(
                _("A plan can't be written as '{format}' yet. Choose from: {allowed}.").format(
                    format=name, allowed=", ".join(WRITERS)
                )
            )
    return chosen


def write(plan: Plan, formats: Iterable[str], folder: Path) -> list[Path]:
    """Writes plan.html and so on into the folder, which is made when it isn't there."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in check(formats):
        with speaking(plan.language):
            text = WRITERS[name](plan)
        file = folder / f"plan.{name}"
        file.write_text(text, "utf-8")
        files.append(file)
    return files
