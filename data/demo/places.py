"""Outlines of the demonstration data: the district cut up around one invented middle for each town, a river, a road."""

import json
from pathlib import Path
from random import Random

import shapely
from common import SOURCE, Rows

DISTRICT = Path(__file__).parent.parent / "geo" / "district.geojson"

#: The middle of each town, invented; what lies nearest to the last belongs to none of them.
MIDDLES = {
    "南村镇": (112.792, 35.462),
    "西上庄街道办事处": (112.806, 35.512),
    "钟家庄街道办事处": (112.858, 35.472),
    "开发区街道办事处": (112.876, 35.508),
    "": (112.848, 35.56),
}
LINES = {
    ("river", "白水河（演示）"): [(112.872, 35.566), (112.862, 35.54), (112.853, 35.512), (112.846, 35.495),
                                  (112.84, 35.478), (112.829, 35.46), (112.826, 35.438)],
    ("river", "花园头河（演示）"): [(112.9, 35.545), (112.885, 35.527), (112.87, 35.515), (112.853, 35.512)],
    ("road", "演示大道"): [(112.77, 35.486), (112.805, 35.489), (112.84, 35.492), (112.878, 35.489), (112.9, 35.494)],
}  # fmt: skip


def map_outlines(_dice: Random) -> Rows:
    district = shapely.from_geojson(json.dumps(json.loads(DISTRICT.read_text(encoding="utf-8"))["features"][0]))
    middles = shapely.MultiPoint(list(MIDDLES.values()))
    cells = shapely.voronoi_polygons(middles, extend_to=district).geoms
    for town, middle in MIDDLES.items():
        cell = next(each for each in cells if each.contains(shapely.Point(middle)))
        if town:
            yield "town", town, _text(cell.intersection(district)), "wgs84", f"{SOURCE}：虚构边界"
    for (kind, name), points in LINES.items():
        yield kind, name, _text(shapely.LineString(points)), "wgs84", f"{SOURCE}：虚构线划"


def _text(shape: shapely.Geometry) -> str:
    return shapely.to_wkt(shape, rounding_precision=6)
