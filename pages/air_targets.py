"""大气 → 目标进度: six pollutants against annex 1, by month and cumulated, and what the rest of the year may be."""

import pandas as pd
import streamlit as st

from dashboard.charts import CONFIG, month_chart, month_chart_alt
from dashboard.datasets import dataset
from dashboard.filters import chosen
from dashboard.opener import query
from dashboard.screen import badge, heading, source_line, table
from dashboard.text import UNREPORTED, number, plain
from dashboard.words import AIR, REASONS

#: The notice says 平均浓度 throughout; the standard's statistics for O₃ and CO are percentiles (存疑T03).
STATISTICS = {"mean": "均值", "p90_8h": "8h-90per", "p95_daily": "24h-95per"}

pollutant_word = dataset("air_monthly").field("pollutant").word
scope_word = dataset("air_monthly").field("scope").word

filters = chosen()
heading("大气·目标进度", filters, ["air_monthly"], questions="air")

scopes = {scope_word(code): code for code in ("district", "urban")}
scope_name = st.segmented_control(
    "统计范围", list(scopes), default=scope_word("district"), key="scope", bind="query-params", required=True
)
view = filters.parameters("as_of") | {"scope": scopes[scope_name]}
if view["scope"] == "urban":
    st.info("附件1的目标只对全区（含乡镇站点），市区数值单列，不与这些目标比较。", icon=":material/info:")

headline = query("air/headline", **view)
progress = query("air/progress", **view)
with st.grid(3, gap="small", min_column_width=150):
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
            "约束性指标（市下达）：文件未载明。",
        )

names = {pollutant_word(code): code for code in headline["pollutant"]}
name = st.pills("污染物", list(names), default=next(iter(names)), key="pollutant", bind="query-params", required=True)
of_one = headline.set_index("pollutant").loc[names[name]]
months = progress[progress["pollutant"] == names[name]]
digits, unit = int(of_one["decimals"]), of_one["unit_of_measure"]
st.plotly_chart(
    month_chart(months, name, unit, STATISTICS[of_one["statistic"]], digits, filters.as_of),
    config=CONFIG,
    alt=month_chart_alt(months, name, unit, digits),
)


def by_pollutant(rows: pd.DataFrame) -> list[str]:
    """The first column of the tables below."""
    return [f"**{pollutant_word(code)}**" for code in rows["pollutant"]]


pace, rest, year, check, annex = st.tabs(
    ["序时进度", "余下月份", "全年与国家二级", "目标自查", "附件1原表"],
    on_change="rerun",
    key="tab",
    bind="query-params",
)

if pace.open:
    with pace:
        reported = int(headline["months_reported"].max())
        st.markdown(
            f"**1–{reported}月累计**（按天数加权）与同期累计目标、2022年同期比较。"
            if reported
            else "还没有连续的月度数据，累计值未上报。"
        )
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(headline),
                    "状态": [badge(AIR, state) for state in headline["cumulative_state"]],
                    "累计实际": headline["cumulative_actual"],
                    "累计目标": headline["cumulative_target"],
                    "2022年同期": headline["cumulative_baseline"],
                    "单位": headline["unit_of_measure"],
                }
            ),
            alt="各污染物1至n月累计实际、目标与上年同期",
            formats={"累计实际": "{:.2f}", "累计目标": "{:.2f}", "2022年同期": "{:.2f}"},
            missing="—",
        )
        st.caption("O₃ 和 CO 的年评价是百分位数，不能由月值平均或累计，需要逐日数据；附件1的CO为整数，逐月不作评判。")

if rest.open:
    with rest:
        allowance = query("air/remaining_allowance", **view)
        st.markdown("要完成年目标，**余下日子的均值最高可为多少**；两种修约口径并列，和表列目标、2022年同期对照。")
        columns = {
            "不修约：均值≤目标": "allowed_exact",
            "修约后等于目标": "allowed_rounded",
            "余下月份表列目标": "planned_rest",
            "余下月份2022年": "baseline_rest",
        }
        figures = {
            title: [
                number(value, 2, missing=REASONS.get(reason, UNREPORTED))
                for value, reason in zip(allowance[column], allowance["reason"], strict=True)
            ]
            for title, column in columns.items()
        }
        goals = [number(row.annual_target, row.decimals, row.unit_of_measure, "—") for row in headline.itertuples()]
        table(
            pd.DataFrame({"污染物": by_pollutant(allowance), "年目标": goals, **figures}),
            alt="各污染物余下日子允许的最高均值",
        )
        st.caption(
            "修约按 GB/T 8170 四舍六入五成双：36.5修约为36，27.5修约为28（目标为奇数时，允许值须略低于表中数）。"
        )

if year.open:
    with year:
        annual = query("air/year", **view)
        st.markdown("**完成目标**与**达到国家二级标准**是两回事：PM₁₀、PM₂.₅、O₃ 的年目标都宽于国家二级限值。")
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(annual),
                    "全年实际": [
                        number(row.annual_value, row.decimals, row.unit_of_measure) for row in annual.itertuples()
                    ],
                    "年目标（正文／附件1）": [
                        f"{number(row.text_target, row.decimals)} ／ {number(row.table_target)}"
                        for row in annual.itertuples()
                    ],
                    "完成目标": [badge(AIR, state) for state in annual["state"]],
                    "国家二级限值": [number(row.class_ii_limit) for row in annual.itertuples()],
                    "达到国家二级": [
                        "未上报" if pd.isna(yes) else "✔ 达到" if yes else "✘ 未达到"
                        for yes in annual["attains_class_ii"]
                    ],
                }
            ),
            alt="全年实际与年目标、国家二级标准",
        )
        indicators = query("air/indicators")
        unstated = indicators[indicators["status"] == "unstated"]
        table(
            pd.DataFrame(
                {
                    "文件未载明数值的目标": [plain(row.name) for row in unstated.itertuples(name="Goal")],
                    "原文": [f"{plain(row.quote)}（第{row.source_line}行）" for row in unstated.itertuples()],
                    "上级下达值": [plain(value) or "○ 文件未载明" for value in unstated["assigned_value"]],
                }
            ),
            alt="大气计划中未载明数值的目标",
        )

if check.open:
    with check:
        consistency, rounding = query("air/consistency"), query("air/rounding")
        st.markdown("**逐月都恰好完成，全年能否完成**：按天数加权的12个月目标均值与年目标比较。")
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(consistency),
                    "12个月目标均值": consistency["months_mean"],
                    "年目标": consistency["annual_target"],
                    "结论": [
                        "逐月目标与2022年几乎相同，没有通向年目标的路径"
                        if pd.isna(row.exceeds_target)
                        else "修约后相等，未修约超出"
                        if row.exceeds_target and row.rounds_to_target
                        else "超出年目标"
                        if row.exceeds_target
                        else "不超出"
                        for row in consistency.itertuples()
                    ],
                }
            ),
            alt="逐月目标与年目标是否自洽",
            formats={"12个月目标均值": "{:.2f}", "年目标": "{:g}"},
            missing="不可由月值推算",
        )
        st.markdown("**改善幅度**：按印出的整数与按12个月平均分别计算，整数会夸大改善。")
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(rounding),
                    "按年值（整数）": rounding["printed_change"],
                    "按12个月": rounding["months_change"],
                }
            ),
            alt="按年值与按月值计算的改善幅度",
            formats={"按年值（整数）": "{:+.1f}%", "按12个月": "{:+.1f}%"},
            missing="不可由月值推算",
        )

if annex.open:
    with annex:
        targets = query("air/targets", as_of=filters.as_of)
        st.markdown("附件1照文件原样，**2022年／2023年**；▲ 表示2023年目标高于2022年。")
        cells = [
            f"{row.baseline:g}／{row.target:g}{' ▲' if row.is_target_above_baseline else ''}"
            for row in targets.itertuples()
        ]
        printed = targets.assign(cell=cells).pivot(index="month", columns="pollutant", values="cell")
        order = [*range(1, 13), 0]
        printed = printed.loc[order, headline["pollutant"]].rename(columns=pollutant_word)
        printed.insert(0, "月份", [f"{month}月" if month else "**全年**" for month in order])
        table(printed, alt="附件1：六项污染物逐月与全年的2022年值和2023年目标，共156个数")
        st.caption("CO 为 mg/m³，其余为 µg/m³；文件附件1未注明单位，单位取自正文第32–34行。")

source_line(filters, ["air_monthly"], ["air/progress", "air/remaining_allowance", "air/year", "air/consistency"])
