"""The city among 168, a part of 大气·站点与镇街排名."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.charts.ranking import city_rank_chart, city_rank_chart_alt
from dashboard.datasets import dataset
from dashboard.text import day, month, number, plain
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, is_missing
from dashboard.words import CITY_RANK

span_word = dataset("city_rankings").field("span").word


def city_among_168(as_of: dt.date) -> None:
    """Whether the city has left the last places, which is the goal of the notice, and its way there."""
    ranks = query("air/city_ranking", as_of=as_of)
    if is_missing(ranks, "168城市排名目标"):
        return
    target = int(ranks["target"].iloc[0])
    st.info(
        f"范围固定为市区：文件第{ranks['source_line'].iloc[0]}行“{plain(ranks['quote'].iloc[0])}”，即第{target}位或更前。"
        "全市指标，非城区单独可控；文件没有写明按当月、累计还是全年评价。",
        icon=":material/info:",
    )
    cards, line = st.columns([1, 2])
    with cards:
        latest_ranks(ranks[ranks["is_latest"]])
    with line:
        if ranks["rank"].notna().any():
            show_chart(
                city_rank_chart(ranks, target), city_rank_chart_alt(ranks, target), ["city_rankings"], key="city_chart"
            )
        else:
            st.markdown("○ 168城市排名未上报，可在“数据·上传”的“168城市排名”中填报。")


def latest_ranks(ranks: pd.DataFrame) -> None:
    """A card for each rank published last: where the city stands, among how many, by whom published."""
    for row in ranks.itertuples():
        with st.container(border=True):
            shown = "未上报" if pd.isna(row.rank) else f"{'并列' if row.is_tied else ''}第{row.rank}位"
            when = "" if pd.isna(row.month) else f"{month(row.month)}　"
            st.metric(f"{when}{span_word(row.span)}　{badge(CITY_RANK, row.state)}", shown)
            if pd.notna(row.rank):
                among = "" if pd.isna(row.cities) else f"共{row.cities}城，倒数第{row.rank_from_last}位。"
                index = number(row.composite_index, 2, missing="")
                said = f"{among}{f'综合指数{index}。' if index else ''}"
                st.caption(f"{said}来源：{plain(row.source)}，{day(row.published_on)}发布。")
