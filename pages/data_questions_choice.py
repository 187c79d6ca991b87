"""The part of 数据·文件存疑 in which the office confirms a reading, or chooses another one."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import plain
from dashboard.web.desks.entry import entry_button, keep_entry
from dashboard.web.desks.recoloured import show_recoloured_by_readings
from dashboard.web.identity import offers, visitor
from dashboard.web.opener import query, today
from dashboard.web.tables import table

CHOSEN = dataset("questions").field("chosen")
KEPT = "question_kept"


def choose_reading(questions: pd.DataFrame) -> None:
    """Ask for a question, one of its readings and who decides; what each reading changes is said before."""
    if kept := st.session_state.pop(KEPT, None):
        st.success(f"{kept}；相关页面按现在的读法计算。", icon=":material/task_alt:")
    if not offers("确认读法", "register"):
        return
    topics = questions.set_index("question_id")["topic"]
    asked = st.selectbox(
        "哪一处", topics.index, index=None, format_func=lambda code: f"{code} {topics[code]}", placeholder="选择编号"
    )
    if asked is None:
        return
    question = questions.set_index("question_id").loc[asked]
    st.markdown(f"① {plain(question['reading_1'])}  \n② {plain(question['reading_2'])}")
    _say_what_changes(asked, question["chosen"])
    codes: Sequence[str] = list(CHOSEN.values)
    with st.form("reading", clear_on_submit=False):
        reading = st.radio(
            "采用",
            codes,
            index=codes.index(question["chosen"]) if question["chosen"] in codes else None,
            format_func=CHOSEN.word,
            horizontal=True,
            key=f"reading_{asked}",
        )
        person = visitor().full_name
        st.markdown(f"确认人：**{plain(person)}**")
        is_sent = entry_button("确认", "questions")
    if is_sent:
        row = {"question_id": asked, "chosen": reading, "decided_by": person, "decided_on": f"{today()}"}
        if done := keep_entry("questions", row, f"文件存疑{asked}采用{CHOSEN.word(reading)}"):
            st.session_state[KEPT] = f"{asked} {done}"
            st.rerun()


def _say_what_changes(question: str, stored: str) -> None:
    """What rows say under each reading, and which tasks one that is not the stored one would give another light.

    Without any such rows, only words beside figures change.
    """
    values = query("questions/values")
    values = values[values["question_id"] == question]
    if values.empty:
        st.caption("这一处的读法只影响写法和标注，不改变任何数字。")
        return
    rows = [
        {
            "读法": CHOSEN.word(row.reading),
            "条目": f"{dataset(row.dataset).title} {plain(row.item_title)}",
            "列": dataset(row.dataset).field(row.field).title,
            "取值": plain(_word(row.dataset, row.field, row.value)),
        }
        for row in values.itertuples()
    ]
    table(pd.DataFrame(rows), alt=f"{question}改变取值的读法")
    st.caption("没有列出的照原行。")
    show_recoloured_by_readings(question, stored, values["dataset"])


def _word(name: str, field: str, value: str) -> str:
    return dataset(name).field(field).word(value)
