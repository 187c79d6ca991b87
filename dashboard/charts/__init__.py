"""Plotly figures, one family a file: each says in its title what it shows, states its unit, and leaves a gap where
nothing is known; its `..._alt` has the finding in words."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.text import number
from dashboard.words import State

#: The colour of what stands beside the story.
QUIET = "#8A94A3"

#: The months of a year on an axis.
MONTHS = [f"{month}月" for month in range(1, 13)]

#: What is known but does not count is hollow.
HOLLOW = "rgba(0,0,0,0)"

#: What nobody knows is hatched in grey, in every picture, on a light page, a dark one and on paper.
HATCHED = {"shape": "\\", "fgcolor": QUIET, "fgopacity": 0.6, "size": 10, "solidity": 0.12}

#: A legend in lines at the foot of the picture, under whatever is written on the axis.
LEGEND = {"orientation": "h", "xref": "container", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"}


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


def hatch_unknown(figure: go.Figure, months: Sequence[str], state: State) -> None:
    """A hatched band behind each month of which nothing is known, as high as the picture, with its state as legend."""
    if not months:
        return
    figure.add_bar(
        x=list(months),
        y=[1] * len(months),
        width=1,
        yaxis="y2",
        name=state.text,
        marker={"color": HOLLOW, "pattern": HATCHED},
        hovertemplate=f"%{{x}}{state.word}<extra></extra>",
    )
    figure.update_layout(yaxis={"overlaying": "y2", "tickmode": "auto"}, yaxis2={"range": [0, 1], "visible": False})


def missing_in_words(months: Sequence[str], state: State) -> str:
    """Which months a picture hatches, for its alt; nothing without any."""
    return f"{'、'.join(months)}{state.word}，画斜线。" if months else ""


def over_days(title: str, height: int, values: dict[str, Any]) -> dict[str, Any]:
    """The layout of a picture of single days; `values` is what its upright axis adds."""
    return {
        "title": {"text": title, "font": {"size": 16}},
        "height": height,
        "margin": {"l": 40, "r": 10, "t": 50, "b": 50},
        "legend": LEGEND,
        "showlegend": True,
        "xaxis": {"type": "date", "tickformat": "%Y-%m", "nticks": 4},
        "yaxis": values,
        "dragmode": False,
    }


def against(value: float, target: float, digits: int, unit: str = "", word: str = "目标") -> str:
    """On which side of its target a value lies, and how far off."""
    gap = round(value - target, digits)
    if not gap:
        return f"等于{word}"
    return f"{'高于' if gap > 0 else '低于'}{word}{number(abs(gap), digits, unit)}"
