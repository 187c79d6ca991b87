"""Rankings: towns by the daily means of their stations, ties, what is not ranked, and the city among 168."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.browser import needs_chromium, shows, text, visit
from tests.rows import Rows, upload
from tests.serving import Showing

JULY = {"as_of": "2023-07-31", "period": "2023-07", "pollutant": "pm2_5"}
TOWNS = ("南村镇", "西上庄街道办事处", "钟家庄街道办事处", "开发区街道办事处")

#: station -> kind, town, PM2.5 of each day of July 2023 and 2022; SO2 is a fifth of it.
STATIONS: dict[str, tuple[str, str | None, float, float]] = {
    "甲": ("township", TOWNS[0], 30, 40),
    "乙": ("township", TOWNS[1], 20, 10),
    "丙": ("township", TOWNS[2], 20.4, 30),
    "丁": ("township", TOWNS[3], 10, 20),
    "戊": ("background", TOWNS[3], 90, 90),
    "己": ("national", None, 50, 50),
}


def days_of_july(year: int, count: int = 31) -> list[dt.date]:
    return [dt.date(year, 7, day) for day in range(1, count + 1)]


def daily(station: str, date: dt.date, pm2_5: float | None, **more: float) -> dict[str, Any]:
    six = dict.fromkeys(("so2", "no2", "pm10", "pm2_5", "co", "o3_8h", "o3_1h"))
    so2 = None if pm2_5 is None else pm2_5 / 5
    return {"station": station, "date": f"{date}", **six, "so2": so2, "pm2_5": pm2_5, **more}


def july() -> Rows:
    """Each station at its level; 己 has 26 days this year, and so too few."""
    rows = []
    for station, (_, _, this_year, last_year) in STATIONS.items():
        rows += [daily(station, date, last_year) for date in days_of_july(2022)]
        rows += [daily(station, date, this_year) for date in days_of_july(2023, 26 if station == "己" else 31)]
    return rows


def stations(names: dict[str, tuple[str, str | None]]) -> Rows:
    return [
        {"station": code, "name": f"{code}站", "kind": kind, "town": town, "source": "测试"}
        for code, (kind, town) in names.items()
    ]


@pytest.fixture(scope="module")
def home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """July of two years of six stations in four towns, and two months of city ranks. For reading only."""
    store = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("ranking") / "store"))
    lake = Lake(store)
    upload(lake, "stations", stations({code: (kind, town) for code, (kind, town, *_) in STATIONS.items()}))
    upload(lake, "air_daily", july())
    ranks = [("2023-06", "month", 129, "false"), ("2023-07", "month", 128, "true"), ("2023-07", "cumulative", 129, "")]
    upload(
        lake,
        "city_rankings",
        [
            {
                "month": month,
                "span": span,
                "rank": rank,
                "is_tied": tied,
                "cities": 168,
                "published_on": "2023-08-20",
                "source": "通报",
            }
            for month, span, rank, tied in ranks
        ],
    )
    return store


@pytest.fixture(scope="module")
def lake(home: Path) -> Lake:
    return Lake(home)


def test_equal_values_share_a_rank_and_the_next_is_left_out(lake: Lake) -> None:
    columns = "kind name value rank is_tied last_year_rank last_year_value change_percent state"
    found = [row[1:] for row in answer(lake, "air/ranking", columns, **JULY) if row[0] == "town"]
    assert found == [
        (TOWNS[3], 10, 1, False, 2, 20, -50.0, "ranked"),
        (TOWNS[1], 20, 2, True, 1, 10, 100.0, "ranked"),
        (TOWNS[2], 20, 2, True, 3, 30, -33.3, "ranked"),  # 20.4 as it is published
        (TOWNS[0], 30, 4, False, 4, 40, -25.0, "ranked"),
    ]


def test_a_background_station_and_one_with_26_days_are_shown_and_not_ranked(lake: Lake) -> None:
    columns = "kind code value valid_days is_complete rank last_year_rank state"
    found = {row[1]: row[2:] for row in answer(lake, "air/ranking", columns, **JULY) if row[0] == "station"}
    assert found["戊"] == (90, 31, True, None, None, "background")
    assert found["己"] == (50, 26, False, None, 5, "insufficient")
    assert [found[code][3] for code in "丁乙丙甲"] == [1, 2, 2, 4]


def test_without_all_six_pollutants_nobody_has_an_index(lake: Lake) -> None:
    found = answer(lake, "air/ranking", "value rank state", **JULY | {"pollutant": "composite_index"})
    assert set(found) == {(None, None, "unreported")}


def test_months_1_to_n_need_every_month_and_a_month_that_is_not_over_counts_nowhere(lake: Lake) -> None:
    whole = answer(lake, "air/ranking", "state", **JULY | {"period": "2023-01..2023-07"})
    assert {state for (state,) in whole} == {"background", "insufficient"}
    assert set(answer(lake, "air/ranking", "state", **JULY | {"as_of": "2023-07-30"})) == {("unreported",)}


def test_the_last_three_are_named_with_those_that_tie(lake: Lake) -> None:
    view = {"as_of": "2023-07-31", "period": "2023-07"}
    worst = dict(answer(lake, "air/ranking_worst", "pollutant named", **view))
    assert worst["pm2_5"] == (
        "南村镇（30 µg/m³，第4名，去年同期第4名）、"
        "西上庄街道办事处（20 µg/m³，并列第2名，去年同期第1名）、"
        "钟家庄街道办事处（20 µg/m³，并列第2名，去年同期第3名）"
    )
    assert worst["co"] is None


def test_a_town_is_the_mean_of_its_stations_day_by_day_and_three_towns_name_nobody(
    empty_home: Path, tmp_path: Path
) -> None:
    lake = Lake(shutil.copytree(empty_home, tmp_path / "store"))
    upload(
        lake,
        "stations",
        stations({code: ("township", town) for code, town in zip("甲乙丙丁", (TOWNS[0], *TOWNS[:3]), strict=True)}),
    )
    rows = []
    for number, date in enumerate(days_of_july(2023)):
        # Ozone of 甲 and 乙 rises and falls against each other: each has 90 % days near 300, their mean is always 160.
        rows += [
            daily("甲", date, 20, o3_8h=10 * number, co=0.5),
            daily("乙", date, None if number > 27 else 30, o3_8h=320 - 10 * number, co=0.5),
            daily("丙", date, 35, o3_8h=170, co=0.5),
            daily("丁", date, 35, o3_8h=170, co=0.55),
        ]
    upload(lake, "air_daily", rows)
    upload(lake, "air_dust_days", [{"date": "2023-07-01", "source": "测试"}])

    def towns(pollutant: str, **more: Any) -> dict[str, tuple[Any, ...]]:
        asked = JULY | {"pollutant": pollutant} | more
        found = answer(lake, "air/ranking", "kind code value valid_days state", **asked)
        return {code: tuple(rest) for kind, code, *rest in found if kind == "town"}

    assert towns("o3")[TOWNS[0]] == (160, 31, "ranked")
    # With one of two stations a day of a town is not valid: 28 of 31 remain, which is enough.
    assert towns("pm2_5")[TOWNS[0]] == (25, 28, "ranked")
    # A dust day is a valid day of the month, but none of those that the mean without dust is made of.
    assert towns("pm2_5", dust="adjusted")[TOWNS[0]] == (25, 27, "ranked")
    assert towns("co")[TOWNS[2]] == (0.6, 31, "ranked")
    view = {"as_of": "2023-07-31", "period": "2023-07"}
    assert set(answer(lake, "air/ranking_worst", "towns_ranked is_named named", **view)) >= {(3, False, None)}
    assert not lake.query("air/ranking_worst", **view)["is_named"].any()


def test_place_129_is_among_the_last_40_and_128_is_not(lake: Lake, empty_lake: Lake) -> None:
    columns = "span month rank is_tied rank_from_last target state is_latest"
    assert answer(lake, "air/city_ranking", columns, as_of="2023-07-31") == [
        ("month", "2023-06", 129, False, 40, 128, "remains", False),
        ("month", "2023-07", 128, True, 41, 128, "left", True),
        ("cumulative", "2023-07", 129, False, 40, 128, "remains", True),
    ]
    assert answer(lake, "air/city_ranking", "span rank state", as_of="2023-06-30") == [
        ("month", 129, "remains"),
        ("cumulative", None, "unreported"),
    ]
    assert answer(empty_lake, "air/city_ranking", "span rank state") == [
        ("month", None, "unreported"),
        ("cumulative", None, "unreported"),
    ]


@pytest.mark.browser
@needs_chromium[1]
def test_the_page_ranks_names_the_last_three_and_places_the_city(
    page: Page, home: Path, empty_board: str, showing: Showing
) -> None:
    served = showing(home)
    visit(page, served.address, "air-ranking?asof=2023-07-31&measure=PM₂.₅")
    shows(page, "2（并列）（1）", "◇ 对照点", "◌ 数据不足", "PM₂.₅后3名：南村镇（30 µg/m³，第4名")
    shows(page, "并列第128位", "● 已退出后40位", "■ 仍在后40位", "全市指标，非城区单独可控", "2023-08-20发布")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载排名（CSV）").click()
    assert "镇（街道）,南村镇,南村镇,30,4,否,40,4" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    visit(page, empty_board, "air-ranking")
    shows(page, "没有上报空气质量日值", "168城市排名未上报")
    assert "后3名" not in text(page)
