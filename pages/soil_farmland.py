"""土壤 → 耕地: units with their legal class beside what soil and produce say, areas by class, rates, limits."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.screen import heading, source_line
from pages import soil_farmland_parts as parts
from pages import soil_farmland_units

RESTS_ON = ["farmland_units", "farmland_samples", "farmland"]

filters = chosen()
heading("土壤·耕地", filters, RESTS_ON, questions="soil")

show_tabs(
    {
        "评价单元": soil_farmland_units.show,
        "类别面积": parts.areas,
        "安全利用率": lambda: parts.rates(filters.as_of),
        "筛选值和管制值": parts.limits,
    }
)

source_line(filters, RESTS_ON, ["soil/farmland_units", "soil/farmland_class", "soil/farmland_areas", "soil/rates"])
