"""How many key units have finished their self-monitoring, soil and groundwater apart, towards the due day."""

import datetime as dt

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import QUIET, over_days
from dashboard.text import day
from dashboard.words import COLOURS

#: How each medium is drawn: its word, its line and its mark.
MEDIA = {
    "soil": ("土壤", {"color": COLOURS["calm"], "width": 3}, "circle"),
    "groundwater": ("地下水", {"color": COLOURS["warn"], "width": 3, "dash": "dash"}, "diamond"),
}


def self_monitoring_chart(curve: pd.DataFrame, listed: int, due: dt.date, as_of: dt.date) -> go.Figure:
    """Units done by day, a step line a medium; `curve` is soil/monitoring_curve, `listed` how many units there are."""
    figure = go.Figure()
    first = pd.Timestamp(due.year, 1, 1)
    for code, (word, line, symbol) in MEDIA.items():
        shown = curve[curve["medium"] == code]
        last = shown["done"].iloc[-1] if len(shown) else 0
        figure.add_scatter(
            x=[first, *shown["day"], pd.Timestamp(as_of)],
            y=[0, *shown["done"], last],
            name=word,
            mode="lines+markers",
            line=line | {"shape": "hv"},
            marker={"symbol": symbol, "size": 8, "maxdisplayed": 20},
            hovertemplate=f"{word} %{{x|%Y-%m-%d}}：%{{y}} 个<extra></extra>",
        )
    figure.add_hline(
        y=listed,
        line={"color": COLOURS["good"], "width": 1.5},
        annotation={"text": f"名录 {listed} 个"},
        annotation_position="top left",
    )
    figure.add_vline(
        x=pd.Timestamp(due).timestamp() * 1000,
        line={"color": COLOURS["bad"], "dash": "dash"},
        annotation={"text": f"期限 {due:%m-%d}"},
        annotation_position="top left",
    )
    figure.add_vline(x=pd.Timestamp(as_of).timestamp() * 1000, line={"color": QUIET, "dash": "dot"})
    layout = over_days("完成自行监测的重点监管单位，个", 300, {"range": [0, listed * 1.2]})
    last_shown = max(pd.Timestamp(due), pd.Timestamp(as_of)) + pd.Timedelta(days=15)
    figure.update_layout(layout)
    figure.update_xaxes(range=[first, last_shown])
    return figure


def self_monitoring_chart_alt(curve: pd.DataFrame, listed: int, due: dt.date) -> str:
    """The finding of `self_monitoring_chart` in words."""
    done = curve.groupby("medium")["done"].max()
    said = "，".join(f"{word}完成{int(done.get(code, 0))}个" for code, (word, *_) in MEDIA.items())
    return f"自行监测完成情况：名录{listed}个单位，{said}；期限{day(due)}。"
