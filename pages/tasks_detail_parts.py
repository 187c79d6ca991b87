"""Parts of 任务·任务详情: the nodes of a task, the text of the notice beside the ledger, and what was reported."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, month, plain, shortened
from dashboard.web import controls
from dashboard.web.display import pixels, times
from dashboard.web.opener import query
from dashboard.web.screen import badge, coloured, is_so
from dashboard.web.tables import table
from dashboard.web.tasks import grace, unreported
from dashboard.words import LIGHTS, REPORTS, SCHEDULES, UNJUDGED

#: Signs of a task's text that the list of tasks has room for.
LONGEST_TITLE = 11

kind_word = dataset("task_nodes").field("kind").word
claim_word = dataset("task_reports").field("claim").word


def chosen_task(titles: pd.Series) -> str:
    """The task in the address, from its number or from its text; `titles` are the texts by number.

    The address has the number alone, so the list of texts is a control of its own that sets the other one.
    """
    with st.container(horizontal=True, gap="small"):
        code: str = controls.selectbox(
            "任务编号", titles.index, key="id", label_visibility="collapsed", width=pixels(110)
        )
        key = f"title_of_{code}"
        st.selectbox(
            "任务",
            titles.index,
            titles.index.get_loc(code),
            format_func=lambda each: f"{each}　{shortened(titles[each], int(LONGEST_TITLE / times()))}",
            key=key,
            label_visibility="collapsed",
            width=pixels(420),
            on_change=lambda: st.session_state.update(id=st.session_state[key]),
        )
    return code


def why_this_light(task: pd.Series, as_of: dt.date) -> None:
    """The rule behind the light of a task, what it was judged by and on which day; what its units claim otherwise."""
    if task["claim_differs"]:
        st.warning(
            f"责任单位自评“{claim_word(task['claim'])}”，按规则为逾期：自报与规则不一致。", icon=":material/warning:"
        )
    why = (
        f"**为什么是“{LIGHTS[task['light']].word}”**：{plain(task['light_reason'])}（亮灯规则R{task['light_rule']}）。"
        if pd.notna(task["light"])
        else f"**{UNJUDGED.text}**：没有适用的亮灯规则。"
    )
    with st.container(border=True):
        st.markdown(
            f"{why}  \n依据：统计截止 {as_of}；节点完成 {task['nodes_done']}/{task['nodes_total']}；"
            f"最近填报 {month(task['latest_period'])}。{unreported(task)}"
        )
    if pd.notna(task["note"]):
        st.caption(f"{plain(task['note'])}（文件第{task['source_line']}行）")


def nodes(task_id: str, as_of: dt.date) -> None:
    """Each dated part of a task: what is due when, by which words of the notice, and whether it is done."""
    rows = query("tasks/nodes", task_id=task_id, as_of=as_of)
    table(
        pd.DataFrame(
            {
                "节点": [f"**{row.node_id}**  \n{_schedule(row)}" for row in rows.itertuples()],
                "内容": [
                    f"{plain(row.deliverable)}"
                    + (f"  \n:gray[{plain(row.assumption)}]" if pd.notna(row.assumption) else "")
                    for row in rows.itertuples()
                ],
                "时限": [
                    f"{kind_word(row.kind)} {day(row.start_date)} {_due(row)}  \n"
                    f":gray[原文：{plain(row.printed)}（第{row.source_line}行）]"
                    for row in rows.itertuples()
                ],
                "完成": [
                    f"✔ {day(row.closed_on)} 销号（{plain(row.approved_by)}）"
                    if pd.notna(row.closed_on)
                    else "◑ 已自报，待销号"
                    if row.is_done
                    else "—"
                    for row in rows.itertuples()
                ],
            }
        ),
        alt=f"{task_id}的{len(rows)}个节点",
    )


def _schedule(node: Any) -> str:
    """Where a node stands in time; within the grace a deadline that has passed is a neutral fact."""
    state = SCHEDULES[node.schedule]
    return coloured(state._replace(tone="unknown") if node.in_grace else state) + grace(node)


def _due(node: Any) -> str:
    """The day that a node is due on, with the one it was due on before the office approved another."""
    if pd.notna(node.adjusted_on):
        return f"**经批准调整至 {day(node.decides_on)}**（{day(node.adjusted_on)}批准，原时限 {day(node.printed_on)}）"
    return day(node.due_date) or day(node.decides_on)


def text_beside_ledger(task: pd.Series) -> None:
    """What the text of the notice says of a task beside what its ledger says, and where they differ."""
    clauses = query("tasks/clause_comparison", task_id=task["task_id"])
    if task["plan"] != "air":
        st.markdown("水、土壤计划没有另列台账，任务即正文。")
    elif clauses.empty:
        st.markdown("正文无对应条款，此项为**台账独有**。")
    for clause in clauses.itertuples():
        text, ledger = st.columns(2, border=True)
        with text:
            st.markdown(f"**正文 {clause.clause_id}　{plain(clause.heading)}**（第{clause.source_line}行）")
            st.markdown(plain(clause.text))
            st.markdown(f"责任单位：{plain(clause.units_text)}")
            if clause.units_only_in_text:
                st.markdown(f":orange-badge[▲ 只见于正文] {plain(clause.units_only_in_text)}")
        with ledger:
            st.markdown(f"**台账 {task['task_id']}**（第{task['source_line']}行）")
            st.markdown(plain(task["measure"]))
            st.markdown(f"牵头单位：{plain(task['lead_units'])}")
            if clause.units_only_in_ledger:
                st.markdown(f":orange-badge[▲ 只见于台账] {plain(clause.units_only_in_ledger)}")
        if pd.notna(clause.difference):
            st.caption(f"差异：{plain(clause.difference)}")


def reports_by_month(task_id: str, as_of: dt.date) -> None:
    """What each unit has reported of a task, by month, with the upload it came in."""
    reports = query("tasks/reports", task_id=task_id, as_of=as_of)
    if reports.empty:
        st.markdown("○ 未上报")
        return
    table(
        pd.DataFrame(
            {
                "月份与单位": [
                    f"{month(row.period)}  \n{plain(row.unit)}"
                    + (f"  \n{badge(REPORTS, 'late')}" if is_so(row.is_late) else "")
                    for row in reports.itertuples()
                ],
                "自评": [claim_word(row.claim) for row in reports.itertuples()],
                "填报内容": [
                    "  \n".join(
                        f"{title}：{plain(text)}"
                        for title, text in (
                            ("进展", row.progress),
                            ("问题", row.problem),
                            ("下步", row.next_step),
                            ("需协调", row.support_needed),
                            ("完成量", row.amount),
                            ("责任人", row.responsible),
                        )
                        if pd.notna(text)
                    )
                    for row in reports.itertuples()
                ],
                "来源": [f"第{row.upload_id}号上传第{row.line}行" for row in reports.itertuples()],
            }
        ),
        alt=f"{task_id}的{len(reports)}条月报",
    )
