"""The daily flow of a section against what ecology needs."""

from typing import Any

import pandas as pd

from dashboard.charts import LIMIT_LINE, Chart, Part, known, level, moments, over_days
from dashboard.text import number
from dashboard.words import COLOURS


def flow_chart(row: Any, days: pd.DataFrame) -> Chart:
    """Daily flow as a line with gaps where no day is known, days below the need as crosses, the need as a line.

    `row` is the section's of water/ecological_flow, `days` its rows of water/flow_days.
    """
    every = days.set_index("date")["flow"].asfreq("D")
    traces: list[Part] = [
        {
            "type": "scatter",
            "x": moments(every.index.to_series()),
            "y": known(every),
            "name": "日均流量",
            "mode": "lines",
            "line": {"color": COLOURS["calm"], "width": 2},
            "hovertemplate": "%{x|%Y-%m-%d} %{y:.2f} m³/s<extra></extra>",
        }
    ]
    below = days[days["is_met"].eq(False)]
    if not below.empty:
        traces.append(
            {
                "type": "scatter",
                "x": moments(below["date"]),
                "y": list(below["flow"]),
                "name": "不足的日子",
                "mode": "markers",
                "marker": {"symbol": "x", "size": 8, "color": COLOURS["bad"]},
                "hovertemplate": "%{x|%Y-%m-%d} %{y:.2f} m³/s 不足<extra></extra>",
            }
        )
    shapes: list[Part] = []
    if pd.notna(row.required_flow):
        shapes.append(level(row.required_flow, LIMIT_LINE, f"生态流量目标{row.required_flow:g}"))
    return Chart(f"{row.section}日均流量，m³/s", traces, over_days(300, {"rangemode": "tozero"}, shapes))


def flow_chart_alt(row: Any) -> str:
    """The finding of `flow_chart` in words: how many days reach what is needed, and the lowest."""
    met = f"达到目标{int(row.days_met)}天，不足{int(row.days_missed)}天；" if pd.notna(row.days_met) else "目标未载明；"
    return f"{row.section}日均流量：已报{row.days}天，{met}最低{number(row.lowest_flow, 2, 'm³/s')}。"
