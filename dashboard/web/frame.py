"""The Streamlit main script: navigation, filter bar, and the page that was asked for."""

import streamlit as st

from dashboard.datasets import ROOT
from dashboard.store.catalog import StoreError
from dashboard.web.controls import NOTICES
from dashboard.web.filters import filter_bar
from dashboard.web.opener import open_lake
from dashboard.web.page_shell import TITLE
from dashboard.web.screen import PAGES

# The file, title and address of each page, and the filters it has beside the date; None: it counts to no day.
NAVIGATION: dict[str, list[tuple[str, str, str, tuple[str, ...] | None]]] = {
    "": [("overview", "总览", "", ("unit", "deadline", "keyword"))],
    "大气": [
        ("air_targets", "目标进度", "air", ()),
        ("air_outlook", "全年推算", "air-outlook", ()),
        ("air_days", "逐日", "air-days", ()),
        ("air_ranking", "站点与镇街排名", "air-ranking", ()),
        ("air_dustfall", "降尘", "air-dustfall", ()),
        ("air_method", "口径", "air-method", ()),
    ],
    "水": [
        ("water_sections", "断面", "sections", ()),
        ("water_projects", "重点工程", "projects", ()),
    ],
    "土壤": [("soil_plots", "地块", "soil", ())],
    "任务": [
        ("tasks_ledger", "台账", "ledger", ("unit", "deadline", "keyword")),
        ("tasks_detail", "任务详情", "task", ()),
        ("tasks_units", "责任单位", "units", ("unit",)),
    ],
    "一张图": [("map", "点位分布", "map", ("unit", "keyword"))],
    "数据": [
        ("data_upload", "上传", "upload", ("unit",)),
        ("data_records", "记录", "records", None),
        ("data_questions", "文件存疑", "questions", None),
    ],
}

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
    open_lake()
except StoreError as error:
    st.error(str(error), icon=":material/database_off:")
    st.stop()

filters = {path: names for listed in NAVIGATION.values() for _, _, path, names in listed}[page.url_path]
bar, st.session_state[NOTICES] = st.container(), st.container()
with bar:
    filter_bar(filters)
page.run()
