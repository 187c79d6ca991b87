"""大气 → 降尘: dustfall of towns and district by month and cumulated, against the one limit of A-23."""

import pandas as pd
import streamlit as st

from dashboard.charts.dustfall import dustfall_chart, dustfall_chart_alt
from dashboard.text import UNREPORTED, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, heading, row_of, source_line
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import DUSTFALL

UNIT = "t/(km²·月)"
#: Keeps the number and its word on one line of a narrow column.
JOINED = "\u2060"
TONES = {"met": "green", "missed": "red"}

filters = chosen()
heading("大气·降尘", filters, ["dustfall"], questions="air")

goal = row_of(query("air/indicators"), "indicator_id", "IA-11", "降尘量目标")
if goal is None:
    st.stop()
st.info(
    f"{plain(goal['quote'])}（文件第{goal['source_line']}行，任务{task_link(goal['task_id'])}）："
    f"{number(goal['value'], 1)}达标，{number(goal['value'] + 0.1, 1)}超标。"
    "文件未写明考核到镇还是全区，也未写明按月还是按年（存疑 T18），两种都列出。",
    icon=":material/info:",
)

months = query("air/dustfall_summary", as_of=filters.as_of)
towns = query("air/dustfall", as_of=filters.as_of)
known = months[months["district_mean"].notna()]


def cell(value: float, state: str) -> str:
    """A figure on the colour of its state; a shape says the same in black and white."""
    if pd.isna(value):
        return f":gray[○ {UNREPORTED}]"
    return f":{TONES.get(state, 'gray')}-badge[{DUSTFALL[state].shape} {number(value, 1)}]"


if known.empty:
    st.markdown(
        f"{badge(DUSTFALL, 'unreported')}　截至{filters.as_of}没有上报降尘量，可在“数据·上传”的“降尘量”中填报。"
    )
else:
    last = known.iloc[-1]
    reached = int(last["month"][5:])
    st.markdown(f"**{last['month'][:4]}年降尘量**，{UNIT}：")
    cumulated = f"1–{reached}月累计均值　{badge(DUSTFALL, last['cumulative_state'])}"
    figures(
        [
            Figure(f"{reached}月均值　{badge(DUSTFALL, last['state'])}", number(last["district_mean"], 1)),
            Figure(f"{reached}月最高　{plain(last['highest_town'])}", number(last["highest"], 1)),
            Figure(cumulated, number(last["cumulative_mean"], 1)),
            Figure(f"{reached}月已报镇（街道）", f"{last['towns_reported']} / {last['towns_expected']}"),
        ]
    )
    show_chart(dustfall_chart(months), dustfall_chart_alt(months), ["dustfall"])

    st.subheader("各镇（街道）逐月")
    so_far = towns[towns["month"] == last["month"]].set_index("town")
    columns = {
        plain(town): [cell(row.value, row.state) for row in of_town.itertuples()]
        + [cell(so_far.loc[town, "cumulative"], so_far.loc[town, "cumulative_state"])]
        for town, of_town in towns.groupby("town", sort=False)
    }
    table(
        pd.DataFrame(
            {"月份": [*(f"{int(text[5:])}{JOINED}月" for text in months["month"]), f"**1–{reached}月均值**"]}
            | columns
            | {
                "**全区均值**": [
                    *(cell(row.district_mean, row.state) for row in months.itertuples()),
                    cell(last["cumulative_mean"], last["cumulative_state"]),
                ]
            }
        ),
        alt=dustfall_chart_alt(months),
    )
    scaled = towns[towns["days_exposed"].notna()]
    notes = [f"单位 {UNIT}。●达标　■超标　◐有镇（街道）或月份未报，均值只含已报的，不作评判。"]
    if not scaled.empty:
        found = [
            f"{plain(row.town)}{int(row.month[5:])}月{number(row.reported_value, 1)}（{row.days_exposed}天）"
            f"折算为{number(row.value, 1)}"
            for row in scaled.itertuples()
        ]
        notes.append(f"按采样天数折算到30天：{'、'.join(found)}。")
    notes.append("全区均值是各镇（街道）的平均，累计均值是各月的平均；修约到一位小数后与限值比较。")
    st.caption("".join(notes))

source_line(filters, ["dustfall"], ["air/dustfall_summary", "air/dustfall"])
