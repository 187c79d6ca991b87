"""The banner of a board that is shown as it was known on a day: what has happened since, and the way back."""

import datetime as dt
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.intake.cells import CellError
from dashboard.store.errors import StoreError
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.display import pixels
from dashboard.web.filters import chosen, day_as_written
from dashboard.web.opener import now, open_lake, query
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.web.then import DAY, KNOWN
from dashboard.words import LIGHTS


def find_day() -> None:
    """See which day the address or the banner asks for; one that the store does not reach is named and not followed."""
    st.session_state[DAY] = None
    # The address decides: going back leads to one without a day before the banner's control has heard of it.
    if not st.query_params.get(KNOWN):
        return
    asked = (not controls.is_followed() and st.session_state.get(KNOWN)) or st.query_params[KNOWN]
    try:
        day = asked if isinstance(asked, dt.date) else day_as_written(asked)
        open_lake().known(day)
    except (CellError, StoreError) as error:
        controls.not_understood("当时所见", str(asked), f"{error}现按现在的数据显示。")
    else:
        st.session_state[DAY] = day
        if isinstance(asked, str) and asked != f"{day}":
            # The banner's control reads a day in no other form.
            st.session_state[KNOWN] = day
            controls.write(KNOWN, f"{day}")
            st.rerun()


def show_banner(path: str) -> None:
    """Which day's knowledge is shown, the choice of another one, what has changed since, and the way back.

    `path` is the address of the page. Nothing for a board that is shown as of now.
    """
    day: dt.date | None = st.session_state[DAY]
    if not day:
        return
    later = _uploads_since()
    with st.container(border=True, key="looks_back"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f":material/history: **当时所见**：{day} 结束时数据库里的数据，只供查看。"
                + (f"此后又有{len(later)}次上传。" if len(later) else "此后没有上传。"),
                width="content",
            )
            st.date_input(
                "当时所见",
                None,
                key=KNOWN,
                bind="query-params",
                format="YYYY-MM-DD",
                required=True,
                label_visibility="collapsed",
                width=pixels(150),
            )
            on = {key: st.query_params.get_all(key) for key in st.query_params if key != KNOWN}
            st.markdown(f":material/update: [回到现在](./{path}?{urlencode(on, doseq=True)})", width="content")
        if len(later):
            with st.expander("此后的变化", on_change="rerun", key="since") as body:
                if body.open:
                    _show_changes(later)


def _uploads_since() -> pd.DataFrame:
    """The uploads that were not known yet, newest first."""
    known, log = query("data/history", dataset=None), now().query("data/history", dataset=None)
    return log[~log["upload_id"].isin(known["upload_id"])]


def _show_changes(later: pd.DataFrame) -> None:
    """The tasks whose light is another one by what is known now, and who handed in what since."""
    as_of = chosen().as_of
    then, today = query("tasks/ledger", as_of=as_of), now().query("tasks/ledger", as_of=as_of)
    both = then.merge(today, how="outer", on="task_id", suffixes=("_then", "_now"))
    changed = both[both["light_then"].fillna("") != both["light_now"].fillna("")]
    st.markdown(f"**统计截止 {as_of}，亮灯与现在不同的任务 {len(changed)} 项**")
    table(
        pd.DataFrame(
            {
                "任务": [f"**{row.task_id}**　{plain(row.measure_now)}" for row in changed.itertuples()],
                "当时": [badge(LIGHTS, row.light_then) for row in changed.itertuples()],
                "现在": [badge(LIGHTS, row.light_now) for row in changed.itertuples()],
            }
        ),
        alt=f"统计截止{as_of}亮灯不同的{len(changed)}项任务",
    )
    st.markdown(f"**此后的上传 {len(later)} 次**")
    table(
        pd.DataFrame(
            {
                "时间": [f"{row.uploaded_at:%Y-%m-%d %H:%M}" for row in later.itertuples()],
                "人员": [plain(row.person) for row in later.itertuples()],
                "内容": [
                    f"{dataset(row.dataset).title}：新增{row.rows_added}行，修改{row.rows_changed}行，"
                    f"删除{row.rows_removed}行"
                    for row in later.itertuples()
                ],
            }
        ),
        alt=f"此后的{len(later)}次上传",
    )
