"""The map: outline of the district, faint lines of its neighbours, and the points that have coordinates.

Points are rows of layer (name of their dataset), name, state (code of words.py, or none), lon, lat and crs. A point
without coordinates or without a coordinate system is never placed by guess: `placed` leaves it out.
Nothing comes from outside: the lines are files of ours, and without a map provider no style or tile is asked for.
"""

import json
from functools import cache
from math import cos, log2, radians
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk

from dashboard.coordinates import to_wgs84
from dashboard.datasets import ROOT, dataset
from dashboard.words import COLOURS, PLOTS, PROJECTS, SECTIONS, State

HEIGHT = 500
#: What a phone 375 pixels wide has between the margins of a page.
PHONE = 343
FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Board, sans-serif"
LINE = "#7C8794"
INK = {False: "#1F2933", True: "#E5E9EE"}


class Kind(NamedTuple):
    """How one layer's points look: a shape of their own, as a character and as plotly calls it, and their states."""

    shape: str
    symbol: str
    states: dict[str, State]


KINDS = {
    "stations": Kind("●", "circle", {}),
    "sections": Kind("■", "square", SECTIONS),
    "projects": Kind("▲", "triangle-up", PROJECTS),
    "plots": Kind("◆", "diamond", PLOTS),
}


def placed(points: pd.DataFrame) -> pd.DataFrame:
    """The points that can be drawn, in WGS-84, each with its shape, words and colour."""
    rows = [_drawn(point) for point in points.dropna(subset=["lon", "lat", "crs"]).itertuples(index=False)]
    return pd.DataFrame(rows, columns=["layer", "name", "kind", "state", "shape", "label", "colour", "lon", "lat"])


def legend(points: pd.DataFrame) -> list[tuple[str, str]]:
    """Shape and word of every layer that has a point on the map."""
    present = set(placed(points)["layer"])
    return [(kind.shape, dataset(layer).title) for layer, kind in KINDS.items() if layer in present]


def alt(points: pd.DataFrame) -> str:
    """The map in one sentence: what is on it, in which states, and how much could not be placed."""
    drawn = placed(points)
    parts = [f"{dataset(layer).title}{_counts(drawn, layer)}" for layer in KINDS if layer in set(drawn["layer"])]
    on_map = f"已定位{len(drawn)}项：{'；'.join(parts)}" if parts else "尚无已定位的点"
    return f"城区一张图，{on_map}；未定位{len(points) - len(drawn)}项。"


def point_map(points: pd.DataFrame) -> pdk.Deck:
    """The interactive map; it reads on a light and on a dark page."""
    drawn = placed(points).assign(colour=lambda rows: rows["colour"].map(_rgb)).to_dict("records")
    text = {"data": drawn, "get_position": "[lon, lat]", "character_set": "'auto'", "font_family": f"'{FONTS}'"}
    layers = [
        pdk.Layer(
            "GeoJsonLayer",
            id="neighbours",
            data=_base("neighbours"),
            filled=False,
            get_line_color=[*_rgb(LINE), 110],
            line_width_units="'pixels'",
            get_line_width=1,
        ),
        pdk.Layer(
            "GeoJsonLayer",
            id="district",
            data=_base("district"),
            get_fill_color=[*_rgb(COLOURS["calm"]), 28],
            get_line_color=[*_rgb(LINE), 255],
            line_width_units="'pixels'",
            get_line_width=2,
        ),
        pdk.Layer(
            "TextLayer",
            id="names",
            get_text="label",
            get_size=13,
            get_color=_rgb(INK[False]),
            get_pixel_offset=[14, 0],
            get_text_anchor="'start'",
            # A plate that reaches under the shape: of names that would hide each other only one shows.
            background=True,
            get_background_color=[255, 255, 255, 200],
            background_padding=[24, 3, 6, 3],
            extensions=[{"@@type": "CollisionFilterExtension"}],
            **text,
        ),
        pdk.Layer(
            "TextLayer",
            id="points",
            pickable=True,
            get_text="shape",
            get_size=24,
            get_color="colour",
            # A white rim keeps every colour apart from its ground, light or dark.
            font_settings={"sdf": True, "fontSize": 96, "buffer": 12, "radius": 16},
            outline_width=2,
            outline_color=[255, 255, 255],
            **text,
        ),
    ]
    return pdk.Deck(
        layers,
        map_provider=None,
        initial_view_state=_view(),
        tooltip={
            "html": "<b>{name}</b><br>{kind}<br>{state}",
            "style": {"fontFamily": FONTS, "fontSize": "14px", "color": "white", "backgroundColor": INK[False]},
        },
    )


def outline_figure(points: pd.DataFrame, *, dark: bool = False) -> go.Figure:
    """The same map as a plain drawing, for browsers without WebGL and for print."""
    figure = go.Figure()
    for name, width in (("neighbours", 0.5), ("district", 2)):
        for line in _lines(name):
            figure.add_scatter(
                x=[lon for lon, _ in line],
                y=[lat for _, lat in line],
                mode="lines",
                line={"color": LINE, "width": width},
                fill="toself" if name == "district" else None,
                fillcolor=f"rgba{(*_rgb(COLOURS['calm']), 0.1)}",
                hoverinfo="skip",
            )
    west, south, east, north = _bounds()
    drawn = placed(points)
    figure.add_scatter(
        x=drawn["lon"],
        y=drawn["lat"],
        mode="markers+text",
        marker={
            "symbol": [KINDS[layer].symbol for layer in drawn["layer"]],
            "size": 14,
            "color": drawn["colour"],
            "line": {"color": "white", "width": 1.5},
        },
        text=drawn["label"].str.replace("\n", "<br>"),
        # Names point outwards, where there is room for them.
        textposition=["middle left" if lon < (west + east) / 2 else "middle right" for lon in drawn["lon"]],
        textfont={"color": INK[dark], "size": 13},
        customdata=drawn[["name", "kind", "state"]],
        hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )
    margin = 0.15 * (north - south)
    hidden = {"visible": False, "fixedrange": True}
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        xaxis={**hidden, "range": [west - margin, east + margin]},
        # A degree of latitude is longer than a degree of longitude here; the drawing keeps true proportions.
        yaxis={
            **hidden,
            "range": [south - margin, north + margin],
            "scaleanchor": "x",
            "scaleratio": 1 / cos(radians((south + north) / 2)),
        },
    )
    return figure


def _drawn(point: Any) -> tuple[Any, ...]:
    kind = KINDS[point.layer]
    state = kind.states[point.state] if pd.notna(point.state) else State("", "", "calm")
    label = f"{point.name}\n{state.word}".strip()
    place = to_wgs84(point.lon, point.lat, point.crs)
    title = dataset(point.layer).title
    return point.layer, point.name, title, state.word, kind.shape, label, COLOURS[state.tone], *place


def _counts(drawn: pd.DataFrame, layer: str) -> str:
    rows = drawn[drawn["layer"] == layer]
    states = rows.loc[rows["state"] != "", "state"].value_counts(sort=False)
    words = "、".join(f"{word}{count}" for word, count in states.items())
    return f"{len(rows)}项" + (f"（{words}）" if words else "")


@cache
def _base(name: str) -> dict[str, Any]:
    lines: dict[str, Any] = json.loads((ROOT / "data" / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
    return lines


def _lines(name: str) -> list[list[tuple[float, float]]]:
    return [line for feature in _base(name)["features"] for line in feature["geometry"]["coordinates"]]


def _bounds() -> tuple[float, float, float, float]:
    """West, south, east and north of the district."""
    lons, lats = zip(*(point for line in _lines("district") for point in line), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _view() -> pdk.ViewState:
    """The district as large as fits into the map's height, and whole on a phone: only the reader's browser knows how
    wide the map is."""
    west, south, east, north = _bounds()
    latitude = (south + north) / 2
    # At zoom z the whole circle of longitude is 512 * 2**z pixels wide, and latitude is stretched by 1 / cos.
    wide, high = 512 * (east - west) / 360, 512 * (north - south) / 360 / cos(radians(latitude))
    fits = min(HEIGHT / high, PHONE / wide) / 1.05
    return pdk.ViewState(latitude=latitude, longitude=(west + east) / 2, zoom=log2(fits))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
