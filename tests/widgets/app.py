"""Serves every_widget.py behind the shell of the board, under its configuration."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.access.modes import Mode
from dashboard.web import faults
from dashboard.web.identity import book
from dashboard.web.page_shell import ROUTES, middleware


async def fail(_request: Request) -> Response:
    raise LookupError("secret_name")


app = st.App(
    "every_widget.py",
    routes=[*ROUTES, Route("/fail", fail)],
    middleware=middleware({"": "全部部件", "files": "文件"}, book(), Mode()),
    on_script_error=faults.show,
    exception_handlers=faults.HANDLERS,
)
