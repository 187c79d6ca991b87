"""The form in which the office enters how a letter of the ladder went on: reply, rectification, release."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.text import plain
from dashboard.web.desks.entry import entry_button, keep_entry
from dashboard.web.identity import offers

DATASET = "escalation_actions"
#: What the last entry said when it was done.
SAID = "course_said"
#: The days of the course, as they follow each other.
DAYS = {"replied_on": "回复日期", "rectified_on": "整改完成日期", "released_on": "解除日期"}


def show_course_form(actions: pd.DataFrame) -> None:
    """Reply, rectification and release of a letter that is not released; who may not enter them is told so."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    if not offers("拟办和登记督办文书", "register"):
        return
    running = actions[actions["state"] != "released"].set_index("number")
    if running.empty:
        return
    with st.expander("登记回复、整改和解除", icon=":material/edit_note:"):
        number = st.selectbox("文号", running.index, key="course_number")
        _form(str(number), running.loc[number])


def _form(number: str, row: pd.Series) -> None:
    with st.form(f"course_{number}", border=False):
        st.markdown(f"{plain(row['unit'])}　{plain(row['measure'])}　{plain(row['title'])}")
        with st.container(horizontal=True):
            days = {
                name: st.date_input(
                    title, _stored_day(row[name]), key=f"{name}_{number}", format="YYYY-MM-DD", width=170
                )
                for name, title in DAYS.items()
            }
        document = st.text_input("解除文号", _stored(row["release_document"]), key=f"document_{number}")
        note = st.text_input("备注", _stored(row["note"]), key=f"course_note_{number}")
        is_sent = entry_button("保存", DATASET)
    if is_sent:
        entered = {name: f"{when}" if when else "" for name, when in days.items()}
        entered |= {"number": number, "release_document": document.strip(), "note": note.strip()}
        if done := keep_entry(DATASET, entered, f"{number} 回复、整改和解除"):
            st.session_state[SAID] = f"{plain(number)}：{done}。"
            st.rerun()


def _stored(text: object) -> str:
    return "" if pd.isna(text) else str(text)


def _stored_day(value: object) -> dt.date | None:
    return None if pd.isna(value) else pd.Timestamp(str(value)).date()
