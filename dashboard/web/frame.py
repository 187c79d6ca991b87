"""The Streamlit main script: navigation, filter bar, and the page that was asked for."""

import streamlit as st

from dashboard.datasets import ROOT
from dashboard.store.catalog import StoreError
from dashboard.web.controls import follow_address, place_for_notices
from dashboard.web.display import display_menu
from dashboard.web.filters import filter_bar
from dashboard.web.identity import keep_apart, person_menu
from dashboard.web.navigation import NAVIGATION
from dashboard.web.opener import open_lake
from dashboard.web.page_shell import TITLE
from dashboard.web.screen import PAGES
from dashboard.web.since import find_day, show_banner

follow_address()
keep_apart()
pages = st.session_state[PAGES] = {
    name: st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=path, default=not path)
    for listed in NAVIGATION.values()
    for name, title, path, _ in listed
}
page = st.navigation(
    {section: [pages[name] for name, *_ in listed] for section, listed in NAVIGATION.items()},
    position="top",
    expanded=True,
)
# No icons for the app or its pages: the browser's tab would fetch them from a font host (app.py serves ours).
st.set_page_config(page_title=f"{page.title} · {TITLE}", layout="wide")

try:
    trouble = open_lake().trouble()
except StoreError as error:
    st.error(str(error), icon=":material/database_off:")
    st.stop()
if trouble:
    reason, read_at = trouble
    st.warning(
        f"{reason}现在显示的是 {read_at:%Y-%m-%d %H:%M} 读到的数据。",
        icon=":material/database_off:",
    )

with st.container(key="corner", horizontal=True, vertical_alignment="center", gap="small", width="content"):
    person_menu()
    display_menu()
filters = {path: names for listed in NAVIGATION.values() for _, _, path, names in listed}[page.url_path]
bar = st.container()
place_for_notices()
find_day()
with bar:
    filter_bar(filters)
show_banner(page.url_path)
page.run()
