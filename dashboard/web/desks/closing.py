"""The way to a closing on screen: the steps that the visitor may take at a node, and those that were taken so far."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.access.uploads import units_of
from dashboard.closing import Step, StepRefused, changed_since, step_word, take_step
from dashboard.datasets import dataset
from dashboard.evidence import ACCEPTED, Evidence, limit_in_mb
from dashboard.store import ownership
from dashboard.store.errors import StoreError
from dashboard.store.lake import BEIJING
from dashboard.store.ownership import Claim
from dashboard.text import day, minute, plain
from dashboard.web.desks.evidence import receive_all
from dashboard.web.identity import book, visitor
from dashboard.web.opener import open_lake, query, today
from dashboard.web.tables import table

#: What the last step said when it was taken, and what stood on the page when its button was pressed.
SAID, SHOWN = "closing_said", "closing_shown"
#: What has changed since an application, by node: worked out once for a state of the store.
CHANGED = "closing_changed"


def step_in_words(code: str) -> str:
    """A step as people call it."""
    return step_word(code)


def tell_last_step() -> None:
    """Say what the last step did, once."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")


def offered(node_id: str, right: str) -> pd.DataFrame:
    """The steps that need this right and that the visitor may take at a node today."""
    now = visitor()
    options = query("tasks/closure_options", node_id=node_id, as_of=today())
    options = options[options["needs_right"] == right]
    units = units_of(now)
    if not now.may(right) or (units is not None and options.size and not _is_theirs(node_id, units)):
        return options.iloc[:0]
    return options


def _is_theirs(node_id: str, units: tuple[str, ...]) -> bool:
    return ("node", node_id) in ownership.theirs(open_lake(), Claim(units, today()))


def note_what_is_shown(snapshot: int) -> None:
    """Note what stood on the page when a button was pressed: an approval holds for that alone."""
    st.session_state[SHOWN] = snapshot


def take(
    node_id: str, name: str, reason: str = "", due_date: dt.date | None = None, files: list[Evidence] | None = None
) -> bool:
    """Take a step in the visitor's name, said at the next run; whether it was. Why it was not is said on screen."""
    step = Step(node_id, name, reason, due_date, files or (), st.session_state.pop(SHOWN, None))
    try:
        take_step(open_lake(), book(), visitor(), step, dt.datetime.now(BEIJING))
    except (StepRefused, StoreError) as problem:
        st.error(plain(problem), icon=":material/block:")
        return False
    st.session_state[SAID] = f"{node_id} 已{step.word}，办理人 {plain(visitor().full_name)}。"
    return True


def step_form(node_id: str, options: pd.DataFrame) -> None:
    """The choice of a step among those offered, and what it needs: files, a reason, a date."""
    moves = options.set_index("step")
    name = st.segmented_control(
        "办理",
        moves.index,
        default=moves.index[0],
        format_func=step_word,
        required=True,
        key=f"step_{node_id}",
        label_visibility="collapsed",
    )
    move = moves.loc[name]
    # A new uploader after each step: files that stayed in it would be sent again.
    rounds = f"{node_id}_{name}_{move['steps']}"
    with st.form(f"closing_{rounds}", border=False):
        sent = []
        if move["needs_file"]:
            sent = st.file_uploader(
                f"佐证材料（{ACCEPTED}；下面已有的不用再传）",
                accept_multiple_files=True,
                key=f"closing_files_{rounds}",
                max_upload_size=limit_in_mb(open_lake()),
            )
        due_date = None
        if move["needs_date"]:
            due_date = st.date_input("新的截止日期（必填）", None, key=f"closing_due_{rounds}", format="YYYY-MM-DD")
        reason = st.text_input("原因（必填）" if move["needs_reason"] else "说明", key=f"closing_reason_{rounds}")
        is_sent = st.form_submit_button(step_word(name), type="primary", icon=":material/check_circle:")
    if not is_sent:
        return
    files = receive_all(sent) if sent else []
    if len(files) == len(sent) and take(node_id, name, reason, due_date, files):
        st.rerun()


def history(steps: pd.DataFrame, name: str) -> None:
    """The steps taken so far: who, when, what, why, and at which snapshot of the store."""
    table(
        pd.DataFrame(
            {
                "步骤": [f"{row.number}　**{step_word(row.step)}**" for row in steps.itertuples()],
                "办理人": [f"{plain(row.person)}  \n:gray[{plain(row.acting_for)}]" for row in steps.itertuples()],
                "时间": [
                    minute(f"{row.at.isoformat()}")
                    + (f"  \n:gray[依据快照{row.snapshot:.0f}]" if pd.notna(row.snapshot) else "")
                    for row in steps.itertuples()
                ],
                "原因或说明": [
                    (f"新的截止日期 {day(row.due_date)}  \n" if pd.notna(row.due_date) else "") + plain(row.reason)
                    for row in steps.itertuples()
                ],
            }
        ),
        alt=f"{name}的{len(steps)}步办理记录",
    )


def changes_since(node: pd.Series) -> str:
    """What has changed in reports and files since an application was made; '' where nothing has."""
    state = open_lake().revision()
    if st.session_state.get(CHANGED, (None,))[0] != state:
        st.session_state[CHANGED] = (state, {})
    known: dict[str, str] = st.session_state[CHANGED][1]
    if node["node_id"] not in known:
        found = changed_since(open_lake(), node["task_id"], node["node_id"], int(node["written_snapshot"]))
        known[node["node_id"]] = found
    return known[node["node_id"]]


def claim_word(code: object) -> str:
    """A claim of a unit in words."""
    return dataset("task_reports").field("claim").word(code)
