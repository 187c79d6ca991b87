"""Water: the three sections, their months, the goals without a figure, the wetland in three statements."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer

JUNE = "2023-06-30"
MakeLake = Callable[[dict[str, list[dict[str, Any]]]], Lake]


def sampled(section: str, month: str, water_class: int | str, factor: str = "氨氮") -> dict[str, Any]:
    return report(section, month, "monitored", water_class, factor)


def report(section: str, month: str, state: str, water_class: int | str = "", factor: str = "") -> dict[str, Any]:
    return {
        "section": section,
        "month": month,
        "state": state,
        "water_class": water_class,
        "deciding_factor": factor,
        "source": "市月报",
    }


def test_without_reports_all_sections_are_unmonitored_and_both_readings_stand(empty_lake: Lake) -> None:
    columns = "section level text_reading annex_reading target_class state latest_month water_class"
    rows = answer(empty_lake, "water/sections", columns)
    assert rows[0] == (
        "白水河", "provincial", "地表水省考断面达到Ⅲ类水质", "完成省定目标", None, "unmonitored", None, None
    )  # fmt: skip
    assert [(row[0], row[1], row[3], row[4], row[5]) for row in rows[1:]] == [
        ("洞头", "municipal", "V类", 5, "unmonitored"),
        ("金匠桥", "municipal", "V类", 5, "unmonitored"),
    ]


def test_class_v_means_v_or_better(make_lake: MakeLake) -> None:
    lake = make_lake(
        {"section_months": [sampled("洞头", f"2023-0{water_class}", water_class) for water_class in (4, 5, 6)]}
    )
    columns = "section state latest_month water_class deciding_factor"
    for as_of, row in [
        ("2023-04-30", ("洞头", "met", 4, 4, "氨氮")),
        ("2023-05-31", ("洞头", "met", 5, 5, "氨氮")),
        ("2023-06-30", ("洞头", "missed", 6, 6, "氨氮")),
    ]:
        assert row in answer(lake, "water/sections", columns, as_of=as_of)


def test_a_section_whose_target_class_is_printed_nowhere_is_not_judged(make_lake: MakeLake) -> None:
    lake = make_lake({"section_months": [sampled("白水河", "2023-06", 2)]})
    rows = answer(lake, "water/sections", "section target_class state water_class months_judged", as_of=JUNE)
    assert ("白水河", None, "no_target", 2, 0) in rows


def test_a_reading_with_a_class_chosen_by_the_office_is_judged(make_lake: MakeLake) -> None:
    assigned = {
        "section": "白水河",
        "reading": 3,
        "place": "省下达",
        "quote": "省定目标Ⅳ类",
        "target_class": 4,
        "is_chosen": "true",
        "source_line": 255,
    }
    lake = make_lake({"water_targets": [assigned], "section_months": [sampled("白水河", "2023-06", 4)]})
    assert ("白水河", 4, "met") in answer(lake, "water/sections", "section target_class state", as_of=JUNE)


@pytest.mark.parametrize(("written", "number"), [("Ⅳ类", 4), ("4", 4), ("Ⅲ", 3), ("未定", None), (None, None)])
def test_a_written_class_is_read_as_its_number(empty_lake: Lake, written: str | None, number: int | None) -> None:
    assert empty_lake.ask("select class_number(?::varchar)", [written]).fetchone() == (number,)


def test_a_class_assigned_in_the_register_of_goals_is_judged(make_lake: MakeLake) -> None:
    goal = {
        "indicator_id": "IW-03",
        "plan": "water",
        "name": "地表水省考断面水质（附件1）",
        "bound": "at_most",
        "force": "unclear",
        "status": "unstated",
        "quote": "完成省定目标",
        "assigned_value": "Ⅳ类",
        "assigned_document": "某文〔2023〕1号",
        "source_line": 255,
    }
    lake = make_lake({"indicators": [goal], "section_months": [sampled("白水河", "2023-06", 5)]})
    assert ("白水河", 4, "missed") in answer(lake, "water/sections", "section target_class state", as_of=JUNE)
    columns = "indicator_id assigned_value assigned_document is_assigned"
    assert ("IW-03", "Ⅳ类", "某文〔2023〕1号", True) in answer(lake, "water/unstated_goals", columns)


def test_a_month_without_a_class_is_a_state_of_its_own(make_lake: MakeLake) -> None:
    states = {3: "dry", 4: "not_sampled", 5: "sampling"}
    reports = [report("金匠桥", f"2023-0{month}", state) for month, state in states.items()]
    lake = make_lake({"section_months": [sampled("金匠桥", "2023-02", 4), *reports]})
    columns = "section state latest_month water_class deciding_factor class_month last_class months_judged months_met"
    for as_of, month in [("2023-03-31", 3), ("2023-04-30", 4), ("2023-05-31", 5)]:
        rows = answer(lake, "water/sections", columns, as_of=as_of)
        assert ("金匠桥", states[month], month, None, None, 2, 4, 1, 1) in rows


def test_the_latest_month_up_to_as_of_decides(make_lake: MakeLake) -> None:
    lake = make_lake({"section_months": [sampled("洞头", "2023-05", 6), sampled("洞头", "2023-06", 4)]})
    for as_of, state, month in [
        ("2023-06-30", "met", 6),
        ("2023-06-29", "missed", 5),
        ("2023-05-30", "unmonitored", None),
    ]:
        assert ("洞头", state, month) in answer(lake, "water/sections", "section state latest_month", as_of=as_of)


def test_months_outside_the_plan_year_do_not_judge_it(make_lake: MakeLake) -> None:
    lake = make_lake({"section_months": [sampled("洞头", "2022-12", 6), sampled("洞头", "2024-01", 6)]})
    rows = answer(lake, "water/sections", "section state latest_month", as_of="2024-01-31")
    assert ("洞头", "unmonitored", None) in rows


def test_the_grid_has_twelve_months_for_each_section_and_gaps_stay_empty(make_lake: MakeLake) -> None:
    dry = report("洞头", "2023-03", "dry") | {"note": "上游施工断流"}
    lake = make_lake({"section_months": [sampled("洞头", "2023-01", 5) | {"note": ""}, dry]})
    rows = answer(lake, "water/section_months", "section month state water_class note")
    assert len(rows) == 36
    assert [row for row in rows if row[0] == "洞头"][:4] == [
        ("洞头", 1, "met", 5, None),
        ("洞头", 2, "unmonitored", None, None),
        ("洞头", 3, "dry", None, "上游施工断流"),
        ("洞头", 4, "unmonitored", None, None),
    ]


def test_goals_without_a_figure_are_listed_with_the_words_of_the_notice(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "water/unstated_goals", "quote task_id assigned_value is_assigned")
    assert len(rows) == 8
    assert ("黑臭水体消除比例完成市定年度目标", None, None, False) in rows
    assert ("城镇再生水回用率要完成山西省住建厅指标任务", "W-03", None, False) in rows


def test_questions_that_touch_a_section_are_counted(empty_lake: Lake) -> None:
    assert answer(empty_lake, "water/sections", "section questions") == [("白水河", 2), ("洞头", 2), ("金匠桥", 2)]


def test_the_wetland_is_three_statements_with_one_progress_record(make_lake: MakeLake) -> None:
    progress = {"project_id": "WP-1", "month": "2023-09", "works_percent": 21, "source": "凤禹公司报表"}
    lake = make_lake({"project_progress": [progress]})
    columns = "task_id quote lead_units source_line works_percent goal_completion state"
    assert answer(lake, "water/wetland", columns, as_of="2023-09-30") == [
        ("W-02", "新建白水河人工湿地", "区水务局、晋城市凤禹排水有限责任公司", 198, 21.0, 70.0, "on_course"),
        (
            "W-14",
            "2023年开工建设白水河人工湿地",
            "区生态环境分局、晋城市凤禹排水有限责任公司",
            233,
            21.0,
            70.0,
            "on_course",
        ),
        (
            "WP-1",
            "白水河人工湿地及中水资源再利用项目的30%工程量",
            "区生态环境分局、晋城市凤禹排水有限责任公司、各镇（街道）",
            264,
            21.0,
            70.0,
            "on_course",
        ),
    ]
