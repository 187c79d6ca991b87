"""The samples of an outfall against its limits."""

import datetime as dt

import pandas as pd

from dashboard.charts import DAY_LINE, LIMIT_LINE, Chart, Part, level, moments, over_days, upright
from dashboard.text import number

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "hexagon", "star")


def outfall_chart(name: str, readings: pd.DataFrame, as_of: dt.date) -> Chart:
    """Each item as a multiple of its limit, a line an item; `readings` are the outfall's of water/outfall_readings."""
    traces: list[Part] = [
        {
            "type": "scatter",
            "x": moments(shown["date"]),
            "y": list(shown["times_limit"]),
            "name": str(title),
            "mode": "lines+markers",
            "marker": {"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 9},
            "customdata": [
                f"{'<' if row.is_below_limit else ''}{row.value:g} {row.unit_of_measure}（限值{row.highest:g}）"
                for row in shown.itertuples()
            ],
            "hovertemplate": f"{title} %{{x|%Y-%m-%d}}：%{{customdata}}<extra></extra>",
        }
        for place, (title, shown) in enumerate(readings.groupby("title", sort=False))
    ]
    shapes = [
        level(1, LIMIT_LINE, "限值"),
        upright(as_of, DAY_LINE),
    ]
    highest = max(1.0, readings["times_limit"].max())
    return Chart(f"{name}：监测值与限值之比，倍", traces, over_days(300, {"range": [0, highest * 1.2]}, shapes))


def outfall_chart_alt(name: str, readings: pd.DataFrame) -> str:
    """The finding of `outfall_chart` in words: samples, how many exceed, and the highest."""
    worst = readings.loc[readings["times_limit"].idxmax()]
    return (
        f"{name}监测值与限值之比：{readings['date'].nunique()}次监测，"
        f"超标{readings[readings['verdict'] == 'exceeding']['date'].nunique()}次；"
        f"最高为{worst['title']}，限值的{number(worst['times_limit'], 2)}倍。"
    )
