"""大气 → 口径: by which edition, rounding, scope and rules for dust and hours every air figure is worked out."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, number, plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, source_line, table

USED = ["air/conventions", "air/editions", "air/limits", "air/breakpoints", "air/classes", "air/stations"]

filters = chosen()
heading("大气·口径", filters, ["stations"])
pollutant_word = dataset("air_monthly").field("pollutant").word
editions = query("air/editions").set_index("edition")


def checked(codes: pd.Series) -> list[str]:
    """How sure each row is, in words."""
    return [dataset("air_conventions").field("verification").word(code) for code in codes]


conventions, limits, index, places = st.tabs(
    ["怎么算", "版本与限值", "分级与断点", "站点与范围"], on_change="rerun", key="tab", bind="query-params"
)

if conventions.open:
    with conventions:
        st.markdown(
            "标准没有写明或有几种做法的地方，**本系统采用的做法**、依据和还有的做法。每一行都可在“数据·上传”中修改。"
        )
        chosen_ways = query("air/conventions")
        for topic, rows in chosen_ways.groupby("topic", sort=False):
            st.markdown(f"##### {dataset('air_conventions').field('topic').word(topic)}")
            table(
                pd.DataFrame(
                    {
                        "事项": [f"**{plain(item)}**" for item in rows["item"]],
                        "采用的做法": [plain(text) for text in rows["chosen"]],
                        "其他做法": [plain(text) for text in rows["alternative"]],
                        "依据": [plain(text) for text in rows["basis"]],
                        "核对情况": checked(rows["verification"]),
                    }
                ),
                alt="采用的统计口径",
            )

if limits.open:
    with limits:
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
            values = query("air/limits", edition=edition)
            averaging = dataset("air_limits").field("averaging").word
            st.markdown(f"##### {plain(row['title'])}：二级浓度限值")
            table(
                pd.DataFrame(
                    {
                        "污染物": [f"**{pollutant_word(code)}**" for code in values["pollutant"]],
                        "平均时间": [averaging(code) for code in values["averaging"]],
                        "限值": [
                            f"{value:g} {'mg/m³' if code == 'co' else 'µg/m³'}"
                            for code, value in zip(values["pollutant"], values["limit_value"], strict=True)
                        ],
                        "起用": [day(value) for value in values["effective_from"]],
                        "条款": [plain(text) for text in values["clause"]],
                        "核对情况": checked(values["verification"]),
                    }
                ),
                alt="二级浓度限值",
            )

if index.open:
    with index:
        classes = query("air/classes")
        for edition, row in editions.iterrows():
            of_edition = classes[classes["edition"] == edition]
            st.markdown(f"##### {plain(row['title'])}：级别")
            table(
                pd.DataFrame(
                    {
                        "级别": [f"**{plain(name)}**" for name in of_edition["class_name"]],
                        "AQI": [
                            f"{low}–{high}" for low, high in of_edition[["aqi_lo", "aqi_hi"]].itertuples(index=False)
                        ],
                    }
                ),
                alt="空气质量指数的级别",
            )
            steps = query("air/breakpoints", edition=edition)
            averaging = dataset("air_iaqi_breakpoints").field("averaging").word
            scales = steps.pivot_table(
                index=["pollutant", "averaging"], columns="iaqi_hi", values="conc_hi", sort=False
            ).sort_index(axis="columns")
            st.markdown(f"##### {plain(row['title'])}：分指数断点")
            table(
                pd.DataFrame(
                    {
                        "污染物": [f"**{pollutant_word(code)}**" for code, _ in scales.index],
                        "平均时间": [averaging(code) for _, code in scales.index],
                        **{
                            f"分指数{top}": [f"{value:g}" if pd.notna(value) else "—" for value in scales[top]]
                            for top in scales
                        },
                    }
                ),
                alt="分指数断点：每段的浓度上限",
            )
        st.caption("CO为mg/m³，其余为µg/m³；表中为每段的浓度上限，从0起按段内插；“—”为不再有这一平均时间的分指数。")

if places.open:
    with places:
        stations = query("air/stations", as_of=filters.as_of)
        if stations.empty:
            empty(filters, "登记的监测站点")
        else:
            kind = dataset("stations").field("kind").word
            table(
                pd.DataFrame(
                    {
                        "站点": [
                            f"**{plain(row.name_)}**" for row in stations.rename(columns={"name": "name_"}).itertuples()
                        ],
                        "编码": [plain(code) for code in stations["station"]],
                        "类型": [kind(code) for code in stations["kind"]],
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

source_line(filters, ["stations"], USED)
