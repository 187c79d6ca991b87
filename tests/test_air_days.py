"""Air, day by day: good days with and without dust, the calendar, stations and hours beside their mean, warnings."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.browser import SECONDS, needs_chromium, shows, visit
from tests.rows import upload
from tests.serving import Showing

APRIL = "2023-04-30"
MAY_2 = {"from": "2023-05-02", "to": "2023-05-02"}

#: A day of index 60, led by PM10.
PLAIN = {"so2": 9, "no2": 20, "pm10": 70, "pm2_5": 30, "co": 0.8, "o3_8h": 80, "o3_1h": 90}
SPECIAL: dict[int, dict[str, Any]] = {
    15: {"o3_8h": 165},  # index 105
    22: {"pm10": 431},  # index 314, a dust day
    30: {"co": None},  # no index without all six
}


@pytest.fixture(scope="module")
def april(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """One station with thirty days of April 2023, another from May, one in the background, and hours of 2 May."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("april") / "store"))
    stations = [("甲", "national", "2020-01-01"), ("乙", "national", "2023-05-01"), ("丙", "background", "2020-01-01")]
    upload(
        lake,
        "stations",
        [
            {"station": code, "name": f"{code}站", "kind": kind, "opened_on": opened_on, "source": "测试"}
            for code, kind, opened_on in stations
        ],
    )
    days = [{"station": "甲", "date": f"2023-04-{day:02d}", **PLAIN, **SPECIAL.get(day, {})} for day in range(1, 31)]
    upload(lake, "air_daily", [*days, {"station": "丙", "date": "2023-04-01", **PLAIN, "pm10": 20}])
    upload(lake, "air_dust_days", [{"date": f"2023-04-{day}", "source": "测试"} for day in (21, 22)])
    warnings = [
        ("2023-02-01 08:00:00", "2023-02-02 08:00:00", "黄色"),
        ("2023-04-01 18:00:00", "2023-04-03 08:00:00", "黄色"),
        ("2023-04-20 12:00:00", None, "橙色"),
    ]
    upload(
        lake,
        "episodes",
        [
            {"started_at": started, "ended_at": ended, "level": level, "source": "测试"}
            for started, ended, level in warnings
        ],
    )
    hours = [("甲", 1, 60), ("乙", 1, 81), ("丙", 1, 10), ("甲", 2, 60), ("甲", 24, 50), ("乙", 24, 50)]
    upload(
        lake,
        "air_hourly",
        [
            {
                "station": code,
                "time": f"{dt.datetime(2023, 5, 2) + dt.timedelta(hours=hour)}",
                "pm10": value,
                "status": "审核" if code == "甲" else "实况",
            }
            for code, hour, value in hours
        ],
    )
    return lake


# ---- good days ------------------------------------------------------------------------------------------------------


def test_twenty_seven_good_days_of_twenty_nine_valid_ones_are_93_1_percent(april: Lake) -> None:
    columns = "valid_days good_days good_ratio heavy_days primary_pollutants primary_days"
    assert answer(april, "air/good_days", columns, as_of=APRIL, period="2023-04") == [(29, 27, 93.1, 1, "pm10", 28)]


def test_dust_days_above_100_are_left_out_of_both_sides_and_other_dust_days_stay(april: Lake) -> None:
    columns = "dust_days adjusted_valid_days adjusted_good_ratio"
    assert answer(april, "air/good_days", columns, as_of=APRIL, period="2023-04") == [(2, 28, 96.4)]


def test_without_a_valid_day_nothing_is_known_and_nothing_is_zero(april: Lake) -> None:
    columns = "valid_days good_days good_ratio heavy_days dust_days adjusted_good_ratio primary_pollutants"
    unknown = (0, None, None, None, None, None, None)
    assert answer(april, "air/good_days", columns, as_of=APRIL, period="2022-04") == [unknown]


def test_days_count_up_to_as_of_and_no_further(april: Lake) -> None:
    assert answer(april, "air/good_days", "valid_days", as_of="2023-04-10", period="2023") == [(10,)]
    assert answer(april, "air/years", "year days", as_of="2023-04-10") == [(2023, 10)]
    assert answer(april, "air/years", "year", as_of="2022-12-31") == []


# ---- the calendar ---------------------------------------------------------------------------------------------------


def test_the_calendar_has_every_day_of_the_year_and_knows_what_is_known(april: Lake) -> None:
    rows = answer(april, "air/calendar", "date aqi valid has_values is_over is_dust", as_of=APRIL, period="2023")
    by_day = {row[0].date(): row[1:] for row in rows}
    assert len(rows) == 365
    assert by_day[dt.date(2023, 4, 22)] == (314, True, True, True, True)
    assert by_day[dt.date(2023, 4, 30)] == (None, False, True, True, False)
    assert by_day[dt.date(2023, 3, 31)] == (None, False, False, True, False)
    assert by_day[dt.date(2023, 12, 31)] == (None, False, False, False, False)


def test_a_warning_covers_its_days_and_one_that_is_not_lifted_reaches_as_of(april: Lake) -> None:
    rows = answer(april, "air/calendar", "date is_episode", as_of="2023-04-25", period="2023-04")
    assert [row[0].day for row in rows if row[1]] == [1, 2, 3, 20, 21, 22, 23, 24, 25]


def test_the_ozone_season_is_may_to_september(april: Lake) -> None:
    rows = answer(april, "air/calendar", "date is_ozone_season", as_of=APRIL, period="2023")
    assert {row[0].month for row in rows if row[1]} == {5, 6, 7, 8, 9}


# ---- warnings -------------------------------------------------------------------------------------------------------


def test_a_warning_has_its_hours_and_heavy_days_unless_they_are_unknown(april: Lake) -> None:
    rows = answer(april, "air/episodes", "level hours valid_days heavy_days", as_of=APRIL, period="2023")
    assert rows == [("yellow", 24, 0, None), ("yellow", 38, 3, 0), ("orange", None, 10, 1)]
    assert answer(april, "air/episodes", "level hours", as_of="2023-04-02", period="2023-04") == [("yellow", None)]


# ---- stations and hours ---------------------------------------------------------------------------------------------


def test_a_background_station_stands_last_and_counts_in_no_mean(april: Lake) -> None:
    day = {"from": "2023-04-01", "to": "2023-04-01"}
    rows = answer(april, "air/station_days", "station is_counted pm10", **day)
    assert rows == [("甲", True, 70), ("丙", False, 20)]
    assert answer(april, "air/daily", "pm10", **day) == [(70,)]


def test_the_mean_of_an_hour_needs_its_stations_and_leaves_the_background_out(april: Lake) -> None:
    rows = answer(april, "air/hours", "station hour_of_day pm10 aqi status", **MAY_2)
    means = [row[1:4] for row in rows if row[0] is None]
    assert means == [(1, 70, 60), (2, None, None), (24, 50, 50)]
    assert [row for row in rows if row[0] == "甲"][2] == ("甲", 24, 50, 50, "audited")
    assert answer(april, "air/hours", "station", **{"from": "2023-05-03", "to": "2023-05-03"}) == []


# ---- the page -------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@needs_chromium[1]
def test_the_page_shows_the_year_the_warnings_the_days_and_the_hours_that_the_link_names(
    page: Page, april: Lake, showing: Showing
) -> None:
    served = showing(april.catalog.home)
    visit(page, served.address, f"air-days?asof={APRIL}&tab=重污染预警")
    shows(page, "93.1%", "96.4%", "其中沙尘日2天", "2023年逐日AQI", "橙色预警", "未解除", "38 小时")
    page.get_by_role("tab", name="小时变化").click()
    shows(page, "没有2023-04-30的小时值")
    visit(page, served.address, "air-days?asof=2023-05-31&month=5月&day=2日&show=PM₁₀&tab=小时变化")
    shows(page, "2023年逐日PM₁₀（µg/m³）", "各站点小时PM₁₀（µg/m³）", "2023-05-02", "对照点（不计入均值）")
    shows(page, "审核 3 个小时值")
    visit(page, served.address, f"air-days?asof={APRIL}&edition=2026版（假设评价）&tab=逐日数据")
    shows(page, "自2026-03-01起施行", "O₃ 为日最大8小时平均")
    expect(page.locator("tbody tr")).to_have_count(30, timeout=SECONDS)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载2023年逐日数据").click()
    lines = download.value.path().read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("日期,类别,首要污染物,AQI,PM₂.₅（µg/m³）")
    assert [line.split(",")[0] for line in lines[1:]] == [f"2023-04-{day:02d}" for day in range(1, 31)]
