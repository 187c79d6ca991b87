"""The sheet of a unit for a month: each task as it stands, its form, and the button that saves what is filled in."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.access import drafts
from dashboard.access.drafts import Draft, DraftFile, Sheet
from dashboard.datasets import dataset
from dashboard.text import plain
from dashboard.web.desks.report_files import show_files
from dashboard.web.desks.report_form import form_of, kept_at, show_draft, show_form
from dashboard.web.desks.report_saving import opened, save_button, show_outcome, wrong_with
from dashboard.web.identity import book, visitor
from dashboard.web.opener import query
from dashboard.web.screen import badge
from dashboard.web.tasks import deadline_badge, task_link
from dashboard.words import LIGHTS, REPORTS

role_word = dataset("task_units").field("role").word


def show_sheet(unit: str, month: str, as_of: dt.date) -> None:
    """All tasks that a unit reports of for a month, as they stand on a day, in the order of the notice."""
    sheet = Sheet("task_reports", month, unit)
    tasks = query("tasks/report_sheet", as_of=as_of, unit=unit, period=month)
    texts = query("tasks/report_texts", unit=unit, period=month)
    kept, files = drafts.of(book(), visitor(), sheet), drafts.files_of(book(), visitor(), sheet)
    for _, task in tasks.iterrows():
        with st.container(border=True):
            waiting = [file for file in files if file.task_id == task["task_id"]]
            _show_task(sheet, task, texts, kept.get(task["task_id"]), waiting)
    show_outcome(sheet)
    save_button(sheet, list(tasks["task_id"]), kept, files)


def _show_task(
    sheet: Sheet, task: pd.Series, texts: pd.DataFrame, draft: Draft | None, waiting: list[DraftFile]
) -> None:
    task_id = task["task_id"]
    group = "（集体）" if task["is_via_group"] else ""
    st.markdown(
        f"{task_link(task_id)}　{badge(LIGHTS, task['light'])}　{deadline_badge(task)}　{badge(REPORTS, task['state'])}"
        f"　:gray[{role_word(task['role'])}{group}]  \n{plain(task['measure'])}"
    )
    falling_due = f"  \n本月到期：**{plain(task['falling_due'])}**" if pd.notna(task["falling_due"]) else ""
    st.markdown(f"时限：**{plain(task['deadline_text']) or '未注明'}**{falling_due}")
    form = form_of(sheet, task_id, texts)
    if pd.notna(task["reported_by_groups"]) and not form.base:
        st.caption(f"{plain(task['reported_by_groups'])}已统一填报，本单位可以不再填。")
    if unsaved := _unsaved(draft, waiting):
        st.markdown(unsaved)
    # The same words while it is filled in: with others it would be another form, and closed.
    word = "修改填报" if form.base else "填写"
    with st.expander(f"{word} {task_id}", on_change="rerun", key=opened(task_id)) as body:
        if body.open:
            show_form(form, draft, wrong_with(sheet, task_id))
            show_files(sheet, task_id, waiting)
            if unsaved:
                show_draft(form, unsaved)


def _unsaved(draft: Draft | None, waiting: list[DraftFile]) -> str:
    """What of a task is not saved yet; nothing where nothing is."""
    said = [f"草稿已保存 {kept_at(draft)}"] if draft else []
    said += [f"待保存材料 {len(waiting)} 份"] if waiting else []
    return f":green[✎ {'，'.join(said)}]" if said else ""
