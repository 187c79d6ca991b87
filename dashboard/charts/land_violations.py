"""The stock of violations in the use of land over time."""

import datetime as dt

import pandas as pd

from dashboard.charts import Chart, Part, moments, over_days
from dashboard.text import day
from dashboard.words import COLOURS


def violation_stock_chart(balance: pd.DataFrame, as_of: dt.date) -> Chart:
    """Found so far, settled so far and their difference, the stock, as steps; `balance` is soil/violation_balance."""
    traces: list[Part] = [
        {
            "type": "scatter",
            "x": moments(balance["day"]),
            "y": list(balance[column]),
            "name": word,
            "mode": "lines",
            "line": {"shape": "hv", "color": colour, "dash": dash, "width": 2},
            "hovertemplate": f"%{{x|%Y-%m-%d}} {word} %{{y}} 个<extra></extra>",
        }
        for column, word, dash, colour in (
            ("opened", "累计发现", "dot", COLOURS["unknown"]),
            ("closed", "累计整改", "dash", COLOURS["good"]),
        )
    ]
    traces.append(
        {
            "type": "scatter",
            "x": moments(balance["day"]),
            "y": list(balance["stock"]),
            "name": "存量（余）",
            "mode": "lines+markers",
            "line": {"shape": "hv", "color": COLOURS["bad"], "width": 3},
            "marker": {"size": 7, "symbol": "square"},
            "fill": "tozeroy",
            "fillcolor": "rgba(179, 38, 30, 0.10)",
            "hovertemplate": "%{x|%Y-%m-%d} 余 %{y} 个<extra></extra>",
        }
    )
    highest = max(1, int(balance["opened"].max()))
    values = {"range": [0, highest * 1.15], "dtick": max(1, round(highest / 5)), "rangemode": "tozero"}
    days = (_first(balance), pd.Timestamp(as_of) + pd.Timedelta(days=3))
    return Chart("违规开发利用：存量、累计发现和累计整改，个", traces, over_days(300, values, days=days))


def _first(balance: pd.DataFrame) -> pd.Timestamp:
    """Some days before the first change, at least a month before the last day."""
    days = pd.to_datetime(balance["day"])
    return min(days.min() - pd.Timedelta(days=7), days.max() - pd.Timedelta(days=30))


def violation_stock_chart_alt(balance: pd.DataFrame) -> str:
    """The finding of `violation_stock_chart` in words: how much is left, and when it was most."""
    last = balance.iloc[-1]
    most = balance.loc[balance["stock"].idxmax()]
    return (
        f"违规开发利用存量变化：现余{last['stock']}个，累计发现{last['opened']}个，累计整改{last['closed']}个；"
        f"最多时{most['stock']}个（{day(most['day'])}）。"
    )
