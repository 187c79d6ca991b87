"""大气 → 目标进度: six pollutants against annex 1 and class II, by month, cumulated and as the composite index."""

import pandas as pd
import streamlit as st

from dashboard.charts.months import month_chart, month_chart_alt
from dashboard.text import number
from dashboard.web.air import DUST, dust_control, pollutant_control, pollutant_word, scope_control, scope_word
from dashboard.web.controls import show_tabs
from dashboard.web.display import pixels
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, heading, is_missing, link, source_line
from dashboard.words import AIR, STATISTICS
from pages import air_targets_tabs as tabs
from pages.air_targets_year import annual_and_class_ii, improvement

RESTS_ON = ["air_monthly", "air_daily"]

filters = chosen()
heading("大气·目标进度", filters, RESTS_ON, questions="air")

with st.container(horizontal=True):
    view = filters.parameters("as_of") | {"scope": scope_control(), "dust": dust_control()}
if view["scope"] == "urban":
    st.info("附件1的目标只对全区（含乡镇站点），市区数值单列，不与这些目标比较。", icon=":material/info:")

# ---- the six at a glance --------------------------------------------------------------------------------------------

headline = query("air/headline", **view)
if is_missing(headline, "六项污染物的目标"):
    st.stop()
rounding = query("air/rounding").set_index("pollutant")
progress = query("air/progress", **view)
if view["dust"] == "adjusted":
    particles = progress[progress["pollutant"].isin(["pm10", "pm2_5"]) & progress["month_actual"].notna()]
    kept = sorted(set(particles.loc[~particles["is_dust_removed"].astype(bool), "month"]))
    if kept:
        months_kept = "、".join(f"{month}月" for month in kept)
        st.markdown(f":gray-badge[◇ 未扣沙] {months_kept}的颗粒物没有扣除沙尘后的数值，仍用原始值。")
with st.grid(3, gap="small", min_column_width=pixels(240)):
    for row in headline.itertuples():
        digits, unit = int(row.decimals), row.unit_of_measure
        month = "" if pd.isna(row.latest_month) else f"{int(row.latest_month)}月 "
        judged = row.state in ("on_target", "off_target")
        gap = round(row.month_actual - row.month_target, digits) if judged else None
        st.metric(
            f"{pollutant_word(row.pollutant)}　{month}{STATISTICS[row.statistic]}　{badge(AIR, row.state)}",
            number(row.month_actual, digits, unit),
            delta=None if gap is None else f"{gap:+.{digits}f}" if gap else 0,
            delta_description="与月目标持平" if gap == 0 else "比月目标" if judged else None,
            delta_color="inverse",
            border=True,
            height="stretch",
            help=None
            if pd.isna(row.annual_target)
            else f"年目标 不高于 {number(row.annual_target, digits, unit)}（努力争取性，文件第{row.text_line}行）；"
            "约束性指标（市下达）：文件未载明。" + improvement(rounding.loc[row.pollutant]),
        )

# ---- one of them by month -------------------------------------------------------------------------------------------

pollutant = pollutant_control(headline["pollutant"])
name = pollutant_word(pollutant)
of_one = headline.set_index("pollutant").loc[pollutant]
months = progress[progress["pollutant"] == pollutant]
digits, unit = int(of_one["decimals"]), of_one["unit_of_measure"]
show_chart(
    month_chart(months, name, unit, STATISTICS[of_one["statistic"]], digits, filters.as_of, scope_word(view["scope"])),
    month_chart_alt(months, name, unit, digits, filters.as_of),
    RESTS_ON,
)
link("air_outlook", "余下日子怎样、全年能否完成 →", ":material/trending_up:", pollutant=name)


def by_dust() -> dict[str, pd.DataFrame]:
    """The same months as measured and without dust, side by side; asked for only where they are shown."""
    return {way: query("air/progress", **view | {"dust": way}).loc[months.index] for way in DUST}


# ---- looked into ----------------------------------------------------------------------------------------------------

show_tabs(
    {
        "序时进度": lambda: tabs.pace(view),
        "综合指数": lambda: tabs.composite_index(view, list(headline["pollutant"])),
        "全年与国家二级": lambda: annual_and_class_ii(view),
        "官方与计算": lambda: tabs.official_and_computed(months, name, digits, by_dust()),
        "目标自查": tabs.consistency,
        "附件1原表": lambda: tabs.annex_as_printed(filters.as_of, list(headline["pollutant"])),
    }
)

source_line(
    filters,
    RESTS_ON,
    ["air/progress", "air/cumulated", "air/assessment", "air/composite_goals", "air/year", "air/consistency"],
)
