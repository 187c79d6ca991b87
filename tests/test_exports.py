"""Files that go out: templates, marked workbooks and tables, read again as Excel and as loading read them."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.datasets import dataset, datasets
from dashboard.exports.asked import ExportError
from dashboard.exports.ledger_file import ledger_file
from dashboard.exports.marked_workbook import MOST_COPIED, marked_workbook
from dashboard.exports.table_sheets import table_xlsx
from dashboard.exports.tables import (
    as_csv,
    export,
    file_name,
    template,
    template_file_name,
    write_template,
)
from dashboard.exports.workbooks import MAX_TEXT, TooBigForExcel, as_xlsx
from dashboard.intake.cells import read_cell
from dashboard.intake.drafting import draft
from dashboard.queries.filters import Filters
from dashboard.reading import read_file
from dashboard.store.lake import Lake
from tests.rows import TODAY, Rows

AS_OF = "2023-09-30"
ORANGE, RED, AMBER = "00F4C99B", "00F4B6B0", "00FCE3A6"
HEADER = "月份,污染物,范围,浓度,数据来源\n"


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def texts(sheet: Any) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def marked(lake: Lake, text: str | bytes, name: str = "air_monthly") -> Any:
    data = text.encode() if isinstance(text, str) else text
    return book_of(marked_workbook(data, "文件.csv", draft(lake, name, data, "文件.csv", TODAY)))


def notes(sheet: Any) -> dict[str, tuple[str, str]]:
    """Of every marked cell its colour and its note."""
    return {
        cell.coordinate: (cell.fill.start_color.rgb, cell.comment.text)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


# ---- templates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(datasets()))
def test_an_xlsx_template_uploaded_as_it_is_changes_nothing(demo_lake: Lake, name: str) -> None:
    made = draft(demo_lake, name, template(demo_lake, name, ".xlsx", as_of=AS_OF), f"{name}.xlsx", TODAY)
    assert {found.rule for found in made.problems} <= {"unfilled_row", "no_rows"}
    assert len(made.difference.upserts) == 0


def test_a_template_marks_required_columns_and_says_how_to_fill_in_each(empty_lake: Lake) -> None:
    book = book_of(template(empty_lake, "section_months", ".xlsx", as_of=AS_OF))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("填报", "visible"),
        ("填写说明", "visible"),
        ("选项", "hidden"),
    ]
    sheet = book["填报"]
    assert sheet.freeze_panes == "A2"
    assert [(cell.value, cell.fill.start_color.rgb == ORANGE) for cell in sheet[1]] == [
        ("断面", True),
        ("月份", True),
        ("监测状态", True),
        ("水质类别", False),
        ("定类因子", False),
        ("数据来源", True),
        ("情况说明", False),
    ]
    classes = "Ⅰ类、Ⅱ类、Ⅲ类、Ⅳ类、Ⅴ类、劣Ⅴ类"
    assert texts(book["填写说明"])[6:] == [
        ["列", "必填", "计量单位", "怎样填", "可填的词", "示例"],
        ["断面", "必填", None, "从下拉框中选已登记的名称或编号", None, "洞头"],
        ["月份", "必填", None, "月份写成2023-06", None, "2023-06"],
        ["监测状态", "必填", None, "从下拉框中选", "已监测、断流、未采样、采样中、冰封", "已监测"],
        ["水质类别", None, None, "从下拉框中选", classes, "Ⅳ类"],
        ["定类因子", None, None, "文字", None, "氨氮"],
        ["数据来源", "必填", None, "文字", None, "市生态环境局月报"],
        ["情况说明", None, None, "文字", None, "上游施工断流"],
    ]


def test_words_and_registered_names_can_be_chosen_from_a_list(empty_lake: Lake) -> None:
    book = book_of(template(empty_lake, "task_reports", ".xlsx", as_of=AS_OF, unit="区水务局"))
    last = book["填报"].max_row + 1000
    lists = {str(found.sqref): found.formula1 for found in book["填报"].data_validations.dataValidation}
    assert lists == {
        f"A2:A{last}": "'选项'!$A$2:$A$66",
        f"C2:C{last}": "'选项'!$B$2:$B$28",
        f"J2:J{last}": "'选项'!$C$2:$C$5",
    }
    columns = list(zip(*texts(book["选项"]), strict=True))
    assert columns[0][:3] == ("task_id", "A-01", "A-02")
    assert columns[1][:3] == ("unit", "区发改（能源）局", "区工信局")
    assert columns[2][:5] == ("claim", "未启动", "正常推进", "滞后", "已完成")


def test_text_columns_stay_text_and_numbers_and_dates_are_such(demo_lake: Lake) -> None:
    sheet = book_of(template(demo_lake, "closures", ".xlsx", as_of=AS_OF))["填报"]
    assert [sheet.column_dimensions[letter].number_format for letter in "ABCDEF"] == [
        "@",
        "@",
        "yyyy-mm-dd",
        *"@@@",
    ]
    assert {cell.number_format for cell in sheet["E"][1:]} == {"@"}
    closed = [cell.value for cell in sheet["C"][1:] if cell.value]
    assert closed
    assert all(isinstance(day, dt.datetime) for day in closed)
    percents = book_of(template(demo_lake, "project_progress", ".xlsx", as_of=AS_OF))["填报"]["D"][1:]
    assert [type(cell.value) for cell in percents] == [int, int, int]


def test_a_number_of_more_digits_than_excel_keeps_comes_back_whole(make_lake: Callable[..., Lake]) -> None:
    row = {"month": "2023-09", "pollutant": "so2", "scope": "district", "value": 0.1 + 0.2, "source": "甲"}
    lake = make_lake({"air_monthly": [row]})
    made = draft(lake, "air_monthly", template(lake, "air_monthly", ".xlsx", as_of=AS_OF), "表.xlsx", TODAY)
    assert (made.errors, len(made.difference.upserts), made.difference.unchanged_count) == (0, 0, 1)


@pytest.mark.parametrize("name", list(datasets()))
def test_every_example_on_the_sheet_of_notes_is_one_that_loading_takes(empty_lake: Lake, name: str) -> None:
    rows = texts(book_of(template(empty_lake, name, ".xlsx", as_of=AS_OF))["填写说明"])[7:]
    for field, row in zip(dataset(name).template_fields, rows, strict=True):
        assert row[0] == field.title
        read_cell(field, str(row[5] or ""))


def test_a_report_sheet_tells_which_task_and_which_nodes_a_row_is_of_and_for_which_month(empty_lake: Lake) -> None:
    book = book_of(template(empty_lake, "task_reports", ".xlsx", as_of="2023-10-31", unit="区发改（能源）局"))
    assert book["填写说明"]["A1"].value == "任务月报　区发改（能源）局　2023年10月"
    header, *rows = texts(book["填报"])
    assert header[:5] == ["编号", "填报月份", "填报单位", "任务内容", "节点内容"]
    ((month, text, nodes),) = [(row[1], row[3], row[4]) for row in rows if row[0] == "A-12"]
    assert month == "2023-10"
    measure = empty_lake.ask("select measure from tasks where task_id = 'A-12'").fetchall()[0][0]
    assert measure in str(text)
    assert str(nodes).startswith("A-12-1 ")


@pytest.mark.parametrize(
    ("name", "unit", "keys"),
    [
        ("closures", "山西省晋城晋普山煤业有限责任公司", {"WP-2-1", "WP-3-1"}),
        ("stations", "南村镇", {"演示07"}),
        ("farmland", "南村镇", {"南村镇"}),
        ("farmland", "区农业农村局", {"南村镇", "西上庄街道办事处", "钟家庄街道办事处", "开发区街道办事处"}),
        ("project_progress", "山西省晋城晋普山煤业有限责任公司", {"WP-2", "WP-3"}),
        ("project_progress", "区水务局", set()),
        ("outfall_samples", "南村镇", {"演示4号排污口"}),
        ("water_source_samples", "南村镇", {"演示水库"}),
        ("task_reports", "南村镇", {"A-03", "A-31"}),
        ("quarterly_dispatch", "区行政审批局", {"S-09"}),
        ("quarterly_dispatch", "区生态环境分局", {"S-09", "S-11"}),
        ("self_monitoring", "南村镇", {"演示金源铸造有限公司", "演示万通危废处置有限公司"}),
    ],
)
def test_a_template_has_the_rows_of_the_unit(demo_lake: Lake, name: str, unit: str, keys: set[str]) -> None:
    lines = template(demo_lake, name, as_of=AS_OF, unit=unit).decode("utf-8-sig").splitlines()[1:]
    assert {line.split(",")[0] for line in lines} == keys


def test_a_template_is_refused_for_an_unknown_unit_or_another_ending(empty_lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有登记过“区水利局”"):
        write_template(empty_lake, "task_reports", tmp_path / "表.csv", unit="区水利局")
    with pytest.raises(ExportError, match="不能导出为“.pdf”"):
        write_template(empty_lake, "task_reports", tmp_path / "表.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_template_is_written_by_the_ending_of_its_name(empty_lake: Lake, tmp_path: Path) -> None:
    write_template(empty_lake, "sections", tmp_path / "断面.csv")
    write_template(empty_lake, "sections", tmp_path / "断面.xlsx")
    assert (tmp_path / "断面.csv").read_bytes().startswith("\ufeff断面,".encode())
    assert book_of((tmp_path / "断面.xlsx").read_bytes())["填报"]["A1"].value == "断面"


# ---- marked workbooks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_bad_cells_are_marked_on_the_row_of_the_file_with_what_to_do(empty_lake: Lake, encoding: str) -> None:
    text = '大气月报,,,,\n月份,污染物,范围,浓度,数据来源\n2023-06,SO2,全区,8,"甲\n乙"\n\n2023-06,NO2,全区,,甲\n'
    text += "2023-06,CO,全区,1600,甲\n13,PM2.5,全区,22,甲\n"
    book = marked(empty_lake, text.encode(encoding))
    assert book.sheetnames == ["原表", "问题清单"]
    assert texts(book["原表"]) == [
        ["大气月报", None, None, None, None],
        ["月份", "污染物", "范围", "浓度", "数据来源"],
        ["2023-06", "SO2", "全区", "8", "甲\n乙"],
        [None] * 5,
        [None] * 5,
        ["2023-06", "NO2", "全区", None, "甲"],
        ["2023-06", "CO", "全区", "1600", "甲"],
        ["13", "PM2.5", "全区", "22", "甲"],
    ]
    assert notes(book["原表"]) == {
        "D6": (RED, "错误：“浓度”不能为空，请填写。"),
        "D7": (AMBER, "提醒：CO应以mg/m³填报，这个数像是µg/m³，请除以1000后再填。"),
        "A8": (RED, "错误：“13”不是月份，请写成 2023-06。"),
    }


def test_the_list_counts_the_problems_of_a_kind_and_names_each(empty_lake: Lake) -> None:
    book = marked(empty_lake, HEADER + "13,SO2,全区,8,甲\n14,SO2,全区,8,甲\n2023-06,CO,全区,1600,甲\n")
    rows = texts(book["问题清单"])
    assert rows[1][0] == "文件：文件.csv　数据集：空气质量月报"
    assert str(rows[2][0]).startswith("2处错误，列出1处提醒。")
    month = "“13”不是月份，请写成 2023-06。"
    carbon = "CO应以mg/m³填报，这个数像是µg/m³，请除以1000后再填。"
    assert rows[5:] == [
        ["按问题种类统计", None, None, None, None, None],
        ["处数", "列", "例如", "程度", "规则", "怎么改"],
        [2, "月份", "13", "错误", "填写不对", month],
        [1, "浓度", "1600", "提醒", "CO单位", carbon],
        [None] * 6,
        ["逐条", None, None, None, None, None],
        ["行", "列", "填的是", "程度", "规则", "怎么改"],
        [2, "月份", "13", "错误", "填写不对", month],
        [3, "月份", "14", "错误", "填写不对", month.replace("13", "14")],
        [4, "浓度", "1600", "提醒", "CO单位", carbon],
    ]


def test_several_problems_of_a_cell_share_one_note(empty_lake: Lake) -> None:
    text = HEADER + "2023-01,PM10,全区,100,甲\n2023-01,PM2.5,全区,900,甲\n"
    assert notes(marked(empty_lake, text)["原表"]) == {
        "D3": (
            AMBER,
            "提醒：与2022年同期（80）相差10倍以上，请核对小数点和单位。\n"
            "提醒：PM₂.₅不应高于同月同范围的PM₁₀（100），请核对是否填反。",
        )
    }


def test_a_problem_of_a_whole_row_is_noted_on_its_first_cell(empty_lake: Lake) -> None:
    text = "填报月份,编号,填报单位,进展,自评\n2023-06,A-12,区发改（能源）局,甲,正常\n2023-06,A-12,区水务局,,\n"
    message = "共1行只有编号没有内容（第3行），按未填报处理，已跳过。"
    assert notes(marked(empty_lake, text, "task_reports")["原表"]) == {"A3": (AMBER, f"提醒：{message}")}


def test_a_workbook_is_marked_on_its_own_rows_and_its_formulas_are_not_copied(empty_lake: Lake) -> None:
    book = openpyxl.Workbook()
    book.active.append(["大气月报"])
    book.active.append([])
    for cells in (["月份", "污染物", "范围", "浓度", "数据来源"], ["2023-06", "SO2", "全区", "=4+4", "甲"]):
        book.active.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    made = draft(empty_lake, "air_monthly", buffer.getvalue(), "月报.xlsx", TODAY)
    sheet = book_of(marked_workbook(buffer.getvalue(), "月报.xlsx", made))["原表"]
    assert sheet["D4"].value is None
    assert sheet["D4"].fill.start_color.rgb == RED
    assert "公式" in sheet["D4"].comment.text


def test_nothing_in_a_marked_workbook_can_run_or_break_it(empty_lake: Lake) -> None:
    evil = '=HYPERLINK("http://x","点我")'
    book = marked(empty_lake, HEADER + f'"{evil.replace(chr(34), chr(34) * 2)}",\x01,+1+1,@x,-cmd\n')
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert evil in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_a_file_that_cannot_be_read_gives_the_list_alone(empty_lake: Lake) -> None:
    book = marked(empty_lake, b"PK\x03\x04 no workbook")
    assert book.sheetnames == ["问题清单"]
    assert [row[3] for row in texts(book["问题清单"])[-1:]] == ["错误"]


def test_of_a_long_file_the_header_and_the_rows_with_problems_are_copied(empty_lake: Lake) -> None:
    good = [f"20{year}-{month:02d},SO2,全区,9,甲" for year in range(10, 23) for month in range(1, 13)] * 40
    line = MOST_COPIED - 1
    rows = [*good[: line - 2], "2023-06,SO2,全区,多,甲", *good[line:]]
    data = (HEADER + "\n".join(rows)).encode()
    made = draft(empty_lake, "air_monthly", data, "长.csv", TODAY)
    made.problems[:] = [problem for problem in made.problems if problem.rule == "value"]
    book = book_of(marked_workbook(data, "长.csv", made))
    filled = [number for number, row in enumerate(texts(book["原表"]), start=1) if any(row)]
    assert filled == [1, line]
    assert "只抄录了表头和有问题的行" in str(texts(book["问题清单"])[4][0])


# ---- tables and names -----------------------------------------------------------------------------------------------


def test_a_table_has_a_cover_and_real_numbers_and_dates() -> None:
    rows = pd.DataFrame(
        {
            "任务": ["=A-01", None],
            "完成": [12.5, 30],
            "期限": [pd.Timestamp("2023-09-30"), pd.NaT],
            "销号": [True, False],
        }
    )
    book = book_of(table_xlsx(rows, "任务台账", {"统计截止": "2023-05-31", "提示": "含演示数据"}))
    assert texts(book["封面"]) == [
        ["任务台账", None],
        [None, None],
        ["统计截止", "2023-05-31"],
        ["提示", "含演示数据"],
    ]
    sheet = book["任务台账"]
    assert texts(sheet) == [
        ["任务", "完成", "期限", "销号"],
        ["=A-01", 12.5, dt.datetime(2023, 9, 30), "是"],
        [None, 30, None, "否"],
    ]
    assert [(cell.data_type, cell.number_format) for cell in sheet[2]] == [
        ("s", "@"),
        ("n", "General"),
        ("d", "yyyy-mm-dd"),
        ("s", "@"),
    ]


def test_a_csv_opens_right_in_excel_and_tells_days_from_hours() -> None:
    rows = pd.DataFrame(
        {
            "名称": ["-张三", None],
            "数": [-1.5, 20],
            "日": pd.to_datetime(["2023-05-31", "2023-06-01"]),
            "时": pd.to_datetime(["2023-05-31 00:00", "2023-05-31 17:55"]),
            "有": [True, False],
        }
    )
    assert as_csv(rows).decode("utf-8").splitlines() == [
        "\ufeff名称,数,日,时,有",
        "'-张三,-1.5,2023-05-31,2023-05-31 00:00:00,是",
        ",20,2023-06-01,2023-05-31 17:55:00,否",
    ]


@pytest.mark.parametrize(
    ("title", "scope", "as_of", "wanted"),
    [
        ("大气台账", "南村镇", dt.date(2023, 5, 31), "大气台账_南村镇_20230531.csv"),
        ("大气台账", None, None, "大气台账.csv"),
        ('a/b\\c:d*e?f"g<h>i|j', " .\r\n", dt.date(2023, 5, 31), "abcdefghij_20230531.csv"),
    ],
)
def test_a_file_name_says_title_scope_and_day(
    title: str, scope: str | None, as_of: dt.date | None, wanted: str
) -> None:
    assert file_name(title, scope, as_of, ".csv") == wanted


def test_the_name_of_a_template_has_the_unit_and_the_month_where_its_rows_depend_on_them() -> None:
    day = dt.date(2023, 10, 31)
    assert template_file_name("task_reports", ".xlsx", day, unit="南村镇") == "任务月报模板_南村镇_2023年10月.xlsx"
    with_groups = template_file_name("task_reports", ".csv", day, unit="南村镇", include_groups=True)
    assert with_groups == "任务月报模板_南村镇含集体责任_2023年10月.csv"
    assert template_file_name("task_reports", ".csv", day) == "任务月报模板_全部单位_2023年10月.csv"
    assert template_file_name("air_monthly", ".csv", day, unit="南村镇") == "空气质量月报模板_2023年10月.csv"
    assert template_file_name("outfall_samples", ".csv", day) == "排污口监测值模板_全部单位_2023年10月.csv"
    assert template_file_name("closures", ".csv", day) == "销号登记模板_全部单位_20231031.csv"
    assert template_file_name("sections", ".csv", day, unit="南村镇") == "地表水断面模板_20231031.csv"


# ---- what goes out comes back ---------------------------------------------------------------------------------------

NASTY = st.one_of(
    st.text(
        st.one_of(st.characters(codec="utf-8", exclude_characters="\x00"), st.sampled_from("=+-@'\",，＝\r\n\t _"))
    ),
    st.sampled_from(["'=1", "''", " 前", "后　", "\n", "_x000D_", "_x0041_x0042_", "5-9", "007", "#N/A", "1e5", "-1"]),
)


@given(st.lists(st.tuples(NASTY, NASTY), max_size=4))
def test_any_table_of_text_comes_back_identical(pairs: list[tuple[str, str]]) -> None:
    rows = pd.DataFrame(pairs, columns=["甲", "乙"], dtype="object")
    wanted = [("甲", "乙"), *pairs]
    while len(wanted) > 1 and wanted[-1] == ("", ""):
        wanted.pop()
    for data, name in ((as_csv(rows), "表.csv"), (as_xlsx(rows, "表"), "表.xlsx")):
        cells = read_file(data, name).cells
        found = list(zip(*(column.to_pylist() for column in cells.columns), strict=True))
        assert found[: len(wanted)] == wanted
        assert set(found[len(wanted) :]) <= {("", "")}


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut(make_lake: Callable[..., Lake], tmp_path: Path) -> None:
    with pytest.raises(TooBigForExcel, match="32768字"):
        as_xlsx(pd.DataFrame({"文字": ["长" * (MAX_TEXT + 1)]}), "表")
    rows: Rows = [{"month": "2023-06", "pollutant": "so2", "scope": "district", "value": 9, "source": "长" * 40_000}]
    with pytest.raises(ExportError, match="请改用CSV"):
        export(make_lake({"air_monthly": rows}), "air_monthly", tmp_path / "表.xlsx")


FILTERS = Filters(
    dt.date(2023, 9, 30), unit="区生态环境分局", role="lead", plan="air", schedule="past_due", light="red"
)


def test_a_list_taken_along_names_every_filter_that_made_it(demo_lake: Lake) -> None:
    tasks = demo_lake.query("tasks/ledger", **FILTERS.parameters())
    book = book_of(ledger_file(tasks, FILTERS, ".xlsx", rests_on_demo=True))
    said = {title: text for title, text in texts(book["封面"]) if text}
    assert (
        said["筛选"] == "责任单位为区生态环境分局，角色为牵头（所选单位），领域为大气，时限状态为已过期限，亮灯为逾期"
    )
    assert len(tasks) == int(str(said["行数"])) > 0


@pytest.mark.parametrize(("is_demo", "says"), [(True, {"演示数据"}), (False, set())])
def test_every_row_of_a_csv_says_that_it_is_for_show(demo_lake: Lake, is_demo: bool, says: set[str]) -> None:
    tasks = demo_lake.query("tasks/ledger", **FILTERS.parameters())
    text = ledger_file(tasks, FILTERS, ".csv", rests_on_demo=is_demo).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(tasks)
    assert {row["数据性质"] for row in rows if "数据性质" in row} == says
