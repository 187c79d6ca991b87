"""Air, ahead: how many days may still exceed, what the year may become by each method, and a scenario of its months."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.lacking import opened
from tests.rows import Rows, upload
from tests.written import tables

Row = dict[str, Any]

STATION = {"station": "S1", "name": "S1", "kind": "national", "source": "测试", "closed_on": None}

#: Days of 2023 without a value, and those with ozone above the target.
MISSING = [f"2023-04-{day}" for day in range(11, 16)]
ABOVE = ["2023-05-09", "2023-05-10", "2023-05-20"]


def day(date: dt.date, **values: float) -> Row:
    """A daily value of 2022, the same all year but for NO2, which comes in spells of ten days."""
    spell = 20 if date.timetuple().tm_yday // 10 % 2 else 34
    usual = {"so2": 10, "no2": spell, "pm10": 80, "pm2_5": 40, "co": 1.0, "o3_8h": 100}
    return {"station": "S1", "date": f"{date}", **usual, **values}


def days(first: str, last: str, **values: float) -> Rows:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [day(start + dt.timedelta(n), **values) for n in range((end - start).days + 1)]


def changed(row: Row) -> Row:
    """A day of 2023: more dust on one day, more ozone on three."""
    ozone = {"o3_8h": 190} if row["date"] in ABOVE else {}
    dust = {"pm10": 440} if row["date"] == "2023-03-22" else {}
    return row | ozone | dust


@pytest.fixture(scope="module")
def two_years(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """2022, and January to May 2023 with 5 days missing: PM2.5 a tenth above last year, SO2 at its target of 8."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("two_years") / "store"))
    upload(lake, "stations", [STATION])
    now = [changed(row) for row in days("2023-01-01", "2023-05-31", pm2_5=44, so2=8) if row["date"] not in MISSING]
    upload(lake, "air_daily", days("2022-01-01", "2022-12-31") + now)
    upload(lake, "air_dust_days", [{"date": "2023-03-22", "source": "测试"}])
    return lake


@pytest.fixture(scope="module")
def week(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Six days of December 2023: with the seventh, P90 lies 0.4 of the way from the sixth to the seventh."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("week") / "store"))
    upload(lake, "stations", [STATION])
    upload(lake, "air_daily", days("2023-12-25", "2023-12-30", o3_8h=170))
    return lake


def outlook(lake: Lake, pollutant: str, columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """The three methods of one pollutant, on the last day of May unless told otherwise."""
    rows = answer(lake, "air/outlook", f"pollutant {columns}", **{"as_of": "2023-05-31"} | given)
    return [row[1:] for row in rows if row[0] == pollutant]


# ---- days that may still exceed --------------------------------------------------------------------------------------


def test_without_daily_values_only_the_budget_of_a_full_year_is_known(f1_lake: Lake) -> None:
    columns = "pollutant limit days_above days_left_in_budget allowed_days year_days reason"
    assert answer(f1_lake, "air/day_budget", columns) == [
        ("o3", 178.0, None, None, 36, 365, "not_computable"),
        ("co", 1.6, None, None, 18, 365, "not_computable"),
    ]


@pytest.mark.parametrize(
    ("as_of", "above", "left", "year_days"),
    [
        ("2023-04-10", 0, 36, 365),
        ("2023-04-15", 0, 36, 365),  # not reported yet is not missing
        ("2023-05-08", 0, 35, 360),
        ("2023-05-09", 1, 34, 360),
        ("2023-05-10", 2, 33, 360),
    ],
)
def test_a_day_above_costs_one_day_and_missing_days_shorten_the_year(
    two_years: Lake, as_of: str, above: int, left: int, year_days: int
) -> None:
    columns = "days_above days_left_in_budget year_days is_met_so_far is_secured is_lost"
    rows = answer(two_years, "air/day_budget", columns, as_of=as_of)
    assert rows[0] == (above, left, year_days, True, False, False)


def test_another_scope_has_no_limit_to_exceed(two_years: Lake) -> None:
    rows = answer(
        two_years, "air/day_budget", "limit days_above allowed_days reason", scope="urban", as_of="2023-05-31"
    )
    assert rows == [(None, None, 35, "not_judged"), (None, None, 17, "not_judged")]


@pytest.mark.parametrize(
    ("highest", "bound", "value", "met", "lost"),
    [
        (178, 178.0, 173, True, False),
        (190, 190.0, 178, True, False),
        (191, 190.0, 178, True, False),  # 178.4: beyond the bound, but a published year is rounded
        (192, 190.0, 179, False, True),
    ],
)
def test_one_day_too_many_still_meets_the_target_up_to_the_bound(
    week: Lake, highest: float, bound: float, value: float, met: bool, lost: bool
) -> None:
    upload(week, "air_daily", [day(dt.date(2023, 12, 31), o3_8h=highest)])
    columns = "allowed_days straddle_bound value_so_far is_met_so_far is_lost"
    assert answer(week, "air/day_budget", columns, as_of="2023-12-31")[0] == (0, bound, value, met, lost)


# ---- what the year may become ----------------------------------------------------------------------------------------


def test_from_months_the_outlook_is_the_projection(f1_lake: Lake) -> None:
    rows = answer(f1_lake, "air/outlook", "pollutant method mid basis", as_of="2023-05-31")
    projected = answer(f1_lake, "air/projection", "pollutant as_baseline keeps_ratio", as_of="2023-05-31")
    for pollutant, as_baseline, keeps_ratio in projected:
        assert (pollutant, "as_last_year", as_baseline, "monthly") in rows
        assert (pollutant, "keeps_ratio", keeps_ratio, "monthly") in rows
    assert ("pm2_5", "as_last_year", 36.69, "monthly") in rows
    assert ("pm2_5", "keeps_ratio", 35.66, "monthly") in rows


def test_a_percentile_of_the_months_together_comes_of_days_alone_and_is_not_judged(
    empty_lake: Lake, f1_lake: Lake, two_years: Lake
) -> None:
    def ozone(lake: Lake, as_of: str) -> tuple[Any, ...]:
        return answer(lake, "air/cumulated", "pollutant actual target state way", as_of=as_of)[2]

    assert ozone(empty_lake, "2023-05-31") == ("o3", None, None, "unreported", None)
    assert ozone(f1_lake, "2023-05-31") == ("o3", None, None, "not_computable", None)
    assert ozone(two_years, "2023-03-31") == ("o3", 100.0, None, "not_judged", "days")
    assert ozone(two_years, "2023-05-31")[:4] == ("o3", None, None, "insufficient")


def test_the_overview_heads_where_the_outlook_does(f1_lake: Lake, two_years: Lake) -> None:
    for lake, as_of in ((f1_lake, "2023-05-31"), (two_years, "2023-05-31")):
        rows = answer(lake, "air/outlook", "pollutant method mid", as_of=as_of)
        mids = {(pollutant, method): mid for pollutant, method, mid in rows}
        found = answer(lake, "air/likely", "pollutant as_last_year keeps_ratio", as_of=as_of)
        assert len(found) == 6
        for pollutant, *figures in found:
            expected = [mids[pollutant, method] for method in ("as_last_year", "keeps_ratio")]
            assert [figure and round(figure, 2) for figure in figures] == expected
    assert ("o3", "not_computable") in answer(f1_lake, "air/likely", "pollutant reason", as_of="2023-05-31")


def test_of_too_few_days_no_percentile_of_the_year_so_far_is_given(week: Lake, demo_lake: Lake) -> None:
    def ozone(lake: Lake, as_of: str) -> tuple[str, str, str]:
        pace = tables(opened("air_targets", lake.catalog.home, {"asof": as_of}))[0]
        (row,) = [row for row in pace if row["污染物"] == "O₃"]
        return row["时段"], row["状态"], row["累计实际"]

    assert ozone(week, "2023-12-31") == ("至12月31日", "◌ 数据不足", "—")
    assert ozone(demo_lake, "2023-09-30") == ("至9月30日", "◇ 不作评判", "184.00")


def test_months_make_no_draws_and_no_percentiles(f1_lake: Lake) -> None:
    assert [row[-1] for row in outlook(f1_lake, "pm2_5", "low mid high chance reason")] == [
        None,
        None,
        "not_computable",
    ]
    for pollutant in ("o3", "co"):
        rows = outlook(f1_lake, pollutant, "low mid high chance reason")
        assert rows == [(None, None, None, None, "not_computable")] * 3


@pytest.mark.parametrize(("as_of", "reason"), [("2023-02-28", "insufficient"), ("2023-03-31", None)])
def test_two_months_of_59_days_are_too_few(f1_lake: Lake, as_of: str, reason: str | None) -> None:
    assert [row[0] for row in outlook(f1_lake, "pm2_5", "reason", as_of=as_of)[:2]] == [reason, reason]


@pytest.mark.parametrize(("as_of", "reason"), [("2023-02-28", "insufficient"), ("2023-03-01", None)])
def test_59_valid_days_are_too_few_and_60_are_enough(two_years: Lake, as_of: str, reason: str | None) -> None:
    for pollutant in ("pm2_5", "o3"):
        assert outlook(two_years, pollutant, "reason", as_of=as_of) == [(reason,)] * 3


def test_the_year_by_each_method_from_daily_values(two_years: Lake) -> None:
    columns = "method low mid high chance target state basis valid_days rest_days"
    assert outlook(two_years, "pm2_5", columns) == [
        ("as_last_year", None, 41.62, None, None, 36.0, "off_target", "daily", 146, 214),
        ("keeps_ratio", None, 44.0, None, None, 36.0, "off_target", "daily", 146, 214),
        ("bootstrap", 44.0, 44.0, 44.0, 0.0, 36.0, "off_target", "daily", 146, 214),
    ]
    assert outlook(two_years, "so2", "method low mid high chance state") == [
        ("as_last_year", None, 9.19, None, None, "off_target"),
        ("keeps_ratio", None, 8.0, None, None, "on_target"),
        ("bootstrap", 8.0, 8.0, 8.0, 1.0, "on_target"),
    ]
    assert outlook(two_years, "o3", "method mid chance state") == [
        ("as_last_year", 100.0, None, "on_target"),
        ("keeps_ratio", 100.0, None, "on_target"),
        ("bootstrap", 100.0, 1.0, "on_target"),
    ]


def test_draws_differ_where_the_weather_of_last_year_did(two_years: Lake) -> None:
    [(low, mid, high, chance)] = outlook(two_years, "no2", "low mid high chance")[2:]
    assert low < mid < high
    assert 0 < chance < 1


def test_the_same_draws_come_again(two_years: Lake) -> None:
    again = Lake(two_years.catalog.home)
    columns = "low mid high chance"
    assert outlook(two_years, "no2", columns) == outlook(again, "no2", columns)


def test_what_is_over_but_not_reported_is_projected(two_years: Lake) -> None:
    assert outlook(two_years, "no2", "mid chance", as_of="2023-12-31") == outlook(two_years, "no2", "mid chance")


def test_a_recognised_dust_day_is_taken_out(two_years: Lake) -> None:
    assert outlook(two_years, "pm10", "mid valid_days")[0] == (81.0, 146)
    assert outlook(two_years, "pm10", "mid valid_days", dust="adjusted") == [(80.0, 145)] * 3


def test_another_scope_has_a_range_but_no_chance(two_years: Lake) -> None:
    assert outlook(two_years, "pm2_5", "low high chance state", scope="urban")[2:] == [(44.0, 44.0, None, "not_judged")]


def test_without_last_year_nothing_is_projected_from_days(week: Lake) -> None:
    assert outlook(week, "o3", "mid reason", as_of="2023-12-31") == [(None, "insufficient")] * 3


# ---- a scenario ------------------------------------------------------------------------------------------------------


def what_if(lake: Lake, pollutant: str, scenario: str, columns: str, **given: Any) -> tuple[Any, ...]:
    """The year of one pollutant in a scenario, on the last day of May unless told otherwise."""
    asked = {"as_of": "2023-05-31", "pollutant": pollutant, "scenario": scenario} | given
    return answer(lake, "air/what_if", columns, **asked)[0]


def test_the_months_of_a_scenario_are_actual_assumed_or_projected(two_years: Lake) -> None:
    asked = {"as_of": "2023-05-31", "pollutant": "pm2_5", "scenario": "11=38,12=37"}
    rows = answer(two_years, "air/what_if_months", "month kind value method last_value", **asked)
    assert [rows[0], rows[5], *rows[9:]] == [
        (1, "actual", 44.0, "computed", 40.0),
        (6, "assumed", 44.0, "keeps_ratio", 40.0),
        (10, "assumed", 44.0, "keeps_ratio", 40.0),
        (11, "assumed", 38.0, "scenario", 40.0),
        (12, "assumed", 37.0, "scenario", 40.0),
    ]


def test_a_scenario_moves_annual_value_index_and_chance(two_years: Lake) -> None:
    columns = "annual_value attained state chance composite_index basis"
    assert what_if(two_years, "pm2_5", "", columns) == (44.0, False, "off_target", 0.0, 4.11, "daily")
    assert what_if(two_years, "pm2_5", "11=38,12=37", columns) == (42.91, False, "off_target", 0.0, 4.08, "daily")
    low = ",".join(f"{month}=30" for month in range(6, 13))
    assert what_if(two_years, "pm2_5", low, columns) == (35.79, True, "on_target", 1.0, 3.88, "daily")


def test_a_month_of_a_percentile_scales_last_years_days(two_years: Lake) -> None:
    assert what_if(two_years, "o3", "8=200", "annual_value attained chance") == (100.0, True, 1.0)
    assert what_if(two_years, "o3", "7=200,8=200", "annual_value attained chance") == (200.0, False, 0.0)


@pytest.mark.parametrize("scenario", ["11=38,12=37,", " 11 = 38 ,12=37", "11=40,x,5=,6=-1,13=9,11=38,12=37,1=99"])
def test_what_cannot_be_read_of_a_scenario_is_left_out(two_years: Lake, scenario: str) -> None:
    assert what_if(two_years, "pm2_5", scenario, "annual_value chance") == (42.91, 0.0)


def test_a_scenario_from_months_alone_has_no_chance_and_no_index(f1_lake: Lake) -> None:
    columns = "annual_value attained state chance composite_index reason basis"
    assert what_if(f1_lake, "pm2_5", "", columns) == (35.66, True, "on_target", None, None, None, "monthly")
    found = what_if(f1_lake, "pm2_5", "11=38,12=37", columns)
    assert found == (35.23, True, "on_target", None, None, None, "monthly")
    assert what_if(f1_lake, "o3", "11=38", columns) == (None, None, None, None, None, "not_computable", None)


def test_without_a_pollutant_every_one_is_projected(two_years: Lake) -> None:
    rows = answer(two_years, "air/what_if", "pollutant annual_value", as_of="2023-05-31", scenario="11=38")
    assert [name for name, _ in rows] == ["pm2_5", "pm10", "o3", "so2", "no2", "co"]
    assert rows[0] == ("pm2_5", 44.0)


def test_official_months_stand_before_our_days(two_years: Lake, tmp_path: Path) -> None:
    lake = Lake(shutil.copytree(two_years.catalog.home, tmp_path / "official"))
    months = [
        {"month": f"2023-{month:02d}", "pollutant": "pm2_5", "scope": "district", "value": 50, "source": "测试"}
        for month in range(1, 6)
    ]
    upload(lake, "air_monthly", months)
    ((as_baseline, keeps_ratio),) = [
        row[1:]
        for row in answer(lake, "air/projection", "pollutant as_baseline keeps_ratio", as_of="2023-05-31")
        if row[0] == "pm2_5"
    ]
    drawn = round(44 + 6 * 151 / 365, 2)  # the draws start from 50 as well, not from the 44 of our days
    assert outlook(lake, "pm2_5", "method mid basis") == [
        ("as_last_year", as_baseline, "monthly"),
        ("keeps_ratio", keeps_ratio, "monthly"),
        ("bootstrap", drawn, "daily"),
    ]
    assert {row[1] for row in outlook(lake, "so2", "method basis")} == {"daily"}


@pytest.mark.parametrize(("scope", "dust"), [("district", "adjusted"), ("urban", "raw")])
def test_the_index_of_the_year_does_not_depend_on_the_pollutant_one_looks_at(
    demo_lake: Lake, scope: str, dust: str
) -> None:
    given = {"as_of": "2023-05-31", "scope": scope, "dust": dust}
    found = {what_if(demo_lake, code, "", "composite_index", **given) for code in ("pm2_5", "o3", "co", "so2")}
    assert found == {what_if(demo_lake, "pm10", "", "composite_index", **given)}
    assert found != {(None,)}
