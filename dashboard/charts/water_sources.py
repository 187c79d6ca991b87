"""The two rates of drinking-water sources month by month."""

import pandas as pd

from dashboard.charts import (
    LEGEND,
    MONTHS,
    TWO_LINES_AND_LEGEND,
    Chart,
    Part,
    beside_hatching,
    hatched,
    known,
    missing_in_words,
    month_axis,
)
from dashboard.text import number
from dashboard.words import COLOURS, WATER_SOURCES

#: The two published rates: name, colour, pattern of the bar.
RATES = {
    "rate_by_count": ("按个数", COLOURS["calm"], ""),
    "rate_by_volume": ("按水量", COLOURS["unknown"], "/"),
}


def source_rates_chart(rates: pd.DataFrame) -> Chart:
    """Percent of sources, and of the water taken, that attain class Ⅲ; `rates` is water/source_rates."""
    at = [MONTHS[int(text[5:]) - 1] for text in rates["month"]]
    bars: list[Part] = [
        {
            "type": "bar",
            "x": at,
            "y": known(rates[column]),
            "name": word,
            "marker": {"color": colour, "pattern": {"shape": pattern}},
            "hovertemplate": f"%{{x}}{word} %{{y:.1f}}%<extra></extra>",
        }
        for column, (word, colour, pattern) in RATES.items()
    ]
    bands = hatched(_unmeasured(rates), WATER_SOURCES["missing"])
    below = [number(value, 0, missing="未测") for value in rates["rate_by_count"]]
    layout = {
        "height": 300,
        "margin": {"l": 40, "r": 10, "t": 30, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": month_axis([*below, *[""] * (len(MONTHS) - len(below))]),
        **beside_hatching(bands, {"range": [0, 105], "title": None}),
    }
    return Chart("水源达到Ⅲ类的比例，%", [*bars, *bands], layout)


def _unmeasured(rates: pd.DataFrame) -> list[str]:
    return [MONTHS[int(text[5:]) - 1] for text in rates.loc[rates["rate_by_count"].isna(), "month"]]


def source_rates_chart_alt(rates: pd.DataFrame) -> str:
    """The finding of `source_rates_chart` in words: the latest month by both rates."""
    known = rates[rates["rate_by_count"].notna()]
    if known.empty:
        return "水源达到Ⅲ类的比例：未监测。"
    last = known.iloc[-1]
    return (
        f"水源达到Ⅲ类的比例：{int(last['month'][5:])}月按个数{number(last['rate_by_count'], 1, '%')}，"
        f"按水量{number(last['rate_by_volume'], 1, '%', missing='取水量未报齐')}。"
        + missing_in_words(_unmeasured(rates), WATER_SOURCES["missing"])
    )
