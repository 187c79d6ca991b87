"""Plotly figures: each says in its title what it shows, states its unit, and leaves a gap where nothing is known."""

import datetime as dt

import pandas as pd
import plotly.graph_objects as go

from dashboard.text import last_day, number
from dashboard.words import AIR, COLOURS, LIGHTS

MONTHS = [f"{month}月" for month in range(1, 13)]
CONFIG = {"displayModeBar": False, "scrollZoom": False}
QUIET = "#8A94A3"
MARKS = {"green": "circle", "yellow": "triangle-up", "red": "square", "grey": "circle-open"}


def month_chart(months: pd.DataFrame, name: str, unit: str, statistic: str, digits: int, as_of: dt.date) -> go.Figure:
    """One pollutant's year: actual months as bars, the target as a step line, 2022 as dots; shaded before issue.

    `months` is air/progress of one pollutant: twelve rows in order. A month without an actual has no bar; once it is
    over, 未报 stands under it.
    """
    over = [as_of >= last_day(2023, month) for month in range(1, 13)]
    below = [
        number(value, digits, missing="未报" if is_over else "")
        for value, is_over in zip(months["month_actual"], over, strict=True)
    ]
    figure = go.Figure()
    for state in ("on_target", "off_target", "not_judged"):
        shown = months["month_actual"].where(months["state"] == state)
        if shown.notna().any():
            figure.add_bar(
                x=MONTHS,
                y=shown,
                name=f"2023年实际·{AIR[state].text}",
                marker={"color": COLOURS[AIR[state].tone], "pattern": {"shape": "/" if state == "off_target" else ""}},
                customdata=months[["source"]],
                hovertemplate=(
                    f"%{{x}}实际 %{{y:.{digits}f}} {unit}（{statistic}）<br>%{{customdata[0]}}<extra></extra>"
                ),
            )
    if months["month_target"].notna().any():
        figure.add_scatter(
            x=MONTHS,
            y=months["month_target"],
            name="2023年月目标",
            mode="lines+markers",
            line={"shape": "hvh", "color": COLOURS["calm"], "width": 2},
            marker={"size": 5, "symbol": "line-ew-open"},
            hovertemplate=f"%{{x}}目标 %{{y:.{digits}f}} {unit}<extra></extra>",
        )
        figure.add_scatter(
            x=MONTHS,
            y=months["month_baseline"],
            name="2022年（表列值）",
            mode="markers",
            marker={"symbol": "diamond-open", "size": 9, "color": QUIET},
            hovertemplate=f"2022年%{{x}} %{{y:.{digits}f}} {unit}<extra></extra>",
        )
    figure.add_vrect(
        x0=-0.5,
        x1=4.5,
        fillcolor=QUIET,
        opacity=0.12,
        line_width=0,
        annotation={"text": "文件印发前", "font": {"size": 12}},
        annotation_position="top left",
    )
    figure.update_layout(
        title={"text": f"{name}逐月{statistic}（{unit}）：实际与目标", "font": {"size": 16}},
        barmode="overlay",
        height=380,
        margin={"l": 40, "r": 10, "t": 50, "b": 30},
        legend={"orientation": "h", "y": -0.2, "x": 0},
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": MONTHS,
            "range": [-0.5, 11.5],
            "tickvals": MONTHS,
            "tickangle": 0,
            "tickfont": {"size": 11},
            "ticktext": [f"{month}<br>{value}" for month, value in zip(MONTHS, below, strict=True)],
        },
        yaxis={"rangemode": "tozero", "title": None},
        dragmode=False,
    )
    return figure


def month_chart_alt(months: pd.DataFrame, name: str, unit: str, digits: int) -> str:
    """The finding of `month_chart` in words: latest value, its target, the gap, the month."""
    known = months[months["month_actual"].notna()]
    if known.empty:
        return f"{name}逐月图：2023年各月实际均未上报，只有月目标和2022年表列值。"
    last = known.iloc[-1]
    text = f"{name}逐月图：{int(last['month'])}月实际{number(last['month_actual'], digits, unit)}"
    if pd.notna(last["month_target"]):
        gap = last["month_actual"] - last["month_target"]
        side = "高于" if gap > 0 else "低于" if gap < 0 else "等于"
        text += f"，月目标{number(last['month_target'], digits, unit)}，{side}目标"
        text += number(abs(gap), digits, unit) if gap else ""
    met = int((known["state"] == "on_target").sum())
    judged = int(known["state"].isin(["on_target", "off_target"]).sum())
    return text + (f"；已上报{len(known)}个月，其中{met}个月完成目标。" if judged else f"；已上报{len(known)}个月。")


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
    for x, text in ((as_of, "统计截止"), (YEAR_ENDS, "2024年及以后 →")):
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
