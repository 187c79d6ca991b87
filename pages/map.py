"""一张图: every layer with its value over the district, the same items as a list, and one of them in full."""

import streamlit as st

from dashboard.charts import maps
from dashboard.web import controls
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import ALL, empty, heading, source_line
from pages import map_controls as choice
from pages import map_parts as parts

RESTS_ON = [
    "stations",
    "air_daily",
    "section_months",
    "outfall_samples",
    "project_progress",
    "plots",
    "monitored_enterprises",
    "water_sources",
    "dustfall",
    "map_outlines",
]

filters = chosen()
heading("一张图", filters, RESTS_ON, questions=ALL)


def shown() -> None:
    """Controls, map, card and list: what is chosen here changes nothing around it."""
    outlines = query("map/outlines")
    layers = {kind.word: layer for layer, kind in maps.KINDS.items()}
    lit = controls.pills(
        "图层", layers, default=list(layers), selection_mode="multi", key="layers", label_visibility="collapsed"
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        shading = choice.shading_control(has_towns=bool((outlines["kind"] == "town").any()))
        moment = choice.moment_control(filters.as_of)
        measure = choice.measure_control(moment)

    asked = filters.parameters("unit", "include_groups", "keyword", "deadline", "due_from", "due_to")
    found = query("map/features", as_of=moment.as_of, period=moment.period, pollutant=measure, **asked)
    items = parts.worded(found[found["layer"].isin([layers[word] for word in lit] + shading)], measure)
    if items.empty:
        empty(filters, "可上图的对象")
        return

    drawn, listed = st.columns([3, 2])
    with listed:
        item = parts.chosen_item(items)
    with drawn:
        view = {"outlines": outlines, "close": bool(filters.unit or filters.keyword)}
        parts.draw(items, f"{maps.alt(items)}统计截止{moment.as_of}。", item, view)
        parts.legend(items, moment)
    with listed:
        parts.card(items, item)
        parts.listing(items, item)


controls.apart(shown)
st.caption(
    "文件没有给出任何坐标；没有上报坐标的对象只列在清单里，不凭猜测上图。坐标和镇界、河流、道路在“数据·上传”中补报，"
    "须写明坐标系。挨得太近的标记散开显示；名称放不下的，放大后或在清单里看。"
)

source_line(filters, RESTS_ON, ["map/features", "map/outlines"])
