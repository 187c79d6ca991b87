"""The tab 黑臭水体 of 水·水源与黑臭: the grade of each water, its points along the stream, and the share cleared."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.black_odour import black_odour_chart, black_odour_chart_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, link
from dashboard.web.tables import table
from dashboard.words import BLACK_ODOUR

area_word = dataset("black_odour_waters").field("area").word
item_word = dataset("black_odour_limits").field("item").word
RESTS_ON = ["black_odour_waters", "black_odour_samples"]


def show(as_of: dt.date) -> None:
    """The share cleared against what was assigned, the waters, and their points; and by what limits."""
    share = query("water/black_odour_share", as_of=as_of).iloc[0]
    st.info(f"“{plain(share['quote'])}”（文件第{share['source_line']}行）。", icon=":material/info:")
    if pd.isna(share["waters"]):
        where = "可在“数据·上传”的“黑臭水体”中上报；没有上报不等于没有黑臭水体"
        st.markdown(f":gray[○ {UNREPORTED}]：文件没有黑臭水体名录，{where}。")
        return
    _share_cleared(share)
    waters = query("water/black_odour", as_of=as_of)
    _waters(waters)
    points = query("water/black_odour_points", as_of=as_of)
    if not points.empty:
        show_chart(black_odour_chart(points), black_odour_chart_alt(points), RESTS_ON)
    _limits()


def _share_cleared(share: pd.Series) -> None:
    assigned = str(share["assigned_value"]) if pd.notna(share["assigned_value"]) else "○ 文件未载明"
    figures(
        [
            Figure("消除比例（无黑臭／已评）", number(share["cleared_share"], 1, "%", missing="数据不足")),
            Figure("无黑臭／已评／名录", f"{share['cleared']} / {share['graded']} / {share['waters']} 个"),
            Figure("上级下达的消除比例", plain(assigned)),
        ]
    )
    if pd.isna(share["assigned_value"]):
        link("water_goals", "填入下达值 →")


def _waters(waters: pd.DataFrame) -> None:
    table(
        pd.DataFrame(
            {
                "水体": [
                    f"**{plain(row.water)}**　{area_word(row.area)}  \n:gray[{plain(row.town)} {plain(row.stretch)}]"
                    for row in waters.itertuples()
                ],
                "级别": [
                    badge(BLACK_ODOUR, row.grade)
                    + (f"  \n重度河段：{plain(row.severe_stretches)}" if pd.notna(row.severe_stretches) else "")
                    for row in waters.itertuples()
                ],
                "监测点": [_points_of(row) for row in waters.itertuples()],
            }
        ),
        alt=f"{len(waters)}个黑臭水体的级别",
    )


def _points_of(row: Any) -> str:
    """How many points and rounds the grade of a water rests on."""
    if not row.points:
        return f"登记 {row.points_listed} 个，没有数据"
    return (
        f"{row.points} 个有数据（登记 {row.points_listed} 个），最少 {int(row.rounds)} 次  \n"
        f"重度 {int(row.severe_points)} 个，{'黑臭' if row.area == 'rural' else '轻度'} {int(row.mild_points)} 个"
    )


def _limits() -> None:
    """The limits, and the rules that are not in the standard's table."""
    with st.expander("分级标准和判定规则", icon=":material/rule:"):
        limits = query("water/black_odour_limits")
        table(
            pd.DataFrame(
                {
                    "指标": [f"{area_word(row.area)}　{item_word(row.item)}" for row in limits.itertuples()],
                    "轻度": [_beyond(row, row.mild_limit) for row in limits.itertuples()],
                    "重度": [_beyond(row, row.severe_limit) for row in limits.itertuples()],
                    "依据": [f"{plain(row.clause)}  \n:gray[{plain(row.note)}]" for row in limits.itertuples()],
                }
            ),
            alt="黑臭水体分级标准",
        )
        for row in query("water/black_odour_rules").itertuples():
            st.markdown(
                f"- {plain(row.title)}：**{plain(row.value)}** {plain(row.unit_of_measure)}　{plain(row.meaning)}"
                f"　:gray[{plain(row.basis)}]"
            )


def _beyond(row: Any, limit: float) -> str:
    """On which side of a limit a value is black-odorous."""
    if pd.isna(limit):
        return "不分级"
    return f"{'低于' if row.direction == 'below' else '高于'} {limit:g} {row.unit_of_measure}"
