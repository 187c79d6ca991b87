"""Parts of 土壤·季度调度: the latest quarter in figures, the matrices, the funds, and the minutes."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.exports.quarterly_minutes import minutes_docx, minutes_name
from dashboard.text import UNREPORTED, day, number, plain, quarter
from dashboard.web import controls
from dashboard.web.cards import Figure, figures
from dashboard.web.display import pixels
from dashboard.web.downloads import download
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, rests_on_demo
from dashboard.web.tables import table
from dashboard.web.tasks import task_link, unit_link
from dashboard.words import QUARTERLY, SHARES

subject_word = dataset("department_shares").field("subject").word


def latest_quarter(dispatch: pd.DataFrame, shares: pd.DataFrame) -> None:
    """The latest quarter that is over: reported of all for each task, who is missing; and who shares in this one."""
    over = dispatch[dispatch["is_over"] & (dispatch["state"] != "before_issue")]
    latest = over[over["quarter"] == over["quarter"].max()]
    this = shares[shares["is_this"]]
    shown = []
    for task, rows in latest.groupby("task_id"):
        done = int((rows["state"] == "reported").sum())
        shown.append(Figure(f"{quarter(rows['quarter'].iloc[0])} {task} 已报", f"{done} / {len(rows)} 个部门"))
    if not this.empty:
        sharing = int((this["state"] == "shared").sum())
        shown.append(Figure(f"{quarter(this['quarter'].iloc[0])} 有共享记录", f"{sharing} / {len(this)} 个部门"))
    figures(shown)
    for task, rows in latest[latest["state"] == "unreported"].groupby("task_id"):
        names = plain("、".join(rows["department"]))
        st.markdown(f"{badge(QUARTERLY, 'unreported')} {quarter(rows['quarter'].iloc[0])} {task}：{names}")
    if (this["state"] == "none").any():
        names = plain("、".join(this[this["state"] == "none"]["department"]))
        st.markdown(f"{badge(SHARES, 'none')} 本季度：{names}")


def dispatch(rows: pd.DataFrame) -> None:
    """Quarter by department for each task, then what was reported with its problems, newest first."""
    for task, of_task in rows.groupby("task_id"):
        asked = of_task.iloc[0]
        st.markdown(f"{task_link(str(task))}　“{plain(asked['deliverable'])}”（第{asked['source_line']}行）")
        cells = [
            badge(QUARTERLY, row.state)
            + (
                f"  \n:small[{day(row.reported_on)}{' 季后补报' if row.is_late else ''}]"
                if row.state == "reported"
                else ""
            )
            for row in of_task.itertuples()
        ]
        table(_matrix(of_task.assign(cell=cells)), alt=f"{task}各部门逐季度调度填报情况，{len(of_task)}格")
    st.caption("季末仍未填报的记为未报；没有结束的季度未到期；文件印发前结束的季度不要求。")
    said = rows[rows["state"] == "reported"].iloc[::-1]
    if said.empty:
        st.markdown(f":gray[○ {UNREPORTED}]：还没有部门填报季度调度，可在“数据·上传”的“季度调度”中填报。")
        return
    table(
        pd.DataFrame(
            {
                "季度与部门": [
                    f"{quarter(row.quarter)}　{task_link(row.task_id)}  \n{unit_link(row.department)}"
                    for row in said.itertuples()
                ],
                "调度内容": [plain(text) for text in said["content"]],
                "存在问题": [plain(text) or "—" for text in said["problems"]],
            }
        ),
        alt=f"各部门填报的季度调度，共{len(said)}条",
    )


def _matrix(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a department in the notice's order, one column a quarter; a year that all are of stands in front."""
    grid = rows.pivot(index="department", columns="quarter", values="cell")
    grid = grid.loc[list(dict.fromkeys(rows["department"]))]
    words = [quarter(name) for name in grid.columns]
    (year, *more) = dict.fromkeys(word.partition("第")[0] for word in words)
    grid.columns = words if more else [word.removeprefix(f"{year}第") for word in words]
    grid.insert(0, "部门" if more else year, [unit_link(name) for name in grid.index])
    return grid


def shares(rows: pd.DataFrame, log: pd.DataFrame) -> None:
    """Quarter by department, and the log of what was shared."""
    st.markdown(
        f"{task_link('S-09')}　“及时共享疑似污染地块、污染地块有关信息……”（第302行）；没有约定频次，逐季度列出。"
    )
    cells = [
        badge(SHARES, row.state) + (f"  \n:small[{row.shares} 次，最近 {day(row.latest_on)}]" if row.shares else "")
        for row in rows.itertuples()
    ]
    if rows.empty:
        st.markdown(":gray[○ 所选单位不在共享部门之列]")
        return
    table(_matrix(rows.assign(cell=cells)), alt=f"各部门逐季度信息共享情况，{len(rows)}格")
    table(
        pd.DataFrame(
            {
                "日期": [day(when) for when in log["shared_on"]],
                "共享部门": [unit_link(name) for name in log["department"]],
                "信息": [
                    subject_word(row.subject) + (f"  \n:gray[{plain(row.content)}]" if pd.notna(row.content) else "")
                    for row in log.itertuples()
                ],
                "共享给": [plain(name) or "—" for name in log["shared_with"]],
            }
        ),
        alt=f"部门信息共享记录，{len(log)}条",
    )


def funds(rows: pd.DataFrame) -> None:
    """The projects with funds as last reported: issued, paid, progress, problem."""
    if rows.empty:
        st.markdown(f":gray[○ {UNREPORTED}]：还没有资金项目，可在“数据·上传”的“土壤污染防治资金项目”中上报。")
        return
    table(
        pd.DataFrame(
            {
                "项目": [
                    f"**{plain(row.project)}**  \n:gray[{plain(row.department)}　截至{quarter(row.quarter)}]"
                    for row in rows.itertuples()
                ],
                "下达": [number(value, 0, "万元") for value in rows["issued"]],
                "支付": [
                    f"{number(row.paid, 0, '万元')}（{number(row.paid_percent, 0, '%')}）"
                    if pd.notna(row.paid)
                    else f"○ {UNREPORTED}"
                    for row in rows.itertuples()
                ],
                "项目进度": [number(value, 0, "%", f"○ {UNREPORTED}") for value in rows["works_percent"]],
                "存在问题": [plain(text) or "—" for text in rows["problem"]],
            }
        ),
        alt=f"{len(rows)}个下达资金项目的支付和进度",
    )


def minutes(rests_on: Sequence[str]) -> None:
    """The minutes of a quarter as a document to edit, from what was reported up to the day."""
    as_of = chosen().as_of
    rows = query("soil/quarterly", as_of=as_of)
    names = list(dict.fromkeys(rows.loc[~rows["is_ahead"], "quarter"]))
    if not names:
        return
    words: Mapping[str, str] = {quarter(name): name for name in names[::-1]}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="on_screen_minutes"):
        word = controls.selectbox("纪要季度", words, key="quarter", width=pixels(220))
        is_demo = rests_on_demo(rests_on)
        name = words[word]

        def make() -> bytes:
            return minutes_docx(
                name,
                as_of,
                rows,
                query("soil/quarterly_shares", as_of=as_of),
                query("soil/funds", as_of=as_of),
                is_demo=is_demo,
            )

        download("下载季度调度纪要（docx）", make, minutes_name(name, as_of, is_demo=is_demo))
