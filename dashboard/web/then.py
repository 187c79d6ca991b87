"""The day that the visitor looks back to: the board as it was known then (known=2023-07-05 in the address)."""

import datetime as dt

import streamlit as st

#: The control that says so, which is also its name in the URL, and where the frame leaves the day it means.
KNOWN, DAY = "known", "looks_back_to"


def looks_back_to() -> dt.date | None:
    """The day at the end of which the board is shown as it was known then; None for now."""
    day: dt.date | None = st.session_state.get(DAY)
    return day
