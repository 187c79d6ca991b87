"""The tabs of 大气·目标进度: pace, composite index, official beside computed values, and annex 1 itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.composite import composite_chart, composite_chart_alt
from dashboard.text import UNREPORTED, number
from dashboard.web.air import DUST, pollutant_column, pollutant_word
from dashboard.web.desks.versions import link_to_versions
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, link
from dashboard.web.tables import table
from dashboard.words import AIR, BASES, WAYS


def pace(view: Mapping[str, Any]) -> None:
    """Whether the months so far, taken together, keep to the targets of the same months."""
    so_far = query("air/cumulated", **view)
    is_reported = so_far["state"].ne("unreported").any()
    st.markdown(
        "**1至n月累计**与同期累计目标、2022年同期比较，修约到同一位后评判。"
        if is_reported
        else "还没有月度数据，累计值未上报。"
    )
    figures = {"累计实际": "{:.2f}", "累计目标": "{:.2f}", "2022年同期": "{:.2f}", "比2022年": "{:+.1f}%"}
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(so_far["pollutant"]),
                "时段": [
                    f"至{until.month}月{until.day}日"
                    if pd.notna(until)
                    else f"1–{month:.0f}月"
                    if pd.notna(month)
                    else "—"
                    for month, until in zip(so_far["latest_month"], so_far["until"], strict=True)
                ],
                "状态": [
                    badge(AIR, row.state)
                    + ("（修约后）" if row.state == "on_target" and row.actual > row.target else "")
                    for row in so_far.itertuples()
                ],
                "累计实际": so_far["actual"] if is_reported else UNREPORTED,
                "累计目标": so_far["target"],
                "2022年同期": so_far["baseline"],
                "比2022年": so_far["change"],
                "单位": so_far["unit_of_measure"],
                "算法": so_far["way"].map(WAYS).fillna("—"),
            }
        ),
        alt="各污染物1至n月累计实际、目标与上年同期",
        formats={title: form for title, form in figures.items() if is_reported or title != "累计实际"},
        missing="—",
    )
    st.caption(
        "O₃ 和 CO 的年评价是百分位数，不能由月值平均或累计：有逐日数据时由日值算出，没有时不给数；"
        "附件1的CO为整数，逐月不作评判。"
    )


def composite_index(view: Mapping[str, Any], pollutants: list[str]) -> None:
    """What the composite index is made of, so far and by the targets, and how it went by month."""
    terms = query("air/composite_goals", **view)
    if terms["index"].notna().any():
        words = {code: pollutant_word(code) for code in pollutants}
        show_chart(composite_chart(terms, words), composite_chart_alt(terms), ["air_monthly", "air_daily"])
    if terms.loc[terms["series"] == "so_far", "term"].isna().any():
        st.info(
            "2023年至今的综合指数需要六项都有足够有效天数的逐日数据：O₃ 和 CO 的百分位数不能由月值推算。",
            icon=":material/info:",
        )
    by_month = query("air/composite_months", **view)
    table(
        pd.DataFrame(
            {
                "月份": [f"{month}月" for month in by_month["month"]],
                "2023年": by_month["index"],
                "2022年（表列值）": by_month["baseline_index"],
                "2023年首要污染物": [
                    "、".join(map(pollutant_word, codes.split(","))) if pd.notna(codes) else AIR[state].text
                    for codes, state in zip(by_month["primary_pollutant"], by_month["state"], strict=True)
                ],
            }
        ),
        alt="各月综合指数",
        formats={"2023年": "{:.2f}", "2022年（表列值）": "{:.2f}"},
        missing="—",
    )
    st.caption(
        "综合指数为六项浓度与国家二级限值之比的和（环办〔2014〕64号），各项修约到两位再相加；"
        "附件1的CO为整数，2022年逐月指数因此只能参考。"
    )
    link("air_ranking", "168城市和镇街排名 →", ":material/leaderboard:")


def official_and_computed(months: pd.DataFrame, name: str, digits: int, by_dust: Mapping[str, pd.DataFrame]) -> None:
    """How official values of a pollutant's months stand to those from its days, and as measured to without dust.

    `by_dust` has the months of the same pollutant both ways.
    """
    known = months[months["computed_value"].notna() | months["official_value"].notna()]
    st.markdown(
        f"**{name}官方月值与由逐日数据计算的月值**：有官方值的以官方值为准，两者都保留；"
        "没有官方值时用计算值，有效天数不够（一般27天，2月25天）的不作评判。"
    )
    table(
        pd.DataFrame(
            {
                "月份": [f"{month}月" for month in known["month"]],
                "官方值": [number(value, digits, missing="—") for value in known["official_value"]],
                "计算值": [number(value, digits + 1, missing="—") for value in known["computed_value"]],
                "计算减官方": known["difference"],
                "有效天数／所需": [
                    f"{number(row.valid_days, missing='—')}／{row.days_needed:.0f}" for row in known.itertuples()
                ],
                "采用": [BASES[basis] for basis in known["basis"]],
                **{
                    DUST[way]: [number(value, digits, missing="—") for value in rows.loc[known.index, "month_actual"]]
                    for way, rows in by_dust.items()
                },
            }
        ),
        alt=f"{name}官方月值与计算月值",
        formats={"计算减官方": f"{{:+.{digits + 1}f}}"},
        missing="—",
    )


def consistency() -> None:
    """Whether months that just meet their targets make a year that meets its own, and what rounding hides."""
    goals, rounding = query("air/consistency"), query("air/rounding")
    st.markdown("**逐月都恰好完成，全年能否完成**：按天数加权的12个月目标均值与年目标比较。")
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(goals["pollutant"]),
                "12个月目标均值": goals["months_mean"],
                "年目标": goals["annual_target"],
                "结论": [
                    "逐月目标与2022年几乎相同，没有通向年目标的路径"
                    if pd.isna(row.exceeds_target)
                    else "修约后相等，未修约超出"
                    if row.exceeds_target and row.rounds_to_target
                    else "超出年目标"
                    if row.exceeds_target
                    else "不超出"
                    for row in goals.itertuples()
                ],
            }
        ),
        alt="逐月目标与年目标是否自洽",
        formats={"12个月目标均值": "{:.2f}", "年目标": "{:g}"},
        missing="不可由月值推算",
    )
    st.markdown("**改善幅度**：按印出的整数与按12个月平均分别计算，整数会夸大改善。")
    table(
        pd.DataFrame(
            {
                "污染物": pollutant_column(rounding["pollutant"]),
                "按年值（整数）": rounding["printed_change"],
                "按12个月": rounding["months_change"],
            }
        ),
        alt="按年值与按月值计算的改善幅度",
        formats={"按年值（整数）": "{:+.1f}%", "按12个月": "{:+.1f}%"},
        missing="不可由月值推算",
    )


def annex_as_printed(as_of: dt.date, pollutants: list[str]) -> None:
    """Annex 1 in the order in which the notice prints it, with the targets that hold now."""
    targets = query("air/targets", as_of=as_of)
    is_revised = link_to_versions("air_targets")
    st.markdown(
        f"附件1{'现行的各数' if is_revised else '照文件原样'}，**2022年／2023年**；▲ 表示2023年目标高于2022年。"
    )
    cells = [
        f"{row.baseline:g}／{row.target:g}{' ▲' if row.is_target_above_baseline else ''}"
        for row in targets.itertuples()
    ]
    printed = targets.assign(cell=cells).pivot(index="month", columns="pollutant", values="cell")
    order = [*range(1, 13), 0]
    printed = printed.loc[order, pollutants].rename(columns=pollutant_word)
    printed.insert(0, "月份", [f"{month}月" if month else "**全年**" for month in order])
    table(printed, alt="附件1：六项污染物逐月与全年的2022年值和2023年目标，共156个数")
    st.caption("CO 为 mg/m³，其余为 µg/m³；文件附件1未注明单位，单位取自正文第32–34行。")
