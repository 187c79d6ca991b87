"""水 → 水源与黑臭: drinking-water sources, black-odour waters, and the flow that ecology needs."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.screen import heading, source_line
from pages import water_sources_black_odour as black_odour
from pages import water_sources_drinking as drinking
from pages import water_sources_flow as flow

RESTS_ON = [
    "water_sources",
    "water_source_samples",
    "water_source_volumes",
    "black_odour_waters",
    "black_odour_points",
    "black_odour_samples",
    "ecological_flows",
    "daily_flows",
]

filters = chosen()
heading("水·水源与黑臭", filters, RESTS_ON, questions="water")

show_tabs(
    {
        "饮用水水源": lambda: drinking.show(filters.as_of),
        "黑臭水体": lambda: black_odour.show(filters.as_of),
        "生态流量": lambda: flow.show(filters.as_of),
    }
)

source_line(
    filters,
    RESTS_ON,
    [
        "water/source_rates",
        "water/source_months",
        "water/black_odour",
        "water/black_odour_share",
        "water/ecological_flow",
    ],
)
