"""Coordinates in WGS-84, whatever system they were reported in: of points, of many at once, and of outlines.

Projected coordinates (Gauss-Krueger in zones of three degrees) are metres: the easting stands for the longitude, with
or without the number of its zone in front, the northing for the latitude.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyproj
import shapely

Numbers = npt.NDArray[np.float64]

# The Krasovsky 1940 ellipsoid: GCJ-02 computes its offset on it, whatever the datum of the point.
SEMI_MAJOR_AXIS = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323

#: CGCS2000 / 3-degree Gauss-Kruger with the zone in front of the easting, by the code of the data package.
ZONES = {"gk37": (37, "EPSG:4525"), "gk38": (38, "EPSG:4526")}
#: An easting without its zone has at most six digits before the point.
ZONE_FROM = 1_000_000
#: What a frame of China holds; what lies outside was not written in the system that it names.
CHINA = (73.0, 136.0, 3.0, 54.0)


class Outline(NamedTuple):
    """An outline in WGS-84: its text (WKT), a point inside for its name, and how far it reaches."""

    wkt: str
    lon: float
    lat: float
    west: float
    south: float
    east: float
    north: float


def to_wgs84(lon: Any, lat: Any, crs: str) -> tuple[Any, Any]:
    """Longitudes and latitudes in WGS-84, numbers or arrays; `crs` is a code of the data package.

    Raises ValueError for an unknown system. Eastings of another zone become not-a-number.
    """
    if crs == "gcj02":
        return wgs84_from_gcj02(lon, lat)
    if crs == "bd09":
        return wgs84_from_gcj02(*gcj02_from_bd09(lon, lat))
    if crs in ("wgs84", "cgcs2000"):
        # CGCS2000 and WGS-84 differ by less than a metre: nothing that a map of a district could show.
        return lon, lat
    if crs in ZONES:
        return _from_zone(lon, lat, crs)
    raise ValueError(f"unknown coordinate system: {crs!r}")


def place_in_china(lon: Numbers, lat: Numbers, crs: str) -> tuple[Numbers, Numbers]:
    """The same for arrays, with not-a-number for what lies nowhere in China or is written in no known system."""
    if crs not in ("wgs84", "cgcs2000", "gcj02", "bd09", *ZONES):
        return np.full(len(lon), np.nan), np.full(len(lat), np.nan)
    with np.errstate(invalid="ignore", over="ignore"):
        east, north = to_wgs84(lon, lat, crs)
        is_there = (east >= CHINA[0]) & (east <= CHINA[1]) & (north >= CHINA[2]) & (north <= CHINA[3])
    return np.where(is_there, east, np.nan), np.where(is_there, north, np.nan)


def outline_in_wgs84(text: str, crs: str) -> Outline | None:
    """An outline given as WKT, in WGS-84; None where it cannot be read, is empty, or lies nowhere in China."""
    try:
        # A third coordinate, or the system in front as PostGIS writes it, says nothing more here.
        shape = shapely.force_2d(shapely.from_wkt(re.sub(r"^\s*SRID=\d+;", "", text)))
    except shapely.errors.GEOSException:
        return None
    if shape is None or shape.is_empty:
        return None
    points = shapely.get_coordinates(shape)
    moved = np.column_stack(place_in_china(points[:, 0], points[:, 1], crs))
    if not np.isfinite(moved).all():
        return None
    placed = shapely.set_coordinates(shape, moved)
    if not placed.is_valid:
        placed = shapely.make_valid(placed)
    if shapely.get_dimensions(placed) < shapely.get_dimensions(shape):
        # A ring that only goes there and back holds no land.
        return None
    inside = shapely.point_on_surface(placed)
    wkt = shapely.to_wkt(placed, rounding_precision=8)
    return Outline(wkt, inside.x, inside.y, *map(float, placed.bounds))


# ---- the transforms -------------------------------------------------------------------------------------------------


#: PROJ keeps a context for each thread that asks it. DuckDB's own threads come and go, and a context that has gone with
#: one of them brings the process down: one thread of ours does all projecting.
_projecting = ThreadPoolExecutor(1, "projecting")


@cache
def _zone(crs: str) -> pyproj.Transformer:
    """From a zone to its own geographic coordinates: a projection on one ellipsoid, which needs no grid."""
    return pyproj.Transformer.from_crs(ZONES[crs][1], "EPSG:4490", always_xy=True)


def _from_zone(easting: Any, northing: Any, crs: str) -> tuple[Any, Any]:
    number, _ = ZONES[crs]
    zone = np.floor_divide(easting, ZONE_FROM)
    whole = np.where(zone == 0, easting + number * ZONE_FROM, np.where(zone == number, easting, np.nan))
    lon, lat = _projecting.submit(lambda: _zone(crs).transform(whole, np.asarray(northing, dtype=float))).result()
    return (lon, lat) if np.ndim(easting) else (float(lon), float(lat))


def wgs84_from_gcj02(lon: Any, lat: Any) -> tuple[Any, Any]:
    """The point whose GCJ-02 image this is. There is no closed inverse; each round divides the error by hundreds."""
    guess_lon, guess_lat = lon, lat
    for _ in range(4):
        image_lon, image_lat = gcj02_from_wgs84(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - image_lon, guess_lat + lat - image_lat
    return guess_lon, guess_lat


def gcj02_from_wgs84(lon: Any, lat: Any) -> tuple[Any, Any]:
    """The GCJ-02 offset inside China, by the approximation in general use: the official transform is unpublished."""
    x, y, pi, sin, sqrt = lon - 105.0, lat - 35.0, np.pi, np.sin, np.sqrt
    ripple = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    north = (
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
        + (ripple + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3
    )  # fmt: skip
    east = (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
        + (ripple + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    )  # fmt: skip
    latitude = lat / 180 * pi
    flattening = 1 - ECCENTRICITY_SQUARED * sin(latitude) ** 2
    metres_per_degree_north = SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / flattening**1.5 * pi / 180
    metres_per_degree_east = SEMI_MAJOR_AXIS / sqrt(flattening) * np.cos(latitude) * pi / 180
    return lon + east / metres_per_degree_east, lat + north / metres_per_degree_north


#: The ripple that BD-09 adds to GCJ-02 turns 3000 times in a circle.
BD09_TURNS = np.pi * 3000 / 180


def bd09_from_gcj02(lon: Any, lat: Any) -> tuple[Any, Any]:
    """Baidu's second shift, by the approximation in general use: the official transform is unpublished."""
    radius = np.hypot(lon, lat) + 0.00002 * np.sin(lat * BD09_TURNS)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * BD09_TURNS)
    return radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006


def gcj02_from_bd09(lon: Any, lat: Any) -> tuple[Any, Any]:
    """The point whose BD-09 image this is, found in rounds as that of GCJ-02 is."""
    guess_lon, guess_lat = lon - 0.0065, lat - 0.006
    for _ in range(6):
        image_lon, image_lat = bd09_from_gcj02(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - image_lon, guess_lat + lat - image_lat
    return guess_lon, guess_lat
