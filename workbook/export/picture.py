"""The map of an exercise as a picture: each policy where its votes put it."""

import json
from functools import cache
from typing import Any

from workbook.core.language import _, ngettext, speaking
from workbook.core.policies import Sorted, most_divided, votes_in_words
from workbook.core.quadrants import QUADRANTS
from workbook.core.state import ExerciseState
from workbook.workshop import Exercise

RINGED = 5  # of the most divided carry their number
FONT = "Noto Sans"

_CORNERS = {"keep": (0, 1), "extend": (1, 1), "soften": (0, 0), "drop": (1, 0)}  # x, y of its outer corner
_COLOURS = {"keep": ("#1e6b46", "#e6f3ec"), "extend": ("#1d5fa8", "#e6effa"),
            "soften": ("#8a5200", "#fdf1dd"), "drop": ("#a02b2b", "#fbe9e7")}  # fmt: skip


class Picture:
    """A PNG, and the same in words for those who can't see it."""

    def __init__(self, png: bytes, words: str) -> None:
        self.png, self.words = png, words

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        return self.png, {"width": 640}

    def __repr__(self) -> str:
        return self.words


def picture(exercise: Exercise) -> Picture:
    """The map once the exercise is revealed; before that a blank board and a sentence."""
    with speaking(exercise.workshop.language):
        state = exercise.state()
        policies = [p for p in most_divided(state) if p.tally.voters] if state.revealed else []
        return Picture(_png(policies), _words(state, policies))


def _words(state: ExerciseState, policies: list[Sorted]) -> str:
    if not state.revealed:
        return _("The map is blank until the answers are shown to everyone.")
    lead = ngettext(
        "The map: {n} policy where its votes put it. The most divided:",
        "The map: {n} policies where their votes put them. The most divided:",
        len(policies),
    )
    lines = [f"{n}. {p.item.text} – {votes_in_words(p.tally)}" for n, p in enumerate(policies[:RINGED], 1)]
    return "\n".join([lead, *lines])


def _png(policies: list[Sorted]) -> bytes:
    import vl_convert

    _register_fonts()
    return bytes(vl_convert.vegalite_to_png(_chart(policies), scale=2))


@cache
def _register_fonts() -> None:
    import fontpkg_noto_sans
    import fontpkg_noto_sans_arabic
    import vl_convert

    for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic):
        vl_convert.register_font_directory(str(package.ROOT))


def _chart(policies: list[Sorted]) -> dict[str, Any]:
    """A Vega-Lite chart: the board, a dot for each place where policies stand, rings round the most divided."""
    at = {
        "x": _axis("x", _("necessary"), _("not necessary"), 0),
        "y": _axis("y", _("unfriendly"), _("friendly"), -90),
    }
    ringed, label = "datum.ranks != ''", {"type": "text", "font": FONT, "fontSize": 13}
    points = {
        "data": {"values": _points(policies)},
        "encoding": at,
        "layer": [
            {"mark": {"type": "circle", "color": "#5b636b", "opacity": 1}, "encoding": {"size": _SIZES}},
            {
                "transform": [{"filter": ringed}],
                "mark": {"type": "point", "size": 520, "filled": True, "fill": "#ffffff", "opacity": 1,
                         "stroke": "#1f2428", "strokeWidth": 3},
            },
            {"mark": {**label, "color": {"expr": f"{ringed} ? '#1f2428' : '#ffffff'"}},
             "encoding": {"text": {"field": "label"}}},
        ],
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 620,
        "height": 480,
        "background": "#ffffff",
        "config": {"view": {"stroke": None}},
        "layer": [*(_corner(key, at) for key in QUADRANTS), points],
    }


_SIZES = {"field": "policies", "type": "quantitative", "legend": None,
          "scale": {"domain": [1, 9], "range": [120, 900], "clamp": True}}  # fmt: skip


def _axis(field: str, low: str, high: str, angle: int) -> dict[str, Any]:
    words = f"datum.value < 0.5 ? {json.dumps(low)} : {json.dumps(high)}"
    return {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": [-0.1, 1.1], "nice": False},
        "axis": {"values": [0.22, 0.78], "labelExpr": words, "labelFont": FONT, "labelFontSize": 14,
                 "labelColor": "#5b636b", "labelAngle": angle, "labelAlign": "center", "labelPadding": 12,
                 "title": None, "ticks": False, "grid": False, "domain": False},
    }  # fmt: skip


def _points(policies: list[Sorted]) -> list[dict[str, Any]]:
    """One point for all the policies that stand at the same place, with their ranks or how many they are."""
    places: dict[tuple[float, float], list[str]] = {}
    for n, p in enumerate(policies, 1):
        rank = str(n) if n <= RINGED and p.tally.disagreement else ""
        places.setdefault((1 - (p.necessary or 0), p.friendly or 0), []).append(rank)
    return [_point(x, y, ranks) for (x, y), ranks in places.items()]


def _point(x: float, y: float, ranks: list[str]) -> dict[str, Any]:
    ringed = " ".join(filter(None, ranks))
    count = str(len(ranks)) if len(ranks) > 1 else ""
    return {"x": x, "y": y, "policies": len(ranks), "ranks": ringed, "label": ringed or count}


def _corner(key: str, at: dict[str, Any]) -> dict[str, Any]:
    right, top = _CORNERS[key]
    colour, tint = _COLOURS[key]
    box = {"x": 0.503 if right else -0.1, "x2": 1.1 if right else 0.497,
           "y": 0.503 if top else -0.1, "y2": 1.1 if top else 0.497,
           "name_x": 1.085 if right else -0.085, "name_y": 1.07 if top else -0.07,
           "name": QUADRANTS[key].treatment}  # fmt: skip
    name = {"type": "text", "align": "right" if right else "left", "color": colour, "font": FONT, "fontSize": 16}
    return {
        "data": {"values": [box]},
        "layer": [
            {"mark": {"type": "rect", "color": tint}, "encoding": {**at, "x2": {"field": "x2"}, "y2": {"field": "y2"}}},
            {"mark": name, "encoding": {"x": {**at["x"], "field": "name_x"}, "y": {**at["y"], "field": "name_y"},
                                        "text": {"field": "name"}}},
        ],
    }  # fmt: skip
