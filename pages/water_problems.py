"""水 → 问题清单: the problems found in eight aspects, and the 56 old estates whose sewers are rebuilt."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.screen import demo_badge, heading, source_line
from pages import water_problems_tabs as tabs

RESTS_ON = ["water_problems", "old_estates"]

filters = chosen()
heading("水·问题清单", filters, questions="water")
demo_badge(RESTS_ON)

show_tabs(
    {
        "8个方面的问题": lambda: tabs.problems(filters.as_of),
        "老旧小区管网": lambda: tabs.old_estates(filters.as_of),
    }
)

source_line(filters, RESTS_ON, ["water/problem_aspects", "water/problems", "water/old_estates_count"])
