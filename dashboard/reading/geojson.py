"""GeoJSON (RFC 7946) -> a grid: a row for each feature, a column for each property, and its place.

Points come as `lon` and `lat`, everything else as `geometry` in well-known text. A coordinate system that the file
names (older files do) is a column `crs`; one that it does not name is not guessed: half the files that go round in
China are shifted and say nothing of it.
"""

import json
import re
from itertools import islice
from typing import Any

import pyarrow as pa

from dashboard.reading.grid import CHUNK_ROWS, FileProblem, Grid, GridBuilder, check_size, transposed
from dashboard.reading.plain_text import settle

#: How a GeoJSON file begins, and what is somewhere in it; other JSON is no table.
BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
KNOWN = re.compile(
    rb'"type"\s*:\s*"(?:FeatureCollection|Feature|(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)"'
)

POINT, LON, LAT, GEOMETRY, CRS = "Point", "lon", "lat", "geometry", "crs"
#: How deep the brackets of each kind of coordinates go.
DEPTHS = {POINT: 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
#: Digits after the point of a degree that are kept: a millimetre.
DIGITS = 8

NOT_READ = "这个GeoJSON文件读不出来，请在制图软件中重新导出为GeoJSON后再上传。"

Row = dict[str, str]


def is_geojson(data: bytes) -> bool:
    """Whether the bytes are meant to be GeoJSON."""
    return bool(BEGINS.match(data) and KNOWN.search(data))


def read_geojson(data: bytes, encoding: str | None = None) -> Grid:
    """The grid of a GeoJSON file, its header the names of the properties; raises FileProblem."""
    codec, text = settle(data, encoding)
    try:
        # Numbers stay the text that the file has for them.
        content = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_int=str, parse_constant=str)
        features = _features(content)
        rows = _rows(features)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise FileProblem(NOT_READ) from error
    system = _system(content)
    if system:
        rows = [{CRS: system} | row for row in rows]
    header = list(dict.fromkeys(name for row in rows for name in row))
    check_size(len(rows), len(header))
    builder = GridBuilder()
    lines = iter(enumerate([header, *([row.get(name, "") for name in header] for row in rows)], 1))
    while chunk := list(islice(lines, CHUNK_ROWS)):
        columns = [pa.array(column, pa.string()) for column in transposed([cells for _, cells in chunk], "")]
        builder.add(columns, [line for line, _ in chunk])
    cells, numbers = builder.finish()
    return Grid(cells, numbers, "GeoJSON", codec)


def _features(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The features of a collection, or the one that the file is."""
    if content["type"] == "FeatureCollection":
        found: list[dict[str, Any]] = content["features"]
        return found
    return [content if content["type"] == "Feature" else {"geometry": content}]


def _rows(features: list[dict[str, Any]]) -> list[Row]:
    shapes = [feature.get("geometry") for feature in features]
    are_points = all(shape is None or shape["type"] == POINT for shape in shapes)
    return [
        {str(name): _text(value) for name, value in (feature.get("properties") or {}).items()}
        | (_place(shape) if are_points else {GEOMETRY: "" if shape is None else _wkt(shape)})
        for feature, shape in zip(features, shapes, strict=True)
    ]


def _place(shape: dict[str, Any] | None) -> Row:
    lon, lat = (shape["coordinates"] or ["", ""])[:2] if shape else ("", "")
    return {LON: str(lon), LAT: str(lat)}


def _wkt(shape: dict[str, Any]) -> str:
    """A geometry as well-known text: longitude first in both."""
    kind = shape["type"]
    if kind == "GeometryCollection":
        return f"GEOMETRYCOLLECTION ({', '.join(map(_wkt, shape['geometries']))})"
    depth, inner = DEPTHS[kind], shape["coordinates"]
    if not inner:
        return f"{kind.upper()} EMPTY"
    return f"{kind.upper()} {_nested(inner, depth)}" if depth else f"{kind.upper()} ({_pair(inner)})"


def _nested(coordinates: list[Any], depth: int) -> str:
    parts = map(_pair, coordinates) if depth == 1 else (_nested(each, depth - 1) for each in coordinates)
    return f"({', '.join(parts)})"


def _pair(coordinates: list[str]) -> str:
    lon, lat = coordinates[:2]
    return f"{_shortened(lon)} {_shortened(lat)}"


def _shortened(number: str) -> str:
    whole, point, rest = number.partition(".")
    return f"{whole}{point}{rest[:DIGITS]}" if rest.isdigit() else number


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _system(content: dict[str, Any]) -> str:
    """The coordinate system that the file names, EPSG:4490 for urn:ogc:def:crs:EPSG::4490; '' without one."""
    named = content.get("crs")
    try:
        name = str(named["properties"]["name"]) if named else ""
    except (KeyError, TypeError):
        return ""
    found = re.search(r"(EPSG):+(?:[\d.]*:)?(\d+)$|(CRS84)$", name)
    return (found[3] or f"{found[1]}:{found[2]}") if found else name
