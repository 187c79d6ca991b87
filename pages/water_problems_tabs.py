"""Tabs of 水·问题清单: the problems in eight aspects with who owes what by when, and the old estates."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, plain
from dashboard.web import controls
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.screen import badge, marks
from dashboard.web.tables import table
from dashboard.web.tasks import task_link, unit_link
from dashboard.words import ESTATES, PROBLEMS

aspect_word = dataset("water_problems").field("aspect").word
ALL = "全部"
#: What the counts of water/problem_aspects are called in words.PROBLEMS.
COUNTED = {"overdue": "overdue", "due_soon": "due_soon", "open": "still_open", "closed": "closed"}


def problems(as_of: dt.date) -> None:
    """The eight aspects, the units that still owe something, and the problems one by one."""
    st.info(
        "8个方面重点排查，发现的问题“要制定整改方案，逐项明确责任单位、责任人和完成时限”"
        f"（文件第220行，任务{task_link('W-10')}）。",
        icon=":material/info:",
    )
    _aspects(as_of)
    _listed(as_of)


def _aspects(as_of: dt.date) -> None:
    """The eight aspects with their problems, a mark each; and which units owe something."""
    rows = query("water/problem_aspects", as_of=as_of)
    if not rows["problems"].sum():
        st.markdown(f"○ {UNREPORTED}：还没有上报排查发现的问题；没有上报不等于没有问题。")
    table(
        pd.DataFrame(
            {
                "8个方面": [f"（{place}）{aspect_word(row.aspect)}" for place, row in enumerate(rows.itertuples(), 1)],
                "问题": [_list_link(row) if row.problems else "○ 无记录" for row in rows.itertuples()],
                "现状": [
                    "".join(marks(PROBLEMS[code], int(getattr(row, name))) for code, name in COUNTED.items())
                    for row in rows.itertuples()
                ],
            }
        ),
        alt=f"8个方面的问题数，共{rows['problems'].sum()}个",
    )
    st.caption("　".join(state.text for state in PROBLEMS.values()))
    units = query("water/problem_units", as_of=as_of)
    if not units.empty:
        st.subheader("谁还欠什么")
        table(
            pd.DataFrame(
                {
                    "责任单位": [f"{unit_link(row.unit)}  \n{plain(row.persons)}" for row in units.itertuples()],
                    "未销号": [
                        f"{row.problems} 个"
                        + (f"，{marks(PROBLEMS['overdue'], row.overdue)}超时限" if row.overdue else "")
                        for row in units.itertuples()
                    ],
                    "最近时限": [day(when) for when in units["next_deadline"]],
                    "问题编号": [plain(ids) for ids in units["problem_ids"]],
                }
            ),
            alt=f"{len(units)}个单位未销号的问题，时限近的在前",
        )


def _list_link(row: Any) -> str:
    """How many problems an aspect has, leading to the list of them."""
    return f"[{row.problems} 个]({address('water-problems', aspect=aspect_word(row.aspect))})"


def _listed(as_of: dt.date) -> None:
    """The problems of one aspect or of all, those not closed first."""
    rows = query("water/problems", as_of=as_of)
    if rows.empty:
        return
    st.subheader("逐项清单")
    words = [ALL, *dict.fromkeys(aspect_word(code) for code in query("water/problem_aspects", as_of=as_of)["aspect"])]
    chosen = controls.selectbox("方面", words, key="aspect")
    if chosen != ALL:
        rows = rows[[aspect_word(code) == chosen for code in rows["aspect"]]]
    table(
        pd.DataFrame(
            {
                "问题": [
                    f"**{plain(row.problem_id)}**　{aspect_word(row.aspect)}  \n"
                    f"{plain(row.place)}：{plain(row.problem)}"
                    for row in rows.itertuples()
                ],
                "整改方案": [plain(plan) or "○ 未制定" for plan in rows["plan"]],
                "责任": [f"{unit_link(row.unit)}  \n{plain(row.person)}" for row in rows.itertuples()],
                "时限与现状": [
                    f"{day(row.deadline)}  \n{badge(PROBLEMS, row.state)}"
                    + (f"  \n{day(row.closed_on)}　{plain(row.closing)}" if pd.notna(row.closed_on) else "")
                    for row in rows.itertuples()
                ],
            }
        ),
        alt=f"{chosen}的问题，共{len(rows)}个",
    )


def old_estates(as_of: dt.date) -> None:
    """How many of the estates are done, of the number in the notice; by town, and by name."""
    count = query("water/old_estates_count", as_of=as_of).iloc[0]
    st.info(
        f"“{plain(count['quote'])}”（文件第{count['source_line']}行，任务{task_link('W-07')}）。",
        icon=":material/info:",
    )
    if count["state"] == "unreported":
        st.markdown(
            f"{badge(ESTATES, 'unreported')}：文件没有小区名单，可在“数据·上传”的“雨污水管网改造老旧小区”中上报。"
        )
        return
    done, goal = int(count["done"]), int(count["goal"])
    st.progress(
        done / goal,
        text=f"**{done} / {goal}** 个完成　{badge(ESTATES, count['state'])}　期限按 {day(count['due_date'])} 计",
    )
    notes = [f"名单上有{int(count['listed'])}个，目标{goal}个"]
    notes += [f"另有{int(count['beyond'])}个超出目标，不计入"] if count["beyond"] else []
    notes += [f"{int(count['repeated'])}行与别的小区重名，只计一次"] if count["repeated"] else []
    st.caption("；".join(notes) + "。")
    towns = query("water/old_estates", as_of=as_of)
    table(
        pd.DataFrame(
            {
                "镇（街道）": [plain(town) for town in towns["town"]],
                "完成": [f"{row.done} / {row.listed}" for row in towns.itertuples()],
                "未完成": [plain(names) or "—" for names in towns["open_names"]],
                "已完成": [plain(names) or "—" for names in towns["done_names"]],
            }
        ),
        alt=f"各镇（街道）老旧小区管网改造，{done}个完成",
    )
