"""Building land: gates and clauses, what an upload may not plan, soil against GB 36600, violations that come and go."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.land_violations import violation_stock_chart, violation_stock_chart_alt
from dashboard.charts.soil_samples import soil_strip, soil_strip_alt
from dashboard.datasets import dataset
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.store.lake import Lake
from dashboard.words import PLOT_RULES, PLOT_STEPS, SOIL
from tests.answers import answer
from tests.rows import TODAY, MakeLake, Rows, as_csv, upload

STANDARDS = Path(__file__).parents[1] / "data" / "standards"
AS_OF = "2023-09-30"
LAW = "《土壤污染防治法》"


def plot(plot_id: str, use: str, **more: Any) -> dict[str, Any]:
    row = {"plot_id": plot_id, "name": f"{plot_id}地块", "planned_use": use, "is_listed": "否", "is_heavy": "否"}
    return {**row, "owner": "", "planned_on": "", "listed_on": "", **more, "source": "测试"}


def step(plot_id: str, name: str, status: str, day: str = "", result: str = "", started: str = "") -> dict[str, Any]:
    row = {"plot_id": plot_id, "step": name, "status": status, "started_on": started, "done_on": day, "result": result}
    return row | {"document": "文书", "source": "测试"}


def done(plot_id: str, name: str, day: str, result: str = "") -> dict[str, Any]:
    return step(plot_id, name, "done", day, result)


def finding(number: str, plot_name: str, found: str, rectified: str = "", plot_id: str = "") -> dict[str, Any]:
    row = {"finding_id": number, "plot_name": plot_name, "plot_id": plot_id, "problem": "未调查先开工"}
    return row | {"found_on": found, "rectified_on": rectified, "source": "测试"}


def sample(plot_id: str, item: str, value: float | str, date: str = "2023-03-05", point: str = "S1") -> dict[str, Any]:
    row = {"plot_id": plot_id, "point": point, "depth": "0.5", "date": date, "item": item, "value": value}
    return row | {"source": "测试"}


def gates(lake: Lake, as_of: str = AS_OF) -> dict[str, tuple[Any, ...]]:
    columns = "plot next_step forbidden clause violation"
    return {row[0]: row[1:] for row in answer(lake, "soil/gates", columns, as_of=as_of)}


def balance(lake: Lake, *days: str) -> list[tuple[Any, ...]]:
    return [answer(lake, "soil/violations", "stock opened closed", as_of=day)[0] for day in days]


def problems(lake: Lake, name: str, rows: Rows | bytes) -> list[tuple[str, str]]:
    """The rules that a file breaks, each with its severity; nothing is written."""
    return [(each.rule, each.severity) for each in drafted(lake, name, rows).problems]


def drafted(lake: Lake, name: str, rows: Rows | bytes) -> Draft:
    data = rows if isinstance(rows, bytes) else as_csv(rows)
    return draft(lake, name, data, f"{name}.csv", TODAY)


def standard(name: str) -> list[dict[str, str]]:
    with (STANDARDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# ---- gates -----------------------------------------------------------------------------------------------------------


def test_a_home_with_its_permit_before_the_survey_is_a_violation_at_once(make_lake: MakeLake) -> None:
    steps = [step("P", "survey", "in_progress"), done("P", "planning_permit", "2023-08-13")]
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_steps": steps})
    assert gates(lake, "2023-08-12")["P"][-1] is False
    next_step, forbidden, clause, violation = gates(lake, "2023-08-13")["P"]
    assert (next_step, forbidden) == ("survey", "use_change,land_supply,planning_permit,construction")
    assert f"{LAW}第五十九条；文件第298行" in clause
    assert violation is True
    assert answer(lake, "soil/violation_cases", "kind plot_id opened_on state acts", as_of="2023-08-13") == [
        ("rule", "P", dt.datetime(2023, 8, 13), "open", "planning_permit")
    ]


def test_the_path_closes_the_acts_after_an_unmet_step_with_their_clause(make_lake: MakeLake) -> None:
    steps = [step("P", "survey", "in_progress"), done("P", "planning_permit", "2023-08-13")]
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_steps": steps})
    path = answer(lake, "soil/plot_path", "step state", as_of=AS_OF, plot="P")
    assert path == [
        ("survey", "in_progress"),
        ("risk_assessment", "unreported"),
        ("remediation", "unreported"),
        ("effect_assessment", "unreported"),
        ("delisting", "not_required"),
        ("use_change", "closed"),
        ("land_supply", "closed"),
        ("planning_permit", "breach"),
        ("construction", "closed"),
    ]
    clauses = {row[0]: row[1] for row in answer(lake, "soil/plot_path", "step clauses", as_of=AS_OF, plot="P")}
    assert clauses["use_change"] == f"{LAW}第五十九条；文件第298行"
    assert clauses["survey"] is None


def test_a_clean_survey_after_the_change_of_use_fails_until_a_finding_is_put_right(make_lake: MakeLake) -> None:
    steps = [done("P", "use_change", "2023-04-01"), done("P", "survey", "2023-05-01", "within")]
    lake = make_lake({"plots": [plot("P", "中小学用地")], "plot_steps": steps})
    assert [gates(lake, day)["P"][-1] for day in ("2023-03-31", "2023-04-01", AS_OF)] == [False, True, True]
    assert answer(lake, "soil/plots", "verdict rules", as_of=AS_OF, unit=None) == [("blocked", "late_survey")]
    lake = make_lake({"land_findings": [finding("F", "P地块", "2023-06-01", "2023-07-01")]})
    assert [gates(lake, day)["P"][-1] for day in ("2023-06-30", "2023-07-01")] == [True, False]
    assert balance(lake, "2023-04-01", "2023-06-01", "2023-07-01") == [(1, 1, 0), (1, 1, 0), (0, 1, 1)]


def test_a_survey_that_nobody_reported_closes_the_acts_but_accuses_nobody(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_steps": [done("P", "planning_permit", "2023-08-13")]})
    next_step, forbidden, _, violation = gates(lake)["P"]
    assert (next_step, forbidden, violation) == ("survey", "use_change,land_supply,planning_permit,construction", None)
    assert answer(lake, "soil/plots", "verdict is_doubtful", as_of=AS_OF, unit=None) == [("unknown", True)]
    assert balance(lake, AS_OF) == [(0, 0, 0)]
    assert answer(lake, "soil/violation_state", "state doubtful", as_of=AS_OF) == [("partial", 1)]


def test_steps_follow_from_what_the_step_before_found(make_lake: MakeLake) -> None:
    """A clean survey spares the rest; one that exceeds needs an assessment, and that one what follows (60 to 66)."""
    clean, risky = [done("P", "survey", "2023-02-01", "within")], [done("P", "survey", "2023-02-01", "exceeding")]
    risky += [done("P", "risk_assessment", "2023-03-01", "unacceptable"), done("P", "remediation", "2023-04-01")]
    paths: list[tuple[Rows, str, str]] = [
        (clean, "use_change", "clear"),
        ([*clean, done("P", "planning_permit", "2023-06-01")], "construction", "clear"),
        (risky[:1], "risk_assessment", "unknown"),
        ([risky[0], step("P", "risk_assessment", "not_required")], "risk_assessment", "blocked"),
        ([risky[0], done("P", "risk_assessment", "2023-03-01", "acceptable")], "use_change", "clear"),
        (risky[:2], "remediation", "unknown"),
        (risky, "effect_assessment", "unknown"),
        ([*risky, done("P", "effect_assessment", "2023-05-01", "not_attained")], "effect_assessment", "blocked"),
        ([*risky, done("P", "effect_assessment", "2023-05-01", "attained")], "use_change", "clear"),
    ]
    plots = [plot(str(number), "商业") for number in range(len(paths))]
    steps = [row | {"plot_id": str(number)} for number, (rows, _, _) in enumerate(paths) for row in rows]
    lake = make_lake({"plots": plots, "plot_steps": steps})
    found = sorted(answer(lake, "soil/plots", "plot_id next_step verdict", as_of=AS_OF, unit=None))
    assert found == [(str(number), ahead, verdict) for number, (_, ahead, verdict) in enumerate(paths)]


def test_off_the_list_only_by_decision_and_until_then_no_construction(make_lake: MakeLake) -> None:
    gone = [done("P", "survey", "2022-01-01", "exceeding"), done("P", "risk_assessment", "2022-02-01", "unacceptable")]
    gone += [done("P", "remediation", "2022-09-01"), done("P", "effect_assessment", "2023-01-01", "attained")]
    gone += [done("P", "delisting", "2023-06-01"), step("P", "construction", "in_progress", started="2023-05-01")]
    lake = make_lake({"plots": [plot("P", "工业", is_listed="是", listed_on="2022-02-10")], "plot_steps": gone})
    clause = f"{LAW}第六十六条；文件第298行"
    assert gates(lake, "2023-04-30")["P"] == ("delisting", "construction", clause, False)
    assert gates(lake, "2023-05-31")["P"] == ("delisting", "construction", clause, True)
    assert gates(lake, "2023-06-01")["P"] == ("use_change", None, None, False)
    assert balance(lake, "2023-04-30", "2023-05-31", "2023-06-01") == [(0, 0, 0), (1, 1, 0), (0, 1, 1)]
    back = [plot("P", "工业", is_listed="否")]
    assert problems(lake, "plots", back) == []
    lake = make_lake({"plots": [plot("Q", "工业", is_listed="是")]})
    assert problems(lake, "plots", [plot("Q", "工业", is_listed="否")]) == [("delisted_without_decision", "error")]


def test_land_of_a_key_unit_is_surveyed_before_it_changes_hands(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "monitored_enterprises": [{"enterprise": "甲公司", "credit_code": "91A", "source": "测试"}],
            "plots": [
                plot("P", "仓储用地", owner="甲公司"),
                plot("Q", "仓储用地", owner="乙公司"),
            ],
            "plot_steps": [
                step("P", "survey", "not_required"),
                done("P", "land_supply", "2023-05-01"),
                step("Q", "survey", "not_required"),
                done("Q", "land_supply", "2023-05-01"),
            ],
        }
    )
    assert gates(lake)["P"] == ("survey", "use_change,land_supply", f"{LAW}第六十七条；文件第294行", True)
    assert gates(lake)["Q"][1:] == (None, None, False)


def test_a_listing_that_a_decision_ended_held_until_then(make_lake: MakeLake) -> None:
    """The register says "not listed" today; on the days before the decision the plot was (66)."""
    steps = [done("P", "survey", "2021-12-01", "within"), done("P", "delisting", "2023-06-01")]
    lake = make_lake({"plots": [plot("P", "工业", listed_on="2022-02-10")], "plot_steps": steps})
    days = ("2022-02-09", "2022-02-10", "2023-05-31", "2023-06-01")
    assert [gates(lake, day)["P"][1] for day in days] == [None, "construction", "construction", None]
    listed = [answer(lake, "soil/plots", "is_listed", as_of=day, unit=None)[0][0] for day in days]
    assert listed == [False, True, True, False]


def test_what_a_clean_survey_spares_holds_nothing_up_though_it_was_not_begun(make_lake: MakeLake) -> None:
    spared = [step("P", name, "not_started") for name in ("risk_assessment", "remediation", "effect_assessment")]
    lake = make_lake(
        {"plots": [plot("P", "住宅")], "plot_steps": [done("P", "survey", "2023-02-01", "within"), *spared]}
    )
    assert gates(lake)["P"] == ("use_change", None, None, False)


def test_a_late_survey_is_settled_by_a_finding_after_it_and_by_none_before(make_lake: MakeLake) -> None:
    steps = [done("P", "use_change", "2023-02-01"), done("P", "survey", "2023-05-01", "within")]
    findings = [
        finding("E", "P地块", "2023-03-01", "2023-04-01"),
        finding("F", "P地块", "2023-06-01", "2023-07-01"),
    ]
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_steps": steps, "land_findings": findings})
    assert [gates(lake, day)["P"][-1] for day in ("2023-04-30", "2023-06-30", "2023-07-01")] == [True, True, False]


def test_nobody_builds_before_the_day_that_was_reported(make_lake: MakeLake) -> None:
    steps = [step("P", "survey", "in_progress"), done("P", "construction", "2023-08-13")]
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_steps": steps})
    columns = "is_building is_violation"
    found = [answer(lake, "soil/plots", columns, as_of=day, unit=None)[0] for day in ("2023-08-12", "2023-08-13")]
    assert found == [(False, False), (True, True)]


def test_a_gate_that_nobody_needs_yet_is_no_gap(make_lake: MakeLake) -> None:
    """After a clean survey the assessment is needed from the sample above; a board of the day before lacks nothing."""
    steps = [done("P", "survey", "2023-02-01", "within")]
    steps += [step("P", name, "not_required") for name in ("remediation", "effect_assessment")]
    above = [sample("P", "铅", 900, date="2023-05-01")]
    lake = make_lake({"plots": [plot("P", "商业")], "plot_steps": steps, "plot_samples": above})
    days = ("2023-04-30", "2023-05-01")
    found = [answer(lake, "soil/plots", "verdict", as_of=day, unit=None)[0] for day in days]
    assert found == [("clear",), ("unknown",)]


# ---- uses ------------------------------------------------------------------------------------------------------------


def test_no_residential_or_public_use_is_taken_for_a_listed_plot(make_lake: MakeLake) -> None:
    uses = ["学校", "住宅", "080403", "80403", "幼儿园用地", "公共服务", "0806", "0702"]
    lake = make_lake({"plots": [plot(str(number), "工业", is_listed="是") for number in range(len(uses))]})
    fresh = [plot(f"Q{number}", use, is_listed="是") for number, use in enumerate(uses)]
    assert problems(lake, "plots", fresh) == [("forbidden_use", "error")] * len(uses)
    only_the_use = [{"plot_id": str(number), "planned_use": use} for number, use in enumerate(uses)]
    found = drafted(lake, "plots", only_the_use).problems
    expected = [("forbidden_use", "error", line) for line in range(2, len(uses) + 2)]
    assert [(each.rule, each.severity, each.line) for each in found] == expected
    assert [each for each in found if f"{LAW}第六十一条；文件第296—298行" not in each.message] == []


def test_no_home_or_school_is_taken_for_a_heavily_polluted_plot(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "工业", is_heavy="是")]})
    refused = {use: problems(lake, "plots", [{"plot_id": "P", "planned_use": use}]) for use in ("住宅", "080401")}
    assert refused == {"住宅": [("forbidden_use", "error")], "080401": [("forbidden_use", "error")]}
    assert problems(lake, "plots", [{"plot_id": "P", "planned_use": "医院用地"}]) == []


def test_a_use_that_was_settled_before_the_list_is_recorded_and_shown_as_a_violation(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "学校")]})
    listed = [plot("P", "学校", is_listed="是", listed_on="2023-05-10")]
    assert problems(lake, "plots", listed) == [("listed_with_use", "warning")]
    lake = make_lake({"plots": listed})
    assert problems(lake, "plots", listed) == []
    assert gates(lake, "2023-05-09")["P"][-1] is False
    assert gates(lake, "2023-05-10")["P"][-1] is True
    earlier = plot("Q", "学校", is_listed="是", planned_on="2022-06-01", listed_on="2023-05-10")
    assert problems(lake, "plots", [earlier]) == []
    assert problems(lake, "plots", [earlier | {"planned_on": "2023-05-10"}]) == [("forbidden_use", "error")]
    assert problems(lake, "plots", [{"plot_id": "P", "planned_use": "幼儿园"}]) == [("forbidden_use", "error")]


def test_a_new_use_is_not_settled_on_the_day_of_the_use_before_it(make_lake: MakeLake) -> None:
    listed = plot("P", "工业", is_listed="是", planned_on="2021-03-01", listed_on="2022-06-01")
    lake = make_lake({"plots": [listed]})
    assert problems(lake, "plots", [listed | {"planned_use": "学校"}]) == [("forbidden_use", "error")]
    assert problems(lake, "plots", [listed | {"planned_use": "学校", "planned_on": "2021-09-01"}]) == []


def test_a_delisting_under_way_opens_nothing(make_lake: MakeLake) -> None:
    listed = plot("P", "工业", is_listed="是", listed_on="2022-06-01")
    lake = make_lake({"plots": [listed], "plot_steps": [step("P", "delisting", "in_progress")]})
    rows = {"planned_use": "学校"}, {"is_listed": "否"}
    expected = [[("forbidden_use", "error")], [("delisted_without_decision", "error")]]
    assert [problems(lake, "plots", [listed | row]) for row in rows] == expected


def test_heavy_pollution_does_not_end_in_the_file_that_plans_homes(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "工业", is_heavy="是")]})
    assert problems(lake, "plots", [plot("P", "住宅", is_heavy="否")]) == [("forbidden_use", "error")]


def test_a_use_can_be_tried_out_before_it_is_planned(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "工业", is_listed="是"), plot("Q", "工业", is_heavy="是")]})
    for where, refused in (("P", {"school", "080403", "0806"}), ("Q", {"school", "080403"})):
        rows = answer(lake, "soil/plot_uses", "code conditions", as_of=AS_OF, plot=where)
        known = {code for code, conditions in rows if conditions is not None}
        assert known & {"school", "080403", "0806", "0901", "industrial"} == refused


def test_names_numbers_and_earlier_words_of_uses_are_read_and_each_has_its_class() -> None:
    words, classes = dataset("plots").field("planned_use").values, standard("land_classes")
    assert [row["code"] for row in classes] == list(words)
    assert [row["name"] for row in classes] == [known[0] for known in words.values()]
    assert [
        row["code"] for row in classes if row["number"] and row["number"] not in (row["code"], *words[row["code"]])
    ] == []
    assert list(words)[:7] == [
        "residential",
        "school",
        "public_service",
        "commercial",
        "industrial",
        "green",
        "undecided",
    ]


@pytest.mark.parametrize(
    ("use", "land_class"),
    [
        ("07", 1),
        ("0806", 1),
        ("0807", 1),
        ("080404", 1),
        ("community_park", 1),
        ("other_park", 2),
        ("1401", 1),
        ("16", 1),
        ("未确定", 1),
        ("没有这种用途", 1),
        ("0801", 2),
        ("1001", 2),
        ("商业服务业用地", 2),
        ("2", 2),
        (None, 1),
    ],
)
def test_an_unclear_use_takes_class_1(empty_lake: Lake, use: str | None, land_class: int) -> None:
    expected = "survey" if land_class == 1 else "below"  # lead: 400 and 800 mg/kg
    given = {"item": "lead", "value": 500, "land_class": use, "background": None}
    assert answer(empty_lake, "soil/item_verdict", "verdict", **given) == [(expected,)]


# ---- soil ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "value", "land_class", "background", "verdict"),
    [
        ("arsenic", 20, "1", None, "below"),
        ("arsenic", 20.1, "1", None, "survey"),
        ("arsenic", 30, "1", 30, "below"),
        ("arsenic", 31, "1", 30, "survey"),
        ("arsenic", 120, "1", None, "survey"),
        ("arsenic", 120.1, "1", None, "intervene"),
        ("cobalt", 25, "1", 26, "below"),
        ("vanadium", 170, "1", 171, "below"),
        ("lead", 500, "1", 600, "survey"),
        ("toluene", 1200, "1", None, "below"),
        ("toluene", 1200.1, "2", None, "intervene"),
        ("二噁英类(总毒性当量)", 0.00001, "1", None, "below"),
        ("二噁英类(总毒性当量)", 0.000011, "1", None, "survey"),
        ("铬（六价）", 5.8, "2", None, "survey"),
        ("56-55-3", 151.1, "2", None, "intervene"),
    ],
)
def test_between_the_two_values_is_a_survey_and_never_pollution(
    empty_lake: Lake, item: str, value: float, land_class: str, background: float | None, verdict: str
) -> None:
    given = {"item": item, "value": value, "land_class": land_class, "background": background}
    assert answer(empty_lake, "soil/item_verdict", "verdict", **given) == [(verdict,)]


def test_85_items_with_two_classes_and_six_organics_without_a_between() -> None:
    items, limits = standard("soil_items"), standard("soil_limits")
    assert (len(items), len(limits)) == (85, 170)
    assert [row["table_number"] for row in items].count("1") == 45
    assert [row["item"] for row in items if row["has_background"] == "true"] == ["arsenic", "cobalt", "vanadium"]
    equal = {row["item"] for row in limits if float(row["screening"]) == float(row["intervention"])}
    assert equal == {"trichloroethane_1_1_1", "m_p_xylene", "o_xylene", "dichlorobenzene_1_2", "styrene", "toluene"}
    words = dataset("plot_samples").field("item").values
    assert {row["item"]: row["title"] for row in items} == {
        code: known[0] for code, known in words.items() if code != "total_chromium"
    }


def test_the_highest_value_of_a_plot_is_held_against_its_planned_use(make_lake: MakeLake) -> None:
    samples = [sample("P", "铅", 390), sample("P", "铅", 410, point="S2"), sample("P", "铅", 900, date="2023-10-05")]
    samples += [sample("P", "苯", "<0.0019"), sample("P", "苯", 0.4, point="S2"), sample("P", "氯仿", "<0.5")]
    samples += [sample("Q", "铅", 410), sample("P", "砷", 25)]
    lake = make_lake({"plots": [plot("P", "留白用地"), plot("Q", "工业")], "plot_samples": samples})
    columns = "plot item value screening intervention verdict"
    assert answer(lake, "soil/plot_screening", columns, as_of=AS_OF) == [
        ("P", "arsenic", 25, 20, 120, "survey"),
        ("P", "lead", 410, 400, 800, "survey"),
        ("P", "chloroform", 0.5, 0.3, 5, None),  # the detection limit lies above the screening value
        ("P", "benzene", 0.4, 1, 10, "below"),
        ("Q", "lead", 410, 800, 2500, "below"),
    ]
    assert list(lake.query("soil/plot_screening", as_of=AS_OF).columns) == columns.split()
    background = {"item": "砷", "background": 26, "document": "某文", "source": "测试"}
    lake = make_lake({"soil_backgrounds": [background]})
    assert answer(lake, "soil/plot_screening", columns, as_of=AS_OF)[0][-1] == "below"


def test_soil_above_the_screening_value_needs_an_assessment_whatever_is_said(make_lake: MakeLake) -> None:
    steps = [done("P", "survey", "2023-02-01"), *(step("P", gate, "not_required") for gate in GATES[1:])]
    lake = make_lake({"plots": [plot("P", "商业")], "plot_steps": steps})
    assert answer(lake, "soil/plots", "verdict next_step", as_of=AS_OF, unit=None) == [("clear", "use_change")]
    lake = make_lake({"plot_samples": [sample("P", "铅", 801)]})
    assert answer(lake, "soil/plots", "verdict next_step", as_of=AS_OF, unit=None) == [("blocked", "risk_assessment")]
    assert answer(lake, "soil/plots", "verdict", as_of="2023-03-04", unit=None) == [("clear",)]


GATES = ("survey", "risk_assessment", "remediation", "effect_assessment")


def test_samples_come_long_or_wide_in_any_unit(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "住宅")]})
    wide = (
        "地块编号,采样点位,采样深度（m）,采样日期,六价铬（mg/kg）,砷（mg/kg）,苯（μg/kg）,苯并(a)芘（mg/kg）,二噁英类（ngTEQ/kg）,来源\n"
        "P,S1,0.5,2023-03-05,<0.5,12.5,20,0.1,12,甲\n"
    )
    assert stored(lake, wide) == [
        ("arsenic", 12.5, False),
        ("hexavalent_chromium", 0.5, True),
        ("benzene", 0.02, False),
        ("benzo_a_pyrene", 0.1, False),
        ("dioxins_total", 0.000012, False),
    ]
    long = "地块,点位,深度,采样时间,检测项目,检测结果,单位,来源\nP,S1,0～0.5 m,2023-03-05,二噁英,12,ng/kg,甲\n"
    long += "P,S1,0～0.5 m,2023-03-05,Pb,0.05,g/kg,甲\n"
    assert stored(lake, long) == [("lead", 50, False), ("dioxins_total", 0.000012, False)]


def stored(lake: Lake, text: str) -> list[tuple[Any, ...]]:
    """The items that a file of samples would write, with value and whether it lies below the detection limit."""
    made = drafted(lake, "plot_samples", text.encode())
    assert not made.errors, made.problems
    frame = made.difference.upserts.to_pandas()
    rows = frame[["item", "value", "is_below_limit"]].itertuples(index=False)
    return sorted((tuple(row) for row in rows), key=lambda row: list(SAMPLED).index(row[0]))


SAMPLED = dataset("plot_samples").field("item").values


def test_chromium_that_is_not_said_to_be_hexavalent_is_refused(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "住宅")]})
    for header in ("铬", "总铬", "铬（mg/kg）", "Cr"):
        text = f"地块编号,采样点,采样深度,采样日期,{header},来源\nP,S1,0.5,2023-03-05,58,甲\n"
        (problem,) = drafted(lake, "plot_samples", text.encode()).problems
        assert (problem.rule, problem.severity, problem.column) == ("total_chromium", "error", header)


def test_areas_are_read_in_square_metres_too_and_plots_by_their_supervising_unit(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "住宅")]})
    text = "地块编号,地块面积（m²）,镇街,监管单位\nP,20000,南村,区自然资源局\n"
    upload(lake, "plots", list(csv.DictReader(text.splitlines())))
    columns = "area town supervising_unit"
    assert answer(lake, "soil/plots", columns, as_of=AS_OF, unit="区自然资源局") == [(30, "南村镇", "区自然资源局")]
    assert answer(lake, "soil/plots", columns, as_of=AS_OF, unit="区水务局") == []


def test_nothing_detected_without_its_limit_has_no_number_and_no_verdict(make_lake: MakeLake) -> None:
    rows = [sample("P", "铅", "", point="S2") | {"is_below_limit": "是"}, sample("P", "砷", 12)]
    lake = make_lake({"plots": [plot("P", "住宅")], "plot_samples": rows})
    assert answer(lake, "soil/plot_items", "item value verdict", as_of=AS_OF, plot="P") == [
        ("arsenic", 12, "below"),
        ("lead", None, None),
    ]
    assert answer(lake, "soil/plot_samples", "title value", as_of=AS_OF, plot="P") == [("砷", 12)]


def test_a_mark_in_the_cell_counts_beside_the_column_that_says_so_and_against_it_is_refused(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"plots": [plot("P", "住宅")]})
    head = "地块编号,采样点位,采样深度（m）,采样日期,项目,结果,低于检出限,来源\n"
    row = "P,S1,0.5,2023-03-05,{},{},{},甲\n"
    said = [("铅", "<0.02", ""), ("镉", "<0.01", "是"), ("砷", "0.5", "是"), ("镍", "12", "否"), ("铜", "3", "")]
    assert stored(lake, head + "".join(row.format(*each) for each in said)) == [
        ("arsenic", 0.5, True),
        ("cadmium", 0.01, True),
        ("copper", 3, None),
        ("lead", 0.02, True),
        ("nickel", 12, False),
    ]
    (problem,) = drafted(lake, "plot_samples", (head + row.format("铅", "<0.02", "否")).encode()).problems
    found = (problem.line, problem.column, problem.value, problem.rule, problem.severity)
    assert found == (2, "低于检出限", "否", "contradicted", "error")


# ---- violations ------------------------------------------------------------------------------------------------------


def test_two_found_and_one_put_right_leave_one_and_cleared_ends_with_the_next(make_lake: MakeLake) -> None:
    found = [finding("F1", "甲", "2023-06-01", "2023-08-15"), finding("F2", "乙", "2023-07-01")]
    lake = make_lake({"land_findings": found})
    days = ("2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31")
    assert balance(lake, *days) == [(0, 0, 0), (1, 1, 0), (2, 2, 0), (1, 2, 1)]
    lake = make_lake({"land_findings": [finding("F2", "乙", "2023-07-01", "2023-09-02")], "plots": [plot("P", "商业")]})
    columns = "state stock cleared_on"
    assert answer(lake, "soil/violation_state", columns, as_of="2023-09-05") == [
        ("cleared", 0, dt.datetime(2023, 9, 2))
    ]
    lake = make_lake({"land_findings": [finding("F3", "丙", "2023-09-10")]})
    assert answer(lake, "soil/violation_state", columns, as_of="2023-09-09")[0][0] == "cleared"
    assert answer(lake, "soil/violation_state", columns, as_of="2023-09-10")[0][:2] == ("open", 1)


def test_nothing_reported_is_not_zero_and_one_list_alone_is_not_all(empty_lake: Lake, make_lake: MakeLake) -> None:
    assert balance(empty_lake, AS_OF) == [(None, None, None)]
    assert answer(empty_lake, "soil/violation_state", "state stock", as_of=AS_OF) == [("unreported", None)]
    lake = make_lake({"plots": [plot("P", "商业")]})
    assert answer(lake, "soil/violation_state", "state stock findings", as_of=AS_OF) == [("partial", 0, 0)]


def test_nothing_is_cleared_where_nothing_was_ever_found(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("P", "商业")], "land_findings": [finding("F", "甲", "2023-08-01")]})
    days = ("2023-07-31", "2023-08-01")
    assert [answer(lake, "soil/violation_state", "state stock opened", as_of=day)[0] for day in days] == [
        ("none", 0, 0),
        ("open", 1, 1),
    ]


def test_a_plot_that_an_inspection_found_counts_once_and_again_while_it_breaks_the_rule(make_lake: MakeLake) -> None:
    steps = [step("P", "survey", "in_progress"), done("P", "use_change", "2023-07-01")]
    lake = make_lake(
        {
            "plots": [plot("P", "住宅")],
            "plot_steps": steps,
            "land_findings": [finding("F", "某处", "2023-07-06", "2023-08-01", plot_id="P")],
        }
    )
    days = ("2023-07-01", "2023-07-06", "2023-08-01")
    assert balance(lake, *days) == [(1, 1, 0), (1, 1, 0), (1, 1, 0)]
    states = [answer(lake, "soil/violation_cases", "kind state", as_of=day) for day in days]
    assert states == [
        [("rule", "open")],
        [("inspection", "open"), ("rule", "merged")],
        [("rule", "open"), ("inspection", "closed")],
    ]


def test_a_finding_at_a_name_that_two_plots_have_is_at_neither(make_lake: MakeLake) -> None:
    plots = [plot("P", "商业", name="甲"), plot("Q", "商业", name="甲")]
    lake = make_lake({"plots": plots, "land_findings": [finding("F", "甲", "2023-06-01")]})
    assert balance(lake, AS_OF) == [(1, 1, 0)]
    assert answer(lake, "soil/violation_cases", "plot_name plot_id", as_of=AS_OF) == [("甲", None)]


def test_a_listed_plot_counts_once_however_many_rules_it_breaks(make_lake: MakeLake) -> None:
    make_lake({"plots": [plot("P", "学校")]})
    steps = [step("P", "survey", "not_started"), done("P", "planning_permit", "2023-06-01")]
    lake = make_lake(
        {
            "plots": [plot("P", "学校", is_listed="是", listed_on="2023-05-10", is_heavy="是")],
            "plot_steps": steps,
        }
    )
    assert balance(lake, AS_OF) == [(1, 1, 0)]


def test_every_state_of_building_land_occurs_in_the_demonstration_data(demo_lake: Lake) -> None:
    rows = answer(demo_lake, "soil/plots", "verdict rules is_violation is_doubtful", as_of=AS_OF, unit=None)
    assert {row[0] for row in rows} == {"forbidden", "blocked", "unknown", "clear"}
    assert {rule for row in rows if row[1] for rule in row[1].split(",")} == PLOT_RULES.keys() - {"heavy"}
    assert sum(row[2] for row in rows) == 3
    assert sum(row[3] for row in rows) == 1
    path = {
        state
        for row in answer(demo_lake, "soil/plots", "plot_id", as_of=AS_OF, unit=None)
        for (state,) in answer(demo_lake, "soil/plot_path", "state", as_of=AS_OF, plot=row[0])
    }
    assert path == PLOT_STEPS.keys()
    found = {row[0] for row in answer(demo_lake, "soil/plot_screening", "verdict", as_of=AS_OF)}
    assert found == SOIL.keys() - {"unknown"}


def test_the_demonstration_plots_pass_the_checks_of_an_upload(empty_lake: Lake) -> None:
    """Trusted files pass unchecked; a register like this one must also come in through the upload desk."""
    data = (Path(__file__).parents[1] / "data" / "demo" / "plots.csv").read_bytes()
    assert [each for each in drafted(empty_lake, "plots", data).problems if each.severity == "error"] == []


def test_the_pictures_say_what_they_show(demo_lake: Lake) -> None:
    items = demo_lake.query("soil/plot_items", plot="演示-01", as_of=AS_OF)
    assert soil_strip_alt("甲", items) == (
        "甲土壤检测10项：未超筛选值7项，需详查2项，须管控或修复1项；与筛选值之比最高的是铬（六价），13.67倍。"
    )
    chart = soil_strip("甲", demo_lake.query("soil/plot_samples", plot="演示-01", as_of=AS_OF))
    assert chart.title == "甲：检测值与筛选值之比，倍（对数轴）"
    assert chart.layout["xaxis"]["type"] == "log"
    stock = demo_lake.query("soil/violation_balance", as_of=AS_OF)
    assert violation_stock_chart_alt(stock) == (
        "违规开发利用存量变化：现余3个，累计发现5个，累计整改2个；最多时5个（2023-07-16）。"
    )
    assert "个" in violation_stock_chart(stock, dt.date(2023, 9, 30)).title
