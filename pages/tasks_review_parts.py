"""Parts of 任务·审核台: the application that is open, its evidence, the decision, and the lists."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.text import day, minute, month, plain
from dashboard.web import controls
from dashboard.web.desks import closing
from dashboard.web.desks.evidence import show_files
from dashboard.web.filters import address
from dashboard.web.identity import offers, visitor
from dashboard.web.opener import query, today
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.web.tasks import deadline_badge, task_link
from dashboard.words import CLOSING, LIGHTS

#: So many decisions are listed.
DECIDED_SHOWN = 20
#: The application that is open, in the address.
NODE = "node"

#: The words of the buttons, other than those of the steps: what is printed of the steps is no button.
APPROVES = {"waiting_close": "同意此次销号", "waiting_adjust": "同意此次调整", "waiting_cancel": "同意此次取消"}
RETURNS = "退回此次申请"


def opened(waiting: pd.DataFrame) -> pd.Series:
    """The application in the address, else the oldest; with the ways to the one before and after it."""
    ids = list(waiting["node_id"])
    asked = st.query_params.get(NODE)
    if asked and asked not in ids:
        controls.not_understood("待审核", asked, "它不在等待审核，现显示最早的一件。")
    place = ids.index(asked) if asked in ids else 0
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"第 **{place + 1}** 件，共 {len(ids)} 件，先申请的在前", width="content")
        for label, step, key in (("上一件", -1, "Left"), ("下一件", 1, "Right")):
            other = place + step
            st.button(
                label,
                key=f"review_{key}",
                shortcut=key,
                disabled=other not in range(len(ids)),
                on_click=_open,
                args=(ids[other % len(ids)],),
            )
    return waiting.iloc[place]


def _open(node_id: str | None) -> None:
    if node_id is None:
        st.query_params.pop(NODE, None)
    else:
        st.query_params[NODE] = node_id


def what_is_claimed(node: pd.Series, as_of: dt.date) -> None:
    """The node with its text, deadline and light, what is applied for, and what the units last reported."""
    task = query("tasks/detail", task_id=node["task_id"], as_of=as_of).iloc[0]
    st.subheader(f"{node['node_id']}　{CLOSING[node['state']].text}")
    st.markdown(f"{plain(node['deliverable'])}　{task_link(node['task_id'])}")
    st.markdown(
        f"{badge(LIGHTS, task['light'])}　{deadline_badge(task)}　截止 **{day(node['decides_on'], '未注明')}**　"
        f":gray[原文：{plain(node['printed'])}；统计截止 {as_of}]"
    )
    if task["claim_differs"]:
        st.warning(
            f"责任单位自评“{closing.claim_word(task['claim'])}”，按规则为逾期：自报与规则不一致。",
            icon=":material/warning:",
        )
    asked = f"，新的截止日期 **{day(node['asked_due_date'])}**" if pd.notna(node["asked_due_date"]) else ""
    st.markdown(
        f"**{plain(node['applicant'])}**（{plain(node['applied_for'])}）{minute(node['applied_at'].isoformat())} 申请"
        f"，已等 {node['days_waiting']} 天{asked}"
        + (f"  \n说明：{plain(node['reason'])}" if pd.notna(node["reason"]) else "")
    )
    reports = query("tasks/reports", task_id=node["task_id"], as_of=today())
    latest = reports[reports["period"] == reports["period"].max()]
    if latest.empty:
        st.markdown("○ 没有月报")
    for report in latest.itertuples():
        said = {
            "进展": report.progress,
            "问题": report.problem,
            "下步": report.next_step,
            "需协调": report.support_needed,
        }
        lines = [f"{title}：{plain(text)}" for title, text in said.items() if pd.notna(text)]
        st.markdown(
            "  \n".join(
                [f"**{month(report.period)}　{plain(report.unit)}**　自评 {closing.claim_word(report.claim)}", *lines]
            )
        )


def what_proves_it(node: pd.Series) -> None:
    """The files kept for the task, pictures at once."""
    st.subheader("佐证材料")
    show_files(node["task_id"], today(), to_judge=True)


def decision(node: pd.Series, waiting: pd.DataFrame, shown: int) -> None:
    """Approve, or return with a reason; who may not decide is told so."""
    if not offers("审核申请", "decide"):
        return
    node_id = node["node_id"]
    options = closing.offered(node_id, "decide").set_index("step")
    if changed := closing.changes_since(node):
        st.warning(f"申请之后有变化：{plain(changed)}。同意即按现在的内容办理。", icon=":material/difference:")
    own = node["applicant"] == visitor().full_name
    if own:
        st.caption("自己申请的要由别人审核。")
    pressed = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in options.index[options["by_another"]]:
            if st.button(
                APPROVES[node["state"]],
                icon=":material/check_circle:",
                shortcut="F8",
                key=f"approve_{node_id}",
                disabled=own,
                on_click=closing.note_what_is_shown,
                args=(shown,),
            ):
                pressed = name
        reason = st.text_input(
            "退回原因或审核说明", placeholder="退回时必填", key=f"reason_{node_id}_{node['written_snapshot']}"
        )
        if "return" in options.index and st.button(
            RETURNS, icon=":material/undo:", shortcut="F9", key=f"return_{node_id}"
        ):
            pressed = "return"
    if pressed and closing.take(node_id, pressed, reason):
        others = [each for each in waiting["node_id"] if each != node_id]
        _open(others[0] if others else None)
        st.rerun()


def all_waiting(waiting: pd.DataFrame) -> None:
    """Everything that waits, the oldest first, each leading to its place above."""
    table(
        pd.DataFrame(
            {
                "节点": [
                    f"[**{row.node_id}**]({address('review', node=row.node_id)})  \n{badge(CLOSING, row.state)}"
                    for row in waiting.itertuples()
                ],
                "内容": [plain(row.deliverable) for row in waiting.itertuples()],
                "申请": [
                    f"{plain(row.applied_for)}  \n:gray[{plain(row.applicant)} {minute(row.applied_at.isoformat())}]"
                    for row in waiting.itertuples()
                ],
                "已等": [f"{row.days_waiting} 天" for row in waiting.itertuples()],
                "材料": [f"{row.evidence_count} 份" for row in waiting.itertuples()],
            }
        ),
        alt=f"等待审核的{len(waiting)}件申请",
    )


def decided_lately() -> None:
    """The latest decisions: of what, how, by whom and why."""
    decided = query("tasks/closures_decided", as_of=today()).head(DECIDED_SHOWN)
    table(
        pd.DataFrame(
            {
                "节点": [f"{task_link(row.task_id)}  \n{row.node_id}" for row in decided.itertuples()],
                "内容": [plain(row.deliverable) for row in decided.itertuples()],
                "结果": [
                    f"**{closing.step_in_words(row.step)}**"
                    + (f"　{day(row.due_date)}" if pd.notna(row.due_date) else "")
                    + (f"  \n{plain(row.reason)}" if pd.notna(row.reason) else "")
                    for row in decided.itertuples()
                ],
                "办理": [f"{plain(row.person)}  \n:gray[{minute(row.at.isoformat())}]" for row in decided.itertuples()],
            }
        ),
        alt=f"近期办理的{len(decided)}件申请",
    )
