"""The Streamlit main script: page config, navigation, and the page that was asked for."""

import streamlit as st

from dashboard.catalog import StoreError
from dashboard.opener import open_lake
from dashboard.page_shell import TITLE
from dashboard.screen import PAGES

# No icons for the app or its pages: the browser's tab would fetch them from a font host (app.py serves ours).
st.set_page_config(page_title=TITLE, layout="wide")

NAVIGATION = {
    "": [("overview", "总览", "")],
    "大气": [("air_targets", "目标进度", "air")],
    "水": [
        ("water_sections", "断面", "sections"),
        ("water_projects", "重点工程", "projects"),
    ],
    "土壤": [("soil_plots", "地块", "soil")],
    "任务": [
        ("tasks_ledger", "台账", "ledger"),
        ("tasks_detail", "任务详情", "task"),
        ("tasks_units", "责任单位", "units"),
    ],
    "一张图": [("map", "点位分布", "map")],
    "数据": [
        ("data_upload", "上传", "upload"),
        ("data_records", "记录", "records"),
        ("data_questions", "文件存疑", "questions"),
    ],
}

page = st.navigation(
    {
        section: [st.Page(PAGES[name], title=title, url_path=path, default=not path) for name, title, path in pages]
        for section, pages in NAVIGATION.items()
    },
    position="top",
)

try:
    open_lake()
except StoreError as error:
    st.error(str(error), icon=":material/database_off:")
    st.stop()

page.run()
