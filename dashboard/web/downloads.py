"""Files that the reader takes along from a page, each made only when it is asked for."""

import datetime as dt
from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.exports.tables import as_csv, file_name


def download(label: str, make: Callable[[], bytes], name: str) -> None:
    """A quiet button that saves what `make` gives under a name."""
    st.download_button(label, make, file_name=name, icon=":material/download:", on_click="ignore", type="tertiary")


def download_csv(
    label: str,
    rows: Callable[[], pd.DataFrame],
    title: str,
    scope: str,
    as_of: dt.date | None = None,
    *,
    is_demo: bool,
) -> None:
    """A button that saves rows as CSV that Excel opens right; its name and every row say when they are for show."""
    name = file_name(f"{title}{'（演示数据）' if is_demo else ''}", scope, as_of, ".csv")
    download(label, lambda: as_csv(rows(), is_demo=is_demo), name)
