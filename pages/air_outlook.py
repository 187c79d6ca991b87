"""大气 → 全年推算: whether the year will do, what its rest may be, and what if its months were otherwise."""

import streamlit as st

from dashboard.charts.outlook import outlook_answer, outlook_chart, outlook_chart_alt
from dashboard.web.air import dust_control, pollutant_control, pollutant_word, scope_control
from dashboard.web.controls import apart
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import heading, is_missing, source_line
from dashboard.words import REASONS
from pages import air_outlook_parts as parts
from pages.air_outlook_scenario import what_if

RESTS_ON = ["air_monthly", "air_daily"]

filters = chosen()
heading("大气·全年推算", filters, RESTS_ON, questions="air")

with st.container(horizontal=True):
    view = filters.parameters("as_of") | {"scope": scope_control(), "dust": dust_control()}
if view["scope"] == "urban":
    st.info("附件1的目标只对全区（含乡镇站点），市区没有目标：只推算数值，不判断能否完成。", icon=":material/info:")

outlook = query("air/outlook", **view)
if is_missing(outlook, "六项污染物的年评价标准"):
    st.stop()
pollutant = pollutant_control(outlook["pollutant"].unique())
name = pollutant_word(pollutant)
methods = outlook[outlook["pollutant"] == pollutant]
digits, unit = int(methods["decimals"].iloc[0]), methods["unit_of_measure"].iloc[0]

st.subheader("全年能否完成")
if methods["mid"].notna().any():
    st.markdown(f"**{outlook_answer(methods, name, unit, digits)}**")
    show_chart(outlook_chart(methods, name, unit, digits), outlook_chart_alt(methods, name, unit, digits), RESTS_ON)
else:
    st.info(f"{name}：{REASONS[methods['reason'].iloc[0]]}，不作推算。", icon=":material/info:")
parts.year_by_each_method(outlook)

st.subheader("余下日子最高可为多少")
apart(lambda: parts.highest_mean_of_the_rest(view))
parts.days_left_in_budget(filters.as_of, view["scope"])

st.subheader(f"如果余下月份不一样：{name}")
what_if(view, pollutant, digits, unit)

source_line(
    filters,
    RESTS_ON,
    ["air/outlook", "air/remaining_allowance", "air/day_budget", "air/what_if"],
)
