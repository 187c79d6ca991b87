"""The form in which the office enters what was assigned for a goal that the notice gives no figure for."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.intake.entering import EntryProblem, enter
from dashboard.store.catalog import StoreError
from dashboard.store.lake import BEIJING, Author, DataChanged
from dashboard.text import plain, shortened
from dashboard.web.opener import open_lake

DATASET = "indicators"
#: The version of the goals that the pressed form was drawn with, and what the last entry said when it was done.
SHOWN, SAID = "goals_shown", "goals_said"
#: Signs of a name that a phone has room for in a list.
LONGEST = 14


def show_goal_form(goals: pd.DataFrame) -> None:
    """Value, document and name for one of the goals; `goals` has indicator_id, name, unit_of_measure and the like."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
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
        person = st.text_input("填写人（必填）", placeholder="姓名或科室")
        is_sent = st.form_submit_button(
            "确认入库",
            type="primary",
            icon=":material/check_circle:",
            on_click=_remember,
            args=(open_lake().version(DATASET),),
        )
    if is_sent:
        _enter(indicator_id, str(goal["name"]), value.strip(), document.strip(), person.strip())


def _remember(version: int) -> None:
    st.session_state[SHOWN] = version


def _stored(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def _enter(indicator_id: str, name: str, value: str, document: str, person: str) -> None:
    if not (value and document and person):
        st.warning("下达值、文号和填写人都要填；没有文号的数值不能用来评判。")
        return
    row = {"indicator_id": indicator_id, "assigned_value": value, "assigned_document": document}
    author = Author(person, message=f"{indicator_id} 下达值")
    today = dt.datetime.now(BEIJING).date()
    try:
        made = enter(open_lake(), DATASET, row, author, today, st.session_state.pop(SHOWN))
    except DataChanged:
        st.warning("目标指标刚刚被别人更新，没有写入；上面是新的内容，请核对后再确认。", icon=":material/sync_problem:")
        return
    except (EntryProblem, StoreError) as error:
        st.error(plain(error), icon=":material/block:")
        return
    done = "与现有内容相同，没有写入" if made.changes_nothing else f"已入库：{value}（{document}）"
    st.session_state[SAID] = f"{plain(name)}：{plain(done)}。"
    st.rerun()
