"""What every page has in common, so that a page holds only its own story: heading, states, source line."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import queries
from dashboard.datasets import NOTICE, dataset
from dashboard.queries.filters import Filters
from dashboard.text import day, month, plain
from dashboard.web.chips import chips
from dashboard.web.opener import query
from dashboard.words import FRESHNESS, UNJUDGED, State

#: Where the frame leaves its pages, by file: a link to one of these looks for no file.
PAGES = "pages"

#: The contradictions of the notice on whatever page.
ALL = "all"
#: So many datasets are each named in the heading with how far they reach.
MOST_STAMPS = 3


def heading(title: str, filters: Filters, rests_on: Sequence[str] = (), questions: str | None = None) -> None:
    """Title, the day everything is counted to, the filters in words, and what the reader must know of the data.

    `rests_on` names the reported datasets of the page: how far those reach that are reported by time, and 演示数据
    while any row is for show.
    `questions` names the page's contradictions in the notice; ALL is every one.
    """
    stamps = _stamps(filters, rests_on)
    # One row where it fits: what the reader came for starts right below.
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(title, width="content")
        st.caption(" ｜ ".join([f"**统计截止 {filters.as_of}**", *stamps]), width="content")
        chips()
        demo_badge(rests_on)
        if questions:
            question_link(questions)


def _stamps(filters: Filters, rests_on: Sequence[str]) -> list[str]:
    """How far each dataset reaches that is reported by time; of many only those that are behind are named."""
    reach = query("overview/freshness", as_of=filters.as_of).set_index("dataset")
    named = [name for name in rests_on if name in reach.index]
    if len(named) <= MOST_STAMPS:
        return [_stamp(name, reach.loc[name]) for name in named]
    behind = [name for name in named if reach.loc[name, "badge"] != "fresh"]
    late = [_stamp(name, reach.loc[name]) for name in behind]
    if len(behind) == len(named):
        return late
    until = month(reach.loc[[name for name in named if name not in behind], "latest_period"].max())
    return [f"{len(named) - len(behind)}类数据更新至{until} {FRESHNESS['fresh'].text}", *late]


def _stamp(name: str, reached: pd.Series) -> str:
    """The name of a dataset, its latest month and how fresh that is."""
    return f"{dataset(name).title} {month(reached['latest_period'], missing='')} {FRESHNESS[reached['badge']].text}"


def demo_badge(rests_on: Sequence[str]) -> None:
    """演示数据, while any stored row of these datasets came with it."""
    if rests_on_demo(rests_on):
        st.markdown(":orange-badge[▲ 演示数据] 不是监测和上报结果", width="content")


def question_link(page: str) -> None:
    """The number of the page's contradictions in the notice, leading to them; nothing when there is none."""
    counts = query("questions/count_by_page").set_index("page")["count"]
    count = int(counts.sum() if page == ALL else counts.get(page, 0))
    if count:
        word = {} if page == ALL else {"page": dataset("questions").field("page").word(page)}
        link("data_questions", f"文件存疑 {count} 处", ":material/help:", **word)


def rests_on_demo(datasets: Sequence[str]) -> bool:
    """Whether any stored row of these datasets came with the demonstration data."""
    demo = query("overview/demo").set_index("dataset")["is_demo"]
    return any(demo.get(name, False) for name in datasets)


def link(page: str, label: str, /, icon: str | None = None, **parameters: str) -> None:
    """A link to another page of ours; the filters go along, `parameters` is what comes on top of them."""
    st.page_link(st.session_state[PAGES][page], label=label, icon=icon, query_params=parameters or None)


def is_so(value: object) -> bool:
    """Whether something is known and true: what hangs on a rule that nobody has set is neither."""
    return bool(pd.notna(value) and value)


ZERO_WIDTH_SPACE = "\u200b"

#: The colours of Markdown for the tones of states.
TONES = {"good": "green", "warn": "orange", "bad": "red", "unknown": "gray", "calm": "blue"}


def badge(states: Mapping[str, State], code: Any) -> str:
    """The state of a code in a table cell: colour, shape and word; where there is none, that it is not judged."""
    return coloured(UNJUDGED if pd.isna(code) else states[str(code)])


def coloured(state: State) -> str:
    """A state in its colour, with shape and word."""
    return f":{TONES[state.tone]}[**{state.text}**]"


def marks(state: State, count: int) -> str:
    """So many things in one state, as its shape and colour so many times; the words stand in a legend."""
    # A line may end after each.
    return f":{TONES[state.tone]}[{(state.shape + ZERO_WIDTH_SPACE) * count}]" if count else ""


def source_line(filters: Filters, rests_on: Sequence[str], used: Sequence[str]) -> None:
    """Where the page's figures come from: the uploads it rests on, and the definition behind each query (口径)."""
    with st.expander("数据来源与口径", icon=":material/fact_check:", on_change="rerun", key="sources") as body:
        if not body.open:
            return
        st.markdown(f"统计截止 **{filters.as_of}**。文件依据：{NOTICE}。")
        uploads = query("data/history", dataset=None)
        for name in rests_on:
            newest = uploads[uploads["dataset"] == name].head(1)
            if newest.empty:
                st.markdown(f"- {dataset(name).title}：未上报")
            for upload in newest.itertuples():
                st.markdown(
                    f"- {dataset(name).title}：第{upload.upload_id}号上传，{upload.person}，"
                    f"{day(upload.uploaded_at)}，{upload.file_name or upload.message}"
                )
        for name in used:
            st.code(queries.read(name).text, language="sql", wrap_lines=True)


def empty(filters: Filters, what: str) -> None:
    """The empty state, in the words of the filters."""
    st.info(f"没有{what}{'（' + filters.sentence + '）' if filters.sentence else ''}。", icon=":material/search_off:")


def row_of(rows: pd.DataFrame, column: str, value: str, what: str) -> pd.Series | None:
    """The row of the notice with this value in a column; None where it is gone, which is said."""
    found = rows[rows[column] == value]
    return None if is_missing(found, what) else found.iloc[0]


def is_missing(rows: pd.DataFrame, what: str) -> bool:
    """Whether rows that came with the notice are gone, which is said, with how they come back."""
    if rows.empty:
        st.info(f"没有{what}：可在“数据·记录”中撤销删去它们的上传，或重新上传。", icon=":material/search_off:")
    return bool(rows.empty)


def grid_by_month(months: pd.DataFrame, name: str, states: Mapping[str, State]) -> pd.DataFrame:
    """One row a `name`, in the order they come, and one column a month: the state, and in small what exceeds."""
    cells = months.assign(
        cell=[
            badge(states, row.state)
            + (f"  \n:small[{plain(row.exceeding_items)}]" if pd.notna(row.exceeding_items) else "")
            for row in months.itertuples()
        ]
    )
    grid = cells.pivot(index=name, columns="month", values="cell").fillna("")
    grid.columns = [f"{int(month[5:])}月" for month in grid.columns]
    return grid.loc[list(dict.fromkeys(months[name]))]
