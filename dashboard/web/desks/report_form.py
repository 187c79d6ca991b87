"""The form of a task's monthly report: what is typed is kept as the person's draft whenever a field is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.access import drafts
from dashboard.access.drafts import Draft, Sheet
from dashboard.datasets import dataset
from dashboard.text import minute, month, plain
from dashboard.web.identity import book, visitor
from dashboard.web.opener import query, today

REPORTS = dataset("task_reports")
CLAIM = REPORTS.field("claim")
#: The columns of a report beside its key, those of free text in the order of the form.
LONG, SHORT = ("progress", "problem", "next_step", "support_needed"), ("responsible", "amount")
COLUMNS = (*LONG, "claim", *SHORT, "done_nodes")
#: What an earlier report is started from: a node that was done then was reported then.
CARRIED = (*LONG, "claim", *SHORT)

HINTS = {
    "progress": "这个月做了什么，做到哪一步",
    "problem": "没有可不填",
    "next_step": "下个月做什么",
    "support_needed": "需要区里或其他单位做什么",
    "responsible": "落实到人",
    "amount": "如：完成12处/共20处",
}


@dataclass(frozen=True)
class Form:
    """What a task's form starts from: its row of the sheet as stored, '' where empty, and who wrote that when.

    `base` is the upload that the row came with; 0: there is none. `last_month` and `last` are the report before it.
    """

    sheet: Sheet
    task_id: str
    stored: Mapping[str, str]
    base: int = 0
    written: str = ""
    last_month: str = ""
    last: Mapping[str, str] | None = None

    def key(self, name: str) -> str:
        """The key of a part of this form in the session."""
        return f"report_{name}_{self.task_id}_{self.sheet.month}_{self.sheet.unit}"


def form_of(sheet: Sheet, task_id: str, texts: pd.DataFrame) -> Form:
    """The form of a task; `texts` are the rows of tasks/report_texts."""
    own = texts[texts["task_id"] == task_id]
    now, before = (own[own["is_current"] == each].to_dict("records") for each in (True, False))
    form = Form(sheet, task_id, dict.fromkeys(COLUMNS, ""))
    for row in now:
        written = f"{plain(row['person'])} {minute(str(row['uploaded_at']))}"
        form = replace(form, stored=_columns(row), base=int(row["upload_id"]), written=written)
    for row in before:
        form = replace(form, last_month=row["period"], last=_columns(row))
    return form


def _columns(row: Mapping[Any, Any]) -> dict[str, str]:
    return {name: "" if pd.isna(row[name]) else str(row[name]) for name in COLUMNS}


def show_form(form: Form, draft: Draft | None, wrong: Mapping[str, str]) -> None:
    """The fields of a report, filled with the draft or what is stored; `wrong` is what is wrong with a column."""
    nodes = _nodes(form)
    if form.key("progress") not in st.session_state or (
        draft is None and st.session_state[form.key("base")] != form.base
    ):
        _fill(form, draft.texts if draft else form.stored, draft.base if draft else form.base)
    if draft is not None and draft.base != form.base:
        _say_what_came_between(form, draft)
    if form.last is not None and draft is None and not form.base:
        _offer_last(form, form.last)
    for name in LONG:
        st.text_area(_label(name), key=form.key(name), placeholder=HINTS[name], on_change=_remember, args=(form,))
        _say(wrong, name)
    st.pills(
        _label("claim"), CLAIM.enum, format_func=CLAIM.word, key=form.key("claim"), on_change=_remember, args=(form,)
    )
    _say(wrong, "claim")
    for name in SHORT:
        st.text_input(_label(name), key=form.key(name), placeholder=HINTS[name], on_change=_remember, args=(form,))
        _say(wrong, name)
    if nodes:
        st.markdown("本月已完成的节点和经常性工作")
    for node_id, deliverable in nodes.items():
        st.checkbox(f"{node_id} {plain(deliverable)}", key=form.key(node_id), on_change=_remember, args=(form,))
    _say(wrong, "done_nodes")
    _say(wrong, "")


def show_draft(form: Form, unsaved: str) -> None:
    """What of the task is not saved yet, in words, and the button that takes all of it away."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(unsaved, width="content")
        st.button("清空草稿", key=form.key("clear"), icon=":material/delete:", on_click=_clear, args=(form,))


def kept_at(draft: Draft) -> str:
    """When a draft was kept: the hour, with the day where that is not today."""
    kept = minute(draft.saved_at)
    return kept.removeprefix(f"{today()} ")


def _label(name: str) -> str:
    field = REPORTS.field(name)
    return f"{field.title}（必填）" if field.required else field.title


def _say(wrong: Mapping[str, str], name: str) -> None:
    if name in wrong:
        st.markdown(f":red[■ {plain(wrong[name])}]")


def _nodes(form: Form) -> dict[str, str]:
    """The nodes that a report can call done, by number: those with an end, and whatever is stored or was typed."""
    rows = query("tasks/nodes", task_id=form.task_id, as_of=f"{form.sheet.month}-01")
    named = rows[(rows["kind"] != "ongoing") | rows["node_id"].isin(_split(form.stored["done_nodes"]))]
    return dict(zip(named["node_id"], named["deliverable"], strict=True))


def _split(done_nodes: str) -> list[str]:
    return done_nodes.split("、") if done_nodes else []


def _fill(form: Form, texts: Mapping[str, str], base: int) -> None:
    """Put texts into the fields; `base` is the upload they were written over."""
    for name in (*LONG, *SHORT):
        st.session_state[form.key(name)] = texts[name]
    st.session_state[form.key("claim")] = texts["claim"] or None
    for node_id in _nodes(form):
        st.session_state[form.key(node_id)] = node_id in _split(texts["done_nodes"])
    st.session_state[form.key("base")] = base


def _typed(form: Form) -> dict[str, str]:
    """What stands in the fields."""
    typed = {name: str(st.session_state[form.key(name)]).strip() for name in (*LONG, *SHORT)}
    done = [node_id for node_id in _nodes(form) if st.session_state[form.key(node_id)]]
    return typed | {"claim": st.session_state[form.key("claim")] or "", "done_nodes": "、".join(done)}


def _remember(form: Form) -> None:
    """Keep what stands in the fields as a draft; where that is what is stored there is none."""
    who = visitor()
    if not who.may("report"):
        return
    typed, base = _typed(form), st.session_state[form.key("base")]
    if typed == dict(form.stored) and base == form.base:
        drafts.forget_texts(book(), who, form.sheet, form.task_id)
    else:
        drafts.keep(book(), who, form.sheet, form.task_id, typed, base)


def _clear(form: Form) -> None:
    drafts.clear(book(), visitor(), form.sheet, [form.task_id])
    _fill(form, form.stored, form.base)


def _offer_last(form: Form, last: Mapping[str, str]) -> None:
    """The report before this one, to be read and to start from."""
    year, number = map(int, form.sheet.month.split("-"))
    is_last = form.last_month == f"{year - (number == 1)}-{(number - 2) % 12 + 1:02d}"
    word = "上月" if is_last else month(form.last_month)
    with st.container(border=True):
        st.caption(f"**{word}填报**  \n{_said(last)}")
        st.button(
            f"沿用{word}", key=form.key("last"), icon=":material/content_copy:", on_click=_take, args=(form, last)
        )


def _take(form: Form, last: Mapping[str, str]) -> None:
    _fill(form, {**form.stored, **{name: last[name] for name in CARRIED}}, st.session_state[form.key("base")])
    _remember(form)


def _say_what_came_between(form: Form, draft: Draft) -> None:
    """What is stored now, where that is not what the draft was begun over; nothing is written over it unseen."""
    now = f"{form.written} 填报了：  \n{_said(form.stored)}" if form.base else "原来的填报已被撤销。"
    st.warning(
        f"这份草稿写好之前，别人改动了这一项。{now}  \n要用草稿替换现在的内容，请点“用草稿替换”；不要的，请清空草稿。",
        icon=":material/sync_problem:",
    )
    st.button("用草稿替换", key=form.key("rebase"), on_click=_rebase, args=(form, draft))


def _rebase(form: Form, draft: Draft) -> None:
    drafts.keep(book(), visitor(), form.sheet, form.task_id, draft.texts, form.base)
    st.session_state[form.key("base")] = form.base


def _said(texts: Mapping[str, str]) -> str:
    """A report in lines, each with the title of its column."""
    return "  \n".join(
        f"{REPORTS.field(name).title}：{plain(REPORTS.field(name).word(texts[name]))}"
        for name in COLUMNS
        if texts[name]
    )
