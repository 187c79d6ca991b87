"""Unexpected errors: one Chinese sentence and a number for the reader, the details for the log."""

import logging
import secrets
from logging.handlers import RotatingFileHandler

import streamlit as st

from dashboard.store.catalog import Catalog

log = logging.getLogger("dashboard")


def open_log() -> None:
    """Write what goes wrong to log/dashboard.log beside the store; old parts are dropped after some megabytes."""
    folder = Catalog.from_environment().home / "log"
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "dashboard.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)


def show(error: Exception) -> bool:
    """Tell the reader that the page failed; True keeps Streamlit from showing the error itself."""
    number = secrets.token_hex(3).upper()
    log.error("fault %s", number, exc_info=error)
    st.error(f"页面出错了，没能显示完整。请把错误编号 {number} 告诉管理员，详情已记入日志。", icon=":material/error:")
    return True
