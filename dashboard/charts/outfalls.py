"""The samples of an outfall against its limits."""

import datetime as dt

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import QUIET, over_days
from dashboard.text import number
from dashboard.words import COLOURS

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "hexagon", "star")


def outfall_chart(name: str, readings: pd.DataFrame, as_of: dt.date) -> go.Figure:
    """Each item as a multiple of its limit, a line an item; `readings` are the outfall's of water/outfall_readings."""
    figure = go.Figure()
    for place, (title, shown) in enumerate(readings.groupby("title", sort=False)):
        figure.add_scatter(
            x=shown["date"],
            y=shown["times_limit"],
            name=str(title),
            mode="lines+markers",
            marker={"symbol": SYMBOLS[place % len(SYMBOLS)], "size": 9},
            customdata=[
                f"{'<' if row.is_below_limit else ''}{row.value:g} {row.unit_of_measure}（限值{row.highest:g}）"
                for row in shown.itertuples()
            ],
            hovertemplate=f"{title} %{{x|%Y-%m-%d}}：%{{customdata}}<extra></extra>",
        )
    figure.add_hline(
        y=1,
        line={"color": COLOURS["bad"], "dash": "dash", "width": 1.5},
        annotation={"text": "限值"},
        annotation_position="top left",
    )
    figure.add_vline(x=pd.Timestamp(as_of).timestamp() * 1000, line={"color": QUIET, "dash": "dot"})
    highest = max(1.0, readings["times_limit"].max())
    figure.update_layout(over_days(f"{name}：监测值与限值之比，倍", 320, {"range": [0, highest * 1.2]}))
    return figure


def outfall_chart_alt(name: str, readings: pd.DataFrame) -> str:
    """The finding of `outfall_chart` in words: samples, how many exceed, and the highest."""
    worst = readings.loc[readings["times_limit"].idxmax()]
    return (
        f"{name}监测值与限值之比：{readings['date'].nunique()}次监测，"
        f"超标{readings[readings['verdict'] == 'exceeding']['date'].nunique()}次；"
        f"最高为{worst['title']}，限值的{number(worst['times_limit'], 2)}倍。"
    )
