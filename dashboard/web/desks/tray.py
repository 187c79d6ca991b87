"""The files handed in at the desk: one, or several of which one at a time lies on the desk."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.text import plain
from dashboard.web.desks.dataset_choice import forget_choice
from dashboard.web.desks.upload import forget_shown
from dashboard.web.display import pixels

FORMATS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "et", "ods", "parquet", "geojson", "json"]
LABEL = "上传填好的文件（Excel、WPS 表格或 CSV）"
#: The file on the desk, those that were there when the page was last drawn, and what became of each.
ON_DESK, SEEN, BECAME = "file_on_desk", "files_seen", "files_became"
#: What is said of a file of which nothing became yet.
WAITING = "待核对"


def file_on_desk() -> UploadedFile | None:
    """The file to check; of several the one that is chosen, at first the first of those that came last."""
    if not st.session_state.get("several"):
        return st.file_uploader(LABEL, type=FORMATS, key="file")
    files = st.file_uploader(f"{LABEL}，可一次选几个", type=FORMATS, accept_multiple_files=True, key="files")
    by_id = {file.file_id: file for file in files}
    came = [file_id for file_id in by_id if file_id not in st.session_state.get(SEEN, ())]
    st.session_state[SEEN] = list(by_id)
    if not by_id:
        return None
    if came or st.session_state.get(ON_DESK) not in by_id:
        st.session_state[ON_DESK] = came[0] if came else _waiting(list(by_id))[0]
        forget_choice()
    chosen: str = st.selectbox(
        f"这次交的 {len(by_id)} 个文件，逐个核对",
        list(by_id),
        key=ON_DESK,
        format_func=lambda file_id: f"{by_id[file_id].name}（{_became(file_id)}）",
        on_change=_changed,
        width=pixels(480),
    )
    return by_id[chosen]


def set_aside(file: UploadedFile, word: str) -> None:
    """Note what became of the file on the desk and offer the next one that still waits."""
    st.session_state.setdefault(BECAME, {})[file.file_id] = word
    if not st.session_state.get("several"):
        return
    waiting = _waiting([each for each in st.session_state[SEEN] if each != file.file_id])
    names = {each.file_id: each.name for each in st.session_state["files"]}
    if waiting and _became(waiting[0]) == WAITING:
        words = f"核对下一个文件：{plain(names[waiting[0]])}"
        st.button(words, on_click=_lay, args=(waiting[0],), icon=":material/arrow_forward:")


def _waiting(file_ids: list[str]) -> list[str]:
    """Those that nothing became of yet come first."""
    return sorted(file_ids, key=lambda file_id: _became(file_id) != WAITING)


def _became(file_id: str) -> str:
    return str(st.session_state.get(BECAME, {}).get(file_id, WAITING))


def _lay(file_id: str) -> None:
    st.session_state[ON_DESK] = file_id
    _changed()


def _changed() -> None:
    """A person took another file: it says itself what it is for, and nobody takes its difference for the last one."""
    forget_choice()
    forget_shown()
