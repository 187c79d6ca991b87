"""What 一张图 is asked for: its shading, its day or period, and what stations show."""

import calendar
import datetime as dt
from typing import NamedTuple

from dashboard.charts import maps
from dashboard.datasets import dataset
from dashboard.text import last_day
from dashboard.web import controls
from dashboard.web.display import pixels

DAY, MONTH, SO_FAR = "按日", "按月", "今年以来"
NO_SHADING = "镇街不着色"
#: Days and months back that the map can be asked for.
DAYS, MONTHS = 366, 24

pollutant_words = {words[0]: code for code, words in dataset("air_monthly").field("pollutant").values.items()}


class Moment(NamedTuple):
    """What the map is of: a day, or a period that ends on it, and its words."""

    as_of: dt.date
    period: str | None
    words: str


def shading_control(*, has_towns: bool) -> list[str]:
    """The choice of what towns are shaded by, as layers: one or none."""
    names = {NO_SHADING: [], **{f"着色：{kind.word}": [layer] for layer, kind in maps.TOWNS.items()}}
    word = controls.selectbox(
        "镇（街道）着色", names, index=int(has_towns), key="shading", width=pixels(205), label_visibility="collapsed"
    )
    return names[word]


def moment_control(as_of: dt.date) -> Moment:
    """The choice of a day, a month or the year so far, up to the day that the board counts to."""
    kind = controls.segmented_control(
        "时间", [DAY, MONTH, SO_FAR], default=DAY, key="when", required=True, label_visibility="collapsed"
    )
    if kind == DAY:
        days = [(as_of - dt.timedelta(days=back)).isoformat() for back in range(DAYS)]
        day = controls.selectbox("日期", days, index=0, key="day", width=pixels(140), label_visibility="collapsed")
        return Moment(dt.date.fromisoformat(day), None, day)
    if kind == SO_FAR:
        return Moment(as_of, "cumulative", f"{as_of.year}年1月1日至{as_of}")
    ends = _month_ends(as_of)
    word = controls.selectbox("月份", ends, index=0, key="month", width=pixels(140), label_visibility="collapsed")
    return Moment(ends[word], "month", word)


def _month_ends(as_of: dt.date) -> dict[str, dt.date]:
    """The months that are over on a day, the latest first, with their last days."""
    is_over = as_of.day == calendar.monthrange(as_of.year, as_of.month)[1]
    latest = as_of.year * 12 + as_of.month - 1 - (not is_over)
    numbers = [divmod(latest - back, 12) for back in range(MONTHS)]
    return {f"{year}年{before + 1}月": last_day(year, before + 1) for year, before in numbers}


def measure_control(moment: Moment) -> str | None:
    """The choice of what stations show: the index, or one pollutant by its code."""
    index = "综合指数" if moment.period else "AQI"
    words = {f"站点数值：{word}": code for word, code in {index: None, **pollutant_words}.items()}
    word = controls.selectbox(
        "站点数值", words, index=0, key="measure", width=pixels(205), label_visibility="collapsed"
    )
    return words[word]
