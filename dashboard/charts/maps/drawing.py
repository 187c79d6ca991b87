"""The same map as a plain drawing by plotly: for browsers without WebGL, for print, for images."""

from collections.abc import Sequence
from math import cos, radians

import pandas as pd
import plotly.graph_objects as go

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
    figure = go.Figure()
    _draw_lines(figure, lines("neighbours"), tone.faint, 1)
    _draw_lines(figure, lines("district"), tone.border, 2, fill=_see_through(tone.land, 1))
    shapes = drawn[drawn["outline"] != ""]
    for row, strength in zip(shapes.itertuples(index=False), strengths(shapes), strict=True):
        _draw_lines(figure, parts(row.outline), row.colour, 1.5, fill=_see_through(row.colour, strength))
    for kind, colour, thick in (
        ("other", tone.quiet, 1),
        ("town", tone.border, 1),
        ("road", tone.road, 2),
        ("river", tone.water, 2),
    ):
        for text in outlines.loc[outlines["kind"] == kind, "outline"]:
            _draw_lines(figure, parts(text), colour, thick)
    scale = _pixels(frame, width, height)
    laid = lay_out(drawn, outlines, scale, frame)
    _draw_scale(figure, frame, tone)
    _draw_marks(figure, laid, scale)
    _draw_names(figure, [*laid.areas, *laid.names], tone.ink, scale)
    _draw_names(figure, laid.base, tone.quiet, scale)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        plot_bgcolor=tone.around,
        dragmode=False,
        xaxis={**hidden, "range": [frame.west, frame.east]},
        # A degree of latitude is longer than a degree of longitude here; the drawing keeps true proportions.
        yaxis={
            **hidden,
            "range": [frame.south, frame.north],
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians(frame.middle[1])),
        },
    )
    return figure


def _pixels(frame: Frame, width: int, height: int) -> float:
    """Pixels to a degree of longitude, on the narrower of what the reader may have."""
    high = (frame.north - frame.south) / cos(radians(frame.middle[1]))
    return min(width / (frame.east - frame.west), height / high)


def _draw_lines(
    figure: go.Figure, drawn: list[list[tuple[float, float]]], colour: str, width: float, fill: str | None = None
) -> None:
    """Lines as one trace, a gap between each two; closed ones may be filled."""
    x: list[float | None] = []
    y: list[float | None] = []
    for line in drawn:
        x += [*(point[0] for point in line), None]
        y += [*(point[1] for point in line), None]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour, "width": width},
        fill="toself" if fill else None,
        fillcolor=fill,
        hoverinfo="skip",
    )


def _draw_scale(figure: go.Figure, frame: Frame, tone: Colours) -> None:
    """The scale bar, and the arrow to the north."""
    inner = frame.wider(-0.1)
    scale = scale_bar(inner)
    (west, south), (east, _) = scale.start, scale.end
    tick = 0.012 * (frame.north - frame.south)
    figure.add_scatter(
        x=[west, west, east, east],
        y=[south + tick, south, south, south + tick],
        mode="lines",
        line={"color": tone.quiet, "width": 2},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=scale.north[0], y=south + 4 * tick, ax=scale.north[0], ay=south, axref="x", ayref="y",
        showarrow=True, arrowhead=2, arrowwidth=2, arrowcolor=tone.quiet, text="",
    )  # fmt: skip
    _draw_words(
        figure, [((west + east) / 2, south, scale.words), (scale.north[0], south, "北")], tone.quiet, "bottom center"
    )


def _draw_marks(figure: go.Figure, laid: Layout, scale: float) -> None:
    """The marks with what is written into them, those side by side that would lie on each other."""
    single, (right, down) = laid.single, laid.shift.T
    lon, lat = single["lon"] + right / scale, single["lat"] - down / scale * NARROWED
    figure.add_scatter(
        x=lon,
        y=lat,
        mode="markers+text",
        marker={
            "symbol": [ALL[layer].symbol for layer in single["layer"]],
            "size": laid.sizes * 0.85,
            "color": single["colour"],
            "line": {"color": "white", "width": 1.5},
            "opacity": 1,
        },
        text=single["mark"] if len(single) <= marks.MANY else None,
        textposition="middle center",
        textfont={"size": 12, "color": [f"rgb{marks.ink_on(colour)}" for colour in single["colour"]]},
        customdata=single[["name", "kind", "state", "figure"]],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<br>%{customdata[3]}<extra></extra>",
    )


def _draw_names(figure: go.Figure, listed: Sequence[Name], colour: str, scale: float) -> None:
    """Names where they have room."""
    for anchor, position in (("start", "middle right"), ("end", "middle left"), ("middle", "middle center")):
        written = [
            (
                name.lon + name.right / scale,
                name.lat - name.down / scale * NARROWED,
                name.words.replace("\n", "<br>"),
            )
            for name in listed
            if name.anchor == anchor
        ]
        _draw_words(figure, written, colour, position)


def _draw_words(figure: go.Figure, written: list[tuple[float, float, str]], colour: str, position: str) -> None:
    figure.add_scatter(
        x=[lon for lon, _, _ in written],
        y=[lat for _, lat, _ in written],
        text=[words for *_, words in written],
        mode="text",
        textposition=position,
        textfont={"color": colour, "size": SIGN},
        hoverinfo="skip",
    )


def _see_through(colour: str, share: float) -> str:
    return f"rgba{(*rgb(colour), share)}"
