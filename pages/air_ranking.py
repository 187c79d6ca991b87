"""大气 → 站点与镇街排名: stations and towns by pollutant or index, the last towns for a notice, the city among 168."""

from functools import partial

import pandas as pd
import streamlit as st

from dashboard.charts import CONFIG
from dashboard.charts.ranking import city_rank_chart, city_rank_chart_alt, ranking_chart, ranking_chart_alt
from dashboard.datasets import dataset
from dashboard.exports.tables import as_csv, file_name
from dashboard.text import day, month, number, plain
from dashboard.web.filters import DUST, chosen, dust_control
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, rests_on_demo, source_line, table
from dashboard.words import CITY_RANK, COMPOSITE_INDEX, RANKING, STATISTICS

pollutant_word = dataset("air_monthly").field("pollutant").word
span_word = dataset("city_rankings").field("span").word
RESTS_ON = ["air_daily", "city_rankings"]
KINDS = {"town": "镇（街道）", "station": "站点"}

filters = chosen()
heading("大气·站点与镇街排名", filters, RESTS_ON, questions="air")


def measure_word(code: str) -> str:
    """A pollutant, or the index of all six."""
    return COMPOSITE_INDEX if code == "composite_index" else pollutant_word(code)


def place(rank: object, *, is_tied: bool = False) -> str:
    """A rank in a table cell; a tie is marked."""
    return "" if pd.isna(rank) else f"{rank}{'（并列）' if is_tied else ''}"


def ranking_file(rows: pd.DataFrame, measure: str, period_name: str) -> bytes:
    """The ranking on screen as CSV that Excel opens right."""
    return as_csv(
        pd.DataFrame(
            {
                "时段": period_name,
                "类型": [KINDS[kind] for kind in rows["kind"]],
                "名称": rows["name"],
                "所在镇（街道）": rows["town"],
                measure: rows["value"],
                "名次": rows["rank"],
                "是否并列": rows["is_tied"],
                "去年同期": rows["last_year_value"],
                "去年同期名次": rows["last_year_rank"],
                "同比（%）": rows["change_percent"],
                "有效天数": rows["valid_days"],
                "状态": [RANKING[state].word for state in rows["state"]],
            }
        )
    )


months = {month(text): text for text in query("air/ranking_months", as_of=filters.as_of)["month"]}
if not months:
    st.info("没有上报空气质量日值，站点和镇（街道）无从排名。", icon=":material/info:")
else:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = st.segmented_control(
            "时段",
            [span_word("month"), span_word("cumulative")],
            default=span_word("month"),
            key="span",
            bind="query-params",
            required=True,
        )
        month_name = st.selectbox("月份", list(months), key="month", bind="query-params", width=160)
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
    codes = {measure_word(code): code for code in [*worst["pollutant"]]} or {COMPOSITE_INDEX: "composite_index"}
    name = st.pills(
        "按什么排名", list(codes), default=next(iter(codes)), key="measure", bind="query-params", required=True
    )
    ranking = query("air/ranking", pollutant=codes[name], **view)
    digits, unit = int(ranking["decimals"].iloc[0]), ranking["unit_of_measure"].iloc[0]
    statistic = STATISTICS.get(ranking["statistic"].iloc[0], "")
    measure = f"{name} {statistic}".strip() + f"{f'（{unit}）' if unit else ''}"

    for column, (kind, kind_name) in zip(st.columns(2), KINDS.items(), strict=True):
        rows = ranking[ranking["kind"] == kind]
        alt = ranking_chart_alt(rows, f"{kind_name} {measure}", unit, digits)
        with column:
            st.subheader(f"{kind_name}　{period_name}")
            if rows["value"].notna().any():
                st.plotly_chart(
                    ranking_chart(rows, f"{measure}，由低到高", unit, digits),
                    config=CONFIG,
                    key=f"{kind}_chart",
                    alt=alt,
                )
            elif rows.empty:
                st.info(f"没有登记{'站点所在的镇（街道）' if kind == 'town' else '站点'}。", icon=":material/info:")
                continue
            table(
                pd.DataFrame(
                    {
                        "名次（去年同期）": [
                            (place(row.rank, is_tied=row.is_tied) or badge(RANKING, row.state))
                            + (f"（{row.last_year_rank}）" if pd.notna(row.last_year_rank) else "")
                            for row in rows.itertuples()
                        ],
                        kind_name: [f"**{plain(row.name)}**" for row in rows.itertuples(name="Ranked")],
                        name: [number(value, digits) for value in rows["value"]],
                        "同比": [
                            "—" if pd.isna(change) else f"{change:+.1f}%" if change else "持平"
                            for change in rows["change_percent"]
                        ],
                        "有效天数": rows["valid_days"].astype(str),
                    }
                ),
                alt=alt,
            )

    st.caption(
        "数值越低名次越前，按修约后的数值排，相同的并列，其后的名次顺延；括号内为去年同期名次，图中菱形为去年同期数值。"
        "镇（街道）先求各站点逐日均值，当日有效站点不足75%的不计，再求统计量；对照点只列数值。"
        "每月有效日不足27天（2月25天）的记为数据不足，数值列出，不参加排名；累计要求每个月都够。"
    )
    st.download_button(
        "下载排名（CSV）",
        partial(ranking_file, ranking, measure, period_name),
        file_name=file_name(
            f"{period_name}{name}排名{'（演示数据）' if rests_on_demo(['air_daily']) else ''}", DUST[dust], None, ".csv"
        ),
        icon=":material/download:",
        on_click="ignore",
        type="tertiary",
    )

    st.subheader(f"通报用语　{period_name}")
    too_few = worst[~worst["is_named"]]
    named = worst[worst["is_named"]]
    if not named.empty:
        lines = [
            f"{measure_word(row.pollutant)}后{row.worst}名：{row.named}。"
            if pd.notna(row.named)
            else f"{measure_word(row.pollutant)}：参加排名的{row.towns_ranked}个镇（街道）数值相同。"
            for row in named.itertuples()
        ]
        head = f"{period_name}镇（街道）空气质量排名{'（扣除沙尘）' if view['dust'] == 'adjusted' else ''}"
        st.code("\n".join([head, *lines]), language=None, wrap_lines=True)
    for towns, rows in too_few.groupby("towns_ranked", sort=False):
        measures = "、".join(measure_word(code) for code in rows["pollutant"])
        ranked = f"参加排名的镇（街道）只有{towns}个" if towns else "没有镇（街道）参加排名"
        st.markdown(
            f":gray-badge[◌ 不点名] {measures}：{ranked}，"
            f"不足{rows['least_towns'].iloc[0]}个，不列排名靠后的镇（街道）。"
        )
    if worst.empty:
        st.markdown("站点没有填写所在镇（街道），没有镇（街道）排名，也就没有通报用语。")

st.subheader("168城市排名（市区）")
ranks = query("air/city_ranking", as_of=filters.as_of)
target = int(ranks["target"].iloc[0])
st.info(
    f"范围固定为市区：文件第{ranks['source_line'].iloc[0]}行“{plain(ranks['quote'].iloc[0])}”，即第{target}位或更前。"
    "全市指标，非城区单独可控；文件没有写明按当月、累计还是全年评价。",
    icon=":material/info:",
)
cards, line = st.columns([1, 2])
with cards:
    for row in ranks[ranks["is_latest"]].itertuples():
        with st.container(border=True):
            shown = "未上报" if pd.isna(row.rank) else f"{'并列' if row.is_tied else ''}第{row.rank}位"
            when = "" if pd.isna(row.month) else f"{month(row.month)}　"
            st.metric(f"{when}{span_word(row.span)}　{badge(CITY_RANK, row.state)}", shown)
            if pd.notna(row.rank):
                among = "" if pd.isna(row.cities) else f"共{row.cities}城，倒数第{row.rank_from_last}位。"
                index = number(row.composite_index, 2, missing="")
                said = f"{among}{f'综合指数{index}。' if index else ''}"
                st.caption(f"{said}来源：{plain(row.source)}，{day(row.published_on)}发布。")
with line:
    if ranks["rank"].notna().any():
        st.plotly_chart(
            city_rank_chart(ranks, target), config=CONFIG, key="city_chart", alt=city_rank_chart_alt(ranks, target)
        )
    else:
        st.markdown("○ 168城市排名未上报，可在“数据·上传”的“168城市排名”中填报。")

source_line(filters, RESTS_ON, ["air/ranking", "air/ranking_worst", "air/city_ranking"])
