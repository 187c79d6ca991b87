"""Parts of 大气·全年推算: the year by each method, and how high its rest may be."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.outlook import MORE
from dashboard.text import UNREPORTED, number
from dashboard.web.air import ROUNDING_RULE, ROUNDINGS, pollutant_column, rounding_control
from dashboard.web.opener import query
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import AIR, OUTLOOKS, REASONS


def year_by_each_method(outlook: pd.DataFrame) -> None:
    """What each method makes of the year of every pollutant, and how likely the target is met."""
    groups = dict(list(outlook.groupby("pollutant", sort=False)))
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(groups),
                "年目标": [
                    number(rows["target"].iloc[0], int(rows["decimals"].iloc[0]), rows["unit_of_measure"].iloc[0], "—")
                    for rows in groups.values()
                ],
                **{title: [_by_method(rows, method) for rows in groups.values()] for method, title in OUTLOOKS.items()},
                "完成的可能": [_chance(rows) for rows in groups.values()],
            }
        ),
        alt="各污染物三种方法的全年推算和完成的可能",
    )
    st.caption(
        "三种方法都是推算，不是预报。括号内为80%区间；“完成的可能”是重复抽样中全年值（修约后）不超过年目标的比例。"
        "依据为月值的，去年用附件1的2022年值，没有重复抽样；有效天数不足60天不推算。"
    )


def _by_method(of_one: pd.DataFrame, method: str) -> str:
    """A method's figure with its range in a table cell, or why there is none."""
    row = of_one.set_index("method").loc[method]
    if pd.isna(row["mid"]):
        return f":gray[{REASONS[row['reason']]}]"
    more = int(row["decimals"]) + MORE
    spread = "" if pd.isna(row["low"]) else f"（{number(row['low'], more)}–{number(row['high'], more)}）"
    return f"{number(row['mid'], more)}{spread}　{badge(AIR, row['state']) if pd.notna(row['target']) else ''}"


def _chance(of_one: pd.DataFrame) -> str:
    """How many of a hundred draws meet the target."""
    value = of_one["chance"].dropna()
    return number(100 * value.iloc[0], 0, "%") if len(value) else "—"


def highest_mean_of_the_rest(view: Mapping[str, Any]) -> None:
    """How high the mean of the days that are left may be, beside what was planned and what was last year."""
    rounding = rounding_control()
    allowance = query("air/remaining_allowance", rounding=rounding, **view)
    means = allowance[allowance["reason"] != "not_computable"]
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(means["pollutant"]),
                "年目标": [number(row.annual_target, 0, row.unit_of_measure, "—") for row in means.itertuples()],
                f"余下均值最高可为（{ROUNDINGS[rounding]}）": [
                    f"{'低于' if row.is_bound_exclusive else '不高于'} **{number(row.allowed, 2)}**"
                    if pd.isna(row.reason)
                    else REASONS[row.reason]
                    for row in means.itertuples()
                ],
                **{
                    title: [
                        number(value, 2, missing=REASONS.get(reason, UNREPORTED))
                        for value, reason in zip(means[column], means["reason"], strict=True)
                    ]
                    for title, column in {"余下月份表列目标": "planned_rest", "余下月份2022年": "baseline_rest"}.items()
                },
                "照表列目标够不够": [_is_plan_enough(excess) for excess in means["plan_excess"]],
            }
        ),
        alt=f"各污染物余下日子允许的最高均值，按{ROUNDINGS[rounding]}",
    )
    st.caption(ROUNDING_RULE)


def _is_plan_enough(excess: float) -> str:
    """Whether the months meet the year when each meets its printed target, and with how much to spare."""
    if pd.isna(excess):
        return "—"
    return f":orange[**▲ 不够**] 还要低{excess:.2f}" if excess > 0 else f":green[**● 够**] 有余{-excess:.2f}"


def days_left_in_budget(as_of: dt.date, scope: str) -> None:
    """On how many more days O₃ and CO may be above their targets, since a percentile counts days."""
    budget = query("air/day_budget", as_of=as_of, scope=scope)
    st.markdown(
        "**O₃ 和 CO 的超限天数余额**：年评价是百分位数，不能由月值推算；超过目标的天数不多于余额，全年一定完成。"
    )
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(budget["pollutant"]),
                "年目标": [
                    number(row.limit, int(row.decimals), row.unit_of_measure, "—") for row in budget.itertuples()
                ],
                "全年可超": [number(value, 0, "天", "—") for value in budget["allowed_days"]],
                "已超": [number(value, 0, "天", "不可由月值推算") for value in budget["days_above"]],
                "余额": [number(value, 0, "天", "不可由月值推算") for value in budget["days_left_in_budget"]],
                "再多超一天时不得高于": [
                    number(row.straddle_bound, int(row.decimals) + MORE, row.unit_of_measure, "—")
                    for row in budget.itertuples()
                ],
                "有效天数": [number(value, 0, "天", "—") for value in budget["valid_days"]],
            }
        ),
        alt="臭氧和一氧化碳超过年目标的天数和余额",
    )
    st.caption(
        "余额每超一天减一天，缺一个有效日也会变小；余额恰好用完再多超一天时，百分位数落在两天之间，"
        "那一天不高于表中界限仍算完成。"
    )
