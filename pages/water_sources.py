"""水 → 水源与黑臭: which waters are black-odorous."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.screen import demo_badge, heading, source_line
from pages import water_sources_black_odour as black_odour

RESTS_ON = ["black_odour_waters", "black_odour_points", "black_odour_samples"]

filters = chosen()
heading("水·水源与黑臭", filters, questions="water")
demo_badge(RESTS_ON)

show_tabs({"黑臭水体": lambda: black_odour.show(filters.as_of)})

source_line(filters, RESTS_ON, ["water/black_odour", "water/black_odour_share"])
