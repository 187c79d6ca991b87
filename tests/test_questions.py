"""Where the notice contradicts itself: choosing another reading works out anew what depends on it."""

import datetime as dt
from pathlib import Path
from typing import Any

from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.lacking import opened
from tests.rows import MakeLake, Rows, as_csv, upload
from tests.written import tables


def read_as(question_id: str, reading: str) -> Rows:
    """The office chooses a reading of a question."""
    return [{"question_id": question_id, "chosen": reading, "decided_by": "区生环委办", "decided_on": "2023-06-05"}]


def node(lake: Lake, task_id: str, as_of: str = "2023-06-30") -> list[tuple[Any, ...]]:
    rows = answer(lake, "tasks/nodes", "kind due_date schedule", task_id=task_id, as_of=as_of)
    return [(kind, None if due is None else f"{due:%F}", schedule) for kind, due, schedule in rows]


def task(lake: Lake, task_id: str, columns: str, as_of: str) -> tuple[Any, ...]:
    (row,) = answer(lake, "tasks/detail", columns, task_id=task_id, as_of=as_of)
    return row


def test_a_reading_is_one_of_three_and_no_free_text(empty_lake: Lake) -> None:
    made = draft(empty_lake, "questions", as_csv(read_as("T01", "读法三，酌情")), "存疑.csv", dt.date(2024, 1, 1))
    assert [(problem.column, problem.severity) for problem in made.problems] == [("chosen", "error")]


def test_co_is_judged_by_the_text_or_by_the_annex(make_lake: MakeLake) -> None:
    figure = {"month": "2023", "pollutant": "co", "scope": "district", "value": 1.8, "source": "测试：年报"}
    month = {"month": "2023-05", "pollutant": "co", "scope": "district", "value": 0.8, "source": "测试：月报"}
    lake = make_lake({"air_monthly": [figure, month]})

    def co() -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
        years = answer(lake, "air/year", "pollutant text_target state", as_of="2023-12-31")
        # What the text prints stays what it prints.
        assert ("co", 1.6) in answer(lake, "air/year", "pollutant printed_target", as_of="2023-12-31")
        months = answer(lake, "air/progress", "pollutant month month_target state", as_of="2023-12-31")
        return [row for row in years if row[0] == "co"], [row for row in months if row[:2] == ("co", 5)]

    assert co() == ([("co", 1.6, "conflict")], [("co", 5, 1.0, "not_judged")])
    upload(lake, "questions", read_as("T01", "读法二"))
    assert co() == ([("co", 2.0, "on_target")], [("co", 5, 1.0, "on_target")])
    upload(lake, "questions", read_as("T01", "读法一"))
    assert co() == ([("co", 1.6, "conflict")], [("co", 5, 1.0, "not_judged")])


def test_each_target_of_co_is_written_as_it_is_printed(make_lake: MakeLake, store: Path) -> None:
    figure = {"month": "2023", "pollutant": "co", "scope": "district", "value": 1.8, "source": "测试：年报"}
    lake = make_lake({"air_monthly": [figure]})

    def row() -> tuple[str, str]:
        page = opened("air_targets", store, {"tab": "全年与国家二级", "asof": "2023-12-31"})
        (co,) = [row for row in tables(page)[0] if row["污染物"] == "CO"]
        return co["年目标（正文／附件1）"], co["完成目标"].rpartition("\n")[2]

    assert row() == ("1.6 ／ 2", "超正文目标1.6，未超附件1目标2")
    upload(lake, "questions", read_as("T01", "读法二"))
    assert row()[0] == "1.6 ／ 2\n按所选读法以2.0评判"


def test_a_deadline_follows_the_reading_of_its_question(make_lake: MakeLake) -> None:
    lake = make_lake({})
    assert node(lake, "A-10") == [("due", "2023-10-31", "later")]
    upload(lake, "questions", read_as("T29", "读法一"))
    assert node(lake, "A-10") == [("relative", None, "unstated")]
    season = {"rule_id": "heating_season_start", "title": "采暖季", "value": "2023-11-15"}
    upload(lake, "rules", [season | {"meaning": "测试", "basis": "测试"}])
    assert task(lake, "A-10", "schedule due_date", "2023-11-20")[0] == "past_due"

    assert task(lake, "A-01", "schedule", "2024-01-05") == ("continuous",)
    upload(lake, "questions", read_as("T37", "读法一"))
    assert task(lake, "A-01", "schedule light", "2024-01-05") == ("past_due", "red")

    assert node(lake, "W-09") == [("relative", None, "unstated")]
    upload(lake, "questions", read_as("T66", "读法二"))
    assert node(lake, "W-09") == [("due", "2023-05-31", "past_due")]

    assert answer(lake, "projects/progress", "state", as_of="2023-11-01")[1] == ("late",)
    assert answer(lake, "projects/progress", "state", as_of="2023-10-01")[1] == ("unreported",)
    upload(lake, "questions", read_as("T62", "读法二"))
    assert answer(lake, "projects/progress", "state", as_of="2023-10-01")[1] == ("late",)


def test_without_a_grace_what_was_due_before_the_issue_is_red_at_once(make_lake: MakeLake) -> None:
    lake = make_lake({})
    assert task(lake, "A-03", "light", "2023-06-01") == ("grey",)
    upload(lake, "questions", read_as("T35", "读法一"))
    assert task(lake, "A-03", "light", "2023-06-01") == ("red",)


def test_a_section_and_a_project_are_measured_by_the_reading_that_is_chosen(make_lake: MakeLake) -> None:
    month = {"section": "白水河", "month": "2023-06", "state": "monitored", "water_class": 3, "source": "测试"}
    works = {"project_id": "WP-1", "month": "2023-06", "works_percent": 30, "source": "测试"}
    lake = make_lake({"section_months": [month], "project_progress": [works]})
    section, project = "section target_class state", "project_id goal_percent share_of_goal state"
    assert answer(lake, "water/sections", section, as_of="2023-06-30")[0] == ("白水河", None, "no_target")
    assert answer(lake, "projects/progress", project, as_of="2023-06-30")[0] == ("WP-1", 30, 100, "met")
    upload(lake, "questions", [*read_as("T54", "读法一"), *read_as("T60", "读法二")])
    assert answer(lake, "water/sections", section, as_of="2023-06-30")[0] == ("白水河", 3, "met")
    assert answer(lake, "projects/progress", project, as_of="2023-06-30")[0] == ("WP-1", 100, 30, "on_course")
