"""Unexpected errors: one Chinese sentence and a number for the reader, the details for the log."""

import logging
import secrets
from logging.handlers import RotatingFileHandler
from typing import Any

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.store.catalog import Catalog
from dashboard.store.errors import StoreError
from dashboard.web.shell.headers import ALWAYS, UNLESS_SAID

log = logging.getLogger("dashboard")

REFUSALS = {
    403: "服务器没有接受这个请求，请刷新页面再试一次；仍不行时请告诉管理员。",
    404: "没有这个文件，或者它已经过期，请回到页面，刷新后再下载一次。",
    413: "文件太大，服务器没有接收。",
}


def open_log() -> None:
    """Write what goes wrong to log/dashboard.log beside the store; old parts are dropped after some megabytes."""
    folder = Catalog.from_environment().home / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "dashboard.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)


def show(error: Exception) -> bool:
    """Tell the reader that the page failed; True keeps Streamlit from showing the error itself."""
    if isinstance(error, StoreError):
        log.warning("store: %s", error, exc_info=error)
        st.error(str(error), icon=":material/database_off:")
        return True
    st.error(f"页面出错了，没能显示完整。{_logged(error)}", icon=":material/error:")
    return True


async def answer(_request: Request, error: Exception) -> Response:
    """The same to whoever asked for something else than a page; no middleware adds headers to this answer."""
    return PlainTextResponse(f"服务器出错了。{_logged(error)}", 500, {**ALWAYS, **UNLESS_SAID})


async def refuse(_request: Request, refusal: Exception) -> Response:
    """What a person reads who opens an address that gives nothing, such as that of a file which is no longer there."""
    assert isinstance(refusal, HTTPException)
    sentence = REFUSALS.get(refusal.status_code, "服务器没有接受这个请求，请刷新页面再试一次。")
    return PlainTextResponse(sentence, refusal.status_code, refusal.headers)


def _logged(error: Exception) -> str:
    """Log an error under a number; returns what the reader can do with it."""
    number = secrets.token_hex(3).upper()
    log.error("fault %s", number, exc_info=error)
    return f"请把错误编号 {number} 告诉管理员，详情已记入日志。"


#: For the server, beside Streamlit's own handling of what it refuses.
HANDLERS: dict[Any, Any] = {HTTPException: refuse, Exception: answer}
