"""大气 → 口径: by which edition, rounding, scope and rules for dust and hours every air figure is worked out."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from pages import air_method_tabs as tabs

USED = ["air/conventions", "air/editions", "air/limits", "air/breakpoints", "air/classes", "air/stations"]

filters = chosen()
heading("大气·口径", filters, ["stations"], questions="air")

editions = query("air/editions").set_index("edition")
show_tabs(
    {
        "怎么算": tabs.conventions,
        "版本与限值": lambda: tabs.editions_and_limits(editions),
        "分级与断点": lambda: tabs.classes_and_breakpoints(editions),
        "站点与范围": lambda: tabs.stations_and_scope(filters.as_of),
    }
)

source_line(filters, ["stations"], USED)
