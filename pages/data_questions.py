"""数据 → 文件存疑: every contradiction of the notice, both readings, the chosen one and why; and the choice itself."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, plain
from dashboard.web import controls
from dashboard.web.chips import chips
from dashboard.web.opener import query
from dashboard.web.tables import table
from pages.data_questions_choice import choose_reading

st.title("文件存疑")
chips()
st.caption("文件自身前后不一致或有歧义之处。现采用的读法待区生环委办确认；改选读法后，取决于它的数字和时限立即重算。")

fields = dataset("questions")
affects, reading_word = fields.field("affects"), fields.field("chosen").word
page_words = {words[0]: code for code, words in fields.field("page").values.items()}
chosen = controls.pills("相关页面", page_words, key="page")
questions = query("questions/list")
if chosen:
    questions = questions[questions["page"] == page_words[chosen]]
confirmed = int(questions["decided_by"].notna().sum())
st.markdown(f"共 **{len(questions)}** 处，已确认 **{confirmed}** 处，待确认 **{len(questions) - confirmed}** 处。")

with st.expander("确认或改选读法", icon=":material/rule:"):
    choose_reading(questions)

table(
    pd.DataFrame(
        {
            "编号": [f"**{row.question_id}**  \n{affects.word(row.affects)}" for row in questions.itertuples()],
            "事项与两种读法": [
                f"**{plain(row.topic)}**  \n① {plain(row.reading_1)}  \n② {plain(row.reading_2)}  \n"
                f":gray[{plain(row.refs)} 文件第{plain(row.source_lines)}行]"
                for row in questions.itertuples()
            ],
            "现采用": [
                f"**{plain(reading_word(row.chosen))}**  \n建议：{plain(row.treatment)}；{plain(row.reason)}  \n"
                + (f"{plain(row.decided_by)} {day(row.decided_on)}" if pd.notna(row.decided_by) else ":gray[○ 待确认]")
                for row in questions.itertuples()
            ],
        }
    ),
    alt=f"文件存疑清单，共{len(questions)}处，已确认{confirmed}处",
)
