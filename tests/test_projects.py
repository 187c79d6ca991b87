"""Key projects: works measured against the goal of the year, and the deadline."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer

MakeLake = Callable[[dict[str, list[dict[str, Any]]]], Lake]


def works(project_id: str, month: str, percent: float, stage: str = "") -> dict[str, Any]:
    return {"project_id": project_id, "month": month, "works_percent": percent, "stage": stage, "source": "月报表"}


def state(lake: Lake, project_id: str, as_of: str) -> str:
    rows = answer(lake, "projects/progress", "project_id state", as_of=as_of)
    return next(str(found) for name, found in rows if name == project_id)


def test_printed_months_are_due_on_their_last_day(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "projects/progress", "project_id deadline_text due_date goal_percent")
    assert [(row[0], row[1], str(row[2])[:10], row[3]) for row in rows] == [
        ("WP-1", "2023年12月", "2023-12-31", 30.0),
        ("WP-2", "2023年10月", "2023-10-31", 100.0),
        ("WP-3", "2023年5月", "2023-05-31", 100.0),
    ]


def test_thirty_percent_of_the_works_is_the_whole_goal_of_the_wetland(make_lake: MakeLake) -> None:
    reports = [(0, "2023-06"), (25, "2023-07"), (30, "2023-08"), (45, "2023-09")]
    lake = make_lake({"project_progress": [works("WP-1", month, percent) for percent, month in reports]})
    columns = "project_id works_percent goal_completion state"
    for as_of, row in [
        ("2023-06-30", ("WP-1", 0.0, 0.0, "on_course")),
        ("2023-07-31", ("WP-1", 25.0, 83.33, "on_course")),
        ("2023-08-31", ("WP-1", 30.0, 100.0, "met")),
        ("2023-09-30", ("WP-1", 45.0, 100.0, "met")),
    ]:
        assert row in answer(lake, "projects/progress", columns, as_of=as_of)


def test_a_quarter_of_the_works_grows_urgent_and_late(make_lake: MakeLake) -> None:
    lake = make_lake({"project_progress": [works("WP-1", "2023-10", 25)]})
    for as_of, found in [
        ("2023-10-30", "unreported"),
        ("2023-12-15", "on_course"),
        ("2023-12-16", "due_soon"),
        ("2023-12-31", "due_soon"),
        ("2024-01-01", "late"),
    ]:
        assert state(lake, "WP-1", as_of) == found


@pytest.mark.parametrize(("as_of", "found"), [("2023-05-31", "unreported"), ("2023-06-01", "late")])
def test_an_unreported_project_is_late_from_the_day_after_its_deadline(
    empty_lake: Lake, as_of: str, found: str
) -> None:
    assert state(empty_lake, "WP-3", as_of) == found


def test_a_goal_reached_after_the_deadline_is_met_and_says_when(make_lake: MakeLake) -> None:
    lake = make_lake({"project_progress": [works("WP-3", "2023-05", 80), works("WP-3", "2023-07", 100)]})
    assert state(lake, "WP-3", "2023-06-30") == "late"
    rows = answer(lake, "projects/progress", "project_id state met_month", as_of="2023-08-31")
    assert ("WP-3", "met", "2023-07") in rows


def test_the_latest_report_counts_even_when_it_corrects_downwards(make_lake: MakeLake) -> None:
    lake = make_lake({"project_progress": [works("WP-2", "2023-06", 60), works("WP-2", "2023-07", 50, "返工")]})
    columns = "project_id works_percent latest_month stage state"
    rows = answer(lake, "projects/progress", columns, as_of="2023-07-31")
    assert ("WP-2", 50.0, "2023-07", "返工", "on_course") in rows


def test_a_project_whose_node_the_office_closed_is_met(make_lake: MakeLake) -> None:
    closure = {"node_id": "WP-3-1", "closed_on": "2023-07-10", "approved_by": "李四", "basis": "竣工验收意见"}
    lake = make_lake({"closures": [closure]})
    assert state(lake, "WP-3", "2023-07-09") == "late"
    assert state(lake, "WP-3", "2023-07-10") == "met"


def test_history_lists_the_reports_known_on_as_of(make_lake: MakeLake) -> None:
    lake = make_lake({"project_progress": [works("WP-1", "2023-07", 12, "基坑开挖"), works("WP-1", "2023-08", 15)]})
    columns = "project_id month works_percent goal_completion stage"
    assert answer(lake, "projects/history", columns, as_of="2023-08-30") == [
        ("WP-1", "2023-07", 12.0, 40.0, "基坑开挖")
    ]


# ---- plan and pace --------------------------------------------------------------------------------------------------


def test_the_plan_is_a_line_from_the_start_to_the_deadline_and_slippage_is_counted_in_days(
    make_lake: MakeLake,
) -> None:
    started = {
        "project_id": "WP-2", "seq": 2, "name": "甲", "owners_text": "乙", "deadline_text": "2023年10月",
        "goal_percent": 100, "goal_text": "丙", "starts_on": "2023-07-23", "source_line": 265,
    }  # fmt: skip
    reports = [works("WP-1", "2023-09", 15), works("WP-2", "2023-09", 100), works("WP-3", "2023-04", 90)]
    lake = make_lake({"projects": [started], "project_progress": reports})
    columns = "project_id share_of_works share_of_goal expected_share slippage_days is_start_assumed"
    assert answer(lake, "projects/progress", columns, as_of="2023-09-30") == [
        ("WP-1", 15.0, 50.0, 74.73, 90, True),  # day 272 of 364; 50 % was planned for day 182
        ("WP-2", 100.0, 100.0, 69.0, -31, False),  # day 69 of 100; met a month before the deadline
        ("WP-3", 90.0, 90.0, 100.0, 137, True),  # 90 % was planned for 2023-05-16
    ]
    assert answer(lake, "projects/progress", columns, as_of="2023-09-01")[:2] == [
        ("WP-1", None, None, 66.76, None, True),
        ("WP-2", None, None, 40.0, None, False),
    ]


def test_the_pace_of_the_latest_reports_leads_to_a_day_and_too_few_or_a_standstill_to_none(make_lake: MakeLake) -> None:
    reports = [works("WP-1", f"2023-0{month}", percent) for month, percent in ((1, 0), (6, 10), (7, 13), (8, 16.2))]
    reports += [works("WP-2", f"2023-0{month}", 20) for month in (6, 7, 8)]
    reports += [works("WP-3", f"2023-0{month}", percent) for month, percent in ((7, 80), (8, 90))]
    lake = make_lake({"project_progress": reports})

    def paces(as_of: str) -> list[tuple[str, str, str | None]]:
        rows = answer(lake, "projects/progress", "project_id pace_state done_at_pace", as_of=as_of)
        return [(project, state, done and str(done)[:10]) for project, state, done in rows]

    assert paces("2023-08-31") == [
        ("WP-1", "projected", "2024-01-16"),  # 6.2 in 62 days: the other 13.8 take 138 more
        ("WP-2", "standstill", None),
        ("WP-3", "insufficient", None),
    ]
    assert paces("2023-06-30")[0] == ("WP-1", "insufficient", None)
    curves = answer(lake, "projects/curves", "project_id curve works_percent", as_of="2023-08-31")
    assert [row[1:] for row in curves if row[0] == "WP-1"] == [
        ("planned", 0.0), ("planned", 30.0),
        ("reported", 0.0), ("reported", 10.0), ("reported", 13.0), ("reported", 16.2),
        ("at_pace", 16.2), ("at_pace", 30.0),
    ]  # fmt: skip
