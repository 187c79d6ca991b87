"""任务 → 台账: all 65 rows, filtered by unit, deadline, plan, schedule and light; text in full, never cut."""

from functools import partial

import streamlit as st

from dashboard.datasets import dataset
from dashboard.exports.ledger_file import ledger_file, ledger_file_name
from dashboard.web import controls
from dashboard.web.controls import show_tabs
from dashboard.web.display import pixels
from dashboard.web.downloads import download
from dashboard.web.filters import chosen, narrowed
from dashboard.web.opener import query
from dashboard.web.screen import badge, empty, heading, rests_on_demo, source_line
from dashboard.words import LIGHTS, SCHEDULES
from pages import tasks_ledger_tabs as tabs

RESTS_ON = ["task_reports", "closures"]
PLANS = {dataset("tasks").field("plan").word(code): code for code in ("air", "water", "soil")}
SCHEDULE_CODES = {state.word: code for code, state in SCHEDULES.items()}
LIGHT_CODES = {state.word: code for code, state in LIGHTS.items()}

filters = chosen()
heading("任务·台账", filters, RESTS_ON, questions="tasks")

with st.container(horizontal=True, vertical_alignment="center"):
    plan = controls.segmented_control("领域", PLANS, key="plan", label_visibility="collapsed", width="content")
    light = controls.pills("亮灯", LIGHT_CODES, key="light", label_visibility="collapsed", width="content")
    schedule = controls.selectbox(
        "时限状态",
        SCHEDULE_CODES,
        index=None,
        key="schedule",
        placeholder="时限状态不限",
        label_visibility="collapsed",
        width=pixels(180),
    )
    downloads = st.container(horizontal=True, width="content")
filters = narrowed(
    plan=PLANS.get(plan or ""), schedule=SCHEDULE_CODES.get(schedule or ""), light=LIGHT_CODES.get(light or "")
)

tasks = query("tasks/ledger", **filters.parameters())
if tasks.empty:
    empty(filters, "符合条件的任务")
    st.stop()

is_demo = rests_on_demo(RESTS_ON)
for ending, label in ((".xlsx", "下载清单（Excel）"), (".csv", "下载清单（CSV）")):
    with downloads:
        download(
            label,
            partial(ledger_file, tasks, filters, ending, rests_on_demo=is_demo),
            ledger_file_name(plan, filters, ending, rests_on_demo=is_demo),
        )
counts = tasks["light"].value_counts()
st.markdown(f"共 **{len(tasks)}** 项：" + "　".join(f"{badge(LIGHTS, code)} {counts.get(code, 0)}" for code in LIGHTS))
show_tabs({"清单": lambda: tabs.tasks_listed(tasks), "时间轴": tabs.nodes_by_date})

source_line(filters, RESTS_ON, ["tasks/ledger"])
