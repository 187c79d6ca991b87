"""Controls of the same name on two pages: what one leaves never stands in the other where it does not fit."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.web import opener


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


def uploading(is_chosen: bool) -> None:
    import streamlit as st

    from dashboard.datasets import ROOT, dataset
    from dashboard.web.desks.dataset_choice import UNASKED, check_choice

    reports = dataset("task_reports")
    st.session_state[UNASKED] = "" if is_chosen else reports.title
    rules = (ROOT / "data" / "plan" / "light_rules.csv").read_bytes()
    check_choice(reports, rules, "文件.csv", [reports.title])
    st.text("再检查")


@pytest.mark.parametrize(("is_chosen", "goes_on"), [(False, False), (True, True)])
def test_a_file_for_what_others_look_after_says_who_and_asks_nothing_more_unless_it_was_chosen(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch, is_chosen: bool, goes_on: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_HOME", str(demo_home))
    opener.open_lake.clear()
    page = AppTest.from_function(uploading, kwargs={"is_chosen": is_chosen}, default_timeout=30).run()
    assert not page.exception
    said = [each.value for each in (*page.error, *page.warning)]
    assert len(said) == 1
    assert "亮灯规则”，由管理员维护" in said[0]
    assert bool(page.text) == goes_on
    assert not page.button
