"""大气 → 全年推算: whether the year will do, what its rest may be, and what if its months were otherwise."""

import pandas as pd
import streamlit as st

from dashboard.charts import CONFIG
from dashboard.charts.outlook import MORE, outlook_chart, outlook_chart_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, number, plain
from dashboard.web.filters import chosen, dust_control, scope_control
from dashboard.web.opener import query
from dashboard.web.screen import badge, grid_of_cards, heading, source_line, table
from dashboard.words import AIR, OUTLOOKS, REASONS

RESTS_ON = ["air_monthly", "air_daily"]

pollutant_word = dataset("air_monthly").field("pollutant").word

filters = chosen()
heading("大气·全年推算", filters, RESTS_ON)

with st.container(horizontal=True):
    view = filters.parameters("as_of") | {"scope": scope_control(), "dust": dust_control()}
if view["scope"] == "urban":
    st.info("附件1的目标只对全区（含乡镇站点），市区没有目标：只推算数值，不判断能否完成。", icon=":material/info:")

outlook = query("air/outlook", **view)
names = {pollutant_word(code): code for code in outlook["pollutant"].unique()}
name = st.pills("污染物", list(names), default=next(iter(names)), key="pollutant", bind="query-params", required=True)
methods = outlook[outlook["pollutant"] == names[name]]
digits, unit = int(methods["decimals"].iloc[0]), methods["unit_of_measure"].iloc[0]

# ---- will the year do -----------------------------------------------------------------------------------------------

st.subheader("全年能否完成")
if methods["mid"].notna().any():
    st.plotly_chart(
        outlook_chart(methods, name, unit, digits), config=CONFIG, alt=outlook_chart_alt(methods, name, unit, digits)
    )
else:
    st.info(f"{name}：{REASONS[methods['reason'].iloc[0]]}，不作推算。", icon=":material/info:")


def by_method(of_one: pd.DataFrame, code: str) -> str:
    """A method's figure with its range in a table cell, or why there is none."""
    row = of_one.set_index("method").loc[code]
    if pd.isna(row["mid"]):
        return f":gray[{REASONS[row['reason']]}]"
    more = int(row["decimals"]) + MORE
    spread = "" if pd.isna(row["low"]) else f"（{number(row['low'], more)}–{number(row['high'], more)}）"
    return f"{number(row['mid'], more)}{spread}　{badge(AIR, row['state']) if pd.notna(row['target']) else ''}"


def chance(of_one: pd.DataFrame) -> str:
    """How many of a hundred draws meet the target."""
    value = of_one["chance"].dropna()
    return number(100 * value.iloc[0], 0, "%") if len(value) else "—"


groups = [(code, rows) for code, rows in outlook.groupby("pollutant", sort=False)]
table(
    pd.DataFrame(
        {
            "污染物": [f"**{pollutant_word(code)}**" for code, _ in groups],
            "年目标": [
                number(rows["target"].iloc[0], int(rows["decimals"].iloc[0]), rows["unit_of_measure"].iloc[0], "—")
                for _, rows in groups
            ],
            **{title: [by_method(rows, code) for _, rows in groups] for code, title in OUTLOOKS.items()},
            "完成的可能": [chance(rows) for _, rows in groups],
        }
    ),
    alt="各污染物三种方法的全年推算和完成的可能",
)
st.caption(
    "三种方法都是推算，不是预报。括号内为80%区间；“完成的可能”是重复抽样中全年值（修约后）不超过年目标的比例。"
    "依据为月值的，去年用附件1的2022年值，没有重复抽样；有效天数不足60天不推算。"
)

# ---- what the rest may be -------------------------------------------------------------------------------------------

st.subheader("余下日子最高可为多少")
allowance = query("air/remaining_allowance", **view)
columns = {
    "不修约：均值≤目标": "allowed_exact",
    "修约后等于目标": "allowed_rounded",
    "余下月份表列目标": "planned_rest",
    "余下月份2022年": "baseline_rest",
}
means = allowance[allowance["reason"] != "not_computable"]
table(
    pd.DataFrame(
        {
            "污染物": [f"**{pollutant_word(code)}**" for code in means["pollutant"]],
            "年目标": [number(row.annual_target, 0, row.unit_of_measure, "—") for row in means.itertuples()],
            **{
                title: [
                    number(value, 2, missing=REASONS.get(reason, UNREPORTED))
                    for value, reason in zip(means[column], means["reason"], strict=True)
                ]
                for title, column in columns.items()
            },
        }
    ),
    alt="各污染物余下日子允许的最高均值",
)
st.caption("修约按 GB/T 8170 四舍六入五成双：36.5修约为36，27.5修约为28（目标为奇数时，允许值须略低于表中数）。")

budget = query("air/day_budget", **filters.parameters("as_of"), scope=view["scope"])
st.markdown("**O₃ 和 CO 的超限天数余额**：年评价是百分位数，不能由月值推算；超过目标的天数不多于余额，全年一定完成。")
table(
    pd.DataFrame(
        {
            "污染物": [f"**{pollutant_word(code)}**" for code in budget["pollutant"]],
            "年目标": [number(row.limit, int(row.decimals), row.unit_of_measure, "—") for row in budget.itertuples()],
            "全年可超": [number(value, 0, "天", "—") for value in budget["allowed_days"]],
            "已超": [number(value, 0, "天", "不可由月值推算") for value in budget["days_above"]],
            "余额": [number(value, 0, "天", "不可由月值推算") for value in budget["days_left_in_budget"]],
            "再多超一天时不得高于": [
                number(row.straddle_bound, int(row.decimals) + MORE, row.unit_of_measure, "—")
                for row in budget.itertuples()
            ],
            "有效天数": [number(value, 0, "天", "—") for value in budget["valid_days"]],
        }
    ),
    alt="臭氧和一氧化碳超过年目标的天数和余额",
)
st.caption(
    "余额每超一天减一天，缺一个有效日也会变小；余额恰好用完再多超一天时，百分位数落在两天之间，那一天不高于表中界限仍算完成。"
)

# ---- what if --------------------------------------------------------------------------------------------------------

st.subheader(f"如果余下月份不一样：{name}")
as_it_goes = query("air/what_if_months", **view, pollutant=names[name], scenario=None)
ahead = as_it_goes[as_it_goes["kind"] == "assumed"]
if ahead.empty or ahead["value"].isna().any():
    reason = query("air/what_if", **view, pollutant=names[name], scenario=None)["reason"].iloc[0]
    st.info(f"{name}：{REASONS.get(reason, '没有余下的月份')}，不能设定情景。", icon=":material/info:")
else:
    plan_name = st.text_input("方案名称", key="plan", bind="query-params", placeholder="如：冬季加强管控", max_chars=40)
    step = 10.0**-digits
    top = max(2 * round(ahead[["value", "last_value"]].max().max(), digits), 10 * step)
    scenario = {}
    with st.grid(4, gap="small", min_column_width=150):
        for month in ahead.itertuples():
            path = round(month.value, digits)
            assumed = st.slider(
                f"{month.month}月（{unit}）",
                0.0,
                float(top),
                float(path),
                step,
                format=f"%.{digits}f",
                key=f"{names[name]}-{month.month}",
                bind="query-params",
                help=f"{OUTLOOKS[month.method]}为 {number(month.value, digits + MORE)}"
                + ("。" if month.method == "as_last_year" else f"，去年为 {number(month.last_value, digits + MORE)}。"),
            )
            if assumed != path:
                scenario[month.month] = assumed
    told = ",".join(f"{month}={value:.{digits}f}" for month, value in scenario.items()) or None
    plain_year = query("air/what_if", **view, pollutant=names[name], scenario=None).iloc[0]
    year = query("air/what_if", **view, pollutant=names[name], scenario=told).iloc[0]
    if plan_name.strip():
        st.markdown(f"**方案：{plain(plan_name.strip())}**")
    grid_of_cards(
        [
            {
                "label": f"全年　{badge(AIR, year['state']) if pd.notna(year['state']) else '不作评判'}",
                "value": number(year["annual_value"], digits + MORE),
                "delta": round(year["annual_value"] - plain_year["annual_value"], digits + MORE) if told else None,
                "delta_color": "inverse",
            },
            {"label": f"年目标（{unit}）", "value": number(year["target"], digits, missing="—")},
            {
                "label": "完成的可能",
                "value": number(100 * year["chance"], 0, "%", "—") if pd.notna(year["chance"]) else "—",
            },
            {"label": "全年综合指数", "value": number(year["composite_index"], 2, missing="—")},
        ]
    )
    methods_kept = "、".join(f"“{OUTLOOKS[method]}”" for method in ahead["method"].unique())
    st.caption(f"拖动后网址随之改变，复制网址即可把这一情景发给别人。没有拖动的月份按{methods_kept}。")

source_line(
    filters,
    RESTS_ON,
    ["air/outlook", "air/remaining_allowance", "air/day_budget", "air/what_if"],
)
