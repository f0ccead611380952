"""What the browser loads: a page without words of its own, and the little that makes it a host of screens."""

import json
from functools import cache
from pathlib import Path

from workbook.core.language import _, direction, speaking

HERE = Path(__file__).parent

_PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head>
<body><main id="page"></main><script type="application/json" id="words">{words}</script>
<script type="module" src="host.js"></script></body></html>
"""


def html(language: str) -> str:
    """The page; people's words and the workshop's reach it only through the websocket."""
    say = words(language)
    safe = json.dumps({**say, "lang": language}, ensure_ascii=False).replace("<", "\\u003c")
    return _PAGE.format(lang=language, dir=direction(language), title=say["title"], words=safe)


def words(language: str) -> dict[str, str]:
    """What the page itself says, before there is a screen."""
    with speaking(language):
        return {
            "title": _("Customer-service workshop"),
            "welcome": _("Join the workshop"),
            "lead": _("Your name is shown to the others in the room. What you answer isn't, until everyone sees it."),
            "name": _("Your name"),
            "join": _("Join"),
            "uninvited": _("This link isn't complete. Open it again from the screen in the room."),
            "again": _("This page was opened with an old link. Join again."),
            "large": _("Large type, for the wall"),
            "failed": _("That didn't work. Try again."),
        }


@cache
def host() -> str:
    return (HERE / "host.js").read_text("utf-8")


@cache
def style() -> str:
    return (HERE / "host.css").read_text("utf-8")
