"""The filter bar: every control is bound to the URL, and the same object gives query parameters and words.

The frame draws it, not the pages: Streamlit drops what a page's own controls have put in the URL on the way to the next
page, and keeps what the controls of the main script have put there. So filters stay on when the reader goes on, and a
link between pages names only what it adds: a filter named twice in the URL would be read wrongly.
"""

import datetime as dt
from collections.abc import Collection

import streamlit as st

from dashboard.datasets import dataset
from dashboard.queries.filters import DEADLINES, RANGE, Filters
from dashboard.text import last_day
from dashboard.web.opener import open_lake, query

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
WHOLE_RANGE = (MONTHS[0], MONTHS[-1])

#: Widget key, which is also the name in the URL, of each control.
KEYS = ("asof", "unit", "groups", "due", "range", "q")

CHOSEN = "filters"

#: The choices of an air page.
SCOPES = ("district", "urban")
DUST = {"raw": "原始值", "adjusted": "扣除沙尘"}


def chosen() -> Filters:
    """What the bar of the page that is running says."""
    filters: Filters = st.session_state[CHOSEN]
    return filters


def filter_bar(names: Collection[str]) -> None:
    """Draw the named controls in the sidebar (unit, deadline, keyword; the date always); `chosen` has what they say."""
    with st.sidebar:
        as_of = _as_of()
        unit, include_groups = _unit() if "unit" in names else (None, False)
        deadline, due_from, due_to = _deadline() if "deadline" in names else (None, None, None)
        keyword = (
            st.text_input("关键词", key="q", bind="query-params", placeholder="任务、企业、单位…").strip()
            if ("keyword" in names)
            else ""
        )
        if names:
            st.button("清除筛选", on_click=_clear, icon=":material/filter_alt_off:", width="stretch")
    st.session_state[CHOSEN] = Filters(as_of, unit, include_groups, deadline, due_from, due_to, keyword or None)


def _as_of() -> dt.date:
    default = open_lake().default_as_of()
    ends = [last_day(int(month[:4]), int(month[5:])).isoformat() for month in MONTHS]
    chosen = st.selectbox(
        "统计截止日",
        ends,
        index=None,
        key="asof",
        bind="query-params",
        accept_new_options=True,
        placeholder=f"{default}（默认）",
        help="所有数字都按这一天计算。可选月末，也可直接输入日期，如 2023-06-15。",
    )
    if not chosen:
        return default
    try:
        return dt.date.fromisoformat(chosen.strip())
    except ValueError:
        st.error(f"“{chosen}”不是日期，请写成 2023-06-15。现按 {default} 计算。")
        return default


def _unit() -> tuple[str | None, bool]:
    names = query("units/options")
    aliases = [alias for joined in names["aliases"].dropna() for alias in joined.split("、")]
    unit = st.selectbox(
        "责任单位",
        list(dict.fromkeys([*names["unit"], *aliases])),
        index=None,
        key="unit",
        bind="query-params",
        placeholder="全部单位（别名也可查）",
    )
    include_groups = st.toggle(
        "含集体责任", key="groups", bind="query-params", help="把“各镇（街道）”的任务也算到每个镇和街道名下。"
    )
    return unit, include_groups


def _deadline() -> tuple[str | None, dt.date | None, dt.date | None]:
    word = st.selectbox("时限", list(DEADLINES), index=None, key="due", bind="query-params", placeholder="不限")
    if word != RANGE:
        return (DEADLINES[word] if word else None), None, None
    first, last = st.select_slider("到期月份", MONTHS, value=WHOLE_RANGE, key="range", bind="query-params")
    return None, dt.date.fromisoformat(f"{first}-01"), last_day(int(last[:4]), int(last[5:]))


def _clear() -> None:
    """Back to no filter; the date stays, it is a point of view and not a filter."""
    for key in KEYS:
        if key != "asof" and key in st.session_state:
            st.session_state[key] = {"groups": False, "q": "", "range": WHOLE_RANGE}.get(key)


def scope_control() -> str:
    """The choice of stations an air page speaks of, bound to the URL: district or urban, never mixed."""
    codes = {dataset("air_monthly").field("scope").word(code): code for code in SCOPES}
    word = st.segmented_control(
        "统计范围", list(codes), default=next(iter(codes)), key="scope", bind="query-params", required=True
    )
    return codes[word]


def dust_control() -> str:
    """Whether dust days count, bound to the URL: raw or adjusted."""
    codes = {word: code for code, word in DUST.items()}
    word = st.segmented_control(
        "沙尘影响",
        list(codes),
        default=DUST["raw"],
        key="dust",
        bind="query-params",
        required=True,
        help="经认定的沙尘日，PM₁₀和PM₂.₅整日不计（环办监测〔2016〕120号）。",
    )
    return codes[word]
