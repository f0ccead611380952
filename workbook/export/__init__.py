"""Plan -> document. Every writer is a pure function from a plan to text or bytes."""

from collections.abc import Callable, Iterable
from pathlib import Path

from workbook.core.errors import BadChoice
from workbook.core.language import _, speaking
from workbook.core.plan import Plan
from workbook.export.data import as_json
from workbook.export.markdown import as_markdown
from workbook.export.page import as_html
from workbook.export.poster import as_poster
from workbook.export.spreadsheet import as_xlsx

WRITERS: dict[str, Callable[[Plan], str | bytes]] = {
    "html": as_html,
    "md": as_markdown,
    "json": as_json,
    "poster": as_poster,
    "xlsx": as_xlsx,
}
NAMES = {"poster": "poster.html"}  # of files that aren't called plan.html and so on


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
            made = WRITERS[name](plan)
        file = folder / NAMES.get(name, f"plan.{name}")
        file.write_bytes(made if isinstance(made, bytes) else made.encode())
        files.append(file)
    return files
