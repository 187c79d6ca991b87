"""Controls of the same name on two pages: what one leaves never stands in the other where it does not fit."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest


def board(left: object, kind: str, more: dict[str, object]) -> None:
    import streamlit as st

    from dashboard.web import controls

    if "come" not in st.session_state:
        st.session_state.update(come=True, month=left)
    st.text(repr(getattr(controls, kind)("月份", ["6月", "7月"], key="month", **more)))


@pytest.mark.parametrize(
    ("left", "kind", "more", "shown"),
    [
        (None, "pills", {"default": "6月", "required": True}, "'6月'"),
        (None, "segmented_control", {"default": "6月", "required": True}, "'6月'"),
        (None, "selectbox", {}, "'6月'"),
        ("2023-06", "selectbox", {"index": 1}, "'7月'"),
        ("2023-06", "pills", {}, "None"),
        ("7月", "selectbox", {}, "'7月'"),
        ("7月", "pills", {"default": "6月", "required": True}, "'7月'"),
        (None, "selectbox", {"index": None}, "None"),
    ],
)
def test_what_does_not_fit_is_forgotten_and_what_fits_stays(
    left: Any, kind: str, more: dict[str, Any], shown: str
) -> None:
    page = AppTest.from_function(board, kwargs={"left": left, "kind": kind, "more": more}).run()
    assert not page.exception
    assert page.text[0].value == shown
