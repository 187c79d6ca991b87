"""Changes of registers that wait for the office's word: handed in by a unit, decided by somebody else."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.access import proposals
from dashboard.access.proposals import STATES, Proposal, ProposalProblem
from dashboard.datasets import dataset
from dashboard.exports.tables import in_words
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.entering import as_file
from dashboard.store.errors import StoreError
from dashboard.store.lake import Author, Change, DataChanged
from dashboard.text import minute, plain
from dashboard.web.identity import NotAllowed, book, signed, visitor
from dashboard.web.opener import open_lake, seen, today
from dashboard.web.tables import table

#: What the last decision said when it was made.
SAID = "decided"
#: The state of the store, and what each proposal would change in it, by number.
DRAFTED = "proposals_drafted"
#: So many that have been decided are listed.
DECIDED_SHOWN = 20


def hand_in(change: Change, file_name: str, message: str) -> int:
    """Hand in what a change would write, for the office to decide; returns its number. Raises NotAllowed."""
    signed("propose", f"提出“{dataset(change.dataset).title}”的变更")
    target = dataset(change.dataset)
    rows = change.upserts.select(target.columns).to_pylist()
    content = as_file(target, target.columns, [list(row.values()) for row in rows])
    return proposals.propose(book(), visitor(), change.dataset, file_name, content, message)


def show_waiting() -> None:
    """What waits, the oldest first, with what it would change, and the two ways to decide; then what was decided."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    waiting = proposals.listed(book(), state="waiting")
    if not waiting:
        st.info("没有待审的变更。各单位提出的名录、别名和写法的变更在这里审核，同意后才写入。", icon=":material/check:")
    for proposal in waiting:
        _show(proposal)
    decided = [each for each in proposals.listed(book()) if each.state != "waiting"][-DECIDED_SHOWN:]
    if decided:
        st.subheader("已办理")
        table(
            pd.DataFrame(
                {
                    "变更": [f"第{each.number}号  \n{dataset(each.dataset).title}" for each in decided],
                    "提出": [f"{plain(each.full_name)}  \n{minute(each.at)}" for each in decided],
                    "结果": [
                        f"**{STATES[each.state]}**　{plain(each.decided_by)} {minute(each.decided_at)}"
                        + (f"  \n{plain(each.reason)}" if each.reason else "")
                        for each in decided
                    ],
                }
            ).iloc[::-1],
            alt=f"已办理的登记变更，{len(decided)}项",
        )


def _show(proposal: Proposal) -> None:
    made = _drafted(proposal, today())
    with st.container(border=True):
        st.markdown(
            f"**第{proposal.number}号　{plain(made.dataset.title)}**　{plain(proposal.full_name)} "
            f"{minute(proposal.at)} 提出　{plain(proposal.message)}"
        )
        for problem in made.problems:
            st.markdown(f":orange[**▲**] {plain(problem.message)}")
        rows = pd.DataFrame([dict.fromkeys(made.dataset.columns)]).iloc[:0] if made.errors else _rows(made)
        table(in_words(made.dataset, rows).map(plain), alt=f"第{proposal.number}号要写入的行，共{len(rows)}行")
        if proposal.name == visitor().name:
            st.caption("自己提出的变更要由别人审核。")
            return
        with st.form(f"decide_{proposal.number}", border=False):
            reason = st.text_input("退回原因", placeholder="退回时必填", key=f"reason_{proposal.number}")
            with st.container(horizontal=True):
                # The key holds what is on screen: a click on rows that have changed since counts for nothing.
                shown = f"{proposal.number}|{made.difference.fingerprint}"
                is_taken = st.form_submit_button(
                    "同意入库", type="primary", key=f"take|{shown}", disabled=bool(made.errors)
                )
                is_declined = st.form_submit_button("退回", key=f"decline|{shown}")
    if is_taken or is_declined:
        _decide(proposal, made, "taken" if is_taken else "declined", reason.strip())


def _drafted(proposal: Proposal, day: dt.date) -> Draft:
    """What a proposal would change, worked out once for a state of the store."""
    state = open_lake().revision()
    if st.session_state.get(DRAFTED, (None,))[0] != state:
        st.session_state[DRAFTED] = (state, {})
    kept: dict[int, Draft] = st.session_state[DRAFTED][1]
    if proposal.number not in kept:
        kept[proposal.number] = draft(seen(), proposal.dataset, proposal.content, proposal.file_name, day)
    return kept[proposal.number]


def _rows(made: Draft) -> pd.DataFrame:
    rows: pd.DataFrame = made.difference.upserts.select(made.dataset.columns).to_pandas()
    return rows


def _decide(proposal: Proposal, made: Draft, state: str, reason: str) -> None:
    """Note the decision, and write the rows of what was taken first: a decision without its rows never stands."""
    try:
        person = signed("decide", f"审核第{proposal.number}号变更")
        proposals.check(book(), visitor(), proposal.number, state, reason)
        if state == "taken" and not made.changes_nothing:
            message = f"{proposal.full_name}提出，{person}审核，第{proposal.number}号变更"
            open_lake().commit([made.change(Author(person, made.file_name, made.sha256, message))])
        proposals.decide(book(), visitor(), proposal.number, state, reason)
    except DataChanged:
        st.warning("这里的数据刚刚被别人更新，没有写入；请核对新的内容后再审核。", icon=":material/sync_problem:")
        return
    except (ProposalProblem, NotAllowed, StoreError) as problem:
        st.error(str(problem), icon=":material/block:")
        return
    st.session_state[SAID] = f"第{proposal.number}号{STATES[state]}。"
    st.rerun()
