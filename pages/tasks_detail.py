"""任务 → 任务详情: one task in full: why its light is what it is, nodes and text; beside it closing and evidence."""

import pandas as pd
import streamlit as st

from dashboard.text import plain
from dashboard.web.desks.evidence import show_evidence
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, source_line
from dashboard.web.tasks import deadline_badge, measures, phase_word
from dashboard.words import LIGHTS
from pages import tasks_detail_parts as parts
from pages.tasks_detail_closing import show_closing
from pages.tasks_detail_grace import show_grace

filters = chosen()
heading("任务详情", filters, ["task_reports", "closures"], questions="tasks")

task_id = parts.chosen_task(query("tasks/ledger", as_of=filters.as_of).set_index("task_id")["measure"])
details = query("tasks/detail", task_id=task_id, as_of=filters.as_of)
task = details.iloc[0]

st.subheader(f"{task_id}　{plain(task['category'])}")
st.markdown(measures(details)[0])
st.markdown(
    f"{badge(LIGHTS, task['light'])}　{deadline_badge(task)}{phase_word(task)}　"
    f"时限原文：**{plain(task['deadline_text']) or '未注明'}**　责任单位：**{plain(task['lead_units'])}**"
    + (f"　配合：{plain(task['support_units'])}" if pd.notna(task["support_units"]) else "")
)
# What the notice says and how it is judged beside what is to be done about it.
said, done = st.columns([3, 2], gap="large")
with said:
    parts.why_this_light(task, filters.as_of)
    show_grace(task_id, filters.as_of)
    st.subheader("节点")
    parts.nodes(task_id, filters.as_of)
    st.subheader("正文与台账对照")
    parts.text_beside_ledger(task)
with done:
    show_closing(task_id)
    show_evidence(task_id, filters.as_of)

st.subheader("逐月填报")
parts.reports_by_month(task_id, filters.as_of)

source_line(filters, ["task_reports", "closures"], ["tasks/detail", "tasks/nodes", "tasks/clause_comparison"])
