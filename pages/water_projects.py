"""水 → 重点工程: three projects against plan and goal, and the wetland that the notice names three times."""

import streamlit as st

from dashboard.web.desks.versions import link_to_versions
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from pages import water_projects_parts as parts

filters = chosen()
heading("水·重点工程", filters, ["project_progress"], questions="water")

projects = query("projects/progress", as_of=filters.as_of)
curves = query("projects/curves", as_of=filters.as_of)
for row in projects.itertuples(name="Project"):
    parts.project(row, curves[curves["project_id"] == row.project_id], filters.as_of)
st.caption(
    "与计划相比：截至统计截止日，计划达到现有进度已过多少天；没有新填报的日子按没有进展计，完成后按完成的月末与期限比。"
    f"近期速度：最近{projects['pace_reports'].max()}次填报的平均速度。"
)

link_to_versions("projects")

parts.wetland(filters.as_of)

source_line(filters, ["project_progress"], ["projects/progress", "projects/curves", "water/wetland"])
