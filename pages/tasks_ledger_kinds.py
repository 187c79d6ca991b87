"""The part 时限类型 of 任务·台账: the kinds of deadlines counted, and each as printed beside its days as read."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.datasets import dataset
from dashboard.text import day, plain
from dashboard.web.filters import address, chosen
from dashboard.web.opener import query
from dashboard.web.tables import table
from dashboard.web.tasks import task_link

plan_word = dataset("tasks").field("plan").word
kind_word = dataset("task_nodes").field("kind").word
cadence_word = dataset("task_nodes").field("cadence").word


def kinds_counted(own: Mapping[str, str]) -> None:
    """How many tasks of each plan have each kind of deadline; a count opens its list. `own` are the page's filters."""
    filters = chosen()
    parameters = filters.parameters()
    del parameters["kind"]
    kinds = query("tasks/deadline_kinds", **parameters)
    table(
        pd.DataFrame(
            {
                "时限类型": [f"**{kind_word(code)}**" for code in kinds["kind"]],
                "任务": [_count(row.tasks, own, kind=kind_word(row.kind)) for row in kinds.itertuples()],
                **{
                    plan_word(plan): [
                        _count(count, own, kind=kind_word(kind), plan=plan_word(plan))
                        for kind, count in zip(kinds["kind"], kinds[plan], strict=True)
                    ]
                    for plan in ("air", "water", "soil")
                },
                "其中多节点": [str(count) for count in kinds["with_several_dates"]],
                "含义与评判": [f"{row.meaning}：{row.judged}。" for row in kinds.itertuples()],
            }
        ),
        alt=f"各类时限的任务数，共{int(kinds['tasks'].sum())}项",
    )


def _count(count: int, own: Mapping[str, str], **more: str) -> str:
    """A count that opens the list of what it counts."""
    return f"[**{count}**]({address('ledger', **dict(own) | more)})" if count else "0"


def deadlines_read() -> None:
    """Each printed deadline beside the days it was read as, and what was assumed."""
    rows = query("tasks/deadlines_read", **chosen().parameters())
    table(
        pd.DataFrame(
            {
                "编号": [task_link(row.task_id) for row in rows.itertuples()],
                "类型": [kind_word(row.kind) for row in rows.itertuples()],
                "文件所印": [f"{plain(row.printed)}（第{row.source_line}行）" for row in rows.itertuples()],
                "读作": [_days(row) for row in rows.itertuples()],
                "推定说明": [plain(text) for text in rows["assumption"]],
            }
        ),
        alt=f"文件所印的时限和读作的日期，{len(rows)}条",
    )


def _days(row: Any) -> str:
    """The days that a deadline was read as."""
    if row.kind == "recurring":
        return str(cadence_word(row.cadence))
    if row.kind == "from":
        return f"{day(row.from_day)}起"
    if pd.isna(row.until_day):
        return "没有日期"
    first = f"{day(row.from_day)}至" if pd.notna(row.from_day) else ""
    return f"{first}{day(row.until_day)}{f'（{row.nodes}个节点）' if row.nodes > 1 else ''}"
