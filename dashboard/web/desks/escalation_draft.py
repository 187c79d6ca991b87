"""The draft of a letter of the ladder, edited and taken along; it counts once somebody named has signed it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.exports.escalation_letter import letter_docx, letter_name, letter_text
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.desks.entry import entry_button, keep_entry
from dashboard.web.downloads import download
from dashboard.web.identity import visitor
from dashboard.web.opener import query, today
from dashboard.web.screen import rests_on_demo

DATASET = "escalation_actions"
#: What the last entry said when it was done.
SAID = "escalation_said"


def is_proposed(suggestions: pd.DataFrame) -> pd.Series:
    """Which rows propose something: those on a rung on which nothing is in force yet."""
    return suggestions["step"].notna() & suggestions["action_said"].isna()


def in_words(case: Any) -> str:
    """A suggestion as it is named in the list to choose from and in the address."""
    return f"{case.subject if case.subject_kind == 'task' else case.title} {case.trigger}"


def show_draft(suggestions: pd.DataFrame, as_of: dt.date, rests_on: Sequence[str]) -> None:
    """Choose a suggestion, edit the letter that its data make, take it along, and register it as signed.

    Nothing for who may not register it.
    """
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    if not visitor().may("register"):
        return
    cases = {in_words(case): case for case in suggestions.dropna(subset=["step"]).itertuples()}
    with st.container(border=True):
        picked = controls.selectbox(
            "拟办", cases, index=None, key="draft", placeholder="选一条建议，起草预警函、约谈或督办文书"
        )
        if picked is None:
            return
        case = cases[picked]
        if pd.notna(case.action_said):
            st.markdown(f"{plain(case.action_said)}（{plain(case.action_number)}），不再拟办。")
            return
        _draft(picked, case._asdict(), as_of, rests_on)


def _draft(picked: str, case: dict[str, Any], as_of: dt.date, rests_on: Sequence[str]) -> None:
    measures = query("tasks/measures")
    measures = measures[(measures["plan"] == case["plan"]) & (measures["step"] == case["step"])].set_index("measure")
    is_task = case["subject_kind"] == "task"
    units = query("tasks/answerable_units", as_of=as_of, task_id=case["subject"] if is_task else None)["unit"]
    days = measures["reply_days"].iloc[0]
    with st.container(horizontal=True):
        name = st.selectbox("措施", measures.index, key=f"measure_{picked}")
        unit = st.selectbox("发给", units, index=0 if is_task else None, key=f"unit_{picked}", placeholder="选择单位")
        due = st.date_input(
            "回复期限",
            today() + dt.timedelta(days=int(days)) if pd.notna(days) else None,
            key=f"due_{picked}",
            format="YYYY-MM-DD",
        )
    if not (unit and isinstance(due, dt.date)):
        st.markdown("选定单位和回复期限后起草。")
        return
    measure = measures.reset_index().set_index("measure", drop=False).loc[name].to_dict()
    text = st.text_area(
        "文稿（可改）",
        letter_text(case, measure, unit, due),
        height=280,
        key=f"letter_{picked}_{name}_{unit}_{due}",
    )
    is_demo = rests_on_demo(rests_on)
    download(
        "下载文稿（docx）",
        lambda: letter_docx(text, is_demo=is_demo),
        letter_name(measure["letter"], case["subject"] if is_task else case["title"], as_of, is_demo=is_demo),
    )
    _sign(case, {"measure": str(name), "unit": unit, "reply_due": f"{due}"})


def _sign(case: Mapping[str, Any], chosen: Mapping[str, str]) -> None:
    """The form that makes a draft an action, in the name of who signed it."""
    with st.form("escalation_signed"):
        st.markdown("**登记签发**　:gray[领导签发之后填写；不填不算发出。]")
        with st.container(horizontal=True):
            number = st.text_input("文号（必填）", key="signed_number", placeholder="如：城区环委办督〔2023〕1号")
            person = st.text_input("签发人（必填）", key="signed_person", placeholder="签发领导的姓名")
            issued_on = st.date_input("签发日期", today(), max_value=today(), key="signed_on", format="YYYY-MM-DD")
        note = st.text_input("备注", key="signed_note")
        is_sent = entry_button("登记签发", DATASET)
    if not is_sent:
        return
    if not (number.strip() and person.strip()):
        st.warning("文号和签发人都要填；没有签发人的不算发出。")
        return
    # The number is the key of the register: the same again would be written over the letter that has it.
    if number.strip() in set(query("tasks/actions")["number"]):
        st.warning(f"文号“{plain(number.strip())}”已经登记过，请核对；回复、整改和解除在下面的督办登记里填。")
        return
    row = {
        **{name: str(case[name]) for name in ("plan", "subject_kind", "subject")},
        **chosen,
        "number": number.strip(),
        "step": str(int(case["step"])),
        "issued_on": f"{issued_on}",
        "signed_by": person.strip(),
        "note": note.strip(),
        "evidence": f"{case['trigger']}（规则{case['rule_id']}）：{case['evidence']}",
    }
    if done := keep_entry(DATASET, row, f"签发{chosen['measure']} {number.strip()}"):
        st.session_state[SAID] = f"{plain(number.strip())}：{done}。"
        st.rerun()
