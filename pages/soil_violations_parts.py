"""Parts of 土壤·违规与清零: the state in a sentence, the violations one by one, and the plots nobody can judge."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, plain
from dashboard.web import controls
from dashboard.web.filters import address
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import CLEARED, FOUND_BY, VIOLATIONS
from pages.soil_plots_parts import acres, labels, step_name

ALL = "全部"


def in_words(state: pd.Series, as_of: dt.date) -> None:
    """Whether violations are cleared, as a state on a day, and what is not known of it."""
    said = f"{badge(CLEARED, state['state'])}（截至{as_of}）"
    if state["state"] == "open":
        said += f"：还余 **{state['stock']}** 个"
    elif pd.notna(state["cleared_on"]):
        said += f"，从{day(state['cleared_on'])}起"
    lacking = [
        "地块名册未上报" if not state["plots"] else "",
        "清零行动的问题清单未上报" if not state["findings"] else "",
        f"{state['doubtful']}个地块办了手续而调查未上报，待核实" if state["doubtful"] else "",
        f"{state['unknown']}个地块步骤未报齐" if state["unknown"] else "",
    ]
    missing = "；".join(filter(None, lacking))
    st.markdown(said + "。" + (f"  \n:gray[○ {missing}。]" if missing else ""))


def inspections(found: pd.Series) -> None:
    """What the inspections alone found, put right and left; nothing where none has ever been reported."""
    if pd.notna(found["found"]):
        st.caption(
            f"其中检查发现 {found['found']} 个，整改 {found['rectified']} 个，余 {found['remaining']} 个；"
            "其余由规定比对得出。"
        )


def cases(rows: pd.DataFrame, plots: pd.DataFrame) -> None:
    """The violations of one state or of all, those in stock first; those at registered plots lead there."""
    st.subheader("违规清单")
    words = {state.word: code for code, state in VIOLATIONS.items() if code in set(rows["state"])}
    word = controls.segmented_control("现状", [ALL, *words], default=ALL, key="state", required=True)
    shown = rows if word == ALL else rows[rows["state"] == words[word]]
    links = dict(zip(plots["plot_id"], labels(plots), strict=True))
    table(
        pd.DataFrame(
            {
                "地块": [_plot(row, links) for row in shown.itertuples()],
                "违规情形": [
                    plain(row.problem) + (f"  \n:small[已办理：{_acts(row.acts)}]" if pd.notna(row.acts) else "")
                    for row in shown.itertuples()
                ],
                "依据": [plain(row.clauses) for row in shown.itertuples()],
                "现状": [
                    f"{badge(VIOLATIONS, row.state)}  \n:small[{FOUND_BY[row.kind]}]  \n"
                    f":small[{day(row.opened_on) or '日期未报'}]"
                    + (f"  \n:small[整改]  \n:small[{day(row.closed_on)}]" if day(row.closed_on) else "")
                    for row in shown.itertuples()
                ],
            }
        ),
        alt=f"{len(shown)}个违规，未整改的在前",
    )
    st.caption(
        "“按规定比对”由地块名册和办理步骤自动得出，上报一改就变；“检查发现”是清零行动的问题。同一地块已由检查发现的，只计一个；"
        "检查问题写了整改完成而步骤仍违规的，重新计入。先变更用途、后完成调查的，在检查问题整改完成后销去。"
    )


def _plot(case: Any, links: dict[str, str]) -> str:
    """Where it is: a plot of the register leads to its page."""
    name = f"**{plain(case.plot_name)}**"
    if case.plot_id in links:
        name = f"[{name}]({address('soil', plot=links[case.plot_id])})"
    under = "，".join(filter(None, [plain(case.town), plain(case.supervising_unit)]))
    return f"{name}  \n:small[{under or '不在地块名册里'}]"


def _acts(acts: str) -> str:
    return "、".join(step_name(act) for act in dataset("plot_steps").field("step").values if act in acts.split(","))


def doubtful(plots: pd.DataFrame) -> None:
    """Plots on which something was done although nobody has reported the survey: to be looked into, not accused."""
    rows = plots[plots["is_doubtful"]]
    if rows.empty:
        return
    st.subheader("待核实")
    table(
        pd.DataFrame(
            {
                "地块": [
                    f"[**{plain(name)}**]({address('soil', plot=label)})"
                    for name, label in zip(rows["name"], labels(rows), strict=True)
                ],
                "面积": [acres(area) or "未报" for area in rows["area"]],
                "规划用途": [plain(name) for name in rows["use_name"]],
                "缺什么": ["○ 已办手续，土壤污染状况调查未上报" for _ in rows["plot_id"]],
            }
        ),
        alt=f"{len(rows)}个地块待核实",
    )
