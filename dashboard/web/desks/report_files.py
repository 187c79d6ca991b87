"""Files and photos beside a task's report: checked when they are chosen, kept with the draft until it is saved."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.access import drafts
from dashboard.access.drafts import DraftFile, Sheet
from dashboard.evidence import ACCEPTED, Evidence, EvidenceProblem, limit_in_mb
from dashboard.store.lake import BEIJING
from dashboard.text import month, plain
from dashboard.web.desks.evidence import receive_all, size
from dashboard.web.identity import book, visitor
from dashboard.web.opener import open_lake, query


def show_files(sheet: Sheet, task_id: str, waiting: Sequence[DraftFile]) -> None:
    """What is kept for the task and month already, what waits to be saved, the uploader and the camera."""
    st.markdown("佐证材料")
    _name_kept(sheet, task_id)
    place = f"{task_id}_{sheet.month}_{sheet.unit}"
    for file in waiting:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            remark = f"，{plain(file.remark)}" if file.remark else ""
            st.markdown(f"待保存：**{plain(file.file_name)}**（{size(file.byte_size)}）{remark}", width="content")
            key = f"report_drop_{place}_{file.sha256}"
            st.button("去掉", key=key, icon=":material/close:", on_click=_drop, args=(sheet, file))
    # Another uploader after each round: what waits need not stand in it as well, and what was taken away not come back.
    rounds = st.session_state.setdefault(f"report_rounds_{place}", 0)
    chosen = st.file_uploader(
        f"选择文件或照片，可多选（{ACCEPTED}）",
        accept_multiple_files=True,
        key=f"report_uploader_{place}_{rounds}",
        max_upload_size=limit_in_mb(open_lake()),
    )
    _take(sheet, task_id, chosen or [])
    if st.toggle("用这台设备的摄像头拍照", key=f"report_camera_{place}"):
        photo = st.camera_input("现场照片", key=f"report_photo_{place}_{rounds}")
        if photo is not None:
            photo.name = f"现场照片{dt.datetime.now(BEIJING):%Y%m%d-%H%M%S}.jpg"
            _take(sheet, task_id, [photo])


def evidence_of(sheet: Sheet, file: DraftFile) -> Evidence:
    """A file that waits as it is to be kept; raises EvidenceProblem where it is gone."""
    try:
        content = drafts.content_of(book(), visitor(), sheet, file)
    except KeyError as error:
        raise EvidenceProblem(f"“{file.file_name}”刚刚被去掉了，请核对后再保存。") from error
    return Evidence(file.sha256, file.file_name, file.media_type, content, file.remark)


def _take(sheet: Sheet, task_id: str, chosen: Sequence[UploadedFile]) -> None:
    """Keep files that are fit beside the draft; where one is not it is said, and none is taken."""
    if not chosen or not (files := receive_all(chosen)):
        return
    for made in files:
        file = DraftFile(task_id, made.sha256, made.file_name, made.media_type, made.remark, len(made.content))
        drafts.keep_file(book(), visitor(), sheet, file, made.content)
    st.session_state[f"report_rounds_{task_id}_{sheet.month}_{sheet.unit}"] += 1
    st.rerun()


def _drop(sheet: Sheet, file: DraftFile) -> None:
    drafts.forget_file(book(), visitor(), sheet, file)


def _name_kept(sheet: Sheet, task_id: str) -> None:
    files = query("tasks/evidence", task_id=task_id, as_of=f"{sheet.month}-01")
    kept = files[(files["period"] == sheet.month) & files["withdrawn_on"].isna()]
    if not kept.empty:
        st.caption(f"{month(sheet.month)}已保存{len(kept)}份：{plain('、'.join(kept['file_name']))}")
