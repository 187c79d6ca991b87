"""任务 → 任务详情: one task in full: why its light is what it is, its nodes, reports, and text beside ledger."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, month, plain
from dashboard.web.desks.evidence import show_evidence
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, deadline_badge, heading, source_line, table
from dashboard.words import LIGHTS, PHASES, SCHEDULES

node_field = dataset("task_nodes").field
claim_word = dataset("task_reports").field("claim").word

filters = chosen()
heading("任务详情", filters, ["task_reports", "closures"], questions="tasks")

ids = query("tasks/ledger", as_of=filters.as_of)["task_id"]
chosen = st.selectbox("任务编号", list(ids), key="id", bind="query-params")
view = {"task_id": chosen, "as_of": filters.as_of}
task = query("tasks/detail", **view).iloc[0]

st.subheader(f"{chosen}　{plain(task['category'])}")
st.markdown(plain(task["measure"]))
st.markdown(
    f"{badge(LIGHTS, task['light'])}　{deadline_badge(task)}　{badge(PHASES, task['phase'])}　"
    f"时限原文：**{plain(task['deadline_text']) or '未注明'}**"
)
st.markdown(
    f"责任单位：**{plain(task['lead_units'])}**"
    + (f"　配合：{plain(task['support_units'])}" if pd.notna(task["support_units"]) else "")
)
if task["claim_differs"]:
    st.warning(
        f"责任单位自评“{claim_word(task['claim'])}”，按规则为逾期：自报与规则不一致。", icon=":material/warning:"
    )
with st.container(border=True):
    st.markdown(
        f"**为什么是“{LIGHTS[task['light']].word}”**：{plain(task['light_reason'])}（亮灯规则第{task['light_rule']}条）。"
        f"依据：统计截止 {filters.as_of}；节点完成 {task['nodes_done']}/{task['nodes_total']}；"
        f"最近填报 {month(task['latest_period'])}。"
    )
if pd.notna(task["note"]):
    st.caption(f"{plain(task['note'])}（文件第{task['source_line']}行）")

st.subheader("节点")
nodes = query("tasks/nodes", **view)
table(
    pd.DataFrame(
        {
            "节点": [f"**{row.node_id}**  \n{badge(SCHEDULES, row.schedule)}" for row in nodes.itertuples()],
            "内容": [
                f"{plain(row.deliverable)}"
                + (f"  \n:gray[{plain(row.assumption)}]" if pd.notna(row.assumption) else "")
                for row in nodes.itertuples()
            ],
            "时限": [
                f"{node_field('kind').word(row.kind)} {day(row.start_date)} {day(row.due_date)}  \n"
                f":gray[原文：{plain(row.printed)}（第{row.source_line}行）]"
                for row in nodes.itertuples()
            ],
            "完成": [
                f"✔ {day(row.closed_on)} 销号（{plain(row.approved_by)}）"
                if pd.notna(row.closed_on)
                else "◑ 已自报，待销号"
                if row.is_done
                else "—"
                for row in nodes.itertuples()
            ],
        }
    ),
    alt=f"{chosen}的{len(nodes)}个节点",
)

st.subheader("正文与台账对照")
clauses = query("tasks/clause_comparison", task_id=chosen)
if task["plan"] != "air":
    st.markdown("水、土壤计划没有另列台账，任务即正文。")
elif clauses.empty:
    st.markdown("正文无对应条款，此项为**台账独有**。")
for clause in clauses.itertuples():
    text, ledger = st.columns(2, border=True)
    with text:
        st.markdown(f"**正文 {clause.clause_id}　{plain(clause.heading)}**（第{clause.source_line}行）")
        st.markdown(plain(clause.text))
        st.markdown(f"责任单位：{plain(clause.units_text)}")
        if clause.units_only_in_text:
            st.markdown(f":orange-badge[▲ 只见于正文] {plain(clause.units_only_in_text)}")
    with ledger:
        st.markdown(f"**台账 {chosen}**（第{task['source_line']}行）")
        st.markdown(plain(task["measure"]))
        st.markdown(f"牵头单位：{plain(task['lead_units'])}")
        if clause.units_only_in_ledger:
            st.markdown(f":orange-badge[▲ 只见于台账] {plain(clause.units_only_in_ledger)}")
    if pd.notna(clause.difference):
        st.caption(f"差异：{plain(clause.difference)}")

st.subheader("逐月填报")
reports = query("tasks/reports", **view)
if reports.empty:
    st.markdown("○ 未上报")
else:
    table(
        pd.DataFrame(
            {
                "月份与单位": [f"{month(row.period)}  \n{plain(row.unit)}" for row in reports.itertuples()],
                "自评": [claim_word(row.claim) for row in reports.itertuples()],
                "填报内容": [
                    "  \n".join(
                        f"{title}：{plain(text)}"
                        for title, text in (
                            ("进展", row.progress),
                            ("问题", row.problem),
                            ("下步", row.next_step),
                            ("需协调", row.support_needed),
                        )
                        if pd.notna(text)
                    )
                    for row in reports.itertuples()
                ],
                "来源": [f"第{row.upload_id}号上传第{row.line}行" for row in reports.itertuples()],
            }
        ),
        alt=f"{chosen}的{len(reports)}条月报",
    )

show_evidence(task["task_id"], filters.as_of)

source_line(filters, ["task_reports", "closures"], ["tasks/detail", "tasks/nodes", "tasks/clause_comparison"])
