"""One pollutant's year, month by month, beside its targets."""

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.charts import (
    HOLLOW,
    LEGEND,
    MONTHS,
    QUIET,
    TWO_LINES_AND_LEGEND,
    Chart,
    Part,
    against,
    beside_hatching,
    hatched,
    known,
    missing_in_words,
    month_axis,
)
from dashboard.text import last_day, number
from dashboard.words import AIR, COLOURS

#: January to May, over before the notice was issued.
BEFORE_ISSUE: Part = {
    "type": "rect",
    "x0": -0.5,
    "x1": 4.5,
    "yref": "y domain",
    "y0": 0,
    "y1": 1,
    "fillcolor": QUIET,
    "opacity": 0.12,
    "line": {"width": 0},
    "label": {"text": "文件印发前", "textposition": "top left", "yanchor": "bottom"},
}


def month_chart(
    months: pd.DataFrame, name: str, unit: str, statistic: str, digits: int, as_of: dt.date, scope: str
) -> Chart:
    """One pollutant's year: actual months as bars, the target as a step line, 2022 as dots; shaded before issue.

    `scope` says in words which stations. `months` is air/progress of one pollutant: twelve rows in order. A month
    without an actual has no bar; once it is over it is hatched and 未报 stands under it, or 不足 under a hollow bar
    where days are too few for a month.
    """
    unreported = _unreported(months, as_of)
    missing = [
        "不足" if basis == "insufficient" else "未报" if month in unreported else ""
        for month, basis in zip(MONTHS, months["basis"], strict=True)
    ]
    below = [number(value, digits, missing=word) for value, word in zip(months["month_actual"], missing, strict=True)]
    bands = hatched(unreported, AIR["unreported"])
    layout = {
        "barmode": "overlay",
        "height": 370,
        "margin": {"l": 40, "r": 10, "t": 40, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": month_axis(below),
        "shapes": [BEFORE_ISSUE],
        **beside_hatching(bands, {"rangemode": "tozero", "title": None}),
    }
    traces = [*_actual(months, unit, statistic, digits), *_printed(months, unit, digits), *bands]
    return Chart(f"{scope}{name}逐月{statistic}（{unit}）：实际与目标", traces, layout)


def _actual(months: pd.DataFrame, unit: str, statistic: str, digits: int) -> list[Part]:
    """What months had: a bar of each state, hollow where days are too few."""
    bars: list[Part] = []
    too_few = months["computed_value"].where(months["basis"] == "insufficient")
    if too_few.notna().any():
        bars.append(
            {
                "type": "bar",
                "x": MONTHS,
                "y": known(too_few),
                "name": AIR["insufficient"].text,
                "marker": {"color": HOLLOW, "line": {"color": QUIET, "width": 2}},
                "customdata": [[days] for days in known(months["valid_days"])],
                "hovertemplate": (
                    f"%{{x}}只有 %{{customdata[0]}} 个有效日，%{{y:.{digits}f}} {unit}，不评判<extra></extra>"
                ),
            }
        )
    for state in ("on_target", "off_target", "not_judged"):
        shown = months["month_actual"].where(months["state"] == state)
        if shown.notna().any():
            pattern = {"shape": "/" if state == "off_target" else ""}
            bars.append(
                {
                    "type": "bar",
                    "x": MONTHS,
                    "y": known(shown),
                    "name": f"2023年实际·{AIR[state].text}",
                    "marker": {"color": COLOURS[AIR[state].tone], "pattern": pattern},
                    "customdata": [[_origin(row)] for row in months.itertuples()],
                    "hovertemplate": (
                        f"%{{x}}实际 %{{y:.{digits}f}} {unit}（{statistic}）<br>%{{customdata[0]}}<extra></extra>"
                    ),
                }
            )
    return bars


def _printed(months: pd.DataFrame, unit: str, digits: int) -> list[Part]:
    """What the notice prints: targets as steps, 2022 as diamonds; nothing of a pollutant that it leaves out."""
    if months["month_target"].isna().all():
        return []
    targets = {
        "type": "scatter",
        "x": MONTHS,
        "y": known(months["month_target"]),
        "name": "2023年月目标",
        "mode": "lines+markers",
        "line": {"shape": "hvh", "color": COLOURS["calm"], "width": 2},
        "marker": {"size": 5, "symbol": "line-ew-open"},
        "hovertemplate": f"%{{x}}目标 %{{y:.{digits}f}} {unit}<extra></extra>",
    }
    before = {
        "type": "scatter",
        "x": MONTHS,
        "y": known(months["month_baseline"]),
        "name": "2022年（表列值）",
        "mode": "markers",
        "marker": {"symbol": "diamond-open", "size": 9, "color": QUIET},
        "hovertemplate": f"2022年%{{x}} %{{y:.{digits}f}} {unit}<extra></extra>",
    }
    return [targets, before]


def _unreported(months: pd.DataFrame, as_of: dt.date) -> list[str]:
    """The months that are over and that nobody has reported."""
    is_open = months["month_actual"].isna() & (months["basis"].fillna("") != "insufficient")
    return [MONTHS[month - 1] for month in months.loc[is_open, "month"] if as_of >= last_day(2023, int(month))]


def _origin(row: Any) -> str:
    """Where a month's figure comes from: its source, and for an uploaded one the upload and its row."""
    if pd.isna(row.upload_id):
        return str(row.source)
    return f"{row.source}，第{row.upload_id:.0f}号上传第{row.line:.0f}行"


def month_chart_alt(months: pd.DataFrame, name: str, unit: str, digits: int, as_of: dt.date) -> str:
    """The finding of `month_chart` in words: latest value, its target, the gap, the month, and what is not reported."""
    known = months[months["month_actual"].notna()]
    if known.empty:
        return f"{name}逐月图：2023年各月实际均未上报，只有月目标和2022年表列值。"
    last = known.iloc[-1]
    text = f"{name}逐月图：{int(last['month'])}月实际{number(last['month_actual'], digits, unit)}"
    if pd.notna(last["month_target"]):
        text += f"，月目标{number(last['month_target'], digits, unit)}，"
        text += against(last["month_actual"], last["month_target"], digits, unit)
    met = int((known["state"] == "on_target").sum())
    judged = int(known["state"].isin(["on_target", "off_target"]).sum())
    text += f"；已上报{len(known)}个月，其中{met}个月完成目标。" if judged else f"；已上报{len(known)}个月。"
    return text + missing_in_words(_unreported(months, as_of), AIR["unreported"])
