"""Sheets, titles, totals and strangers: what of a file is data, what is passed over with a word, what is asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.remembered import Answers
from dashboard.reading import read_file
from dashboard.store.lake import Lake
from tests.books import Rows, as_xlsx
from tests.rows import TODAY

MONTHLY = ["月份", "污染物", "范围", "浓度", "数据来源"]
FALL = "月份,镇（街道）,降尘量,数据来源\n"
STATION = {"station": "2160A", "name": "自来水公司", "kind": "township", "source": "测试"}


def check(lake: Lake, name: str, file: str | bytes, **answers: Any) -> Draft:
    data = file if isinstance(file, bytes) else file.encode()
    return draft(lake, name, data, "文件", TODAY, Answers(**answers))


def said(made: Draft) -> list[tuple[int | None, str, str]]:
    return [(found.line, found.rule, found.value) for found in made.problems]


def rows(made: Draft, columns: str) -> list[list[Any]]:
    return [list(row.values()) for row in made.difference.upserts.select(columns.split()).to_pylist()]


# ---- sheets ---------------------------------------------------------------------------------------------------------


def month(number: int, value: float) -> Rows:
    return [["城区空气质量"], MONTHLY, [f"2023-{number}", "PM2.5", "全区", value, "市局"]]


def test_sheets_of_one_shape_are_read_together_each_with_its_own_lines(empty_lake: Lake) -> None:
    made = check(empty_lake, "air_monthly", as_xlsx([], sheets={f"{at}月": month(at, at) for at in (10, 11, 12)}))
    assert said(made) == []
    assert rows(made, "month value line") == [["2023-10", 10, 3], ["2023-11", 11, 3], ["2023-12", 12, 3]]
    assert made.form.endswith("“10月”、“11月”、“12月”")


def test_a_fault_on_a_later_sheet_names_the_sheet(empty_lake: Lake) -> None:
    sheets: dict[str, Rows] = {"10月": month(10, 33), "11月": [MONTHLY, ["2023-11", "PM2.5", "全区", "很多", "市局"]]}
    made = check(empty_lake, "air_monthly", as_xlsx([], sheets=sheets))
    (fault,) = made.problems
    assert (fault.line, fault.value) == (None, "很多")
    assert fault.message.startswith("工作表“11月”第2行：")


def test_each_sheet_keeps_the_unit_of_its_own_header(empty_lake: Lake) -> None:
    other = [*MONTHLY[:3], "浓度（mg/m³）", "数据来源"]
    sheets: dict[str, Rows] = {"10月": month(10, 33), "11月": [other, ["2023-11", "PM2.5", "全区", 0.044, "市局"]]}
    assert rows(check(empty_lake, "air_monthly", as_xlsx([], sheets=sheets)), "value") == [[33], [44]]


def test_behind_a_cover_the_sheet_with_the_table_is_found_and_others_are_named(empty_lake: Lake) -> None:
    sheets: dict[str, Rows] = {
        "首页": [["城区环境空气质量月报"], ["编制单位", "区分局"]],
        "填表说明": [["列名", "说明"], ["月份", "写成2023-10"]],
        "10月": month(10, 33),
        "去年": [["月份", "天气"], ["2022-10", "晴"]],
    }
    made = check(empty_lake, "air_monthly", as_xlsx([], sheets=sheets))
    assert rows(made, "month value") == [["2023-10", 33]]
    assert said(made) == [(None, "sheet_not_read", "首页、去年")]


def test_a_sheet_that_a_person_names_is_read_alone(empty_lake: Lake) -> None:
    file = as_xlsx([], sheets={f"{at}月": month(at, at) for at in (10, 11, 12)})
    assert rows(check(empty_lake, "air_monthly", file, sheet="11月"), "month") == [["2023-11"]]


def test_one_month_on_two_sheets_is_a_duplicate_with_both_lines(empty_lake: Lake) -> None:
    made = check(empty_lake, "air_monthly", as_xlsx([], sheets={"甲": month(10, 33), "乙": month(10, 34)}))
    (fault,) = made.problems
    assert fault.rule == "duplicate_key"
    assert fault.message.startswith("工作表“乙”第3行：与工作表“甲”第3行重复")


def test_a_total_on_a_later_sheet_is_named_by_its_own_line(empty_lake: Lake) -> None:
    sheets: dict[str, Rows] = {"10月": month(10, 33), "11月": [*month(11, 34), ["合计", None, None, 67, None]]}
    (word,) = check(empty_lake, "air_monthly", as_xlsx([], sheets=sheets)).problems
    assert word.message == "工作表“11月”第4行：第4行是合计、平均或对照，不是数据，已跳过。"


# ---- titles and separators ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "first"),
    [
        ("甲;乙;丙\n1;2;3\n4;5;6\n", "CSV（分号分隔）", "甲"),
        ("标题，含, 逗号\n甲;乙;丙\n1;2;3\n4;5;6\n", "CSV（分号分隔）", "标题，含, 逗号"),
        ("说明；一;二;三;四\n甲,乙,丙\n1,2,3\n4,5,6\n", "CSV", "说明；一;二;三;四"),
        ("标题, 二〇二三, 年\n甲\t乙\n1\t2\n3\t4\n", "TSV", "标题, 二〇二三, 年"),
        ("甲;乙\n0,42;1,5\n0,43;1,6\n", "CSV（分号分隔）", "甲"),
        ("编号,进展\nA-01,一;二\nA-02,三;四\n", "CSV", "编号"),
        ("节点\n1;2\n3;4;5\n", "CSV", "节点"),
        ("甲;乙;丙\n", "CSV（分号分隔）", "甲"),
        ("甲\n乙\n", "CSV", "甲"),
    ],
)
def test_a_title_does_not_decide_the_separator(text: str, form: str, first: str) -> None:
    grid = read_file(text.encode(), "文件.csv")
    assert (grid.form, grid.cells.column(0)[0].as_py()) == (f"{form}，UTF-8", first)


# ---- rows that are no data ------------------------------------------------------------------------------------------


def test_headers_titles_totals_and_signatures_between_rows_are_passed_over_with_a_word(empty_lake: Lake) -> None:
    text = (
        f"十月降尘\n{FALL}2023-10,南村镇,4.6,局\n十月降尘\n{FALL}2023-10,西上庄街道办事处,4.9,局\n"
        "2023-10,全区平均,4.7,局\n2023-10,最大值,4.9,局\n合计,,9.5,\n,标准差,0.1,\n"
        "填报人：甲,,审核人：乙,2023年11月5日\n"
    )
    made = check(empty_lake, "dustfall", text)
    assert said(made) == [(4, "repeated_header", ""), (7, "total_row", ""), (11, "signature_row", "")]
    assert [found.message for found in made.problems] == [
        "第4、5行是重复的表头或标题，已跳过。",
        "第7、8、9、10行是合计、平均或对照，不是数据，已跳过。",
        "第11行是落款或说明，已跳过。",
    ]
    assert rows(made, "town value") == [["南村镇", 4.6], ["西上庄街道办事处", 4.9]]


def test_a_header_of_two_rows_and_its_units_repeated_are_passed_over(empty_lake: Lake) -> None:
    header = "月份,范围,数据来源,浓度,浓度\n月份,范围,数据来源,PM2.5,SO2\n,,,µg/m³,µg/m³\n"
    made = check(empty_lake, "air_monthly", f"{header}2023-10,全区,局,33,9\n{header}2023-11,全区,局,34,8\n")
    assert said(made) == [(5, "repeated_header", "")]
    assert len(made.difference.upserts) == 4


def test_rows_that_say_the_same_twice_are_one_row(empty_lake: Lake) -> None:
    made = check(
        empty_lake, "dustfall", f"{FALL}2023-10,南村镇,4.6,局\n2023年10月,南村镇,4.60,局\n2023-10,南村镇,4.7,局\n"
    )
    assert [(found.line, found.rule) for found in made.problems] == [(3, "identical_row"), (4, "duplicate_key")]


def test_a_word_for_a_total_that_is_data_stays(empty_lake: Lake) -> None:
    made = check(empty_lake, "air_targets", "污染物,月份,2022年,2023年目标\nSO2,年均,9,8\nSO2,1月,12,12\n")
    assert [found.rule for found in made.problems] == []


# ---- names ----------------------------------------------------------------------------------------------------------


HOURS = (
    "站点编码,时间,污染物,浓度\n2160A,2023-10-05 15:00,PM2.5,30\n9901A,2023-10-05 15:00,PM2.5,停电\n"
    "9902A,2023-10-05 15:00,PM2.5,32\n2160A,2023-10-05 15:00,PM2.5_24h,31\n"
)


def test_rows_of_others_are_left_out_with_one_answer_and_counted(make_lake: Callable[..., Lake]) -> None:
    lake = make_lake({"stations": [STATION]})
    asked = check(lake, "air_hourly", HOURS)
    assert (asked.errors, asked.foreign) == (4, {"station": 2})
    made = check(lake, "air_hourly", HOURS, left_out=frozenset({"station", "pollutant"}))
    assert {(found.rule, found.value) for found in made.problems} == {
        ("left_out", "9901A、9902A"),
        ("left_out", "PM2.5_24h"),
    }
    assert "略去2行" in next(found.message for found in made.problems if "9901A" in found.value)
    assert rows(made, "station pm2_5") == [["2160A", 30]]


def test_a_feed_says_what_it_writes_for_a_missing_value(make_lake: Callable[..., Lake]) -> None:
    feed = {"feed": "shi", "title": "市平台", "hour_label": "ending", "missing_marks": "-999、停电", "source": "测试"}
    lake = make_lake({"stations": [STATION], "air_feeds": [feed]})
    text = "站点编码,时间,PM2.5,数据平台\n2160A,2023-10-05 15:00,-999,shi\n2160A,2023-10-05 16:00,-999,\n"
    made = check(lake, "air_hourly", text)
    assert [(found.line, found.severity, found.value) for found in made.problems] == [(3, "error", "-999")]
    made = check(lake, "air_hourly", "站点编码,时间,SO2\n2160A,2023-10-05 15:00,停电\n", constants={"feed": "shi"})
    assert (said(made), rows(made, "so2 feed")) == ([], [[None, "shi"]])


# ---- answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed", ["统计_月份", "统计:月份", "统计*月份", "{统计}月份", "统计=月份", "统计|月份", "统计 月份"]
)
def test_an_answer_counts_for_any_header_and_is_remembered(store: Path, printed: str) -> None:
    lake = Lake(store)
    text = f"{printed},污染物*,范围,浓度,数据来源\n2023-10,PM2.5,全区,33,局\n"
    made = check(lake, "air_monthly", text, headers={printed: "month"})
    assert (made.errors, rows(made, "month")) == (0, [["2023-10"]])


def test_an_unknown_column_of_a_wide_table_may_be_an_indicator(make_lake: Callable[..., Lake]) -> None:
    lake = make_lake({})
    text = "断面,监测时间,氧量(mg/L),铜离子（μg/L）\n洞头,2023-10-09,8.8,5\n"
    asked = check(lake, "water_samples", text)
    assert [found.rule for found in asked.problems] == ["no_value_column", "unknown_column", "unknown_column"]
    assert asked.profile.unknown_headers == ("氧量(mg/L)", "铜离子（μg/L）")
    answers = {"氧量(mg/L)": "dissolved_oxygen", "铜离子（μg/L）": "copper"}
    made = check(lake, "water_samples", text, headers=answers)
    assert rows(made, "indicator value") == [["dissolved_oxygen", 8.8], ["copper", 0.005]]


def test_a_column_of_a_wide_table_that_is_said_to_be_the_value_does_not_vanish(empty_lake: Lake) -> None:
    made = check(
        empty_lake, "water_samples", "断面,监测时间,氧量,氨氮\n洞头,2023-10-09,8.8,0.4\n", headers={"氧量": "value"}
    )
    assert [(found.column, found.severity, found.rule) for found in made.problems] == [
        ("氧量", "error", "column_without_name")
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("air_hourly", "站点编码,时间,O3（8h）,PM2.5（24h）\nS1,2023-10-05 15:00,88,31\n"),
        ("air_hourly", "站点编码,时间\nS1,2023-10-05 15:00\n"),
        (
            "dustfall",
            "月份,镇（街道）,降尘,数据来源,备考\n2023-10,南村镇,4.6,局,1\n".replace("降尘,", "降尘（上年同期）,"),
        ),
        ("farmland", "镇（街道）,年度,类别,地块面积,数据来源\n南村镇,2023,优先保护类,120,局\n"),
    ],
)
def test_a_file_without_a_known_value_column_is_refused(empty_lake: Lake, name: str, text: str) -> None:
    made = check(empty_lake, name, text)
    assert made.problems[0].rule == "no_value_column"
    assert made.errors >= 1
    assert len(made.difference.upserts) == 0


def test_a_fault_in_a_cross_table_is_named_by_its_own_column(empty_lake: Lake) -> None:
    text = "月份,2022年,2023年,2022年,2023年\n,SO2,SO2,CO,CO\n1月,12,,1.6,2\n2月,,9,1.5,x\n"
    made = check(empty_lake, "air_targets", text)
    assert [(found.line, found.column, found.rule) for found in made.problems] == [
        (3, "2023年 SO2", "required"),
        (4, "2022年 SO2", "required"),
        (4, "2023年 CO", "value"),
    ]


def test_what_a_check_finds_in_a_cross_table_is_named_by_its_own_column(empty_lake: Lake) -> None:
    made = check(empty_lake, "air_monthly", "月份,范围,SO2,CO（mg/m³）,数据来源\n2023-01,全区,12,1600,局\n")
    assert [(found.line, found.column, found.rule) for found in made.problems] == [(2, "CO（mg/m³）", "co_unit")]
