"""土壤 → 地块: building land before the gates of the law: which step is next, what is forbidden, one plot in depth."""

import streamlit as st

from dashboard.text import UNREPORTED
from dashboard.web import controls
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, source_line
from pages import soil_plots_one as one
from pages import soil_plots_parts as parts

RESTS_ON = ["plots", "plot_steps", "plot_samples", "soil_backgrounds", "monitored_enterprises", "land_findings"]

filters = chosen()
heading("土壤·地块", filters, RESTS_ON, questions="soil")

plots = query("soil/plots", **filters.parameters("as_of", "unit"))
if plots.empty and not filters.unit:
    st.markdown(
        f":gray[○ {UNREPORTED}]：文件没有地块清单，可在“数据·上传”的“重点建设用地地块”中上报。没有上报不等于没有地块。"
    )
elif plots.empty:
    empty(filters, "地块")
else:
    shown = parts.narrowed(plots)
    parts.in_figures(shown)
    parts.withheld(shown)
    parts.board(shown)
    parts.listed(shown)
    if not shown.empty:
        label = controls.selectbox("看一个地块", parts.labels(shown), key="plot")
        one.show(shown[parts.labels(shown) == label].iloc[0], filters.as_of)

parts.goals()

source_line(filters, RESTS_ON, ["soil/plots", "soil/plot_path", "soil/plot_items"])
