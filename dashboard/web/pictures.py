"""Charts on a page: drawn under their words, and taken along as an image that says by itself what it rests on."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import HOLLOW, Chart
from dashboard.datasets import NOTICE
from dashboard.text import plain
from dashboard.web.display import enlarged, pixels, times
from dashboard.web.filters import chosen
from dashboard.web.screen import rests_on_demo

#: The one button of a chart is the image: zooming a picture of twelve months helps nobody, and a wheel should scroll.
CONFIG: dict[str, Any] = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
}

#: An image is the same from every screen: its width in pixels, the room of its title, characters in a line of its
#: notes, the line's height.
IMAGE_WIDTH, IMAGE_TITLE, IMAGE_LINE, IMAGE_LINE_HEIGHT = 1000, 30, 78, 18


def show_chart(chart: Chart, alt: str, rests_on: Sequence[str], key: str | None = None) -> None:
    """Draw a chart under its title, and say what it rests on.

    That is the day it counts to, the filters, the notice it is held against, and 演示数据 while any row is for show. On
    the page these words stand above the picture, where they wrap as the reader's window asks; only an image has them
    inside.
    """
    filters = chosen()
    notes = [chart.detail, f"统计截止 {filters.as_of}", filters.sentence, f"依据：{NOTICE}及各单位上报"]
    if rests_on_demo(rests_on):
        notes.append("▲ 演示数据，不是监测和上报结果")
    said = "　".join(filter(None, notes))
    traces, layout = enlarged(chart.traces, chart.layout)
    lines = _lines(said)
    more = pixels(IMAGE_TITLE + IMAGE_LINE_HEIGHT * len(lines))
    # What images.js lays over the figure while it makes an image of it.
    inside = {"title": _inside(chart.title, lines), "margin": {"t": layout["margin"]["t"] + more}}
    figure = go.Figure(traces, layout | {"dragmode": False, "modebar": {"bgcolor": HOLLOW}, "meta": {"image": inside}})
    image = {
        "filename": f"{chart.title.partition('：')[0]}_{filters.as_of:%Y%m%d}".replace("/", "每"),
        "width": IMAGE_WIDTH,
        "height": layout["height"] + more,
        "scale": 2,
    }
    with st.container(gap="xxsmall"):
        st.markdown(f"**{plain(chart.title)}**  \n:small[:gray[{plain(said)}]]")
        st.plotly_chart(
            figure, config=CONFIG | {"toImageButtonOptions": image}, alt=f"{alt}统计截止{filters.as_of}。", key=key
        )


def _lines(said: str) -> list[str]:
    """Notes as lines of an image: a note that fits into one is not divided."""
    wrapped = wrap(said.replace(" ", "\xa0").replace("　", " "), int(IMAGE_LINE / times()))
    return [line.replace(" ", "　").replace("\xa0", " ") for line in wrapped]


def _inside(title: str, lines: Sequence[str]) -> dict[str, Any]:
    """Title and notes as plotly writes them into a picture, from its upper edge down."""
    notes = "".join(f'<br><span style="font-size: {pixels(12)}px">{line}</span>' for line in lines)
    place = {
        "x": 0,
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"t": pixels(22), "l": 12},
    }
    return {"text": f"{escape(title, quote=False)}{notes}", "font": {"size": pixels(16)}} | place
