"""A GeoJSON file is a table like any other: properties are columns, places are coordinates or well-known text."""

import datetime as dt
import json
from typing import Any

import pytest

from dashboard.intake.drafting import draft
from dashboard.intake.remembered import Answers
from dashboard.reading import FileProblem
from dashboard.reading.files import read_here
from dashboard.store.lake import Lake
from dashboard.web.places import places_of
from data.geo import make

CGCS2000 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
TRIANGLE = [[[112.8, 35.4], [112.9, 35.4], [112.9, 35.5], [112.8, 35.4]]]


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def written(*features: dict[str, Any], **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", **more, "features": features}, ensure_ascii=False).encode()


def cells(data: bytes) -> list[list[str]]:
    return [list(row.values()) for row in read_here(data, "图.geojson").cells.to_pylist()]


def test_properties_are_columns_and_a_shape_is_well_known_text_longitude_first() -> None:
    file = written(
        feature("Polygon", TRIANGLE, 名称="甲镇", 面积=12.50),
        feature("MultiLineString", [[[112.8, 35.4], [112.81, 35.41]]], 名称="乙河", 备注=None),
    )
    assert cells(file) == [
        ["名称", "面积", "geometry", "备注"],
        ["甲镇", "12.5", "POLYGON ((112.8 35.4, 112.9 35.4, 112.9 35.5, 112.8 35.4))", ""],
        ["乙河", "", "MULTILINESTRING ((112.8 35.4, 112.81 35.41))", ""],
    ]


def test_points_are_longitude_and_latitude_in_the_system_the_file_names() -> None:
    file = written(feature("Point", [112.85, 35.5, 700], 名称="甲"), crs=CGCS2000)
    assert cells(file) == [["crs", "名称", "lon", "lat"], ["EPSG:4490", "甲", "112.85", "35.5"]]


def test_digits_beyond_a_millimetre_are_left_out_and_metres_kept() -> None:
    file = written(feature("LineString", [[112.812345678912345, 35.4], [38391500.123, 3930000.4567]]))
    assert cells(file)[1] == ["LINESTRING (112.81234567 35.4, 38391500.123 3930000.4567)"]


@pytest.mark.parametrize(
    "content",
    [
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [1]}',
        '{"type": "Polygon", "coordinates": [[[1]]]}',
        '{"type": "Feature", "geometry": {"type": "Circle", "coordinates": [1, 2]}, "properties": {}}',
        '{"type": "Point", "coordinates": ' + "[" * 100_000,
        '{"type": "Point", "coordinates": [112, 35',
    ],
    ids=["no features", "a number", "half a point", "no such kind", "very deep", "cut off"],
)
def test_what_is_no_geojson_after_all_is_refused_in_a_sentence(content: str) -> None:
    with pytest.raises(FileProblem, match="重新导出为GeoJSON"):
        read_here(content.encode(), "图.geojson")


def test_more_properties_than_columns_may_be_are_refused() -> None:
    file = written(*(feature("Point", [112.8, 35.4], **{f"p{number}": 1}) for number in range(600)))
    with pytest.raises(FileProblem, match="最多500列"):
        read_here(file, "图.geojson")


def test_outlines_of_towns_are_committed_and_a_system_nobody_names_is_asked_for(make_lake: Any) -> None:
    lake: Lake = make_lake({})
    file = written(feature("Polygon", TRIANGLE, 名称="南村镇", adcode=140502))
    said = {"kind": "镇（街道）", "source": "甲"}

    def drafted(constants: dict[str, str]) -> Any:
        return draft(lake, "map_outlines", file, "镇界.geojson", dt.date(2024, 1, 1), Answers(constants=constants))

    missing = [problem.column for problem in drafted(said).problems if problem.rule == "missing_column"]
    assert missing == ["坐标系"]
    made = drafted(said | {"crs": "GCJ-02"})
    assert made.errors == 0
    assert made.difference.added[["kind", "name", "crs"]].values.tolist() == [["town", "南村镇", "gcj02"]]


def test_what_would_be_written_is_shown_where_it_lies_before_it_is_confirmed(make_lake: Any) -> None:
    lake: Lake = make_lake({})
    said = Answers(constants={"kind": "镇（街道）", "source": "甲", "crs": "GCJ-02"})
    file = written(feature("Polygon", TRIANGLE, 名称="南村镇"))
    (row,) = places_of(draft(lake, "map_outlines", file, "镇界.geojson", dt.date(2024, 1, 1), said)).to_dict("records")
    assert (row["layer"], row["name"], row["system"]) == ("map_outlines", "南村镇", "gcj02")
    # GCJ-02 lies some 560 metres to the east of the place.
    assert row["outline"].startswith("POLYGON ((112.79379457 35.40038264, ")
    assert 112.8 < row["lon"] < 112.9
    point = written(feature("Point", [38391500, 3930000], 编码="1", 名称="甲站"))
    said = Answers(constants={"kind": "国控", "source": "甲", "crs": "38带"})
    (row,) = places_of(draft(lake, "stations", point, "站.geojson", dt.date(2024, 1, 1), said)).to_dict("records")
    assert (row["name"], round(row["lon"], 4), round(row["lat"], 4)) == ("甲站", 112.8043, 35.4935)


def test_the_base_lines_that_ship_with_the_board_can_be_read() -> None:
    (district,) = cells(make.files()["district.geojson"].encode())[1:]
    assert district[:2] == ["140502", "城区"]
    assert district[2].startswith("POLYGON ((112.848445 35.585768, ")
