"""The marks of the interactive map as its layers, with what is written into them, or how many lie where."""

from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.charts.maps import marks
from dashboard.charts.maps.ground import Colours, rgb
from dashboard.charts.maps.layout import Layout
from dashboard.charts.maps.written import text_layer

#: How the layers of marks are called, before the layer and what is chosen.
MARKS = "marks"


def pins(laid: Layout, tone: Colours, zoom: float, chosen: str | None) -> list[pdk.Layer]:
    """The marks and what is written into them; very many are small and counted."""
    single, are_many = laid.single, len(laid.single) > marks.MANY
    rows, looks = _rows(laid), single[["layer", "shape", "colour"]].reset_index(drop=True)
    ring = {"icon": "".join(marks.RING), "size": marks.RING_SIZE}
    return [
        _icons("chosen", [row | ring for row in rows if row["item"] == chosen], {marks.RING}),
        # A layer of its own for each kind: one that is put out leaves the others as they are in the browser.
        *(
            _icons(
                f"{MARKS}|{layer}|{chosen}",
                [rows[at] for at in of_layer.index],
                set(of_layer[["shape", "colour"]].drop_duplicates().itertuples(index=False, name=None)),
                pickable=True,
            )
            for layer, of_layer in looks.groupby("layer", sort=False)
        ),
        text_layer(
            "marks_words", [] if are_many else _written(laid), "ink", size=12, get_pixel_offset="shift", font_weight=700
        ),
        *(_grid(single, tone, zoom) if are_many else []),
    ]


def _rows(laid: Layout) -> list[dict[str, Any]]:
    """What the browser is told of each mark."""
    single = laid.single
    columns = {
        "at": single[["lon", "lat"]].to_numpy().round(6).tolist(),
        "icon": (single["shape"] + single["colour"]).tolist(),
        "size": laid.sizes.astype(int).tolist(),
        "shift": laid.shift.round().astype(int).tolist(),
        **{name: single[name].tolist() for name in ("name", "kind", "state", "figure")},
        "item": (single["layer"] + ":" + single["id"].astype(str)).tolist(),
    }
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _written(laid: Layout) -> list[dict[str, Any]]:
    """What is written into marks."""
    return [
        {
            "at": [round(row.lon, 6), round(row.lat, 6)],
            "words": row.mark,
            "shift": [round(x), round(y) + (4 if row.shape == "▲" else 0)],
            "ink": marks.ink_on(row.colour),
        }
        for row, (x, y) in zip(laid.single.itertuples(index=False), laid.shift, strict=True)
        if row.mark
    ]


def _icons(id: str, rows: list[dict[str, Any]], shapes: set[tuple[str, str]], **more: Any) -> pdk.Layer:
    """Marks of some shapes and colours."""
    atlas, places = marks.pictures(tuple(sorted(shapes)))
    return pdk.Layer(
        "IconLayer",
        rows,
        id=id,
        icon_atlas=f"'{atlas}'",
        icon_mapping=f"'{places}'",
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
        text_layer(
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
