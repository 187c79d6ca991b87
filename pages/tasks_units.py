"""任务 → 责任单位: what each unit answers for, with fair denominators; one unit in full when it is chosen."""

import streamlit as st

from dashboard.text import month
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from pages import tasks_units_parts as parts

filters = chosen()
heading("任务·责任单位", filters, ["task_reports", "closures"], questions="units")

if filters.unit:
    parts.one_unit(filters.unit)

st.subheader("各单位比较")
parts.units_compared(filters.as_of, include_groups=filters.include_groups)

st.subheader(f"{month(filters.as_of.isoformat()[:7])}未填报")
parts.missing_reports(filters.as_of)

st.subheader("只见于正文的单位")
parts.units_only_in_text()

members = query("units/members", as_of=filters.as_of)
st.caption(
    "集体单位“各镇（街道）”的成员文件只点名"
    f"{len(members)}个：{'、'.join(members['member'])}；其余街道待补，可在“数据·上传”的“集体单位成员”中填报。"
)

source_line(filters, ["task_reports", "closures"], ["tasks/unit_load", "units/tasks", "units/figures"])
