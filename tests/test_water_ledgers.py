"""The registers of the water plan: problems in eight aspects, the 56 estates, one plan for each section."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.datasets import dataset
from dashboard.evidence import EvidenceProblem, fetch, receive
from dashboard.evidence.plans import keep_plan
from dashboard.intake.drafting import draft
from dashboard.intake.entering import EntryProblem
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import TODAY, Rows, as_csv, upload

NOTICE = (Path(__file__).parents[1] / "data" / "plan" / "notice.txt").read_text(encoding="utf-8")


def problem(number: int, aspect: str, deadline: str, **more: str) -> dict[str, Any]:
    row = {"problem_id": f"P{number}", "aspect": aspect, "place": "甲", "problem": "乙", "found_on": "2023-06-01"}
    row |= {
        "unit": "区水务局",
        "person": "张三",
        "deadline": deadline,
        "closed_on": "",
        "closing": "",
        "source": "测试",
    }
    return row | more


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Four problems of two units. Tests may add registers of other kinds."""
    made = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("ledgers") / "store"))
    rows = [
        problem(1, "litter", "2023-06-30", closed_on="2023-07-05", closing="复查照片"),
        problem(2, "litter", "2023-07-31", unit="区城管局", person="李四"),
        problem(3, "sewers", "2023-08-31"),
        problem(4, "sewers", "2023-07-10", found_on="2023-07-02"),
    ]
    upload(made, "water_problems", rows)
    return made


def errors(lake: Lake, name: str, rows: Rows) -> list[tuple[str, str]]:
    made = draft(lake, name, as_csv(rows), f"{name}.csv", TODAY)
    return [(problem.column, problem.rule) for problem in made.problems]


# ---- problems -------------------------------------------------------------------------------------------------------


def test_the_aspects_are_the_eight_of_the_notice_in_its_order(empty_lake: Lake) -> None:
    field = dataset("water_problems").field("aspect")
    rows = answer(empty_lake, "water/problem_aspects", "aspect problems")
    assert rows == [(code, 0) for code in field.enum]
    assert len(rows) == 8
    line = next(text for text in NOTICE.splitlines() if "8个方面进行重点排查" in text)
    printed = "、".join(field.word(code) for code in field.enum)
    assert f"{printed}等8个方面" in line


def test_a_problem_without_a_person_or_a_deadline_is_refused(lake: Lake) -> None:
    fine = problem(9, "litter", "2023-07-31")
    assert errors(lake, "water_problems", [fine]) == []
    for column, title in (("person", "责任人"), ("deadline", "完成时限"), ("unit", "责任单位")):
        assert [column for column, _ in errors(lake, "water_problems", [fine | {column: ""}])] == [column]
        without = {name: value for name, value in fine.items() if name != column}
        assert errors(lake, "water_problems", [without]) == [(title, "missing_column")]


def test_counts_of_aspects_and_units_equal_the_list(lake: Lake) -> None:
    for as_of, states in [
        ("2023-06-30", {"P1": "due_soon", "P2": "open", "P3": "open"}),
        ("2023-07-05", {"P1": "closed", "P2": "open", "P3": "open", "P4": "due_soon"}),
        ("2023-07-16", {"P1": "closed", "P2": "due_soon", "P3": "open", "P4": "overdue"}),
    ]:
        listed = answer(lake, "water/problems", "problem_id aspect unit state", as_of=as_of)
        assert {row[0]: row[3] for row in listed} == states
        columns = "aspect problems overdue due_soon still_open closed"
        for aspect, *counts in answer(lake, "water/problem_aspects", columns, as_of=as_of):
            own = [row[3] for row in listed if row[1] == aspect]
            assert counts == [len(own), *(own.count(code) for code in ("overdue", "due_soon", "open", "closed"))]
    owing = answer(lake, "water/problem_units", "unit problems overdue next_deadline problem_ids", as_of="2023-07-16")
    assert [(*row[:3], str(row[3])[:10], row[4]) for row in owing] == [
        ("区水务局", 2, 1, "2023-07-10", "P4、P3"),
        ("区城管局", 1, 0, "2023-07-31", "P2"),
    ]


# ---- old estates ----------------------------------------------------------------------------------------------------


def estate(name: str, done_on: str = "2023-08-20") -> dict[str, Any]:
    return {"estate": name, "done_on": done_on, "source": "测试"}


def test_an_estate_that_is_named_twice_is_flagged_and_counts_once(lake: Lake, empty_lake: Lake) -> None:
    columns = "goal done listed beyond repeated state"
    assert answer(empty_lake, "water/old_estates_count", columns) == [(56, None, None, None, 0, "unreported")]
    names = [f"第{number}小区" for number in range(1, 57)]
    rows = [estate(name) for name in names]
    assert errors(lake, "old_estates", rows) == []
    assert errors(lake, "old_estates", [*rows, estate(names[0])]) == [("", "identical_row")]
    assert errors(lake, "old_estates", [*rows, estate(names[0], "2023-09-01")]) == [("estate", "duplicate_key")]
    assert errors(lake, "old_estates", [*rows, estate("第1 （小区）")]) == [("estate", "same_estate")]
    upload(lake, "old_estates", [*rows, estate("第1 （小区）")])
    for as_of, found in [
        ("2023-08-19", (56, 0, 56, 0, 1, "under_way")),
        ("2023-08-20", (56, 56, 56, 0, 1, "met")),
    ]:
        assert answer(lake, "water/old_estates_count", columns, as_of=as_of) == [found]


def test_more_than_the_goal_is_never_counted_and_less_is_late_after_the_year(lake: Lake) -> None:
    columns = "done listed beyond state"
    assert errors(lake, "old_estates", [estate("多出的小区")]) == [("estate", "beyond_goal")]
    upload(lake, "old_estates", [estate("多出的小区")])
    assert answer(lake, "water/old_estates_count", columns, as_of="2023-12-31") == [(56, 57, 1, "met")]
    upload(lake, "old_estates", [estate("多出的小区", ""), estate("第2小区", "2024-02-01")])
    assert answer(lake, "water/old_estates_count", columns, as_of="2023-12-31") == [(55, 57, 0, "under_way")]
    assert answer(lake, "water/old_estates_count", columns, as_of="2024-01-01") == [(55, 57, 0, "late")]


# ---- plans of sections ----------------------------------------------------------------------------------------------

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def keep(lake: Lake, data: bytes, name: str, revised_on: str) -> int:
    file = receive(lake, data, name)
    day = dt.date.fromisoformat(revised_on)
    return keep_plan(lake, "洞头", file, "截污纳管", "区水务局", day, "张三", TODAY)


def test_a_plan_is_unrevised_until_a_version_of_the_plan_year_and_earlier_versions_stay(
    lake: Lake, empty_lake: Lake
) -> None:
    rows = answer(empty_lake, "water/section_plans", "section state versions")
    assert rows == [(name, "unrevised", 0) for name in ("白水河", "洞头", "金匠桥")]
    columns = "section state version file_name versions"
    assert keep(lake, PDF, "旧方案.pdf", "2022-12-31") == 1
    assert ("洞头", "unrevised", 1, "旧方案.pdf", 1) in answer(lake, "water/section_plans", columns)
    assert keep(lake, PDF + b"\n", "新方案.pdf", "2023-07-10") == 2
    for as_of, found in [
        ("2023-07-09", ("洞头", "unrevised", 1, "旧方案.pdf", 1)),
        ("2023-07-10", ("洞头", "revised", 2, "新方案.pdf", 2)),
    ]:
        assert found in answer(lake, "water/section_plans", columns, as_of=as_of)
    with pytest.raises(EvidenceProblem, match="这份文件已是洞头方案的第1版"):
        keep(lake, PDF, "又一份.pdf", "2023-08-01")
    with pytest.raises(EntryProblem, match="修订日期晚于今天"):
        keep(lake, PDF + b"\n\n", "未来.pdf", "2025-01-01")
    versions = answer(lake, "water/section_plan_versions", "version file_name sha256 person", as_of="2023-12-31")
    assert [row[:2] for row in versions] == [(2, "新方案.pdf"), (1, "旧方案.pdf")]
    assert [fetch(lake, row[2]) for row in versions] == [PDF + b"\n", PDF]
    assert {row[3] for row in versions} == {"张三"}
