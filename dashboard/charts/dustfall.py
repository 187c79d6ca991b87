"""Dustfall month by month beside its limit."""

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts import HOLLOW, LEGEND, MONTHS, QUIET, against, hatch_unknown, missing_in_words, month_axis
from dashboard.text import number
from dashboard.words import COLOURS, DUSTFALL


def dustfall_chart(months: pd.DataFrame) -> go.Figure:
    """The district's mean as bars, the highest town as diamonds, the limit as a line; a month of which nothing
    is reported is hatched.

    `months` is air/dustfall_summary.
    """
    at = [MONTHS[int(text[5:]) - 1] for text in months["month"]]
    limit = months["dustfall_limit"].max()
    figure = go.Figure()
    for code, state in DUSTFALL.items():
        shown = months["district_mean"].where(months["state"] == code)
        if shown.notna().any():
            figure.add_bar(
                x=at,
                y=shown,
                name=f"各镇（街道）均值·{state.text}",
                marker={
                    "color": HOLLOW if code == "partial" else COLOURS[state.tone],
                    "line": {"color": QUIET, "width": 1.5 if code == "partial" else 0},
                    "pattern": {"shape": "/" if code == "missed" else ""},
                },
                hovertemplate="%{x}均值 %{y:.1f} t/(km²·月)<extra></extra>",
            )
    hatch_unknown(figure, _unreported(months), DUSTFALL["unreported"])
    figure.add_scatter(
        x=at,
        y=months["highest"],
        name="最高的镇（街道）",
        mode="markers",
        marker={"symbol": "diamond-open", "size": 9, "color": QUIET},
        customdata=months[["highest_town"]],
        hovertemplate="%{x}最高 %{customdata[0]} %{y:.1f} t/(km²·月)<extra></extra>",
    )
    if pd.notna(limit):
        figure.add_hline(
            y=limit,
            line={"color": COLOURS["bad"], "dash": "dash", "width": 1.5},
            annotation={"text": f"不得高于{limit:g}"},
            annotation_position="top right",
        )
    below = [number(value, 1, missing="未报") for value in months["district_mean"]]
    figure.update_layout(
        title={"text": "逐月降尘量，t/(km²·月)", "font": {"size": 16}},
        barmode="overlay",
        height=360,
        margin={"l": 40, "r": 10, "t": 50, "b": 30},
        legend=LEGEND,
        xaxis=month_axis([*below, *[""] * (len(MONTHS) - len(below))]),
        yaxis={"rangemode": "tozero", "title": None},
        dragmode=False,
    )
    return figure


def _unreported(months: pd.DataFrame) -> list[str]:
    return [MONTHS[int(text[5:]) - 1] for text in months.loc[months["district_mean"].isna(), "month"]]


def dustfall_chart_alt(months: pd.DataFrame) -> str:
    """The finding of `dustfall_chart` in words: the latest month beside the limit, and how many months are above it."""
    known = months[months["district_mean"].notna()]
    if known.empty:
        return "逐月降尘量：未上报。"
    last = known.iloc[-1]
    missed = int((known["state"] == "missed").sum())
    limit = last["dustfall_limit"]
    beside = f"不得高于{limit:g}，{against(last['district_mean'], limit, 1, word='限值')}，" if pd.notna(limit) else ""
    return (
        f"逐月降尘量，t/(km²·月)：{int(last['month'][5:])}月各镇（街道）均值{number(last['district_mean'], 1)}，"
        f"{beside}最高{last['highest_town']}{number(last['highest'], 1)}；"
        f"已上报{len(known)}个月，其中{missed}个月均值超标。"
        + missing_in_words(_unreported(months), DUSTFALL["unreported"])
    )
