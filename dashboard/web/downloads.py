"""Files that the reader takes along from a page, each made only when it is asked for, and then recorded."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

import pandas as pd
import streamlit as st

from dashboard.access import record
from dashboard.exports.board_workbook import board_file_name, board_workbook
from dashboard.exports.tables import as_csv, file_name
from dashboard.queries.filters import Filters
from dashboard.store.lake import BEIJING
from dashboard.web.identity import book, visitor
from dashboard.web.opener import query, seen


def download(
    label: str,
    make: Callable[[], bytes],
    name: str,
    *,
    icon: str = ":material/download:",
    kind: str = "export",
    type: Literal["secondary", "tertiary"] = "tertiary",
    **more: Any,
) -> None:
    """A button that saves what `make` gives under a name; who took it along is recorded under a kind."""
    taker = visitor()

    def taken() -> bytes:
        content = make()
        record.note(book(), taker, kind, name)
        return content

    st.download_button(label, taken, file_name=name, icon=icon, on_click="ignore", type=type, **more)


def download_board(filters: Filters) -> None:
    """A button that saves all tables of all pages as one workbook, under the filters that are on."""
    lake = seen()
    kind = "export" if lake is lake.for_all() else "restricted"
    name = board_file_name(filters, rests_on_demo=bool(query("overview/demo")["is_demo"].any()))
    download("下载全部数据（Excel）", lambda: board_workbook(lake, filters, dt.datetime.now(BEIJING)), name, kind=kind)


def download_csv(
    label: str,
    rows: Callable[[], pd.DataFrame],
    title: str,
    scope: str,
    as_of: dt.date | None = None,
    *,
    is_demo: bool,
) -> None:
    """A quiet button that saves rows as CSV that Excel opens right; name and every row say when they are for show."""
    name = file_name(f"{title}{'（演示数据）' if is_demo else ''}", scope, as_of, ".csv")
    download(label, lambda: as_csv(rows(), is_demo=is_demo), name)
