"""水 → 断面: the sections against both readings of their targets, 24 months of each, one in depth; unstated goals."""

import pandas as pd
import streamlit as st

from dashboard.text import plain
from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line, table
from pages import water_sections_parts as parts
from pages import water_sections_tabs as tabs

QUERIES = [
    "water/sections",
    "water/section_month",
    "water/section_readings",
    "water/change",
    "water/section_period",
    "water/main_pollutants",
    "water/district",
    "water/section_ribbon",
    "water/section_items",
    "water/trend",
    "water/section_months",
    "water/unstated_targets",
]

filters = chosen()
heading("水·断面", filters, parts.RESTS_ON, questions="water")

parts.cards(filters.as_of)
parts.district(filters.as_of)
parts.ribbon(filters.as_of)
show_tabs(
    {
        "指标走势": lambda: tabs.in_depth(filters.as_of),
        "官方与计算": lambda: tabs.official_and_computed(filters.as_of),
        "逐月列表": lambda: tabs.months_listed(filters.as_of),
    }
)

st.subheader("文件未载明数值的目标")
goals = query("water/unstated_targets")
table(
    pd.DataFrame(
        {
            "目标": [f"**{plain(row.name)}**  \n第{row.source_line}行" for row in goals.itertuples(name="Goal")],
            "原文": [plain(quote) for quote in goals["quote"]],
            "上级下达值": [
                f"{plain(row.assigned_value)}（{plain(row.assigned_document)}）" if row.is_assigned else "○ 文件未载明"
                for row in goals.itertuples()
            ],
        }
    ),
    alt=f"水计划中未载明数值的{len(goals)}个目标",
)
st.caption("下达值和文号可在“数据·上传”的“目标指标”中填入；填入之前不亮灯。")

source_line(filters, parts.RESTS_ON, QUERIES)
