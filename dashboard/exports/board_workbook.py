"""All that the pages list as one workbook: a cover that says what is in it and under which filters, then the tables."""

import datetime as dt
from collections.abc import Mapping

import openpyxl
import pandas as pd

from dashboard import queries
from dashboard.datasets import dataset
from dashboard.exports.ledger_file import on_cover
from dashboard.exports.sheets import sheets
from dashboard.exports.table_sheets import add_cover, add_table, linked
from dashboard.exports.tables import file_name
from dashboard.exports.workbooks import TOP, cell, heading, refuse_too_big, saved, styled
from dashboard.queries.filters import Filters
from dashboard.store.reader import Reader

#: Of the columns for rows, notes and 演示数据 in the list of sheets.
WIDTHS = (8, 44, 12)
#: What a row says that rests on demonstration data.
OF_DEMO = "演示数据"

#: What a filter is called that a table does not know, by the parameters that stand for it.
FILTERED_BY = {
    "unit": "责任单位",
    "role": "角色",
    "kind": "时限类型",
    "deadline": "时限",
    "due_from": "时限",
    "keyword": "关键词",
    "plan": "领域",
    "schedule": "时限状态",
    "light": "亮灯",
}


def board_workbook(lake: Reader, filters: Filters, made_at: dt.datetime) -> bytes:
    """Every table of data/sheets.yaml as the filters leave it, all rows, of one state of the store.

    Raises TooBigForExcel.
    """
    revision = None
    while revision != lake.revision():
        revision = lake.revision()
        tables = [(sheet, _rows(lake, sheet.query, filters, sheet.given)) for sheet in sheets()]
        said = _said_of_all(lake, filters, made_at)
        demo = _of_demo(lake)
    book = openpyxl.Workbook(write_only=True)
    front = add_cover(book, "全部数据", said, WIDTHS)
    front.append([])
    front.append([heading(front, title) for title in ("工作表", "所在页面", "行数", "说明", "数据性质")])
    for sheet, rows in tables:
        is_demo = bool(_datasets_behind(sheet.query) & demo) and not rows.empty
        notes = "；".join(filter(None, [sheet.note, _not_filtered(sheet.query, filters)]))
        listed = [sheet.title, sheet.page, len(rows), notes, OF_DEMO if is_demo else ""]
        link, *others = [styled(cell(front, each), alignment=TOP) for each in listed]
        front.append([linked(link, sheet.title), *others])
        table = sheet.in_words(rows)
        refuse_too_big(table)
        add_table(book, sheet.title, table.assign(数据性质=OF_DEMO) if is_demo else table)
    return saved(book)


def board_file_name(filters: Filters, *, rests_on_demo: bool) -> str:
    """Such as 全部数据_南村镇_20230531.xlsx; a file with demonstration data says so in its name."""
    return file_name(f"全部数据{'（演示数据）' if rests_on_demo else ''}", filters.scope, filters.as_of, ".xlsx")


def _rows(lake: Reader, name: str, filters: Filters, given: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a query under the filters that it knows."""
    known = queries.read(name).parameters
    asked = {key: value for key, value in filters.parameters().items() if key in known}
    return lake.query(name, **asked, **given)


def _not_filtered(name: str, filters: Filters) -> str:
    """Which of the filters that are on a query does not know, in words; '' when it knows them all."""
    known = queries.read(name).parameters
    on = filters.parameters()
    unknown = [word for key, word in FILTERED_BY.items() if on[key] and key not in known]
    said = [f"不按{'、'.join(dict.fromkeys(unknown))}筛选"] if unknown else []
    if filters.include_groups and "unit" in known and "include_groups" not in known:
        said.append("不含集体责任")
    if "as_of" not in known:
        said.append("不随统计截止日变化")
    return "，".join(said)


def _said_of_all(lake: Reader, filters: Filters, made_at: dt.datetime) -> dict[str, str]:
    """What the cover says of the whole: the day, the filters, the tasks in a sentence, and what it rests on."""
    summary = "overview/summary"
    lacking = _not_filtered(summary, filters)
    uploads = lake.query("data/history", dataset=None)
    return {
        **on_cover(filters, rests_on_demo=bool(_of_demo(lake))),
        "概况": _rows(lake, summary, filters, {})["sentence"].iloc[0] + (f"（{lacking}）" if lacking else ""),
        "最近一次上传": _in_a_sentence(uploads.iloc[0]),
        "生成时间": f"{made_at:%Y-%m-%d %H:%M}",
        "内容": f"各页面列出的{len(sheets())}张表，每张一个工作表，全部行；点表名可到该表",
    }


def _in_a_sentence(upload: pd.Series) -> str:
    """Which upload it was, whose, when and of what."""
    said = [
        f"第{upload['upload_id']}号",
        f"{upload['uploaded_at']:%Y-%m-%d %H:%M}",
        dataset(upload["dataset"]).title,
        upload["person"],
        upload["file_name"] or upload["message"],
    ]
    return "，".join(filter(None, said))


def _of_demo(lake: Reader) -> frozenset[str]:
    """The datasets of which a row came with the demonstration data."""
    demo = lake.query("overview/demo")
    return frozenset(demo.loc[demo["is_demo"], "dataset"])


def _datasets_behind(name: str) -> frozenset[str]:
    """The datasets that a query rests on, by itself or by the definitions that it uses."""
    behind = queries.rests_on()
    return frozenset[str]().union(*(behind.get(used, frozenset([used])) for used in queries.read(name).uses))
