"""The part of 任务·任务详情 on the way to its closing: where each node stands, what was done, and the next step."""

import pandas as pd
import streamlit as st

from dashboard.text import day, minute, plain
from dashboard.web.desks import closing
from dashboard.web.identity import offers, visitor
from dashboard.web.opener import query, today
from dashboard.web.screen import badge, link
from dashboard.words import CLOSING


def show_closing(task_id: str) -> None:
    """Each node of a task that can be closed, as it stands today; nothing for a task without any."""
    nodes = query("tasks/closure_states", task_id=task_id, as_of=today())
    if nodes.empty:
        return
    st.subheader("销号办理")
    closing.tell_last_step()
    st.caption(f"办理情况截至今天（{today()}）；批准的结果从批准之日起计入判定，此前的日期不变。")
    steps = query("tasks/closures", task_id=task_id)
    for _, node in nodes.iterrows():
        with st.container(border=True):
            state = badge(CLOSING, node["state"])
            st.markdown(f"**{node['node_id']}**　{state}　{plain(node['deliverable'])}{_waits(node)}")
            taken = steps[steps["node_id"] == node["node_id"]]
            if len(taken):
                closing.history(taken, node["node_id"])
            _next_step(node)
    if not visitor().may("report"):
        offers("申请销号、调整时限和取消", "report")


def _waits(node: pd.Series) -> str:
    """Who waits for what since when, or why an application came back, as a line of its own."""
    if pd.notna(node["applicant"]):
        asked = f"，新的截止日期 {day(node['asked_due_date'])}" if pd.notna(node["asked_due_date"]) else ""
        who = f"{plain(node['applicant'])}（{plain(node['applied_for'])}）"
        return f"  \n:gray[{who}{minute(node['since'].isoformat())} 申请{asked}，等待审核]"
    if node["last_step"] == "return" and node["state"] == "open":
        return f"  \n:orange[**▲ 已退回**]　{plain(node['last_person'])}：{plain(node['last_reason'])}"
    return ""


def _next_step(node: pd.Series) -> None:
    """The form of the steps that the visitor may take at a node, and where the office decides."""
    options = closing.offered(node["node_id"], "report")
    if len(options):
        with st.expander(f"办理 {node['node_id']} 的下一步", icon=":material/edit_note:"):
            closing.step_form(node["node_id"], options)
    if pd.notna(node["applicant"]) and visitor().may("decide"):
        link("tasks_review", "到审核台审核", ":material/gavel:", node=node["node_id"])
