"""What the reader has filtered, each in words under a button that takes it away, and one that takes all away."""

from collections.abc import Iterable

import streamlit as st

from dashboard.text import plain
from dashboard.web.filters import UNCHOSEN, chosen, is_on
from dashboard.web.then import KNOWN

#: The controls that say what a filter is, where they are not one of its name.
CONTROLS = {"include_groups": ("groups",), "deadline": ("due",), "due_from": ("due", "range"), "keyword": ("q",)}


def chips() -> None:
    """The filters that are on; nothing without any. Those that the page does not have go with all of them."""
    # Of the day that is looked back to the banner speaks.
    said = {name: words for name, words in chosen().said.items() if name != KNOWN}
    if not (said or any(is_on(key) for key in UNCHOSEN)):
        return
    controls = {name: CONTROLS.get(name, (name,)) for name in said}
    with st.container(key="chips", horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
        for name, words in said.items():
            st.button(
                plain(words),
                key=f"chip_{name}",
                on_click=_clear,
                args=(controls[name],),
                icon=":material/close:",
                icon_position="right",
            )
        every = {*UNCHOSEN, *(key for keys in controls.values() for key in keys)}
        st.button("清除筛选", on_click=_clear, args=(every,), icon=":material/filter_alt_off:", type="tertiary")


def _clear(keys: Iterable[str]) -> None:
    """Back to what the controls say when nothing is chosen; the date stays, it is a point of view and not a filter."""
    for key in keys:
        if key in st.session_state:
            st.session_state[key] = UNCHOSEN.get(key)
