"""数据 → 记录: who uploaded what and when, a receipt, undo, clearing demonstration data, the versions of targets."""

import streamlit as st

from dashboard.datasets import datasets
from dashboard.web import controls
from dashboard.web.chips import chips
from dashboard.web.desks.records import choose_upload, clear_demo, offer_undo, show_history, show_outcome, show_receipt
from dashboard.web.desks.versions import TAB, show_versions
from dashboard.web.display import pixels
from dashboard.web.identity import visitor
from dashboard.web.opener import query, today
from dashboard.web.screen import link
from dashboard.web.then import KNOWN


def uploads() -> None:
    """All uploads or those of one dataset, one of them with its receipt and its undo."""
    titles = {target.title: name for name, target in datasets().items() if not target.is_noted}
    chosen = controls.selectbox("数据集", titles, index=None, key="records", placeholder="全部数据集")
    history = query("data/history", dataset=titles.get(chosen or ""))
    if history.empty:
        st.info(f"“{chosen}”还没有上传过。", icon=":material/search_off:")
        return
    upload = choose_upload(history)
    with st.container(horizontal=True):
        offer_undo(upload)
        may_clear = visitor().may("clear_demo") and query("overview/demo")["is_demo"].any()
        if may_clear and st.button("清除全部演示数据", icon=":material/delete_sweep:"):
            clear_demo()
    show_receipt(upload)
    show_history(history)


def look_back() -> None:
    """The way to the board as it was known on a day."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("看某一天当时的看板：", width="content")
        day = st.date_input(
            "哪一天", None, format="YYYY-MM-DD", label_visibility="collapsed", max_value=today(), width=pixels(150)
        )
        if day:
            link("overview", "打开当时的总览", ":material/history:", **{KNOWN: f"{day}"})


st.title("数据记录")
chips()
st.caption("每次写入都留下人员、时间、文件、指纹和行数；建库以后的每一次都可以撤销，撤销本身也是一条记录。")
show_outcome()
look_back()
controls.show_tabs({"上传记录": uploads, TAB: show_versions})
