"""The one cached opener of the store, for every screen of this process."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import setup
from dashboard.access.sights import sight_of
from dashboard.access.uploads import uploadable_by
from dashboard.datasets import Dataset
from dashboard.store.lake import BEIJING, Lake
from dashboard.store.reader import Reader
from dashboard.web.identity import tell, visitor
from dashboard.web.then import looks_back_to


@st.cache_resource(show_spinner=False)
def open_lake() -> Lake:
    """The whole store, to write to; made with the notice in it when there is none yet.

    Raises StoreError when it cannot be opened. What is shown comes from `seen`.
    """
    lake = setup.open_store()
    lake.told = tell
    return lake


def uploads(day: dt.date) -> dict[str, list[Dataset]]:
    """The datasets that the visitor may upload on a day, by kind; for who may none, nothing."""
    return uploadable_by(visitor(), open_lake(), day)


def seen() -> Reader:
    """The store as the visitor may see it, as it was known on the day that they look back to."""
    day = looks_back_to()
    return open_lake().known(day).seen_by(sight_of(visitor())) if day else now()


def now() -> Reader:
    """The store as the visitor may see it, as it is now."""
    return open_lake().seen_by(sight_of(visitor()))


def query(name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a named query as the visitor may see them, kept from the last time when nothing has changed."""
    return seen().query(name, **parameters)


def today() -> dt.date:
    """The day in Beijing on which something is handed in; figures go by the day that is asked, never by this one."""
    return dt.datetime.now(BEIJING).date()
