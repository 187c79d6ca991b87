"""Parts of 土壤·地块: one plot in depth: what it is, its path, the use it may have, its soil, and where it lies."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.soil_samples import MOST, soil_strip, soil_strip_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, plain
from dashboard.web import controls
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.places import show_map
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import BREACHES, LAND_CLASSES, PLOT_STEPS, PLOTS, SOIL, WITHHELD
from pages.soil_plots_parts import SEEN_BY, acres

step_word = dataset("plot_steps").field("step").word
result_word = dataset("plot_steps").field("result").word
#: The district is whole in a map of this height.
HEIGHT = 500
#: What a plot is described by, and how it is called.
ABOUT = {
    "town": "所在",
    "location": "位置",
    "former_use": "原用途",
    "industry": "原行业",
    "owner": "原使用权人",
    "supervising_unit": "监管单位",
}


def show(plot: pd.Series, as_of: dt.date) -> None:
    """One plot: its facts beside the map, its path, a planned use tried out, and its soil."""
    facts, drawn = st.columns([3, 2])
    with facts:
        _facts(plot)
        _in_the_way(plot)
        _try_use(plot, as_of)
    with drawn:
        if plot["name"] == WITHHELD:
            st.markdown(f":gray[○ 位置和土壤样品{SEEN_BY}]")
        else:
            _place(plot, as_of)
    _path(plot, as_of)
    if plot["name"] != WITHHELD:
        _soil(plot, as_of)


def _facts(plot: pd.Series) -> None:
    marks = "　".join(
        filter(
            None,
            [
                badge(PLOTS, plot["verdict"]),
                f"列入名录（{day(plot['listed_on']) or '日期未报'}）" if plot["is_listed"] else "",
                "农药、焦化、化工等行业重度污染" if plot["is_heavy"] else "",
            ],
        )
    )
    st.markdown(
        f"**{plain(plot['name'])}**　{marks}  \n"
        + "｜".join(f"{word} {plain(plot[name]) or '未报'}" for name, word in ABOUT.items() if plot[name] != WITHHELD)
        + f"｜面积 {acres(plot['area']) or '未报'}  \n"
        + f"规划用途 **{plain(plot['use_name'])}**"
        + (f"（{day(plot['planned_on'])}确定）" if pd.notna(plot["planned_on"]) else "")
        + f"，土壤按{LAND_CLASSES[plot['land_class']]}评价"
    )


def _in_the_way(plot: pd.Series) -> None:
    """The rules in force for the plot, a line each, and whether somebody broke them."""
    if plot["is_violation"]:
        st.markdown(f"{badge(BREACHES, 'broken')}：禁止之后仍规划、办理或开工")
    if plot["is_doubtful"]:
        st.markdown(f"{badge(BREACHES, 'doubtful')}：已办手续，土壤污染状况调查未上报")
    if pd.notna(plot["conditions"]):
        st.markdown("\n".join(f"- {plain(condition)}" for condition in plot["conditions"].split("；")))


def _try_use(plot: pd.Series, as_of: dt.date) -> None:
    """Whether the plot may be planned for a use that the reader picks: a refusal says by which clause."""
    uses = query("soil/plot_uses", plot=plot["plot_id"], as_of=as_of).set_index("name")
    name = controls.selectbox(
        "拟改用途，先试一试", uses.index, index=None, key="use", placeholder="选一种用途，看能否规划"
    )
    if not name:
        return
    use = uses.loc[name]
    if pd.notna(use["conditions"]):
        st.error(
            f"不得规划为“{plain(name)}”：{plain(use['conditions'])}（{plain(use['clauses'])}）。上传这样的用途不予入库。",
            icon=":material/block:",
        )
    else:
        st.info(
            f"没有禁止规划为“{plain(name)}”的规定；土壤按{LAND_CLASSES[use['land_class']]}评价，调查和后续步骤仍要依次办理。",
            icon=":material/info:",
        )


def _place(plot: pd.Series, as_of: dt.date) -> None:
    """Where the plot lies in the district, with its outline where that was given."""
    places = query("map/features", as_of=as_of, layer="plots")
    place = places[(places["id"] == plot["plot_id"]) & places["is_located"]]
    if place.empty:
        st.markdown(":gray[○ 坐标未上报]，不凭猜测上图。")
        return
    alt = f"{plot['name']}在城区的位置，1处。统计截止{as_of}。"
    show_map(place, alt, key="plot_place", height=HEIGHT, outlines=query("map/outlines"))


def _path(plot: pd.Series, as_of: dt.date) -> None:
    """The steps in the order of the law: how far each is, with its paper; a closed one says by which clause."""
    st.subheader("办理路径")
    steps = query("soil/plot_path", plot=plot["plot_id"], as_of=as_of)
    said = {plot["next_step"]: "  \n:blue[▶ **下一步**]"}
    table(
        pd.DataFrame(
            {
                "步骤": [
                    f"{row.position}　{step_word(row.step)}{said.get(row.step, '')}" for row in steps.itertuples()
                ],
                "状态": [badge(PLOT_STEPS, row.state) for row in steps.itertuples()],
                "日期": [_days(row) for row in steps.itertuples()],
                "报告、评审和结论，或不得办理的依据": [_paper(row) for row in steps.itertuples()],
            }
        ),
        alt=f"{plot['name']}的{len(steps)}个步骤",
    )


def _days(step: Any) -> str:
    if pd.notna(step.done_on):
        return day(step.done_on)
    return f"{day(step.started_on)}起" if pd.notna(step.started_on) else ""


def _paper(step: Any) -> str:
    """The report of a step that is done, who reviewed it and what it found; of a closed one the clause."""
    said = [plain(step.document), plain(step.reviewer)] if pd.notna(step.done_on) else []
    if pd.notna(step.done_on) and pd.notna(step.result):
        said.append(f"**{result_word(step.result)}**")
    if step.state in ("closed", "breach", "doubtful"):
        said.append(plain(step.clauses))
    return "  \n".join(filter(None, said))


def _soil(plot: pd.Series, as_of: dt.date) -> None:
    """The samples against the limits of the planned use: the picture, and every item that is not below."""
    st.subheader("土壤样品")
    items = query("soil/plot_items", plot=plot["plot_id"], as_of=as_of)
    if items.empty:
        st.markdown(f":gray[○ {UNREPORTED}]：还没有这个地块的土壤样品，可在“数据·上传”的“地块土壤样品”中上报。")
        return
    samples = query("soil/plot_samples", plot=plot["plot_id"], as_of=as_of)
    if not samples.empty:
        show_chart(
            soil_strip(plot["name"], samples),
            soil_strip_alt(plot["name"], items),
            ["plots", "plot_samples"],
            key="soil",
        )
    above = items[items["verdict"] != "below"]
    if not above.empty:
        table(
            pd.DataFrame(
                {
                    "项目": [f"**{plain(row.title)}**" for row in above.itertuples()],
                    "最高检测值": [
                        f"{_found(row)}  \n:small[{plain(row.point)}，{plain(row.depth)}，{day(row.date)}]"
                        for row in above.itertuples()
                    ],
                    "筛选值／管制值": [f"{row.screening:g}／{row.intervention:g}" for row in above.itertuples()],
                    "超筛选值样品": [f"{row.exceeding}／{row.samples}" for row in above.itertuples()],
                    "结论": [
                        badge(SOIL, row.verdict if pd.notna(row.verdict) else "unknown") for row in above.itertuples()
                    ],
                }
            ),
            alt=f"{plot['name']}超过筛选值或不能判断的{len(above)}项",
        )
    more = f"图中只画比值最高的{MOST}项。" if len(items) > MOST else ""
    background = "" if items["background"].notna().any() else "砷、钴、钒的当地背景值未上报，按没有背景值判断。"
    st.caption(
        f"检测{len(items)}项，{len(items) - len(above)}项未超筛选值。{more}"
        f"按GB 36600-2018{LAND_CLASSES[plot['land_class']]}的筛选值和管制值评价："
        f"超过筛选值须详查和风险评估，还不等于污染；超过管制值须管控或修复。低于检出限的空心，画在检出限处。{background}"
    )


def _found(item: Any) -> str:
    """A result with its unit; one below a detection limit that nobody wrote has no number."""
    if pd.isna(item.value):
        return "未检出，检出限未写"
    return f"{'＜' if item.is_below_limit else ''}{item.value:g} {plain(item.unit_of_measure)}"
