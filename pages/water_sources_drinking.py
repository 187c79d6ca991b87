"""The tab 饮用水水源 of 水·水源与黑臭: both rates of the latest month, source by month, and the limits."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.charts.water_sources import source_rates_chart, source_rates_chart_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, month, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, grid_by_month, link, row_of
from dashboard.web.tables import table
from dashboard.words import WATER_SOURCES

kind_word = dataset("water_sources").field("kind").word
level_word = dataset("water_sources").field("level").word
RESTS_ON = ["water_sources", "water_source_samples", "water_source_volumes"]


def show(as_of: dt.date) -> None:
    """The goal, the two rates of the latest month that was sampled, source by month, and the limits."""
    goal = row_of(query("water/unstated_goals"), "indicator_id", "IW-01", "饮用水水源的目标")
    if goal is None:
        return
    st.info(
        f"“{plain(goal['quote'])}”（文件第{goal['source_line']}行）没有写比例（存疑T57），也没有水源名录。",
        icon=":material/info:",
    )
    months = query("water/source_months", as_of=as_of)
    if months.empty:
        where = "可在“数据·上传”的“集中式饮用水水源”中上报；没有上报不等于没有水源"
        st.markdown(f":gray[○ {UNREPORTED}]：还没有水源名录，{where}。")
        return
    rates = query("water/source_rates", as_of=as_of)
    _latest(rates, goal)
    show_chart(source_rates_chart(rates), source_rates_chart_alt(rates), RESTS_ON)
    _matrix(months)
    _limits()


def _latest(rates: pd.DataFrame, goal: pd.Series) -> None:
    known = rates[rates["judged"].fillna(0) > 0].tail(1)
    if known.empty:
        st.markdown(badge(WATER_SOURCES, "missing"))
    for row in known.itertuples():
        volume = f"{row.volume_attained:g} / {row.volume_judged:g} 万m³" if pd.notna(row.rate_by_volume) else ""
        by_volume = number(row.rate_by_volume, 1, "%", missing="取水量未报齐")
        assigned = str(goal["assigned_value"]) if goal["is_assigned"] else "○ 文件未载明"
        figures(
            [
                Figure(
                    f"{month(row.month)}按个数",
                    number(row.rate_by_count, 1, "%"),
                    f"{int(row.attained)} / {int(row.judged)} 个",
                ),
                Figure(f"{month(row.month)}按水量", by_volume, volume),
                Figure("上级下达的比例", plain(assigned)),
            ]
        )
        for words, names in (
            (badge(WATER_SOURCES, "exceeding"), row.exceeding),
            (badge(WATER_SOURCES, "missing"), row.missing),
            (":gray[○ 取水量未报]", row.without_volume),
        ):
            if names:
                st.markdown(f"{words}：{plain(names)}")
    if not goal["is_assigned"]:
        link("water_goals", "填入下达值 →")


def _matrix(months: pd.DataFrame) -> None:
    """Source by month, with what exceeds."""
    grid = grid_by_month(months, "water_source", WATER_SOURCES)
    names = [
        f"**{plain(row.water_source)}**  \n:small[{kind_word(row.kind)}，{level_word(row.level)}]"
        for row in months.drop_duplicates("water_source").itertuples()
    ]
    grid.insert(0, "水源", names)
    table(grid, alt=f"{len(grid)}个水源逐月是否达到Ⅲ类")
    st.caption(
        "每月各项平均值与Ⅲ类限值比较，一项超过即为超过；括号内是平均值。水温、总氮、粪大肠菌群不参加评价；"
        "没有监测的水源不算入两个比例。"
    )


def _limits() -> None:
    with st.expander("评价用的限值", icon=":material/rule:"):
        limits = query("water/source_limits")
        table(
            pd.DataFrame(
                {
                    "水源类型": [_kinds(codes) for codes in limits["kinds"]],
                    "指标": [plain(title) for title in limits["title"]],
                    "Ⅲ类限值": [_range(row.lowest, row.highest, row.unit_of_measure) for row in limits.itertuples()],
                    "依据": [plain(clause) for clause in limits["clause"]],
                }
            ),
            alt="饮用水水源各项指标的Ⅲ类限值",
        )


def _kinds(codes: str) -> str:
    """The kinds of source that a limit is for, in words."""
    return "地表水" if codes == "lake,river" else kind_word(codes)


def _range(lowest: float, highest: float, unit: str) -> str:
    shown = "" if unit == "无量纲" else f" {plain(unit)}"
    if pd.notna(lowest) and pd.notna(highest):
        return f"{lowest:g}～{highest:g}{shown}"
    return f"不低于 {lowest:g}{shown}" if pd.notna(lowest) else f"不高于 {highest:g}{shown}"
