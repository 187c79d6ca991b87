"""One item of water at a section over time, among the bands of its classes."""

from dataclasses import dataclass

import pandas as pd

from dashboard.charts import LEGEND, TWO_LINES_AND_LEGEND, Chart, Part, moments
from dashboard.charts.water_classes import DARK, Classes
from dashboard.text import month, number
from dashboard.words import COLOURS


@dataclass(frozen=True)
class Item:
    """One item at a section: its words, its samples (water/item_samples), months (water/item_months) and bands."""

    section: str
    title: str
    unit: str
    digits: int
    samples: pd.DataFrame
    months: pd.DataFrame
    bands: pd.DataFrame
    target_class: int | None


def item_chart(item: Item, classes: Classes) -> Chart:
    """Samples as points, hollow below the detection limit, monthly means as steps, over the bands of the classes."""
    bottom, top = _ends(item)
    bands, words = _bands(item, classes, bottom, top)
    first, last = item.months["first_day"].min(), item.months["last_day"].max()
    # The words of the bands stand to the right of all that was measured.
    room = (last - first) * 0.16 + pd.Timedelta(days=10)
    layout = {
        "height": 400,
        "margin": {"l": 48, "r": 8, "t": 46, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": {
            "tickformat": "%-m月<br>%Y",
            "range": [first - room / 4, last + room],
            "dtick": "M6",
            "tick0": "2020-01-01",
            "tickangle": 0,
            "tickfont": {"size": 11},
            "hoverformat": "%Y-%m-%d",
        },
        "yaxis": {"range": [bottom, top], "title": None, "zeroline": False},
        "shapes": bands,
        "annotations": words,
    }
    title = f"{item.section} {item.title}{_in(item.unit)}"
    return Chart(title, _measured(item), layout, "点为样品，横线为月均值，底色为水质类别")


def _ends(item: Item) -> tuple[float, float]:
    """The ends of the upright axis: what was measured, up to the end of its band where that is not far."""
    highest = max(item.samples["value"].max() if len(item.samples) else 0, item.months["mean"].max())
    above = item.bands.loc[item.bands["upper_end"] > highest, "upper_end"]
    top = min(above.min() if len(above) else highest * 1.2, highest * 1.6) if highest > 0 else 1
    lowest = min(item.samples["value"].min() if len(item.samples) else highest, item.months["mean"].min())
    return (0.95 * lowest if item.digits == 0 else 0), top


def _bands(item: Item, classes: Classes, bottom: float, top: float) -> tuple[list[Part], list[Part]]:
    """The bands of the classes between two ends, and the words of those that have room for them."""
    bands, words = [], []
    for band in item.bands.rename(columns={"class": "water_class"}).itertuples():
        low = max(band.lower_end, bottom)
        high = top if pd.isna(band.upper_end) else min(band.upper_end, top)
        if low >= high:
            continue
        number_of_class = int(band.water_class)
        across = {"xref": "x domain", "x0": 0, "x1": 1, "y0": low, "y1": high}
        filled = {"fillcolor": classes.colours[number_of_class], "opacity": 0.16, "line": {"width": 0}}
        bands.append({"type": "rect", **across, **filled})
        if (high - low) / (top - bottom) > 0.05:
            at_right = {"x": 1, "xref": "paper", "xanchor": "right", "y": (low + high) / 2, "showarrow": False}
            word = _band_word(item, number_of_class, classes)
            words.append({"text": word, **at_right, "font": {"size": 11, "color": DARK}})
    return bands, words


def _measured(item: Item) -> list[Part]:
    """Monthly means as steps, then samples."""
    hover = f"%{{y:.{max(item.digits, 1)}f}} {item.unit}<extra></extra>"
    means = list(item.months.itertuples())
    traces: list[Part] = [
        {
            "type": "scatter",
            "x": [day for row in means for day in (row.first_day, row.last_day, None)],
            "y": [value for row in means for value in (row.mean, row.mean, None)],
            "name": "月均值",
            "mode": "lines",
            "line": {"width": 4, "color": COLOURS["calm"]},
            "hovertemplate": f"%{{x|%Y年%-m月}}月均 {hover}",
        }
    ]
    for is_below, name, symbol in ((False, "样品", "circle"), (True, "低于检出限（画在检出限处）", "circle-open")):
        rows = item.samples[item.samples["is_below_limit"].eq(is_below)]
        if len(rows):
            traces.append(
                {
                    "type": "scatter",
                    "x": moments(rows["time"]),
                    "y": list(rows["value"]),
                    "name": name,
                    "mode": "markers",
                    "marker": {"symbol": symbol, "size": 5, "color": DARK},
                    "hovertemplate": f"%{{x|%Y-%m-%d %H:%M}} {'＜' if is_below else ''}{hover}",
                }
            )
    return traces


def _in(unit: str) -> str:
    return "" if unit == "无量纲" else f"（{unit}）"


def _band_word(item: Item, number_of_class: int, classes: Classes) -> str:
    """The word of a band; one that holds several classes names both ends, and the target is said."""
    rest = [int(each) for each in item.bands["class"] if int(each) > number_of_class]
    word = classes.short(number_of_class)
    if number_of_class < 6 and number_of_class + 1 not in (*rest, 6):
        word = f"{word}～{classes.short(min(rest) - 1)}"
    return f"{word}（目标）" if number_of_class == item.target_class else word


def item_alt(item: Item, classes: Classes) -> str:
    """The finding of `item_chart`: how many samples and months, the latest mean with its class, the highest."""
    start = f"{item.section}{item.title}样品与月均值"
    last, top = item.months.iloc[-1], item.months.loc[item.months["mean"].idxmax()]
    word = f"，{classes.words[int(last['class'])]}" if pd.notna(last["class"]) else ""
    return (
        f"{start}：{len(item.samples)}个样品、{len(item.months)}个月；{month(last['month'])}"
        f"月均{number(last['value'], item.digits, item.unit)}{word}；"
        f"最高{number(top['value'], item.digits, item.unit)}（{month(top['month'])}）。"
    )
