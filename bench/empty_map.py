"""The least a page with a map can be, deck.gl's own script with it: the floor that 一张图 is compared with."""

import pydeck as pdk
import streamlit as st

st.title("空白图")
st.pydeck_chart(pdk.Deck([], map_provider=None))
