"""数据 → 记录: who uploaded what and when, undo, and clearing the demonstration data."""

import pandas as pd
import streamlit as st

from dashboard.catalog import StoreError
from dashboard.datasets import dataset, datasets
from dashboard.lake import Author
from dashboard.opener import open_lake, query
from dashboard.screen import table
from dashboard.text import plain

st.title("数据记录")
st.caption("每次写入都留下人员、时间、文件、指纹和行数；任何一次都可以撤销，撤销本身也是一条记录。")

titles = {target.title: name for name, target in datasets().items()}
chosen = st.selectbox("数据集", list(titles), index=None, key="records", bind="query-params", placeholder="全部数据集")
history = query("data/history", dataset=titles.get(chosen or ""))


@st.dialog("撤销上传")
def undo(upload: pd.Series) -> None:
    """Ask once, then bring back the rows the dataset had before this upload."""
    title = dataset(upload["dataset"]).title
    later = history[(history["dataset"] == upload["dataset"]) & (history["upload_id"] > upload["upload_id"])]
    st.markdown(f"将把“{title}”恢复到快照 {upload['snapshot_id'] - 1}，即这次上传之前的样子。")
    if len(later):
        st.warning(f"此后还有 {len(later)} 次对“{title}”的写入，也会一并撤回；它们仍留在记录里，可以再恢复。")
    person = st.text_input("操作人（必填）", key="undo_person")
    if st.button("确认撤销", type="primary", disabled=not person.strip()):
        author = Author(person.strip(), message=f"撤销第{upload['upload_id']}号上传")
        try:
            open_lake().restore(upload["dataset"], int(upload["snapshot_id"]) - 1, author)
        except StoreError as error:
            st.error(str(error))
            st.stop()
        st.rerun()


@st.dialog("清除演示数据")
def clear_demo() -> None:
    """Ask once, then remove every row that came with demonstration data."""
    st.markdown("将删除全部演示数据，只留下文件内容和真实上报的数据。记录保留。")
    person = st.text_input("操作人（必填）", key="clear_person")
    if st.button("确认清除", type="primary", disabled=not person.strip()):
        open_lake().clear_demo(person.strip())
        st.rerun()


undoable = history[(history["snapshot_id"] > 2) & history["dataset"].isin(list(datasets()))]
with st.container(horizontal=True, vertical_alignment="bottom"):
    if len(undoable):
        labels = {
            f"第{row.upload_id}号 {dataset(row.dataset).title} {row.uploaded_at:%m-%d %H:%M} {row.person}": index
            for index, row in undoable.iterrows()
        }
        wanted = st.selectbox("要撤销的上传", list(labels), key="undo", width=460)
        if st.button("撤销这次上传", icon=":material/undo:"):
            undo(undoable.loc[labels[wanted]])
    has_demo = bool(query("overview/demo")["is_demo"].any())
    if has_demo and st.button("清除全部演示数据", icon=":material/delete_sweep:"):
        clear_demo()

table(
    pd.DataFrame(
        {
            "快照": history["snapshot_id"].astype(str),
            "时间与人员": [
                f"{moment:%Y-%m-%d %H:%M}  \n{plain(person)}"
                for moment, person in zip(history["uploaded_at"], history["person"], strict=True)
            ],
            "数据集与文件": [
                f"**{dataset(upload.dataset).title}**{'  :orange[▲ 演示数据]' if upload.is_demo else ''}  \n"
                f"{plain(upload.file_name)}  \n{plain(upload.message)}"
                for upload in history.itertuples()
            ],
            "变化": [
                f"新增{upload.rows_added} 修改{upload.rows_changed}  \n"
                f"删除{upload.rows_removed} 不变{upload.rows_unchanged}"
                for upload in history.itertuples()
            ],
            "指纹": history["sha256"].str[:12],
        }
    ),
    alt=f"上传记录，共{len(history)}条，最新在前",
)
