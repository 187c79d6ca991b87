"""水 → 未载明目标: what the water plan asks without a figure, and the form that enters value and document."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, plain
from dashboard.web.desks.goals import show_goal_form
from dashboard.web.desks.versions import link_to_versions
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, is_missing, link, source_line
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import GOALS

bound_word = dataset("indicators").field("bound").word

filters = chosen()
heading("水·未载明目标", filters, questions="water")

goals = query("water/unstated_goals")
if is_missing(goals, "水计划的目标"):
    st.stop()
assigned = int(goals["is_assigned"].sum())
st.markdown(
    f"水计划有 **{len(goals)}** 个目标没有写数值，已填入上级下达值的 **{assigned}** 个。"
    "填入数值和文号之前不评判、不亮灯。"
)
table(
    pd.DataFrame(
        {
            "目标": [
                f"**{plain(row.name)}**" + (f"  \n{task_link(row.task_id)}" if pd.notna(row.task_id) else "")
                for row in goals.itertuples(name="Goal")
            ],
            "原文": [f"{plain(row.quote)}（第{row.source_line}行）" for row in goals.itertuples()],
            "上级下达值": [
                f"{badge(GOALS, row.state)}  \n**{plain(row.assigned_value)}**"
                f"　{plain(row.assigned_document)}  \n:gray[{plain(row.assigned_by)}，{day(row.assigned_at)}填入]"
                if row.is_assigned
                else badge(GOALS, row.state)
                for row in goals.itertuples()
            ],
        }
    ),
    alt=f"水计划中未载明数值的{len(goals)}个目标，已填入{assigned}个",
)

st.subheader("填入上级下达值")
show_goal_form(goals)
st.caption("与上传文件同一道校验和入库，留下记录；填错了可在“数据·记录”中撤销。")
link("data_records", "记录与撤销 →")
link_to_versions("indicators")

source_line(filters, ["indicators"], ["water/unstated_goals"])
