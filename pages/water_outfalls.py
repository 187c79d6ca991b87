"""水 → 排污口: outfall by month, sampled, missing or exceeding, and what follows from an exceedance until it passes."""

import streamlit as st

from dashboard.text import UNREPORTED
from dashboard.web import controls
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from dashboard.web.tasks import task_link
from pages import water_outfalls_parts as parts

RESTS_ON = ["outfalls", "outfall_samples", "outfall_tracing"]

filters = chosen()
heading("水·排污口", filters, RESTS_ON, questions="water")
st.info(
    f"“按月对入河排污口水质开展监测，对发现超标排放的排污口进行溯源整治，限期达标”（文件第222行，任务{task_link('W-11')}）。"
    "文件没有排污口名录和数量（存疑T67），也没有写限值：都由各单位上报。",
    icon=":material/info:",
)

outfalls = query("water/outfalls", as_of=filters.as_of)
if outfalls.empty:
    st.markdown(
        f":gray[○ {UNREPORTED}]：还没有排污口名录，可在“数据·上传”的“入河排污口”中上报。没有上报不等于没有排污口。"
    )
else:
    chains = query("water/outfall_chains", as_of=filters.as_of)
    parts.month_in_figures(query("water/outfall_coverage", as_of=filters.as_of), chains)
    parts.matrix(query("water/outfall_months", as_of=filters.as_of))
    parts.chains(chains)
    names = list(outfalls["outfall"])
    exceeding = [name for name in chains["outfall"] if name in names]
    first = names.index(exceeding[0]) if exceeding else 0
    outfall = controls.selectbox("排污口", names, index=first, key="outfall")
    parts.one_outfall(outfalls.set_index("outfall").loc[outfall], filters.as_of)

source_line(filters, RESTS_ON, ["water/outfall_coverage", "water/outfall_months", "water/outfall_chains"])
