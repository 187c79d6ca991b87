"""Air: annex 1, progress in its two readings, what the rest of the year may have, the verdict on the year."""

from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake, upload


def air(month: str, pollutant: str, value: float, scope: str = "district") -> dict[str, Any]:
    return {"month": month, "pollutant": pollutant, "scope": scope, "value": value, "source": "市通报"}


# ---- annex 1 ---------------------------------------------------------------------------------------------------------


def test_annex_1_has_78_rows_and_its_156_figures_sum_to_8010(empty_lake: Lake) -> None:
    targets = empty_lake.query("air/targets")
    assert list(targets.columns[:4]) == ["month", "pollutant", "baseline", "target"]
    assert len(targets) == 78
    assert targets["baseline"].sum() + targets["target"].sum() == 8010


def test_only_the_february_targets_of_three_pollutants_lie_above_2022(empty_lake: Lake) -> None:
    targets = empty_lake.query("air/targets")
    above = targets[targets["is_target_above_baseline"]]
    assert list(above[["month", "pollutant", "baseline", "target"]].itertuples(index=False, name=None)) == [
        (2, "pm2_5", 50, 70),
        (2, "pm10", 87, 102),
        (2, "no2", 29, 30),
    ]


@pytest.mark.parametrize(
    ("pollutant", "months"),
    [
        ("pm2_5", [6, 7, 8, 9]),
        ("pm10", [7, 8]),
        ("no2", [3, 4, 6, 7, 8, 9]),
        ("so2", [1, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("o3", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
        ("co", list(range(1, 13))),
    ],
)
def test_months_without_a_reduction_are_flat(empty_lake: Lake, pollutant: str, months: list[int]) -> None:
    targets = empty_lake.query("air/targets")
    flat = targets[targets["is_flat"] & (targets["pollutant"] == pollutant) & (targets["month"] > 0)]
    assert flat["month"].tolist() == months


def test_january_to_may_lie_before_the_issue(empty_lake: Lake) -> None:
    progress = empty_lake.query("air/progress")
    assert set(progress[progress["is_before_issue"]]["month"]) == {1, 2, 3, 4, 5}


# ---- progress --------------------------------------------------------------------------------------------------------


def test_without_reports_every_month_is_unreported_and_has_no_actual(empty_lake: Lake) -> None:
    progress = empty_lake.query("air/progress")
    assert len(progress) == 72
    assert progress["month_actual"].isna().all()
    assert progress["cumulative_actual"].isna().all()
    assert set(progress["state"]) == {"unreported"}


def test_months_1_to_5_on_target_give_the_day_weighted_cumulative_means(f1_lake: Lake) -> None:
    columns = "pollutant month cumulative_actual cumulative_target cumulative_baseline cumulative_state"
    rows = answer(f1_lake, "air/progress", columns, as_of="2023-05-31")
    assert [row for row in rows if row[1] == 5] == [
        ("pm2_5", 5, 44.38, 44.38, 47.03, "on_target"),
        ("pm10", 5, 93.09, 93.09, 99.48, "on_target"),
        ("o3", 5, None, None, None, "not_computable"),
        ("so2", 5, 9.41, 9.41, 9.99, "on_target"),
        ("no2", 5, 29.77, 29.77, 30.62, "on_target"),
        ("co", 5, None, None, None, "not_computable"),
    ]


def test_months_of_percentile_pollutants_are_never_averaged(f1_lake: Lake) -> None:
    progress = f1_lake.query("air/progress")
    percentiles = progress[progress["pollutant"].isin(["o3", "co"])]
    assert percentiles[["cumulative_actual", "cumulative_target", "cumulative_baseline"]].isna().all(axis=None)
    assert set(percentiles["cumulative_state"]) == {"not_computable"}


def test_a_figure_equal_to_its_target_meets_it_and_a_tenth_more_does_not(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-05", "pm2_5", 22), air("2023-06", "pm2_5", 22.1)]})
    rows = answer(lake, "air/progress", "pollutant month month_actual month_target state", as_of="2023-06-30")
    assert ("pm2_5", 5, 22.0, 22.0, "on_target") in rows
    assert ("pm2_5", 6, 22.1, 22.0, "off_target") in rows


def test_co_months_are_shown_but_not_judged_because_annex_and_text_disagree(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-05", "co", 0.8)]})
    rows = answer(lake, "air/progress", "pollutant month month_actual month_target state", as_of="2023-05-31")
    assert ("co", 5, 0.8, 1.0, "not_judged") in rows
    assert ("co", 4, None, 2.0, "unreported") in rows


@pytest.mark.parametrize(
    ("as_of", "last_month"), [("2023-05-31", 5), ("2023-05-30", 4), ("2023-03-31", 3), ("2022-12-31", 0)]
)
def test_a_month_that_is_not_over_on_as_of_is_not_seen(f1_lake: Lake, as_of: str, last_month: int) -> None:
    progress = f1_lake.query("air/progress", as_of=as_of)
    known = progress[progress["month_actual"].notna()]
    assert set(known["month"]) == set(range(1, last_month + 1))


def test_a_gap_ends_the_cumulative_mean_but_not_the_verdict_on_a_month(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-01", "pm2_5", 60), air("2023-03", "pm2_5", 40)]})
    columns = "pollutant month state cumulative_actual cumulative_state"
    assert answer(lake, "air/progress", columns, as_of="2023-03-31")[:3] == [
        ("pm2_5", 1, "off_target", 60.0, "off_target"),
        ("pm2_5", 2, "unreported", None, "unreported"),
        ("pm2_5", 3, "on_target", None, "unreported"),
    ]


def test_scopes_are_never_mixed(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-01", "so2", 20, "urban"), air("2023-01", "so2", 11)]})
    columns = "pollutant month month_actual month_target cumulative_target state"
    assert ("so2", 1, 11.0, 12.0, 12.0, "on_target") in answer(lake, "air/progress", columns)
    assert ("so2", 1, 20.0, None, None, "not_judged") in answer(lake, "air/progress", columns, scope="urban")


def test_an_actual_leads_back_to_its_source_and_file(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-01", "so2", 11)]})
    rows = answer(lake, "air/progress", "pollutant month source file_name line is_demo")
    assert ("so2", 1, "市通报", "air_monthly.csv", 2, False) in rows


# ---- the rest of the year --------------------------------------------------------------------------------------------


ALLOWED = {
    "exact": [
        ("pm2_5", 30.09, 30.27, 31.27, 0.18, False, None),
        ("pm10", 62.24, 62.52, 66.36, 0.28, False, None),
        ("o3", None, None, None, None, False, "not_computable"),
        ("so2", 7.0, 7.57, 7.57, 0.57, False, None),
        ("no2", 25.04, 25.68, 26.11, 0.64, False, None),
        ("co", None, None, None, None, False, "not_computable"),
    ],
    "rounded": [
        ("pm2_5", 30.94, 30.27, 31.27, -0.67, False, None),
        ("pm10", 63.09, 62.52, 66.36, -0.57, True, None),
        ("o3", None, None, None, None, False, "not_computable"),
        ("so2", 7.86, 7.57, 7.57, -0.29, False, None),
        ("no2", 25.89, 25.68, 26.11, -0.21, True, None),
        ("co", None, None, None, None, False, "not_computable"),
    ],
}


@pytest.mark.parametrize("rounding", list(ALLOWED))
def test_allowed_means_after_january_to_may_on_target(f1_lake: Lake, rounding: str) -> None:
    view = {"as_of": "2023-05-31", "rounding": rounding}
    columns = "pollutant allowed planned_rest baseline_rest plan_excess is_bound_exclusive reason"
    assert answer(f1_lake, "air/remaining_allowance", columns, **view) == ALLOWED[rounding]
    assert answer(f1_lake, "air/remaining_allowance", "months_reported rest_days", **view) == [(5, 214)] * 6


def test_without_actuals_the_whole_year_is_left(empty_lake: Lake) -> None:
    columns = "pollutant allowed planned_rest baseline_rest months_reported rest_days"
    assert answer(empty_lake, "air/remaining_allowance", columns)[0] == ("pm2_5", 36.0, 36.11, 37.79, 0, 365)


def test_only_an_unbroken_run_from_january_counts_as_used(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-01", "so2", 12), air("2023-03", "so2", 99)]})
    rows = answer(lake, "air/remaining_allowance", "pollutant allowed months_reported rest_days")
    assert ("so2", 7.63, 1, 334) in rows


def test_an_allowance_below_zero_is_shown_as_it_is(make_lake: MakeLake) -> None:
    months = [air(f"2023-{month:02d}", "so2", 10) for month in range(1, 12)]
    lake = make_lake({"air_monthly": months})
    for rounding, allowed in (("exact", -13.55), ("rounded", -7.66)):
        assert ("so2", allowed) in answer(lake, "air/remaining_allowance", "pollutant allowed", rounding=rounding)


def test_after_twelve_months_no_day_is_left_to_allow_anything(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air(f"2023-{month:02d}", "so2", 8) for month in range(1, 13)]})
    rows = answer(lake, "air/remaining_allowance", "pollutant allowed planned_rest rest_days reason")
    assert ("so2", None, None, 0, "year_over") in rows


def test_another_scope_has_no_target_to_allow_for(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "air/remaining_allowance", "pollutant allowed reason", scope="urban")
    assert ("pm2_5", None, "not_judged") in rows


def test_the_year_is_projected_by_two_methods(f1_lake: Lake) -> None:
    columns = "pollutant as_baseline keeps_ratio as_baseline_state keeps_ratio_state keeps_ratio_rounded_state"
    assert answer(f1_lake, "air/projection", columns, as_of="2023-05-31") == [
        ("pm2_5", 36.69, 35.66, "off_target", "on_target", "on_target"),
        ("pm10", 77.42, 74.92, "off_target", "on_target", "on_target"),
        ("so2", 8.33, 8.08, "off_target", "off_target", "on_target"),
        ("no2", 27.63, 27.21, "off_target", "off_target", "on_target"),
    ]


def test_without_actuals_there_is_no_ratio_to_keep(empty_lake: Lake) -> None:
    assert answer(empty_lake, "air/projection", "pollutant as_baseline keeps_ratio")[0] == ("pm2_5", 37.79, None)


# ---- the targets themselves ------------------------------------------------------------------------------------------


def test_monthly_targets_met_exactly_exceed_the_annual_ones_until_rounded(empty_lake: Lake) -> None:
    columns = "pollutant months_mean annual_target exceeds_target rounds_to_target months_changed reason"
    assert answer(empty_lake, "air/consistency", columns) == [
        ("pm2_5", 36.11, 36.0, True, True, 8, None),
        ("pm10", 75.17, 75.0, True, True, 10, None),
        ("o3", None, 178.0, None, None, 1, "not_computable"),
        ("so2", 8.33, 8.0, True, True, 2, None),
        ("no2", 27.38, 27.0, True, True, 6, None),
        ("co", None, 1.6, None, None, 0, "not_computable"),
    ]


def test_printed_improvement_stands_beside_the_one_of_the_months(empty_lake: Lake) -> None:
    columns = "pollutant printed_change months_baseline months_target months_change"
    assert answer(empty_lake, "air/rounding", columns) == [
        ("pm2_5", -5.3, 37.83, 36.33, -4.0),
        ("pm10", -6.2, 80.08, 75.33, -5.9),
        ("o3", -1.1, None, None, None),
        ("so2", -11.1, 8.58, 8.33, -2.9),
        ("no2", -3.6, 28.0, 27.42, -2.1),
        ("co", 0.0, None, None, None),
    ]


@pytest.mark.parametrize(
    ("value", "digits", "rounded"),
    [
        (44.375, 2, 44.38),
        (1.005, 2, 1.0),
        (2.675, 2, 2.68),
        (2.6750001, 2, 2.68),
        (2.6649999, 2, 2.66),
        (-6.25, 1, -6.2),
        (36.5, 0, 36.0),
        (27.5, 0, 28.0),
        (0.0045, 3, 0.004),
    ],
)
def test_rounding_is_half_to_even_on_decimals(empty_lake: Lake, value: float, digits: int, rounded: float) -> None:
    found = empty_lake.ask("select half_even(?, ?)", [value, digits]).fetchone()
    assert found == (rounded,)


# ---- the year --------------------------------------------------------------------------------------------------------


def test_co_is_judged_on_text_and_annex(make_lake: MakeLake) -> None:
    lake = make_lake({})
    columns = "pollutant annual_value text_target table_target text_state table_state state"
    for value, text_state, table_state, state in [
        (1.6, "on_target", "on_target", "on_target"),
        (1.8, "off_target", "on_target", "conflict"),
        (2.1, "off_target", "off_target", "off_target"),
    ]:
        upload(lake, "air_monthly", [air("2023", "co", value)])
        rows = answer(lake, "air/year", columns, as_of="2023-12-31")
        assert ("co", value, 1.6, 2.0, text_state, table_state, state) in rows


def test_meeting_the_target_is_not_meeting_class_ii(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023", "pm2_5", 36), air("2023", "no2", 30)]})
    columns = "pollutant state attains_target class_ii_limit attains_class_ii"
    rows = answer(lake, "air/year", columns, as_of="2023-12-31")
    assert ("pm2_5", "on_target", True, 35.0, False) in rows
    assert ("no2", "off_target", False, 40.0, True) in rows
    assert ("so2", "unreported", None, 60.0, None) in rows


def test_a_year_that_meets_its_target_only_when_rounded_is_a_conflict(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023", "pm2_5", 36.4), air("2023", "pm10", 75.5)]})
    rows = answer(lake, "air/year", "pollutant text_state rounded_state state", as_of="2023-12-31")
    assert ("pm2_5", "off_target", "on_target", "conflict") in rows
    assert ("pm10", "off_target", "off_target", "off_target") in rows


def test_the_year_has_no_verdict_before_it_ends(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023", "pm2_5", 30)]})
    assert ("pm2_5", None, "unreported") in answer(lake, "air/year", "pollutant annual_value state", as_of="2023-12-30")


# ---- cards -----------------------------------------------------------------------------------------------------------


def test_a_card_shows_the_latest_month_and_the_run_of_the_year(f1_lake: Lake) -> None:
    columns = (
        "pollutant latest_month month_actual month_target state cumulative_actual cumulative_baseline months_reported "
        "annual_target unit_of_measure statistic force is_demo"
    )
    rows = answer(f1_lake, "air/headline", columns, as_of="2023-05-31")
    card = ("pm2_5", 5, 22.0, 22.0, "on_target", 44.38, 47.03, 5, 36.0, "µg/m³", "mean", "aspirational", False)
    assert rows[0] == card
    assert rows[5][:5] == ("co", 5, 1.0, 1.0, "not_judged")
    actuals = f1_lake.query("air/headline", as_of="2023-05-31")["actuals"][0]
    assert list(actuals[:5]) == [54, 70, 45, 33, 22]
    assert len(actuals) == 12


def test_a_card_without_reports_says_so(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "air/headline", "pollutant latest_month month_actual state cumulative_state")
    assert rows[0] == ("pm2_5", None, None, "unreported", "unreported")
    assert rows[2] == ("o3", None, None, "unreported", "unreported")
    assert set(answer(empty_lake, "air/likely", "keeps_ratio reason")) == {(None, "unreported")}


def test_cards_resting_on_demonstration_data_say_so(demo_lake: Lake) -> None:
    assert demo_lake.query("air/headline")["is_demo"].all()


def test_a_run_of_items_in_a_question_names_each_of_them(empty_lake: Lake) -> None:
    found = empty_lake.ask(
        "select item_id from question_refs where question_id in ('T07', 'T60', 'T19') order by question_id, item_id"
    )
    names = [row[0] for row in found.fetchall()]
    assert names == ["IA-03", "IA-04", "IA-06", "IA-07", *(f"IA-{n:02d}" for n in range(3, 9)), "IW-12", "WP-1"]


def test_every_air_goal_is_listed_and_the_binding_ones_have_no_figure(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "air/indicators", "indicator_id force status value assigned_value is_assigned")
    assert ("IA-01", "binding", "unstated", None, None, False) in rows
    assert ("IA-03", "aspirational", "stated", 36.0, None, False) in rows
