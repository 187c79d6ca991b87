"""水 → 断面: the sections against both readings of their targets, 24 months of each, one in depth."""

import streamlit as st

from dashboard.web.controls import show_tabs
from dashboard.web.desks.section_plans import show_section_plans
from dashboard.web.desks.versions import link_to_versions
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, is_missing, link, source_line
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
]

filters = chosen()
heading("水·断面", filters, parts.RESTS_ON, questions="water")

if is_missing(query("water/sections", as_of=filters.as_of), "断面") or is_missing(query("water/classes"), "水质类别"):
    st.stop()

parts.cards(filters.as_of)
parts.district(filters.as_of)
parts.ribbon(filters.as_of)
show_tabs(
    {
        "指标走势": lambda: tabs.in_depth(filters.as_of),
        "官方与计算": lambda: tabs.official_and_computed(filters.as_of),
        "逐月列表": lambda: tabs.months_listed(filters.as_of),
        "一断面一方案": lambda: show_section_plans(filters.as_of),
    }
)

link("water_goals", "未载明目标 →")
link_to_versions("water_targets")

source_line(filters, parts.RESTS_ON, QUERIES)
