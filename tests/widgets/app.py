"""Serves every_widget.py behind the shell of the board, under its configuration."""

import streamlit as st

from dashboard.web import faults
from dashboard.web.page_shell import MIDDLEWARE, ROUTES

app = st.App("every_widget.py", routes=ROUTES, middleware=MIDDLEWARE, on_script_error=faults.show)
