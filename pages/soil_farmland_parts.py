"""Tabs of 土壤·耕地: areas by class, rates of safe use, and the limits."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, number, plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import RATES

class_word = dataset("farmland").field("category").word
land_word = dataset("farmland_limits").field("land").word
value_word = dataset("farmland_limits").field("value_type").word


def areas() -> None:
    """The area of each class in each town in the latest year reported, beside the year before."""
    st.info(
        "“确保其面积不减少、土壤环境质量不下降”（文件第286行，优先保护类耕地，任务"
        f"{task_link('S-03')}）；面积基数文件未载明（存疑T73）。",
        icon=":material/info:",
    )
    rows = query("soil/farmland_areas", **chosen().parameters("as_of", "unit"))
    if rows.empty:
        st.markdown(
            f":gray[○ {UNREPORTED}]：还没有三类耕地面积，可在“数据·上传”的“耕地土壤环境质量类别”中上报。"
            "没有上报不等于零。"
        )
        return
    table(
        pd.DataFrame(
            {
                "镇（街道）": [plain(town) for town in rows["town"]],
                "类别": [class_word(code) for code in rows["category"]],
                "面积": [f"{number(row.area, 1, '亩')}（{row.year}年）" for row in rows.itertuples()],
                "比上年": [
                    "上年未上报" if pd.isna(change) else f"{'+' if change > 0 else ''}{number(change, 1, '亩')}"
                    for change in rows["change"]
                ],
            }
        ),
        alt=f"各镇（街道）三类耕地面积，共{len(rows)}行",
    )


def rates(as_of: dt.date) -> None:
    """The rates of safe use with the definition each is counted by; without a figure of the notice none is judged."""
    rows = query("soil/rates", as_of=as_of)
    table(
        pd.DataFrame(
            {
                "指标": [
                    f"**{plain(row.name)}**  \n:gray[“{plain(row.quote)}”（第{row.source_line}行）]"
                    for row in rows.itertuples(name="Rate")
                ],
                "目标值": [plain(value) or "○ 文件未载明，按上级考核要求" for value in rows["assigned_value"]],
                "现状": [_rate(row) for row in rows.itertuples()],
                "按什么算": [_definition(row) for row in rows.itertuples()],
            }
        ),
        alt=f"{len(rows)}个安全利用率，文件均未给出数值",
    )
    st.caption("文件没有给出数值，不画进度、不亮灯。算法在“判定参数”中，上级下达后改那里。")


def _definition(row: Any) -> str:
    """The formula with what its letters mean, and where it comes from."""
    if pd.isna(row.definition):
        return f"○ 文件未载明  \n:gray[{plain(row.basis)}]"
    return f"{plain(row.definition)}  \n{plain(row.meaning)}  \n:gray[{plain(row.basis)}]"


def _rate(row: Any) -> str:
    """A rate where it can be said, else why not; of building land the count and area in any case."""
    said = badge(RATES, row.state)
    if row.state == "counted":
        said = f"**{number(row.percent, 1, '%')}**"
    area = f"{number(row.safe_area, 0)} / {number(row.counted_area, 0, '亩')}"
    if row.rate == "construction" and pd.notna(row.units):
        unclear = f"，{int(row.open_units)} 个缺步骤或面积" if row.open_units else ""
        changed = f"用途已变为一住两公的地块 {int(row.units)} 个，过了各道关口 {int(row.safe_units)} 个，{area}"
        return f"{said}  \n{changed}{unclear}"
    if row.state == "counted":
        return f"{said}  \n{area}"
    if row.state == "insufficient" and row.rate == "farmland":
        return f"{said}  \n{int(row.open_units)} 个单元缺面积、土壤或农产品结果"
    return said


def limits() -> None:
    """The screening and control values, a line an item and kind of land, by band of pH."""
    rows = query("soil/farmland_limits")
    bands = ["不分pH" if pd.isna(row.ph_above) and pd.isna(row.ph_up_to) else _band(row) for row in rows.itertuples()]
    rows = rows.assign(band=bands, shown=[f"{value:g}" for value in rows["limit_value"]])
    for code in dict.fromkeys(rows["value_type"]):
        st.markdown(f"**{value_word(code)}**，mg/kg")
        of_kind = rows[rows["value_type"] == code]
        lines = of_kind.groupby(["title", "land"], sort=False)
        table(
            pd.DataFrame(
                {
                    "项目": [f"{plain(title)}　:gray[{land_word(land)}]" for (title, land), _ in lines],
                    "限值": [
                        "，".join(f"{row.band} **{row.shown}**" for row in each.itertuples()) for _, each in lines
                    ],
                    "依据": [
                        f"{plain(each['clause'].iloc[0])}"
                        + (f"  \n:gray[{plain(each['note'].iloc[0])}]" if pd.notna(each["note"].iloc[0]) else "")
                        for _, each in lines
                    ],
                }
            ),
            alt=f"农用地土壤{value_word(code)}，{len(lines)}行",
        )


def _band(row: Any) -> str:
    if pd.isna(row.ph_above):
        return f"pH≤{row.ph_up_to:g}"
    return f"pH＞{row.ph_above:g}" if pd.isna(row.ph_up_to) else f"{row.ph_above:g}＜pH≤{row.ph_up_to:g}"
