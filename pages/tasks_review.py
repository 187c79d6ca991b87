"""任务 → 审核台: what waits for the office, oldest first, one at a time with its evidence; what was decided lately."""

import streamlit as st

from dashboard.web.desks import closing
from dashboard.web.filters import chosen
from dashboard.web.opener import open_lake, query, today
from dashboard.web.screen import heading, source_line
from pages import tasks_review_parts as parts

RESTS_ON = ["closure_steps", "task_reports", "closures"]

filters = chosen()
heading("任务·审核台", filters, RESTS_ON)
closing.tell_last_step()

# Before anything is read: what is decided below holds for what is shown.
open_lake().revision()
shown = open_lake().snapshot()
waiting = query("tasks/closures_waiting", as_of=today())
if waiting.empty:
    st.info(
        "现在没有等待审核的申请；责任单位在任务详情页申请销号、调整时限或取消后，按先后列在这里。",
        icon=":material/check:",
    )
else:
    node = parts.opened(waiting)
    claim, evidence = st.columns([3, 2], gap="large")
    with claim:
        parts.what_is_claimed(node, filters.as_of)
        parts.decision(node, waiting, shown)
    with evidence:
        parts.what_proves_it(node)
    st.subheader(f"等待审核　{len(waiting)} 件")
    parts.all_waiting(waiting)

st.subheader("近期办理")
parts.decided_lately()

source_line(filters, RESTS_ON, ["tasks/closures_waiting", "tasks/closure_options", "tasks/closures_decided"])
