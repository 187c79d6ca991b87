"""What lies under the marks of the interactive map: ground, tiles, the lines that the office drew, border and scale."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pydeck as pdk

from dashboard.charts.maps.ground import Colours, Frame, base, district, geometry, lines, parts, rgb, scale_bar
from dashboard.charts.maps.meshes import mesh, plane
from dashboard.charts.maps.tiles import tile_layers
from dashboard.charts.maps.written import text_layer

#: Where a mesh is counted from: the middle of the district, in deck.gl's own units.
ORIGIN: tuple[float, float] = tuple(plane(np.array([district().middle]))[0].tolist())

#: Gives the address at which the browser finds a mesh.
HandOut = Callable[[bytes], str]


def ground(tone: Colours, frame: Frame, tiles: Sequence[str], hand_out: HandOut) -> list[pdk.Layer]:
    """The land around, the district, and the tiles of the office's own server where there is one."""
    around = frame.wider(20)
    corners = [
        [around.west, around.south],
        [around.east, around.south],
        [around.east, around.north],
        [around.west, around.north],
    ]
    return [
        pdk.Layer(
            "SolidPolygonLayer",
            [{"polygon": corners}],
            id="around",
            get_polygon="polygon",
            get_fill_color=rgb(tone.around),
        ),
        pdk.Layer(
            "GeoJsonLayer",
            base("district"),
            id="land",
            stroked=False,
            get_fill_color=rgb(tone.land),
        ),
        *tile_layers(frame, tiles),
        _thin("neighbours", _neighbours(), tone.faint, hand_out),
    ]


def lines_of(outlines: pd.DataFrame, tone: Colours, hand_out: HandOut) -> list[pdk.Layer]:
    """Rivers, roads, borders of towns; and under them what else the office drew, which may be very much."""
    looks = {"town": (tone.border, 1.2), "road": (tone.road, 2.5), "river": (tone.water, 2.5)}
    drawn = {kind: tuple(outlines.loc[outlines["kind"] == kind, "outline"]) for kind in ("other", *looks)}
    layers = [_thin("outlines_other", _outlines(drawn["other"]), tone.quiet, hand_out)] if drawn["other"] else []
    features = {
        kind: [{"type": "Feature", "geometry": geometry(text), "properties": {}} for text in drawn[kind]]
        for kind in looks
    }
    return layers + [
        _wide(f"outlines_{kind}", features[kind], colour, width)
        for kind, (colour, width) in looks.items()
        if features[kind]
    ]


def _wide(id: str, drawn: Any, colour: str, width: float) -> pdk.Layer:
    """The lines of GeoJSON, so many pixels wide."""
    return pdk.Layer(
        "GeoJsonLayer",
        drawn,
        id=id,
        filled=False,
        get_line_color=rgb(colour),
        line_width_units="'pixels'",
        get_line_width=width,
    )


def _thin(id: str, drawn: bytes, colour: str, hand_out: HandOut) -> pdk.Layer:
    """The lines of a mesh, a pixel wide."""
    return pdk.Layer(
        "ScenegraphLayer",
        [{"at": [0, 0, 0]}],
        id=id,
        scenegraph=f"'{hand_out(drawn)}'",
        get_position="at",
        get_color=rgb(colour),
        coordinate_system="'cartesian'",
        coordinate_origin=[*ORIGIN, 0],
        # deck.gl lifts areas above what is drawn before them, but no lines: these are over what they come after.
        parameters={"depthCompare": "always", "depthWriteEnabled": False},
    )


@cache
def _neighbours() -> bytes:
    return mesh(lines("neighbours"), ORIGIN)


@lru_cache(maxsize=8)
def _outlines(texts: tuple[str, ...]) -> bytes:
    return mesh([line for text in texts for line in parts(text)], ORIGIN)


def border(tone: Colours, frame: Frame) -> list[pdk.Layer]:
    """The district's border, and under it the scale bar with the arrow to the north."""
    scale = scale_bar(frame)
    tick = 0.012 * (frame.north - frame.south)
    (west, south), (east, _), north = scale.start, scale.end, scale.north
    bar = [[west, south + tick], [west, south], [east, south], [east, south + tick]]
    arrow = [[north[0], south], [north[0], south + 3.5 * tick]]
    head = [[north[0] - tick, south + 2.2 * tick], [north[0], south + 4 * tick], [north[0] + tick, south + 2.2 * tick]]
    words = [
        {"at": [(west + east) / 2, south], "words": scale.words, "shift": [0, -12]},
        {"at": [north[0], south], "words": "北", "shift": [14, -8]},
    ]
    return [
        _wide("district", base("district"), tone.border, 2),
        pdk.Layer(
            "PathLayer",
            [{"path": line} for line in (bar, arrow, head)],
            id="scale",
            get_path="path",
            get_color=rgb(tone.quiet),
            width_units="'pixels'",
            get_width=2,
        ),
        text_layer("scale_words", words, tone.quiet, size=12, get_pixel_offset="shift"),
    ]
