"""Charts on a page: drawn with their words, and taken along as an image that says by itself what it rests on."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts import HOLLOW
from dashboard.web.filters import chosen
from dashboard.web.screen import rests_on_demo

NOTICE = "城政办发〔2023〕20号"

#: The one button of a chart is the image: zooming a picture of twelve months helps nobody, and a wheel should scroll.
CONFIG: dict[str, Any] = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "locale": "zh-CN",
}


def show_chart(figure: go.Figure, alt: str, rests_on: Sequence[str], key: str | None = None) -> None:
    """Draw a figure that has a title with its unit; under the title stands what an image of it must not lose.

    That is the day it counts to, the filters, the notice it is held against, and 演示数据 while any row is for show.
    """
    filters = chosen()
    parts = [f"统计截止 {filters.as_of}", filters.sentence, f"依据：{NOTICE}及各单位上报"]
    if rests_on_demo(rests_on):
        parts.append("▲ 演示数据，不是监测和上报结果")
    title = figure.layout.title.text
    figure.update_layout(
        title={"subtitle": {"text": "　".join(filter(None, parts)), "font": {"size": 12}}, "yanchor": "top", "y": 0.98},
        margin={"t": (figure.layout.margin.t or 50) + 20},
        height=(figure.layout.height or 450) + 20,
        modebar={"bgcolor": HOLLOW},
    )
    name = f"{title.partition('：')[0]}_{filters.as_of:%Y%m%d}"
    image = {"format": "png", "filename": name.replace("/", "每"), "scale": 2}
    st.plotly_chart(figure, config=CONFIG | {"toImageButtonOptions": image}, alt=alt, key=key)
