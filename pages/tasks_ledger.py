"""任务 → 台账: all 65 rows, filtered by unit, role, deadline, plan, schedule and light; text in full, never cut."""

from functools import partial

import streamlit as st

from dashboard.datasets import dataset
from dashboard.exports.ledger_file import ledger_file, ledger_file_name
from dashboard.web import controls
from dashboard.web.desks.views import show_views
from dashboard.web.display import pixels
from dashboard.web.downloads import download, download_board
from dashboard.web.filters import narrowed, own_filters
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, rests_on_demo, source_line
from dashboard.words import LIGHTS, SCHEDULES
from pages import tasks_ledger_tabs as tabs
from pages.tasks_ledger_enterprises import enterprises_named
from pages.tasks_ledger_kinds import deadlines_read, kinds_counted

RESTS_ON = ["task_reports", "closures"]
PLANS = {dataset("tasks").field("plan").word(code): code for code in ("air", "water", "soil")}
SCHEDULE_CODES = {state.word: code for code, state in SCHEDULES.items()}
ROLES = {dataset("task_units").field("role").word(code): code for code in ("lead", "support", "joint", "unspecified")}
KINDS = {words[0]: code for code, words in dataset("task_nodes").field("kind").values.items()}
LISTED, ALONG_THE_YEAR, BY_KIND, ENTERPRISES = VIEWS = ("清单", "时间轴", "时限类型", "企业")
LIGHT_CODES = {state.word: code for code, state in LIGHTS.items()}
#: The filters that this page alone has: title, words, name and width.
OWN = (
    ("角色", ROLES, "role", 125),
    ("领域", PLANS, "plan", 112),
    ("时限类型", KINDS, "kind", 145),
    ("亮灯", LIGHT_CODES, "light", 112),
    ("时限状态", SCHEDULE_CODES, "schedule", 145),
)

with own_filters():
    own = {
        key: controls.selectbox(
            label,
            codes,
            index=None,
            key=key,
            placeholder=f"{label}不限",
            label_visibility="collapsed",
            width=pixels(width),
        )
        for label, codes, key, width in OWN
    }
    # The address names what is shown only where that is not the list.
    show_views("ledger", [*own, *(["tab"] if "tab" in st.query_params else [])])
filters = narrowed(**{key: codes.get(own[key]) for _, codes, key, _ in OWN})
heading("任务·台账", filters, RESTS_ON, questions="tasks")

tasks = query("tasks/ledger", **filters.parameters())
if tasks.empty:
    tabs.nothing_listed()
    st.stop()

counts = tasks["light"].value_counts()
is_demo = rests_on_demo(RESTS_ON)
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    lights = "　".join(f"{badge(LIGHTS, code)} {counts.get(code, 0)}" for code in LIGHTS)
    st.markdown(f"共 **{len(tasks)}** 项：{lights}", width="content")
    view = controls.segmented_control(
        "显示", VIEWS, default=LISTED, key="tab", required=True, label_visibility="collapsed"
    )
    for ending, label in ((".xlsx", "下载清单（Excel）"), (".csv", "下载清单（CSV）")):
        download(
            label,
            partial(ledger_file, tasks, filters, ending, rests_on_demo=is_demo),
            ledger_file_name(own["plan"], filters, ending, rests_on_demo=is_demo),
        )
    download_board(filters)
if view == LISTED:
    tabs.tasks_listed(tasks)
elif view == ALONG_THE_YEAR:
    tabs.nodes_by_date()
elif view == ENTERPRISES:
    enterprises_named()
else:
    kinds_counted({key: word for key, word in own.items() if word})
    deadlines_read()

source_line(filters, RESTS_ON, ["tasks/ledger", "tasks/deadline_kinds"])
