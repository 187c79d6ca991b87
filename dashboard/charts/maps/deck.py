"""The interactive map, drawn by deck.gl in the reader's browser; nothing is asked of anybody outside.

What is small is drawn last: ground, shaded towns, outlines, marks, names (placing.py says which have room).
"""

import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from dashboard.charts.maps.ground import BESIDE, HEIGHT, colours, frame_of, geometry, rgb, seen, zoom_of
from dashboard.charts.maps.kinds import placed
from dashboard.charts.maps.layout import NO_OUTLINES, lay_out, strengths
from dashboard.charts.maps.meshes import inline
from dashboard.charts.maps.pins import pins
from dashboard.charts.maps.under import HandOut, border, ground, lines_of
from dashboard.charts.maps.written import FONTS, names_layer

#: How the layer of outlines that can be chosen is called, as that of marks (pins.py). What is chosen stands behind:
#: Streamlit fades everything else for as long as the layer of a chosen object has the same name, and the map is to be
#: read on.
SHAPES = "shapes"


class Map(pdk.Deck):  # type: ignore[misc]
    """A map as it is sent: pydeck writes it in pure Python with every number on a line, ten times as slowly."""

    def to_json(self) -> str:
        """The map as deck.gl reads it."""
        return json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def point_map(
    points: pd.DataFrame,
    *,
    outlines: pd.DataFrame = NO_OUTLINES,
    dark: bool = False,
    height: int = HEIGHT,
    width: int = BESIDE,
    close: bool = False,
    chosen: str | None = None,
    tiles: Sequence[str] = (),
    hand_out: HandOut = inline,
) -> Map:
    """The map of `points` (see `placed`) over `outlines` (kind, name, outline, lon, lat in WGS-84).

    `close` looks at what is drawn alone; `chosen` is the layer and id, as stations:1, of the item that is marked;
    `tiles` are addresses of tiles to lie under it all.
    """
    drawn = placed(points)
    tone, frame = colours(dark=dark), frame_of(drawn, close=close)
    zoom = zoom_of(frame, width, height)
    scale = 512 * 2**zoom / 360
    laid = lay_out(drawn, outlines, scale, seen(frame, scale, width, height), chosen)
    layers = [
        *ground(tone, frame, tiles, hand_out),
        *_areas(drawn[drawn["outline"] != ""], chosen),
        *lines_of(outlines, tone, hand_out),
        *border(tone, frame),
        names_layer("base_names", laid.base, tone.quiet, tone.land, 13, zoom),
        *pins(laid, tone, zoom, chosen),
        names_layer("names", laid.names, tone.ink, tone.plate, 13, zoom),
        names_layer("areas_names", laid.areas, tone.ink, tone.plate, 14, zoom),
    ]
    lon, lat = frame.middle
    return Map(
        layers,
        map_provider=None,
        initial_view_state=pdk.ViewState(latitude=lat, longitude=lon, zoom=zoom, min_zoom=7, max_zoom=18),
        tooltip={
            "html": "<b>{name}</b><br>{kind}<br>{state}<br>{figure}",
            "style": {"fontFamily": FONTS, "fontSize": "14px", "color": "white", "backgroundColor": "#1F2933"},
        },
    )


def _areas(shapes: pd.DataFrame, chosen: str | None) -> list[pdk.Layer]:
    """Shaded towns, the more the higher their value, and the outlines of items, in the colour of their state."""
    if shapes.empty:
        return []
    features = [
        {
            "type": "Feature",
            "geometry": geometry(row.outline),
            "properties": {
                "fill": [*rgb(row.colour), round(255 * strength)],
                "line": [*rgb(row.colour), 220],
                "width": 4 if f"{row.layer}:{row.id}" == chosen else 1.5,
            },
            **_said(row),
        }
        for row, strength in zip(shapes.itertuples(index=False), strengths(shapes), strict=True)
    ]
    return [
        pdk.Layer(
            "GeoJsonLayer",
            features,
            id=f"{SHAPES}|{chosen}",
            pickable=True,
            get_fill_color="properties.fill",
            get_line_color="properties.line",
            line_width_units="'pixels'",
            get_line_width="properties.width",
        )
    ]


def _said(row: Any) -> dict[str, str]:
    """What is said of an item under the pointer, and what it is known by when it is chosen."""
    return {
        "name": row.name,
        "kind": row.kind,
        "state": row.state,
        "figure": row.figure,
        "item": f"{row.layer}:{row.id}",
    }
