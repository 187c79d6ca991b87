"""土壤 → 地块: risk plots with their step and what forbids building, goals without a figure, lists still missing."""

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, number, plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, source_line, table
from dashboard.words import PLOTS

STEPS = ("survey", "risk_assessment", "remediation", "effect_assessment")
RESTS_ON = ["plots", "plot_steps", "monitored_enterprises", "permit_cancellations", "land_findings", "farmland"]

use_word = dataset("plots").field("planned_use").word
step_word = dataset("plot_steps").field("step").word
status_word = dataset("plot_steps").field("status").word

filters = chosen()
heading("土壤·地块", filters, RESTS_ON, questions="soil")

st.subheader("目标：文件未给出数值")
goals = query("soil/goals")
table(
    pd.DataFrame(
        {
            "目标": [f"**{plain(row.name)}**" for row in goals.itertuples(name="Goal")],
            "原文": [f"{plain(row.quote)}（第{row.source_line}行）" for row in goals.itertuples()],
            "数值": [plain(value) or "○ 文件未载明，按上级考核要求" for value in goals["assigned_value"]],
        }
    ),
    alt=f"土壤计划的{len(goals)}个目标，均未载明数值",
)


def named(plot: pd.Series) -> str:
    """A plot with what it was, what it shall be, and its lists."""
    listed = ":gray-badge[列入名录]" if plot["is_listed"] else ""
    heavy = ":gray-badge[重度污染]" if plot["is_heavy"] else ""
    return f"**{plain(plot['name'])}**　{plain(plot['former_use'])} → {use_word(plot['planned_use'])}　{listed}{heavy}"


def steps(plot: pd.Series) -> str:
    """Each step of a plot and how far it is, a line each."""
    done = [status_word(plot[step]) if pd.notna(plot[step]) else UNREPORTED for step in STEPS]
    return "  \n".join(f"{step_word(step)}：{status}" for step, status in zip(STEPS, done, strict=True))


st.subheader("重点建设用地地块")
plots = query("soil/plots", as_of=filters.as_of)
if plots.empty:
    st.markdown(f"○ {UNREPORTED}：文件没有地块清单，上报后在这里显示。")
else:
    table(
        pd.DataFrame(
            {
                "地块和办理步骤": [f"{named(plot)}  \n:gray[{steps(plot)}]" for _, plot in plots.iterrows()],
                "能否建设": [
                    f"{badge(PLOTS, row.verdict)}"
                    + ("  \n:red-badge[■ 违规：已发证或开工]" if row.is_violation else "")
                    + (f"  \n{plain(row.conditions)}" if pd.notna(row.conditions) else "")
                    for row in plots.itertuples()
                ],
            }
        ),
        alt=f"{len(plots)}个地块的步骤和禁止情形",
    )
    with st.expander("禁止情形的条款原文"):
        for quote in dict.fromkeys(plots["quotes"].dropna()):
            st.markdown(f"- {plain(quote)}")

findings, monitoring = (
    query("soil/findings_balance", as_of=filters.as_of),
    query("soil/monitoring", as_of=filters.as_of),
)
st.subheader("清零与自行监测")
with st.grid(4, gap="small"):
    found, duty = findings.iloc[0], monitoring.iloc[0]
    st.metric("违规开发利用余", number(found["remaining"], 0, "个"), border=True, height="stretch")
    st.metric(
        "累计发现／整改", f"{number(found['found'])}／{number(found['rectified'])}", border=True, height="stretch"
    )
    of_all = "" if pd.isna(duty["listed"]) else f"／{duty['listed']}"
    st.metric("土壤自行监测完成", number(duty["soil_done"]) + of_all, border=True, height="stretch")
    st.metric("地下水自行监测完成", number(duty["groundwater_done"]) + of_all, border=True, height="stretch")
st.caption(f"自行监测期限 {day(duty['due_date'])}（文件第280行“10月底前”，年份按2023年）。")

st.subheader("清单上报情况")
lists = query("soil/lists")
table(
    pd.DataFrame(
        {
            "清单": [dataset(name).title for name in lists["dataset"]],
            "行数": [
                number(count, 0, "行") if pd.notna(count) else f"○ {UNREPORTED}" for count in lists["rows_stored"]
            ],
            "最近上传": [day(moment) or "—" for moment in lists["uploaded_at"]],
        }
    ),
    alt="土壤各清单的上报情况；没有上报不等于零",
)

source_line(filters, RESTS_ON, ["soil/plots", "soil/lists", "soil/monitoring"])
