"""The button that saves a month's reports: all that a person has filled in, with its files, as one commit."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.access import drafts
from dashboard.access.drafts import Draft, DraftFile, Sheet
from dashboard.datasets import dataset
from dashboard.evidence import EvidenceProblem, Report, ReportsChanged, ReportsRefused, Wrong, hand_in
from dashboard.store.catalog import StoreError
from dashboard.store.lake import DataChanged
from dashboard.text import month, plain
from dashboard.web.desks.report_files import evidence_of
from dashboard.web.identity import NotAllowed, book, own_units, signed_for, visitor
from dashboard.web.opener import open_lake, today

#: In the session: what the last press of the button did, what it failed at, and what was wrong.
SAID, FAILED, WRONG = "report_said", "report_failed", "report_wrong"


def opened(task_id: str) -> str:
    """The key of whether the form of a task is open."""
    return f"report_open_{task_id}"


def wrong_with(sheet: Sheet, task_id: str) -> dict[str, str]:
    """What was wrong with a task's report at the last try, by column."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in st.session_state.get(WRONG, {}).get(sheet, ()):
        if each.task_id == task_id:
            found[each.column].append(each.message)
    return {column: "".join(messages) for column, messages in found.items()}


def show_outcome(sheet: Sheet) -> None:
    """What the last press of the button did or why it did nothing."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    if failed := st.session_state.pop(FAILED, None):
        st.error(failed, icon=":material/block:")
    if wrong := st.session_state.get(WRONG, {}).get(sheet):
        tasks = "、".join(dict.fromkeys(each.task_id for each in wrong))
        st.error(
            f"有 {len(wrong)} 处要改，没有写入任何数据：{tasks}。请改好标红的地方，再保存一次。",
            icon=":material/block:",
        )


def save_button(sheet: Sheet, tasks: Sequence[str], kept: Mapping[str, Draft], files: Sequence[DraftFile]) -> None:
    """The button for all that is filled in among these tasks, and what that is."""
    waiting = [file for file in files if file.task_id in tasks]
    filled = [task_id for task_id in tasks if task_id in kept or task_id in {file.task_id for file in waiting}]
    if filled:
        also = f"，材料 {len(waiting)} 份" if waiting else ""
        st.markdown(f"将一次保存 **{len(filled)}** 项{also}：{'、'.join(filled)}")
    else:
        st.caption("填写任何一项后，在这里一次保存。")
    st.button(
        "保存填报",
        type="primary",
        icon=":material/check_circle:",
        disabled=not filled,
        key="report_save",
        on_click=_save,
        args=(sheet, filled),
    )


def _save(sheet: Sheet, filled: Sequence[str]) -> None:
    who = visitor()
    written, files = drafts.of(book(), who, sheet), drafts.files_of(book(), who, sheet)
    st.session_state[WRONG] = {}
    try:
        person = signed_for(dataset(sheet.dataset))
        reports = [_report(sheet, task_id, written.get(task_id), files) for task_id in filled]
        done = hand_in(open_lake(), sheet.unit, sheet.month, reports, person, today(), units=own_units())
    except ReportsRefused as refused:
        _show_wrong(sheet, refused.wrong)
    except ReportsChanged as changed:
        st.session_state[FAILED] = f"{plain(changed)}没有写入任何数据。"
        st.session_state.update({opened(task_id): True for task_id in changed.tasks})
    except DataChanged:
        st.session_state[FAILED] = "刚刚有人也保存了，没有写入任何数据，请再按一次“保存填报”。"
    except (EvidenceProblem, StoreError, NotAllowed) as error:
        st.session_state[FAILED] = plain(error)
    else:
        drafts.clear(book(), who, sheet, filled)
        also = f"，材料 {done.files} 份" if done.files else ""
        st.session_state[SAID] = (
            f"{plain(person)} 保存了{plain(sheet.unit)}{month(sheet.month)}填报 {done.reports} 项{also}。"
        )


def _report(sheet: Sheet, task_id: str, draft: Draft | None, files: Sequence[DraftFile]) -> Report:
    """What is filled in for a task as it is handed in."""
    own = [evidence_of(sheet, file) for file in files if file.task_id == task_id]
    return Report(task_id, draft.texts, own, draft.base) if draft else Report(task_id, files=own)


def _show_wrong(sheet: Sheet, wrong: Sequence[Wrong]) -> None:
    st.session_state[WRONG] = {sheet: wrong}
    st.session_state.update({opened(each.task_id): True for each in wrong})
