"""任务 → 填报: a unit's reports for a month, task by task, saved at once; a phone is enough for it."""

from functools import partial

import streamlit as st

from dashboard.datasets import dataset
from dashboard.web.controls import apart
from dashboard.web.filters import chosen
from dashboard.web.identity import may_change
from dashboard.web.opener import query
from dashboard.web.screen import heading, source_line
from pages import tasks_report_parts as parts

RESTS_ON = ["task_reports", "evidence"]

filters = chosen()
heading("任务·填报", filters, RESTS_ON, questions="tasks")

choices = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
with choices:
    month = parts.chosen_month(filters.as_of)
if month is None:
    parts.nothing_owed()
else:
    units = query("tasks/report_units", as_of=month.counts_to, period=month.month)
    unit = None
    if not may_change(dataset("task_reports")):
        parts.who_reports()
    else:
        with choices:
            unit = parts.chosen_unit(units)
    if unit is None:
        parts.missing_units(units, month)
    else:
        parts.unit_in_figures(unit, units, month)
        apart(partial(parts.sheet, unit, month))

source_line(filters, RESTS_ON, ["tasks/report_sheet", "tasks/report_units", "tasks/report_months"])
