"""Parts of 总览: lights, what a leader must look at, what is due, whose tasks are late; texts are Markdown."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.text import day, month, plain, shortened
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import address
from dashboard.web.opener import open_lake, query
from dashboard.web.screen import badge, coloured
from dashboard.web.tasks import lights_drawn, lights_legend, task_link, unit_link
from dashboard.words import DUTIES, LIGHTS, SCHEDULES

#: So many signs of a task's title and of a duty stand in a line; its number leads to the whole. A title gives way to a
#: long next step, down to so many.
TITLE, DUTY, SHORT_TITLE = 28, 11, 10
#: So many signs of title and next step together stand in a line.
LINE = 38


def early_months(as_of: dt.date) -> None:
    """What has come in before its month counts, so that nobody looks for it in vain; nothing on a chosen day."""
    if as_of != open_lake().default_as_of():
        return
    for row in query("overview/early").itertuples():
        st.caption(
            f":material/schedule: {month(row.month)}已有数据到（{row.owing}个应填报单位中{row.reported}个已填报），"
            f"未到算作已上报的条件，现仍统计到{as_of}；要看可选统计截止日{day(row.ends_on)}。"
        )


def sentence_to_copy(sentence: str) -> None:
    """The sentence in a box that copies. It needs a part of the front end of its own, fetched when it is asked for."""
    with st.popover("复制这句话", icon=":material/content_copy:", on_change="rerun", key="copy") as box:
        if box.open:
            st.code(sentence, language=None, wrap_lines=True)


def lights(summary: pd.Series) -> None:
    """The four lights, each leading to its tasks."""
    figures(
        Figure(badge(LIGHTS, code), f"{summary[code]} 项", f"[看清单 →]({address('ledger', light=state.word)})")
        for code, state in LIGHTS.items()
    )


def attention(tasks: pd.DataFrame, grey: int) -> str:
    """The worst tasks, two lines each: what it is; since when it is wrong, whose it is and what comes next."""
    unknown = f"；{grey}项待报，还不能判断" if grey else ""
    if tasks.empty:
        return f"#### 需领导关注\n\n没有逾期或需要关注的任务{unknown}。"
    lines = ["#### 需领导关注"]
    for row in tasks.itertuples():
        due = f"（{day(row.due_date)}到期）" if pd.notna(row.due_date) else ""
        room = max(SHORT_TITLE, min(TITLE, LINE - len(row.next_step)))
        lines.append(
            f"{coloured(LIGHTS[row.light]._replace(word=plain(row.gap)))}{due}　{plain(row.lead_units)}  \n"
            f"{task_link(row.task_id)}　{plain(shortened(row.title, room))}　:gray[→ {plain(row.next_step)}]"
        )
    clauses = tasks.dropna(subset=["clause"]).drop_duplicates("clause")
    if len(clauses):
        said = "；".join(f"{plain(row.clause)}（第{row.clause_line:.0f}行）" for row in clauses.itertuples())
        lines.append(f":small[:gray[依据：{said}。]]")
    return "\n\n".join(lines)


def due(duties: pd.DataFrame, as_of: dt.date) -> str:
    """What falls due in the month of the day, a line each under its date: whose it is, and what."""
    lines = [f"#### 本月要办　:gray[{as_of.month}月共{len(duties)}项]"]
    for (on, state), group in duties.groupby(["due", "state"], sort=False):
        lines.append(f"**{on.month}月{on.day}日**　{badge(DUTIES, state)}")
        for row in group.itertuples():
            named = task_link(row.task_id) if pd.notna(row.task_id) else f":gray[第{row.source_line}行]"
            first, *others = str(row.units).split("、")
            whose = f"{first}等{len(others) + 1}个单位" if others else first
            duty = row.progress if pd.notna(row.progress) else shortened(row.duty, DUTY)
            lines[-1] += f"  \n{named}　{plain(whose)}　:gray[{plain(duty)}]"
    return "\n\n".join(lines) if len(duties) else f"{lines[0]}\n\n没有到期的事项。"


def units(loads: pd.DataFrame) -> str:
    """The units with most that is late, a mark a task by its light; each leads to the unit's page."""
    if loads.empty:
        return "#### 责任单位\n\n没有牵头的任务。"
    rows = [
        "#### 责任单位　:gray[逾期、关注多的在前]\n",
        f"|单位|项|一个符号一项任务：{lights_legend()}|",
        "|:-|-:|:-|",
    ]
    for row in loads.to_dict("records"):
        rows.append(f"|{unit_link(row['unit'])}|{row['tasks']}|{lights_drawn(row)}|")
    return "\n".join(rows)


def schedules(counts: pd.DataFrame) -> str:
    """How many tasks stand where in time, each leading to them."""
    found = counts.set_index("schedule")["count"]
    links = [
        f"[{state.text} **{int(found[code])}**]({address('ledger', schedule=state.word)})"
        for code, state in SCHEDULES.items()
        if found.get(code, 0)
    ]
    return f"#### 时限分布\n\n{'　 '.join(links)}"
