"""The points of black-odour waters in the order of the stream, each in the shape and colour of its grade."""

from html import escape

import pandas as pd

from dashboard.charts import AXIS_AND_LEGEND, LEGEND, Chart, Part, room_beside
from dashboard.words import BLACK_ODOUR, COLOURS

SYMBOLS = {
    "clean": "circle",
    "mild": "triangle-up",
    "severe": "square",
    "black_odorous": "diamond",
    "unmonitored": "circle-open",
}


def black_odour_chart(points: pd.DataFrame) -> Chart:
    """A line a water, a mark a point; `points` is water/black_odour_points."""
    # plotly takes signs of names for markup.
    points = points.assign(water=points["water"].map(escape), point=points["point"].map(escape))
    waters = list(dict.fromkeys(points["water"]))[::-1]
    traces: list[Part] = []
    for code, symbol in SYMBOLS.items():
        state, shown = BLACK_ODOUR[code], points[points["grade"] == code]
        if not shown.empty:
            traces.append(
                {
                    "type": "scatter",
                    "x": list(shown["position"]),
                    "y": list(shown["water"]),
                    "name": state.text,
                    "mode": "markers",
                    "marker": {"symbol": symbol, "size": 15, "color": COLOURS[state.tone]},
                    "customdata": [[point] for point in shown["point"]],
                    "hovertemplate": f"%{{y}} %{{customdata[0]}}：{state.word}<extra></extra>",
                }
            )
    layout = {
        "height": 110 + 40 * len(waters),
        "margin": {"l": room_beside(waters), "r": 10, "t": 30, "b": AXIS_AND_LEGEND},
        "legend": LEGEND,
        "showlegend": True,
        "xaxis": {"dtick": 1, "range": [0.5, points["position"].max() + 0.5], "zeroline": False},
        "yaxis": {"categoryorder": "array", "categoryarray": waters, "automargin": True},
    }
    return Chart("监测点级别，自上游向下游的点次", traces, layout)


def black_odour_chart_alt(points: pd.DataFrame) -> str:
    """The finding of `black_odour_chart` in words: how many points are in each grade."""
    counts = points["grade"].value_counts()
    said = "，".join(f"{BLACK_ODOUR[code].word}{count}个" for code, count in counts.items())
    return f"黑臭水体监测点级别：{points['water'].nunique()}个水体{len(points)}个点，{said}。"
