"""总览: what is on course, late or unknown, in ten seconds. Native elements only: this page is opened first."""

import streamlit as st

from dashboard.text import plain
from dashboard.web.downloads import download_board
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import ALL, heading, source_line
from dashboard.web.tasks import only_in_text
from pages import overview_domains as domains
from pages import overview_parts as parts

RESTS_ON = ["air_monthly", "section_months", "project_progress", "outfall_samples", "task_reports"]
USED = ["overview/summary", "overview/attention", "overview/due", "overview/units", "tasks/schedule_counts"]

filters = chosen()
heading("总览", filters, RESTS_ON, questions=ALL)
parts.early_months(filters.as_of)
selection = filters.parameters("as_of", "unit", "include_groups", "keyword", "deadline", "due_from", "due_to")

summary = query("overview/summary", **selection).loc[0]
with st.container(horizontal=True, vertical_alignment="center", gap="small"):
    st.markdown(f"**{plain(summary['sentence'])}**", width="content")
    parts.sentence_to_copy(summary["sentence"])
    download_board(filters)
if not summary["tasks"]:
    only_in_text(filters.unit)
parts.lights(summary)

# Each column is one element for a list: an element is a message to the reader's browser.
attention, due = st.columns([3, 2])
with attention, st.container(border=True, height="stretch"):
    parts.attention(query("overview/attention", **selection), grey=summary["grey"])
with due, st.container(border=True, height="stretch"):
    parts.due(query("overview/due", **selection), filters.as_of)

air, water = st.columns(2)
with air, st.container(border=True, height="stretch"):
    domains.air(filters.as_of)
with water, st.container(border=True, height="stretch"):
    domains.water(filters.as_of)

units, soil = st.columns([3, 2])
with units, st.container(border=True, height="stretch"):
    parts.units(query("overview/units", **selection))
with soil, st.container(border=True, height="stretch"):
    domains.soil()
    parts.schedules(query("tasks/schedule_counts", **selection))

source_line(filters, RESTS_ON, USED)
