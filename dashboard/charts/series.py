"""Measured air: the days or hours of stations beside their mean."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts import AXIS_AND_LEGEND, LEGEND, QUIET, Chart, Part, known
from dashboard.text import number

SYMBOLS = ("circle", "square", "triangle-up", "triangle-down", "x", "star", "pentagon", "hexagram")
BACKGROUND_WORD = "对照点（不计入均值）"


@dataclass(frozen=True)
class Shown:
    """What a picture shows, the index or one pollutant: its words and columns by hour and by day, how it is written."""

    word: str
    day_word: str
    day: str
    hour: str
    unit: str = ""
    digits: int = 0

    @property
    def title(self) -> str:
        """The word of an hour with its unit; the index has none."""
        return self._with_unit(self.word)

    @property
    def day_title(self) -> str:
        """The word of a day with its unit."""
        return self._with_unit(self.day_word)

    def text(self, value: object) -> str:
        """A value with its unit."""
        return number(value, self.digits, self.unit, missing="无有效数据")

    def _with_unit(self, word: str) -> str:
        return f"{word}（{self.unit}）" if self.unit else word


INDEX = Shown("AQI", "AQI", "aqi", "aqi")


@dataclass(frozen=True)
class Series:
    """What stations and their mean had at places along an axis.

    `stations` has station, name, is_counted, at and value; `mean` is by place, `places` are the words of the axis by
    place, in order.
    """

    title: str
    when: str
    stations: pd.DataFrame
    mean: pd.Series
    mean_word: str
    places: pd.Series


def series_chart(series: Series, shown: Shown) -> Chart:
    """A thick line for the mean, a thin one with its own mark for each station; background stations are dashed.

    A gap in the data is a gap in the line.
    """
    places = series.places
    along = {
        "type": "scatter",
        "x": list(places),
        "hovertemplate": f"%{{fullData.name}}　%{{x}}　%{{y:.{shown.digits}f}} {shown.unit}<extra></extra>",
    }
    traces: list[Part] = []
    if series.mean.notna().any():
        mean = {"y": known(series.mean.reindex(places.index)), "mode": "lines", "line": {"width": 4}}
        traces.append(along | mean | {"name": series.mean_word})
    for position, (_, rows) in enumerate(series.stations.groupby("station", sort=False)):
        name, is_counted = rows["name"].iloc[0], rows["is_counted"].iloc[0]
        station = {
            "y": known(rows.set_index("at")["value"].reindex(places.index)),
            "name": name if is_counted else f"{name}：{BACKGROUND_WORD}",
            "mode": "lines+markers",
            "line": {"width": 1.5} if is_counted else {"width": 1.5, "dash": "dash", "color": QUIET},
            "marker": {"symbol": SYMBOLS[position % len(SYMBOLS)], "size": 6},
        }
        traces.append(along | station)
    layout = {
        "height": 420,
        "margin": {"l": 40, "r": 10, "t": 50, "b": AXIS_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": {"type": "category", "tickangle": 0, "nticks": 6, "range": [-0.5, len(places) - 0.5]},
        "yaxis": {"rangemode": "tozero", "title": None},
    }
    return Chart(series.title, traces, layout, series.when)


def series_alt(series: Series, shown: Shown) -> str:
    """The finding of `series_chart`: the highest of any station and of the mean, and where along the axis."""
    known = series.stations[series.stations["value"].notna()]
    if known.empty:
        return f"{series.when}{series.title}：没有有效数据。"
    top = known.loc[known["value"].idxmax()]
    found = (
        f"{known['station'].nunique()}个站点，最高为{top['name']}{series.places[top['at']]}的{shown.text(top['value'])}"
    )
    if series.mean.notna().any():
        found += f"；{series.mean_word}最高{shown.text(series.mean.max())}（{series.places[series.mean.idxmax()]}）"
    return f"{series.when}{series.title}：{found}。"
