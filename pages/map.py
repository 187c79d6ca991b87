"""一张图: stations, sections, projects and plots over the district's outline, and the same items as a list."""

import pandas as pd
import streamlit as st

from dashboard.charts import maps
from dashboard.datasets import dataset
from dashboard.text import plain
from dashboard.web import controls, webgl
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import ALL, badge, empty, heading, source_line, table

RESTS_ON = ["stations", "section_months", "project_progress", "plots", "plot_steps"]

filters = chosen()
heading("一张图", filters, RESTS_ON, questions=ALL)

points = query("map/points", **filters.parameters("as_of", "unit", "include_groups", "keyword"))
layers = {dataset(layer).title: layer for layer in maps.KINDS}
shown = controls.pills("图层", layers, default=list(layers), selection_mode="multi", key="layers")
points = points[points["layer"].isin([layers[word] for word in shown])]
if points.empty:
    empty(filters, "可上图的对象")
    st.stop()

alt = f"{maps.alt(points)}统计截止{filters.as_of}。"
drawn, listed = st.columns([3, 2])
with drawn:
    st.markdown("　".join(f"{shape} {word}" for shape, word in maps.legend(points)) or "○ 还没有对象上报坐标")
    if webgl.is_missing():
        st.caption("浏览器不支持WebGL，改用平面示意图。")
        st.plotly_chart(maps.outline_figure(points), alt=alt, config={"displayModeBar": False})
    else:
        st.pydeck_chart(maps.point_map(points), height=560, alt=alt)
with listed:
    located = points[points["is_located"]]
    st.markdown(f"**图上 {len(located)} 项**，未定位 {len(points) - len(located)} 项")
    table(
        pd.DataFrame(
            {
                "对象": [
                    f"{maps.KINDS[row.layer].shape} **{plain(row.name)}**  \n:gray[{plain(row.detail)}]"
                    for row in points.itertuples(name="Point")
                ],
                "状态与位置": [
                    (badge(maps.KINDS[row.layer].states, row.state) + "  \n" if maps.KINDS[row.layer].states else "")
                    + ("已定位" if row.is_located else ":gray[○ 未定位]")
                    for row in points.itertuples()
                ],
            }
        ),
        alt=f"图上对象清单，共{len(points)}项，未定位{len(points) - len(located)}项",
    )
st.caption(
    "文件没有给出任何坐标；没有上报坐标的对象只列在清单里，不凭猜测上图。坐标在“数据·上传”中补报，须写明坐标系。"
)

source_line(filters, RESTS_ON, ["map/points"])
