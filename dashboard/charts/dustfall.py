"""Dustfall month by month beside its limit."""

import pandas as pd

from dashboard.charts import (
    HOLLOW,
    LEGEND,
    LIMIT_LINE,
    MONTHS,
    QUIET,
    TWO_LINES_AND_LEGEND,
    Chart,
    Part,
    against,
    beside_hatching,
    hatched,
    known,
    level,
    missing_in_words,
    month_axis,
)
from dashboard.text import number
from dashboard.words import COLOURS, DUSTFALL


def dustfall_chart(months: pd.DataFrame) -> Chart:
    """The district's mean as bars, the highest town as diamonds, the limit as a line; a month of which nothing
    is reported is hatched.

    `months` is air/dustfall_summary.
    """
    at = [MONTHS[int(text[5:]) - 1] for text in months["month"]]
    limit = months["dustfall_limit"].max()
    bars: list[Part] = []
    for code, state in DUSTFALL.items():
        shown = months["district_mean"].where(months["state"] == code)
        if shown.notna().any():
            marker = {
                "color": HOLLOW if code == "partial" else COLOURS[state.tone],
                "line": {"color": QUIET, "width": 1.5 if code == "partial" else 0},
                "pattern": {"shape": "/" if code == "missed" else ""},
            }
            bars.append(
                {
                    "type": "bar",
                    "x": at,
                    "y": known(shown),
                    "name": f"各镇（街道）均值·{state.text}",
                    "marker": marker,
                    "hovertemplate": "%{x}均值 %{y:.1f} t/(km²·月)<extra></extra>",
                }
            )
    bands = hatched(_unreported(months), DUSTFALL["unreported"])
    highest = {
        "type": "scatter",
        "x": at,
        "y": known(months["highest"]),
        "name": "最高的镇（街道）",
        "mode": "markers",
        "marker": {"symbol": "diamond-open", "size": 9, "color": QUIET},
        "customdata": [[town] for town in known(months["highest_town"])],
        "hovertemplate": "%{x}最高 %{customdata[0]} %{y:.1f} t/(km²·月)<extra></extra>",
    }
    below = [number(value, 1, missing="未报") for value in months["district_mean"]]
    layout = {
        "barmode": "overlay",
        "height": 340,
        "margin": {"l": 40, "r": 10, "t": 30, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": month_axis([*below, *[""] * (len(MONTHS) - len(below))]),
        "shapes": [level(limit, LIMIT_LINE, f"不得高于{limit:g}", "end")] if pd.notna(limit) else [],
        **beside_hatching(bands, {"rangemode": "tozero", "title": None}),
    }
    return Chart("逐月降尘量，t/(km²·月)", [*bars, *bands, highest], layout)


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
