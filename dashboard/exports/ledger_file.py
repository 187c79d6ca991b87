"""The ledger as a file to take along: the rows on screen, in words, with the day and the filters they stand under."""

import pandas as pd

from dashboard.datasets import NOTICE, dataset
from dashboard.exports.tables import as_csv, file_name
from dashboard.exports.workbooks import table_xlsx
from dashboard.queries.filters import Filters
from dashboard.words import LIGHTS, PHASES, SCHEDULES

COLUMNS = {
    "task_id": "编号",
    "plan": "领域",
    "category": "类别",
    "seq": "序号",
    "measure": "具体措施",
    "lead_units": "牵头单位",
    "support_units": "配合单位",
    "deadline_text": "完成时限",
    "due_date": "到期日",
    "schedule": "时限状态",
    "phase": "进展",
    "light": "亮灯",
    "light_reason": "亮灯依据",
    "nodes_done": "已完成节点",
    "nodes_total": "全部节点",
    "latest_period": "最近填报",
}


WORDS = {"schedule": SCHEDULES, "phase": PHASES, "light": LIGHTS}


def ledger_table(tasks: pd.DataFrame) -> pd.DataFrame:
    """The columns of a ledger worth taking along, under Chinese titles and in words."""
    plan = dataset("tasks").field("plan").word
    said = tasks[list(COLUMNS)].assign(
        plan=tasks["plan"].map(plan),
        due_date=tasks["due_date"].dt.date,
        **{name: [words[code].word for code in tasks[name]] for name, words in WORDS.items()},
    )
    return said.rename(columns=COLUMNS)


def ledger_file(tasks: pd.DataFrame, filters: Filters, ending: str, *, rests_on_demo: bool) -> bytes:
    """The ledger as CSV, or as a workbook whose cover names the day, the filters and whether it rests on demo data."""
    rows = ledger_table(tasks)
    if ending == ".csv":
        return as_csv(rows, is_demo=rests_on_demo)
    cover = {
        "统计截止": f"{filters.as_of}",
        "筛选": filters.sentence or "无",
        "行数": f"{len(rows)}",
        "依据": f"{NOTICE}及各单位上报",
        "数据性质": "含演示数据，不是监测和上报结果" if rests_on_demo else "各单位上报",
    }
    return table_xlsx(rows, "任务台账", cover)


def ledger_file_name(plan: str | None, filters: Filters, ending: str, *, rests_on_demo: bool) -> str:
    """Such as 大气台账_南村镇_20230531.csv; a file with demonstration data says so in its name."""
    return file_name(f"{plan or ''}台账{'（演示数据）' if rests_on_demo else ''}", filters.unit, filters.as_of, ending)
