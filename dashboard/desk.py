"""The upload desk on screen: the one table of problems, and the difference cell by cell."""

import pandas as pd
import streamlit as st

from dashboard.exports import in_words
from dashboard.intake import ERROR, WARNING, Draft
from dashboard.screen import table
from dashboard.text import plain

SHOWN = 200
SEVERITIES = {ERROR: ":red[**■ 错误**]", WARNING: ":orange[**▲ 提醒**]"}


def show_problems(made: Draft) -> None:
    """All problems of a file in one table: line, column, value, what to do."""
    if not made.problems:
        st.markdown(":green[**✔ 没有发现问题**]")
        return
    warnings = len(made.problems) - made.errors
    st.subheader(f"问题：{made.errors} 处错误，{warnings} 处提醒")
    rows = pd.DataFrame(
        {
            "位置": [
                f"第{problem.line}行  \n{plain(problem.column)}" if problem.line else "整个文件"
                for problem in made.problems
            ],
            "填的是": [plain(problem.value) for problem in made.problems],
            "怎么改": [f"{SEVERITIES[problem.severity]}  \n{plain(problem.message)}" for problem in made.problems],
        }
    )
    table(rows.head(SHOWN), alt=f"问题清单，{made.errors}处错误，{warnings}处提醒")
    _say_if_cut(len(rows), "处问题")


def show_difference(made: Draft) -> None:
    """What a commit would change: counts, changed cells old -> new, new rows, rows the file does not have."""
    st.subheader("与现有数据的差异")
    with st.container(horizontal=True):
        st.metric("新增", f"{len(made.added)} 行", border=True)
        st.metric("修改", f"{made.changed} 行", border=True)
        st.metric("不变", f"{made.unchanged} 行", border=True)
        st.metric("文件中没有", f"{len(made.missing)} 行", border=True)
    if len(made.cells):
        st.markdown("**修改的单元格**")
        table(_cells_in_words(made).head(SHOWN), alt=f"修改的单元格，共{len(made.cells)}个")
        _say_if_cut(len(made.cells), "个单元格")
    for rows, title in ((made.added, "新增的行"), (made.missing, "文件中没有的行（默认保留）")):
        if len(rows):
            with st.expander(f"{title}：{len(rows)} 行"):
                shown = in_words(made.dataset, rows.head(SHOWN)).map(plain)
                table(shown.loc[:, shown.ne("").any()], alt=f"{title}，共{len(rows)}行")
                _say_if_cut(len(rows), "行")


def _cells_in_words(made: Draft) -> pd.DataFrame:
    target = made.dataset
    fields = [target.field(name) for name in made.cells["column_name"]]
    keys = in_words(target, made.cells[list(target.key)])
    return pd.DataFrame(
        {
            "行": [f"第{line}行" for line in made.cells["line"]],
            "记录": ["，".join(plain(cell) for cell in cells) for cells in keys.itertuples(index=False)],
            "列": [field.title for field in fields],
            "原值 → 新值": [
                f"{_cell(old, field.word)} → **{_cell(new, field.word)}**"
                for old, new, field in zip(made.cells["old_value"], made.cells["new_value"], fields, strict=True)
            ],
        }
    )


def _cell(value: object, word: object) -> str:
    return "（空）" if pd.isna(value) else plain(word(value))  # type: ignore[operator]


def _say_if_cut(count: int, what: str) -> None:
    if count > SHOWN:
        st.caption(f"只显示前 {SHOWN} {what}，共 {count} {what}。")
