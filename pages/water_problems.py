"""水 → 问题清单: the problems found in eight aspects, who owes what by when."""

import streamlit as st

from dashboard.web.filters import chosen
from dashboard.web.screen import demo_badge, heading, source_line
from dashboard.web.tasks import task_link
from pages import water_problems_parts as parts

RESTS_ON = ["water_problems"]

filters = chosen()
heading("水·问题清单", filters, questions="water")
demo_badge(RESTS_ON)
st.info(
    f"8个方面重点排查，发现的问题“要制定整改方案，逐项明确责任单位、责任人和完成时限”（文件第220行，任务{task_link('W-10')}）。",
    icon=":material/info:",
)

parts.aspects(filters.as_of)
parts.listed(filters.as_of)

source_line(filters, RESTS_ON, ["water/problem_aspects", "water/problems", "water/problem_units"])
