"""The tabs of 任务·台账: the tasks in full, and their nodes along the year."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.charts.timeline import timeline, timeline_alt
from dashboard.datasets import dataset
from dashboard.text import month, plain
from dashboard.web.display import times
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, empty
from dashboard.web.tables import Band, bands
from dashboard.web.tasks import (
    Row,
    deadline_badge,
    deadline_printed,
    light_link,
    measures,
    only_in_text,
    phase_word,
    task_link,
    unreported,
)
from dashboard.words import FRESHNESS, LIGHTS

plan_word = dataset("tasks").field("plan").word


def tasks_listed(tasks: pd.DataFrame) -> None:
    """The tasks by the bands of the notice, which fold; with a filter on, also the clauses it finds."""
    rows = tasks.assign(said=measures(tasks)).to_dict("records")
    bands(
        _band(*named, list(band))
        for named, band in groupby(rows, key=lambda row: (row["plan"], plain(row["category"])))
    )
    clauses_found()


def _band(plan: str, category: str, tasks: Sequence[Row]) -> Band:
    """Every task of a band with its light, measure, units and deadline; its line counts them by light."""
    counts = Counter(row["light"] for row in tasks)
    lights = "，".join(f"{badge(LIGHTS, code)} {counts[code]}" for code in LIGHTS if code in counts)
    name = " ".join(filter(None, (plan_word(plan), category)))
    rows = pd.DataFrame(
        {
            "任务": [
                f"{light_link(row)}　{deadline_badge(row)}{phase_word(row)}  \n"
                f"{task_link(row['task_id'])}　{row['said']}  \n{_tags(row)}"
                for row in tasks
            ],
            "责任单位与时限": [
                f"{plain(row['lead_units'])}"
                + (f"  \n:gray[配合：{plain(row['support_units'])}]" if pd.notna(row["support_units"]) else "")
                + deadline_printed(row)
                + f"  \n:gray[{_last_report(row)}]"
                + unreported(row)
                for row in tasks
            ],
        }
    )
    under = chosen().sentence
    return Band(f"**{name}** {len(tasks)} 项：{lights}", rows, f"{name}，{len(tasks)}项{'，' + under if under else ''}")


def nothing_listed() -> None:
    """That no task is left, and the clauses of the text where only they name the unit or the word."""
    if not only_in_text(chosen().unit):
        empty(chosen(), "符合条件的任务")
    clauses_found()


def clauses_found() -> None:
    """The clauses of the air text that unit and keyword find; nothing without either."""
    filters = chosen()
    if not (filters.unit or filters.keyword):
        return
    clauses = query("tasks/clauses", **filters.parameters("as_of", "unit", "include_groups", "keyword"))
    if len(clauses):
        lines = [
            f"- {clause.clause_id} {plain(clause.heading)}（第{clause.source_line}行），"
            f"台账：{plain(clause.task_ids) or '无对应任务'}"
            for clause in clauses.itertuples()
        ]
        st.markdown("\n".join(["**大气正文中的对应条款**（不另计任务）\n", *lines]))


def _last_report(row: Row) -> str:
    """How fresh the latest report of a task is, or that there is none."""
    if pd.isna(row["latest_period"]):
        return "○ 未上报"
    return f"最近填报 {month(row['latest_period'])} {FRESHNESS[row['freshness']].text}"


def _tags(row: Row) -> str:
    """What the notice's own dates and the unit's own claim make worth saying."""
    said = []
    if row["due_before_issue"]:
        said.append(":gray-badge[印发前已到期]")
    if row["due_on_issue_day"]:
        said.append(":gray-badge[印发当日到期]")
    if row["claim_differs"]:
        said.append(":orange-badge[▲ 自报与规则不一致]")
    if row["roles_text"] == "unspecified":
        said.append(":gray-badge[未分主次]")
    elif pd.notna(row["lead_count"]) and row["lead_count"] > 1:
        said.append(":gray-badge[多牵头]")
    return " ".join(said)


def nodes_by_date() -> None:
    """The dated parts of the tasks along the year."""
    filters = chosen()
    nodes, as_of = query("tasks/timeline", **filters.parameters()), filters.as_of
    if nodes.empty:
        empty(filters, "有日期的节点")
        return
    figure = timeline(nodes, as_of, longest=int(18 / times()))
    show_chart(figure, timeline_alt(nodes, as_of), ["task_reports", "closures"])
    st.caption(
        "点线为统计截止日和年末；长期坚持的任务没有日期，不画在时间轴上；2024年及以后的节点画在右侧“次年起”一栏。"
    )
