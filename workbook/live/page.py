"""What the browser loads: a page without words of its own, and the little that makes it a host of screens."""

import hashlib
import json
from functools import cache
from pathlib import Path

from workbook.core.language import _, direction, speaking

HERE = Path(__file__).parent

_PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css">
<link rel="modulepreload" href="screens.js"></head>
<body><main id="page"></main><script type="application/json" id="words">{words}</script>
<script type="module" src="host.js"></script></body></html>
"""


def html(language: str, workshop: str) -> str:
    """The page; people's words and the workshop's reach it only through the websocket.

    workshop: its id, of which the page gets a digest, to know under what to keep a person's token.
    """
    say = words(language)
    place = hashlib.sha256(workshop.encode()).hexdigest()[:16]
    safe = json.dumps({**say, "lang": language, "place": place}, ensure_ascii=False).replace("<", "\\u003c")
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
            "code": _("Code on the screen in the room"),
            "uninvited": _("That isn't the code on the screen in the room. Enter it again, or scan its picture."),
            "again": _("This page was opened with an old link. Join again."),
            "large": _("Large type, for the wall"),
            "ended": _("This is an old link. Open the one that was printed when the page was last started."),
            "away": _("There is no connection to the workshop at the moment. Try again."),
            "gone": _("Not connected. What you do here waits on this device and is sent when the page is back."),
        }


@cache
def host() -> str:
    return "\n".join((HERE / name).read_text("utf-8") for name in ("host.js", "wall.js"))


@cache
def style() -> str:
    return (HERE / "host.css").read_text("utf-8")
