"""Tiles of the office's own server, or of Tianditu with its key, under the map; without either there are none.

DASHBOARD_TILES has the addresses, parted by spaces, lower ones first: each is a template such as
http://10.0.0.8/tiles/{z}/{x}/{y}.png in Web Mercator, or `tianditu:KEY`. Nothing else is ever asked for.
"""

import os
from math import asinh, atan, ceil, degrees, floor, pi, radians, sinh, tan
from urllib.parse import urlsplit

import pydeck as pdk

from dashboard.charts.maps.ground import PHONE, Frame, zoom_of

VARIABLE = "DASHBOARD_TILES"
#: The two layers of Tianditu's map: the ground, and the names on it. Its _w layers are Web Mercator, without a shift.
TIANDITU = [
    f"https://t0.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
    for layer in ("vec", "cva")
]
#: Tiles of one address at most: a view is covered with less.
MOST = 80


def templates() -> list[str]:
    """The addresses of tiles, with {z}, {x} and {y}, as the environment has them."""
    found: list[str] = []
    for each in os.environ.get(VARIABLE, "").split():
        key = each.removeprefix("tianditu:")
        found += [address + key for address in TIANDITU] if key != each else [each]
    return found


def hosts() -> list[str]:
    """Where tiles come from, each once, as a policy names it: https://t0.tianditu.gov.cn."""
    parts = [urlsplit(each) for each in templates()]
    return list(dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts if part.scheme in ("http", "https")))


def tile_layers(frame: Frame) -> list[pdk.Layer]:
    """The tiles that cover a frame and what is around it, a layer each."""
    wide = frame.wider(0.6)
    # Half a step finer than the frame is first seen, so that names on tiles stay sharp when one comes closer.
    zoom = min(18, ceil(zoom_of(frame, PHONE, PHONE) + 1))
    while _count(wide, zoom) > MOST:
        zoom -= 1
    west, north = _tile(wide.west, wide.north, zoom)
    east, south = _tile(wide.east, wide.south, zoom)
    return [
        pdk.Layer(
            "BitmapLayer",
            id=f"tile_{number}_{zoom}_{x}_{y}",
            image=f"'{address.format(z=zoom, x=x, y=y)}'",
            bounds=[_lon(x, zoom), _lat(y + 1, zoom), _lon(x + 1, zoom), _lat(y, zoom)],
        )
        for number, address in enumerate(templates())
        for x in range(west, east + 1)
        for y in range(north, south + 1)
    ]


def _count(frame: Frame, zoom: int) -> int:
    west, north = _tile(frame.west, frame.north, zoom)
    east, south = _tile(frame.east, frame.south, zoom)
    return (east - west + 1) * (south - north + 1)


def _tile(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """The column and row of the tile in which a place lies."""
    north = asinh(tan(radians(lat)))
    return floor((lon + 180) / 360 * 2**zoom), floor((1 - north / pi) / 2 * 2**zoom)


def _lon(column: int, zoom: int) -> float:
    return column / float(2**zoom) * 360 - 180


def _lat(row: int, zoom: int) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * row / 2**zoom))))
