"""土壤 → 违规与清零: unlawful use of land, by rule and by inspection: what is in stock, and whether it is cleared."""

import pandas as pd
import streamlit as st

from dashboard.charts.land_violations import violation_stock_chart, violation_stock_chart_alt
from dashboard.text import UNREPORTED, number
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import heading, source_line
from dashboard.web.tasks import task_link
from pages import soil_violations_parts as parts

RESTS_ON = ["plots", "plot_steps", "land_findings"]

filters = chosen()
heading("土壤·违规与清零", filters, RESTS_ON, questions="soil")
st.info(
    "“对发现的违规开发利用行为依法依规严肃处理，督促及时整改到位，并实现动态清零”"
    f"（文件第318行，任务{task_link('S-13')}）。清零是一种状态：再发现一个，就重新计。",
    icon=":material/info:",
)

state = query("soil/violation_state", as_of=filters.as_of).iloc[0]
if pd.isna(state["stock"]):
    st.markdown(
        f":gray[○ {UNREPORTED}]：地块名册和清零行动的问题清单都没有上报，可在“数据·上传”中上报。没有上报不等于零。"
    )
else:
    parts.in_words(state, filters.as_of)
    figures(
        [
            Figure("存量（余）", number(state["stock"], 0, "个")),
            Figure("累计发现", number(state["opened"], 0, "个")),
            Figure("累计整改", number(state["closed"], 0, "个")),
        ]
    )
    parts.inspections(query("soil/findings_balance", as_of=filters.as_of).iloc[0])
    balance = query("soil/violation_balance", as_of=filters.as_of)
    if state["opened"]:
        show_chart(violation_stock_chart(balance, filters.as_of), violation_stock_chart_alt(balance), RESTS_ON)
    plots = query("soil/plots", as_of=filters.as_of, unit=None)
    parts.cases(query("soil/violation_cases", as_of=filters.as_of), plots)
    parts.doubtful(plots)

source_line(filters, RESTS_ON, ["soil/violations", "soil/violation_cases"])
