"""The interactive map, drawn by deck.gl in the reader's browser; nothing is asked of anybody outside.

What is small is drawn last: ground, shaded towns, outlines, marks, names (placing.py says which have room).
"""

from collections.abc import Sequence
from math import pi
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.charts.maps import marks
from dashboard.charts.maps.ground import (
    BESIDE,
    HEIGHT,
    NARROWED,
    Colours,
    Frame,
    base,
    colours,
    frame_of,
    geometry,
    rgb,
    scale_bar,
    seen,
    zoom_of,
)
from dashboard.charts.maps.kinds import placed
from dashboard.charts.maps.layout import NO_OUTLINES, Layout, lay_out, strengths
from dashboard.charts.maps.placing import Name
from dashboard.charts.maps.tiles import tile_layers

FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Board, sans-serif"
#: How the layers are called whose objects can be chosen. What is chosen stands behind: Streamlit fades everything else
#: for as long as the layer of a chosen object has the same name, and the map is to be read on.
MARKS, SHAPES = "marks", "shapes"


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
) -> pdk.Deck:
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
        *_ground(tone, frame, tiles),
        *_areas(drawn[drawn["outline"] != ""], chosen),
        *_lines(outlines, tone),
        *_border(tone, frame),
        _names("base_names", laid.base, tone.quiet, tone.land, 13, zoom),
        *_marks(laid, tone, zoom, chosen),
        _names("names", laid.names, tone.ink, tone.plate, 13, zoom),
        _names("areas_names", laid.areas, tone.ink, tone.plate, 14, zoom),
    ]
    lon, lat = frame.middle
    return pdk.Deck(
        layers,
        map_provider=None,
        initial_view_state=pdk.ViewState(latitude=lat, longitude=lon, zoom=zoom, min_zoom=7, max_zoom=18),
        tooltip={
            "html": "<b>{name}</b><br>{kind}<br>{state}<br>{figure}",
            "style": {"fontFamily": FONTS, "fontSize": "14px", "color": "white", "backgroundColor": "#1F2933"},
        },
    )


def _ground(tone: Colours, frame: Frame, tiles: Sequence[str]) -> list[pdk.Layer]:
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
        pdk.Layer(
            "GeoJsonLayer",
            base("neighbours"),
            id="neighbours",
            filled=False,
            get_line_color=rgb(tone.faint),
            line_width_units="'pixels'",
            get_line_width=1.5,
        ),
    ]


def _border(tone: Colours, frame: Frame) -> list[pdk.Layer]:
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
        pdk.Layer(
            "GeoJsonLayer",
            base("district"),
            id="district",
            filled=False,
            get_line_color=rgb(tone.border),
            line_width_units="'pixels'",
            get_line_width=2,
        ),
        pdk.Layer(
            "PathLayer",
            [{"path": line} for line in (bar, arrow, head)],
            id="scale",
            get_path="path",
            get_color=rgb(tone.quiet),
            width_units="'pixels'",
            get_width=2,
        ),
        _text("scale_words", words, tone.quiet, size=12, get_pixel_offset="shift"),
    ]


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


def _lines(outlines: pd.DataFrame, tone: Colours) -> list[pdk.Layer]:
    """Rivers, roads, borders of towns and what else the office drew."""
    looks = {
        "other": (tone.quiet, 1.0),
        "town": (tone.border, 1.2),
        "road": (tone.road, 2.5),
        "river": (tone.water, 2.5),
    }
    layers = []
    for kind, (colour, width) in looks.items():
        rows = outlines[outlines["kind"] == kind]
        if not rows.empty:
            layers.append(
                pdk.Layer(
                    "GeoJsonLayer",
                    [{"type": "Feature", "geometry": geometry(text), "properties": {}} for text in rows["outline"]],
                    id=f"outlines_{kind}",
                    filled=False,
                    get_line_color=rgb(colour),
                    line_width_units="'pixels'",
                    get_line_width=width,
                )
            )
    return layers


def _marks(laid: Layout, tone: Colours, zoom: float, chosen: str | None) -> list[pdk.Layer]:
    """The marks and what is written into them; very many are small and counted."""
    single, shift = laid.single, laid.shift
    columns = {
        "layer": single["layer"],
        "at": single[["lon", "lat"]].to_numpy().round(6).tolist(),
        "icon": single["shape"] + single["colour"],
        "size": laid.sizes.astype(int).tolist(),
        "shift": shift.round().astype(int).tolist(),
        **{name: single[name] for name in ("name", "kind", "state", "figure")},
        "item": single["layer"] + ":" + single["id"].astype(str),
    }
    rows: list[dict[str, Any]] = [
        dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)
    ]
    written = [
        {
            "at": row["at"],
            "words": mark,
            "shift": [round(x), round(y) + (4 if shape == "▲" else 0)],
            "ink": marks.ink_on(colour),
        }
        for row, mark, shape, colour, (x, y) in zip(
            rows, single["mark"], single["shape"], single["colour"], shift, strict=True
        )
        if mark and len(single) <= marks.MANY
    ]
    ring = {"icon": "".join(marks.RING), "size": marks.RING_SIZE}
    # A layer of its own for each kind: one that is put out leaves the others as they are in the browser.
    kinds = {layer: single[single["layer"] == layer] for layer in dict.fromkeys(single["layer"])}
    return [
        _icons("chosen", [row | ring for row in rows if row["item"] == chosen], {marks.RING}),
        *(
            _icons(
                f"{MARKS}|{layer}|{chosen}",
                [row for row in rows if row["layer"] == layer],
                set(zip(kind["shape"], kind["colour"], strict=True)),
                pickable=True,
            )
            for layer, kind in kinds.items()
        ),
        _text("marks_words", written, "ink", size=12, get_pixel_offset="shift", font_weight=700),
        *(_grid(single, tone, zoom) if len(single) > marks.MANY else []),
    ]


def _icons(id: str, rows: list[dict[str, Any]], shapes: set[tuple[str, str]], **more: Any) -> pdk.Layer:
    """Marks of some shapes and colours."""
    atlas, places = marks.pictures(tuple(sorted(shapes)))
    return pdk.Layer(
        "IconLayer",
        rows,
        id=id,
        icon_atlas=f"'{atlas}'",
        icon_mapping=places,
        get_icon="icon",
        get_position="at",
        get_size="size",
        get_pixel_offset="shift",
        **more,
    )


def _grid(single: pd.DataFrame, tone: Colours, zoom: float) -> list[pdk.Layer]:
    """How many marks lie in each square of the ground, written in it."""
    side = 72 / (512 * 2**zoom / 360)
    cells = marks.counted(single, side)
    squares, counts = [], []
    for cell in cells.itertuples(index=False, name="Cell"):
        west, south, east, north = cell.west, cell.south, cell.west + side, cell.south + cell.high
        squares.append({"polygon": [[west, south], [east, south], [east, north], [west, north]]})
        counts.append({"at": [(west + east) / 2, (south + north) / 2], "words": str(cell.count)})
    return [
        pdk.Layer(
            "PolygonLayer",
            squares,
            id="cells",
            get_polygon="polygon",
            filled=False,
            get_line_color=[*rgb(tone.quiet), 110],
            line_width_units="'pixels'",
            get_line_width=1,
        ),
        _text(
            "counts",
            counts,
            tone.ink,
            size=14,
            font_weight=700,
            background=True,
            get_background_color=[*rgb(tone.plate), 200],
            background_padding=[4, 1],
        ),
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


def _names(id: str, listed: list[Name], ink: str, plate: str, size: int, zoom: float) -> pdk.Layer:
    """Names on plates that part them from lines and areas under them; smaller as soon as one goes further away."""
    rows = [
        {
            "at": [round(name.lon, 6), round(name.lat, 6)],
            "words": name.words,
            "anchor": name.anchor,
            "shift": [round(name.right), round(name.down)],
        }
        for name in listed
    ]
    metres = 2 * pi * 6378137 * NARROWED / (512 * 2**zoom)
    return _text(
        id,
        rows,
        ink,
        size=size * metres,
        size_units="'meters'",
        size_max_pixels=size,
        line_height=1.15,
        get_text_anchor="anchor",
        get_pixel_offset="shift",
        background=True,
        get_background_color=[*rgb(plate), 150],
        background_padding=[2, 0],
    )


def _text(id: str, rows: list[dict[str, Any]], colour: str, *, size: float, **more: Any) -> pdk.Layer:
    """Words in a colour, or in that which the column `ink` has."""
    return pdk.Layer(
        "TextLayer",
        rows,
        id=id,
        get_text="words",
        get_position="at",
        get_size=size,
        get_color=colour if colour == "ink" else rgb(colour),
        character_set="'auto'",
        font_family=f"'{FONTS}'",
        **more,
    )
