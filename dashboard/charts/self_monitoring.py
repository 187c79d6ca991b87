"""How many key units have finished their self-monitoring, soil and groundwater apart, towards the due day."""

import datetime as dt

import pandas as pd

from dashboard.charts import DAY_LINE, Chart, Part, level, over_days, upright
from dashboard.text import day
from dashboard.words import COLOURS

#: How each medium is drawn: its word, its line and its mark.
MEDIA = {
    "soil": ("土壤", {"color": COLOURS["calm"], "width": 3}, "circle"),
    "groundwater": ("地下水", {"color": COLOURS["warn"], "width": 3, "dash": "dash"}, "diamond"),
}

#: The upright axis ends at so many times the length of the list.
ROOM = 1.2


def self_monitoring_chart(curve: pd.DataFrame, listed: int, due: dt.date, as_of: dt.date) -> Chart:
    """Units done by day, a step line a medium; `curve` is soil/monitoring_curve, `listed` how many units there are."""
    first = pd.Timestamp(due.year, 1, 1)
    traces: list[Part] = []
    for code, (word, line, symbol) in MEDIA.items():
        shown = curve[curve["medium"] == code]
        last = shown["done"].iloc[-1] if len(shown) else 0
        traces.append(
            {
                "type": "scatter",
                "x": [first, *shown["day"], pd.Timestamp(as_of)],
                "y": [0, *shown["done"], last],
                "name": word,
                "mode": "lines+markers",
                "line": line | {"shape": "hv"},
                "marker": {"symbol": symbol, "size": 8, "maxdisplayed": 20},
                "hovertemplate": f"{word} %{{x|%Y-%m-%d}}：%{{y}} 个<extra></extra>",
            }
        )
    shapes = [
        level(listed, {"color": COLOURS["good"], "width": 1.5}, f"名录 {listed} 个"),
        upright(due, {"color": COLOURS["bad"], "dash": "dash"}, f"期限 {due:%m-%d}"),
        # The words of the deadline stand above the line of the list.
        upright(as_of, DAY_LINE) | {"y1": 1 / ROOM},
    ]
    last_shown = max(pd.Timestamp(due), pd.Timestamp(as_of)) + pd.Timedelta(days=15)
    layout = over_days(280, {"range": [0, listed * ROOM]}, shapes, (first, last_shown))
    return Chart("完成自行监测的重点监管单位，个", traces, layout)


def self_monitoring_chart_alt(curve: pd.DataFrame, listed: int, due: dt.date) -> str:
    """The finding of `self_monitoring_chart` in words."""
    done = curve.groupby("medium")["done"].max()
    said = "，".join(f"{word}完成{int(done.get(code, 0))}个" for code, (word, *_) in MEDIA.items())
    return f"自行监测完成情况：名录{listed}个单位，{said}；期限{day(due)}。"
