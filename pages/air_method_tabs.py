"""The tabs of 大气·口径: conventions, editions with their limits, classes with their breakpoints, stations."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import MICROGRAMS, MILLIGRAMS, day, number, plain
from dashboard.web.air import pollutant_column
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty
from dashboard.web.tables import table

topic_word = dataset("air_conventions").field("topic").word
verification_word = dataset("air_conventions").field("verification").word
limit_averaging = dataset("air_limits").field("averaging").word
index_averaging = dataset("air_iaqi_breakpoints").field("averaging").word
kind_word = dataset("stations").field("kind").word


def conventions() -> None:
    """What is done where the standards leave it open, on what ground, and what else could be done."""
    st.markdown(
        "标准没有写明或有几种做法的地方，**本系统采用的做法**、依据和还有的做法。每一行都可在“数据·上传”中修改。"
    )
    for topic, rows in query("air/conventions").groupby("topic", sort=False):
        st.markdown(f"##### {topic_word(topic)}")
        table(
            pd.DataFrame(
                {
                    "事项": [f"**{plain(item)}**" for item in rows["item"]],
                    "采用的做法": [plain(text) for text in rows["chosen"]],
                    "其他做法": [plain(text) for text in rows["alternative"]],
                    "依据": [plain(text) for text in rows["basis"]],
                    "核对情况": [verification_word(code) for code in rows["verification"]],
                }
            ),
            alt="采用的统计口径",
        )


def editions_and_limits(editions: pd.DataFrame) -> None:
    """Which edition of the standards holds from when, and the limits of each."""
    table(
        pd.DataFrame(
            {
                "版本": [f"**{plain(row.title)}**" for row in editions.itertuples()],
                "标准": [plain(text) for text in editions["standards"]],
                "起用": [day(value) for value in editions["effective_from"]],
                "停用": [day(value, "—") for value in editions["effective_to"]],
                "说明": [plain(text) for text in editions["note"]],
            }
        ),
        alt="空气质量标准的版本",
    )
    for edition, row in editions.iterrows():
        limits = query("air/limits", edition=edition)
        st.markdown(f"##### {plain(row['title'])}：二级浓度限值")
        table(
            pd.DataFrame(
                {
                    "污染物": pollutant_column(limits["pollutant"]),
                    "平均时间": [limit_averaging(code) for code in limits["averaging"]],
                    "限值": [
                        f"{value:g} {MILLIGRAMS if code == 'co' else MICROGRAMS}"
                        for code, value in zip(limits["pollutant"], limits["limit_value"], strict=True)
                    ],
                    "起用": [day(value) for value in limits["effective_from"]],
                    "条款": [plain(text) for text in limits["clause"]],
                    "核对情况": [verification_word(code) for code in limits["verification"]],
                }
            ),
            alt="二级浓度限值",
        )


def classes_and_breakpoints(editions: pd.DataFrame) -> None:
    """Which class an index falls in, and from which concentrations each sub-index follows, by edition."""
    classes = query("air/classes")
    for edition, row in editions.iterrows():
        of_edition = classes[classes["edition"] == edition]
        st.markdown(f"##### {plain(row['title'])}：级别")
        table(
            pd.DataFrame(
                {
                    "级别": [f"**{plain(name)}**" for name in of_edition["class_name"]],
                    "AQI": [f"{low}–{high}" for low, high in of_edition[["aqi_lo", "aqi_hi"]].itertuples(index=False)],
                }
            ),
            alt="空气质量指数的级别",
        )
        scales = (
            query("air/breakpoints", edition=edition)
            .pivot_table(index=["pollutant", "averaging"], columns="iaqi_hi", values="conc_hi", sort=False)
            .sort_index(axis="columns")
        )
        st.markdown(f"##### {plain(row['title'])}：分指数断点")
        table(
            pd.DataFrame(
                {
                    "污染物": pollutant_column(code for code, _ in scales.index),
                    "平均时间": [index_averaging(code) for _, code in scales.index],
                    **{
                        f"分指数{top}": [f"{value:g}" if pd.notna(value) else "—" for value in scales[top]]
                        for top in scales
                    },
                }
            ),
            alt="分指数断点：每段的浓度上限",
        )
    st.caption("CO为mg/m³，其余为µg/m³；表中为每段的浓度上限，从0起按段内插；“—”为不再有这一平均时间的分指数。")


def stations_and_scope(as_of: dt.date) -> None:
    """Which stations count for the district and which for the urban area."""
    stations = query("air/stations", as_of=as_of)
    if stations.empty:
        empty(chosen(), "登记的监测站点")
        return
    table(
        pd.DataFrame(
            {
                "站点": [f"**{plain(row.name)}**" for row in stations.itertuples(name="Station")],
                "编码": [plain(code) for code in stations["station"]],
                "类型": [kind_word(code) for code in stations["kind"]],
                "所在镇（街道）": [plain(town) for town in stations["town"]],
                "计入全区": ["✔" if yes else "—" for yes in stations["in_district"]],
                "计入市区": ["✔" if yes else "—" for yes in stations["in_urban"]],
                "启用": [day(value, "—") for value in stations["opened_on"]],
                "停用": [day(value, "—") for value in stations["closed_on"]],
            }
        ),
        alt="监测站点和各自计入的范围",
    )
    open_ones = int(stations["is_open"].sum())
    st.caption(f"统计截止日在用 {number(open_ones)} 个，登记 {len(stations)} 个；对照点只展示、不计入。")
