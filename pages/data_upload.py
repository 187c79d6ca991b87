"""数据 → 上传: a file for a dataset; what it was recognised as, problems, difference, and one confirmed commit."""

import streamlit as st

from dashboard.datasets import uploadable
from dashboard.reading import digest
from dashboard.web.chips import chips
from dashboard.web.desks.answers import answers_so_far, ask, show_profile
from dashboard.web.desks.dataset_choice import check_choice, chosen_dataset
from dashboard.web.desks.recoloured import show_recoloured_by
from dashboard.web.desks.records import show_receipt
from dashboard.web.desks.tray import file_on_desk, set_aside
from dashboard.web.desks.upload import (
    commit,
    confirmed_again,
    confirmed_by,
    drafted,
    offer_templates,
    propose,
    show_difference,
    show_problems,
)
from dashboard.web.filters import chosen
from dashboard.web.identity import may_change, offers
from dashboard.web.opener import uploads
from dashboard.web.places import show_places
from dashboard.web.screen import link
from pages.data_upload_links import LINKS

KINDS = {"reported": "日常上报", "derived": "没有小时值时上报", "notice": "文件内容", "setting": "判定参数"}

filters = chosen()

st.title("上传数据")
chips()
st.caption(
    "选数据集，下载模板填写，再上传；已有现成的表可直接上传，按内容识别。有错误时什么都不会写入；确认之前也不会写入。"
)

choices = [target for listed in (uploads(filters.as_of) or uploadable()).values() for target in listed]
titles = {target.title: target for target in choices}
dataset_side, file_side = st.columns(2, gap="large")
with dataset_side:
    target = chosen_dataset(titles)
    st.markdown(f":gray-badge[{KINDS[target.kind]}] {target.use}")
    offer_templates(target, filters)
with file_side:
    if not offers("上传数据", "report", "settings", "propose"):
        st.stop()
    file = file_on_desk()
    with st.container(horizontal=True):
        dry_run = st.toggle("只校验不入库", key="dry_run", help="只检查文件并显示差异，不写入任何数据。")
        st.toggle("一次交几个文件", key="several", help="可以同时选几个文件；各按内容识别，逐个核对、逐个确认入库。")
if file is None:
    st.stop()

data = file.getvalue()
# What was found in the file takes the room; what to decide, and what came of it, stays in sight beside it.
found_side, desk = st.columns([5, 3], gap="large")
with found_side:
    check_choice(target, data, file.name, titles)
    file_id = f"{target.name}:{digest(data)[:16]}"
    answers = answers_so_far(file_id)
    made = drafted(target, data, file.name, answers, filters.as_of)
    show_profile(made, file_id)
    ask(made, file_id)
    show_problems(made, data)
    if not made.errors:
        show_difference(made)
        show_recoloured_by(made, filters.as_of)
        show_places(made)

with desk, st.container(key="desk"):
    if made.errors:
        st.error(f"有 {made.errors} 处错误，未写入任何数据。请改好后重新上传整个文件。", icon=":material/block:")
    elif made.changes_nothing and confirmed_again(made):
        words = "文件里的数据已经入库，没有再写一次；每次写入都列在“数据·记录”中。"
        st.success(words, title="已入库", icon=":material/task_alt:")
        set_aside(file, "已入库")
    elif made.changes_nothing:
        st.info("与现有数据完全相同，无变化，不需要提交。", icon=":material/check:")
        set_aside(file, "无变化")
    elif dry_run:
        st.info("已校验，没有错误。当前为“只校验不入库”，没有写入。", icon=":material/rule:")
    elif (confirmation := confirmed_by(made)) and not may_change(target):
        propose(made, confirmation)
        set_aside(file, "待审核")
    elif confirmation:
        uploaded = commit(made, answers, confirmation)
        show_receipt(uploaded)
        link(*LINKS.get(target.name, ("data_records", "查看 数据·记录")))
        set_aside(file, "已入库")
