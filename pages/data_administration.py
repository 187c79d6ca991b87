"""数据 → 管理: what waits for the office's word, who may come in, and the record of what was done."""

import streamlit as st

from dashboard.web.controls import show_tabs
from dashboard.web.desks.audit import show_record
from dashboard.web.desks.people import show_people
from dashboard.web.desks.proposing import show_waiting
from dashboard.web.identity import offers, visitor

st.title("管理")
if not offers("审核变更、管理人员和查阅操作记录", "decide", "people", "read_record"):
    st.stop()

tabs = {
    "待审变更": ("decide", show_waiting),
    "人员": ("people", show_people),
    "操作记录": ("read_record", show_record),
}
show_tabs({title: show for title, (right, show) in tabs.items() if visitor().may(right)})
