"""Soil by its lists: self-monitoring, the quarterly dispatch with its minutes, and lists compared with each other."""

import datetime as dt
import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.evidence.recognition import recognise
from dashboard.exports.quarterly_minutes import minutes_docx, minutes_name
from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import TODAY, MakeLake, Rows

MONTH_END = "2023-09-30"

# ---- self-monitoring ------------------------------------------------------------------------------------------------


def key_unit(name: str, **more: Any) -> dict[str, Any]:
    return {"enterprise": name, "town": "", "supervising_unit": "", "source": "市生态环境局名录"} | more


def monitored(name: str, medium: str, done_on: str, year: int = 2023) -> dict[str, Any]:
    return {"enterprise": name, "year": year, "medium": medium, "done_on": done_on, "source": "企业报送"}


TEN = [key_unit(f"企业{number}") for number in range(10)]
#: Eight have done both, one the soil alone, one nothing.
DONE = [monitored(f"企业{number}", "soil", "2023-09-01") for number in range(9)]
DONE += [monitored(f"企业{number}", "groundwater", "2023-09-15") for number in range(8)]


def test_eight_of_ten_have_both_and_two_are_overdue_on_the_first_of_november(make_lake: MakeLake) -> None:
    lake = make_lake({"monitored_enterprises": TEN, "self_monitoring": DONE})
    columns = "listed soil_done groundwater_done both_done overdue days_left"
    assert answer(lake, "soil/monitoring", columns, as_of=MONTH_END) == [(10, 9, 8, 8, 0, 31)]
    assert answer(lake, "soil/monitoring", columns, as_of="2023-10-31") == [(10, 9, 8, 8, 0, 0)]
    assert answer(lake, "soil/monitoring", columns, as_of="2023-11-01") == [(10, 9, 8, 8, 2, -1)]
    columns = "enterprise soil_done groundwater_done days_left soil_state groundwater_state"
    assert answer(lake, "soil/self_monitoring", columns, as_of="2023-11-01")[:3] == [
        ("企业9", False, False, -1, "overdue", "overdue"),
        ("企业8", True, False, -1, "done", "overdue"),
        ("企业0", True, True, -1, "done", "done"),
    ]


def test_each_medium_counts_from_its_day_and_is_late_after_the_due_day(make_lake: MakeLake) -> None:
    rows = [monitored("甲", "soil", "2023-10-31"), monitored("甲", "groundwater", "2023-11-02")]
    lake = make_lake({"monitored_enterprises": [key_unit("甲")], "self_monitoring": rows})
    columns = "soil_state groundwater_state"
    by_day = {
        day: answer(lake, "soil/self_monitoring", columns, as_of=day)[0]
        for day in ("2023-10-15", "2023-10-16", "2023-10-31", "2023-11-01", "2023-11-02")
    }
    assert by_day == {
        "2023-10-15": ("open", "open"),
        "2023-10-16": ("due_soon", "due_soon"),
        "2023-10-31": ("done", "due_soon"),
        "2023-11-01": ("done", "overdue"),
        "2023-11-02": ("done", "done_late"),
    }


def test_monitoring_of_another_year_does_not_count(make_lake: MakeLake) -> None:
    rows = [monitored("甲", "soil", "2022-09-01", 2022), monitored("甲", "groundwater", "")]
    lake = make_lake({"monitored_enterprises": [key_unit("甲")], "self_monitoring": rows})
    columns = "soil_done groundwater_done"
    assert answer(lake, "soil/self_monitoring", columns, as_of=MONTH_END) == [(False, False)]


def test_a_day_in_the_register_counts_for_the_year_of_the_plan_until_monitoring_is_reported(
    make_lake: MakeLake,
) -> None:
    old = {"soil_done_on": "2023-06-01", "groundwater_done_on": "2023-06-02"}
    lake = make_lake({"monitored_enterprises": [key_unit("甲", **old)]})
    columns = "soil_done_on groundwater_done_on"
    days = [
        tuple(str(day)[:10] for day in row) for row in answer(lake, "soil/self_monitoring", columns, as_of=MONTH_END)
    ]
    assert days == [("2023-06-01", "2023-06-02")]
    lake = make_lake({"self_monitoring": [monitored("甲", "soil", "2023-08-09"), monitored("甲", "groundwater", "")]})
    soil, groundwater = answer(lake, "soil/self_monitoring", columns, as_of=MONTH_END)[0]
    assert (str(soil)[:10], groundwater) == ("2023-08-09", None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"unit": "区生态环境分局"}, {"甲厂", "乙厂"}),
        ({"unit": "南村镇"}, {"甲厂"}),
        ({"keyword": "焦"}, {"乙厂"}),
        ({"deadline": "past_due"}, {"甲厂"}),
        ({"deadline": "this_month"}, set()),
        ({"due_from": "2023-10-01", "due_to": "2023-10-31"}, {"甲厂"}),
    ],
)
def test_the_filters_of_the_bar_narrow_figures_and_lists_alike(
    make_lake: MakeLake, given: dict[str, Any], expected: set[str]
) -> None:
    bureau = {"supervising_unit": "区生态环境分局"}
    units = [
        key_unit("甲厂", town="南村镇", industry="化工", **bureau),
        key_unit("乙厂", town="钟家庄街道办事处", industry="炼焦", **bureau),
    ]
    done = [monitored("乙厂", medium, "2023-09-01") for medium in ("soil", "groundwater")]
    lake = make_lake({"monitored_enterprises": units, "self_monitoring": done})
    rows = answer(lake, "soil/self_monitoring", "enterprise", as_of="2023-11-01", **given)
    assert {name for (name,) in rows} == expected
    summary = answer(lake, "soil/monitoring", "listed", as_of="2023-11-01", **given)
    assert summary == [(len(expected) or None,)]
    places = answer(lake, "soil/monitoring_units", "listed", as_of="2023-11-01", **given)
    assert sum(count for (count,) in places) == len(expected)


def test_the_curve_rises_with_each_medium_done(make_lake: MakeLake) -> None:
    lake = make_lake({"monitored_enterprises": TEN, "self_monitoring": DONE})
    rows = answer(lake, "soil/monitoring_curve", "medium done", as_of=MONTH_END)
    assert rows == [("soil", 9), ("groundwater", 8)]


# ---- quarterly dispatch ---------------------------------------------------------------------------------------------


def dispatch(task: str, quarter: int, department: str, day: str, **more: Any) -> dict[str, Any]:
    row = {"task_id": task, "year": 2023, "quarter": quarter, "department": department, "reported_on": day}
    return row | {"content": "无新增", "problems": "", "source": "部门报送"} | more


def share(department: str, day: str) -> dict[str, Any]:
    return {"department": department, "shared_on": day, "subject": "use_changes", "source": "函件"}


PLANNING, PERMITS, ECOLOGY, FARMING = "区自然资源局", "区行政审批局", "区生态环境分局", "区农业农村局"
SECOND = [
    dispatch("S-09", 2, PLANNING, "2023-06-28"),
    dispatch("S-09", 2, ECOLOGY, "2023-07-04", problems="一个地块未调查先开工"),
    dispatch("S-11", 2, FARMING, "2023-06-20"),
    dispatch("S-11", 2, ECOLOGY, "2023-06-20"),
]


def states(lake: Lake, as_of: str, quarter: str, task: str = "S-09") -> dict[str, str]:
    rows = answer(lake, "soil/quarterly", "quarter task_id department state", as_of=as_of)
    return {department: state for of, number, department, state in rows if (of, number) == (quarter, task)}


def test_the_second_quarter_without_the_permits_bureau_names_it(make_lake: MakeLake) -> None:
    lake = make_lake({"quarterly_dispatch": SECOND})
    second = {PLANNING: "reported", PERMITS: "unreported", ECOLOGY: "reported"}
    assert states(lake, MONTH_END, "2023-Q2") == second
    assert states(lake, MONTH_END, "2023-Q2", "S-11") == {FARMING: "reported", ECOLOGY: "reported"}


def test_a_quarter_is_due_once_it_has_ended_and_a_dispatch_counts_from_its_day(make_lake: MakeLake) -> None:
    lake = make_lake({"quarterly_dispatch": SECOND})
    assert states(lake, "2023-06-29", "2023-Q2") == {PLANNING: "reported", PERMITS: "not_due", ECOLOGY: "not_due"}
    assert states(lake, "2023-06-30", "2023-Q2") == {PLANNING: "reported", PERMITS: "unreported", ECOLOGY: "unreported"}
    late = answer(lake, "soil/quarterly", "department is_late", as_of=MONTH_END)
    assert [name for name, is_late in late if is_late] == [ECOLOGY]
    assert set(states(lake, MONTH_END, "2023-Q4").values()) == {"not_due"}


def test_a_quarter_that_ended_before_the_notice_was_not_asked_for(empty_lake: Lake) -> None:
    assert set(states(empty_lake, MONTH_END, "2023-Q1").values()) == {"before_issue"}
    assert set(states(empty_lake, MONTH_END, "2023-Q3").values()) == {"unreported"}


def test_departments_are_those_that_the_task_has_in_the_store(make_lake: MakeLake) -> None:
    more = {"task_id": "S-11", "unit": "区水务局", "role": "joint", "printed_name": "区水务局"}
    lake = make_lake({"task_units": [more | {"printed_role": "按职责分工牵头", "source_line": 312}]})
    assert set(states(lake, MONTH_END, "2023-Q3", "S-11")) == {FARMING, ECOLOGY, "区水务局"}


def test_no_share_in_a_quarter_that_runs_or_is_over_is_said_and_a_share_belongs_to_the_quarter_of_its_day(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"department_shares": [share(PLANNING, "2023-06-30"), share(ECOLOGY, "2023-07-01")]})
    rows = answer(lake, "soil/quarterly_shares", "quarter department state", as_of="2023-08-31")
    assert [state for quarter, _, state in rows if quarter == "2023-Q2"] == ["shared", "none", "none"]
    assert [state for quarter, _, state in rows if quarter == "2023-Q3"] == ["none", "none", "shared"]
    assert [state for quarter, _, state in rows if quarter == "2023-Q4"] == ["not_due"] * 3
    assert [state for quarter, _, state in rows if quarter == "2023-Q1"] == ["before_issue"] * 3
    assert answer(lake, "soil/shares", "department quarter", as_of="2023-06-30") == [(PLANNING, "2023-Q2")]


def test_funds_stand_as_of_their_latest_quarter_that_is_over(make_lake: MakeLake) -> None:
    fund = {"project": "甲项目", "year": 2023, "department": ECOLOGY, "issued": 300, "source": "局"}
    rows: Rows = [
        fund | {"quarter": 2, "paid": 60, "works_percent": 10},
        fund | {"quarter": 3, "paid": "", "works_percent": 40},
    ]
    lake = make_lake({"soil_funds": rows})
    columns = "quarter paid paid_percent works_percent"
    assert answer(lake, "soil/funds", columns, as_of="2023-09-29") == [("2023-Q2", 60, 20, 10)]
    assert answer(lake, "soil/funds", columns, as_of=MONTH_END) == [("2023-Q3", None, None, 40)]
    assert answer(lake, "soil/funds", columns, as_of="2023-06-29") == []


def test_the_minutes_say_who_reported_what_and_who_did_not(make_lake: MakeLake) -> None:
    fund = {"project": "甲<乙>项目", "year": 2023, "quarter": 2, "department": ECOLOGY, "issued": 300, "source": "局"}
    lake = make_lake(
        {"quarterly_dispatch": SECOND, "department_shares": [share(PLANNING, "2023-06-30")], "soil_funds": [fund]}
    )
    day = dt.date(2023, 9, 30)
    rows = [lake.query(f"soil/{name}", as_of=day) for name in ("quarterly", "quarterly_shares", "funds")]
    made = minutes_docx("2023-Q2", day, *rows, is_demo=False)
    assert made == minutes_docx("2023-Q2", day, *rows, is_demo=False)
    assert recognise(made).endings == (".docx",)
    said = words_of(made)
    assert said[0] == "2023年第二季度土壤污染防治调度纪要"
    assert "任务S-09应报3个部门，已报2个；未报：区行政审批局。" in said
    assert "任务S-11应报2个部门，已报2个。" in said
    assert "1.区生态环境分局（S-09）：一个地块未调查先开工" in said
    assert "无共享记录：区行政审批局、区生态环境分局。" in said
    assert {"甲<乙>项目（2023年第二季度）", "300"} <= set(said)
    assert not any("演示" in text for text in said)
    assert "含演示数据，不是监测和上报结果。" in words_of(minutes_docx("2023-Q2", day, *rows, is_demo=True))
    assert minutes_name("2023-Q2", day, is_demo=True) == "2023年第二季度调度纪要（演示数据）_20230930.docx"


def words_of(document: bytes) -> list[str]:
    """The texts of a Word document, a paragraph each."""
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    return ["".join(text.text or "" for text in part.iter(f"{name}t")) for part in body.iter(f"{name}p")]


# ---- lists compared -------------------------------------------------------------------------------------------------

CODES = ("91350100M000100Y43", "91350200776049653A", "91350500798359476R")
PLOT = {"planned_use": "undecided", "is_listed": "否", "is_heavy": "否", "source": "局"}


def cancelled(name: str, code: str = "") -> dict[str, Any]:
    return {"enterprise": name, "credit_code": code, "kind": "cancelled", "source": "局"}


def plot(name: str, owner: str = "", code: str = "") -> dict[str, Any]:
    # A number must not have the name in it.
    return {"plot_id": name[::-1], "name": name, "owner": owner, "credit_code": code} | PLOT


def supply(name: str, former: str = "", code: str = "") -> dict[str, Any]:
    return {"year": 2023, "plot_name": name, "former_user": former, "credit_code": code, "source": "局"}


def matched(lake: Lake) -> list[tuple[Any, ...]]:
    rows = answer(lake, "soil/matches", "left right by likeness")
    return [(left, right, by, None if likeness is None else round(likeness, 2)) for left, right, by, likeness in rows]


def test_lists_match_by_code_then_by_name_with_its_likeness_and_what_does_not_is_listed(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "permit_cancellations": [
                cancelled("晋城市鑫源化工有限公司", CODES[0]),
                cancelled("华城焦化厂"),
                cancelled("天和洗煤厂", CODES[1]),
            ],
            "plots": [
                plot("P1地块", "已改名的公司", CODES[0].lower()),
                plot("P2地块", "山西晋城华城焦化有限公司"),
                plot("P3地块", "大地砖厂", CODES[2]),
            ],
        }
    )
    assert matched(lake) == [
        ("晋城市鑫源化工有限公司", "P1地块", "credit_code", 1),
        ("华城焦化厂", "P2地块", "name", 1),
        ("天和洗煤厂", None, "none", None),
    ]


def test_a_name_that_differs_by_a_sign_matches_from_the_likeness_of_the_rules_on(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "permit_cancellations": [cancelled("天脊新材料科技公司"), cancelled("鑫源化工")],
            "land_supply": [supply("北街地块", "天基新材料科技公司"), supply("南街地块", "鑫泰化工")],
        }
    )
    found = [row for row in matched(lake) if row[0] in ("天脊新材料科技公司", "鑫源化工")]
    assert found == [("天脊新材料科技公司", "北街地块", "name", 0.91), ("鑫源化工", None, "none", None)]
    rule = {"rule_id": "match_likeness", "title": "甲", "value": "85", "meaning": "乙", "basis": "丙"}
    lake = make_lake({"rules": [rule]})
    assert ("鑫源化工", "南街地块", "name", 0.85) in matched(lake)


def test_two_codes_that_differ_are_two_enterprises_whatever_their_names(make_lake: MakeLake) -> None:
    lake = make_lake(
        {"permit_cancellations": [cancelled("鑫源化工", CODES[0])], "plots": [plot("P1", "鑫源化工", CODES[1])]}
    )
    assert matched(lake) == [("鑫源化工", None, "none", None)]


def test_names_that_differ_in_a_number_are_two(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "permit_cancellations": [cancelled("永昌矿业第一煤矿"), cancelled("永昌矿业12号井")],
            "land_supply": [supply("永昌矿业第二煤矿"), supply("永昌矿业13号井"), supply("永昌矿业12号风井")],
        }
    )
    found = [row for row in matched(lake) if str(row[0]) in ("永昌矿业第一煤矿", "永昌矿业12号井")]
    assert [(left, right) for left, right, *_ in found] == [
        ("永昌矿业12号井", "永昌矿业12号风井"),
        ("永昌矿业第一煤矿", None),
    ]


def test_a_place_and_a_legal_form_alone_make_no_two_names_alike(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "permit_cancellations": [cancelled("晋城市城区东方化工有限责任公司")],
            "plots": [plot("晋城市城区西关机械有限责任公司地块")],
        }
    )
    assert matched(lake) == [("晋城市城区东方化工有限责任公司", None, "none", None)]


def test_land_to_be_supplied_matches_plots_by_their_name_and_key_units_by_code(make_lake: MakeLake) -> None:
    lake = make_lake(
        {
            "land_supply": [supply("原焦化厂地块"), supply("西街地块", "甲厂", CODES[0])],
            "plots": [plot("原焦化厂地块")],
            "monitored_enterprises": [key_unit("甲厂（老厂）", credit_code=CODES[0])],
        }
    )
    assert matched(lake) == [
        ("西街地块", "甲厂（老厂）", "credit_code", 1),
        ("原焦化厂地块", "原焦化厂地块", "name", 1),
    ]


def test_a_code_with_a_wrong_check_digit_still_matches_and_says_so(make_lake: MakeLake) -> None:
    wrong = f"{CODES[0][:-1]}4"
    lake = make_lake(
        {"permit_cancellations": [cancelled("甲", wrong)], "plots": [plot("P1", "乙", wrong), plot("P2", "丙", "无")]}
    )
    assert answer(lake, "soil/matches", "right by is_code_sound") == [("P1", "credit_code", False)]


def test_names_that_are_passed_over_unread_could_not_have_been_alike_enough(empty_lake: Lake) -> None:
    names = ["鑫源化工", "鑫泰化工", "源鑫化工", "鑫源化工材料", "天天天天", "天天", "甲", "化工鑫源", "鑫源"]
    sql = """
        with keys as (
            select
                unnest($1) as name
        ),
        parties as (
            select
                name,
                length(name) as n,
                list_aggregate(
                    list_transform(string_split(name, ''), lambda sign: 1::ubigint << (hash(sign) % 63)), 'bit_or'
                ) as signs
            from keys
        )
        select
            count(*),
            count(*) filter (
                where likeness(l.name, r.name)
                > likeness_at_most(l.n, l.signs, r.n, r.signs, left(l.name, 1) = left(r.name, 1))
            )
        from parties as l cross join parties as r
    """
    assert empty_lake.ask(sql, [names]).fetchall() == [(81, 0)]


def test_a_quarter_comes_in_the_words_of_offices(empty_lake: Lake) -> None:
    text = "编号,年度,季度,部门,填报日期,调度情况,数据来源\nS-09,2023年,二季度,审批局,2023.6.28,正常,局\n"
    made = draft(empty_lake, "quarterly_dispatch", text.replace("审批局", PERMITS).encode(), "文件.csv", TODAY)
    assert made.errors == 0, made.problems
    rows = made.difference.upserts.select(["task_id", "year", "quarter", "department"]).to_pylist()
    assert [tuple(row.values()) for row in rows] == [("S-09", 2023, 2, PERMITS)]


@pytest.mark.parametrize(
    ("code", "is_sound"),
    [
        *((code, True) for code in CODES),
        ("91350100m000100y43", True),
        ("91350100M000100Y34", False),
        ("91350100M000100Y4", False),
        ("91350100MO00100Y43", False),
        (None, None),
    ],
)
def test_the_check_digit_of_a_credit_code(empty_lake: Lake, code: str | None, is_sound: bool | None) -> None:
    assert empty_lake.ask("select credit_code_is_sound($1)", [code]).fetchall() == [(is_sound,)]


def test_demonstration_lists_show_every_way_to_match_and_every_state_of_a_quarter(demo_lake: Lake) -> None:
    assert {by for (by,) in answer(demo_lake, "soil/matches", "by")} == {"credit_code", "name", "none"}
    rows = answer(demo_lake, "soil/quarterly", "quarter department state", as_of=MONTH_END)
    assert {state for *_, state in rows} == {"reported", "unreported", "not_due", "before_issue"}
    assert ("2023-Q2", PERMITS, "unreported") in rows
    columns = "listed soil_done groundwater_done both_done"
    assert answer(demo_lake, "soil/monitoring", columns, as_of=MONTH_END) == [(10, 9, 8, 8)]


def test_what_is_due_says_how_far_it_is_by_the_records_kept_of_it(demo_lake: Lake, empty_lake: Lake) -> None:
    def progress(lake: Lake, as_of: str) -> list[tuple[Any, ...]]:
        rows = answer(lake, "overview/due", "task_id progress", as_of=as_of)
        return [row for row in rows if row[0] in ("S-01", "S-09", "S-11")]

    assert [row[1] for row in progress(demo_lake, MONTH_END)] == ["季度调度已报3/3个部门", "季度调度已报1/2个部门"]
    assert [row[1] for row in progress(demo_lake, "2023-10-15")] == ["土壤自行监测完成9/10", "地下水自行监测完成8/10"]
    assert {row[1] for day in (MONTH_END, "2023-10-15") for row in progress(empty_lake, day)} == {None}
