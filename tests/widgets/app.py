"""Serves every_widget.py behind the shell of the board, under its configuration."""

import streamlit as st

from dashboard.web import faults
from dashboard.web.page_shell import ROUTES, middleware

app = st.App(
    "every_widget.py",
    routes=ROUTES,
    middleware=middleware({"": "全部部件", "files": "文件"}),
    on_script_error=faults.show,
)
