"""总览: what is on course, late or unknown, in ten seconds. Native elements only: this page is opened first."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import number, plain
from dashboard.web.air import pollutant_word
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, grid_of_cards, heading, link, source_line
from dashboard.web.tasks import task_link
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

# One element a card here and one for the list below: each element is a message to the reader's browser, and text in
# lines needs no part of the front end that st.table would have to fetch first (0.7 MB).
with air, st.container(border=True, height="stretch"):
    lines = ["#### 大气：六项污染物"]
    likely = query("air/projection", as_of=filters.as_of).set_index("pollutant")
    for row in query("air/headline", as_of=filters.as_of).itertuples():
        value = number(row.month_actual, int(row.decimals), row.unit_of_measure, missing="")
        shown = f"{int(row.latest_month)}月 {value}" if value else ""
        together = f"　累计 {badge(AIR, row.cumulative_state)}" if row.cumulative_state != "not_computable" else ""
        line = f"**{pollutant_word(row.pollutant)}**　{shown}　{badge(AIR, row.state)}{together}"
        if row.pollutant in likely.index and pd.notna(likely.loc[row.pollutant, "keeps_ratio"]):
            year = likely.loc[row.pollutant]
            figures = "／".join(number(year[method], 1) for method in ("as_baseline", "keeps_ratio"))
            line += f"  \n:gray[推算全年 {figures}，目标 {number(year['annual_target'])}]"
        lines.append(line)
    if likely["keeps_ratio"].notna().any():
        lines.append(":gray[推算全年：余下月份同2022年／保持今年与2022年之比，都是推算，不是预报。]")
    st.markdown("\n\n".join(lines))
    link("air_targets", "目标进度 →")
    link("air_outlook", "全年推算 →")

with water, st.container(border=True, height="stretch"):
    class_word = dataset("section_months").field("water_class").word
    lines = ["#### 水：三个断面、三项工程"]
    for row in query("water/sections", as_of=filters.as_of).itertuples():
        shown = class_word(int(row.water_class)) if pd.notna(row.water_class) else ""
        lines.append(f"**{row.section}**　{shown}　{badge(SECTIONS, row.state)}")
    for row in query("projects/progress", as_of=filters.as_of).itertuples():
        shown = number(row.goal_completion, 0, "%", missing="")
        lines.append(f"**{row.project_id}**　{'年度目标 ' + shown if shown else ''}　{badge(PROJECTS, row.state)}")
    st.markdown("\n\n".join(lines))
    link("water_sections", "断面 →")
    link("water_projects", "重点工程 →")

with soil, st.container(border=True, height="stretch"):
    goals = [f"**{plain(row.name)}**　:gray[○ 按上级考核要求]" for row in query("soil/goals").itertuples()]
    st.markdown("\n\n".join(["#### 土壤：文件未给出数值目标", *goals]))
    link("soil_plots", "地块 →")


st.subheader("需领导关注")
attention = query("overview/attention", **selection)
lines = []
for row in attention.itertuples():
    clause = f"；{plain(row.clause)}（第{row.clause_line:.0f}行）" if pd.notna(row.clause) else ""
    lines.append(
        f"{badge(LIGHTS, row.light)}　{plain(row.gap)}　{task_link(row.task_id)}　{plain(row.title)}  \n"
        f"**{plain(row.lead_units)}**　:gray[{plain(row.reason)}{clause}]"
    )
unknown = f"；{summary.loc[0, 'grey']}项待报，还不能判断" if summary.loc[0, "grey"] else ""
st.markdown("\n\n".join(lines) or f"没有逾期或需要关注的任务{unknown}。")

source_line(filters, RESTS_ON, ["overview/summary", "overview/attention", "tasks/schedule_counts"])
