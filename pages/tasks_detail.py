"""任务 → 任务详情: one task in full: why its light is what it is, its nodes, reports, and text beside ledger."""

import pandas as pd
import streamlit as st

from dashboard.text import month, plain
from dashboard.web.desks.evidence import show_evidence
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, source_line
from dashboard.web.tasks import deadline_badge, phase_word, unreported
from dashboard.words import LIGHTS, UNJUDGED
from pages import tasks_detail_parts as parts
from pages.tasks_detail_closing import show_closing
from pages.tasks_detail_grace import show_grace

filters = chosen()
heading("任务详情", filters, ["task_reports", "closures"], questions="tasks")

task_id = parts.chosen_task(query("tasks/ledger", as_of=filters.as_of).set_index("task_id")["measure"])
task = query("tasks/detail", task_id=task_id, as_of=filters.as_of).iloc[0]

st.subheader(f"{task_id}　{plain(task['category'])}")
st.markdown(plain(task["measure"]))
st.markdown(
    f"{badge(LIGHTS, task['light'])}　{deadline_badge(task)}{phase_word(task)}　"
    f"时限原文：**{plain(task['deadline_text']) or '未注明'}**"
)
st.markdown(
    f"责任单位：**{plain(task['lead_units'])}**"
    + (f"　配合：{plain(task['support_units'])}" if pd.notna(task["support_units"]) else "")
)
if task["claim_differs"]:
    st.warning(
        f"责任单位自评“{parts.claim_word(task['claim'])}”，按规则为逾期：自报与规则不一致。", icon=":material/warning:"
    )
with st.container(border=True):
    why = (
        f"**为什么是“{LIGHTS[task['light']].word}”**：{plain(task['light_reason'])}（亮灯规则R{task['light_rule']}）。"
        if pd.notna(task["light"])
        else f"**{UNJUDGED.text}**：没有适用的亮灯规则。"
    )
    st.markdown(
        f"{why}依据：统计截止 {filters.as_of}；节点完成 {task['nodes_done']}/{task['nodes_total']}；"
        f"最近填报 {month(task['latest_period'])}。{unreported(task)}"
    )
show_grace(task_id, filters.as_of)
if pd.notna(task["note"]):
    st.caption(f"{plain(task['note'])}（文件第{task['source_line']}行）")

st.subheader("节点")
parts.nodes(task_id, filters.as_of)

show_closing(task_id)

st.subheader("正文与台账对照")
parts.text_beside_ledger(task)

st.subheader("逐月填报")
parts.reports_by_month(task_id, filters.as_of)

show_evidence(task_id, filters.as_of)

source_line(filters, ["task_reports", "closures"], ["tasks/detail", "tasks/nodes", "tasks/clause_comparison"])
