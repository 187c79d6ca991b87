"""The dated nodes of tasks along the year."""

import datetime as dt

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import QUIET
from dashboard.words import COLOURS, LIGHTS

MARKS = {"green": "circle", "yellow": "triangle-up", "red": "square", "grey": "circle-open"}
YEAR_ENDS = dt.date(2023, 12, 31)
LATER_LANE = dt.date(2024, 1, 31)


def timeline(nodes: pd.DataFrame, as_of: dt.date) -> go.Figure:
    """Dated nodes as marks, windows as lines; what falls after 2023 stands in one lane right of the year.

    `nodes` is tasks/timeline, in the order of its dates.
    """
    figure = go.Figure()
    rows = [
        f"{node.node_id} {node.deliverable[:18]}{'…' if len(node.deliverable) > 18 else ''}"
        for node in nodes.itertuples()
    ]
    placed = nodes.assign(
        row=rows, at=[min(pd.Timestamp(day), pd.Timestamp(LATER_LANE)) for day in nodes["decides_on"]]
    )
    for node in placed[placed["start_date"].notna() & placed["due_date"].notna()].itertuples():
        figure.add_scatter(
            x=[node.start_date, node.due_date],
            y=[node.row, node.row],
            mode="lines",
            line={"color": QUIET, "width": 6},
            hoverinfo="skip",
            showlegend=False,
        )
    for code, state in LIGHTS.items():
        shown = placed[placed["light"] == code]
        if shown.empty:
            continue
        figure.add_scatter(
            x=shown["at"],
            y=shown["row"],
            name=state.text,
            mode="markers",
            marker={"color": COLOURS[state.tone], "symbol": MARKS[code], "size": 11},
            customdata=list(zip(shown["deliverable"], shown["decides_on"].dt.strftime("%Y年%-m月%-d日"), strict=True)),
            hovertemplate="%{y}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
        )
    for x, text in ((as_of, "统计截止"), (YEAR_ENDS, "2024年<br>及以后")):
        if x <= LATER_LANE:
            figure.add_vline(
                x=pd.Timestamp(x).timestamp() * 1000, line={"color": QUIET, "dash": "dot"}, annotation_text=text
            )
    months = pd.date_range("2023-01-01", "2023-12-01", freq="MS")
    figure.update_layout(
        title={"text": "有日期的节点：截止、起始与时段，颜色和形状为任务亮灯", "font": {"size": 16}},
        height=120 + 24 * len(placed),
        margin={"l": 10, "r": 10, "t": 70, "b": 30},
        xaxis={
            "tickvals": list(months),
            "ticktext": [f"{month.month}月" for month in months],
            "range": ["2022-12-20", "2024-02-20"],
            "side": "top",
        },
        yaxis={"categoryorder": "array", "categoryarray": list(placed["row"])[::-1], "automargin": True},
        legend={"orientation": "h", "y": -0.02},
        dragmode=False,
    )
    return figure


def timeline_alt(nodes: pd.DataFrame, as_of: dt.date) -> str:
    """The finding of `timeline`: how many dated nodes, how many over, how many beyond the year."""
    over = int((nodes["schedule"] == "past_due").sum())
    later = int((nodes["lane"] != "2023").sum())
    return f"时间轴：{len(nodes)}个有日期的节点，截至{as_of}已过期限未销号{over}个，2024年及以后{later}个。"
