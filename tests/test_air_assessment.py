"""Air, assessed: statistics of daily values over a period, completeness, dust, official figures first, class II."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.queries import QueryError
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake, Rows, upload

POLLUTANTS = ("so2", "no2", "pm10", "pm2_5", "co", "o3_8h")


def days(first: str, count: int, **values: Any) -> Rows:
    """Daily values of station S1 on consecutive days; a value may be a function of the day's number, from 1."""
    start = dt.date.fromisoformat(first)
    return [
        {"station": "S1", "date": start + dt.timedelta(number - 1)}
        | dict.fromkeys(POLLUTANTS)
        | {name: value(number) if callable(value) else value for name, value in values.items()}
        for number in range(1, count + 1)
    ]


def official(month: str, pollutant: str, value: float, adjusted: float | None = None) -> dict[str, Any]:
    row = {"month": month, "pollutant": pollutant, "scope": "district", "value": value, "adjusted_value": adjusted}
    return row | {"source": "测试：月报"}


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """2020 with 324 valid days and 2021 with 323, each month with enough; all of 2022; January to March 2023."""
    short = [27, 25, *[27] * 10]
    of_2020 = [days(f"2020-{month:02d}-01", count, pm10=50) for month, count in enumerate([29, *short[1:]], 1)]
    of_2021 = [days(f"2021-{month:02d}-01", count, pm10=50) for month, count in enumerate([28, *short[1:]], 1)]
    of_2022 = days(
        "2022-01-01", 365, so2=60, no2=40, pm10=70, pm2_5=67, co=lambda n: n / 100, o3_8h=lambda n: n / 2 + 20
    )
    january = days(
        "2023-01-01",
        31,
        so2=10,
        no2=lambda n: 30 if n <= 16 else 31,
        pm10=lambda n: 500 if n == 10 else 100,
        pm2_5=36,
        co=1.0,
        o3_8h=lambda n: n,
    )
    february = days("2023-02-01", 25, so2=8, no2=30, pm10=100, pm2_5=36, co=1.0, o3_8h=31)
    march = days("2023-03-01", 26, so2=8, no2=30, pm10=100, pm2_5=36, co=1.0, o3_8h=31)
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("assessed") / "store"))
    upload(lake, "stations", [{"station": "S1", "name": "S1", "kind": "national", "source": "测试"}])
    years = [row for month in (*of_2020, *of_2021) for row in month]
    upload(lake, "air_daily", [*years, *of_2022, *january, *february, *march])
    upload(lake, "air_dust_days", [{"date": "2023-01-10", "source": "测试：认定"}])
    rows = [official("2023-01", "pm2_5", 54), official("2023-01", "pm10", 113, 101), official("2023-02", "pm10", 99)]
    upload(lake, "air_monthly", rows)
    return lake


def assessed(lake: Lake, columns: str, period: str, **given: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
    """The named columns by pollutant and statistic, at the end of March 2023."""
    rows = answer(
        lake, "air/assessment", f"pollutant statistic {columns}", **{"as_of": "2023-03-31", "period": period} | given
    )
    return {(pollutant, statistic): tuple(found) for pollutant, statistic, *found in rows}


@pytest.mark.parametrize(
    ("count", "percent", "expected"),
    [(1, 90, 1.0), (2, 90, 1.9), (10, 90, 9.1), (11, 90, 10.0), (31, 90, 28.0), (365, 90, 328.6), (365, 95, 346.8)],
)
def test_a_percentile_lies_at_one_plus_n_minus_one_times_p(
    lake: Lake, count: int, percent: int, expected: float
) -> None:
    found = lake.ask("select percentile_of(range(1, $1 + 1), $2)", [count, percent]).fetchone()
    assert found == (pytest.approx(expected, abs=1e-12),)


def test_a_year_is_the_mean_and_the_percentile_of_its_days(lake: Lake) -> None:
    found = assessed(lake, "value exact_value valid_days state", "2022")
    assert found["pm2_5", "mean"] == (67, 67, 365, "computed")
    assert found["o3", "p90_8h"] == (184, pytest.approx(184.3), 365, "computed")
    assert found["co", "p95_daily"] == (3.5, pytest.approx(3.468), 365, "computed")
    assert set(found) == {
        *((name, "mean") for name in ("so2", "no2", "pm10", "pm2_5")),
        *(("so2", "p98_daily"), ("no2", "p98_daily"), ("pm10", "p95_daily"), ("pm2_5", "p95_daily")),
        *(("co", "p95_daily"), ("o3", "p90_8h")),
    }


def test_a_quarter_takes_the_percentile_of_all_its_days_not_the_mean_of_its_months(lake: Lake) -> None:
    months = [
        assessed(lake, "exact_value", f"2022-{month:02d}", as_of="2022-12-31")["o3", "p90_8h"][0] for month in (1, 2, 3)
    ]
    (quarter,) = assessed(lake, "exact_value", "2022-Q1", as_of="2022-12-31")["o3", "p90_8h"]
    assert quarter == pytest.approx(20 + 81.1 / 2)  # 90 days: k = 1 + 89 * 0.9
    assert sum(months) / 3 == pytest.approx((34 + 48.15 + 63.5) / 3)


@pytest.mark.parametrize(
    ("period", "first", "last", "key"),
    [
        ("month", "2023-05-01", "2023-05-15", None),
        ("2023-04", "2023-04-01", "2023-04-30", "2023-04"),
        ("quarter", "2023-04-01", "2023-05-15", None),
        ("2023-Q1", "2023-01-01", "2023-03-31", None),
        ("2022-h2", "2022-07-01", "2022-12-31", None),
        ("half_year", "2023-01-01", "2023-05-15", None),
        ("season", "2023-03-01", "2023-05-15", None),
        ("2022-winter", "2022-12-01", "2023-02-28", None),
        ("2022", "2022-01-01", "2022-12-31", "2022"),
        ("year", "2023-01-01", "2023-05-15", None),
        ("cumulative", "2023-01-01", "2023-05-15", None),
        ("2022-01..2022-12", "2022-01-01", "2022-12-31", "2022"),
        ("2023-02..2023-04", "2023-02-01", "2023-04-30", None),
        ("2023-04..2023-04", "2023-04-01", "2023-04-30", "2023-04"),
    ],
)
def test_a_period_is_seen_up_to_the_day_and_no_further(
    lake: Lake, period: str, first: str, last: str, key: str | None
) -> None:
    asked = "select first_date, last_date, official_key from air_period(date '2023-05-15', $1)"
    found = lake.ask(asked, [period]).fetchall()
    assert found == [(dt.date.fromisoformat(first), dt.date.fromisoformat(last), key)]


@pytest.mark.parametrize(
    ("period", "valid_days", "state"),
    [
        ("2023-02", 25, "computed"),
        ("2023-03", 26, "insufficient"),
        ("2020", 324, "computed"),
        ("2021", 323, "insufficient"),
    ],
)
def test_a_month_needs_27_days_february_25_and_a_year_324(lake: Lake, period: str, valid_days: int, state: str) -> None:
    found = assessed(lake, "value valid_days state attained_class_ii", period)["pm10", "p95_daily"]
    assert found == (50 if period < "2022" else 100, valid_days, state, True if state == "computed" else None)


def test_months_that_are_over_and_lack_days_leave_the_months_together_unjudged(lake: Lake) -> None:
    assert assessed(lake, "state", "2023-01..2023-02")["no2", "mean"] == ("computed",)
    assert assessed(lake, "state", "cumulative")["no2", "mean"] == ("insufficient",)


def test_a_month_that_is_not_over_is_not_judged(lake: Lake) -> None:
    assert assessed(lake, "value state", "month", as_of="2023-02-24")["no2", "mean"] == (30, "insufficient")


def test_the_official_figure_of_a_month_stands_and_ours_beside_it(lake: Lake) -> None:
    found = assessed(lake, "value exact_value official_value difference state", "2023-01")
    assert found["pm2_5", "mean"] == (54, 36, 54, -18, "official")
    assert found["pm2_5", "p95_daily"] == (36, 36, None, None, "computed")
    columns = "pollutant month month_actual basis official_value computed_value difference"
    months = answer(lake, "air/progress", columns, as_of="2023-03-31")
    assert ("pm2_5", 1, 54, "official", 54, 36, -18) in months
    assert ("pm2_5", 2, 36, "computed", None, 36, None) in months
    assert ("pm2_5", 3, None, "insufficient", None, 36, None) in months
    states = answer(lake, "air/progress", "pollutant month state", as_of="2023-03-31")
    assert ("pm2_5", 3, "insufficient") in states


def test_dust_days_are_taken_out_of_the_particles_and_of_nothing_else(lake: Lake) -> None:
    raw, adjusted = (assessed(lake, "exact_value", "2023-01", dust=dust) for dust in ("raw", "adjusted"))
    assert raw["pm10", "mean"] == (pytest.approx((500 + 30 * 100) / 31),)
    assert adjusted["pm10", "mean"] == (100,)
    assert raw["o3", "p90_8h"] == adjusted["o3", "p90_8h"] == (28,)


def test_an_official_month_without_a_figure_free_of_dust_says_so(lake: Lake) -> None:
    columns = "value is_dust_removed"
    assert assessed(lake, columns, "2023-01", dust="adjusted")["pm10", "mean"] == (101, True)
    assert assessed(lake, columns, "2023-01", dust="adjusted")["pm2_5", "mean"] == (54, False)
    assert assessed(lake, columns, "2023-02", dust="adjusted")["pm10", "mean"] == (99, True)  # no dust day in it
    assert assessed(lake, columns, "2023-01", dust="raw")["pm10", "mean"] == (113, False)


def test_months_together_are_made_of_days_and_of_official_months_where_days_are_missing(make_lake: MakeLake) -> None:
    station = [{"station": "S1", "name": "S1", "kind": "national", "source": "测试"}]
    january, half_march = days("2023-01-01", 31, pm2_5=54, so2=12), days("2023-03-01", 15, pm2_5=40)
    february = days("2023-02-01", 26, pm2_5=70)
    lake = make_lake(
        {
            "stations": station,
            "air_daily": [*january, *february, *half_march],
            "air_monthly": [official("2023-02", "so2", 10)],
        }
    )

    def both(pollutant: str, as_of: str) -> list[tuple[Any, ...]]:
        """Mean, state and way of months 1..n as the pace and as the assessment have it."""
        columns = "pollutant month cumulative_actual cumulative_state cumulative_way"
        pace = answer(lake, "air/progress", columns, as_of=as_of)
        here = (pollutant, int(as_of[5:7]))
        found = assessed(lake, "exact_value state attained_target way", "cumulative", as_of=as_of)[pollutant, "mean"]
        return [*(row[2:] for row in pace if row[:2] == here), found]

    # 54 and 70 each meet their month's target; together they are 61.30 against 61.59, and against 62 as published.
    mean = (54 * 31 + 70 * 26) / 57
    assert both("pm2_5", "2023-02-28") == [
        (round(mean, 2), "on_target", "days"),
        (pytest.approx(mean), "computed", True, "days"),
    ]
    mean = (12 * 31 + 10 * 28) / 59
    assert both("so2", "2023-02-28") == [
        (round(mean, 2), "on_target", "mixed"),
        (pytest.approx(mean), "computed", True, "mixed"),
    ]
    pace = answer(lake, "air/progress", "pollutant month cumulative_way", as_of="2023-02-28")
    assert ("o3", 2, None) in pace
    mean = (54 * 31 + 70 * 26 + 40 * 15) / 72
    assert both("pm2_5", "2023-03-31") == [
        (None, "insufficient", None),
        (pytest.approx(mean), "insufficient", None, "days"),
    ]


@pytest.mark.parametrize(
    ("period", "as_of", "state"),
    [
        ("cumulative", "2023-01-01", "insufficient"),
        ("cumulative", "2023-02-15", "computed"),
        ("quarter", "2023-02-28", "insufficient"),
        ("half_year", "2023-02-28", "insufficient"),
        ("2023-01..2023-02", "2023-02-27", "insufficient"),
        ("2023-01..2023-02", "2023-02-28", "computed"),
    ],
)
def test_nothing_is_judged_on_a_day_or_before_it_is_over_but_months_that_run_on(
    lake: Lake, period: str, as_of: str, state: str
) -> None:
    found = assessed(lake, "state attained_target attained_class_ii", period, as_of=as_of)["no2", "mean"]
    assert (found[0], found[2]) == (state, True if state == "computed" else None)


def test_without_dust_the_days_of_dust_do_not_count(lake: Lake) -> None:
    assert assessed(lake, "valid_days", "2023-01")["pm10", "p95_daily"] == (31,)
    found = assessed(lake, "valid_days", "2023-01", dust="adjusted")
    assert (found["pm10", "p95_daily"], found["o3", "p90_8h"]) == ((30,), (31,))


def test_attaining_the_target_is_not_attaining_class_ii(lake: Lake) -> None:
    columns = "value target attained_target class_ii attained_class_ii"
    found = assessed(lake, columns, "2023-01..2023-02")
    assert found["pm2_5", "mean"] == (36, pytest.approx(61.5932203), True, 35, False)
    assert assessed(lake, columns, "2023-01")["no2", "mean"] == (30, 29, False, 40, True)


def test_how_far_above_the_limit_in_multiples_of_it(lake: Lake) -> None:
    found = assessed(lake, "exceedance_multiple", "2022")
    assert found["pm2_5", "mean"] == (0.91,)  # 67 against 35, published as 91.4 %
    assert found["pm10", "mean"] == (None,)


def test_the_edition_of_2026_is_a_what_if_with_its_first_limits(lake: Lake) -> None:
    found = assessed(lake, "class_ii attained_class_ii", "2022", edition="2026")
    assert found["pm10", "mean"] == (60, False)
    assert found["pm2_5", "mean"] == (30, False)
    assert found["pm2_5", "p95_daily"] == (60, False)


def test_the_composite_index_of_a_period_is_that_of_its_published_figures(lake: Lake) -> None:
    columns = "index so2 no2 pm10 pm2_5 co o3 primary_pollutants"
    (row,) = answer(lake, "air/composite_index", columns, as_of="2022-12-31", period="2022")
    assert row == (6.94, 60, 40, 70, 67, 3.5, 184, "pm2_5")
    given = dict(zip(columns.split()[1:7], row[1:7], strict=True))
    assert answer(lake, "air/composite_of", "index", **given) == [(6.94,)]
    periods = {"2021": (None, "unreported"), "2022-03": (5.53, "computed"), "2023-03": (3.78, "insufficient")}
    for asked, expected in periods.items():
        found = answer(lake, "air/composite_index", "index state", as_of="2023-03-31", period=asked)
        assert found == [expected], asked


def test_a_month_leads_by_all_that_tie_and_without_six_figures_by_none(make_lake: MakeLake) -> None:
    at_half = {"so2": 30, "no2": 20, "pm10": 35, "pm2_5": 17.5, "co": 2, "o3": 80}
    january = [official("2023-01", name, value) for name, value in at_half.items()]
    lake = make_lake({"air_monthly": [*january, *[official("2023-02", name, 1) for name in ("so2", "no2")]]})
    found = answer(lake, "air/composite_months", "index primary_pollutant state", as_of="2023-02-28")[:3]
    assert found == [
        (3.0, "so2,no2,pm10,pm2_5,co,o3", "computed"),
        (None, None, "unreported"),
        (None, None, "unreported"),
    ]


def test_the_goals_as_composite_indices(empty_lake: Lake) -> None:
    found = dict(answer(empty_lake, "air/composite_goals", "series index"))
    assert found == {"baseline": 4.70, "target_text": 4.42, "target_annex": 4.52, "so_far": None}


@pytest.mark.parametrize(
    ("name", "value"), [("period", "2023-13"), ("period", "春"), ("dust", "none"), ("scope", "全区")]
)
def test_a_parameter_that_means_nothing_is_refused_and_not_ignored(empty_lake: Lake, name: str, value: str) -> None:
    with pytest.raises(QueryError, match=value):
        empty_lake.query("air/assessment", **{name: value})


def test_the_default_day_waits_for_the_official_month_however_far_daily_values_reach(
    lake: Lake, empty_lake: Lake
) -> None:
    assert lake.default_as_of() == dt.date(2023, 2, 28)
    assert empty_lake.default_as_of() == dt.date(2023, 5, 31)


def test_a_year_of_too_few_days_is_insufficient_and_one_without_any_is_unreported(lake: Lake, empty_lake: Lake) -> None:
    states = dict(answer(lake, "air/year", "pollutant state", as_of="2023-12-31"))
    assert states["pm2_5"] == "insufficient"
    assert set(dict(answer(empty_lake, "air/year", "pollutant state", as_of="2023-12-31")).values()) == {"unreported"}
