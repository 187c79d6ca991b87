"""The ladder: which rule suggests what on which day, what never does, and how a letter goes on once it is signed."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard.datasets import ROOT
from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.browser import CHROMIUM, SECONDS, shows, visit
from tests.lacking import opened
from tests.people import People
from tests.rows import TODAY, MakeLake, as_csv, upload
from tests.serving import Showing

BRANCH = "区生态环境分局"
NOTICE = (ROOT / "data" / "plan" / "notice.txt").read_text(encoding="utf-8").splitlines()
NO_LADDER = (
    "水计划未设预警函、约谈条款（第245行仅在宣传条款提到被通报批评和约谈的典型），"
    "可按第96行调度通报（该行在大气计划内，存疑T83）"
)
LETTER: dict[str, Any] = {
    "number": "督〔2023〕1号",
    "plan": "air",
    "step": 1,
    "measure": "预警函",
    "subject_kind": "task",
    "subject": "A-04",
    "unit": BRANCH,
    "issued_on": "2023-10-09",
    "signed_by": "郑局",
    "reply_due": "2023-10-19",
}


def met(lake: Lake, as_of: str, subject: str | None = None, columns: str = "rule_id step") -> list[tuple[Any, ...]]:
    """What the rules suggest on a day, of one subject or of all."""
    rows = answer(lake, "tasks/suggestions", f"subject {columns}", as_of=as_of)
    return [tuple(row[1:]) if subject else tuple(row) for row in rows if subject in (None, row[0])]


def report(task_id: str, period: str, claim: str, unit: str) -> dict[str, Any]:
    return {"task_id": task_id, "period": period, "unit": unit, "progress": "已部署", "claim": claim}


def air(period: str, value: float, pollutant: str = "pm2_5") -> dict[str, Any]:
    return {"month": period, "pollutant": pollutant, "scope": "district", "value": value, "source": "市通报"}


# ---- tasks -----------------------------------------------------------------------------------------------------------


def test_on_the_day_of_issue_nothing_is_known_and_nothing_suggested(empty_lake: Lake) -> None:
    assert met(empty_lake, "2023-05-31") == []


@pytest.mark.parametrize(
    ("subject", "as_of", "suggested"),
    [
        ("A-12", "2023-10-31", []),
        ("A-12", "2023-11-01", [("E03", 1)]),
        ("A-12", "2023-11-29", [("E03", 1)]),
        ("A-12", "2023-11-30", [("E04", 2), ("E03", 1)]),
        ("S-01", "2023-11-29", []),
        ("S-01", "2023-11-30", [("E11", 1)]),
        ("WP-2", "2023-10-31", []),
        ("WP-2", "2023-11-30", [("E15", None)]),
    ],
)
def test_late_is_the_first_day_after_the_deadline_and_severely_late_the_thirtieth(
    empty_lake: Lake, subject: str, as_of: str, suggested: list[tuple[str, int | None]]
) -> None:
    assert met(empty_lake, as_of, subject) == suggested


def test_days_count_from_the_end_of_the_grace_none_are_spent_before_evidence_is_asked_for_and_how_many_is_a_rule(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"evidence_requests": [{"task_id": "A-05", "asked_on": "2023-06-10", "asked_by": "王五"}]})
    assert met(lake, "2023-07-10", "A-05") == []
    assert met(lake, "2023-07-11", "A-05", "rule_id days") == [("E03", 1)]
    assert met(lake, "2023-08-09", "A-05", "rule_id days") == [("E04", 30), ("E03", 30)]
    assert met(lake, "2023-08-09", "A-06") == []
    days = {"rule_id": "severe_delay_days", "title": "严重滞后天数", "meaning": "测试", "basis": "测试"}
    upload(lake, "rules", [days | {"value": "5"}])
    lake.refresh()
    assert met(lake, "2023-07-14", "A-05") == [("E03", 1)]
    assert met(lake, "2023-07-15", "A-05", "rule_id parameter_value") == [("E04", "5"), ("E03", None)]


def test_a_suggestion_says_rule_inputs_day_and_the_clause_as_it_is_printed(empty_lake: Lake) -> None:
    columns = "plan unit action trigger clause_line evidence parameter parameter_value"
    assert met(empty_lake, "2023-11-30", "A-12", columns)[0] == (
        "air",
        "区发改（能源）局",
        "约谈或专项督察、挂牌督办",
        "重点任务进展严重滞后",
        110,
        "截至2023年11月30日，亮灯为逾期：2023年10月31日到期未销号，自2023年11月1日起已30天",
        "严重滞后天数",
        "30",
    )
    quotes = met(empty_lake, "2023-11-30", None, "quote clause_line")
    assert {line for _, quote, line in quotes if quote} == {110, 343}
    assert [row for row in quotes if row[1] and row[1] not in NOTICE[row[2] - 1]] == []


def test_water_has_no_rung_and_says_why(empty_lake: Lake) -> None:
    columns = "plan action quote clause_line note"
    assert met(empty_lake, "2023-11-30", "WP-2", columns) == [("water", None, None, 245, NO_LADDER)]


def test_accountability_is_never_suggested_and_what_is_left_to_people_is_listed(empty_lake: Lake) -> None:
    steps = {(row[1], row[2]) for row in met(empty_lake, "2024-12-31", None, "plan step")}
    assert steps == {("air", 2), ("air", 1), ("soil", 1), ("water", None)}
    rules = answer(empty_lake, "tasks/escalation_rules", "rule_id plan step judged_by")
    assert [row[:3] for row in rules if row[3] == "people"] == [
        ("E02", "air", 1),
        ("E06", "air", 2),
        ("E08", "air", 2),
        ("E09", "air", 3),
        ("E12", "soil", 1),
        ("E13", "soil", 1),
        ("E14", "soil", 2),
    ]


def test_a_task_whose_latest_report_calls_it_delayed_is_late_until_another_claim_or_its_closing(
    make_lake: MakeLake,
) -> None:
    reports = [
        report("A-10", "2023-07", "delayed", "区工信局"),
        report("A-10", "2023-08", "in_progress", "区工信局"),
        report("A-10", "2023-09", "delayed", "区工信局"),
        report("A-10", "2023-09", "in_progress", BRANCH),
        report("S-05", "2023-09", "delayed", "区农业农村局"),
        report("W-02", "2023-09", "delayed", "区水务局"),
    ]
    lake = make_lake({"task_reports": reports})
    assert met(lake, "2023-09-30") == [("A-10", "E03", 1)]
    assert met(lake, "2023-09-30", "A-10", "since evidence")[0][1] == "截至2023年9月30日，2023年9月自评滞后"
    assert str(met(lake, "2023-09-30", "A-10", "since")[0][0])[:10] == "2023-09-01"
    assert met(lake, "2023-08-31") == []
    closing = {"node_id": "A-10-1", "closed_on": "2023-09-20", "approved_by": "王五", "basis": "验收"}
    upload(lake, "closures", [closing])
    lake.refresh()
    assert met(lake, "2023-09-19", "A-10") == [("E03", 1)]
    assert met(lake, "2023-09-20", "A-10") == []


# ---- pollutants and goals --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(empty_lake: Lake) -> dict[int, tuple[float, float]]:
    """PM2.5 as annex 1 prints it: target and figure of 2022, by month."""
    rows = answer(empty_lake, "air/targets", "month target baseline pollutant")
    return {int(month): (target, baseline) for month, target, baseline, pollutant in rows if pollutant == "pm2_5"}


def test_a_pollutant_is_behind_or_grows_worse_by_the_figures_of_its_months_and_a_gap_is_unknown(
    make_lake: MakeLake, printed: dict[int, tuple[float, float]]
) -> None:
    target = printed[1][0]
    lake = make_lake({"air_monthly": [air("2023-01", target)]})
    assert met(lake, "2023-01-31") == []

    def uploaded(*rows: dict[str, Any]) -> None:
        upload(lake, "air_monthly", list(rows))
        lake.refresh()

    uploaded(air("2023-01", target + 1), air("2023-03", printed[3][1] + 9))
    assert met(lake, "2023-01-30") == []
    assert met(lake, "2023-01-31", "pm2_5", "rule_id unit title evidence") == [
        (
            "E01",
            None,
            "PM₂.₅浓度",
            f"截至2023年1月31日，1至1月累计{target + 1:.0f}µg/m³，高于累计目标{target:.0f}"
            "（努力争取性目标，文件第32行）",
        )
    ]
    assert met(lake, "2023-03-31") == []
    uploaded(air("2023-01", printed[1][1] + 3), air("2023-02", printed[2][1] + 3))
    assert met(lake, "2023-02-28") == [("pm2_5", "E01", 1)]
    assert met(lake, "2023-03-31", "pm2_5") == [("E05", 2), ("E01", 1)]
    assert "累计浓度连续3个月高于上年同期：1至3月" in met(lake, "2023-03-31", "pm2_5", "evidence")[0][0]
    uploaded(air("2023-02", printed[2][1] - 9))
    assert ("E05", 2) not in met(lake, "2023-03-31", "pm2_5")


def test_the_goal_of_the_year_is_missed_only_when_the_year_is_over_and_all_readings_agree(make_lake: MakeLake) -> None:
    figures = [air("2023", 37), air("2023", 76, "pm10"), air("2023", 27.4, "no2"), air("2023", 8, "so2")]
    lake = make_lake({"air_monthly": figures})
    assert [row for row in met(lake, "2023-12-30") if row[1] == "E07"] == []
    assert [row[0] for row in met(lake, "2023-12-31") if row[1] == "E07"] == ["pm10", "pm2_5"]


def test_a_soil_goal_is_missed_only_with_an_assigned_value_a_rate_and_the_year_over(make_lake: MakeLake) -> None:
    field = {"town": "南村镇", "land_kind": "paddy", "category": "safe_use", "source": "甲"}
    fields = [
        field | {"unit_code": "D1", "area": 90, "measure": "深翻", "produce": "meets"},
        field | {"unit_code": "D2", "area": 10, "measure": "", "produce": ""},
    ]
    lake = make_lake({"farmland_units": fields})
    assert met(lake, "2023-12-31", "IS-03") == []
    for value, suggested in (("90", []), ("91", [("E10", 1)])):
        assigned = {"indicator_id": "IS-03", "assigned_value": value, "assigned_document": "某文"}
        upload(lake, "indicators", [assigned])
        lake.refresh()
        assert met(lake, "2023-12-31", "IS-03") == suggested
    assert met(lake, "2023-12-30", "IS-03") == []
    assert "90%，低于上级下达值91%（某文；是否约束性文件未写明）" in met(lake, "2023-12-31", "IS-03", "evidence")[0][0]


# ---- letters ---------------------------------------------------------------------------------------------------------


def states(lake: Lake, *days: str) -> list[str]:
    return [answer(lake, "tasks/actions", "state", as_of=day)[0][0] for day in days]


def test_a_letter_stands_as_its_dates_say_on_each_day(make_lake: MakeLake) -> None:
    course = {"replied_on": "2023-10-25", "rectified_on": "2023-11-10", "released_on": "2023-11-20"}
    lake = make_lake({"escalation_actions": [LETTER | course | {"release_document": "督解1号"}]})
    days = ["2023-10-08", "2023-10-09", "2023-10-19", "2023-10-20", "2023-10-25", "2023-11-10", "2023-11-20"]
    assert states(lake, *days) == [
        "later", "awaiting", "awaiting", "overdue", "rectifying", "to_release", "released"
    ]  # fmt: skip
    assert answer(lake, "tasks/actions", "number days_over title", as_of="2023-10-24")[0][:2] == ("督〔2023〕1号", 5)
    assert answer(lake, "tasks/actions", "number", as_of="2023-10-24", unit="区工信局") == []
    water = LETTER | {"plan": "water", "subject": "W-03", "unit": "区水务局", "number": "督〔2023〕2号"}
    made = draft(lake, "escalation_actions", as_csv([water]), "表.csv", TODAY)
    assert [problem.message for problem in made.problems] == [f"{NO_LADDER}。"]
    unsigned = draft(lake, "escalation_actions", as_csv([LETTER | {"signed_by": ""}]), "表.csv", TODAY)
    assert [(problem.column, problem.rule) for problem in unsigned.problems] == [("signed_by", "required")]


def test_a_letter_in_force_takes_the_place_of_its_suggestion_on_both_pages_until_it_is_released(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"escalation_actions": [LETTER]})

    def both(as_of: str) -> tuple[list[tuple[Any, ...]], str]:
        rows = answer(lake, "overview/attention", "next_step", as_of=as_of, keyword="A-04")
        return met(lake, as_of, "A-04", "step is_open action_said"), rows[0][0]

    later = "已于2023年10月9日发预警函，10月19日前回复"
    assert both("2023-10-08") == ([(1, False, later)], later)
    asked = "已发预警函，10月19日前回复"
    assert both("2023-10-19") == ([(1, True, asked)], asked)
    over = "已发预警函，回复已超期11天"
    assert both("2023-10-30") == (
        [(2, False, None), (1, True, over)],
        f"{over}；可提请约谈或专项督察、挂牌督办",
    )
    released = {"replied_on": "2023-10-12", "released_on": "2023-10-15", "release_document": "督解1号"}
    upload(lake, "escalation_actions", [LETTER | released])
    lake.refresh()
    assert both("2023-10-14") == ([(1, True, "已发预警函，整改中")], "已发预警函，整改中")
    assert both("2023-10-15") == ([(1, False, None)], "可提请预警函")


def test_the_overview_proposes_the_lowest_rung_that_the_page_of_the_ladder_suggests(demo_lake: Lake) -> None:
    for as_of in ("2023-07-31", "2023-09-30", "2023-11-30"):
        listed = answer(demo_lake, "overview/attention", "task_id action clause_line next_step", as_of=as_of)
        suggested: dict[str, list[tuple[Any, ...]]] = {}
        for task_id, *row in met(demo_lake, as_of, None, "step action clause_line action_said"):
            suggested.setdefault(task_id, []).append(tuple(row))
        assert listed
        for task_id, action, line, said in listed:
            rungs = [rung for rung in suggested.get(task_id, []) if rung[1]]
            open_ones = [rung[3] for rung in rungs if rung[3]]
            proposed = [rung for rung in rungs if not rung[3]][-1:]
            assert [(action, line)] == ([rung[1:3] for rung in (proposed or rungs[:1])] or [(None, None)]), task_id
            if rungs:
                assert said == "；".join([*open_ones, *(f"可提请{rung[1]}" for rung in proposed)]), task_id


# ---- the page --------------------------------------------------------------------------------------------------------

As = Callable[..., AppTest]


@pytest.fixture
def page_of(monkeypatch: pytest.MonkeyPatch, people: People) -> As:
    """The page over a store as somebody has it, at the end of September; '' is nobody."""

    def of(home: Path, name: str, **asked: str) -> AppTest:
        told = people.told(name) if name else {}
        monkeypatch.setattr(ContextProxy, "headers", property(lambda _: told))
        monkeypatch.setenv("DASHBOARD_HOME", str(home))
        return opened("tasks_escalation", home, {"asof": "2023-09-30"} | asked)

    return of


def said(page: AppTest) -> str:
    assert not page.exception
    elements = [*page.markdown, *page.caption, *page.subheader, *page.info]
    return "\n".join(str(each.value) for each in elements)


def test_a_visitor_reads_the_suggestions_and_writes_nothing(page_of: As, demo_home: Path) -> None:
    page = page_of(demo_home, "")
    shown = said(page)
    assert "■ 回复超期" in shown and "在办 **2** 件" in shown
    assert "大气　第2级：约谈或专项督察、挂牌督办" in shown and "大气　第1级：预警函" in shown
    assert "须人工判断的情形" in shown and "拟办和登记督办文书需要先" in shown
    assert [each.label for each in page.selectbox if each.label in ("拟办", "文号")] == []


def test_without_data_the_page_says_so_in_a_sentence(page_of: As, empty_home: Path) -> None:
    page = page_of(empty_home, "lingdao", asof="2023-05-31")
    assert [each.value for each in page.info] == ["没有符合督办条款的任务、污染物和目标。"]
    assert "建议 **0** 条" in said(page) and "还没有登记签发" in said(page)


def press(page: AppTest, label: str) -> AppTest:
    (button,) = [each for each in page.button if each.label == label]
    return button.click().run()


def test_a_draft_counts_for_nothing_without_a_signer_and_a_reply_is_entered_below(
    page_of: As, demo_store: Path
) -> None:
    page = page_of(demo_store, "wangwu", draft="A-26 工作滞后")
    text = str(page.text_area[0].value)
    assert text.startswith("预警函\n各镇（街道）：\nA-26“")
    assert "自评滞后，属于“工作滞后”的情形。" in text and "现下发预警函。请于" in text
    assert "没有签发人的不算发出" in press(page, "登记签发").warning[0].value
    page.text_input(key="signed_number").set_value("演示督〔2023〕2号")
    page.text_input(key="signed_person").set_value("郑局")
    assert "已经登记过" in press(page, "登记签发").warning[0].value
    page.date_input(key="replied_on_演示督〔2023〕2号").set_value(dt.date(2023, 9, 20))
    page = press(page, "保存")
    assert "演示督〔2023〕2号：已入库" in page.success[0].value.replace("\\", "")
    assert answer(Lake(demo_store), "tasks/actions", "number state", as_of="2023-09-30") == [
        ("演示督〔2023〕3号", "awaiting"),
        ("演示督〔2023〕2号", "rectifying"),
        ("演示督〔2023〕1号", "released"),
    ]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_the_office_drafts_a_letter_and_once_it_is_signed_the_register_has_it(
    page: Page, showing: Showing, demo_home: Path
) -> None:
    served = showing(demo_home)
    visit(page, served.address, "escalation?asof=2023-09-30")
    row = page.get_by_role("row", name="A-26").first
    row.get_by_role("link", name="拟办").click()
    text = page.get_by_label("文稿（可改）")
    expect(text).to_have_value(re.compile("预警函\n各镇（街道）：\nA-26“"), timeout=SECONDS)
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载文稿（docx）").click()
    assert taken.value.suggested_filename == "预警函草稿（演示数据）_A-26_20230930.docx"
    page.get_by_label("文号（必填）").fill("督〔2023〕9号")
    page.get_by_label("签发人（必填）").fill("郑局")
    page.get_by_role("button", name="登记签发").click()
    shows(page, "督〔2023〕9号：已入库", "不再拟办")
    expect(page.get_by_role("row", name="督〔2023〕9号").last).to_contain_text("郑局 签发", timeout=SECONDS)
    stored = "number plan step measure subject unit signed_by evidence"
    rows = answer(Lake(served.home), "tasks/actions", stored, as_of="2023-09-30")
    assert [row[1:] for row in rows if row[0] == "督〔2023〕9号"] == [
        (
            "air",
            1,
            "预警函",
            "A-26",
            "各镇（街道）",
            "郑局",
            "工作滞后（规则E03）：截至2023年9月30日，2023年9月自评滞后",
        )
    ]
