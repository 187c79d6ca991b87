"""总览: what is on course, late or unknown, in ten seconds. Opened first, it is few elements: one a row."""

import streamlit as st

from dashboard.text import plain
from dashboard.web.cards import texts
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

texts(
    (3, parts.attention(query("overview/attention", **selection), grey=summary["grey"])),
    (2, parts.due(query("overview/due", **selection), filters.as_of)),
)
texts((1, domains.air(filters.as_of)), (1, domains.water(filters.as_of)))
texts(
    (3, parts.units(query("overview/units", **selection))),
    (2, "\n\n".join((domains.soil(), parts.schedules(query("tasks/schedule_counts", **selection))))),
)

source_line(filters, RESTS_ON, USED)
