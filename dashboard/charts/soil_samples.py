"""The soil of a plot against GB 36600: every sample of an item as a multiple of its screening value."""

from typing import Any

import pandas as pd

from dashboard.charts import LEGEND, QUIET, TWO_LINES_AND_LEGEND, Chart, Part, known, upright
from dashboard.text import number
from dashboard.words import COLOURS, SOIL

#: So many items are drawn; the rest lie further below their screening values.
MOST = 20
#: What each verdict looks like beside its colour; a result below the detection limit is hollow.
SYMBOLS = {"below": "circle", "survey": "diamond", "intervene": "square", "unknown": "circle"}
ROW_HEIGHT = 26


def soil_strip(name: str, samples: pd.DataFrame) -> Chart:
    """A row an item on a logarithmic axis, the highest on top; `samples` are the plot's of soil/plot_samples."""
    samples = samples.assign(verdict=samples["verdict"].fillna("unknown"))
    highest = samples.groupby("title")["times_screening"].max().sort_values(ascending=False)
    items = list(highest.index[:MOST])
    shown = samples[samples["title"].isin(items) & (samples["times_screening"] > 0)]
    traces: list[Part] = []
    for code, state in SOIL.items():
        for is_below in (False, True):
            rows = shown[(shown["verdict"] == code) & (shown["is_below_limit"] == is_below)]
            if rows.empty:
                continue
            symbol = SYMBOLS[code] + ("-open" if is_below else "")
            traces.append(
                {
                    "type": "scatter",
                    "x": list(rows["times_screening"]),
                    "y": list(rows["title"]),
                    "name": "低于检出限" if is_below and code != "unknown" else state.word,
                    "mode": "markers",
                    "marker": {"symbol": symbol, "size": 9, "color": COLOURS[state.tone], "opacity": 0.85},
                    "customdata": [_sample(row) for row in rows.itertuples()],
                    "hovertemplate": "%{y} %{customdata}<extra></extra>",
                }
            )
    ends = shown.drop_duplicates("title")
    traces.append(
        {
            "type": "scatter",
            "x": known(ends["intervention_times"]),
            "y": list(ends["title"]),
            "name": "管制值",
            "mode": "markers",
            "marker": {"symbol": "line-ns", "size": 16, "line": {"width": 2.5, "color": COLOURS["bad"]}},
            "hovertemplate": "%{y} 管制值：筛选值的%{x:.3g}倍<extra></extra>",
        }
    )
    # On a logarithmic axis an annotation stands at the exponent.
    over = {"x": 0, "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": 12}}
    layout = {
        "height": 130 + ROW_HEIGHT * len(items),
        "margin": {"l": 10, "r": 16, "t": 42, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND,
        "showlegend": True,
        "xaxis": {"type": "log", "tickformat": "~g", "dtick": 1},
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": items[::-1],
            "automargin": True,
            "dtick": 1,
            "tickfont": {"size": 12},
        },
        "shapes": [upright(1, {"color": QUIET, "dash": "dash", "width": 1.5})],
        "annotations": [{"text": "筛选值", **over}],
    }
    return Chart(f"{name}：检测值与筛选值之比，倍（对数轴）", traces, layout)


def _sample(row: Any) -> str:
    """Where a sample was taken, what it had, and the values it is held against."""
    return (
        f"{row.point}，{row.depth}：{'＜' if row.is_below_limit else ''}{row.value:g} {row.unit_of_measure}"
        f"（筛选值{row.screening:g}，管制值{row.intervention:g}）"
    )


def soil_strip_alt(name: str, items: pd.DataFrame) -> str:
    """The finding of `soil_strip` in words; `items` are the plot's of soil/plot_items, worst first."""
    counts = items["verdict"].fillna("unknown").value_counts()
    parts = "，".join(f"{state.word}{counts[code]}项" for code, state in SOIL.items() if code in counts)
    worst = items.loc[(items["value"] / items["screening"]).idxmax()]
    times = number(worst["value"] / worst["screening"], 2)
    return f"{name}土壤检测{len(items)}项：{parts}；与筛选值之比最高的是{worst['title']}，{times}倍。"
