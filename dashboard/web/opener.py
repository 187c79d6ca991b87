"""The one cached opener of the store, for every screen of this process."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import setup
from dashboard.access.uploads import uploadable_by
from dashboard.datasets import Dataset
from dashboard.store.lake import BEIJING, Lake
from dashboard.web.identity import tell, visitor


@st.cache_resource(show_spinner=False)
def open_lake() -> Lake:
    """The store; made with the notice in it when there is none yet. Raises StoreError when it cannot be opened."""
    lake = setup.open_store()
    lake.told = tell
    return lake


def uploads(day: dt.date) -> dict[str, list[Dataset]]:
    """The datasets that the visitor may upload on a day, by kind; for who may none, nothing."""
    return uploadable_by(visitor(), open_lake(), day)


def query(name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a named query, from the store's own cache when nothing has changed."""
    return open_lake().query(name, **parameters)


def today() -> dt.date:
    """The day in Beijing on which something is handed in; figures go by the day that is asked, never by this one."""
    return dt.datetime.now(BEIJING).date()
