"""The dated nodes of tasks along the year."""

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.charts import AXIS, DAY_LINE, LEGEND, QUIET, Chart, Part, upright
from dashboard.words import COLOURS, LIGHTS

MARKS = {"green": "circle", "yellow": "triangle-up", "red": "square", "grey": "circle-open"}
YEAR_ENDS = dt.date(2023, 12, 31)
LATER_LANE = dt.date(2024, 1, 31)


def timeline(nodes: pd.DataFrame, as_of: dt.date, longest: int) -> Chart:
    """Dated nodes as marks, windows as lines; what falls after 2023 stands in one lane right of the year.

    `nodes` is tasks/timeline, in the order of its dates. What is due stands over its mark, in no more than `longest`
    characters: beside it, a phone would have no room for the year.
    """
    placed = nodes.assign(row=range(len(nodes)), at=[min(day, pd.Timestamp(LATER_LANE)) for day in nodes["decides_on"]])
    layout = {
        "height": 100 + 38 * len(placed),
        "margin": {"l": 10, "r": 10, "t": 60, "b": AXIS},
        "xaxis": {
            "tickvals": [*pd.date_range("2023-01-01", "2023-10-01", freq="QS"), pd.Timestamp(LATER_LANE)],
            "ticktext": ["1月", "4月", "7月", "10月", "次年起"],
            "range": ["2022-12-20", "2024-02-28"],
            "side": "top",
        },
        "yaxis": {"range": [len(placed) - 0.5, -0.9], "showticklabels": False, "showgrid": False, "zeroline": False},
        "shapes": [upright(day, DAY_LINE) for day in (as_of, YEAR_ENDS) if day <= LATER_LANE],
        "legend": LEGEND,
    }
    traces = [*_windows(placed), *_marks(placed), _words(placed, longest)]
    return Chart("有日期的节点：截止、起始与时段，颜色和形状为任务亮灯", traces, layout)


def _windows(placed: pd.DataFrame) -> list[Part]:
    """A line from the first to the last day of a node that has both."""
    return [
        {
            "type": "scatter",
            "x": [node.start_date, node.decides_on],
            "y": [node.row, node.row],
            "mode": "lines",
            "line": {"color": QUIET, "width": 6},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for node in placed[placed["start_date"].notna() & placed["due_date"].notna()].itertuples()
    ]


def _marks(placed: pd.DataFrame) -> list[Part]:
    """Each node's mark in the colour and shape of its task's light."""
    return [
        {
            "type": "scatter",
            "x": list(shown["at"]),
            "y": list(shown["row"]),
            "name": state.text,
            "mode": "markers",
            "marker": {"color": COLOURS[state.tone], "symbol": MARKS[code], "size": 11},
            "customdata": [(node.node_id, node.deliverable, node.printed, _days(node)) for node in shown.itertuples()],
            "hovertemplate": (
                "%{customdata[0]}<br>%{customdata[1]}<br>原文：%{customdata[2]}<br>读作：%{customdata[3]}<extra></extra>"
            ),
        }
        for code, state in LIGHTS.items()
        if not (shown := placed[placed["light"] == code]).empty
    ]


def _words(placed: pd.DataFrame, longest: int) -> Part:
    """What is due, over its mark."""
    return {
        "type": "scatter",
        "x": ["2022-12-22"] * len(placed),
        "y": list(placed["row"] - 0.45),
        "mode": "text",
        "text": [
            f"<b>{node.node_id}</b> {node.deliverable[:longest]}{'…' if len(node.deliverable) > longest else ''}"
            for node in placed.itertuples()
        ],
        "textposition": "middle right",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _days(node: Any) -> str:
    """The days that the deadline of a node was read as, or that the office has approved since."""
    if pd.notna(node.adjusted_on):
        return f"{node.decides_on:%Y-%m-%d}（{node.adjusted_on:%Y-%m-%d}批准调整）"
    if node.kind == "from":
        return f"{node.decides_on:%Y-%m-%d}起"
    first = f"{node.start_date:%Y-%m-%d}至" if pd.notna(node.start_date) else ""
    return f"{first}{node.decides_on:%Y-%m-%d}"


def timeline_alt(nodes: pd.DataFrame, as_of: dt.date) -> str:
    """The finding of `timeline`: how many dated nodes, how many over, how many beyond the year."""
    over = int((nodes["schedule"] == "past_due").sum())
    later = int((nodes["lane"] != "2023").sum())
    return f"时间轴：{len(nodes)}个有日期的节点，截至{as_of}已过期限未销号{over}个，2024年及以后{later}个。"
