"""The same map as a plain drawing by plotly: for browsers without WebGL, for print, for images."""

from collections.abc import Sequence
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import Part
from dashboard.charts.maps import marks
from dashboard.charts.maps.ground import (
    BESIDE,
    HEIGHT,
    NARROWED,
    Colours,
    Frame,
    colours,
    frame_of,
    lines,
    parts,
    rgb,
    scale_bar,
)
from dashboard.charts.maps.kinds import ALL, placed
from dashboard.charts.maps.layout import NO_OUTLINES, Layout, lay_out, strengths
from dashboard.charts.maps.placing import SIGN, Name


def outline_figure(
    points: pd.DataFrame,
    *,
    outlines: pd.DataFrame = NO_OUTLINES,
    dark: bool = False,
    height: int = HEIGHT,
    width: int = BESIDE,
    close: bool = False,
) -> go.Figure:
    """The map of `points` over `outlines`, as `point_map` has it; names stand where there is room for them."""
    drawn = placed(points)
    tone, frame = colours(dark=dark), frame_of(drawn, close=close).wider(0.12)
    areas = drawn[drawn["outline"] != ""]
    scale = _pixels(frame, width, height)
    laid = lay_out(drawn, outlines, scale, frame)
    scale_and_words, arrow = _scale(frame, tone)
    traces = [
        _lines(lines("neighbours"), tone.faint, 1),
        _lines(lines("district"), tone.border, 2, fill=_see_through(tone.land, 1)),
        *(
            _lines(parts(row.outline), row.colour, 1.5, fill=_see_through(row.colour, strength))
            for row, strength in zip(areas.itertuples(index=False), strengths(areas), strict=True)
        ),
        *(
            _lines(parts(text), colour, thick)
            for kind, colour, thick in (
                ("other", tone.quiet, 1),
                ("town", tone.border, 1),
                ("road", tone.road, 2),
                ("river", tone.water, 2),
            )
            for text in outlines.loc[outlines["kind"] == kind, "outline"]
        ),
        *scale_and_words,
        _marks(laid, scale),
        *_names([*laid.areas, *laid.names], tone.ink, scale),
        *_names(laid.base, tone.quiet, scale),
    ]
    hidden = {"visible": False, "fixedrange": True}
    layout = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "plot_bgcolor": tone.around,
        "dragmode": False,
        "annotations": [arrow],
        "xaxis": {**hidden, "range": [frame.west, frame.east]},
        # A degree of latitude is longer than a degree of longitude here; the drawing keeps true proportions.
        "yaxis": {
            **hidden,
            "range": [frame.south, frame.north],
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(frame.middle[1])),
        },
    }
    return go.Figure(traces, layout)


def _pixels(frame: Frame, width: int, height: int) -> float:
    """Pixels to a degree of longitude, on the narrower of what the reader may have."""
    high = (frame.north - frame.south) / cos(radians(frame.middle[1]))
    return min(width / (frame.east - frame.west), height / high)


def _lines(drawn: list[list[tuple[float, float]]], colour: str, width: float, fill: str | None = None) -> Part:
    """Lines as one trace, a gap between each two; closed ones may be filled."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in drawn:
        x += [*(point[0] for point in line), None]
        y += [*(point[1] for point in line), None]
    filled = {"fill": "toself", "fillcolor": fill} if fill else {}
    return _trace("lines", x, y) | {"line": {"color": colour, "width": width}, **filled}


def _trace(mode: str, x: Sequence[float | None], y: Sequence[float | None]) -> Part:
    return {"type": "scatter", "mode": mode, "x": list(x), "y": list(y), "hoverinfo": "skip"}


def _scale(frame: Frame, tone: Colours) -> tuple[list[Part], Part]:
    """The scale bar with the words under it and under the arrow to the north; and the arrow, an annotation."""
    scale = scale_bar(frame.wider(-0.1))
    (west, south), (east, _), (north, _) = scale.start, scale.end, scale.north
    tick = 0.012 * (frame.north - frame.south)
    bar = _trace("lines", [west, west, east, east], [south + tick, south, south, south + tick])
    words = [((west + east) / 2, south, scale.words), (north, south, "北")]
    ends = {"x": north, "y": south + 4 * tick, "ax": north, "ay": south, "axref": "x", "ayref": "y"}
    arrow = {"text": "", **ends, "showarrow": True, "arrowhead": 2, "arrowwidth": 2, "arrowcolor": tone.quiet}
    return [bar | {"line": {"color": tone.quiet, "width": 2}}, _words(words, tone.quiet, "bottom center")], arrow


def _marks(laid: Layout, scale: float) -> Part:
    """The marks with what is written into them, those side by side that would lie on each other."""
    single, (right, down) = laid.single, laid.shift.T
    lon, lat = single["lon"] + right / scale, single["lat"] - down / scale * NARROWED
    return {
        "type": "scatter",
        "x": list(lon),
        "y": list(lat),
        "mode": "markers+text",
        "marker": {
            "symbol": [ALL[layer].symbol for layer in single["layer"]],
            "size": list(laid.sizes * 0.85),
            "color": list(single["colour"]),
            "line": {"color": "white", "width": 1.5},
            "opacity": 1,
        },
        "text": list(single["mark"]) if len(single) <= marks.MANY else None,
        "textposition": "middle center",
        "textfont": {"size": 12, "color": [f"rgb{marks.ink_on(colour)}" for colour in single["colour"]]},
        "customdata": single[["name", "kind", "state", "figure"]].to_numpy().tolist(),
        "hovertemplate": (
            "<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>"
        ),
    }


def _names(listed: Sequence[Name], colour: str, scale: float) -> list[Part]:
    """Names where they have room."""
    return [
        _words(
            [
                (
                    name.lon + name.right / scale,
                    name.lat - name.down / scale * NARROWED,
                    name.words.replace("\n", "<br>"),
                )
                for name in listed
                if name.anchor == anchor
            ],
            colour,
            position,
        )
        for anchor, position in (("start", "middle right"), ("end", "middle left"), ("middle", "middle center"))
    ]


def _words(written: list[tuple[float, float, str]], colour: str, position: str) -> Part:
    at = _trace("text", [lon for lon, _, _ in written], [lat for _, lat, _ in written])
    words = [words for *_, words in written]
    return at | {"text": words, "textposition": position, "textfont": {"color": colour, "size": SIGN}}


def _see_through(colour: str, share: float) -> str:
    return f"rgba{(*rgb(colour), share)}"
