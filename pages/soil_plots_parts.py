"""Parts of 土壤·地块: the counts, the board of gates, the list, and what the soil plan has beside the plots."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.cards import Figure, figures, lanes
from dashboard.web.display import pixels
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.screen import badge, link
from dashboard.web.tables import table
from dashboard.words import BREACHES, LAND_CLASSES, PLOT_RULES, PLOTS, WITHHELD

STEPS = dataset("plot_steps").field("step").values
#: Where plots stand that have no step left.
FINISHED = "已办完"
#: Who sees the name, place and samples of every plot.
SEEN_BY = "只给领导、区生环委办和监管单位看"


def step_name(code: str) -> str:
    """The short word for a step, as it heads a column."""
    words = STEPS[code]
    return (*words, words[0])[1]


def acres(area: float) -> str:
    """An area in 亩, '' where it is not known."""
    return f"{area:g} 亩" if pd.notna(area) else ""


def labels(plots: pd.DataFrame) -> pd.Series:
    """What each plot is called where one is chosen: its name and number."""
    return plots["name"] + "（" + plots["plot_id"] + "）"


def narrowed(plots: pd.DataFrame) -> pd.DataFrame:
    """The plots in the town and with the verdict that the reader chose, both in the address."""
    verdicts = {state.word: code for code, state in PLOTS.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        town = controls.selectbox(
            "所在镇（街道）",
            sorted(plots["town"].dropna().unique()),
            index=None,
            key="town",
            placeholder="全部镇街",
            width=pixels(220),
        )
        verdict = controls.pills("能否建设", verdicts, key="verdict")
    return plots[
        (plots["town"].eq(town) if town else plots["plot_id"].notna())
        & (plots["verdict"].eq(verdicts[verdict]) if verdict else plots["plot_id"].notna())
    ]


def in_figures(plots: pd.DataFrame) -> None:
    """How many plots there are, how many break a rule, and how many stand in each verdict."""
    size = acres(plots["area"].sum(min_count=1)) or "面积未报"
    lacking = int(plots["area"].isna().sum())
    note = f"（{lacking}个未报面积）" if lacking and plots["area"].notna().any() else ""
    doubtful = int(plots["is_doubtful"].sum())
    figures(
        [
            Figure(f"地块　{size}{note}", f"{len(plots)} 个"),
            Figure("违规", f"{int(plots['is_violation'].sum())} 个", f"另{doubtful}个待核实" if doubtful else ""),
            *(Figure(state.text, f"{int((plots['verdict'] == code).sum())} 个") for code, state in PLOTS.items()),
        ]
    )
    link("soil_violations", "违规与清零 →")


def withheld(plots: pd.DataFrame) -> None:
    """How many plots their reader sees without name, place and samples, by town; nothing where there are none."""
    towns = plots.loc[plots["name"] == WITHHELD, "town"].fillna("镇（街道）未报").value_counts(sort=False)
    if len(towns):
        said = "、".join(f"{town}{count}个" for town, count in towns.items())
        st.caption(f"{towns.sum()}个地块的名称、位置、原用途和样品{SEEN_BY}：{said}。个数、能否建设和违规照常统计。")


def _uses(plot: Any) -> str:
    """What a plot was used for and what it is planned for; the first is withheld with its name."""
    before = "" if plot.former_use == WITHHELD else f"{plain(plot.former_use) or '原用途未报'} → "
    return f"{before}{plain(plot.use_name)}"


def board(plots: pd.DataFrame) -> None:
    """A column for each step at which a plot stands, in it a card for each plot with what blocks it."""
    st.subheader("准入关口：下一步该办什么")
    steps = plots["next_step"].fillna(FINISHED)
    columns = [code for code in (*STEPS, FINISHED) if steps.eq(code).any()]
    lanes(*(_lane(code, plots[steps == code]) for code in columns))
    empty = "、".join(step_name(code) for code in STEPS if code not in columns)
    st.caption(
        "每张卡片是一个地块，放在它下一步要办的步骤下，写着能否建设和拦住它的规定；点名称看详情。"
        + (f"没有地块停在：{empty}。" if empty else "")
    )


def _lane(code: str, plots: pd.DataFrame) -> tuple[str, list[str]]:
    """The plots at a step, each in few words, under the name of the step and their number."""
    heading = f"**{FINISHED if code == FINISHED else step_name(code)}**　:gray[{len(plots)} 个]"
    rows = plots.itertuples(name="Plot")
    return heading, [_card(label, plot) for label, plot in zip(labels(plots), rows, strict=True)]


def _card(label: str, plot: Any) -> str:
    """A plot in few words: name, planned use, verdict, who breaks it, and the rules in its way."""
    is_withheld = plot.name == WITHHELD
    lines = [
        f"[**{plain(plot.plot_id if is_withheld else plot.name)}**]({address('soil', plot=label)})",
        *([f":small[{WITHHELD}]"] if is_withheld else []),
        f":small[{_uses(plot)}]",
        f":small[{badge(PLOTS, plot.verdict)}]",
    ]
    if breach := _breach(plot):
        lines.append(f":small[{breach}]")
    lines += [f":small[:gray[{PLOT_RULES[rule].text}]]" for rule in _rules(plot)]
    return "  \n".join(lines)


def _breach(plot: Any) -> str:
    """Whether somebody did what is forbidden, or may have; '' for nobody."""
    if plot.is_violation:
        return badge(BREACHES, "broken")
    return badge(BREACHES, "doubtful") if plot.is_doubtful else ""


def _rules(plot: Any) -> list[str]:
    return str(plot.rules).split(",") if pd.notna(plot.rules) else []


def listed(plots: pd.DataFrame) -> None:
    """Every plot with what forbids building on it, in whole sentences and with the clauses."""
    st.subheader("地块清单")
    table(
        pd.DataFrame(
            {
                "地块": [
                    f"[**{plain(row.name)}**]({address('soil', plot=label)})  \n:small[{plain(row.plot_id)}"
                    f"{'，' + plain(row.town) if pd.notna(row.town) else ''}"
                    f"{'，' + acres(row.area) if pd.notna(row.area) else ''}]"
                    for label, row in zip(labels(plots), plots.itertuples(name="Plot"), strict=True)
                ],
                "用途": [
                    f"{_uses(row)}  \n:small[{LAND_CLASSES[row.land_class]}"
                    f"{'，列入名录' if row.is_listed else ''}{'，重度污染' if row.is_heavy else ''}]"
                    for row in plots.itertuples()
                ],
                "能否建设": [
                    badge(PLOTS, row.verdict) + (f"  \n{_breach(row)}" if _breach(row) else "")
                    for row in plots.itertuples()
                ],
                "不得办理的环节和依据": [_closed(row) for row in plots.itertuples()],
            }
        ),
        alt=f"{len(plots)}个地块能否建设，违规的在前",
    )
    with st.expander("禁止情形的文件原文"):
        for quote in dict.fromkeys(quote for joined in plots["quotes"].dropna() for quote in joined.split("；")):
            st.markdown(f"- {plain(quote)}")


def _closed(plot: Any) -> str:
    """The acts that are closed, why, and by which clauses."""
    if pd.isna(plot.forbidden):
        return ":gray[没有]" if plot.verdict == "clear" else ":gray[○ 步骤未上报，不能判断]"
    acts = "、".join(step_name(act) for act in plot.forbidden.split(","))
    why = plain(plot.conditions) or "○ 调查未上报，不能办理"
    return f"**{acts}**  \n{why}  \n:small[:gray[{plain(plot.clauses)}]]"


def goals() -> None:
    """The goals of the soil plan, none of which has a figure: no gauge and no colour."""
    st.subheader("目标：文件未给出数值")
    rows = query("soil/goals")
    table(
        pd.DataFrame(
            {
                "目标": [f"**{plain(row.name)}**" for row in rows.itertuples(name="Goal")],
                "原文": [f"{plain(row.quote)}（第{row.source_line}行）" for row in rows.itertuples()],
                "数值": [plain(value) or "○ 文件未载明，按上级考核要求" for value in rows["assigned_value"]],
            }
        ),
        alt=f"土壤计划的{len(rows)}个目标，均未载明数值",
    )
