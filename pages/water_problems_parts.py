"""Parts of 水·问题清单: the eight aspects, the units that still owe something, and the problems one by one."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, plain
from dashboard.web import controls
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.screen import badge, marks, table
from dashboard.web.tasks import unit_link
from dashboard.words import PROBLEMS

aspect_word = dataset("water_problems").field("aspect").word
ALL = "全部"
#: What the counts of water/problem_aspects are called in words.PROBLEMS.
COUNTED = {"overdue": "overdue", "due_soon": "due_soon", "open": "still_open", "closed": "closed"}


def aspects(as_of: dt.date) -> None:
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


def listed(as_of: dt.date) -> None:
    """The problems of one aspect or of all, those not closed first."""
    problems = query("water/problems", as_of=as_of)
    if problems.empty:
        return
    st.subheader("逐项清单")
    words = [ALL, *dict.fromkeys(aspect_word(code) for code in query("water/problem_aspects", as_of=as_of)["aspect"])]
    chosen = controls.selectbox("方面", words, key="aspect")
    if chosen != ALL:
        problems = problems[[aspect_word(code) == chosen for code in problems["aspect"]]]
    table(
        pd.DataFrame(
            {
                "问题": [
                    f"**{plain(row.problem_id)}**　{aspect_word(row.aspect)}  \n"
                    f"{plain(row.place)}：{plain(row.problem)}"
                    for row in problems.itertuples()
                ],
                "整改方案": [plain(plan) or "○ 未制定" for plan in problems["plan"]],
                "责任": [f"{unit_link(row.unit)}  \n{plain(row.person)}" for row in problems.itertuples()],
                "时限与现状": [
                    f"{day(row.deadline)}  \n{badge(PROBLEMS, row.state)}"
                    + (f"  \n{day(row.closed_on)}　{plain(row.closing)}" if pd.notna(row.closed_on) else "")
                    for row in problems.itertuples()
                ],
            }
        ),
        alt=f"{chosen}的问题，共{len(problems)}个",
    )
