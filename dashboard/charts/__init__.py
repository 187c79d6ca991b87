"""Charts, one family a file: each says in its title what it shows, states its unit, and leaves a gap where nothing is
known; its `..._alt` has the finding in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

import numpy as np
import pandas as pd

from dashboard.text import number
from dashboard.words import COLOURS, State

#: A trace, a shape or a layout in plotly's own words.
Part = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """What a picture shows: its title with the unit, what narrows that down, and its traces and layout.

    Title and detail stand above the picture, so the layout has no room for them (dashboard/web/pictures.py). Traces and
    layout become a figure all at once: plotly takes five times as long for one that grows part by part.
    """

    title: str
    traces: Sequence[Part]
    layout: Part
    detail: str = ""


#: The colour of what stands beside the story.
QUIET = "#8A94A3"

#: Lines across a picture: what must not be passed, and the day that everything is counted to.
LIMIT_LINE = {"color": COLOURS["bad"], "dash": "dash", "width": 1.5}
DAY_LINE = {"color": QUIET, "dash": "dot"}

#: The months of a year on an axis.
MONTHS = [f"{month}月" for month in range(1, 13)]

#: What is known but does not count is hollow.
HOLLOW = "rgba(0,0,0,0)"

#: What nobody knows is hatched in grey, in every picture, on a light page, a dark one and on paper.
HATCHED = {"shape": "\\", "fgcolor": QUIET, "fgopacity": 0.6, "size": 10, "solidity": 0.12}

#: A legend in lines at the foot of the picture, under whatever is written on the axis.
LEGEND = {"orientation": "h", "xref": "container", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"}

#: Room at the foot of a picture: for an axis; for one with a legend under it; for one in two lines with a legend.
#: Plotly makes room where there is too little, but then draws all of it twice.
AXIS, AXIS_AND_LEGEND, TWO_LINES_AND_LEGEND = 40, 64, 78


def month_axis(below: Sequence[str]) -> dict[str, Any]:
    """The months of a year, each over a figure or a word; only the ends say 月: a phone has no room for it in all."""
    short = [MONTHS[0], *(str(month) for month in range(2, 12)), MONTHS[-1]]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": MONTHS,
        "range": [-0.5, 11.5],
        "tickvals": MONTHS,
        "ticktext": [f"{month}<br>{word}" for month, word in zip(short, below, strict=True)],
        "tickangle": 0,
        "tickfont": {"size": 11},
    }


def room_beside(words: Iterable[str]) -> int:
    """The room for the words of an axis to the left of a picture, in pixels: as much as their longest line takes."""
    lines = [re.sub("<[^>]*>", "", line) for word in words for line in word.split("<br>")]
    return 22 + max(sum(12 if east_asian_width(letter) in "WFA" else 7 for letter in line) for line in lines)


def known(values: pd.Series) -> list[Any]:
    """A column as plotly takes it soonest: a list, with None where nothing is known, which is a gap in the picture."""
    return list(values.astype(object).where(values.notna(), None))


def moments(values: pd.Series) -> list[str]:
    """Days or times, all known, as plotly takes them soonest: written out."""
    return list(np.datetime_as_string(pd.to_datetime(values).to_numpy("datetime64[s]")))


def hatched(months: Sequence[str], state: State) -> list[Part]:
    """A band behind each month of which nothing is known, as high as the picture, with its state as legend; none where
    there is none. The layout needs `beside_hatching`."""
    if not months:
        return []
    return [
        {
            "type": "bar",
            "x": list(months),
            "y": [1] * len(months),
            "width": 1,
            "yaxis": "y2",
            "name": state.text,
            "marker": {"color": HOLLOW, "pattern": HATCHED},
            "hovertemplate": f"%{{x}}{state.word}<extra></extra>",
        }
    ]


def beside_hatching(bands: Sequence[Part], values: Part) -> Part:
    """The upright axes of a picture: its own, `values`, over the one of hatched bands where there are any."""
    if not bands:
        return {"yaxis": values}
    return {"yaxis": values | {"overlaying": "y2", "tickmode": "auto"}, "yaxis2": {"range": [0, 1], "visible": False}}


def missing_in_words(months: Sequence[str], state: State) -> str:
    """Which months a picture hatches, for its alt; nothing without any."""
    return f"{'、'.join(months)}{state.word}，画斜线。" if months else ""


def level(at: float, line: Part, text: str = "", side: str = "start") -> Part:
    """A line across the picture at a height, with words over its start or its end."""
    across = {"xref": "x domain", "x0": 0, "x1": 1, "y0": at, "y1": at}
    return {"type": "line", **across, "line": line, "label": {"text": text, "textposition": side, "yanchor": "bottom"}}


def upright(at: Any, line: Part, text: str = "", **label: str) -> Part:
    """A line from the foot of the picture to its top, with words at the top, to its left if not told otherwise."""
    up = {"yref": "y domain", "y0": 0, "y1": 1, "x0": at, "x1": at}
    words = {"text": text, "textposition": "end", "textangle": 0, "xanchor": "right", "yanchor": "top"}
    return {"type": "line", **up, "line": line, "label": words | label}


def over_days(
    height: int, values: Part, shapes: Sequence[Part] = (), days: Sequence[Any] | None = None, right: int = 10
) -> Part:
    """The layout of a picture of single days; `values` is what its upright axis adds, `days` its ends if not those of
    what is drawn, `right` the room for what is written over its right end."""
    return {
        "height": height,
        "margin": {"l": 40, "r": right, "t": 30, "b": AXIS_AND_LEGEND},
        "legend": LEGEND,
        "showlegend": True,
        "xaxis": {"type": "date", "tickformat": "%Y-%m", "nticks": 4} | ({"range": list(days)} if days else {}),
        "yaxis": values,
        "shapes": list(shapes),
    }


def against(value: float, target: float, digits: int, unit: str = "", word: str = "目标") -> str:
    """On which side of its target a value lies, and how far off."""
    gap = round(value - target, digits)
    if not gap:
        return f"等于{word}"
    return f"{'高于' if gap > 0 else '低于'}{word}{number(abs(gap), digits, unit)}"
