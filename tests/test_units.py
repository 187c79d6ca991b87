"""Units: who answers for what, with groups and without, and who has not reported."""

from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake, upload

BUREAU = "区生态环境分局"
TOWNS = ["南村镇", "开发区街道办事处", "西上庄街道办事处", "钟家庄街道办事处"]


def load(lake: Lake, columns: str, **filters: Any) -> dict[str, tuple[Any, ...]]:
    return {row[0]: row[1:] for row in answer(lake, "tasks/unit_load", f"unit {columns}", **filters)}


def missing(lake: Lake, as_of: str) -> dict[str, str]:
    return dict(answer(lake, "units/missing_reports", "unit task_ids", as_of=as_of))


def report(task_id: str, period: str, unit: str) -> dict[str, Any]:
    return {"task_id": task_id, "period": period, "unit": unit, "progress": "已部署", "claim": "in_progress"}


def member(name: str, valid_from: str, valid_to: str = "") -> dict[str, Any]:
    return {
        "group_unit": "各镇（街道）",
        "member": name,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source_line": 173,
    }


def test_the_environment_bureau_answers_for_forty_of_sixty_five(empty_lake: Lake) -> None:
    assert load(empty_lake, "tasks lead joint unspecified support")[BUREAU] == (40, 26, 12, 2, 0)
    by_plan = [load(empty_lake, "tasks", plan=plan)[BUREAU][0] for plan in ("air", "water", "soil")]
    assert by_plan == [16, 10, 14]
    rows = answer(empty_lake, "units/tasks", "task_id role", unit=BUREAU)
    assert len(rows) == 40
    assert {role for task_id, role in rows if task_id.startswith("W-")} == {"lead", "unspecified"}


def test_air_tasks_summed_over_units_are_fifty_because_some_have_several(empty_lake: Lake) -> None:
    assert sum(row[0] for row in load(empty_lake, "tasks", plan="air").values()) == 50


@pytest.mark.parametrize(("unit", "direct", "with_groups"), [("南村镇", 2, 9), ("西上庄街道办事处", 1, 8)])
def test_a_town_takes_over_the_air_tasks_of_its_group(
    empty_lake: Lake, unit: str, direct: int, with_groups: int
) -> None:
    assert load(empty_lake, "tasks", plan="air")[unit] == (direct,)
    assert load(empty_lake, "tasks", plan="air", include_groups=True)[unit] == (with_groups,)
    rows = answer(empty_lake, "units/tasks", "plan is_via_group", unit=unit, include_groups=True)
    air = [is_via_group for plan, is_via_group in rows if plan == "air"]
    assert (air.count(False), air.count(True)) == (direct, with_groups - direct)


def test_a_group_counts_as_a_unit_until_its_members_take_over(empty_lake: Lake) -> None:
    assert load(empty_lake, "tasks lead unspecified support")["各镇（街道）"] == (35, 7, 2, 26)
    assert "各镇（街道）" not in load(empty_lake, "tasks", include_groups=True)


def test_a_member_counts_from_its_first_to_its_last_day(make_lake: MakeLake) -> None:
    lake = make_lake({"unit_members": [member("区水务局", "2023-07-01", "2023-08-31")]})
    for as_of, names in [
        ("2023-06-30", TOWNS),
        ("2023-07-01", sorted([*TOWNS, "区水务局"])),
        ("2023-08-31", sorted([*TOWNS, "区水务局"])),
        ("2023-09-01", TOWNS),
    ]:
        assert sorted(row[0] for row in answer(lake, "units/members", "member", as_of=as_of)) == names
    load_of = [
        load(lake, "tasks", as_of=as_of, include_groups=True)["区水务局"] for as_of in ("2023-06-30", "2023-07-01")
    ]
    assert load_of == [(6,), (35,)]


def test_a_unit_named_beside_its_group_keeps_its_own_role_once(make_lake: MakeLake) -> None:
    lake = make_lake({"unit_members": [member("区水务局", "2023-01-01")]})
    rows = answer(lake, "units/tasks", "task_id role is_via_group", unit="区水务局", include_groups=True)
    assert [row for row in rows if row[0] in ("W-01", "W-10", "W-04")] == [
        ("W-01", "lead", False),
        ("W-04", "support", True),
        ("W-10", "unspecified", False),
    ]


def test_only_tasks_a_unit_answers_for_enter_its_rate_and_few_make_none(empty_lake: Lake) -> None:
    rows = load(empty_lake, "support due_dated past_due overdue_rate is_small_sample", as_of="2023-11-01")
    assert rows["区发改（能源）局"] == (0, 4, 4, 1.0, False)
    assert rows["各镇（街道）"] == (26, 1, 0, None, True)
    assert rows["区自然资源局"] == (0, 0, 0, None, True)
    held = answer(empty_lake, "units/tasks", "role schedule", unit="各镇（街道）", as_of="2023-11-01")
    assert ("support", "past_due") in held


def test_units_that_only_the_text_names_are_listed_with_their_clause(empty_lake: Lake) -> None:
    assert answer(empty_lake, "units/text_only", "unit clauses source_line") == [
        ("区交通局", "AT-09 优化调整货物运输结构", 64),
        ("区商务局", "AT-16 强化臭氧常态化管控和应急管控", 86),
        ("区生环委办", None, 96),
    ]


def test_the_filter_box_offers_every_unit_with_its_other_spellings(empty_lake: Lake) -> None:
    options = dict(answer(empty_lake, "units/options", "unit aliases"))
    assert options["区城管局"] == "区城市管理局"
    assert options["区工信局"] is None
    assert {"区交通局", "区生环委办", *TOWNS} <= set(options)
    assert "生态环境部门" not in options


def test_all_who_answer_for_a_task_owe_a_report_and_support_does_not(empty_lake: Lake) -> None:
    owing = missing(empty_lake, "2023-06-30")
    assert len(owing[BUREAU].split("、")) == 40
    assert owing["南村镇"] == "A-03、A-14、A-23、A-25、A-26、A-27、A-28、A-29、A-31、W-10、WP-1"
    assert "各镇（街道）" not in owing
    assert owing["区行政审批局"] == "A-01、S-07、S-09、S-13"


def test_a_units_tasks_are_counted_by_their_dates_and_its_reports_by_what_it_owes(make_lake: MakeLake) -> None:
    closed = {"node_id": "A-03-1", "closed_on": "2023-06-10", "approved_by": "区生环委办", "basis": "验收意见"}
    lake = make_lake({"closures": [closed], "task_reports": [report("A-20", "2023-06", BUREAU)]})
    columns = "recurring owed reported late missing"
    # Of its 40 tasks A-03 is closed; the report came with an upload long after the 25th of June.
    assert answer(lake, "units/figures", columns, unit=BUREAU, as_of="2023-06-30") == [(3, 39, 1, 1, 38)]
    kinds = lake.query("units/figures", unit=BUREAU, as_of="2023-06-30").loc[0, "kinds"]
    assert {each["kind"]: each["tasks"] for each in kinds} == {
        "due": 13,
        "window": 1,
        "from": 2,
        "relative": 1,
        "ongoing": 3,
        "recurring": 3,
        "unstated": 17,
    }
    assert answer(lake, "units/figures", columns, unit="区交通局", as_of="2023-06-30") == [(0,) * 5]
    named = {"period": "2023-05", "responsible": "李四", "amount": "3处/共8处"}
    upload(lake, "task_reports", [report("A-20", "2023-05", BUREAU) | named])
    rows = answer(lake, "units/tasks", "task_id responsible amount", unit=BUREAU, as_of="2023-06-30")
    assert [row for row in rows if row[1]] == [("A-20", "李四", "3处/共8处")]
    rows = answer(lake, "units/tasks", "task_id is_reported", unit=BUREAU, as_of="2023-06-30")
    assert [task for task, is_reported in rows if is_reported is None] == ["A-03"]


def test_a_report_serves_its_unit_for_its_month_and_that_of_a_group_serves_all_members(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "task_reports": [
                report("A-03", "2023-06", "南村镇"),
                report("A-23", "2023-06", "各镇（街道）"),
                report("A-26", "2023-06", "南村镇"),
            ]
        }
    )
    june, july = missing(lake, "2023-06-30"), missing(lake, "2023-07-31")
    assert june["南村镇"] == "A-14、A-25、A-27、A-28、A-29、A-31、W-10、WP-1"
    assert june["西上庄街道办事处"] == "A-14、A-25、A-26、A-27、A-28、A-29、A-31、W-10、WP-1"
    assert "A-03" in june[BUREAU]
    assert "A-23" in july["南村镇"]


def test_a_closed_task_owes_no_report(make_lake: MakeLake) -> None:
    closed = {"node_id": "A-12-1", "closed_on": "2023-06-10", "approved_by": "区生环委办", "basis": "验收意见"}
    lake = make_lake({"closures": [closed]})
    assert "A-12" in missing(lake, "2023-06-09")["区发改（能源）局"]
    assert "A-12" not in missing(lake, "2023-06-30")["区发改（能源）局"]


def test_a_report_is_overdue_after_the_25th_but_not_for_the_month_of_issue(empty_lake: Lake) -> None:
    for as_of, overdue in [("2023-05-31", False), ("2023-06-25", False), ("2023-06-26", True)]:
        assert set(empty_lake.query("units/missing_reports", as_of=as_of)["is_overdue"]) == {overdue}
