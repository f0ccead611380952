"""The map of an exercise as a picture: each policy where its votes put it."""

from functools import cache
from typing import Any

from workbook.core.language import _, speaking
from workbook.core.policies import QUADRANTS, Sorted, most_divided, votes_in_words
from workbook.core.state import ExerciseState
from workbook.workshop import Exercise

RINGED = 5  # of the most divided carry their number
FONT = "Noto Sans, Noto Sans Arabic"

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
    lead = _("The map: {n} policies where their votes put them. The most divided:").format(n=len(policies))
    lines = [f"{n}. {p.item.text} – {votes_in_words(p.tally)}" for n, p in enumerate(policies[:RINGED], 1)]
    return "\n".join([lead, *lines])


def _png(policies: list[Sorted]) -> bytes:
    import vl_convert

    _register_fonts()
    return bytes(vl_convert.vegalite_to_png(_chart(policies).to_dict(), scale=2))


@cache
def _register_fonts() -> None:
    import fontpkg_noto_sans
    import fontpkg_noto_sans_arabic
    import vl_convert

    for package in (fontpkg_noto_sans, fontpkg_noto_sans_arabic):
        vl_convert.register_font_directory(str(package.ROOT))


def _chart(policies: list[Sorted]) -> Any:
    import altair as alt

    def axis(name: str, title: str) -> Any:
        scale = alt.Scale(domain=[-0.06, 1.06], nice=False)
        return {"field": name, "type": "quantitative", "scale": scale, "title": title, "axis": alt.Axis(
            labels=False, ticks=False, grid=False, domain=False, titleFont=FONT, titleFontSize=14)}  # fmt: skip

    x = alt.X(**axis("x", f"← {_('necessary')}    {_('not necessary')} →"))
    y = alt.Y(**axis("y", f"← {_('unfriendly')}    {_('friendly')} →"))
    points = alt.Data(values=_points(policies))
    dots = alt.Chart(points).mark_circle(opacity=0.75, color="#5b636b").encode(
        x=x, y=y, size=alt.Size("voters:Q", legend=None, scale=alt.Scale(range=[60, 160])))
    rings = alt.Chart(points).transform_filter("datum.rank != ''").mark_point(
        size=420, color="#1f2428", fill="#ffffff", fillOpacity=1, strokeWidth=2.5).encode(x=x, y=y)
    ranks = alt.Chart(points).mark_text(font=FONT, fontSize=13, fontWeight="bold", color="#1f2428").encode(
        x=x, y=y, text="rank:N")
    layers = [*_board(x, y), dots, rings, ranks]
    return alt.layer(*layers).properties(width=620, height=480, background="#ffffff").configure_view(stroke=None)


def _points(policies: list[Sorted]) -> list[dict[str, Any]]:
    return [
        {"x": 1 - (p.necessary or 0), "y": p.friendly or 0, "voters": p.tally.voters,
         "rank": str(n) if n <= RINGED and p.tally.disagreement else ""}
        for n, p in enumerate(policies, 1)
    ]  # fmt: skip


def _board(x: Any, y: Any) -> list[Any]:
    import altair as alt

    layers = []
    for key, (right, top) in _CORNERS.items():
        colour, tint = _COLOURS[key]
        box = {"x": 0.505 if right else -0.06, "x2": 1.06 if right else 0.495,
               "y": 0.505 if top else -0.06, "y2": 1.06 if top else 0.495}  # fmt: skip
        name = {"x": 1.04 if right else -0.04, "y": 1.03 if top else -0.03,
                "text": f"{QUADRANTS[key].sign} {QUADRANTS[key].treatment}"}  # fmt: skip
        layers.append(alt.Chart(alt.Data(values=[box])).mark_rect(color=tint).encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q"))
        layers.append(alt.Chart(alt.Data(values=[name])).mark_text(
            align="right" if right else "left", color=colour, font=FONT, fontSize=15, fontWeight="bold").encode(
                x=x, y=y, text="text:N"))
    return layers
