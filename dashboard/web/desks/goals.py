"""The form in which the office enters what was assigned for a goal that the notice gives no figure for."""

import pandas as pd
import streamlit as st

from dashboard.text import plain, shortened
from dashboard.web.desks.entry import entry_button, keep_entry
from dashboard.web.identity import offers, visitor

DATASET = "indicators"
#: What the last entry said when it was done.
SAID = "goals_said"
#: Signs of a name that a phone has room for in a list.
LONGEST = 14


def show_goal_form(goals: pd.DataFrame) -> None:
    """Value, document and name for one of the goals; `goals` has indicator_id, name, unit_of_measure and the like."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    if not offers("填写上级下达值", "register"):
        return
    rows = goals.set_index("indicator_id")
    indicator_id = st.selectbox(
        "目标", list(rows.index), format_func=lambda each: shortened(rows.loc[each, "name"], LONGEST), key="goal"
    )
    goal = rows.loc[indicator_id]
    st.markdown(f"**{plain(goal['name'])}**：{plain(goal['quote'])}")
    unit = f"，单位 {goal['unit_of_measure']}" if pd.notna(goal["unit_of_measure"]) else ""
    with st.form(f"goal_{indicator_id}", border=True):
        value = st.text_input(f"上级下达值（必填{unit}）", value=_stored(goal["assigned_value"]), placeholder="如：95")
        document = st.text_input(
            "下达文号（必填）", value=_stored(goal["assigned_document"]), placeholder="如：晋市环委办〔2023〕1号"
        )
        st.markdown(f"填写人：**{plain(visitor().full_name)}**")
        is_sent = entry_button("确认入库", DATASET)
    if is_sent:
        _enter(indicator_id, str(goal["name"]), value.strip(), document.strip())


def _stored(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _enter(indicator_id: str, name: str, value: str, document: str) -> None:
    if not (value and document):
        st.warning("下达值和文号都要填；没有文号的数值不能用来评判。")
        return
    row = {"indicator_id": indicator_id, "assigned_value": value, "assigned_document": document}
    done = keep_entry(DATASET, row, f"{indicator_id} 下达值")
    if done is None:
        return
    st.session_state[SAID] = f"{plain(name)} {plain(value)}（{plain(document)}）：{done}。"
    st.rerun()
