"""What map and list show: the same items with state and value, placed only by coordinates that were reported."""

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
SQUARE = "POLYGON ((112.80 35.50, 112.82 35.50, 112.82 35.52, 112.80 35.52, 112.80 35.50))"
PLOT = {
    "plot_id": "DK-01",
    "name": "原焦化厂地块",
    "former_use": "焦化",
    "planned_use": "school",
    "is_listed": "false",
    "is_heavy": "false",
    "source": "名录",
}


def shown(lake: Lake, columns: str, layer: str | None = None, **asked: Any) -> list[tuple[Any, ...]]:
    return answer(lake, "map/features", columns, layer=layer, **asked)


def test_without_coordinates_every_item_is_listed_and_none_is_placed(empty_lake: Lake) -> None:
    rows = shown(empty_lake, "layer id state is_located", as_of="2023-05-31")
    assert rows[:6] == [
        ("sections", "白水河", "unmonitored", False),
        ("sections", "洞头", "unmonitored", False),
        ("sections", "金匠桥", "unmonitored", False),
        ("projects", "WP-1", "unreported", False),
        ("projects", "WP-2", "unreported", False),
        ("projects", "WP-3", "unreported", False),
    ]
    towns = ["南村镇", "开发区街道办事处", "西上庄街道办事处", "钟家庄街道办事处"]
    assert rows[6:] == [
        *(("towns_dustfall", town, "unreported", False) for town in towns),
        *(("towns_pm2_5", town, "unmeasured", False) for town in towns),
        # What was due when the notice was issued is late, but within its grace.
        ("towns_late", "南村镇", "in_grace", False),
        *(("towns_late", town, "on_time", False) for town in towns[1:]),
    ]


def test_reported_coordinates_place_an_item_in_wgs84(make_lake: MakeLake) -> None:
    section = {"section": "洞头", "level": "municipal", "lon": 112.86, "lat": 35.48, "crs": "gcj02", "source_line": 256}
    rows = shown(make_lake({"sections": [section]}), "id lon lat is_located", "sections")
    ((name, lon, lat, _),) = [row for row in rows if row[-1]]
    assert (name, round(lon, 4), round(lat, 4)) == ("洞头", 112.8539, 35.4804)


@pytest.mark.parametrize(
    ("lon", "lat", "crs", "placed"),
    [
        (38391500.0, 3930000.0, "gk38", (112.804261, 35.493485)),
        (391500.0, 3930000.0, "gk38", (112.804261, 35.493485)),
        (112.804261, 35.493485, "cgcs2000", (112.804261, 35.493485)),
    ],
)
def test_metres_and_degrees_of_one_place_are_one_place(
    make_lake: MakeLake, lon: float, lat: float, crs: str, placed: tuple[float, float]
) -> None:
    lake = make_lake({"stations": [STATION | {"lon": lon, "lat": lat, "crs": crs}]})
    ((east, north),) = shown(lake, "lon lat", "stations")
    assert (round(east, 6), round(north, 6)) == placed


def test_a_station_is_shown_while_it_is_open_and_a_plot_with_its_verdict(make_lake: MakeLake) -> None:
    closed = STATION | {"station": "2161A", "name": "旧站", "closed_on": "2023-06-01"}
    make_lake({"stations": [STATION, closed], "plots": [PLOT]})
    # Listed after its use was planned: that can be recorded, and forbids the school.
    lake = make_lake({"plots": [PLOT | {"is_listed": "true"}]})
    assert shown(lake, "id", "stations", as_of="2023-05-31") == [("2160A",), ("2161A",)]
    assert shown(lake, "id", "stations", as_of="2023-06-01") == [("2160A",)]
    assert shown(lake, "id state is_located", "plots") == [("DK-01", "forbidden", False)]


def test_a_plot_with_an_outline_alone_lies_inside_it(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [PLOT | {"outline": SQUARE, "crs": "wgs84"}]})
    ((lon, lat, outline),) = shown(lake, "lon lat outline", "plots")
    assert 112.80 < lon < 112.82 and 35.50 < lat < 35.52
    assert outline.startswith("POLYGON ((112.8 35.5, ")


DAY = {"station": "2160A", "date": "2023-05-31", "so2": 9, "no2": 28, "pm10": 75, "pm2_5": 90, "co": 0.8, "o3_8h": 66}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, (119, "aqi_3", "")),
        ({"pollutant": "pm2_5"}, (90, "aqi_3", "µg/m³")),
        ({"pollutant": "pm10"}, (75, "aqi_2", "µg/m³")),
        ({"as_of": "2023-05-30"}, (None, "unmeasured", "")),
        ({"period": "month", "pollutant": "pm2_5"}, (90, "insufficient", "µg/m³")),
    ],
)
def test_a_station_has_its_index_or_a_pollutant_of_a_day_or_a_period(
    make_lake: MakeLake, asked: dict[str, Any], found: tuple[Any, ...]
) -> None:
    lake = make_lake({"stations": [STATION], "air_daily": [DAY]})
    assert shown(lake, "value state unit_of_measure", "stations", **{"as_of": "2023-05-31"} | asked) == [found]


def test_a_town_lies_where_its_outline_does_under_any_spelling_of_its_name(make_lake: MakeLake) -> None:
    town = {"kind": "town", "name": "西上庄街道", "outline": SQUARE, "crs": "wgs84", "source": "甲"}
    fallen = {"month": "2023-05", "town": "西上庄街道办事处", "value": 5.3, "source": "甲"}
    lake = make_lake({"map_outlines": [town], "dustfall": [fallen]})
    rows = shown(lake, "name value state is_located dated", "towns_dustfall", as_of="2023-05-31")
    assert ("西上庄街道办事处", 5.3, "missed", True, "2023-05") in rows
    assert [row[0] for row in rows if row[3]] == ["西上庄街道办事处"]
    assert answer(lake, "map/outlines", "kind name") == [("town", "西上庄街道")]


def test_an_enterprise_is_late_after_the_deadline_of_the_notice(make_lake: MakeLake) -> None:
    both = {"enterprise": "甲厂", "soil_done_on": "2023-07-01", "groundwater_done_on": "2023-08-01", "source": "甲"}
    half = {"enterprise": "乙厂", "soil_done_on": "2023-07-01", "groundwater_done_on": "", "source": "甲"}
    lake = make_lake({"monitored_enterprises": [both, half]})
    states = {day: dict(shown(lake, "id state", "enterprises", as_of=day)) for day in ("2023-07-31", "2023-11-01")}
    assert states == {
        "2023-07-31": {"甲厂": "partly", "乙厂": "partly"},
        "2023-11-01": {"甲厂": "done", "乙厂": "overdue"},
    }


ITEMS = ("sections", "projects", "stations", "plots")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"unit": "凤禹"}, ["WP-1"]),
        ({"unit": "晋普山"}, ["WP-2", "WP-3"]),
        ({"unit": "南村"}, []),
        ({"unit": "南村", "include_groups": True}, ["WP-1"]),
        ({"keyword": "矿井水"}, ["WP-2", "WP-3"]),
        ({"keyword": "wp-3"}, ["WP-3"]),
        ({"keyword": "白水河"}, ["白水河", "WP-1"]),
        ({"deadline": "past_due", "as_of": "2023-11-15"}, ["WP-2", "WP-3"]),
        ({"due_from": "2023-12-01", "due_to": "2023-12-31"}, ["WP-1"]),
    ],
)
def test_filters_leave_the_items_they_name(empty_lake: Lake, asked: dict[str, Any], found: list[str]) -> None:
    assert [row[1] for row in shown(empty_lake, "layer id", **asked) if row[0] in ITEMS] == found


def test_what_lies_in_a_town_belongs_to_it(make_lake: MakeLake) -> None:
    enterprise = {"enterprise": "甲厂", "town": "南村镇", "source": "甲"}
    lake = make_lake({"stations": [STATION], "plots": [PLOT | {"town": "南村"}], "monitored_enterprises": [enterprise]})
    assert shown(lake, "layer id", unit="南村镇") == [
        ("stations", "2160A"),
        ("plots", "DK-01"),
        ("enterprises", "甲厂"),
        ("towns_dustfall", "南村镇"),
        ("towns_pm2_5", "南村镇"),
        ("towns_late", "南村镇"),
    ]
