"""Make the map's base lines from their GCJ-02 sources: `python -m data.geo.make`, once, whenever a source changes."""

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely

from dashboard.coordinates import to_wgs84

HERE = Path(__file__).parent
DISTRICT = 140502

#: What a map of the district shows around it; a name that is read there lies inside.
FRAME = (112.68, 35.38, 112.98, 35.64)

Point = tuple[float, float]
Line = list[Point]
Edge = frozenset[Point]


def files() -> dict[str, str]:
    """The text of each base file by its name, in WGS-84."""
    outline = _read("chengqu_140502_gcj02.geojson")[0]
    counties = _read("jincheng_140500_counties_gcj02.json")
    district = next(county for county in counties if county["properties"]["adcode"] == DISTRICT)
    neighbours = [county for county in counties if county is not district]
    ours = {edge for ring in _rings(district) for edge in _edges(ring)}
    return {
        "district.geojson": _collection([_feature(outline, "Polygon", _rings(outline))]),
        "neighbours.geojson": _collection(
            [_feature(county, "MultiLineString", _borders(county, ours)) for county in neighbours]
        ),
        "names.geojson": _collection(
            [_feature(county, "MultiPoint", [_names(county, district)]) for county in neighbours]
        ),
    }


def _read(source: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((HERE / "source" / source).read_text(encoding="utf-8"))["features"]
    return features


def _rings(feature: dict[str, Any]) -> list[Line]:
    polygons = feature["geometry"]["coordinates"]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]


def _edges(line: Line) -> list[Edge]:
    return [frozenset(pair) for pair in pairwise(line)]


def _borders(county: dict[str, Any], ours: set[Edge]) -> list[Line]:
    """A county's outline without the district's, which has a finer file, and without the seams of split polygons."""
    rings = _rings(county)
    uses = Counter(edge for ring in rings for edge in _edges(ring))
    lines: list[Line] = []
    for ring in rings:
        lines.append(ring[:1])
        for (_, end), edge in zip(pairwise(ring), _edges(ring), strict=True):
            if edge in ours or uses[edge] > 1:
                lines.append([])
            lines[-1].append(end)
    return [line for line in lines if len(line) > 1]


def _names(county: dict[str, Any], district: dict[str, Any]) -> Line:
    """Where a county's name is read: on either side of the district, or in the middle of the county."""
    whole = shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in _rings(county)])
    inside = shapely.union_all([shapely.Polygon(ring).buffer(0) for ring in _rings(district)])
    west, south, east, north = FRAME
    middle = (west + east) / 2
    sides = [
        whole.intersection(shapely.box(*side)) - inside
        for side in ((west, south, middle, north), (middle, south, east, north))
    ]
    spots = [side for side in sides if side.area > 0.1 * shapely.box(*FRAME).area]
    spots = spots or [whole]
    centres = [shapely.get_coordinates(shapely.maximum_inscribed_circle(spot, 0.001))[0] for spot in spots]
    return [(float(lon), float(lat)) for lon, lat in centres]


def _feature(source: dict[str, Any], shape: str, lines: list[Line]) -> dict[str, Any]:
    # Six decimals are a tenth of a metre, as fine as the sources are written.
    converted = [[[round(number, 6) for number in to_wgs84(*point, "gcj02")] for point in line] for line in lines]
    coordinates = converted[0] if shape == "MultiPoint" else converted
    return {
        "type": "Feature",
        "properties": {key: source["properties"][key] for key in ("adcode", "name")},
        "geometry": {"type": shape, "coordinates": coordinates},
    }


def _collection(features: list[dict[str, Any]]) -> str:
    """A GeoJSON feature collection with a line for each feature."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
