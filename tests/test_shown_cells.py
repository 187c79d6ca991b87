"""A cell of a workbook is what it shows: percentages, months typed as numbers, codes with zeros, rounded hours."""

import datetime as dt
import re
from typing import Any

import pytest

from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.remembered import Answers
from dashboard.reading import read_file
from dashboard.reading.dates import signs
from dashboard.reading.formats import code_of, says_more, shown
from dashboard.store.lake import Lake
from tests.awkward import SHEET1, edited, members, zipped
from tests.books import MAKERS, Cell, Formats, Rows, as_ods, as_xlsx
from tests.rows import TODAY

PROGRESS = ["工程编号", "月份", "完成总工程量", "数据来源"]
PLOT = ["地块编号", "地块名称", "规划用途", "列入管控修复名录", "农药焦化化工重度污染", "数据来源"]
FIELD = ["镇（街道）", "年度", "类别", "面积", "数据来源"]


def written(made: Draft, columns: str) -> list[list[Any]]:
    return [list(row.values()) for row in made.difference.upserts.select(columns.split()).to_pylist()]


def errors(made: Draft) -> list[tuple[int | None, str, str]]:
    return [(found.line, found.column, found.value) for found in made.problems if found.severity == "error"]


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ("0%", 0.27, "27%"),
        ("0.0%", 0.925, "92.5%"),
        ("0%", 0.925, "92.5%"),
        ("0.00%", 0.07, "7.00%"),
        ("0.00", 2023.1, "2023.10"),
        ("0.00", 2023.11, "2023.11"),
        ("0.00_ ", 3.1, "3.10"),
        ("0", 4.6, "4.6"),
        ("0000", 12, "0012"),
        ('"DK-"000', 7, "DK-007"),
        ("\\D\\K\\-000", 7, "DK-007"),
        ("00-00", 1205, "12-05"),
        ('General"号"', 3, "3号"),
        ('0.0"亩"', 12, "12.0亩"),
        ("#,##0.00", 1234.5, "1234.50"),
        ("[$¥-804]#,##0.00", 3, "¥3.00"),
        ("0.00;[Red]-0.00", -2, "-2.00"),
        ("0.00;[红色]0.00", -2, "-2.00"),
        ("0;-0;;@", 0, ""),
        (";;;", 3, "3"),
        ('_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0, "-"),
        ("yyyy-mm-dd", 45000, "45000"),
        ("0.00E+00", 300000, "300000"),
        ("# ?/?", 0.5, "0.5"),
        ('0!.0,"万"', 12345, "12345"),
        ("[DBNum1]0", 3, "3"),
        ("[>=100]0;0.0", 5, "5"),
        ("General", 5.5, "5.5"),
        ("", 5.5, "5.5"),
    ],
)
def test_a_number_is_shown_by_its_format(code: str, number: float, text: str) -> None:
    assert shown(code, number) == text


def test_plain_formats_say_no_more_than_the_number() -> None:
    assert [code for code in ("General", "0", "#,##0", "@", "yyyy-mm-dd", "0.00E+00") if says_more(code)] == []


@pytest.mark.parametrize(("text", "code"), [("27%", "00%"), ("DK-007", '"DK-"000'), ("甲", ""), ("2023-05-09", "")])
def test_the_text_of_an_ods_cell_tells_its_format(text: str, code: str) -> None:
    assert code_of(text) == code


MONTHS: Rows = [PROGRESS, ["WP-1", 2023.1, 0.27, "甲"], ["WP-2", 2023.11, 0.925, "甲"], ["WP-3", "2023-10", 45, "甲"]]
MONTHS_STORED = [["WP-1", "2023-10", 27.0], ["WP-2", "2023-11", 92.5], ["WP-3", "2023-10", 45.0]]
CODES: Rows = [PLOT, [7, "甲", "工业用地", "否", "否", "局"], [8, "乙", "工业用地", "否", "否", "局"]]


@pytest.mark.parametrize("ending", MAKERS)
def test_percentages_months_and_codes_in_excel_files(empty_lake: Lake, ending: str) -> None:
    formats: Formats = {(2, 2): "0.00", (3, 2): "0.00", (2, 3): "0%", (3, 3): "0.0%"}
    made = draft(empty_lake, "project_progress", MAKERS[ending](MONTHS, formats), "文件", TODAY)
    assert (errors(made), written(made, "project_id month works_percent")) == ([], MONTHS_STORED)
    made = draft(empty_lake, "plots", MAKERS[ending](CODES, {(2, 1): '"DK-"000', (3, 1): "0000"}), "文件", TODAY)
    assert (errors(made), written(made, "plot_id")) == ([], [["DK-007"], ["0008"]])


def test_percentages_months_and_codes_in_ods(empty_lake: Lake) -> None:
    texts: Formats = {(2, 2): "2023.10", (3, 2): "2023.11", (2, 3): "27%", (3, 3): "92.5%"}
    made = draft(empty_lake, "project_progress", as_ods(MONTHS, texts), "文件", TODAY)
    assert (errors(made), written(made, "project_id month works_percent")) == ([], MONTHS_STORED)
    made = draft(empty_lake, "plots", as_ods(CODES, {(2, 1): "DK-007", (3, 1): "0008"}), "文件", TODAY)
    assert (errors(made), written(made, "plot_id")) == ([], [["DK-007"], ["0008"]])


def test_a_month_typed_as_a_number_without_that_format_is_refused(empty_lake: Lake) -> None:
    rows: Rows = [PROGRESS, ["WP-1", 2023.1, 1, "甲"], ["WP-2", 2023.1, 1, "甲"], ["WP-3", 2023.2, 1, "甲"]]
    made = draft(empty_lake, "project_progress", as_xlsx(rows, {(3, 2): "0.00"}), "文件", TODAY)
    assert errors(made) == [(2, "月份", "2023.1")]
    assert len(made.problems) == 1
    assert "分不清是1月还是10月" in made.problems[0].message


@pytest.mark.parametrize(
    ("months", "refused"), [(["2023.1", "2023.2"], ["2023.1"]), (["2023.1", "2023.10"], []), (["2023.01"], [])]
)
def test_a_text_2023_1_is_january_only_where_october_is_written_too(
    empty_lake: Lake, months: list[str], refused: list[str]
) -> None:
    lines = "".join(f"WP-1,{month},1,甲\n" for month in months)
    made = draft(empty_lake, "project_progress", f"{','.join(PROGRESS)}\n{lines}".encode(), "文件", TODAY)
    assert [value for _, _, value in errors(made)] == refused


@pytest.mark.parametrize("ending", MAKERS)
def test_a_code_of_more_than_fifteen_digits_in_a_number_cell_is_refused(empty_lake: Lake, ending: str) -> None:
    rows: Rows = [
        ["单位名称", "统一社会信用代码", "数据来源"],
        ["甲", 911405001234567890, "局"],
        ["乙", "91140500MA0X", "局"],
    ]
    made = draft(empty_lake, "monitored_enterprises", MAKERS[ending](rows, None), "文件", TODAY)
    assert [(line, column) for line, column, _ in errors(made)] == [(2, "统一社会信用代码")]


def test_a_long_code_that_a_spreadsheet_shortened_in_csv_is_refused_or_named(empty_lake: Lake) -> None:
    text = "单位名称,统一社会信用代码,数据来源\n甲,9.114E+17,局\n乙,911405001234017000,局\n丙,911405001234567803,局\n"
    made = draft(empty_lake, "monitored_enterprises", text.encode(), "文件", TODAY)
    assert [(found.line, found.severity, found.rule) for found in made.problems] == [
        (2, "error", "value"),
        (3, "warning", "long_number"),
    ]


def test_a_date_cell_among_texts_is_named_and_as_a_name_of_a_row_refused(empty_lake: Lake) -> None:
    rows: Rows = [PLOT, [dt.date(2023, 5, 9), dt.date(2023, 5, 9), "工业用地", "否", "否", "局"]]
    made = draft(empty_lake, "plots", as_xlsx(rows, {(2, 1): 'm"月"d"日"', (2, 2): "m-d"}), "文件", TODAY)
    assert [(found.column, found.severity, found.rule) for found in made.problems] == [
        ("地块编号", "error", "excel_date"),
        ("地块名称", "warning", "excel_date"),
    ]


# ---- dates that hide a part of themselves ----------------------------------------------------------------------------

MONTH_AND_DAY = 'm"月"d"日"'
ALL_MAKERS = MAKERS | {"ods": as_ods}
REPORT = ["任务编号", "月份", "填报单位", "进展", "自评"]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('m"月"d"日"', "dm"),
        ('[$-804]m"月"d"日";@', "dm"),
        ("d-mmm", "dm"),
        ("m/d h:mm", "dhm"),
        ('m"月"', "m"),
        ("yyyy", "y"),
        ("mmm-yy", "my"),
        ('yyyy"年"m"月"', "my"),
        ("yyyy\\-mm\\-dd\\ hh:mm:ss", "dhmy"),
        ("[$-404]e/m/d", "dmy"),
        ("h:mm AM/PM", "h"),
        ("mm:ss", "h"),
        ("dddd", ""),
        ('0.0"dm"', ""),
        ("[Red]0.00_ ", ""),
        ("General", ""),
        ("", ""),
    ],
)
def test_a_format_says_what_is_seen_of_a_date(code: str, seen: str) -> None:
    assert "".join(sorted(signs(code))) == seen


@pytest.mark.parametrize("ending", ALL_MAKERS)
def test_a_day_of_no_year_is_no_month_and_a_month_however_shown_is_one(empty_lake: Lake, ending: str) -> None:
    days = [dt.date(2023, 5, 9), dt.date(2023, 5, 23), dt.date(2023, 5, 1), dt.date(2023, 6, 1), dt.date(2023, 7, 1)]
    rows: list[list[Cell]] = [["A-28", day, "区城管局", "甲", "正常推进"] for day in [*days, dt.date(2023, 8, 31)]]
    codes = [MONTH_AND_DAY, "d-mmm", 'm"月"', "mmm-yy", 'yyyy"年"m"月"', "yyyy-mm-dd"]
    texts = ["5月9日", "23-May", "5月", "Jun-23", "2023年7月", "2023-08-31"]
    formats = {(row, 2): each for row, each in enumerate(texts if ending == "ods" else codes, 2)}
    made = draft(empty_lake, "task_reports", ALL_MAKERS[ending]([REPORT, *rows], formats), "文件", TODAY)
    assert [(found.line, found.value, found.rule) for found in made.problems if found.severity == "error"] == [
        (2, "5月9日", "excel_date"),
        (3, "5月23日", "excel_date"),
        (4, "5月", "value"),
    ]
    assert "没有年份，也分不清是5月、5至9月还是5月9日，请写成 2023-05，" in made.problems[0].message
    assert "也分不清是5月还是5月23日" in made.problems[1].message
    assert sorted(month for (month,) in written(made, "period") if month) == ["2023-06", "2023-07", "2023-08"]


def test_the_format_of_a_month_and_a_day_is_known_where_excel_leaves_it_out(empty_lake: Lake) -> None:
    rows: Rows = [REPORT, ["A-28", dt.date(2023, 5, 9), "区城管局", "甲", "正常推进"]]
    book = edited(as_xlsx(rows, {(2, 2): "m/d/yy h:mm"}), "xl/styles.xml", b'numFmtId="22"', b'numFmtId="58"')
    assert errors(draft(empty_lake, "task_reports", book, "文件", TODAY)) == [(2, "月份", "5月9日")]


@pytest.mark.parametrize("ending", ALL_MAKERS)
def test_a_date_is_stored_with_the_year_it_hides_and_that_is_said(empty_lake: Lake, ending: str) -> None:
    rows: Rows = [["日期", "数据来源"], [dt.date(2023, 3, 22), "局"], [dt.date(2024, 4, 11), "局"]]
    formats = {(2, 1): "3月22日", (3, 1): "4月11日"} if ending == "ods" else dict.fromkeys([(2, 1), (3, 1)], "m-d")
    made = draft(empty_lake, "air_dust_days", ALL_MAKERS[ending](rows, formats), "文件", TODAY)
    assert [(found.line, found.rule, found.value) for found in made.problems] == [(2, "hidden_year", "2023-03-22")]
    assert "有2格没有显示年份，已按格子里存着的年份（2023年、2024年）入库" in made.problems[0].message
    assert written(made, "date") == [[dt.date(2023, 3, 22)], [dt.date(2024, 4, 11)]]


def test_a_time_that_may_lack_its_year_is_asked_for_it_where_the_cell_hides_it(empty_lake: Lake) -> None:
    rows: Rows = [["断面", "监测时间", "指标", "结果"], ["洞头", dt.datetime(2023, 2, 25, 9, 0), "氨氮", 0.5]]
    book = as_xlsx(rows, {(2, 2): "mm-dd hh:mm"})
    assert [found.rule for found in draft(empty_lake, "water_samples", book, "文件", TODAY).problems] == [
        "missing_year"
    ]
    told = draft(empty_lake, "water_samples", book, "文件", TODAY, Answers(constants={"time.year": "2022"}))
    assert written(told, "time") == [[dt.datetime(2022, 2, 25, 9, 0)]]


def test_a_date_among_numbers_codes_or_headers_is_said_to_be_made_by_excel(empty_lake: Lake) -> None:
    day = dt.date(2023, 5, 9)
    rows: Rows = [
        [*FIELD, day],
        ["南村镇", day, day, day, "局", 1],
        ["南村镇", dt.date(2023, 1, 1), "优先保护类", 3, day, 1],
    ]
    formats = dict.fromkeys([(1, 6), (2, 2), (2, 3), (2, 4), (3, 5)], MONTH_AND_DAY) | {(3, 2): "yyyy"}
    made = draft(empty_lake, "farmland", as_xlsx(rows, formats), "文件", TODAY)
    assert [(found.line, found.value, found.severity, found.rule) for found in made.problems] == [
        (1, "5月9日", "warning", "excel_date"),
        (2, "5月9日", "error", "excel_date"),
        (2, "5月9日", "error", "excel_date"),
        (2, "5月9日", "error", "excel_date"),
        (3, "5月9日", "warning", "excel_date"),
    ]
    assert written(made, "year area source")[1] == [2023, 3.0, "5月9日"]


def test_a_cell_of_a_cross_table_is_told_once(empty_lake: Lake) -> None:
    head = ["月份", "范围", "PM2.5", "PM10", "SO2", "数据来源"]
    months: list[Cell] = [2023.1, "2023.13", "2026-01", "2023-02 "]
    rows: Rows = [head, *[[month, "市区", 30, 40, 50, "局"] for month in months]]
    made = draft(empty_lake, "air_monthly", as_xlsx(rows), "文件", TODAY)
    assert [(found.line, found.value, found.rule) for found in made.problems] == [
        (2, "2023.1", "value"),
        (3, "2023.13", "value"),
        (4, "2026-01", "future_month"),
        (5, "2023-02 ", "stray_space"),
    ]
    assert made.errors == 2
    assert "有1格首尾有多余的空格" in made.problems[3].message


def test_a_number_with_a_unit_in_its_format_is_taken_only_in_the_unit_of_its_column(empty_lake: Lake) -> None:
    rows: Rows = [FIELD, ["南村镇", 2023, "优先保护类", 120, "局"], ["南村镇", 2023, "安全利用类", 8.5, "局"]]
    made = draft(empty_lake, "farmland", as_xlsx(rows, {(2, 4): '0.0"公顷"', (3, 4): '0.0"亩"'}), "文件", TODAY)
    assert errors(made) == [(2, "面积", "120.0公顷")]
    assert "应以亩填报" in made.problems[0].message
    assert written(made, "category area")[1] == ["safe_use", 8.5]


def test_an_hour_a_fraction_of_a_second_off_is_the_hour_it_shows(empty_lake: Lake) -> None:
    moments: list[Cell] = [dt.datetime(2023, 10, 5, 2, 0, 0, 900_000), 45204.1250104, 45204.16666]
    rows: list[list[Cell]] = [["站点编码", "时间", "SO2"]]
    rows += [["S1", moment, 9] for moment in moments]
    formats = {(row, 2): "yyyy-mm-dd hh:mm" for row in (2, 3, 4)}
    made = draft(empty_lake, "air_hourly", as_xlsx(rows, formats), "文件", TODAY)
    assert [f"{moment:%H:%M:%S}" for (moment,) in written(made, "time")] == ["02:00:00", "03:00:00", "04:00:00"]


def test_a_percentage_where_no_percentage_belongs_is_refused(empty_lake: Lake) -> None:
    rows: Rows = [FIELD, ["南村镇", 2023, "优先保护类", 0.5, "局"]]
    assert errors(draft(empty_lake, "farmland", as_xlsx(rows, {(2, 4): "0%"}), "文件", TODAY)) == [(2, "面积", "50%")]


@pytest.mark.parametrize(
    ("change", "into"),
    [
        (b"", b""),
        (rb'<c r="(\w+)" s="(\d+)"', rb'<c s="\2" r="\1"'),
        (rb'<c r="\w+"', b"<c"),
        (rb'<row r="2"', b'<row s="1" r="2"'),
    ],
)
def test_a_format_counts_however_a_cell_is_written(change: bytes, into: bytes) -> None:
    parts = members(as_xlsx([["甲", "乙"], [0.27, 7], [0.5, 8]], {(2, 1): "0%", (3, 1): "0%", (3, 2): '"DK-"000'}))
    changed = zipped(parts | {SHEET1: re.sub(change, into, parts[SHEET1]) if change else parts[SHEET1]})
    cells = read_file(changed, "文件").cells
    assert [column.to_pylist() for column in cells.columns] == [["甲", "27%", "50%"], ["乙", "7", "DK-008"]]
