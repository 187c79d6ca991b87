"""Tiles under the map, of the addresses that the office has named; without any there are none."""

from collections.abc import Sequence
from math import asinh, atan, ceil, degrees, floor, pi, radians, sinh, tan

import pydeck as pdk

from dashboard.charts.maps.ground import BESIDE, HEIGHT, Frame, zoom_of

#: Tiles of one address at most: a view is covered with less.
MOST = 120


def tile_layers(frame: Frame, addresses: Sequence[str]) -> list[pdk.Layer]:
    """The tiles that cover a frame and what is around it, a layer each; lower ones first.

    An address is a template with {z}, {x} and {y}, in Web Mercator.
    """
    wide = frame.wider(0.6)
    # As fine as the frame is first seen, or a little finer: a tile of 256 pixels is half as wide as deck.gl counts.
    zoom = min(18, ceil(zoom_of(frame, BESIDE, HEIGHT) + 1))
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
        for number, address in enumerate(addresses)
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
