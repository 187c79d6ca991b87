"""The ledger as a file to take along: the rows on screen, in words, with the day and the filters they stand under."""

import pandas as pd

from dashboard.datasets import NOTICE
from dashboard.exports.sheets import sheet_of
from dashboard.exports.table_sheets import table_xlsx
from dashboard.exports.tables import as_csv, file_name
from dashboard.queries.filters import Filters


def ledger_file(tasks: pd.DataFrame, filters: Filters, ending: str, *, rests_on_demo: bool) -> bytes:
    """The ledger as CSV, or as a workbook whose cover names the day, the filters and whether it rests on demo data."""
    rows = sheet_of("tasks/ledger").in_words(tasks)
    if ending == ".csv":
        return as_csv(rows, is_demo=rests_on_demo)
    cover = on_cover(filters, rests_on_demo=rests_on_demo) | {"行数": f"{len(rows)}"}
    return table_xlsx(rows, "任务台账", cover)


def on_cover(filters: Filters, *, rests_on_demo: bool) -> dict[str, str]:
    """What the cover of a workbook says of the figures in it."""
    return {
        "统计截止": f"{filters.as_of}",
        "筛选": filters.sentence or "无",
        "依据": f"{NOTICE}及各单位上报",
        "数据性质": "含演示数据，不是监测和上报结果" if rests_on_demo else "各单位上报",
    }


def ledger_file_name(plan: str | None, filters: Filters, ending: str, *, rests_on_demo: bool) -> str:
    """Such as 大气台账_南村镇_20230531.csv; a file with demonstration data or tasks of groups says so in its name."""
    return file_name(f"{plan or ''}台账{'（演示数据）' if rests_on_demo else ''}", filters.scope, filters.as_of, ending)
