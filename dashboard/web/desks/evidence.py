"""The evidence of a task on screen: the list with downloads, pictures when asked for, the upload and the withdrawal."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.datasets import dataset
from dashboard.evidence import ACCEPTED, Evidence, EvidenceProblem, fetch, keep, limit_in_mb, preview, receive, withdraw
from dashboard.store.catalog import StoreError
from dashboard.store.lake import DataChanged
from dashboard.text import day, month, plain
from dashboard.web.downloads import download
from dashboard.web.identity import NotAllowed, offers, own_units, signed, visitor
from dashboard.web.opener import open_lake, query, today

MONTHS_OFFERED = 12


def show_evidence(task_id: str, as_of: dt.date) -> None:
    """The files kept for a task up to a day, and the form that adds to them."""
    st.subheader("佐证材料")
    # Drawn above the form, but after it: what was just kept is in the list.
    listed = st.container()
    with st.expander("上传佐证材料", icon=":material/upload_file:"):
        _show_form(task_id, as_of)
    with listed:
        show_files(task_id, as_of)


def show_files(task_id: str, as_of: dt.date, *, to_judge: bool = False) -> None:
    """The files kept for a task up to a day, to take along; to be judged with pictures open, else to be withdrawn."""
    files = query("tasks/evidence", task_id=task_id, as_of=as_of)
    is_withdrawn = files["withdrawn_on"].notna()
    if is_withdrawn.all():
        st.markdown("○ 没有佐证材料")
    for file in files[~is_withdrawn].itertuples():
        _show_file(task_id, file, to_judge=to_judge)
    for file in files[is_withdrawn].itertuples():
        st.caption(
            f"已撤回：{plain(file.file_name)}（{plain(file.withdrawn_by)}，{day(file.withdrawn_on)}，"
            f"原因：{plain(file.withdrawn_reason)}，指纹 `{file.sha256[:12]}`）"
        )


def _show_file(task_id: str, file: Any, *, to_judge: bool) -> None:
    word = dataset("evidence").field("media_type").word(file.media_type)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{plain(file.file_name)}**  \n{word}，{size(file.byte_size)}，{month(file.period)}；"
                f"{plain(file.person)} {day(file.uploaded_on)} 上传，指纹 `{file.sha256[:12]}`"
                + (f"  \n{plain(file.note)}" if pd.notna(file.note) else "")
            )
            download(
                "下载",
                partial(fetch, open_lake(), file.sha256),
                file.file_name,
                mime=file.media_type,
                key=f"download_{task_id}_{file.sha256}",
                type="secondary",
            )
            is_offered = visitor().may("report") and not to_judge
            if is_offered and st.button("撤回", key=f"withdraw_{task_id}_{file.sha256}", icon=":material/undo:"):
                _ask_to_withdraw(task_id, file.sha256, file.file_name)
        if file.media_type.startswith("image/"):
            _show_picture(f"preview_{task_id}_{file.sha256}", file.sha256, file.file_name, is_open=to_judge)


def show_pictures(task_id: str, as_of: dt.date) -> None:
    """The pictures kept for a task up to a day, each once it is unfolded; where none is, how to add one."""
    files = query("tasks/evidence", task_id=task_id, as_of=as_of)
    pictures = files[files["withdrawn_on"].isna() & files["media_type"].str.startswith("image/")]
    if pictures.empty:
        st.caption("○ 没有现场照片，可在任务详情页的“佐证材料”中上传。")
    for file in pictures.itertuples():
        title = f"{plain(file.file_name)}（{month(file.period)}）"
        _show_picture(f"picture_{task_id}_{file.sha256}", file.sha256, file.file_name, title)


def _show_picture(key: str, sha256: str, file_name: str, title: str = "查看图片", *, is_open: bool = False) -> None:
    """The picture, fetched from the store only once it is unfolded."""
    with st.expander(title, expanded=is_open, icon=":material/image:", on_change="rerun", key=key) as body:
        if body.open:
            try:
                st.image(preview(fetch(open_lake(), sha256)), alt=file_name)
            except EvidenceProblem as problem:
                st.warning(str(problem))


@st.dialog("撤回材料")
def _ask_to_withdraw(task_id: str, sha256: str, file_name: str) -> None:
    """Ask who and why, then mark the file; its row and its bytes stay in the store."""
    st.markdown(f"将撤回“{plain(file_name)}”。文件和记录仍留在数据库里，再次上传同一文件即可恢复。")
    st.markdown(f"操作人：**{plain(visitor().full_name)}**")
    reason = st.text_input("原因（必填）", key="withdraw_reason", placeholder="如：传错了任务")
    if st.button("确认撤回", type="primary", disabled=not reason.strip()):
        try:
            who = signed("report", f"撤回佐证材料 {task_id}")
            withdraw(open_lake(), task_id, sha256, who, reason.strip(), today(), units=own_units())
        except (EvidenceProblem, DataChanged, StoreError, NotAllowed) as error:
            st.error(str(error))
            st.stop()
        st.rerun()


def _show_form(task_id: str, as_of: dt.date) -> None:
    if not offers("上传佐证材料", "report"):
        return
    # A new uploader after each success: files that stayed in it would be sent again, also those withdrawn meanwhile.
    rounds = st.session_state.setdefault("evidence_rounds", 0)
    months = [str(period) for period in pd.period_range(end=as_of, periods=MONTHS_OFFERED, freq="M")[::-1]]
    with st.form("evidence", border=False):
        chosen = st.file_uploader(
            f"选择文件，可多选（{ACCEPTED}）",
            accept_multiple_files=True,
            key=f"evidence_files_{task_id}_{rounds}",
            max_upload_size=limit_in_mb(open_lake()),
        )
        period = st.selectbox("所属月份", months, format_func=month, key="evidence_period")
        st.markdown(f"上传人：**{plain(visitor().full_name)}**")
        note = st.text_input("说明", key="evidence_note", placeholder="如：验收意见盖章件")
        is_sent = st.form_submit_button("保存材料", type="primary", icon=":material/check_circle:")
    if not is_sent:
        return
    if not chosen:
        st.warning("请先选择文件。")
    elif files := receive_all(chosen):
        _keep(task_id, period, files, note.strip())


def receive_all(chosen: Sequence[UploadedFile]) -> list[Evidence]:
    """All files fit to be kept, or none when one is not: each refusal and each changed name is said."""
    files, refused = [], []
    for file in chosen:
        try:
            files.append(receive(open_lake(), file.getvalue(), file.name))
        except EvidenceProblem as problem:
            refused.append(f"“{plain(file.name)}”：{plain(problem)}")
    if refused:
        st.error(
            "  \n".join([*refused, "没有保存任何文件。请换掉或去掉上面的文件，再保存一次。"]), icon=":material/block:"
        )
        return []
    remarks = [
        f"“{plain(file.name)}”{plain(made.remark)}" for file, made in zip(chosen, files, strict=True) if made.remark
    ]
    if remarks:
        st.info("  \n".join(remarks), icon=":material/info:")
    return files


def _keep(task_id: str, period: str, files: list[Evidence], note: str) -> None:
    try:
        person = signed("report", f"保存佐证材料 {task_id}")
        new = keep(open_lake(), task_id, period, files, person, note, today(), units=own_units())
    except DataChanged:
        st.warning("刚刚有人也保存了材料，请再按一次“保存材料”。", icon=":material/sync_problem:")
        return
    except (EvidenceProblem, StoreError, NotAllowed) as error:
        st.error(str(error), icon=":material/block:")
        return
    st.session_state["evidence_rounds"] += 1
    known = len(files) - len(new)
    said = [f"{plain(person)} 保存了 {len(new)} 份材料"] if new else []
    said += [f"{known} 份本任务已有，没有重复保存"] if known else []
    st.success("；".join(said) + "。", icon=":material/task_alt:")


def size(byte_size: int) -> str:
    """A size as a person says it: 3 KB, 1.4 MB."""
    megabytes = byte_size / 1024 / 1024
    return f"{megabytes:.1f} MB" if megabytes >= 1 else f"{max(byte_size // 1024, 1)} KB"
