"""The one ES module and the one style sheet that every host serves."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("screen", "focus", "evidence", "placement", "shelf", "drag", "writing", "votes", "drafts", "fields", "form",
         "outcome")  # fmt: skip


@cache
def module() -> str:
    """An ES module without imports, whose default export is {render({model, el})}."""
    return "\n".join((HERE / f"{part}.js").read_text("utf-8") for part in PARTS)


@cache
def style() -> str:
    """The theme and the looks of every screen."""
    return (HERE / "theme.css").read_text("utf-8")
