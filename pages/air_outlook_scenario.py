"""The scenario of 大气·全年推算: what the year becomes if the months that are left go otherwise."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.outlook import MORE
from dashboard.text import number, plain
from dashboard.web.air import pollutant_word
from dashboard.web.cards import Figure, figures
from dashboard.web.display import pixels
from dashboard.web.opener import query
from dashboard.web.screen import badge, is_so
from dashboard.words import AIR, OUTLOOKS, REASONS


def what_if(view: Mapping[str, Any], pollutant: str, digits: int, unit: str) -> None:
    """What the year becomes if the months that are left are as the reader sets them."""
    as_it_goes = query("air/what_if_months", **view, pollutant=pollutant, scenario=None)
    ahead = as_it_goes[as_it_goes["kind"] == "assumed"]
    if ahead.empty or ahead["value"].isna().any():
        reason = query("air/what_if", **view, pollutant=pollutant, scenario=None)["reason"].iloc[0]
        told = REASONS.get(reason, "没有余下的月份")
        st.info(f"{pollutant_word(pollutant)}：{told}，不能设定情景。", icon=":material/info:")
        return
    plan = st.text_input("方案名称", key="scenario", bind="query-params", placeholder="如：冬季加强管控", max_chars=40)
    scenario = months_as_set(ahead, pollutant, digits, unit)
    if plan.strip():
        st.markdown(f"**方案：{plain(plan.strip())}**")
    year_as_set(view, pollutant, scenario, digits, unit)
    methods_kept = "、".join(f"“{OUTLOOKS[method]}”" for method in ahead["method"].unique())
    st.caption(f"拖动后网址随之改变，复制网址即可把这一情景发给别人。没有拖动的月份按{methods_kept}。")


def months_as_set(ahead: pd.DataFrame, pollutant: str, digits: int, unit: str) -> str | None:
    """A slider for each month that is left; those moved, as air/what_if takes them, or None when none is."""
    step = 10.0**-digits
    top = max(2 * round(ahead[["value", "last_value"]].max().max(), digits), 10 * step)
    moved = {}
    with st.grid(4, gap="small", min_column_width=pixels(150)):
        for month in ahead.itertuples():
            path = round(month.value, digits)
            assumed = st.slider(
                f"{month.month}月（{unit}）",
                0.0,
                float(top),
                float(path),
                step,
                format=f"%.{digits}f",
                key=f"{pollutant}-{month.month}",
                bind="query-params",
                help=f"{OUTLOOKS[month.method]}为 {number(month.value, digits + MORE)}"
                + ("。" if month.method == "as_last_year" else f"，去年为 {number(month.last_value, digits + MORE)}。"),
            )
            if assumed != path:
                moved[month.month] = assumed
    return ",".join(f"{month}={value:.{digits}f}" for month, value in moved.items()) or None


def year_as_set(view: Mapping[str, Any], pollutant: str, scenario: str | None, digits: int, unit: str) -> None:
    """The year under a scenario, beside its target and what it becomes without the scenario."""
    plain_year = query("air/what_if", **view, pollutant=pollutant, scenario=None).iloc[0]
    year = query("air/what_if", **view, pollutant=pollutant, scenario=scenario).iloc[0]
    judged = badge(AIR, year["state"]) if pd.notna(year["state"]) else "不作评判"
    changed = round(year["annual_value"] - plain_year["annual_value"], digits + MORE) if scenario else 0
    colour = "red" if changed > 0 else "green"
    beside = f"比不作假设 :{colour}[{changed:+.{digits + MORE}f}]" if is_so(changed) else ""
    figures(
        [
            Figure(f"全年　{judged}", number(year["annual_value"], digits + MORE), beside),
            Figure(f"年目标（{unit}）", number(year["target"], digits, missing="—")),
            Figure("完成的可能", number(100 * year["chance"], 0, "%", "—") if pd.notna(year["chance"]) else "—"),
            Figure("全年综合指数", number(year["composite_index"], 2, missing="—")),
        ]
    )
