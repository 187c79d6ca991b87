"""Parts of 任务·填报: month and unit, who reports, how many reports are owed and by when, and who lacks some."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.text import day, month, plain
from dashboard.web import controls
from dashboard.web.desks.reports import show_sheet
from dashboard.web.display import pixels
from dashboard.web.filters import address, is_on
from dashboard.web.identity import own_units, visitor
from dashboard.web.opener import query, today
from dashboard.web.screen import is_so, link


def chosen_month(as_of: dt.date) -> Any:
    """The month that is reported for: that of the day asked, or of today where nobody asked; None: none is owed yet.

    Its fields are those of tasks/report_months.
    """
    months = query("tasks/report_months", as_of=as_of, today=today())
    if months.empty:
        return None
    listed = list(months["month"])
    wanted = [f"{each:%Y-%m}" for each in ([] if is_on("asof") else [today()]) + [as_of]]
    default = next((listed.index(each) for each in wanted if each in listed), len(listed) - 1)
    code = controls.selectbox("填报月份", listed, index=default, key="month", width=pixels(180))
    return next(row for row in months.itertuples() if row.month == code)


def nothing_owed() -> None:
    """That the notice, and with it the reports, came later than the day asked."""
    st.info("统计截止日在文件印发之前，还没有月报要填。", icon=":material/search_off:")


def who_reports() -> None:
    """What the page is for, and what whoever is in front of it does or does not do here."""
    if not visitor().is_known:
        st.info(
            "责任单位在这里逐项填写当月进展、问题、下步打算，附上佐证材料，一次保存；手机也能填。"
            "请先[登录](./sign-in)，登录后列出本单位的任务。",
            icon=":material/login:",
        )
        return
    st.info(
        "月报由各责任单位填写，区生环委办可以代填；领导和管理员不需要填报。各单位报没报见下。", icon=":material/info:"
    )


def chosen_unit(units: pd.DataFrame) -> str | None:
    """The unit that is reported for: the person's own, or for the office the one it chooses; None: none is chosen."""
    own = own_units()
    listed = list(units["unit"]) if own is None else list(own)
    if own is not None and len(own) == 1:
        return own[0]
    unit: str | None = controls.selectbox(
        "填报单位",
        listed,
        index=None if own is None else 0,
        key="reporter",
        placeholder="选择代填的单位",
        width=pixels(280),
    )
    return unit


def unit_in_figures(unit: str, units: pd.DataFrame, asked: Any) -> None:
    """How many reports a unit owes for the month, has handed in, late or not, and by when."""
    found = units[units["unit"] == unit]
    if found.empty:
        st.info(f"{plain(unit)}{month(asked.month)}没有要填报的任务（配合单位不填报）。", icon=":material/search_off:")
        return
    row = found.iloc[0]
    late = f"（其中补报 {row['late']} 项）" if row["late"] else ""
    st.markdown(
        f"**{plain(unit)}　{month(asked.month)}**：应报 **{row['owed']}** 项，已报 **{row['reported']}** 项{late}，"
        f"未报 **{row['missing']}** 项。{_by_when(asked)}"
    )


def sheet(unit: str, asked: Any) -> None:
    """The tasks of a unit with their forms."""
    show_sheet(unit, asked.month, asked.counts_to)


def missing_units(units: pd.DataFrame, asked: Any) -> None:
    """How many units lack reports for the month and, once the day for them has passed, which; the list is elsewhere."""
    lacking = units[units["missing"] > 0]
    st.markdown(
        f"**{month(asked.month)}**：应填报的单位 **{len(units)}** 个，还有 **{len(lacking)}** 个没有报齐，"
        f"共差 **{int(lacking['missing'].sum())}** 项。{_by_when(asked)}"
    )
    overdue = lacking[lacking["is_overdue"].map(is_so)]
    if not overdue.empty:
        may = visitor().may("report")
        names = "、".join(
            (
                f"[{plain(row.unit)}]({address('report', month=asked.month, reporter=row.unit)})"
                if may
                else plain(row.unit)
            )
            + f" {row.missing}项"
            for row in overdue.itertuples()
        )
        st.markdown(f":red-badge[■ 已过月报截止日] {names}")
    link("tasks_units", "逐项看哪些没有报 →", asof=day(asked.counts_to))


def _by_when(asked: Any) -> str:
    """The last day for the month's reports, and what it means when it has passed."""
    if pd.isna(asked.due_on):
        return ""
    late = "；现在才报的记为补报，更正按时报过的不算" if is_so(asked.is_late_now) else ""
    return f"{day(asked.due_on)}（含当日）前报送{late}。"
