"""Which dataset an upload is for: as the person chose, or as the file itself says."""

from collections.abc import Collection, Mapping

import streamlit as st

from dashboard.access.visitors import ROLES, rights
from dashboard.datasets import Dataset, dataset
from dashboard.intake.recognising import Recognised, recognise
from dashboard.store.ownership import right_to_upload
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.opener import seen

KEY = "dataset"
#: The title to choose before the list is drawn, the one that nobody chose, and what files were recognised as.
NEXT, UNASKED, KNOWN = "dataset_next", "dataset_unasked", "recognised"
#: Of so many likely datasets a person may choose with one click.
OFFERED = 3


def chosen_dataset(titles: Mapping[str, Dataset]) -> Dataset:
    """The dataset in the list; a file that was recognised has chosen it, unless a person did."""
    if NEXT in st.session_state:
        st.session_state[KEY] = st.session_state[UNASKED] = st.session_state.pop(NEXT)
    title = controls.selectbox("数据集", titles, key=KEY, help="不选也可以：上传后按文件的表头和内容识别。")
    st.session_state.setdefault(UNASKED, next(iter(titles)))
    return titles[title]


def check_choice(target: Dataset, data: bytes, file_name: str, titles: Collection[str]) -> None:
    """Go over to the dataset that the file is for where nobody chose one; where somebody did, say what it is like.

    `titles` are those that the visitor may choose.
    """
    found = _recognised(data, file_name)
    if found.name and dataset(found.name).title not in titles and target.name not in found.likely:
        _say_whose(found.name, target)
        return
    if found.name and found.name != target.name and target.title == st.session_state[UNASKED]:
        st.session_state[NEXT] = dataset(found.name).title
        st.rerun()
    if found.name == target.name:
        st.caption(f":material/done: 按表头和内容识别为“{plain(target.title)}”；不对请在上面另选数据集。")
    elif target.name not in found.likely and found.likely:
        _offer((found.name,) if found.name else found.likely[:OFFERED], target)


def _say_whose(name: str, target: Dataset) -> None:
    """That a file is for a dataset which others look after; where nobody chose one, nothing else is asked about it."""
    who = "、".join(word for code, word in ROLES.items() if right_to_upload(name) in rights()[code])
    words = f"“{plain(dataset(name).title)}”，由{who}维护"
    if target.title == st.session_state[UNASKED]:
        st.error(f"这个文件是{words}，您不能上传；没有写入任何数据。", icon=":material/lock:")
        st.stop()
    st.warning(f"这个文件更像是{words}。", icon=":material/lock:")


def forget_choice() -> None:
    """Another file is on the desk: it says itself what it is for, whatever was chosen for the one before."""
    if KEY in st.session_state:
        st.session_state[UNASKED] = st.session_state[KEY]


def _recognised(data: bytes, file_name: str) -> Recognised:
    """What the file was recognised as, worked out once."""
    known = st.session_state.setdefault(KNOWN, {})
    if hash(data) not in known:
        known[hash(data)] = recognise(seen(), data, file_name)
    found: Recognised = known[hash(data)]
    return found


def _offer(names: tuple[str, ...], target: Dataset) -> None:
    titles = [dataset(name).title for name in names]
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"现在按“{plain(target.title)}”检查，但这个文件更像是“{plain('”或“'.join(titles))}”。"
        st.markdown(f":orange[**▲**] {words}", width="content")
        for title in titles:
            st.button(f"改按“{title}”检查", on_click=_choose, args=(title,), type="tertiary")


def _choose(title: str) -> None:
    st.session_state[KEY] = title
