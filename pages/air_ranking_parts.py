"""Parts of 大气·站点与镇街排名: stations or towns ranked, to look at, to take along, and in words for a notice."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard.charts.ranking import ranking_chart, ranking_chart_alt
from dashboard.text import number, plain
from dashboard.web.air import pollutant_word
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import COMPOSITE_INDEX, RANKING, STATISTICS

KINDS = {"town": "镇（街道）", "station": "站点"}


@dataclass(frozen=True)
class Measure:
    """What is ranked by: its name, the same with statistic and unit, and how its figures are written."""

    name: str
    title: str
    unit: str
    digits: int


def measure_word(code: str) -> str:
    """A pollutant, or the index of all six."""
    return COMPOSITE_INDEX if code == "composite_index" else pollutant_word(code)


def measure_of(ranking: pd.DataFrame, name: str) -> Measure:
    """The measure that a ranking goes by; of one without anybody, such as without any station, its name alone."""
    if ranking.empty:
        return Measure(name, name, "", 0)
    first = ranking.iloc[0]
    statistic, unit = STATISTICS.get(first["statistic"], ""), first["unit_of_measure"]
    title = f"{name} {statistic}".strip() + f"{f'（{unit}）' if unit else ''}"
    return Measure(name, title, unit, int(first["decimals"]))


def ranked(rows: pd.DataFrame, kind: str, measure: Measure) -> None:
    """Where stations or towns stand, as a chart and as a table; who is not ranked says why."""
    alt = ranking_chart_alt(rows, f"{KINDS[kind]} {measure.title}", measure.unit, measure.digits)
    if rows["value"].notna().any():
        show_chart(
            ranking_chart(rows, f"{measure.title}，由低到高", measure.unit, measure.digits),
            alt,
            ["air_daily"],
            key=f"{kind}_chart",
        )
    elif rows.empty:
        st.info(f"没有登记{'站点所在的镇（街道）' if kind == 'town' else '站点'}。", icon=":material/info:")
        return
    table(
        pd.DataFrame(
            {
                "名次（去年同期）": [
                    (_place(row.rank, is_tied=row.is_tied) or badge(RANKING, row.state))
                    + (f"（{row.last_year_rank}）" if pd.notna(row.last_year_rank) else "")
                    for row in rows.itertuples()
                ],
                KINDS[kind]: [f"**{plain(row.name)}**" for row in rows.itertuples(name="Ranked")],
                measure.name: [number(value, measure.digits) for value in rows["value"]],
                "同比": [
                    "—" if pd.isna(change) else f"{change:+.1f}%" if change else "持平"
                    for change in rows["change_percent"]
                ],
                "有效天数": rows["valid_days"].astype(str),
            }
        ),
        alt=alt,
    )


def _place(rank: object, *, is_tied: bool = False) -> str:
    """A rank in a table cell; a tie is marked."""
    return "" if pd.isna(rank) else f"{rank}{'（并列）' if is_tied else ''}"


def as_file(rows: pd.DataFrame, measure: Measure, period_name: str) -> pd.DataFrame:
    """A ranking as a table that stands without its page."""
    return pd.DataFrame(
        {
            "时段": period_name,
            "类型": [KINDS[kind] for kind in rows["kind"]],
            "名称": rows["name"],
            "所在镇（街道）": rows["town"],
            measure.title: rows["value"],
            "名次": rows["rank"],
            "是否并列": rows["is_tied"],
            "去年同期": rows["last_year_value"],
            "去年同期名次": rows["last_year_rank"],
            "同比（%）": rows["change_percent"],
            "有效天数": rows["valid_days"],
            "状态": [RANKING[state].word for state in rows["state"]],
        }
    )


def words_for_a_notice(worst: pd.DataFrame, title: str) -> None:
    """The last towns of each measure in words to copy, and why none is named where too few are ranked."""
    named = worst[worst["is_named"]]
    if not named.empty:
        lines = [
            f"{measure_word(row.pollutant)}后{row.worst}名：{row.named}。"
            if pd.notna(row.named)
            else f"{measure_word(row.pollutant)}：参加排名的{row.towns_ranked}个镇（街道）数值相同。"
            for row in named.itertuples()
        ]
        st.code("\n".join([title, *lines]), language=None, wrap_lines=True)
    for towns, rows in worst[~worst["is_named"]].groupby("towns_ranked", sort=False):
        measures = "、".join(measure_word(code) for code in rows["pollutant"])
        ranked_towns = f"参加排名的镇（街道）只有{towns}个" if towns else "没有镇（街道）参加排名"
        st.markdown(
            f":gray-badge[◌ 不点名] {measures}：{ranked_towns}，"
            f"不足{rows['least_towns'].iloc[0]}个，不列排名靠后的镇（街道）。"
        )
    if worst.empty:
        st.markdown("站点没有填写所在镇（街道），没有镇（街道）排名，也就没有通报用语。")
