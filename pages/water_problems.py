"""水 → 问题清单: problems in eight aspects, the 56 old estates, and one plan for each section."""

from dashboard.web.controls import show_tabs
from dashboard.web.desks.section_plans import show_section_plans
from dashboard.web.filters import chosen
from dashboard.web.screen import heading, source_line
from pages import water_problems_tabs as tabs

RESTS_ON = ["water_problems", "old_estates", "section_plans"]

filters = chosen()
heading("水·问题清单", filters, RESTS_ON, questions="water")

show_tabs(
    {
        "8个方面的问题": lambda: tabs.problems(filters.as_of),
        "老旧小区管网": lambda: tabs.old_estates(filters.as_of),
        "一断面一方案": lambda: show_section_plans(filters.as_of),
    }
)

source_line(
    filters, RESTS_ON, ["water/problem_aspects", "water/problems", "water/old_estates_count", "water/section_plans"]
)
