"""大气 → 站点与镇街排名: stations and towns by pollutant or index, the last towns for a notice, the city among 168."""

import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import month
from dashboard.web import controls
from dashboard.web.air import DUST, dust_control
from dashboard.web.display import pixels
from dashboard.web.downloads import download_csv
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import heading, rests_on_demo, source_line
from dashboard.words import COMPOSITE_INDEX
from pages import air_ranking_parts as parts
from pages.air_ranking_cities import city_among_168

span_word = dataset("city_rankings").field("span").word
RESTS_ON = ["air_daily", "city_rankings"]

filters = chosen()
heading("大气·站点与镇街排名", filters, RESTS_ON, questions="air")

months = {month(text): text for text in query("air/ranking_months", as_of=filters.as_of)["month"]}
if not months:
    st.info("没有上报空气质量日值，站点和镇（街道）无从排名。", icon=":material/info:")
else:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = controls.segmented_control(
            "时段",
            [span_word("month"), span_word("cumulative")],
            default=span_word("month"),
            key="span",
            required=True,
        )
        month_name = controls.selectbox("月份", months, key="month", width=pixels(160))
        dust = dust_control()
    last = months[month_name]
    is_month = span == span_word("month")
    view = {
        "as_of": filters.as_of,
        "period": last if is_month else f"{last[:4]}-01..{last}",
        "dust": dust,
    }
    period_name = month_name if is_month or last.endswith("-01") else f"{last[:4]}年1–{int(last[5:])}月"
    worst = query("air/ranking_worst", **view)
    codes = {parts.measure_word(code): code for code in worst["pollutant"]} or {COMPOSITE_INDEX: "composite_index"}
    name = controls.pills("按什么排名", codes, default=next(iter(codes)), key="measure", required=True)
    ranking = query("air/ranking", pollutant=codes[name], **view)
    measure = parts.measure_of(ranking, name)

    for column, kind in zip(st.columns(2), parts.KINDS, strict=True):
        with column:
            st.subheader(f"{parts.KINDS[kind]}　{period_name}")
            parts.ranked(ranking[ranking["kind"] == kind], kind, measure)
    st.caption(
        "数值越低名次越前，按修约后的数值排，相同的并列，其后的名次顺延；括号内为去年同期名次，图中菱形为去年同期数值。"
        "镇（街道）先求各站点逐日均值，当日有效站点不足75%的不计，再求统计量；对照点只列数值。"
        "每月有效日不足27天（2月25天）的记为数据不足，数值列出，不参加排名；累计要求每个月都够。"
    )
    download_csv(
        "下载排名（CSV）",
        lambda: parts.as_file(ranking, measure, period_name),
        f"{period_name}{name}排名",
        DUST[dust],
        is_demo=rests_on_demo(["air_daily"]),
    )

    st.subheader(f"通报用语　{period_name}")
    parts.words_for_a_notice(
        worst, f"{period_name}镇（街道）空气质量排名{'（扣除沙尘）' if dust == 'adjusted' else ''}"
    )

st.subheader("168城市排名（市区）")
city_among_168(filters.as_of)

source_line(filters, RESTS_ON, ["air/ranking", "air/ranking_worst", "air/city_ranking"])
