"""Tasks: what the calendar, the reports and the closures make of each, and the filters that find it."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.datasets import dataset
from dashboard.store.lake import Lake
from dashboard.words import LIGHTS, PHASES, SCHEDULES
from tests.answers import answer
from tests.lacking import opened
from tests.rows import MakeLake, upload

ISSUE_DAY = "2023-05-31"
CONTINUOUS = "A-01 A-13 A-14 A-15 A-17 A-19 A-23 A-24 A-25 A-26 A-27 A-28 A-29 A-30 A-31 A-32"


def report(task_id: str, period: str, claim: str, unit: str = "区生态环境分局", done_nodes: str = "") -> dict[str, Any]:
    return {
        "task_id": task_id,
        "period": period,
        "unit": unit,
        "progress": "已部署",
        "claim": claim,
        "done_nodes": done_nodes,
    }


def closure(node_id: str, closed_on: str) -> dict[str, Any]:
    return {"node_id": node_id, "closed_on": closed_on, "approved_by": "区生环委办", "basis": "验收意见"}


def rule(rule_id: str, value: str) -> dict[str, Any]:
    return {"rule_id": rule_id, "title": rule_id, "value": value, "meaning": "测试", "basis": "测试"}


def ids(lake: Lake, **filters: Any) -> str:
    return " ".join(lake.query("tasks/ledger", **filters)["task_id"])


def status(lake: Lake, task_id: str, columns: str, as_of: str) -> tuple[Any, ...]:
    return answer(lake, "tasks/detail", columns, task_id=task_id, as_of=as_of)[0]


def light(lake: Lake, task_id: str, as_of: str) -> str:
    return str(status(lake, task_id, "light", as_of)[0])


# ---- the ledger ------------------------------------------------------------------------------------------------------


def test_the_ledger_lists_air_water_projects_and_soil_as_numbered(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "tasks/ledger", "task_id plan seq")
    assert [row[0] for row in rows] == [
        *(f"A-{number:02d}" for number in range(1, 35)),
        *(f"W-{number:02d}" for number in range(1, 15)),
        *(f"WP-{number}" for number in range(1, 4)),
        *(f"S-{number:02d}" for number in range(1, 15)),
    ]
    assert ("WP-1", "water", 15) in rows


def test_a_project_stands_in_the_ledger_as_a_key_project_of_the_water_plan(empty_lake: Lake) -> None:
    columns = "plan category measure deadline_text lead_units roles_text"
    assert status(empty_lake, "WP-2", columns, ISSUE_DAY) == (
        "water",
        "重点工程",
        "晋普山煤矿新建5000m³矿井水污水处理站",
        "2023年10月",
        "山西省晋城晋普山煤业有限责任公司",
        "lead",
    )


def test_units_stand_in_printed_order_with_support_apart(empty_lake: Lake) -> None:
    columns = "lead_units support_units roles_text lead_count"
    assert status(empty_lake, "W-08", columns, ISSUE_DAY) == ("区农业农村局、区畜牧兽医中心", "各镇（街道）", "lead", 2)
    assert status(empty_lake, "W-10", columns, ISSUE_DAY) == (
        "区住建局、区农业农村局、区水务局、区城管局、区生态环境分局、各镇（街道）", None, "unspecified", 6
    )  # fmt: skip
    assert status(empty_lake, "S-11", columns, ISSUE_DAY) == (
        "区农业农村局、区生态环境分局",
        "各镇（街道）",
        "joint",
        2,
    )


# ---- schedule --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "schedule", "found"),
    [
        ("air", "continuous", CONTINUOUS),
        ("air", "past_due", "A-03 A-05 A-06 A-11 A-16"),
        ("air", "due_today", "A-07 A-08 A-18 A-21 A-34"),
        ("air", "in_force", "A-20 A-22"),
        ("air", "in_window", "A-33"),
        ("air", "later", "A-04 A-09 A-10 A-12"),
        ("air", "beyond_year", "A-02"),
        ("water", "later", "W-07 W-14 WP-1 WP-2"),
        ("water", "due_today", "WP-3"),
        ("water", "unstated", "W-01 W-02 W-03 W-04 W-05 W-06 W-08 W-09 W-10 W-11 W-12 W-13"),
        ("soil", "later", "S-01"),
        ("soil", "unstated", "S-02 S-03 S-04 S-05 S-06 S-07 S-08 S-09 S-10 S-11 S-12 S-13 S-14"),
    ],
)
def test_schedules_on_the_day_of_issue(empty_lake: Lake, plan: str, schedule: str, found: str) -> None:
    assert ids(empty_lake, plan=plan, schedule=schedule) == found


def test_schedules_on_the_first_of_november(empty_lake: Lake) -> None:
    past_due = ids(empty_lake, as_of="2023-11-01", schedule="past_due")
    assert past_due == ("A-03 A-04 A-05 A-06 A-07 A-08 A-09 A-10 A-11 A-12 A-16 A-18 A-21 A-33 A-34 WP-2 WP-3 S-01")
    assert ids(empty_lake, as_of="2023-11-01", schedule="in_force") == "A-20 A-22"
    over = [row for row in answer(empty_lake, "tasks/ledger", "task_id is_window_over", as_of="2023-11-01") if row[1]]
    assert over == [("A-33", True)]


@pytest.mark.parametrize(
    ("as_of", "schedule"),
    [
        ("2023-04-30", "later"),
        ("2023-05-01", "in_window"),
        ("2023-09-30", "in_window"),
        ("2023-10-01", "past_due"),
    ],
)
def test_a_window_runs_from_its_first_to_its_last_day(empty_lake: Lake, as_of: str, schedule: str) -> None:
    assert status(empty_lake, "A-33", "schedule", as_of) == (schedule,)


@pytest.mark.parametrize(
    ("as_of", "row"),
    [
        ("2023-10-15", ("later", 16)),
        ("2023-10-16", ("due_soon", 15)),
        ("2023-10-30", ("due_soon", 1)),
        ("2023-10-31", ("due_today", 0)),
        ("2023-11-01", ("past_due", -1)),
    ],
)
def test_the_yellow_window_opens_fifteen_days_before(empty_lake: Lake, as_of: str, row: tuple[str, int]) -> None:
    assert status(empty_lake, "A-12", "schedule days_left", as_of) == row


def test_a_start_date_is_no_deadline(empty_lake: Lake) -> None:
    for as_of, schedule in [("2023-03-31", "later"), ("2023-04-01", "in_force"), ("2024-12-31", "in_force")]:
        assert status(empty_lake, "A-20", "schedule", as_of) == (schedule,)
    assert status(empty_lake, "A-20", "days_left due_before_issue", ISSUE_DAY) == (None, False)


def test_the_yellow_window_is_a_rule(make_lake: MakeLake) -> None:
    lake = make_lake({"rules": [rule("yellow_window_days", "20")]})
    assert status(lake, "A-12", "schedule", "2023-10-11") == ("due_soon",)
    assert status(lake, "A-12", "schedule", "2023-10-10") == ("later",)


def test_the_flood_season_gives_its_relative_node_a_date(make_lake: MakeLake) -> None:
    lake = make_lake({"rules": [rule("flood_season_start", "2023-06-01")]})
    assert answer(lake, "tasks/nodes", "node_id schedule", task_id="W-09", as_of="2023-05-30") == [
        ("W-09-1", "due_soon")
    ]
    assert status(lake, "W-09", "schedule days_left", ISSUE_DAY) == ("due_today", 0)


def test_what_was_due_before_or_on_the_day_of_issue_is_tagged_on_every_day(empty_lake: Lake) -> None:
    for as_of in (ISSUE_DAY, "2023-11-01"):
        rows = answer(empty_lake, "tasks/ledger", "task_id due_before_issue due_on_issue_day", as_of=as_of)
        assert [row[0] for row in rows if row[1]] == ["A-03", "A-05", "A-06", "A-11", "A-16"]
        assert [row[0] for row in rows if row[2]] == ["A-07", "A-08", "A-18", "A-21", "A-34", "WP-3"]


# ---- closures --------------------------------------------------------------------------------------------------------


def test_a_task_is_closed_when_its_last_node_is(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "closures": [
                closure("A-04-1", "2023-08-01"),
                closure("A-04-2", "2023-09-01"),
                closure("A-04-3", "2023-10-10"),
            ]
        }
    )
    columns = "schedule phase nodes_done nodes_total light"
    assert status(lake, "A-04", columns, "2023-08-31") == ("later", "unreported", 1, 3, "grey")
    assert status(lake, "A-04", columns, "2023-10-09") == ("past_due", "unreported", 2, 3, "red")
    assert status(lake, "A-04", columns, "2023-10-10") == ("closed", "closed", 3, 3, "green")


def test_what_remains_long_term_after_the_dated_part_is_continuous_not_closed(make_lake: MakeLake) -> None:
    lake = make_lake({"closures": [closure("A-06-1", "2023-06-20")]})
    columns = "schedule phase nodes_done nodes_total light"
    assert status(lake, "A-06", columns, "2023-06-19") == ("past_due", "unreported", 0, 1, "grey")
    assert status(lake, "A-06", columns, "2023-07-31") == ("continuous", "continuous", 1, 1, "grey")


# ---- phase -----------------------------------------------------------------------------------------------------------


def test_a_task_nobody_reported_is_unreported_and_never_counts_as_not_started(empty_lake: Lake) -> None:
    assert status(empty_lake, "A-12", "phase claim latest_period is_reported", ISSUE_DAY) == (
        "unreported", None, None, False
    )  # fmt: skip


def test_the_latest_month_speaks_and_in_it_the_least_advanced_claim(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-10", "2023-06", "not_started"),
                report("A-10", "2023-07", "done", unit="区工信局"),
                report("A-10", "2023-07", "delayed", unit="区民营经济局"),
                report("A-10", "2023-07", "in_progress"),
                report("A-10", "2023-08", "done"),
            ]
        }
    )
    columns = "phase claim latest_period is_reported"
    assert status(lake, "A-10", columns, ISSUE_DAY) == ("unreported", None, None, False)
    assert status(lake, "A-10", columns, "2023-06-30") == ("not_started", "not_started", "2023-06", False)
    assert status(lake, "A-10", columns, "2023-07-31") == ("in_progress", "delayed", "2023-07", True)
    assert status(lake, "A-10", columns, "2023-08-01") == ("claimed_done", "done", "2023-08", False)
    assert status(lake, "A-10", columns, "2023-09-30") == ("claimed_done", "done", "2023-08", False)


def test_a_task_of_several_units_is_green_when_all_have_reported_and_names_those_that_have_not(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"task_reports": [report("A-10", "2023-07", "in_progress", unit="区工信局")]})
    columns = "light is_reported unreported_units"
    assert status(lake, "A-10", columns, "2023-07-31") == ("grey", False, "区民营经济局、区生态环境分局")
    others = [report("A-10", "2023-07", "in_progress", unit=unit) for unit in ("区民营经济局", "区生态环境分局")]
    upload(lake, "task_reports", others)
    assert status(lake, "A-10", columns, "2023-07-31") == ("green", True, None)


def test_a_unit_has_reported_its_part_while_the_list_of_missing_reports_names_the_others(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-10", "2023-07", "in_progress", unit="区工信局")]})
    for unit, is_reported in (("区工信局", True), ("区民营经济局", False)):
        tasks = dict(answer(lake, "units/tasks", "task_id is_reported", unit=unit, as_of="2023-07-31"))
        missing = dict(answer(lake, "units/missing_reports", "unit task_ids", as_of="2023-07-31"))
        assert tasks["A-10"] is is_reported
        assert ("A-10" in missing[unit].split("、")) is not is_reported


def test_a_unit_that_only_supports_owes_no_report(empty_lake: Lake) -> None:
    tasks = answer(empty_lake, "units/tasks", "role is_reported", unit="区公安分局", as_of="2023-07-31")
    assert {is_reported for role, is_reported in tasks if role == "support"} <= {None}
    assert {is_reported for role, is_reported in tasks if role != "support"} <= {False}


# ---- light -----------------------------------------------------------------------------------------------------------


def test_nothing_is_red_or_green_on_the_day_of_issue(empty_lake: Lake) -> None:
    assert answer(empty_lake, "tasks/light_counts", "light count") == [("grey", 65)]


AT_ISSUE = ("A-03", "A-05", "A-06", "A-11", "A-16", "A-07", "A-34", "WP-3")


def test_what_was_due_at_issue_turns_red_thirty_days_after_the_office_has_asked_for_evidence(
    make_lake: MakeLake,
) -> None:
    asked = [{"task_id": task_id, "asked_on": "2023-06-10", "asked_by": "甲"} for task_id in ("A-03", "A-07")]
    lake = make_lake({"evidence_requests": asked})
    for task_id in AT_ISSUE:
        is_asked = task_id in ("A-03", "A-07")
        assert light(lake, task_id, "2023-07-10") == "grey"
        assert light(lake, task_id, "2023-07-11") == ("red" if is_asked else "grey")
    reason = {str(row[0]): row[1] for row in answer(lake, "tasks/ledger", "task_id light_reason", as_of="2023-07-10")}
    assert (reason["A-03"], reason["A-05"]) == (
        "印发前已到期，已要求补报佐证，宽限期内",
        "印发前已到期，宽限期内，尚未要求补报佐证",
    )
    grace = "asked_by grace_ends_on"
    assert [
        (by, None if ends is None else f"{ends:%F}")
        for task_id in ("A-03", "A-05", "A-12")
        for by, ends in answer(lake, "tasks/evidence_request", grace, task_id=task_id, as_of="2023-07-10")
    ] == [("甲", "2023-07-10"), (None, None)]
    # What nobody is blamed for is said beside what is past due.
    load = dict(answer(lake, "tasks/unit_load", "unit in_grace", as_of="2023-07-11"))
    assert (load["南村镇"], load["区发改（能源）局"]) == (0, 2)


def test_the_grace_counts_from_the_issue_where_the_office_decides_so(make_lake: MakeLake) -> None:
    lake = make_lake({"rules": [rule("grace_from", "印发日")]})
    for task_id in AT_ISSUE:
        assert light(lake, task_id, "2023-06-30") == "grey"
        assert light(lake, task_id, "2023-07-01") == "red"


def test_a_node_due_after_issue_has_no_grace(make_lake: MakeLake) -> None:
    lake = make_lake({"rules": [rule("flood_season_start", "2023-06-16")]})
    assert status(lake, "W-09", "schedule light", "2023-06-15") == ("due_today", "yellow")
    assert status(lake, "W-09", "schedule light", "2023-06-16") == ("past_due", "red")


def test_what_falls_due_on_the_day_of_issue_is_grey_until_reported(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-07", "2023-05", "in_progress")]})
    assert status(lake, "A-07", "schedule light", ISSUE_DAY) == ("due_today", "yellow")
    assert status(lake, "A-08", "schedule light", ISSUE_DAY) == ("due_today", "grey")


def test_two_nodes_one_met_is_yellow_until_the_other_is_met(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-22", "2023-08", "in_progress", done_nodes="A-22-1"),
                report("A-22", "2023-09", "in_progress", done_nodes="A-22-1"),
                report("A-22", "2023-10", "in_progress", done_nodes="A-22-1、A-22-2"),
            ]
        }
    )
    columns = "nodes_done nodes_total schedule light"
    assert status(lake, "A-22", columns, "2023-08-31") == (1, 2, "in_force", "green")
    assert status(lake, "A-22", columns, "2023-09-02") == (1, 2, "in_force", "yellow")
    assert status(lake, "A-22", columns, "2023-10-31") == (2, 2, "in_force", "green")


def test_a_node_beyond_the_year_leaves_no_task_half_done(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-20", "2023-09", "in_progress", done_nodes="A-20-1")]})
    assert status(lake, "A-20", "nodes_done nodes_total light", "2023-09-30") == (1, 2, "green")


def test_a_claim_never_turns_an_overdue_task_and_the_disagreement_shows(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-12", "2023-11", "in_progress", unit="区发改（能源）局"),
                report("A-09", "2023-11", "done", unit="区发改（能源）局", done_nodes="A-09-1"),
                report("A-10", "2023-11", "delayed"),
            ]
        }
    )
    assert status(lake, "A-12", "schedule light claim_differs", "2023-11-02") == ("past_due", "red", True)
    assert status(lake, "A-09", "schedule light claim_differs", "2023-11-02") == ("past_due", "red", True)
    assert status(lake, "A-10", "schedule light claim_differs", "2023-11-02") == ("past_due", "red", False)


def test_delayed_is_yellow_and_stays_so_until_the_next_report(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("W-07", "2023-07", "delayed", unit="区住建局"),
                report("W-07", "2023-09", "in_progress", unit="区住建局"),
            ]
        }
    )
    assert [light(lake, "W-07", as_of) for as_of in ("2023-07-31", "2023-08-31", "2023-09-30", "2023-10-31")] == [
        "yellow", "yellow", "green", "grey"
    ]  # fmt: skip


def test_a_green_from_february_does_not_look_current(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-19", "2023-02", "in_progress")]})
    columns = "phase light light_reason"
    assert status(lake, "A-19", columns, "2023-02-28")[:2] == ("continuous", "green")
    assert status(lake, "A-19", columns, "2023-03-31") == ("continuous", "grey", "本月未报")


@pytest.mark.parametrize("as_of", [ISSUE_DAY, "2023-07-01", "2023-12-31", "2025-06-30"])
def test_continuous_tasks_are_never_red_and_have_nothing_to_complete(empty_lake: Lake, as_of: str) -> None:
    rows = answer(empty_lake, "tasks/ledger", "task_id light nodes_total days_left", as_of=as_of, schedule="continuous")
    assert rows == [(task_id, "grey", 0, None) for task_id in CONTINUOUS.split()]


def test_a_light_names_the_rule_it_comes_from(demo_lake: Lake) -> None:
    rules = {(row.rule_no, row.light, row.reason) for row in demo_lake.ask("from light_rules").df().itertuples()}
    rows = answer(demo_lake, "tasks/ledger", "light_rule light light_reason", as_of="2023-09-30")
    assert len(rows) == 65
    assert set(rows) <= rules


# ---- filters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"unit": "区发改（能源）局"}, "A-01 A-09 A-11 A-12 A-13 A-16 W-03 S-04"),
        ({"unit": "区发改（能源）局", "role": "lead"}, "A-01 A-09 A-11 A-12 A-13 A-16 W-03"),
        ({"unit": "区发改（能源）局", "role": "joint"}, "S-04"),
        ({"unit": "区发改（能源）局", "role": "support"}, ""),
        ({"unit": "南村镇", "role": "lead", "plan": "water", "include_groups": True}, ""),
        ({"role": "unspecified"}, "W-10 WP-1"),
        ({"unit": "区发改(能源)局"}, "A-01 A-09 A-11 A-12 A-13 A-16 W-03 S-04"),
        ({"unit": "区城管局"}, "A-28 W-10"),
        ({"unit": "区城市管理局"}, "A-28 W-10"),
        ({"unit": "晋城市凤禹排水有限公司"}, "W-02 W-14 WP-1"),
        ({"unit": "凤禹"}, "W-02 W-14 WP-1"),
        ({"unit": "区交通局"}, ""),
        ({"unit": "南村镇", "plan": "air"}, "A-03 A-31"),
        (
            {"unit": "南村镇", "plan": "air", "include_groups": True},
            "A-03 A-14 A-23 A-25 A-26 A-27 A-28 A-29 A-31",
        ),
        ({"unit": "西上庄街道办事处", "plan": "air"}, "A-31"),
        (
            {"unit": "西上庄街道办事处", "plan": "air", "include_groups": True},
            "A-14 A-23 A-25 A-26 A-27 A-28 A-29 A-31",
        ),
        ({"keyword": "金秋"}, "A-04"),
        ({"keyword": "鑫丰源"}, "A-02"),
        ({"keyword": "凤禹"}, "W-02 W-14 WP-1"),
        ({"keyword": "a-3"}, "A-30 A-31 A-32 A-33 A-34"),
        ({"keyword": "VOCs 原辅"}, "A-05"),
        ({"keyword": "取暖（集中"}, "A-13"),
        ({"keyword": "取暖 (集中"}, "A-13"),
        ({"keyword": "重点工程"}, "W-12 WP-1 WP-2 WP-3"),
        ({"keyword": "没有这个词"}, ""),
        ({"keyword": "100%"}, ""),
        ({"deadline": "past_due"}, "A-03 A-05 A-06 A-11 A-16"),
        ({"deadline": "due_soon"}, "A-07 A-08 A-18 A-21 A-34 WP-3"),
        ({"deadline": "this_month"}, "A-07 A-08 A-18 A-21 A-22 A-34 WP-3"),
        ({"deadline": "this_month", "as_of": "2023-09-15"}, "A-04 A-22 A-33"),
        ({"deadline": "continuous"}, CONTINUOUS),
        ({"deadline": "beyond_year"}, "A-02"),
        ({"due_from": "2024-01-01"}, "A-02 A-20"),
        ({"due_to": "2023-02-28"}, "A-06"),
        ({"due_from": "2023-10-01", "due_to": "2023-10-31"}, "A-09 A-10 A-12 WP-2 S-01"),
        ({"light": "red", "as_of": "2023-11-01", "plan": "water"}, "WP-2"),
        ({"schedule": "past_due", "unit": "区生态环境分局"}, "A-03 A-05 A-06"),
    ],
    ids=str,
)
def test_a_filter_leaves_exactly_these_tasks(empty_lake: Lake, filters: dict[str, Any], found: str) -> None:
    assert ids(empty_lake, **filters) == found


@pytest.mark.parametrize("unit", ["区发改（能源）局", "区生态环境分局", "区水务局", "南村镇"])
def test_the_roles_of_a_unit_share_out_all_its_tasks(empty_lake: Lake, unit: str) -> None:
    of_unit = {"unit": unit, "include_groups": True}
    roles = [ids(empty_lake, role=role, **of_unit) for role in ("lead", "support", "joint", "unspecified")]
    assert sorted(" ".join(roles).split()) == sorted(ids(empty_lake, **of_unit).split())


FILTERS: list[dict[str, Any]] = [
    {},
    {"plan": "water"},
    {"unit": "区生态环境分局"},
    {"unit": "南村镇", "include_groups": True},
    {"keyword": "排污"},
    {"deadline": "this_month"},
    {"due_from": "2023-09-01", "due_to": "2023-12-31"},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_every_count_equals_the_list_it_opens(demo_lake: Lake, filters: dict[str, Any]) -> None:
    view = {"as_of": "2023-09-30", **filters}
    for query, column in [("tasks/schedule_counts", "schedule"), ("tasks/light_counts", "light")]:
        counts = dict(answer(demo_lake, query, f"{column} count", **view))
        assert counts == {code: len(demo_lake.query("tasks/ledger", **view, **{column: code})) for code in counts}
        assert sum(counts.values()) == len(demo_lake.query("tasks/ledger", **view)) > 0


def test_counts_stand_in_the_order_of_urgency(empty_lake: Lake) -> None:
    assert answer(empty_lake, "tasks/schedule_counts", "schedule count", plan="air") == [
        ("past_due", 5),
        ("due_today", 5),
        ("in_window", 1),
        ("in_force", 2),
        ("later", 4),
        ("beyond_year", 1),
        ("continuous", 16),
    ]


def test_the_kinds_of_deadlines_are_counted_by_plan_and_each_opens_its_list(empty_lake: Lake) -> None:
    columns = "kind tasks air water soil with_several_dates"
    assert answer(empty_lake, "tasks/deadline_kinds", columns) == [
        ("due", 21, 15, 5, 1, 4),
        ("window", 1, 1, 0, 0, 0),
        ("from", 2, 2, 0, 0, 2),
        ("relative", 1, 0, 1, 0, 0),
        ("ongoing", 16, 16, 0, 0, 0),
        ("recurring", 3, 0, 1, 2, 0),
        ("unstated", 21, 0, 10, 11, 0),
    ]
    assert ids(empty_lake, kind="ongoing") == CONTINUOUS
    assert ids(empty_lake, kind="recurring") == "W-11 S-09 S-11"
    assert ids(empty_lake, kind="from", plan="air") == "A-20 A-22"


def test_a_printed_deadline_stands_beside_the_days_it_was_read_as(make_lake: MakeLake) -> None:
    columns = "task_id kind printed from_day until_day nodes"
    lake = make_lake({"rules": [rule("flood_season_start", "2023-06-01")]})
    read = answer(lake, "tasks/deadlines_read", columns)
    days = [(*row[:3], *(f"{day:%F}" if day else None for day in row[3:5]), row[5]) for row in read]
    assert [row for row in days if row[0] in ("A-04", "A-22", "A-33", "W-09")] == [
        ("A-04", "due", "2023年9月底前", None, "2023-09-30", 3),
        ("A-22", "from", "2023年5月1日起", "2023-05-01", None, 1),
        ("A-22", "from", "9月1日起", "2023-09-01", None, 1),
        ("A-33", "window", "2023年5-9月", "2023-05-01", "2023-09-30", 1),
        ("W-09", "relative", "汛期来临前", None, "2023-05-31", 1),
    ]


# ---- one task --------------------------------------------------------------------------------------------------------


def test_the_text_names_a_unit_the_ledger_drops(empty_lake: Lake) -> None:
    columns = "clause_id units_only_in_text units_only_in_ledger"
    assert answer(empty_lake, "tasks/clause_comparison", columns, task_id="A-16") == [("AT-09", "区交通局", "")]
    assert answer(empty_lake, "tasks/clause_comparison", columns, task_id="A-31") == [
        (
            "AT-14",
            "区农业农村局、区生态环境分局、各镇（街道）",
            "南村镇、西上庄街道办事处、钟家庄街道办事处、开发区街道办事处",
        )
    ]
    assert answer(empty_lake, "tasks/clause_comparison", columns, task_id="A-15") == []


def test_clauses_are_found_by_unit_and_by_firm_beside_the_ledger(empty_lake: Lake) -> None:
    assert answer(empty_lake, "tasks/clauses", "clause_id", unit="区城市管理局") == [("AT-13",)]
    assert answer(empty_lake, "tasks/clauses", "clause_id task_ids", keyword="金秋") == [("AT-02", "A-03、A-04")]
    assert answer(empty_lake, "tasks/clauses", "clause_id task_ids")[-1] == ("AT-17", None)
    assert answer(empty_lake, "tasks/clauses", "clause_id", unit="西上庄") == []
    assert len(answer(empty_lake, "tasks/clauses", "clause_id", unit="西上庄", include_groups=True)) == 5


def test_nodes_show_what_is_reported_done_and_what_is_closed(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [report("A-04", "2023-08", "in_progress", done_nodes="A-04-1、A-04-2")],
            "closures": [closure("A-04-1", "2023-08-20")],
        }
    )
    columns = "node_id schedule is_done approved_by"
    assert answer(lake, "tasks/nodes", columns, task_id="A-04", as_of="2023-08-31") == [
        ("A-04-1", "closed", True, "区生环委办"),
        ("A-04-2", "later", True, None),
        ("A-04-3", "later", False, None),
    ]
    assert answer(lake, "tasks/nodes", columns, task_id="A-04", as_of="2023-07-31")[0] == (
        "A-04-1", "later", False, None
    )  # fmt: skip


def test_reports_are_those_known_on_the_day_newest_first(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-19", f"2023-0{month}", "in_progress") for month in (6, 7, 8)]})
    assert answer(lake, "tasks/reports", "period", task_id="A-19", as_of="2023-07-31") == [("2023-07",), ("2023-06",)]


# ---- time axis and recurring duties ----------------------------------------------------------------------------------


def test_the_time_axis_has_dated_nodes_only_and_a_lane_for_later_years(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "tasks/timeline", "node_id kind lane")
    assert [row[0] for row in rows if row[2] == "2024+"] == ["A-02-1", "A-02-2", "A-20-2"]
    assert {row[1] for row in rows} == {"due", "from", "window"}
    assert answer(empty_lake, "tasks/timeline", "node_id", unit="区住建局") == [("W-07-1",)]


def test_recurring_duties_fall_due_at_the_end_of_their_month_or_quarter(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-15", "2023-06", "in_progress", unit="区市场监管局", done_nodes="A-15-2"),
                report("S-09", "2023-05", "in_progress", done_nodes="S-09-1"),
            ]
        }
    )

    def due(as_of: str) -> list[tuple[Any, ...]]:
        rows = answer(lake, "tasks/due_instances", "node_id due_date is_done", as_of=as_of)
        return [(node_id, f"{day:%m-%d}", is_done) for node_id, day, is_done in rows]

    assert due("2023-06-15") == [
        ("A-15-2", "06-30", True),
        ("O-1", "06-30", False),
        ("S-09-1", "06-30", True),
        ("S-11-1", "06-30", False),
        ("W-11-1", "06-30", False),
    ]
    assert due("2023-07-01") == [
        ("A-15-2", "07-31", False),
        ("O-1", "07-31", False),
        ("W-11-1", "07-31", False),
        ("S-09-1", "09-30", False),
        ("S-11-1", "09-30", False),
    ]


def test_a_rule_of_lights_may_name_those_states_alone_that_tasks_have() -> None:
    fields = dataset("light_rules")
    for name, states in (("schedule", SCHEDULES), ("phase", PHASES), ("light", LIGHTS)):
        words = {code: state.word for code, state in states.items()}
        assert {code: fields.field(name).word(code) for code in fields.field(name).enum} == words
    claims = dataset("task_reports").field("claim")
    assert set(fields.field("claim").enum) == set(claims.enum)
    assert all(fields.field("claim").word(code) == claims.word(code) for code in claims.enum)


# ---- enterprises ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", ["金秋", "金秋铸造", "泽州县金秋铸造有限公司"])
def test_an_enterprise_is_found_where_its_full_or_its_short_name_is_printed(empty_lake: Lake, written: str) -> None:
    assert answer(empty_lake, "tasks/enterprises", "enterprise mentioned_in is_place_open", keyword=written) == [
        ("泽州县金秋铸造有限公司", "AT-02、A-04", True)
    ]
    assert answer(empty_lake, "tasks/ledger", "task_id", keyword=written) == [("A-04",)]
    assert answer(empty_lake, "tasks/clauses", "clause_id", keyword=written) == [("AT-02",)]


def test_every_enterprise_that_the_notice_names_is_listed_once_with_its_lines(empty_lake: Lake) -> None:
    assert answer(empty_lake, "tasks/enterprises", "enterprise also_printed source_lines is_place_open") == [
        ("泽州县金秋铸造有限公司", "金秋铸造", "44、143", True),
        ("晋城市城区卫永堂新型建材厂", None, "141", False),
        ("泽州县鑫丰源工贸有限公司", None, "141", True),
        ("盛通", None, "143", False),
        ("路创", None, "143", False),
        ("锐锡", None, "143", False),
        ("晋城市凤禹排水有限责任公司", "晋城市凤禹排水有限公司", "198、233、264", False),
        ("山西省晋城晋普山煤业有限责任公司", None, "265、266", False),
    ]
    of_unit = answer(empty_lake, "tasks/enterprises", "enterprise", unit="区民营经济局")
    assert of_unit == [("晋城市城区卫永堂新型建材厂",), ("泽州县鑫丰源工贸有限公司",)]


def test_an_enterprise_in_the_text_of_a_task_leads_to_all_places_where_it_stands(empty_home: Path) -> None:
    page = opened("tasks_detail", empty_home, {"id": "A-04"})
    text = next(each.value for each in page.markdown if "锐锡" in each.value)
    found = {
        name: parse_qs(urlsplit(link).query)["q"] for name, link in re.findall(r"\[\*\*([^\]]+)\*\*\]\(([^)]+)\)", text)
    }
    assert found == {name: [name] for name in ("泽州县金秋铸造有限公司", "锐锡", "盛通", "路创")}
