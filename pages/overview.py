"""总览: what is on course, late or unknown, in ten seconds. Native elements only: this page is opened first."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.filters import chosen
from dashboard.opener import query
from dashboard.screen import badge, grid_of_cards, heading, link, source_line, task_link
from dashboard.text import number, plain
from dashboard.words import AIR, LIGHTS, PROJECTS, SCHEDULES, SECTIONS

RESTS_ON = ["air_monthly", "section_months", "project_progress", "task_reports"]

filters = chosen()
heading("总览", filters, RESTS_ON)
selection = filters.parameters("as_of", "unit", "include_groups", "keyword", "deadline", "due_from", "due_to")

summary = query("overview/summary", **selection)
st.markdown(f"**{plain(summary.loc[0, 'sentence'])}**")
# The box that copies needs a part of the front end of its own: it is fetched when it is asked for.
with st.popover("复制这句话", icon=":material/content_copy:", on_change="rerun", key="copy") as box:
    if box.open:
        st.code(summary.loc[0, "sentence"], language=None, wrap_lines=True)

st.subheader("任务亮灯")
grid_of_cards(
    [
        {
            "label": badge(LIGHTS, code),
            "value": f"{summary.loc[0, code]} 项",
            "page": "tasks_ledger",
            "parameters": {"light": state.word},
        }
        for code, state in LIGHTS.items()
    ]
)

st.subheader("时限分布")
schedules = query("tasks/schedule_counts", **selection).set_index("schedule")["count"]
with st.container(horizontal=True, gap="small"):
    for code, state in SCHEDULES.items():
        if schedules.get(code, 0):
            link("tasks_ledger", f"{state.text} **{int(schedules[code])}**", schedule=state.word)

st.subheader("三个领域，三种衡量")
air, water, soil = st.columns(3)

with air, st.container(border=True, height="stretch"):
    st.markdown("#### 大气：六项污染物")
    pollutant_word = dataset("air_monthly").field("pollutant").word
    headline = query("air/headline", as_of=filters.as_of)
    # Lines of text here and below: st.table would make the first page wait for 0.7 MB more of the front end.
    for row in headline.itertuples():
        value = number(row.month_actual, int(row.decimals), row.unit_of_measure, missing="")
        shown = f"{int(row.latest_month)}月 {value}" if value else ""
        together = f"　累计 {badge(AIR, row.cumulative_state)}" if row.cumulative_state != "not_computable" else ""
        st.markdown(f"**{pollutant_word(row.pollutant)}**　{shown}　{badge(AIR, row.state)}{together}")
    link("air_targets", "目标进度 →")

with water, st.container(border=True, height="stretch"):
    st.markdown("#### 水：三个断面、三项工程")
    class_word = dataset("section_months").field("water_class").word
    for row in query("water/sections", as_of=filters.as_of).itertuples():
        shown = class_word(int(row.water_class)) if pd.notna(row.water_class) else ""
        st.markdown(f"**{row.section}**　{shown}　{badge(SECTIONS, row.state)}")
    for row in query("projects/progress", as_of=filters.as_of).itertuples():
        shown = number(row.goal_completion, 0, "%", missing="")
        st.markdown(f"**{row.project_id}**　{'年度目标 ' + shown if shown else ''}　{badge(PROJECTS, row.state)}")
    link("water_sections", "断面 →")
    link("water_projects", "重点工程 →")

with soil, st.container(border=True, height="stretch"):
    st.markdown("#### 土壤：文件未给出数值目标")
    for row in query("soil/goals").itertuples():
        st.markdown(f"**{plain(row.name)}**　:gray[○ 按上级考核要求]")
    link("soil_plots", "地块 →")


st.subheader("需领导关注")
attention = query("overview/attention", **selection)
if attention.empty:
    st.markdown("没有逾期或需要关注的任务。")
for row in attention.itertuples():
    clause = f"；{plain(row.clause)}（第{row.clause_line:.0f}行）" if pd.notna(row.clause) else ""
    st.markdown(
        f"{badge(LIGHTS, row.light)}　{plain(row.gap)}　{task_link(row.task_id, filters)}　{plain(row.title)}  \n"
        f"**{plain(row.lead_units)}**　:gray[{plain(row.reason)}{clause}]"
    )

source_line(filters, RESTS_ON, ["overview/summary", "overview/attention", "tasks/schedule_counts"])
