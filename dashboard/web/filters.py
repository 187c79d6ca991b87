"""The filter bar: every control is bound to the URL, and the same object gives query parameters and words.

The frame draws it, not the pages: Streamlit drops what a page's own controls have put in the URL on the way to the next
page, and keeps what the controls of the main script have put there. So filters stay on when the reader goes on. A
filter that the page does not have is drawn only while it is on, and then out of reach: it is kept, not lost.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.datasets import dataset
from dashboard.intake.cells import CellError, read_cell
from dashboard.queries.filters import DEADLINES, RANGE, Filters
from dashboard.text import last_day
from dashboard.web import controls
from dashboard.web.display import pixels
from dashboard.web.opener import query, seen
from dashboard.web.then import KNOWN, looks_back_to

MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
WHOLE_RANGE = (MONTHS[0], MONTHS[-1])

#: What each control of the bar says when nothing is chosen, by its key, which is also its name in the URL.
UNCHOSEN: dict[str, object] = {"unit": None, "groups": False, "due": None, "range": WHOLE_RANGE, "q": ""}
CHOSEN = "filters"

#: The same as an address has it, worked out with the first link that is drawn: a list has very many.
ON = "filters_on"

#: Where the bar leaves room for the page's own filters.
OWN = "own_filters"

#: How a day may be written in the address: in every way that an upload may have it.
DAY = dataset("closures").field("closed_on")


def chosen() -> Filters:
    """What the bar of the page that is running says."""
    filters: Filters = st.session_state[CHOSEN]
    return filters


def narrowed(**codes: str | None) -> Filters:
    """What the bar says and the page's own controls beside it (role, plan, schedule, light): one selection."""
    st.session_state[CHOSEN] = replace(chosen(), **codes)  # type: ignore[arg-type]
    return chosen()


def own_filters() -> DeltaGenerator:
    """The place in the bar for the filters that the page alone has; on a phone they are unfolded first (board.css)."""
    place: DeltaGenerator = st.session_state[OWN]
    place.toggle("更多筛选", key="unfold_filters", width="content")
    return place


def filter_bar(names: Collection[str] | None) -> None:
    """Draw the date and the named controls (unit, groups, deadline, keyword) in one row; `chosen` has what they say.

    Whether tasks of groups count matters where a unit is chosen, and on the pages that compare all units (groups).
    None is for a page that counts to no day.
    """
    used = names or ()
    with st.container(key="filter_bar", horizontal=True, vertical_alignment="center", gap="xsmall"):
        as_of = _as_of(is_used=names is not None)
        deadline, due_from, due_to = _deadline(is_used="deadline" in used)
        unit, include_groups = _unit(is_used="unit" in used, has_groups="groups" in used)
        keyword = _keyword(is_used="keyword" in used)
        st.session_state[OWN] = st.container(
            key="own_filters", horizontal=True, vertical_alignment="center", gap="xsmall", width="content"
        )
    st.session_state.pop(ON, None)
    st.session_state[CHOSEN] = Filters(
        as_of, unit, include_groups, deadline, due_from, due_to, keyword, known=looks_back_to()
    )


def address(page: str, **parameters: str) -> str:
    """The address of a page under the filters that are on, `parameters` on top: for links in text and tables."""
    if ON not in st.session_state:
        st.session_state[ON] = _on(("asof", KNOWN, *UNCHOSEN))
    return f"{page}?{urlencode(st.session_state[ON] | parameters, doseq=True)}"


def address_of(page: str, filters: str) -> str:
    """The address of a page under filters that were kept (`kept_filters`), on the day that is looked at now."""
    days = urlencode(_on(("asof", KNOWN)))
    return f"{page}?{'&'.join(filter(None, (days, filters)))}"


def kept_filters(own: Collection[str] = ()) -> str:
    """What is chosen in the bar, and in the page's `own` controls, as an address has it; no day is kept."""
    return urlencode(_on((*UNCHOSEN, *own)), doseq=True)


def _on(keys: Collection[str]) -> dict[str, object]:
    """What is chosen in the controls of these keys, as an address has it."""
    # An address may name a control that this page does not draw.
    on = {key: st.session_state[key] for key in keys if key in st.session_state and is_on(key)}
    return {key: "true" if value is True else value for key, value in on.items()}


def is_on(key: str) -> bool:
    """Whether a control has something chosen, in this session or by the address that opens it."""
    if key in st.session_state and not controls.is_followed():
        return bool(st.session_state[key] != UNCHOSEN.get(key))
    return key in st.query_params


def _as_of(*, is_used: bool) -> dt.date:
    default = seen().default_as_of()
    if not is_used and not is_on("asof"):
        return default
    ends = [last_day(int(month[:4]), int(month[5:])).isoformat() for month in MONTHS]
    written = st.selectbox(
        "统计截止日",
        ends,
        index=None,
        key="asof",
        bind="query-params",
        accept_new_options=True,
        placeholder=f"统计截止 {default}",
        label_visibility="collapsed",
        disabled=not is_used,
        width=pixels(185),
    )
    if not written:
        return default
    try:
        return day_as_written(written)
    except CellError as error:
        controls.not_understood("统计截止日", written, f"{error}现按{default}计算。")
        return default


def day_as_written(written: str) -> dt.date:
    """A day as people write it, such as 2023/8/31 or 2023年8月31日; raises CellError with what to write instead."""
    return dt.date.fromisoformat(read_cell(DAY, written) or "")


def _unit(*, is_used: bool, has_groups: bool) -> tuple[str | None, bool]:
    if not is_used and not is_on("unit"):
        return None, False
    names = query("units/options")
    aliases = [alias for joined in names["aliases"].dropna() for alias in joined.split("、")]
    unit = controls.selectbox(
        "责任单位",
        dict.fromkeys([*names["unit"], *aliases]),
        index=None,
        key="unit",
        placeholder="全部责任单位",
        label_visibility="collapsed",
        disabled=not is_used,
        help=None if is_used else "本页不按责任单位筛选；回到总览、台账等页面仍然有效。",
        width=pixels(188),
    )
    include_groups = (unit or has_groups or is_on("groups")) and st.toggle(
        "含集体责任",
        key="groups",
        bind="query-params",
        disabled=not is_used,
        help="把“各镇（街道）”的任务也算到每个镇和街道名下。",
        width="content",
    )
    return (unit, include_groups) if is_used else (None, False)


def _deadline(*, is_used: bool) -> tuple[str | None, dt.date | None, dt.date | None]:
    if not is_used and not is_on("due"):
        return None, None, None
    word = controls.selectbox(
        "时限",
        DEADLINES,
        index=None,
        key="due",
        placeholder="时限不限",
        label_visibility="collapsed",
        disabled=not is_used,
        width=pixels(150),
    )
    first, last = WHOLE_RANGE
    if word == RANGE:
        first, last = st.select_slider(
            "到期月份",
            MONTHS,
            value=WHOLE_RANGE,
            key="range",
            bind="query-params",
            label_visibility="collapsed",
            disabled=not is_used,
            width=pixels(300),
        )
    else:
        controls.forget("range")
    if not is_used or not word:
        return None, None, None
    if word != RANGE:
        return DEADLINES[word], None, None
    return None, dt.date.fromisoformat(f"{first}-01"), last_day(int(last[:4]), int(last[5:]))


def _keyword(*, is_used: bool) -> str | None:
    if not is_used and not is_on("q"):
        return None
    written = st.text_input(
        "关键词",
        key="q",
        bind="query-params",
        placeholder="关键词",
        label_visibility="collapsed",
        disabled=not is_used,
        width=pixels(147),
    )
    return written.strip() or None if is_used else None
