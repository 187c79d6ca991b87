"""Words on the interactive map."""

from math import pi
from typing import Any

import pydeck as pdk

from dashboard.charts.maps.ground import NARROWED, rgb
from dashboard.charts.maps.placing import Name

FONTS = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, Board, sans-serif"


def names_layer(id: str, listed: list[Name], ink: str, plate: str, size: int, zoom: float) -> pdk.Layer:
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
    return text_layer(
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


def text_layer(id: str, rows: list[dict[str, Any]], colour: str, *, size: float, **more: Any) -> pdk.Layer:
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
