"""The part of 任务·任务详情 for what was due when the notice was issued: its grace, and the office's request."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.text import day, plain
from dashboard.web.desks.entry import entry_button, keep_entry
from dashboard.web.identity import visitor
from dashboard.web.opener import query, today


def show_grace(task_id: str, as_of: dt.date) -> None:
    """Until when a task has a grace and who asked it for evidence; the form that asks. Nothing for other tasks."""
    found = query("tasks/evidence_request", task_id=task_id, as_of=as_of)
    if found.empty:
        return
    request = found.iloc[0]
    with st.container(border=True):
        st.markdown(_in_words(request))
        if pd.isna(request["asked_on"]) and visitor().may("register"):
            with st.expander("要求补报佐证", icon=":material/outgoing_mail:"):
                _ask(task_id)


def _in_words(request: pd.Series) -> str:
    """When the grace ends and why, or what it waits for."""
    if request["grace_from"] == "不设":
        said = "按现采用的读法（文件存疑T35）不设宽限，到期未销号即为逾期。"
    elif pd.notna(request["grace_ends_on"]):
        said = f"宽限期{request['grace_days']}天，自{request['grace_from']}起算，到 {day(request['grace_ends_on'])}。"
    else:
        said = f"尚未要求补报佐证；宽限期{request['grace_days']}天从要求之日起算，此前不亮红灯。"
    asked = (
        f"{plain(request['asked_by'])} {day(request['asked_on'])} 要求补报佐证。{plain(request['note'])}"
        if pd.notna(request["asked_on"])
        else ""
    )
    return f"**文件印发时已到期**：{said}{asked}"


def _ask(task_id: str) -> None:
    with st.form("ask_for_evidence"):
        asked_on = st.date_input("要求日期", today(), max_value=today(), format="YYYY-MM-DD")
        person = visitor().full_name
        st.markdown(f"要求人：**{plain(person)}**")
        note = st.text_input("说明", key="asked_note", placeholder="如：电话通知，限期补报")
        is_sent = entry_button("保存要求", "evidence_requests")
    if is_sent:
        row = {"task_id": task_id, "asked_on": f"{asked_on}", "asked_by": person, "note": note.strip()}
        if keep_entry("evidence_requests", row, f"要求{task_id}补报佐证"):
            st.rerun()
