"""The tab 生态流量 of 水·水源与黑臭: each section's flow against what ecology needs, by days met."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.flow import flow_chart, flow_chart_alt
from dashboard.text import day, number, plain
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, row_of
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import FLOWS


def show(as_of: dt.date) -> None:
    """The sections with their need and the days it was met, and a picture of each that has flows."""
    goal = row_of(query("water/unstated_goals"), "indicator_id", "IW-06", "生态流量的目标")
    if goal is None:
        return
    st.info(
        f"“{plain(goal['quote'])}”（文件第{goal['source_line']}行，任务{task_link(goal['task_id'])}）。"
        "文件没有写流量数值，也没有写是哪些断面（存疑T58、T70）；目标在“数据·上传”的“生态流量目标”中连同依据填入。",
        icon=":material/info:",
    )
    sections = query("water/ecological_flow", as_of=as_of)
    table(
        pd.DataFrame(
            {
                "断面": [f"**{plain(row.section)}**  \n{badge(FLOWS, row.state)}" for row in sections.itertuples()],
                "生态流量目标": [
                    f"{row.required_flow:g} m³/s  \n:gray[{plain(row.basis)}]"
                    if pd.notna(row.required_flow)
                    else "○ 文件未载明"
                    for row in sections.itertuples()
                ],
                "达到天数": [_days(row) for row in sections.itertuples()],
                "最低日均流量": [
                    f"{number(row.lowest_flow, 2, 'm³/s')}  \n{day(row.lowest_on)}" for row in sections.itertuples()
                ],
            }
        ),
        alt="各断面生态流量达到的天数",
    )
    st.caption("只算已报的日子；没有流量的日子不算达到，也不算不足。断流的日子流量为0，算不足。")
    days = query("water/flow_days", as_of=as_of)
    for row in sections.itertuples():
        own = days[days["section"] == row.section]
        if not own.empty:
            show_chart(flow_chart(row, own), flow_chart_alt(row), ["ecological_flows", "daily_flows"], key=row.section)


def _days(row: Any) -> str:
    """Days met of those reported, and how many of the year are not reported."""
    if not row.days:
        return "○ 未上报"
    missing = f"  \n:gray[今年{row.days_of_year}天中{row.days_of_year - row.days}天未报]"
    if pd.isna(row.days_met):
        return f"已报 {row.days} 天，不评判{missing}"
    return f"{int(row.days_met)} / {row.days} 天（{number(row.met_share, 1, '%')}）{missing}"
