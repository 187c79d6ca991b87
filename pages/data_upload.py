"""数据 → 上传: one file for one dataset; problems, difference, and one confirmed commit."""

import datetime as dt

import streamlit as st

from dashboard.datasets import datasets
from dashboard.desk import show_difference, show_problems
from dashboard.exports import template
from dashboard.filters import chosen
from dashboard.intake import draft
from dashboard.lake import BEIJING, Author, DataChanged
from dashboard.opener import open_lake
from dashboard.screen import link

LINKS = {
    "air_monthly": ("air_targets", "查看 大气·目标进度"),
    "section_months": ("water_sections", "查看 水·断面"),
    "project_progress": ("water_projects", "查看 水·重点工程"),
    "task_reports": ("tasks_ledger", "查看 任务·台账"),
    "closures": ("tasks_ledger", "查看 任务·台账"),
    "stations": ("map", "查看 一张图"),
}
KINDS = {"reported": "日常上报", "notice": "文件内容", "setting": "判定参数"}

filters = chosen()
lake = open_lake()

st.title("上传数据")
st.caption("选数据集，下载模板填写，再上传。有错误时什么都不会写入；确认之前也不会写入。")

choices = sorted(datasets().values(), key=lambda target: list(KINDS).index(target.kind))
titles = {target.title: target for target in choices}
title = st.selectbox("数据集", list(titles), key="dataset", bind="query-params")
target = titles[title]
st.markdown(f":blue-badge[{KINDS[target.kind]}] {target.use}")
st.download_button(
    "下载模板（CSV，已填好编号）",
    lambda: template(lake, target.name, as_of=filters.as_of, unit=filters.unit, include_groups=filters.include_groups),
    file_name=f"{target.title}模板_{filters.unit or '全部单位'}_{filters.as_of:%Y%m%d}.csv",
    mime="text/csv",
    icon=":material/download:",
)

file = st.file_uploader("上传填好的文件（CSV 或 xlsx）", type=["csv", "tsv", "txt", "xlsx", "parquet"], key="file")
if file is None:
    st.stop()

made = draft(lake, target.name, file.getvalue(), file.name, dt.datetime.now(BEIJING).date())
st.markdown(f"识别为 **{made.form}**，{made.row_count} 行，文件指纹 `{made.sha256[:12]}`")

show_problems(made)
if made.errors:
    st.error(f"有 {made.errors} 处错误，未写入任何数据。请改好后重新上传整个文件。", icon=":material/block:")
    st.stop()

show_difference(made)
if made.upserts.empty and made.missing.empty:
    st.info("与现有数据完全相同，无变化，不需要提交。", icon=":material/check:")
    st.stop()

with st.form("confirm"):
    person = st.text_input("上传人（必填）", key="person", placeholder="姓名或科室")
    message = st.text_input("说明", key="message", placeholder="如：6月数据补报")
    remove_missing = (
        st.checkbox(f"同时删除文件中没有的 {len(made.missing)} 行（不勾选则保留）", key="remove_missing")
        if len(made.missing)
        else False
    )
    confirmed = st.form_submit_button("确认入库", type="primary", icon=":material/check_circle:")

# A confirmation counts for what was on screen: this file, compared with this version of the data.
shown, now = st.session_state.get("draft"), (target.name, made.sha256, made.base_version)
st.session_state["draft"] = now
if confirmed and not person.strip():
    st.warning("请填写上传人。")
elif confirmed and shown != now:
    st.warning("数据已被更新，上面已换成新的差异，请核对后再次确认。", icon=":material/sync_problem:")
elif confirmed:
    author = Author(person.strip(), file.name, made.sha256, message.strip())
    try:
        snapshot = lake.commit([made.change(author, remove_missing=remove_missing)])
    except DataChanged as error:
        st.warning(str(error), icon=":material/sync_problem:")
        st.stop()
    removed = len(made.missing) if remove_missing else 0
    st.success(
        f"{author.person} 上传 {file.name}：新增 {len(made.added)} 行，修改 {made.changed} 行，"
        f"不变 {made.unchanged} 行，删除 {removed} 行；快照 {snapshot}，指纹 {made.sha256[:12]}。",
        title="已入库",
        icon=":material/task_alt:",
    )
    link(*LINKS.get(target.name, ("data_records", "查看 数据·记录")))
