"""A year of one measured quantity as a calendar: a month a row, a day a cell, blank where nothing is known."""

from typing import Any

import pandas as pd

from dashboard.charts import QUIET, Chart, Part, known
from dashboard.charts.series import INDEX, Shown

MARK = "#1F2933"
#: Levels above this one are written into their cells: colour is never alone where a day exceeds.
GOOD_LEVEL = 2


def calendar_chart(days: pd.DataFrame, shown: Shown, classes: pd.DataFrame, primary: pd.Series, where: str) -> Chart:
    """A year of days: in the official class colours for the index, in one growing hue for a pollutant.

    `days` is air/calendar of a year, `classes` the levels of its edition, `primary` the primary pollutants in words.
    Dust days and days of a warning carry a shape, the ozone season a frame.
    """
    placed = days.assign(
        month=days["date"].dt.month,
        day=days["date"].dt.day,
        hover=[_hover(row, shown, words) for row, words in zip(days.to_dict("records"), primary, strict=True)],
        digit=[str(level) if level and level > GOOD_LEVEL else "" for level in known(days["level"])],
    )
    cells = {
        "type": "heatmap",
        "x": list(range(1, 32)),
        "y": list(range(1, 13)),
        "z": _grid(placed, "level" if shown.day == INDEX.day else shown.day),
        "xgap": 1,
        "ygap": 2,
        "hoverongaps": False,
        "hovertext": _grid(placed, "hover"),
        "hoverinfo": "text",
    }
    if shown.day == INDEX.day:
        digits = {"text": _grid(placed, "digit", ""), "texttemplate": "%{text}", "textfont": {"size": 11}}
        cells |= digits | _class_colours(classes)
    else:
        cells |= {"colorbar": _colorbar(title={"text": shown.unit, "side": "right"})}
    layout = {
        "height": 460,
        "margin": {"l": 56, "r": 26, "t": 68, "b": 90},
        "legend": {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        "xaxis": _axis([1, 5, 10, 15, 20, 25, 31], "日", [0.5, 31.5]),
        "yaxis": _axis(list(range(1, 13)), "月", [12.55, 0.45]),
        **_ozone_season(placed),
    }
    year = int(days["date"].dt.year.iloc[0])
    return Chart(f"{year}年逐日{shown.day_title}", [cells, *_marked(placed)], layout, where)


def calendar_alt(days: pd.DataFrame, shown: Shown, where: str) -> str:
    """The finding of `calendar_chart`: valid days, the highest and when, days above 100, dust days, days of warning."""
    known = days[days[shown.day].notna()]
    start = f"{int(days['date'].dt.year.iloc[0])}年逐日{shown.day_word}日历（{where}）"
    if known.empty:
        return f"{start}：没有有效数据。"
    top = known.loc[known[shown.day].idxmax()]
    above = f"，超过100的{int((days['level'] > GOOD_LEVEL).sum())}天" if shown.day == INDEX.day else ""
    return (
        f"{start}：有效{len(known)}天{above}；最高{shown.text(top[shown.day])}（{_day_word(top['date'])}）；"
        f"认定的沙尘日{int(days['is_dust'].sum())}天，重污染预警期间{int(days['is_episode'].sum())}天。"
    )


def _day_word(date: pd.Timestamp) -> str:
    return f"{date.month}月{date.day}日"


def _hover(day: dict[Any, Any], shown: Shown, primary: str) -> str:
    """What the mouse reads on a day."""
    lines = [f"<b>{_day_word(day['date'])}</b>"]
    lines += [f"{shown.day_word} {shown.text(day[shown.day])}"] if shown.day != INDEX.day else []
    if pd.notna(day["level"]):
        lines += [f"AQI {day['aqi']}，{day['level']}级 {day['class_name']}", f"首要污染物：{primary}"]
    lines += ["认定的沙尘日"] if day["is_dust"] else []
    lines += ["重污染预警期间"] if day["is_episode"] else []
    return "<br>".join(lines)


def _grid(placed: pd.DataFrame, column: str, missing: str | None = None) -> list[Any]:
    """A column as twelve rows of thirty-one cells."""
    cells = dict(zip(zip(placed["month"], placed["day"], strict=True), known(placed[column]), strict=True))
    return [[cells.get((month, day), missing) for day in range(1, 32)] for month in range(1, 13)]


def _class_colours(classes: pd.DataFrame) -> dict[str, Any]:
    """A scale in steps, one for each level, named by its class (轻度 for 轻度污染: a phone is narrow)."""
    count = len(classes)
    steps = [
        [position, row.colour]
        for step, row in enumerate(classes.itertuples())
        for position in (step / count, (step + 1) / count)
    ]
    words = [name.removesuffix("污染") for name in classes["class_name"]]
    colorbar = _colorbar(tickvals=list(classes["level"]), ticktext=words)
    return {"zmin": 0.5, "zmax": count + 0.5, "colorscale": steps, "colorbar": colorbar}


def _colorbar(**ticks: Any) -> dict[str, Any]:
    place = {"orientation": "h", "y": -0.1, "yanchor": "top", "len": 1, "thickness": 10, "outlinewidth": 0}
    return place | {"tickfont": {"size": 11}, "tickangle": 0} | ticks


def _axis(ticks: list[int], suffix: str, span: list[float]) -> dict[str, Any]:
    plain = {"showgrid": False, "zeroline": False, "tickangle": 0}
    return {"tickvals": ticks, "ticktext": [f"{tick}{suffix}" for tick in ticks], "range": span} | plain


def _marked(placed: pd.DataFrame) -> list[Part]:
    """A diamond at the top of each dust day, a bar under each day of a warning."""
    dust, warned = placed[placed["is_dust"]], placed[placed["is_episode"]]
    marks: list[Part] = []
    if len(dust):
        marks.append(
            {
                "type": "scatter",
                "x": list(dust["day"]),
                "y": list(dust["month"] - 0.4),
                "name": "认定的沙尘日",
                "mode": "markers",
                "marker": {"symbol": "diamond", "size": 8, "color": "white", "line": {"width": 1.5, "color": MARK}},
                "hoverinfo": "skip",
            }
        )
    # Each day of a warning is a stroke of its own: after it the pen is lifted (None). White under dark shows anywhere.
    for colour, width in (("white", 7), (MARK, 4)) if len(warned) else ():
        marks.append(
            {
                "type": "scatter",
                "x": [x for day in warned["day"] for x in (day - 0.5, day + 0.5, None)],
                "y": [y for month in warned["month"] for y in (month + 0.46, month + 0.46, None)],
                "name": "重污染预警期间",
                "mode": "lines",
                "line": {"color": colour, "width": width},
                "hoverinfo": "skip",
                "showlegend": colour == MARK,
            }
        )
    return marks


def _ozone_season(placed: pd.DataFrame) -> Part:
    """A frame around the months of the ozone season, named downwards at its right."""
    months = placed.loc[placed["is_ozone_season"], "month"]
    if months.empty:
        return {}
    first, last = int(months.min()), int(months.max())
    line = {"color": QUIET, "width": 1.5, "dash": "dot"}
    frame = {"type": "rect", "x0": 0.5, "x1": 31.5, "y0": first - 0.5, "y1": last + 0.5, "line": line}
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "y": (first + last) / 2, "showarrow": False}
    return {"shapes": [frame], "annotations": [{"text": "臭<br>氧<br>季", **beside}]}
