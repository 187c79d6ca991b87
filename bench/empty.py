"""The least a Streamlit page can be: the floor that pages of the board are compared with."""

import streamlit as st

st.title("空白页")
