"""土壤 → 名单比对: cancelled permits and land to be supplied beside plots and key units; which lists are there."""

import streamlit as st

from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from dashboard.web.tasks import task_link
from pages import soil_matches_parts as parts

RESTS_ON = ["permit_cancellations", "land_supply", "plots", "monitored_enterprises"]

filters = chosen()
heading("土壤·名单比对", filters, RESTS_ON, questions="soil")
st.info(
    "“建立注销、撤销排污许可证的企业清单，及时调度更新，严格腾退地块监管”，列入年度建设用地供应计划的地块提前调查"
    f"（文件第294行，任务{task_link('S-06')}）。比对只提示线索，由人核对。",
    icon=":material/info:",
)

matches = query("soil/matches", keyword=filters.keyword)
parts.in_figures(matches)
parts.cancelled(matches)
parts.supplied(matches)
parts.lists()

source_line(filters, RESTS_ON, ["soil/matches", "soil/lists"])
