"""数据 → 上传: one file for one dataset; what it was recognised as, problems, difference, and one confirmed commit."""

import streamlit as st

from dashboard.datasets import uploadable
from dashboard.intake.remembered import to_remember
from dashboard.reading import digest
from dashboard.store.lake import Author, DataChanged
from dashboard.web.desks.answers import answers_so_far, ask, show_profile
from dashboard.web.desks.dataset_choice import check_choice, chosen_dataset
from dashboard.web.desks.records import show_receipt
from dashboard.web.desks.upload import (
    confirmed_by,
    drafted,
    forget_shown,
    offer_templates,
    show_difference,
    show_problems,
)
from dashboard.web.filters import chosen
from dashboard.web.opener import open_lake, query, today
from dashboard.web.places import show_places
from dashboard.web.screen import link

LINKS = {
    "air_monthly": ("air_targets", "查看 大气·目标进度"),
    "section_months": ("water_sections", "查看 水·断面"),
    "outfalls": ("water_outfalls", "查看 水·排污口"),
    "outfall_samples": ("water_outfalls", "查看 水·排污口"),
    "outfall_tracing": ("water_outfalls", "查看 水·排污口"),
    "water_problems": ("water_problems", "查看 水·问题清单"),
    "old_estates": ("water_problems", "查看 水·问题清单"),
    "black_odour_waters": ("water_sources", "查看 水·水源与黑臭"),
    "black_odour_samples": ("water_sources", "查看 水·水源与黑臭"),
    "water_sources": ("water_sources", "查看 水·水源与黑臭"),
    "water_source_samples": ("water_sources", "查看 水·水源与黑臭"),
    "daily_flows": ("water_sources", "查看 水·水源与黑臭"),
    "project_progress": ("water_projects", "查看 水·重点工程"),
    "task_reports": ("tasks_ledger", "查看 任务·台账"),
    "closures": ("tasks_ledger", "查看 任务·台账"),
    "stations": ("map", "查看 一张图"),
    "map_outlines": ("map", "查看 一张图"),
    "plots": ("soil_plots", "查看 土壤·地块"),
    "plot_steps": ("soil_plots", "查看 土壤·地块"),
}
KINDS = {"reported": "日常上报", "derived": "没有小时值时上报", "notice": "文件内容", "setting": "判定参数"}
FORMATS = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "et", "ods", "parquet", "geojson", "json"]

filters = chosen()
lake = open_lake()

st.title("上传数据")
st.caption(
    "选数据集，下载模板填写，再上传；已有现成的表可直接上传，按内容识别。有错误时什么都不会写入；确认之前也不会写入。"
)

choices = [target for listed in uploadable().values() for target in listed]
titles = {target.title: target for target in choices}
target = chosen_dataset(titles)
st.markdown(f":gray-badge[{KINDS[target.kind]}] {target.use}")
offer_templates(target, filters)

file = st.file_uploader("上传填好的文件（Excel、WPS 表格、CSV 或 GeoJSON）", type=FORMATS, key="file")
dry_run = st.toggle("只校验不入库", key="dry_run", help="只检查文件并显示差异，不写入任何数据。")
if file is None:
    st.stop()

data = file.getvalue()
sha256 = digest(data)
check_choice(target, data, file.name)
file_id = f"{target.name}:{sha256[:16]}"
answers = answers_so_far(file_id)
made = drafted(lake, target, data, file.name, answers, filters.as_of)
show_profile(made, file_id)
ask(made, file_id)
show_problems(made, data)
if made.errors:
    st.error(f"有 {made.errors} 处错误，未写入任何数据。请改好后重新上传整个文件。", icon=":material/block:")
    st.stop()

show_difference(made)
show_places(made)
if made.changes_nothing:
    st.info("与现有数据完全相同，无变化，不需要提交。", icon=":material/check:")
    st.stop()
if dry_run:
    st.info("已校验，没有错误。当前为“只校验不入库”，没有写入。", icon=":material/rule:")
    st.stop()

confirmation = confirmed_by(made)
if confirmation:
    author = Author(confirmation.person, file.name, made.sha256, confirmation.message)
    remembered = to_remember(lake, target.name, answers, author, today())
    change = made.change(author, remove_missing=confirmation.remove_missing)
    try:
        snapshot = lake.commit([change, remembered] if remembered else [change])
    except DataChanged:
        # Another person was faster by a moment: the fresh difference is drawn, and says why.
        st.rerun()
    forget_shown()
    found = made.difference
    st.success(
        f"新增 {found.added_count} 行，修改 {found.changed_count} 行，不变 {found.unchanged_count} 行，"
        f"删除 {made.removed(remove_missing=confirmation.remove_missing)} 行；快照 {snapshot}。",
        title="已入库",
        icon=":material/task_alt:",
    )
    uploads = query("data/history", dataset=target.name)
    show_receipt(uploads[uploads["snapshot_id"] == snapshot].iloc[0])
    link(*LINKS.get(target.name, ("data_records", "查看 数据·记录")))
