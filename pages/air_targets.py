"""大气 → 目标进度: six pollutants against annex 1 and class II, by month, cumulated and as the composite index."""

import pandas as pd
import streamlit as st

from dashboard.charts import CONFIG
from dashboard.charts.composite import composite_chart, composite_chart_alt
from dashboard.charts.months import month_chart, month_chart_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, number, plain
from dashboard.web.filters import chosen, dust_control, scope_control
from dashboard.web.opener import query
from dashboard.web.screen import badge, heading, link, source_line, table
from dashboard.words import AIR, ASSESSED, BASES, STATISTICS

RESTS_ON = ["air_monthly", "air_daily"]
PERIODS = {"今年至今": "cumulative", "当月": "month", "当季": "quarter", "当前季节": "season"}

pollutant_word = dataset("air_monthly").field("pollutant").word

filters = chosen()
heading("大气·目标进度", filters, RESTS_ON, questions="air")

with st.container(horizontal=True):
    view = filters.parameters("as_of") | {"scope": scope_control(), "dust": dust_control()}
if view["scope"] == "urban":
    st.info("附件1的目标只对全区（含乡镇站点），市区数值单列，不与这些目标比较。", icon=":material/info:")

headline = query("air/headline", **view)
progress = query("air/progress", **view)
if view["dust"] == "adjusted":
    particles = progress[progress["pollutant"].isin(["pm10", "pm2_5"]) & progress["month_actual"].notna()]
    kept = sorted(set(particles.loc[~particles["is_dust_removed"].astype(bool), "month"]))
    if kept:
        months_kept = "、".join(f"{month}月" for month in kept)
        st.markdown(f":gray-badge[◇ 未扣沙] {months_kept}的颗粒物没有扣除沙尘后的数值，仍用原始值。")
with st.grid(3, gap="small", min_column_width=240):
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


link("air_outlook", "余下日子怎样、全年能否完成 →", ":material/trending_up:", pollutant=name)

pace, index, year, computed, check, annex = st.tabs(
    ["序时进度", "综合指数", "全年与国家二级", "官方与计算", "目标自查", "附件1原表"],
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
        # A percentile of the months together comes from days alone; nobody set a target for it.
        assessed = query("air/assessment", period="cumulative", edition="2012", **view)
        percentiles = assessed[assessed["is_plan_statistic"] & (assessed["statistic"] != "mean")]
        from_days = headline["pollutant"].map(percentiles.set_index("pollutant")["value"])
        states = headline["cumulative_state"].where(from_days.isna(), "not_judged")
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(headline),
                    "状态": [badge(AIR, state) for state in states],
                    "累计实际": headline["cumulative_actual"].fillna(from_days),
                    "累计目标": headline["cumulative_target"],
                    "2022年同期": headline["cumulative_baseline"],
                    "单位": headline["unit_of_measure"],
                }
            ),
            alt="各污染物1至n月累计实际、目标与上年同期",
            formats={"累计实际": "{:.2f}", "累计目标": "{:.2f}", "2022年同期": "{:.2f}"},
            missing="—",
        )
        st.caption(
            "O₃ 和 CO 的年评价是百分位数，不能由月值平均或累计：有逐日数据时由日值算出，没有时不给数；"
            "附件1的CO为整数，逐月不作评判。"
        )

if index.open:
    with index:
        terms = query("air/composite_goals", **view)
        if terms["index"].notna().any():
            words = {code: pollutant_word(code) for code in headline["pollutant"]}
            st.plotly_chart(composite_chart(terms, words), config=CONFIG, alt=composite_chart_alt(terms))
        if terms.loc[terms["series"] == "so_far", "term"].isna().any():
            st.info("2023年至今的综合指数需要六项逐日数据：O₃ 和 CO 的百分位数不能由月值推算。", icon=":material/info:")
        by_month = query("air/composite_months", **view)
        table(
            pd.DataFrame(
                {
                    "月份": [f"{month}月" for month in by_month["month"]],
                    "2023年": by_month["index"],
                    "2022年（表列值）": by_month["baseline_index"],
                    "2023年首要污染物": [
                        plain(pollutant_word(code)) if pd.notna(code) else "" for code in by_month["primary_pollutant"]
                    ],
                }
            ),
            alt="各月综合指数",
            formats={"2023年": "{:.2f}", "2022年（表列值）": "{:.2f}"},
            missing="—",
        )
        st.caption(
            "综合指数为六项浓度与国家二级限值之比的和（环办〔2014〕64号），各项修约到两位再相加；"
            "附件1的CO为整数，2022年逐月指数因此只能参考。"
        )
        link("air_ranking", "168城市和镇街排名 →", ":material/leaderboard:")

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
                        UNREPORTED if pd.isna(yes) else ASSESSED[str(yes)].text for yes in annual["attains_class_ii"]
                    ],
                }
            ),
            alt="全年实际与年目标、国家二级标准",
        )
        st.markdown("**按国家标准评价**（HJ 663）：均值对年平均限值，百分位数对日限值；数据不足的不作评判。")
        periods = PERIODS | {f"{filters.as_of.year - 1}年": str(filters.as_of.year - 1)}
        period = st.segmented_control(
            "时段", list(periods), default=next(iter(periods)), key="period", bind="query-params", required=True
        )
        assessed = query("air/assessment", period=periods[period], edition="2012", **view)
        table(
            pd.DataFrame(
                {
                    "污染物": by_pollutant(assessed),
                    "统计量": [STATISTICS[code] for code in assessed["statistic"]],
                    period: [number(row.value, row.decimals, row.unit_of_measure) for row in assessed.itertuples()],
                    "国家二级限值": [number(value) for value in assessed["class_ii"]],
                    "评价": [
                        ASSESSED[str(yes)].text if state in ("official", "computed") else AIR[state].text
                        for yes, state in zip(assessed["attained_class_ii"], assessed["state"], strict=True)
                    ],
                    "超标倍数": assessed["exceedance_multiple"],
                    "有效天数": assessed["valid_days"],
                }
            ),
            alt=f"{period}各项污染物的统计量与国家二级限值",
            formats={"超标倍数": "{:.2f}"},
            missing="—",
        )
        whole = query("air/composite_index", period=periods[period], **view)["index"].iloc[0]
        st.caption(f"{period}综合指数：{number(whole, 2, missing='六项不全，没有指数')}。")
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

if computed.open:
    with computed:
        of_months = progress[progress["computed_value"].notna() | progress["official_value"].notna()]
        st.markdown(
            f"**{name}官方月值与由逐日数据计算的月值**：有官方值的以官方值为准，两者都保留；"
            "没有官方值时用计算值，有效天数不够（一般27天，2月25天）的不作评判。"
        )
        of_months = of_months[of_months["pollutant"] == names[name]]
        table(
            pd.DataFrame(
                {
                    "月份": [f"{month}月" for month in of_months["month"]],
                    "官方值": [number(value, digits, missing="—") for value in of_months["official_value"]],
                    "计算值": [number(value, digits + 1, missing="—") for value in of_months["computed_value"]],
                    "计算减官方": of_months["difference"],
                    "有效天数": [number(value, missing="—") for value in of_months["valid_days"]],
                    "采用": [BASES[basis] for basis in of_months["basis"]],
                }
            ),
            alt=f"{name}官方月值与计算月值",
            formats={"计算减官方": f"{{:+.{digits + 1}f}}"},
            missing="—",
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

source_line(
    filters,
    RESTS_ON,
    ["air/progress", "air/assessment", "air/composite_goals", "air/year", "air/consistency"],
)
