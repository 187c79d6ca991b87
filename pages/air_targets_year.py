"""The tab 全年与国家二级 of 大气·目标进度: the year's targets and class II, which are two things."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.text import UNREPORTED, number, plain
from dashboard.web import controls
from dashboard.web.air import pollutant_column
from dashboard.web.opener import query
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import AIR, ASSESSED, STATISTICS

PERIODS = {"今年至今": "cumulative", "当月": "month", "当季": "quarter", "当前季节": "season"}


def annual_and_class_ii(view: Mapping[str, Any]) -> None:
    """Whether the year meets its targets, whether it attains class II, and which goals have no figure."""
    year_against_target(view)
    period_against_class_ii(view)
    goals_without_figure()


def year_against_target(view: Mapping[str, Any]) -> None:
    """The whole year beside its target, as text and annex print it, and beside class II."""
    annual = query("air/year", **view)
    st.markdown("**完成目标**与**达到国家二级标准**是两回事：PM₁₀、PM₂.₅、O₃ 的年目标都宽于国家二级限值。")
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(annual["pollutant"]),
                "全年实际": [
                    number(row.annual_value, row.decimals, row.unit_of_measure) for row in annual.itertuples()
                ],
                "年目标（正文／附件1）": [
                    f"{number(row.printed_target, row.decimals)} ／ {number(row.table_target)}{_as_chosen(row)}"
                    for row in annual.itertuples()
                ],
                "完成目标": [
                    badge(AIR, row.state) + (f"  \n{_by_reading(row)}" if row.state == "conflict" else "")
                    for row in annual.itertuples()
                ],
                "国家二级限值": [number(row.class_ii_limit) for row in annual.itertuples()],
                "达到国家二级": [
                    UNREPORTED if pd.isna(yes) else ASSESSED[str(yes)].text for yes in annual["attains_class_ii"]
                ],
            }
        ),
        alt="全年实际与年目标、国家二级标准",
    )


def _as_chosen(row: Any) -> str:
    """The target that counts, where the office reads the notice otherwise than its text has it."""
    if pd.isna(row.text_target) or row.text_target == row.printed_target:
        return ""
    return f"  \n:small[按所选读法以{number(row.text_target, row.decimals)}评判]"


def _by_reading(row: Any) -> str:
    """Which of the targets a figure is above, where they disagree."""
    text = "所选读法" if _as_chosen(row) else "正文"
    targets = {text: (row.text_target, row.decimals), "附件1": (row.table_target, 0)}
    return "，".join(
        f"{'超' if row.annual_value > target else '未超'}{place}目标{number(target, int(digits))}"
        for place, (target, digits) in targets.items()
    )


def improvement(of_one: pd.Series) -> str:
    """How much better than 2022 a pollutant is to be, by the printed annual figures and by the months of annex 1."""
    if pd.isna(of_one["months_change"]):
        return ""
    return f"改善幅度：按年值{of_one['printed_change']:+.1f}%，按12个月{of_one['months_change']:+.1f}%。"


def period_against_class_ii(view: Mapping[str, Any]) -> None:
    """The statistics of a period that the reader picks, each beside its limit, and the composite index."""
    st.markdown("**按国家标准评价**（HJ 663）：均值对年平均限值，百分位数对日限值；数据不足的不作评判。")
    last_year = str(view["as_of"].year - 1)
    periods = PERIODS | {f"{last_year}年": last_year}
    period = controls.segmented_control("时段", periods, default=next(iter(periods)), key="period", required=True)
    assessed = query("air/assessment", period=periods[period], edition="2012", **view)
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(assessed["pollutant"]),
                "统计量": [STATISTICS[code] for code in assessed["statistic"]],
                period: [number(row.value, row.decimals, row.unit_of_measure) for row in assessed.itertuples()],
                "国家二级限值": [number(value) for value in assessed["class_ii"]],
                "评价": [
                    ASSESSED[str(yes)].text if state in ("official", "computed") else AIR[state].text
                    for yes, state in zip(assessed["attained_class_ii"], assessed["state"], strict=True)
                ],
                "超标倍数": assessed["exceedance_multiple"],
                "有效天数": assessed["valid_days"],
            }
        ),
        alt=f"{period}各项污染物的统计量与国家二级限值",
        formats={"超标倍数": "{:.2f}"},
        missing="—",
    )
    whole = query("air/composite_index", period=periods[period], **view).iloc[0]
    unjudged = f"（{AIR['insufficient'].text}）" if whole["state"] == "insufficient" else ""
    st.caption(f"{period}综合指数：{number(whole['index'], 2, missing='六项不全，没有指数')}{unjudged}。")


def goals_without_figure() -> None:
    """The goals of the air plan that the notice gives no figure for."""
    indicators = query("air/indicators")
    unstated = indicators[indicators["status"] == "unstated"]
    table(
        pd.DataFrame(
            {
                "文件未载明数值的目标": [plain(row.name) for row in unstated.itertuples(name="Goal")],
                "原文": [f"{plain(row.quote)}（第{row.source_line}行）" for row in unstated.itertuples()],
                "上级下达值": [plain(value) or "○ 文件未载明" for value in unstated["assigned_value"]],
            }
        ),
        alt="大气计划中未载明数值的目标",
    )
