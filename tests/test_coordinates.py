"""Coordinates of every system come to one place: published points, round trips to the millimetre, the base lines."""

import json
from collections.abc import Callable
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

import numpy as np
import pyproj
import pytest

from dashboard.coordinates import (
    bd09_from_gcj02,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    outline_in_wgs84,
    place_in_china,
    to_wgs84,
    wgs84_from_gcj02,
)
from data.geo import make

GEO = Path(make.__file__).parent
SOURCE = json.loads((GEO / "source" / "chengqu_140502_gcj02.geojson").read_text(encoding="utf-8"))["features"][0]
OUTLINE = SOURCE["geometry"]["coordinates"][0][0]
DISTRICT = json.loads((GEO / "district.geojson").read_text(encoding="utf-8"))["features"][0]["geometry"]
NEIGHBOURS = json.loads((GEO / "neighbours.geojson").read_text(encoding="utf-8"))["features"]

#: Places within the district, at its edges and in its middle.
PLACES = [(112.7465, 35.4263), (112.85, 35.51), (112.9125, 35.5933)]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * cos(radians(one[1])) * 111_320
    return hypot(east, (one[1] - other[1]) * 110_950)


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        # Published test points of the eviltransform project: Beijing, Shanghai, Shenzhen.
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ],
)
def test_gcj02_offset_agrees_with_the_published_points(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert metres(gcj02_from_wgs84(*wgs84), gcj02) < 0.001
    assert metres(wgs84_from_gcj02(*gcj02), wgs84) < 0.001


def test_every_point_of_the_outline_returns_within_half_a_metre_of_its_source() -> None:
    assert len(DISTRICT["coordinates"][0]) == len(OUTLINE) == 221
    for stored, source in zip(DISTRICT["coordinates"][0], OUTLINE, strict=True):
        assert metres(gcj02_from_wgs84(*stored), tuple(source)) < 0.5
        assert 400 < metres(tuple(stored), tuple(source)) < 800


@pytest.mark.parametrize("name", ["district.geojson", "neighbours.geojson", "names.geojson"])
def test_base_lines_are_what_the_script_makes_of_the_sources(name: str) -> None:
    assert (GEO / name).read_text(encoding="utf-8") == make.files()[name]


def test_neighbours_are_the_other_five_counties_without_the_seams_of_a_split_polygon() -> None:
    assert [county["properties"]["name"] for county in NEIGHBOURS] == ["沁水县", "阳城县", "陵川县", "泽州县", "高平市"]
    seam = wgs84_from_gcj02(113.012642, 35.357767), wgs84_from_gcj02(112.889618, 35.520582)
    ends = {tuple(round(number, 6) for number in point) for point in seam}
    for county in NEIGHBOURS:
        for line in county["geometry"]["coordinates"]:
            assert not any({tuple(one), tuple(two)} == ends for one, two in pairwise(line))


@pytest.mark.parametrize("place", PLACES)
def test_bd09_returns_to_the_millimetre_and_lies_where_baidu_puts_it(place: tuple[float, float]) -> None:
    image = bd09_from_gcj02(*gcj02_from_wgs84(*place))
    assert metres(gcj02_from_bd09(*image), gcj02_from_wgs84(*place)) < 0.001
    assert metres(to_wgs84(*image, "bd09"), place) < 0.001
    assert 600 < metres(image, gcj02_from_wgs84(*place)) < 1200


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("crs", "number", "meridian"), [("gk37", 37, 111), ("gk38", 38, 114)])
def test_a_zone_returns_to_the_millimetre_with_and_without_its_number(
    place: tuple[float, float], crs: str, number: int, meridian: int
) -> None:
    # The projection by its own words: Gauss-Krueger on the ellipsoid of CGCS2000 about the middle of the zone.
    words = f"+proj=tmerc +lat_0=0 +lon_0={meridian} +k=1 +x_0=500000 +a=6378137 +rf=298.257222101 +units=m"
    easting, northing = pyproj.Proj(words)(*place)
    for written in (easting, easting + number * 1_000_000):
        assert metres(to_wgs84(written, northing, crs), place) < 0.001


def test_a_place_on_the_middle_of_a_zone_has_the_easting_of_its_false_origin() -> None:
    lon, lat = to_wgs84(38_500_000.0, 3_931_000.0, "gk38")
    assert lon == pytest.approx(114, abs=1e-9)
    assert 35.5 < lat < 35.52


def test_what_names_another_zone_or_lies_nowhere_is_placed_nowhere() -> None:
    lon, lat = np.array([37_391_500.0, 38_391_500.0, 112.8]), np.array([3_930_000.0, 3_930_000.0, 35.5])
    assert np.isnan(place_in_china(lon, lat, "gk38")[0]).tolist() == [True, False, True]
    assert np.isnan(place_in_china(np.array([35.5, 112.8]), np.array([112.8, 35.5]), "wgs84")[0]).tolist() == [
        True,
        False,
    ]
    assert np.isnan(place_in_china(np.array([112.8]), np.array([35.5]), "beijing54")[0]).tolist() == [True]


def test_an_unknown_coordinate_system_is_refused() -> None:
    with pytest.raises(ValueError, match="beijing54"):
        to_wgs84(112.85, 35.5, "beijing54")


@pytest.mark.parametrize(
    ("system", "write"),
    [("gcj02", gcj02_from_wgs84), ("bd09", lambda lon, lat: bd09_from_gcj02(*gcj02_from_wgs84(lon, lat)))],
)
def test_an_outline_is_where_its_points_are(system: str, write: Callable[..., tuple[float, float]]) -> None:
    corners = [write(*place) for place in [*PLACES, PLACES[0]]]
    placed = outline_in_wgs84(f"POLYGON (({', '.join(f'{lon} {lat}' for lon, lat in corners)}))", system)
    assert placed is not None
    for found, place in zip(
        ((placed.west, placed.south), (placed.east, placed.north)), (PLACES[0], PLACES[2]), strict=True
    ):
        assert metres(found, place) < 0.01
    assert placed.west < placed.lon < placed.east and placed.south < placed.lat < placed.north


@pytest.mark.parametrize(
    "text",
    ["", "POLYGON", "POLYGON EMPTY", "POLYGON ((35.4 112.8, 35.5 112.8, 35.5 112.9, 35.4 112.8))", "POINT (nan 35)"],
)
def test_an_outline_that_cannot_be_read_or_lies_nowhere_is_none(text: str) -> None:
    assert outline_in_wgs84(text, "wgs84") is None


def test_a_third_coordinate_and_a_leading_system_are_passed_over() -> None:
    placed = outline_in_wgs84("SRID=4490;LINESTRING Z (112.8 35.4 700, 112.9 35.5 710)", "cgcs2000")
    assert placed is not None
    assert placed.wkt == "LINESTRING (112.8 35.4, 112.9 35.5)"
