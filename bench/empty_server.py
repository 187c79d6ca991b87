"""Serves the empty page as app.py serves the board: the same kind of server with the same configuration."""

import streamlit as st

app = st.App("empty.py")
