"""Parts of 水·重点工程: a project against its plan, its pictures, and the wetland that the notice names three times."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.projects import project_chart, project_chart_alt
from dashboard.text import UNREPORTED, day, month, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.desks.evidence import show_pictures
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, coloured
from dashboard.web.tables import table
from dashboard.web.tasks import grace, task_link
from dashboard.words import PROJECTS, SLIPPAGE


def project(row: Any, curves: pd.DataFrame, as_of: dt.date) -> None:
    """One project: goal, plan, slippage, where its pace leads, money, its curve and its pictures."""
    with st.container(border=True):
        st.markdown(f"**{task_link(row.project_id)}　{plain(row.name)}**　{badge(PROJECTS, row.state)}{grace(row)}")
        _figures(row)
        st.markdown(
            f"期限 {plain(row.deadline_text)}（按 {day(row.due_date)} 计）｜责任主体 {plain(row.owners_text)}"
            f"｜最近填报 {month(row.latest_month)}"
        )
        st.markdown(_pace(row))
        for title, text in (
            ("里程碑", row.milestone),
            ("形象进度", row.stage),
            ("存在问题", row.problem),
            ("备注", row.report_note),
        ):
            if pd.notna(text):
                st.markdown(f"{title}：{plain(text)}")
        show_chart(project_chart(row, curves, as_of), project_chart_alt(row), ["project_progress"], key=row.project_id)
        show_pictures(row.project_id, as_of)
        start = "文件没有开工日，计划按年度首日起算" if row.is_start_assumed else f"计划开工日 {day(row.starts_on)}"
        st.caption(f"{plain(row.goal_text)}。{start}，到期限为一条直线。{plain(row.note)}（文件第{row.source_line}行）")


def _figures(row: Any) -> None:
    """The share of the goal as a bar, with the share of the works; what was to be expected, and money so far."""
    if pd.isna(row.share_of_works):
        st.markdown(f"年度目标完成：**{UNREPORTED}**")
    else:
        st.progress(
            row.share_of_goal / 100,
            text=f"年度目标完成 **{number(row.share_of_goal, 0)}%**"
            f"（总工程量{number(row.share_of_works, 0)}%，年度目标为{number(row.goal_percent, 0)}%）",
        )
    figures(
        [
            Figure("按计划应完成年度目标的", number(row.expected_share, 0, "%")),
            Figure("与期限相距", _until(row)),
            Figure("累计完成投资", number(row.investment, 0, "万元")),
        ]
    )


def _until(row: Any) -> str:
    """How far the deadline is, or for how long it has passed; nothing once the goal is met."""
    if row.state == "met":
        return "已完成"
    if pd.isna(row.days_left):
        return "○ 期限未知"
    return f"还有 {row.days_left} 天" if row.days_left >= 0 else f"已过 {-row.days_left} 天"


def slippage(days: Any) -> str:
    """How far a project is behind its plan or ahead of it, in a colour, with shape and word."""
    if pd.isna(days):
        return coloured(SLIPPAGE["unreported"])
    code = "behind" if days > 0 else "ahead" if days < 0 else "level"
    return coloured(SLIPPAGE[code]) + (f" {abs(int(days))} 天" if days else "")


def _pace(row: Any) -> str:
    """Slippage, and the day the present pace leads to or why there is none."""
    if pd.isna(row.share_of_works):
        ahead = f"完工日：○ {UNREPORTED}"
    elif pd.notna(row.done_at_pace):
        ahead = f"按近期速度 {day(row.done_at_pace)} 完成年度目标"
    else:
        ahead = {
            "met": f"{month(row.met_month, missing='')}已完成年度目标",
            "insufficient": f"完工日：◌ 填报不足{row.pace_reports}次，不推算",
            "standstill": "完工日：近几次填报没有进展，不推算",
        }[row.pace_state]
    return f"与计划相比：{slippage(row.slippage_days)}　{ahead}"


def wetland(as_of: dt.date) -> None:
    """The three statements of the notice on one wetland, the leads of each, and the one record of its progress."""
    st.subheader("白水河人工湿地：三处表述，一份进度")
    statements = query("water/wetland", as_of=as_of)
    table(
        pd.DataFrame(
            {
                "条目": [
                    f"{task_link(row.task_id)}  \n{plain(row.place)}第{row.source_line}行"
                    for row in statements.itertuples()
                ],
                "原文": [plain(quote) for quote in statements["quote"]],
                "牵头": [plain(units) for units in statements["lead_units"]],
                "时限": [plain(text) for text in statements["deadline_text"]],
            }
        ),
        alt="白水河人工湿地在文件三处的表述、牵头单位和时限",
    )
    for record in statements[statements["state"].notna()].head(1).to_dict("records"):
        known = pd.notna(record["works_percent"])
        done = f"　总工程量 {number(record['works_percent'], 0, '%')}，{month(record['latest_month'])}" if known else ""
        st.markdown(
            f"一份进度：{badge(PROJECTS, record['state'])}{done}。牵头单位不同（存疑T59），"
            f"进度以 {task_link(record['project_id'])} 的填报为准。"
        )
