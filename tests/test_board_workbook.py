"""The workbook of all data: a sheet for each table of a page, all rows, under the filters that its cover names."""

import datetime as dt
import io
import re
from dataclasses import fields
from typing import Any

import openpyxl
import pandas as pd
import pytest

from dashboard import queries
from dashboard.datasets import ROOT
from dashboard.exports.board_workbook import FILTERED_BY, board_file_name, board_workbook
from dashboard.exports.ledger_file import ledger_file_name
from dashboard.exports.sheets import sheet_of, sheets
from dashboard.exports.table_sheets import table_xlsx
from dashboard.queries.filters import Filters, filters_of
from dashboard.store.lake import Lake
from dashboard.web.navigation import NAVIGATION

AS_OF = dt.date(2023, 9, 30)
FILTERS = Filters(AS_OF, unit="南村镇", include_groups=True, plan="air")
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")

#: Queries of pages whose rows are in no sheet, by the reason.
LEFT_OUT = {
    "of one thing that the reader picks; all of them are in the sheet of their list": {
        *("air/hours", "air/station_days", "air/what_if", "air/what_if_months", "questions/values"),
        *("soil/plot_items", "soil/plot_path", "soil/plot_samples", "soil/plot_uses"),
        *("tasks/clause_comparison", "tasks/detail", "tasks/evidence", "tasks/evidence_request", "tasks/nodes"),
        *("tasks/report_sheet", "tasks/report_texts", "tasks/reports", "units/tasks"),
        *("tasks/closure_options", "tasks/closure_states", "tasks/closures", "units/figures"),
        *("water/item_bands", "water/item_months", "water/item_samples", "water/section_items"),
    },
    "figures and curves of rows that another sheet has": {
        *(
            "air/composite_index",
            "air/cumulated",
            "air/headline",
            "air/likely",
            "air/ranking_worst",
            "map/features",
            "overview/summary",
        ),
        *("overview/units", "projects/curves", "soil/findings_balance", "soil/monitoring_curve"),
        *("tasks/deadline_kinds", "tasks/report_units", "tasks/schedule_counts", "water/section_ribbon"),
    },
    "what the page itself is made with: choices, outlines, colours, what is said above": {
        *("air/editions", "air/pollutants", "air/ranking_months", "air/years", "map/outlines", "overview/demo"),
        *("overview/early", "questions/count_by_page", "units/options", "water/classes"),
        *("tasks/answerable_units", "tasks/enterprises_printed", "tasks/measures", "tasks/report_months"),
    },
}


@pytest.fixture(scope="module")
def book(demo_lake: Lake) -> Any:
    data = board_workbook(demo_lake, FILTERS, dt.datetime(2023, 10, 8, 9, 30))
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(book: Any, title: str) -> list[dict[str, object]]:
    header, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_every_query_of_a_page_is_a_sheet_or_is_left_out_for_a_reason() -> None:
    files = [*(ROOT / "pages").glob("*.py"), *(ROOT / "dashboard" / "web").rglob("*.py")]
    asked = {name for file in files for name in re.findall(r'query\(\s*"(\w+/\w+)"', file.read_text(encoding="utf-8"))}
    left_out = set().union(*LEFT_OUT.values())
    assert asked - {sheet.query for sheet in sheets()} == left_out


def test_every_filter_that_a_table_may_not_know_has_a_word_for_the_cover() -> None:
    # Days are known to all tables or are another store; what belongs to a filter goes with it.
    other = {"as_of", "known", "include_groups", "due_to"}
    assert set(FILTERED_BY) == {field.name for field in fields(Filters)} - other


def test_sheets_stand_in_the_order_of_the_menu_under_names_that_excel_takes() -> None:
    places = [
        f"{section}·{title}" if section not in ("", title) else title
        for section, listed in NAVIGATION.items()
        for _, title, *_ in listed
    ]
    assert [sheet.page for sheet in sheets()] == sorted((sheet.page for sheet in sheets()), key=places.index)
    titles = [sheet.title for sheet in sheets()]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if len(title) > 31 or re.search(r"[\[\]:*?/\\']", title)] == []
    for sheet in sheets():
        headed = [column.title for column in sheet.columns]
        assert len(set(headed)) == len(headed), sheet.title


def test_the_cover_names_day_filters_and_every_sheet_with_its_rows_and_leads_to_it(book: Any) -> None:
    front = [[cell.value for cell in row] for row in book["封面"]]
    said = {str(row[0]): row[1] for row in front[: front.index([None] * 5, 2)]}
    assert said["统计截止"] == "2023-09-30"
    assert said["筛选"] == "责任单位为南村镇，含集体责任，领域为大气"
    assert str(said["概况"]).startswith("截至2023年9月30日，南村镇共9项任务")
    assert said["数据性质"] == "含演示数据，不是监测和上报结果"
    assert said["生成时间"] == "2023-10-08 09:30"
    head = next(number for number, row in enumerate(front) if row[0] == "工作表")
    listed = front[head + 1 :]
    assert [row[0] for row in listed] == [sheet.title for sheet in sheets()] == book.sheetnames[1:]
    assert {row[0]: row[2] for row in listed} == {sheet.title: sheet.max_row - 1 for sheet in book.worksheets[1:]}
    assert [cell.hyperlink.location for cell in book["封面"]["A"] if cell.hyperlink] == [
        f"'{row[0]}'!A1" for row in listed
    ]
    notes = {row[0]: (row[3], row[4]) for row in listed}
    assert notes["任务台账"] == (None, "演示数据")
    assert notes["地块"] == ("不按领域筛选，不含集体责任", None)
    assert notes["空气统计口径"] == ("不按责任单位、领域筛选，不随统计截止日变化", None)


def test_the_air_ledger_of_a_town_has_its_nine_tasks(book: Any) -> None:
    rows = rows_of(book, "任务台账")
    assert len(rows) == 9
    assert {row["领域"] for row in rows} == {"大气"}
    assert {row["数据性质"] for row in rows} == {"演示数据"}


@pytest.mark.parametrize(
    ("title", "name", "asked"),
    [
        ("任务台账", "tasks/ledger", {"unit": "南村镇", "include_groups": True, "plan": "air"}),
        ("自行监测", "soil/self_monitoring", {"unit": "南村镇"}),
        ("排污口监测值", "water/outfall_readings", {}),
        ("空气质量逐日", "air/calendar", {"scope": "district", "period": "2023-01..2023-09"}),
        ("断面累计评价", "water/section_period", {"period": "cumulative"}),
    ],
)
def test_a_sheet_has_all_rows_that_its_page_has(
    book: Any, demo_lake: Lake, title: str, name: str, asked: dict[str, Any]
) -> None:
    assert len(rows_of(book, title)) == len(demo_lake.query(name, as_of=AS_OF, **asked))


def test_cells_are_words_numbers_and_days_and_never_a_code_or_a_formula(book: Any) -> None:
    as_written = {"文件名", "文件指纹", "统计量", "计量单位", "单位"}
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2", sheet.title
        for column in sheet.iter_cols():
            kinds = {cell.data_type for cell in column[1:] if cell.value is not None}
            assert kinds <= {"s", "n", "d"}, (sheet.title, column[0].value)
            codes = [each.value for each in column if each.data_type == "s" and CODE.fullmatch(str(each.value))]
            assert column[0].value in as_written or not [code for code in codes if not str(code).isdigit()], sheet.title
    first = rows_of(book, "大气目标进度")[0]
    assert (first["污染物"], first["月份"], first["当月实际"], first["当月评判"]) == ("PM₂.₅", "1月", 56, "未完成目标")
    assert rows_of(book, "空气质量逐日")[0]["日期"] == dt.datetime(2023, 1, 1)
    assert rows_of(book, "断面今年逐月")[-1]["水质类别"] is None


def test_text_of_an_upload_is_text_and_codes_are_words() -> None:
    columns = [column.name for column in sheet_of("water/problems").columns]
    problem = dict.fromkeys(columns) | {"problem_id": "=1+1", "aspect": "sewers", "days_left": pd.NA, "state": "open"}
    said = sheet_of("water/problems").in_words(pd.DataFrame([problem]))
    sheet = openpyxl.load_workbook(io.BytesIO(table_xlsx(said, "问题", {})))["问题"]
    found = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (found["问题编号"].value, found["问题编号"].data_type) == ("=1+1", "s")
    assert (found["现状"].value, found["剩余天数"].value) == ("整改中", None)


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(dt.date(2023, 5, 31), unit="南村镇"), "大气台账_南村镇_20230531.csv"),
        (
            Filters(dt.date(2023, 5, 31), unit="南村镇", include_groups=True),
            "大气台账_南村镇含集体责任_20230531.csv",
        ),
        (Filters(dt.date(2023, 5, 31), include_groups=True), "大气台账_20230531.csv"),
    ],
)
def test_the_name_of_a_ledger_says_whether_tasks_of_groups_are_in_it(filters: Filters, wanted: str) -> None:
    assert ledger_file_name("大气", filters, ".csv", rests_on_demo=False) == wanted


def test_the_name_of_the_workbook_says_scope_day_and_demonstration() -> None:
    assert board_file_name(FILTERS, rests_on_demo=True) == "全部数据（演示数据）_南村镇含集体责任_20230930.xlsx"
    assert board_file_name(Filters(AS_OF), rests_on_demo=False) == "全部数据_20230930.xlsx"


def test_filters_are_read_as_they_are_written_and_wrong_ones_refused() -> None:
    given = {"unit": "南村镇", "include_groups": "true", "plan": "air", "keyword": ""}
    assert filters_of(given, AS_OF) == FILTERS
    assert filters_of({"as_of": "2023-06-30"}, AS_OF) == Filters(dt.date(2023, 6, 30))
    for wrong, told in (({"light": "bad"}, "red"), ({"units": "南村镇"}, "unit"), ({"as_of": "6.30"}, "2023-05-31")):
        with pytest.raises(queries.QueryError, match=told):
            filters_of(wrong, AS_OF)
