"""Dustfall: scaled to 30 days, judged against 5 by town and district, unknown where nothing is reported."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.browser import needs_chromium, shows, visit
from tests.rows import upload
from tests.serving import Showing

TOWNS = ("南村镇", "西上庄街道办事处", "钟家庄街道办事处", "开发区街道办事处")

#: month -> value of each town, and the days its pot was out.
REPORTED: dict[str, list[tuple[float | None, int | None]]] = {
    "2023-01": [(5.0, None), (5.1, None), (5.05, 30), (4.0, 24)],
    "2023-02": [(5.3, 32), (5.04, None), (None, None), (4.0, None)],
    "2023-03": [(6.0, None), (6.0, None), (5.0, None), (4.0, None)],
}


def dustfall(month: str, town: str, value: float, days: int | None) -> dict[str, Any]:
    return {"month": month, "town": town, "value": value, "days_exposed": days, "source": "测试"}


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Three months, one town missing in the second. For reading only."""
    made = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("dustfall") / "store"))
    rows = [
        dustfall(month, town, value, days)
        for month, values in REPORTED.items()
        for town, (value, days) in zip(TOWNS, values, strict=True)
        if value is not None
    ]
    upload(made, "dustfall", rows)
    return made


def test_five_passes_five_and_a_tenth_fails_and_a_pot_is_scaled_to_30_days(lake: Lake) -> None:
    found = answer(lake, "air/dustfall", "month town value state", as_of="2023-03-31")
    assert sorted(row for row in found if row[0] < "2023-03") == sorted(
        [
            ("2023-01", TOWNS[0], 5.0, "met"),
            ("2023-01", TOWNS[1], 5.1, "missed"),
            ("2023-01", TOWNS[2], 5.0, "met"),  # 5.05 rounds half to even
            ("2023-01", TOWNS[3], 5.0, "met"),  # 4.0 of 24 days
            ("2023-02", TOWNS[0], 5.0, "met"),  # 5.3 of 32 days is 4.97
            ("2023-02", TOWNS[1], 5.0, "met"),
            ("2023-02", TOWNS[2], None, "unreported"),
            ("2023-02", TOWNS[3], 4.0, "met"),
        ]
    )


def test_the_mean_of_months_so_far_is_judged_when_all_are_reported(lake: Lake) -> None:
    found = answer(lake, "air/dustfall", "month town cumulative cumulative_state months_reported", as_of="2023-03-31")
    assert [row[1:] for row in found if row[0] == "2023-03"] == [
        (TOWNS[0], 5.3, "missed", 3),  # (5 + 4.96875 + 6) / 3
        (TOWNS[1], 5.4, "missed", 3),
        (TOWNS[2], 5.0, "partial", 2),
        (TOWNS[3], 4.3, "met", 3),
    ]


def test_the_district_is_the_mean_of_its_towns_beside_the_highest(lake: Lake) -> None:
    columns = "month district_mean highest highest_town towns_reported towns_expected state cumulative_state"
    assert answer(lake, "air/dustfall_summary", columns, as_of="2023-04-30") == [
        ("2023-01", 5.0, 5.1, TOWNS[1], 4, 4, "met", "met"),
        ("2023-02", 4.7, 5.0, f"{TOWNS[0]}、{TOWNS[1]}", 3, 4, "partial", "partial"),
        ("2023-03", 5.2, 6.0, f"{TOWNS[0]}、{TOWNS[1]}", 4, 4, "missed", "partial"),
        ("2023-04", None, None, None, 0, 4, "unreported", "partial"),
    ]


def test_a_month_that_is_not_over_and_a_year_without_a_limit_are_not_judged(lake: Lake, empty_lake: Lake) -> None:
    assert answer(lake, "air/dustfall_summary", "month", as_of="2023-01-30") == []
    assert set(answer(lake, "air/dustfall", "dustfall_limit value", as_of="2024-01-31")) == {(None, None)}
    assert set(answer(empty_lake, "air/dustfall", "value state", as_of="2023-02-28")) == {(None, "unreported")}


@pytest.mark.browser
@needs_chromium[1]
def test_the_page_shows_towns_and_district_and_says_that_the_notice_does_not_choose(
    page: Page, lake: Lake, empty_board: str, showing: Showing
) -> None:
    served = showing(lake.catalog.home)
    visit(page, served.address, "air-dustfall?asof=2023-03-31")
    shows(page, "大气·降尘", "文件未写明考核到镇还是全区", "3月均值　■ 超标", "○ 未上报", "（32天）折算为5.0")
    visit(page, empty_board, "air-dustfall")
    shows(page, "文件未写明考核到镇还是全区", "没有上报降尘量")
