"""The overview: the day the data reaches, one sentence, what a leader should look at, and how current the data is."""

from typing import Any

import pandas as pd
import pytest

from dashboard.datasets import datasets
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake, upload


def report(task_id: str, period: str, claim: str, unit: str, **more: str) -> dict[str, Any]:
    return {"task_id": task_id, "period": period, "unit": unit, "progress": "已部署", "claim": claim, **more}


def air(month: str) -> dict[str, Any]:
    return {"month": month, "pollutant": "pm2_5", "scope": "district", "value": 30, "source": "市通报"}


def test_without_any_report_everything_is_counted_to_the_day_of_issue(empty_lake: Lake) -> None:
    assert str(empty_lake.default_as_of()) == "2023-05-31"


@pytest.mark.parametrize(
    ("datasets", "reached"),
    [
        ({"air_monthly": [air("2023-02"), air("2022")]}, "2023-02-28"),
        ({"air_monthly": [air("2023")]}, "2023-05-31"),
        ({"air_monthly": [air("2022-08"), air("2022-12")]}, "2023-05-31"),
        ({"air_monthly": [air("2023-06"), {**air("2023-07"), "scope": "urban"}]}, "2023-06-30"),
        (
            {"project_progress": [{"project_id": "WP-1", "month": "2023-07", "works_percent": 5, "source": "月报"}]},
            "2023-05-31",
        ),
    ],
    ids=["month before the year", "year alone", "months of last year alone", "urban alone", "projects alone"],
)
def test_everything_is_counted_to_the_end_of_the_latest_month_with_the_official_air_month(
    make_lake: MakeLake, datasets: dict[str, list[dict[str, Any]]], reached: str
) -> None:
    lake = make_lake(datasets)
    assert str(lake.default_as_of()) == reached
    assert f"截至{int(reached[:4])}年{int(reached[5:7])}月" in lake.query("overview/summary").loc[0, "sentence"]


def test_one_unit_that_reports_early_moves_nothing_for_everybody(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-06")], "task_reports": [report("W-07", "2023-08", "done", "区住建局")]})
    assert str(lake.default_as_of()) == "2023-06-30"


def test_a_month_counts_once_half_of_the_units_that_owe_a_report_have_handed_in_one(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-06")]})
    owing = answer(lake, "units/missing_reports", "unit task_ids", as_of="2023-08-31")
    half = (len(owing) + 1) // 2
    rows = [report(tasks.split("、")[0], "2023-08", "in_progress", unit) for unit, tasks in owing[:half]]
    upload(lake, "task_reports", rows[:-1])
    assert str(lake.default_as_of()) == "2023-06-30"
    upload(lake, "task_reports", rows[-1:])
    assert str(lake.default_as_of()) == "2023-08-31"


def test_the_share_of_units_is_a_rule(make_lake: MakeLake) -> None:
    share = {"rule_id": "default_day_share", "title": "比例", "value": "0.01", "meaning": "测试", "basis": "测试"}
    lake = make_lake({"rules": [share], "task_reports": [report("W-07", "2023-08", "done", "区住建局")]})
    assert str(lake.default_as_of()) == "2023-08-31"


def test_the_sentence_on_the_day_of_issue(empty_lake: Lake) -> None:
    assert empty_lake.query("overview/summary").loc[0, "sentence"] == (
        "截至2023年5月31日，共65项任务：正常0项，关注0项，逾期0项，待报65项；"
        "其中已销号0项，已过期限5项，任务时限当日或15日内到期6项，长期坚持16项。"
    )


def test_the_sentence_counts_by_the_window_that_the_rule_has(make_lake: MakeLake) -> None:
    window = {
        "rule_id": "yellow_window_days",
        "title": "临期提醒天数",
        "value": "40",
        "meaning": "测试",
        "basis": "测试",
    }
    sentence = make_lake({"rules": [window]}).query("overview/summary").loc[0, "sentence"]
    assert "任务时限当日或40日内到期6项" in sentence


def test_the_sentence_names_the_unit_and_says_when_it_has_no_task(empty_lake: Lake) -> None:
    sentences = [
        empty_lake.query("overview/summary", unit=unit).loc[0, "sentence"] for unit in ("区发改局", "区交通局")
    ]
    assert sentences == [
        "截至2023年5月31日，区发改（能源）局共8项任务：正常0项，关注0项，逾期0项，待报8项；"
        "其中已销号0项，已过期限2项，任务时限当日或15日内到期0项，长期坚持2项。",
        "截至2023年5月31日，区交通局共0项任务。",
    ]


@pytest.mark.parametrize(
    "filters",
    [{}, {"plan": "air"}, {"unit": "区生态环境分局"}, {"unit": "南村镇", "include_groups": True}, {"keyword": "排污"}],
    ids=str,
)
def test_every_number_of_the_sentence_is_that_of_its_card(demo_lake: Lake, filters: dict[str, Any]) -> None:
    view = {"as_of": "2023-09-30", **filters}
    lights = dict(answer(demo_lake, "tasks/light_counts", "light count", **view))
    schedules = dict(answer(demo_lake, "tasks/schedule_counts", "schedule count", **view))
    columns = "tasks green yellow red grey closed past_due due_soon continuous sentence"
    *counts, sentence = answer(demo_lake, "overview/summary", columns, **view)[0]
    expected = [
        sum(lights.values()),
        *(lights.get(code, 0) for code in ("green", "yellow", "red", "grey")),
        *(schedules.get(code, 0) for code in ("closed", "past_due")),
        schedules.get("due_today", 0) + schedules.get("due_soon", 0),
        schedules.get("continuous", 0),
    ]
    assert counts == expected
    words = [
        "共{}项任务",
        "正常{}项",
        "关注{}项",
        "逾期{}项",
        "待报{}项",
        "已销号{}项",
        "已过期限{}项",
        "到期{}项",
        "长期坚持{}项",
    ]
    assert [word.format(count) in sentence for word, count in zip(words, expected, strict=True)] == [True] * 9


def test_nothing_calls_for_a_leader_on_the_day_of_issue(empty_lake: Lake) -> None:
    assert answer(empty_lake, "overview/attention", "task_id") == []


def test_red_tasks_come_first_the_longest_overdue_before_others_and_at_most_five(make_lake: MakeLake) -> None:
    from_issue = {"rule_id": "grace_from", "title": "宽限起算日", "value": "印发日", "meaning": "测试", "basis": "测试"}
    rows = answer(make_lake({"rules": [from_issue]}), "overview/attention", "task_id light gap", as_of="2023-10-20")
    assert rows == [
        ("A-06", "red", "已逾期234天，本月未报"),
        ("A-03", "red", "已逾期173天，本月未报"),
        ("A-05", "red", "已逾期173天，本月未报"),
        ("A-11", "red", "已逾期173天，本月未报"),
        ("A-16", "red", "已逾期173天，节点完成0/2，本月未报"),
    ]


def test_the_number_of_lines_is_a_rule(make_lake: MakeLake) -> None:
    lake = make_lake(
        {"rules": [{"rule_id": "attention_rows", "title": "条数", "value": "3", "meaning": "测试", "basis": "测试"}]}
    )
    assert len(answer(lake, "overview/attention", "task_id", as_of="2023-10-20")) == 3


def test_the_lowest_rung_of_the_plans_own_ladder_is_quoted_and_water_has_none(empty_lake: Lake) -> None:
    lines = [
        answer(empty_lake, "overview/attention", "task_id action clause_line", as_of=as_of, unit=unit, keyword=word)
        for as_of, unit, word in [
            ("2023-11-01", "区发改（能源）局", "A-12"),
            ("2023-11-30", "区发改（能源）局", "A-12"),
            ("2023-11-30", None, "WP-2"),
            ("2023-11-29", None, "S-01"),
            ("2023-11-30", None, "S-01"),
        ]
    ]
    assert lines == [
        [("A-12", "预警函", 110)],
        [("A-12", "预警函", 110)],
        [("WP-2", None, None)],
        # The clause of the soil plan speaks of severe delays alone.
        [("S-01", None, None)],
        [("S-01", "约谈或督办", 343)],
    ]


def test_what_is_near_quotes_no_rung_and_what_is_delayed_does(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-09", "2023-10", "in_progress", "区发改（能源）局"),
                report("A-10", "2023-09", "delayed", "区工信局"),
            ]
        }
    )
    rows = answer(lake, "overview/attention", "task_id light gap action", as_of="2023-10-20", due_from="2023-10-01")
    assert [row for row in rows if row[0] in ("A-09", "A-10")] == [
        ("A-09", "yellow", "距到期11天", None),
        ("A-10", "yellow", "距到期11天，自评滞后，本月未报", "预警函"),
    ]


@pytest.fixture
def june_lake(make_lake: MakeLake) -> Lake:
    return make_lake({"air_monthly": [air("2023-06"), air("2023")]})


def test_data_is_fresh_for_ten_days_acceptable_for_thirty_and_late_for_sixty(june_lake: Lake) -> None:
    for as_of, days, badge in [
        ("2023-05-31", None, "none"),
        ("2023-06-15", 0, "fresh"),
        ("2023-07-10", 10, "fresh"),
        ("2023-07-11", 11, "acceptable"),
        ("2023-07-30", 30, "acceptable"),
        ("2023-08-09", 40, "late"),
        ("2023-08-29", 60, "late"),
        ("2023-08-30", 61, "stale"),
    ]:
        rows = answer(june_lake, "overview/freshness", "dataset days_behind badge", as_of=as_of)
        assert ("air_monthly", days, badge) in rows
        assert ("section_months", None, "none") in rows


def test_a_sample_reaches_the_end_of_its_month_and_a_daily_flow_its_day(make_lake: MakeLake) -> None:
    flow = {"section": "洞头", "flow": 0.4, "source": "水文日报"}
    lake = make_lake({"daily_flows": [flow | {"date": "2023-09-02"}, flow | {"date": "2023-09-05"}]})
    upload(lake, "outfalls", [{"outfall": "甲", "river": "白水河", "kind": "工业", "source": "名录"}])
    upload(
        lake,
        "outfall_samples",
        [{"outfall": "甲", "date": "2023-09-05", "indicator": "pH", "value": 7.5, "source": "报告"}],
    )
    rows = answer(lake, "overview/freshness", "dataset latest_period days_behind badge", as_of="2023-10-10")
    assert {row for row in rows if row[0] in ("daily_flows", "outfall_samples", "water_source_samples")} == {
        ("daily_flows", "2023-09", 35, "late"),
        ("outfall_samples", "2023-09", 10, "fresh"),
        ("water_source_samples", None, None, "none"),
    }


def test_what_was_uploaded_for_real_rests_on_no_demonstration_data(june_lake: Lake) -> None:
    assert answer(june_lake, "overview/demo", "dataset is_demo") == [("air_monthly", False)]
    reach = answer(june_lake, "overview/freshness", "dataset latest_period is_demo", as_of="2023-06-30")
    assert ("air_monthly", "2023-06", False) in reach


def test_demonstration_data_is_named_dataset_by_dataset(demo_lake: Lake) -> None:
    rows = answer(demo_lake, "overview/demo", "dataset is_demo")
    kinds = ("reported", "derived", "attached")
    reported = [name for name, each in datasets().items() if each.kind in kinds and not each.in_store]
    filled = [name for name in reported if demo_lake.ask(f"select count(*) from {name}").fetchone() != (0,)]
    assert rows == [(name, True) for name in sorted(filled)]
    assert "farmland" not in [row[0] for row in rows]


def test_questions_are_counted_by_the_page_they_touch(empty_lake: Lake) -> None:
    counts = dict(answer(empty_lake, "questions/count_by_page", "page count"))
    pages = [row[0] for row in answer(empty_lake, "questions/list", "page")]
    assert counts == {page: pages.count(page) for page in set(pages)}
    assert set(counts) == {"air", "water", "soil", "tasks", "units"}


# ---- what is due in the month ---------------------------------------------------------------------------------------


def test_in_june_five_duties_are_due_on_the_last_day_one_of_them_the_offices(empty_lake: Lake) -> None:
    assert answer(empty_lake, "overview/due", "task_id due duty units state", as_of="2023-06-15") == [
        (None, pd.Timestamp("2023-06-30"), "每月调度通报重点任务进展情况", "区生环委办", "due_soon"),
        ("A-15", pd.Timestamp("2023-06-30"), "每月完成定点优质型煤供应企业抽检全覆盖", "区市场监管局", "due_soon"),
        ("W-11", pd.Timestamp("2023-06-30"), "按月对入河排污口水质开展监测", "区生态环境分局", "due_soon"),
        (
            "S-09",
            pd.Timestamp("2023-06-30"),
            "每季度调度分析辖区内重点建设用地安全利用情况",
            "区自然资源局、区行政审批局、区生态环境分局",
            "due_soon",
        ),
        (
            "S-11",
            pd.Timestamp("2023-06-30"),
            "每季度对下达资金项目进行跟踪调度",
            "区农业农村局、区生态环境分局",
            "due_soon",
        ),
    ]


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2023-09-10", {"A-04": "later", "A-15": "later"}),
        ("2023-09-15", {"A-04": "due_soon", "A-15": "due_soon"}),
        ("2023-09-30", {"A-04": "due_today", "A-15": "due_today"}),
    ],
)
def test_a_dated_node_stands_beside_the_duties_of_its_month(
    empty_lake: Lake, as_of: str, states: dict[str, str]
) -> None:
    found = dict(answer(empty_lake, "overview/due", "task_id state", as_of=as_of))
    assert {task: found[task] for task in states} == states


def test_a_quarterly_duty_is_due_in_the_last_month_of_its_quarter_alone(empty_lake: Lake) -> None:
    months = [
        month
        for month in range(1, 13)
        if "S-09" in [task for (task,) in answer(empty_lake, "overview/due", "task_id", as_of=f"2023-{month:02d}-10")]
    ]
    assert months == [3, 6, 9, 12]


def test_a_duty_is_done_once_a_report_of_its_month_or_quarter_says_so(make_lake: MakeLake) -> None:
    reports = [
        report("A-15", "2023-09", "in_progress", "区市场监管局", done_nodes="A-15-2"),
        report("W-11", "2023-08", "in_progress", "区生态环境分局", done_nodes="W-11-1"),
        report("S-09", "2023-08", "in_progress", "区自然资源局", done_nodes="S-09-1"),
    ]
    lake = make_lake({"task_reports": reports})
    found = dict(answer(lake, "overview/due", "task_id state", as_of="2023-09-20"))
    assert (found["A-15"], found["W-11"], found["S-09"], found["S-11"]) == ("done", "due_soon", "done", "due_soon")


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        ({"unit": "区市场监管局"}, ["A-15"]),
        ({"unit": "区生环委办"}, [None]),
        ({"keyword": "排污口"}, ["W-11"]),
        ({"deadline": "past_due"}, []),
        ({"plan": "soil"}, ["S-09", "S-11"]),
    ],
)
def test_the_filters_of_the_page_hold_for_what_is_due(
    empty_lake: Lake, filters: dict[str, str], tasks: list[str | None]
) -> None:
    assert [task for (task,) in answer(empty_lake, "overview/due", "task_id", as_of="2023-06-15", **filters)] == tasks


# ---- who has most to do; what comes next; what came early -----------------------------------------------------------


def test_the_units_with_most_tasks_have_them_by_light_and_support_counts_for_nobody(demo_lake: Lake) -> None:
    rows = answer(demo_lake, "overview/units", "unit tasks red yellow grey green", as_of="2023-09-30")
    assert len(rows) == 7
    assert rows[0][:3] == ("区生态环境分局", 40, 3)
    assert all(sum(row[2:]) == row[1] for row in rows)
    wrong = [(red, yellow, tasks) for _, tasks, red, yellow, *_ in rows]
    assert wrong == sorted(wrong, reverse=True)
    assert rows[1][2] == 1
    alone = answer(demo_lake, "overview/units", "unit tasks", as_of="2023-09-30", unit="区生态环境分局")
    assert alone == [("区生态环境分局", 40)]


def test_what_a_leader_looks_at_has_a_next_step(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "overview/attention", "task_id next_step", as_of="2023-11-01", keyword="矿井水")
    assert sorted(rows) == [("WP-2", "督促完成后销号")]
    air = answer(empty_lake, "overview/attention", "plan next_step", as_of="2023-11-01")
    assert {step for plan, step in air if plan == "air"} == {"可提请预警函"}


def test_a_report_before_its_month_counts_is_announced_and_moves_nothing(make_lake: MakeLake) -> None:
    lake = make_lake({"air_monthly": [air("2023-06")], "task_reports": [report("W-07", "2023-08", "done", "区住建局")]})
    assert str(lake.default_as_of()) == "2023-06-30"
    ((month, ends_on, reported, owing),) = answer(lake, "overview/early", "month ends_on reported owing")
    assert (month, str(ends_on)[:10], reported) == ("2023-08", "2023-08-31", 1)
    assert owing > 10


def test_nothing_is_early_where_all_that_came_counts(demo_lake: Lake) -> None:
    assert answer(demo_lake, "overview/early", "month") == []
