"""任务 → 台账: all 65 rows, filtered by unit, deadline, plan, schedule and light; text in full, never cut."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts.timeline import timeline, timeline_alt
from dashboard.datasets import dataset
from dashboard.exports.ledger_file import ledger_file, ledger_file_name
from dashboard.text import month, plain
from dashboard.web import controls
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, deadline_badge, empty, heading, rests_on_demo, source_line, table, task_link
from dashboard.words import FRESHNESS, LIGHTS, PHASES, SCHEDULES

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
        width=180,
    )
    downloads = st.container(horizontal=True, width="content")
selection = filters.parameters() | {
    "plan": PLANS.get(plan or ""),
    "schedule": SCHEDULE_CODES.get(schedule or ""),
    "light": LIGHT_CODES.get(light or ""),
}

tasks = query("tasks/ledger", **selection)
if tasks.empty:
    empty(filters, "符合条件的任务")
    st.stop()

is_demo = rests_on_demo(RESTS_ON)
for ending, label in ((".xlsx", "下载清单（Excel）"), (".csv", "下载清单（CSV）")):
    downloads.download_button(
        label,
        partial(ledger_file, tasks, filters, ending, rests_on_demo=is_demo),
        file_name=ledger_file_name(plan, filters, ending, rests_on_demo=is_demo),
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )
counts = tasks["light"].value_counts()
st.markdown(f"共 **{len(tasks)}** 项：" + "　".join(f"{badge(LIGHTS, code)} {counts.get(code, 0)}" for code in LIGHTS))


def tags(row: pd.Series) -> str:
    """What the notice's own dates and the unit's own claim make worth saying."""
    said = []
    if row["due_before_issue"]:
        said.append(":gray-badge[印发前已到期]")
    if row["due_on_issue_day"]:
        said.append(":gray-badge[印发当日到期]")
    if row["claim_differs"]:
        said.append(":orange-badge[▲ 自报与规则不一致]")
    if row["roles_text"] == "unspecified":
        said.append(":gray-badge[未分主次]")
    elif row["lead_count"] > 1:
        said.append(":gray-badge[多牵头]")
    return " ".join(said)


listing, axis = controls.tabs(["清单", "时间轴"])
if listing.open:
    with listing:
        table(
            pd.DataFrame(
                {
                    "任务": [
                        f"{badge(LIGHTS, row['light'])}　{deadline_badge(row)}　:gray[{PHASES[row['phase']].word}]  \n"
                        f"{task_link(row['task_id'])}　"
                        f"{plain(row['measure'])}  \n:gray[{plain(row['category'])}] {tags(row)}"
                        for _, row in tasks.iterrows()
                    ],
                    "责任单位与时限": [
                        f"{plain(row['lead_units'])}"
                        + (f"  \n:gray[配合：{plain(row['support_units'])}]" if pd.notna(row["support_units"]) else "")
                        + f"  \n**{plain(row['deadline_text']) or '时限未注明'}**"
                        + f"  \n:gray[最近填报 {month(row['latest_period'])} {FRESHNESS[row['freshness']].text}]"
                        for _, row in tasks.iterrows()
                    ],
                }
            ),
            alt=f"任务台账，{len(tasks)}项{'，' + filters.sentence if filters.sentence else ''}",
        )
        if filters.unit or filters.keyword:
            clauses = query("tasks/clauses", **filters.parameters("as_of", "unit", "include_groups", "keyword"))
            if len(clauses):
                st.markdown("**大气正文中的对应条款**（不另计任务）")
            for clause in clauses.itertuples():
                st.markdown(
                    f"- {clause.clause_id} {plain(clause.heading)}（第{clause.source_line}行），"
                    f"台账：{plain(clause.task_ids) or '无对应任务'}"
                )
if axis.open:
    with axis:
        nodes = query("tasks/timeline", **selection)
        if nodes.empty:
            empty(filters, "有日期的节点")
        else:
            show_chart(timeline(nodes, filters.as_of), timeline_alt(nodes, filters.as_of), filters, RESTS_ON)
            st.caption("长期坚持的任务没有日期，不画在时间轴上；跨年节点画在右侧“2024年及以后”一栏。")

source_line(filters, RESTS_ON, ["tasks/ledger"])
