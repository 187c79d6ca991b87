"""Controls bound to the address: a copied link is the same view, and what an address asks for in vain is named.

Streamlit passes silently over a choice that a control does not have. Here the reader is told what was not understood
and what there is.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import ScriptRunContext, get_script_run_ctx
from streamlit.runtime.state.query_params import EMBED_QUERY_PARAMS_KEYS

from dashboard.intake.cells import fold, near_names
from dashboard.text import plain
from dashboard.web.opener import open_lake

#: The place for what the reader must be told of the address, and what was told.
NOTICES = "address_notices"

#: So many choices are named; of more only those that come near.
NAMED = 20


def is_followed() -> bool:
    """Whether a link on a page, not one of the menu, or Back or Forward has just led here."""
    return _followed() is not None


def follow_address() -> None:
    """By a link on a page, and by Back and Forward, a page is opened as its address says.

    Streamlit drops from the address whatever a control of the page that is left has the name of.
    """
    if not (run := _followed()):
        return
    dropped = {
        name: values
        for name, values in parse_qs(run.query_string, keep_blank_values=True).items()
        if name not in st.query_params and name.lower() not in EMBED_QUERY_PARAMS_KEYS
    }
    st.query_params.update(dropped)
    with run.session_state.query_params() as kept:
        kept.set_initial_query_params(run.query_string)


def place_for_notices() -> None:
    """Where the reader is told, from here on, what the address asked for in vain."""
    st.session_state[NOTICES] = st.container(), set()


def selectbox(label: str, options: Iterable[Any], *, key: str, **more: Any) -> Any:
    """One of the options from a list that drops down, or None where `index` is None and nothing is chosen."""
    listed = _fitting(label, options, key, always=more.get("index", 0) is not None)
    return st.selectbox(label, listed, key=key, bind="query-params", **more)


def pills(label: str, options: Iterable[Any], *, key: str, **more: Any) -> Any:
    """One of the options, or a list of them with `selection_mode="multi"`, from buttons apart."""
    listed = _fitting(label, options, key, always=more.get("required", False))
    return st.pills(label, listed, key=key, bind="query-params", **more)


def segmented_control(label: str, options: Iterable[Any], *, key: str, **more: Any) -> Any:
    """One of the options from buttons that hang together."""
    listed = _fitting(label, options, key, always=more.get("required", False))
    return st.segmented_control(label, listed, key=key, bind="query-params", **more)


def apart(show: Callable[[], None]) -> None:
    """A part of a page that is worked out by itself when something in it is chosen.

    Where the data have changed since the page was drawn all of it is, so that it never speaks of two states.
    """
    drawn_of = open_lake().revision()

    @st.fragment
    def part() -> None:
        if open_lake().revision() != drawn_of:
            st.rerun()
        show()

    part()


def show_tabs(tabs: Mapping[str, Callable[[], None]]) -> None:
    """Tabs by their titles; the open one is named in the URL, and it alone is worked out."""
    apart(lambda: _show_tabs(tabs))


def _show_tabs(tabs: Mapping[str, Callable[[], None]]) -> None:
    opened = st.tabs(_known("分页", tabs, "tab"), on_change="rerun", key="tab", bind="query-params")
    for tab, show in zip(opened, tabs.values(), strict=True):
        if tab.open:
            with tab:
                show()


def not_understood(label: str, asked: str, there_is: str) -> None:
    """Tell the reader, on top of the page, what the address asked for in vain and what may stand there."""
    place, told = st.session_state.get(NOTICES, (st, set[tuple[str, str]]()))
    # A part that is worked out by itself asks again; the word of the whole page still stands.
    if (label, asked) in told:
        return
    told.add((label, asked))
    place.warning(f"地址里的“{label}：{plain(asked)}”没有找到，已按未指定显示。{there_is}", icon=":material/link_off:")


def forget(key: str) -> None:
    """Take a control that is not drawn out of the address: Streamlit does, but not where its run was cut short."""
    with suppress(StreamlitAPIException):
        st.query_params.pop(key, None)


def write(key: str, value: str) -> None:
    """Have the address say this, though a control of the page that is left may still have the name."""
    if run := get_script_run_ctx():
        with run.session_state.query_params() as kept:
            if binding := kept.get_binding_for_param(key):
                kept.unbind_widget(binding.widget_id)
    st.query_params[key] = value


def _followed() -> ScriptRunContext | None:
    """The run of a page to which a link on a page, or Back or Forward, has just led."""
    run = get_script_run_ctx()
    return run if run and run.is_history_navigation else None


def _fitting(label: str, options: Iterable[Any], key: str, *, always: bool) -> list[Any]:
    """The options as a list, once what a control of the same name on another page has left is forgotten: Streamlit
    hands it on, fitting or not, and one that `always` has a choice would stand there without one."""
    listed = _known(label, options, key)
    left = st.session_state.get(key, listed)
    if left is None and always or not (left is None or isinstance(left, list) or left in listed):
        del st.session_state[key]
    return listed


def _known(label: str, options: Iterable[Any], key: str) -> list[Any]:
    """The options as a list, after a word about each choice in the address that is none of them."""
    listed = list(options)
    words = [str(option) for option in listed]
    for asked in st.query_params.get_all(key):
        if asked and asked not in words:
            not_understood(label, asked, _there_is(asked, words))
    return listed


def _there_is(asked: str, words: list[str]) -> str:
    if not words:
        return "现在没有可选的。"
    if len(words) <= NAMED:
        return f"可选：{plain('、'.join(words))}。"
    near = "、".join(near_names(asked, {fold(word): word for word in words}))
    return f"可选的有{len(words)}项{f'，最接近的是：{plain(near)}' if near else ''}。"
