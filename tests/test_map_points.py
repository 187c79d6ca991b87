"""What map and list show: the same items, placed only by coordinates that were reported."""

from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake

STATION = {
    "station": "2160A",
    "name": "自来水公司",
    "kind": "national",
    "town": "南村镇",
    "lon": 112.85,
    "lat": 35.5051,
    "crs": "wgs84",
    "opened_on": "2020-01-01",
    "closed_on": "",
    "source": "站点名录",
}
PLOT = {
    "plot_id": "DK-01",
    "name": "原焦化厂地块",
    "former_use": "焦化",
    "planned_use": "school",
    "is_listed": "true",
    "is_heavy": "true",
    "source": "名录",
}


def test_without_coordinates_every_item_is_listed_and_none_is_placed(empty_lake: Lake) -> None:
    assert answer(empty_lake, "map/points", "layer id state is_located", as_of="2023-05-31") == [
        ("sections", "白水河", "unmonitored", False),
        ("sections", "洞头", "unmonitored", False),
        ("sections", "金匠桥", "unmonitored", False),
        ("projects", "WP-1", "unreported", False),
        ("projects", "WP-2", "unreported", False),
        ("projects", "WP-3", "unreported", False),
    ]


def test_reported_coordinates_place_an_item(make_lake: MakeLake) -> None:
    section = {"section": "洞头", "level": "municipal", "lon": 112.86, "lat": 35.48, "crs": "wgs84", "source_line": 256}
    lake = make_lake({"sections": [section]})
    rows = answer(lake, "map/points", "id lon lat crs is_located", plan="water")
    assert ("洞头", 112.86, 35.48, "wgs84", True) in rows
    assert [row[0] for row in rows if row[-1]] == ["洞头"]


def test_a_station_is_shown_while_it_is_open_and_a_plot_with_its_verdict(make_lake: MakeLake) -> None:
    closed = STATION | {"station": "2161A", "name": "旧站", "closed_on": "2023-06-01"}
    make_lake({"stations": [STATION, closed], "plots": [PLOT | {"is_listed": "false", "is_heavy": "false"}]})
    lake = make_lake({"plots": [PLOT]})
    columns = "layer id state is_located"
    assert answer(lake, "map/points", columns, as_of="2023-05-31", plan="air") == [
        ("stations", "2160A", None, True),
        ("stations", "2161A", None, True),
    ]
    assert answer(lake, "map/points", columns, as_of="2023-06-01", plan="air") == [("stations", "2160A", None, True)]
    assert answer(lake, "map/points", columns, plan="soil") == [("plots", "DK-01", "forbidden", False)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"unit": "凤禹"}, ["WP-1"]),
        ({"unit": "晋普山"}, ["WP-2", "WP-3"]),
        ({"unit": "南村"}, []),
        ({"unit": "南村", "include_groups": True}, ["WP-1"]),
        ({"keyword": "矿井水"}, ["WP-2", "WP-3"]),
        ({"keyword": "wp-3"}, ["WP-3"]),
        ({"plan": "water", "keyword": "白水河"}, ["白水河", "WP-1"]),
        ({"plan": "soil"}, []),
    ],
)
def test_filters_leave_the_items_they_name(empty_lake: Lake, asked: dict[str, Any], found: list[str]) -> None:
    assert [row[0] for row in answer(empty_lake, "map/points", "id", **asked)] == found


def test_a_station_belongs_to_its_town(make_lake: MakeLake) -> None:
    lake = make_lake({"stations": [STATION]})
    assert answer(lake, "map/points", "id", unit="南村镇") == [("2160A",)]
