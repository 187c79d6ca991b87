"""The one cached opener of the store, for every screen of this process."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard import setup
from dashboard.store.lake import Lake


@st.cache_resource(show_spinner=False)
def open_lake() -> Lake:
    """The store; made with the notice in it when there is none yet. Raises StoreError when it cannot be opened."""
    return setup.open_store()


def query(name: str, **parameters: Any) -> pd.DataFrame:
    """The rows of a named query, from the store's own cache when nothing has changed."""
    return open_lake().query(name, **parameters)
