"""Parts of 任务·责任单位: one unit in full, all units compared, reports that are missing, units of the text alone."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import month, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, empty, is_so, link
from dashboard.web.tables import table
from dashboard.web.tasks import Row, deadline_badge, lights_drawn, lights_legend, only_in_text, task_link, unit_link
from dashboard.words import LIGHTS

REPORTED = {(True, False): "✔ 本月已报", (True, True): "✔ 本月补报", (False, False): "○ 本月未报"}

kind_word = dataset("units").field("kind").word
deadline_word = dataset("task_nodes").field("kind").word
role_word = dataset("task_units").field("role").word
plan_word = dataset("tasks").field("plan").word


def one_unit(unit: str) -> None:
    """What the chosen unit answers for, in figures and task by task, or why it has no task."""
    filters = chosen()
    tasks = query("units/tasks", unit=unit, **filters.parameters("as_of", "include_groups"))
    if tasks.empty and not only_in_text(unit):
        empty(filters, "这个单位的任务")
    elif not tasks.empty:
        unit_in_figures(tasks)
        dates_and_reports(unit)
        rows = tasks.to_dict("records")
        table(
            pd.DataFrame(
                {
                    "任务与分工（定责）": [
                        f"{badge(LIGHTS, row['light'])}　{deadline_badge(row)}　:gray[{plan_word(row['plan'])}·"
                        f"{role_word(row['role'])}{'（集体）' if row['is_via_group'] else ''}]  \n"
                        f"{task_link(row['task_id'])}　{plain(row['measure'])}"
                        for row in rows
                    ],
                    "时限与填报（定时、定人、定量）": [
                        f"**{plain(row['deadline_text']) or '时限未注明'}**  \n{_reported(row)}{_named(row)}"
                        for row in rows
                    ],
                }
            ),
            alt=f"{unit}的责任清单，{len(tasks)}项任务",
        )
    link("tasks_ledger", "在台账中查看")


def _reported(task: Row) -> str:
    """Whether the unit has reported of a task this month, in words."""
    if pd.isna(task["is_reported"]):
        return "配合，不需填报" if task["role"] == "support" else "本月不需填报"
    return REPORTED[task["is_reported"], is_so(task["is_late"])]


def _named(task: Row) -> str:
    """Who does the work of a task and how much of it, as the unit has reported last; nothing where it has not."""
    said = {"定人": task["responsible"], "定量": task["amount"]}
    words = "　".join(f"{title}：{plain(text)}" for title, text in said.items() if pd.notna(text))
    return f"  \n:gray[{words}]" if words else ""


def unit_in_figures(tasks: pd.DataFrame) -> None:
    """How many tasks a unit has, in which roles and under which lights."""
    lights, roles = tasks["light"].value_counts(), tasks["role"].value_counts()
    figures(
        [
            Figure("任务", f"{len(tasks)} 项"),
            *(Figure(role_word(code), f"{roles[code]} 项") for code in roles.index),
            *(Figure(state.text, f"{lights.get(code, 0)} 项") for code, state in LIGHTS.items()),
        ]
    )


def dates_and_reports(unit: str) -> None:
    """Which kinds of deadlines the tasks of a unit have, how many reports it owes this month and how many it lacks."""
    filters = chosen()
    found = query("units/figures", unit=unit, **filters.parameters("as_of", "include_groups")).iloc[0]
    late = f"（其中补报 {found['late']} 项）" if found["late"] else ""
    kinds = "，".join(f"{deadline_word(each['kind'])} **{each['tasks']}** 项" for each in found["kinds"])
    st.markdown(
        f"时限类型：{kinds}；其中每月或每季要办 **{found['recurring']}** 项。  \n"
        f"{month(f'{filters.as_of:%Y-%m}')}应报 **{found['owed']}** 项，已报 **{found['reported']}** 项{late}，"
        f"未报 **{found['missing']}** 项。"
    )


def units_compared(as_of: dt.date, *, include_groups: bool) -> None:
    """What each unit answers for, drawn by light, and how much of it is late; who has most wrong is first."""
    load = query("tasks/unit_load", as_of=as_of, include_groups=include_groups)
    st.caption(f"一个符号一项牵头或分工的任务：{lights_legend()}")
    table(
        pd.DataFrame(
            {
                "单位": [f"**{unit_link(row.unit)}**  \n:gray[{kind_word(row.kind)}]" for row in load.itertuples()],
                "亮灯": [lights_drawn(row) for row in load.to_dict("records")],
                "已过期限": [
                    f"有时限{row.due_dated}项中 **{row.past_due}** 项"
                    + ("（样本少）" if is_so(row.is_small_sample) else f"，{number(row.overdue_rate * 100, 0, '%')}")
                    + (f"  \n:gray[其中{row.in_grace}项尚未要求补报或在宽限期内，不亮红灯]" if row.in_grace else "")
                    for row in load.itertuples()
                ],
                "牵头": load["lead"],
                "分工": load["joint"] + load["unspecified"],
                "配合": load["support"],
            }
        ),
        alt=f"{len(load)}个单位的任务、亮灯和逾期情况，问题多的在前",
        formats=dict.fromkeys(("牵头", "分工", "配合"), "{:d}"),
    )
    air_total = int(query("tasks/unit_load", plan="air", as_of=as_of)["tasks"].sum())
    st.caption(
        f"一项任务可由几个单位共同承担，各单位数字相加会多于任务数：大气台账34项，按单位相加为{air_total}。"
        "“分工”含未分主次；逾期只看本单位牵头或分工负责的有时限任务，配合任务不计；少于3项的写“样本少”。"
    )


def missing_reports(as_of: dt.date) -> None:
    """Which units have not reported which tasks this month, and whether the day for it has passed."""
    missing = query("units/missing_reports", as_of=as_of)
    table(
        pd.DataFrame(
            {
                "单位": [plain(unit) for unit in missing["unit"]],
                "未报": missing["tasks_missing"],
                "任务": [
                    (":red-badge[■ 已过月报截止日] " if is_so(row.is_overdue) else "") + plain(row.task_ids)
                    for row in missing.itertuples()
                ],
            }
        ),
        alt=f"{len(missing)}个单位本月有任务未填报",
        formats={"未报": "{:d}"},
    )
    link("tasks_report", "填报 →")


def units_only_in_text() -> None:
    """The units that the text of the notice names and no ledger does."""
    text_only = query("units/text_only")
    table(
        pd.DataFrame(
            {
                "单位": [f"**{plain(unit)}**" for unit in text_only["unit"]],
                "条款": [
                    f"{plain(row.clauses)}  \n:gray[{plain(row.note)}（第{row.source_line}行）]"
                    for row in text_only.itertuples()
                ],
            }
        ),
        alt="台账没有任务、只见于正文的单位",
    )
