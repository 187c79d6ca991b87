"""水 → 断面: the three sections, both readings of their targets, month by month."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, link, source_line, table
from dashboard.words import SECTIONS

level_word = dataset("sections").field("level").word
class_word = dataset("section_months").field("water_class").word

filters = chosen()
heading("水·断面", filters, ["section_months"], questions="water")

sections = query("water/sections", as_of=filters.as_of)
with st.grid(3, gap="small"):
    for row in sections.itertuples():
        with st.container(border=True, height="stretch"):
            judged = "" if pd.isna(row.water_class) else f"{int(row.latest_month)}月 {class_word(int(row.water_class))}"
            st.metric(f"{row.section}（{level_word(row.level)}）", judged or UNREPORTED)
            st.markdown(badge(SECTIONS, row.state))
            if pd.notna(row.text_reading):
                st.markdown(f"正文：{plain(row.text_reading)}")
            if pd.notna(row.annex_reading):
                unstated = "（未载明类别）" if pd.isna(row.target_class) else ""
                st.markdown(f"附件1：{plain(row.annex_reading)}{unstated}")
            if pd.notna(row.deciding_factor):
                st.markdown(f"定类因子：{plain(row.deciding_factor)}")
            if row.months_judged:
                st.markdown(f"已评 {row.months_judged} 个月，达标 {row.months_met} 个月")

st.subheader("逐月水质类别")
months = query("water/section_months", as_of=filters.as_of)
if filters.as_of.year == 2023:
    months = months[months["month"] <= filters.as_of.month]
cells = [
    f"{class_word(int(row.water_class))}  \n{badge(SECTIONS, row.state)}"
    if pd.notna(row.water_class)
    else badge(SECTIONS, row.state)
    for row in months.itertuples()
]
grid = months.assign(cell=cells).pivot(index="month", columns="section", values="cell")[list(sections["section"])]
grid.insert(0, "月份", [f"{month}月" for month in grid.index])
table(grid, alt="三个断面逐月水质类别与是否达到目标")
st.caption("“达到”按类别等于或优于目标判断；断流、未采样、采样中是单独的状态，既不算达标也不算不达标。")

link("water_goals", "未载明目标 →")

source_line(filters, ["section_months"], ["water/sections", "water/section_months"])
