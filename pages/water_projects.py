"""水 → 重点工程: three projects against the goal of the year, and the wetland that the notice names three times."""

import pandas as pd
import streamlit as st

from dashboard.text import day, month, number, plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, source_line, table
from dashboard.words import PROJECTS

filters = chosen()
heading("水·重点工程", filters, ["project_progress"], questions="water")

projects = query("projects/progress", as_of=filters.as_of)
for row in projects.itertuples():
    with st.container(border=True):
        st.markdown(f"**{row.project_id}　{plain(row.name)}**　{badge(PROJECTS, row.state)}")
        done = 0.0 if pd.isna(row.goal_completion) else min(row.goal_completion, 100) / 100
        if pd.isna(row.works_percent):
            st.markdown("年度目标完成：**未上报**")
        else:
            st.progress(
                done,
                text=f"年度目标完成 **{number(row.goal_completion, 0)}%**"
                f"（总工程量{number(row.works_percent, 0)}%，年度目标为{number(row.goal_percent, 0)}%）",
            )
        st.markdown(
            f"期限 {plain(row.deadline_text)}（按 {day(row.due_date)} 计）｜责任主体 {plain(row.owners_text)}"
            f"｜最近填报 {month(row.latest_month)}"
        )
        for title, text in (("形象进度", row.stage), ("存在问题", row.problem)):
            if pd.notna(text):
                st.markdown(f"{title}：{plain(text)}")
        st.caption(f"{plain(row.goal_text)}。{plain(row.note)}（文件第{row.source_line}行）")

st.subheader("白水河人工湿地：三处表述，一份进度")
wetland = query("water/wetland", as_of=filters.as_of)
table(
    pd.DataFrame(
        {
            "条目": [f"**{row.task_id}**  \n{plain(row.place)}第{row.source_line}行" for row in wetland.itertuples()],
            "原文": [plain(quote) for quote in wetland["quote"]],
            "牵头": [plain(units) for units in wetland["lead_units"]],
        }
    ),
    alt="白水河人工湿地在文件三处的表述和牵头单位",
)
for record in wetland[wetland["state"].notna()].head(1).to_dict("records"):
    st.markdown(
        f"现有进度：{badge(PROJECTS, record['state'])}　总工程量 {number(record['works_percent'], 0, '%')}，"
        f"{month(record['latest_month'])}。"
    )

source_line(filters, ["project_progress"], ["projects/progress", "water/wetland"])
