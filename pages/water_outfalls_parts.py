"""Parts of 水·排污口: the month in figures, the matrix, what exceedances led to, and one outfall in depth."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.outfalls import outfall_chart, outfall_chart_alt
from dashboard.datasets import dataset
from dashboard.text import day, month, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, grid_by_month
from dashboard.web.tables import table
from dashboard.words import CHAINS, OUTFALLS

step_word = dataset("outfall_tracing").field("step").word
kind_word = dataset("outfalls").field("kind").word


def month_in_figures(coverage: pd.DataFrame, chains: pd.DataFrame) -> None:
    """The latest month that is over: sampled of all, missing by name, exceeding by name; and the chains still open."""
    last = coverage[coverage["outfalls"].notna()].tail(1)
    for row in last.itertuples():
        figures(
            [
                Figure(f"{month(row.month)}已监测", f"{int(row.sampled)} / {int(row.outfalls)} 个"),
                Figure(f"{month(row.month)}超标", f"{int(row.exceeding)} 个"),
                Figure("未复测达标的超标", f"{int(chains['closed_on'].isna().sum())} 条"),
            ]
        )
        if row.missing:
            st.markdown(f"{badge(OUTFALLS, 'missing')}：{plain(row.missing)}")
        if row.exceeding_names:
            st.markdown(f"{badge(OUTFALLS, 'exceeding')}：{plain(row.exceeding_names)}")


def outfall_link(outfall: str) -> str:
    """An outfall's name in a cell, leading to its samples and steps on the same page."""
    return f"[**{plain(outfall)}**]({address('outfalls', outfall=outfall)})"


def matrix(months: pd.DataFrame) -> None:
    """Outfall by month; a month in which it was not in use stays empty."""
    st.subheader("逐月监测")
    if months.empty:
        st.markdown("○ 今年还没有结束的月份")
        return
    grid = grid_by_month(months, "outfall", OUTFALLS)
    grid.insert(0, "排污口", [outfall_link(name) for name in grid.index])
    missing = int((months["state"] == "missing").sum())
    table(grid, alt=f"{len(grid)}个排污口逐月监测情况，未监测{missing}个月次")
    st.caption("每个在用的排污口每月至少监测一次，按月末计。超标：任一项超过限值；没有限值的只记录、不评判。")


def chains(rows: pd.DataFrame) -> None:
    """Every exceedance, open ones first: how far over, the steps so far, and the sample that closed it."""
    st.subheader("超标与溯源整治")
    table(
        pd.DataFrame(
            {
                "排污口与指标": [f"{outfall_link(row.outfall)}  \n{row.title}" for row in rows.itertuples()],
                "超标": [
                    f"{day(row.opened_on)}　{number(row.opening_value, 2, row.unit_of_measure)}"
                    + (f"  \n最高超{number(row.highest_multiple, 2)}倍" if pd.notna(row.highest_multiple) else "")
                    + f"，{row.exceeding_samples}次"
                    for row in rows.itertuples()
                ],
                "查测溯治": [
                    f"{row.steps} 步，最近：{step_word(row.latest_step)}"
                    + (f"  \n限期 {day(row.due_date)}" if pd.notna(row.due_date) else "")
                    if row.steps
                    else ":gray[○ 未上报]"
                    for row in rows.itertuples()
                ],
                "现状": [f"{badge(CHAINS, row.state)}  \n{_since(row)}" for row in rows.itertuples()],
            }
        ),
        alt="超标的排污口，未复测达标的在前",
    )
    st.caption("只有超标之后同一指标复测达标才算办结；写了整治步骤而没有复测的不算。")


def _since(chain: Any) -> str:
    """What closed an exceedance, or for how long it has been open."""
    if pd.isna(chain.closed_on):
        return f"已{chain.days}天"
    passed = number(chain.closing_value, 2, chain.unit_of_measure)
    return f"{day(chain.closed_on)}　{passed}，历时{chain.days}天"


def one_outfall(outfall: pd.Series, as_of: dt.date) -> None:
    """What an outfall is, its samples against its limits, and everything that happened at it, newest first."""
    name = str(outfall.name)
    st.markdown(
        f"**{plain(name)}**　{kind_word(outfall['kind'])}，排入{plain(outfall['river'])}"
        f"｜所在 {plain(outfall['town']) or '未填'}｜责任主体 {plain(outfall['owner']) or '未填'}"
        f"｜限值依据 {plain(outfall['documents']) or '未填，只记录不评判'}"
    )
    readings = query("water/outfall_readings", as_of=as_of)
    readings = readings[readings["outfall"] == name]
    if not readings.empty:
        show_chart(outfall_chart(name, readings, as_of), outfall_chart_alt(name, readings), ["outfall_samples"])
    events = query("water/outfall_events", as_of=as_of)
    events = events[events["outfall"] == name].iloc[::-1]
    table(
        pd.DataFrame(
            {
                "日期": [day(when) for when in events["date"]],
                "环节": [
                    f"采样　{badge(OUTFALLS, row.state)}" if row.event == "sample" else f"**{step_word(row.event)}**"
                    for row in events.itertuples()
                ],
                "单位": [plain(unit) for unit in events["unit"]],
                "结果": [
                    plain(row.result) + (f"（限期 {day(row.due_date)}）" if pd.notna(row.due_date) else "")
                    for row in events.itertuples()
                ],
            }
        ),
        alt=f"{name}的采样和查测溯治",
    )
