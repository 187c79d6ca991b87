"""大气 → 逐日: good days with and without dust, the year as a calendar, stations by day and hour, warnings."""

import pandas as pd
import streamlit as st

from dashboard.charts import CONFIG
from dashboard.charts.calendar import calendar_alt, calendar_chart
from dashboard.charts.series import INDEX, Series, Shown, series_alt, series_chart
from dashboard.datasets import dataset
from dashboard.exports.tables import as_csv, file_name
from dashboard.text import number, plain
from dashboard.web.filters import chosen, scope_control
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, rests_on_demo, source_line, table

RESTS_ON = ["air_daily", "air_dust_days", "episodes"]
QUERIES = ["air/good_days", "air/calendar", "air/station_days", "air/hours", "air/episodes"]

pollutant_word = dataset("air_monthly").field("pollutant").word
scope_word = dataset("air_monthly").field("scope").word
warning_word = dataset("episodes").field("level").word
status_word = dataset("air_hourly").field("status").word

filters = chosen()
heading("大气·逐日", filters, RESTS_ON)

# ---- what is shown --------------------------------------------------------------------------------------------------

controls = st.container(horizontal=True)
with controls:
    scope = scope_control()
scope_name = scope_word(scope)
years = [str(year) for year in query("air/years", as_of=filters.as_of, scope=scope)["year"]]
if not years:
    empty(filters, f"截至{filters.as_of}的{scope_name}逐日数据")
    st.caption("在“数据·上传”中上传空气质量小时值，日值随即算出；没有小时值的，可直接上传日值。")
    source_line(filters, RESTS_ON, QUERIES)
    st.stop()

levels = query("air/classes")
editions = levels.drop_duplicates("edition").set_index("edition_title")
with controls:
    default_year = str(filters.as_of.year) if str(filters.as_of.year) in years else years[-1]
    year = st.segmented_control("年份", years, default=default_year, key="year", bind="query-params", required=True)
    edition_title = st.segmented_control(
        "评价标准", list(editions.index), default=editions.index[0], key="edition", bind="query-params", required=True
    )
edition = editions.loc[edition_title]
if edition_title != editions.index[0]:
    since = edition["effective_from"].date()
    st.info(f"{plain(edition_title)}自{since}起施行。{plain(edition['note'])}", icon=":material/help:")

shown_by_word = {INDEX.word: INDEX}
for row in query("air/pollutants").itertuples():
    column = "o3_8h" if row.pollutant == "o3" else row.pollutant
    word, day_word = pollutant_word(row.pollutant), dataset("air_daily").field(column).title
    shown_by_word[word] = Shown(word, day_word, column, row.pollutant, row.unit_of_measure, int(row.decimals))
shown_word = st.pills("显示", list(shown_by_word), default=INDEX.word, key="show", bind="query-params", required=True)
shown = shown_by_word[shown_word]

view = {"scope": scope, "edition": edition["edition"]}
period = view | {"as_of": filters.as_of, "period": year}
where = f"{scope_name}，{edition_title}"
calendar = query("air/calendar", **period)


def primary_words(codes: object, missing: str = "—") -> str:
    """Primary pollutants in words; a day up to an index of 50 has none."""
    return missing if pd.isna(codes) else "、".join(pollutant_word(code) for code in str(codes).split(","))


# ---- headline -------------------------------------------------------------------------------------------------------

good = query("air/good_days", **period).iloc[0]
is_known = pd.notna(good["good_days"])
dust_days = f"其中沙尘日{good['dust_days']}天" if is_known and good["dust_days"] else "没有认定的沙尘日"
leading = primary_words(good["primary_pollutants"])
ties = leading.count("、") + 1
cards = [
    ("优良天数比例", number(good["good_ratio"], 1, "%"), f"{good['good_days']}／{good['valid_days']}天"),
    (
        "扣除沙尘后优良比例",
        number(good["adjusted_good_ratio"], 1, "%"),
        f"{good['good_days']}／{good['adjusted_valid_days']}天",
    ),
    ("重度及以上污染", number(good["heavy_days"], 0, "天"), "AQI大于200"),
    ("有效天数", f"{good['valid_days']} 天", dust_days),
    (
        "最常见首要污染物",
        f"{ties}项并列" if ties > 1 else leading,
        number(good["primary_days"], 0, "天", "AQI均不大于50"),
    ),
]
with st.grid(5, gap="small", min_column_width=150):
    for title, value, remark in cards:
        st.metric(
            title,
            value,
            delta=remark if is_known else None,
            delta_color="off",
            delta_arrow="off",
            border=True,
            height="stretch",
        )
st.caption(
    "文件没有优良天数和重污染天数目标（存疑T13），只列数、不评判。扣除沙尘，是把AQI大于100的沙尘日从有效天数中去掉；"
    "沙尘日由上级监测总站认定，区里不自行判定。" + (f"并列的首要污染物：{leading}。" if ties > 1 else "")
)

# ---- the year -------------------------------------------------------------------------------------------------------

if calendar[shown.day].notna().any():
    classes = levels[levels["edition"] == view["edition"]]
    primary = calendar["primary_pollutants"].map(lambda codes: primary_words(codes, "无（AQI不大于50）"))
    st.plotly_chart(
        calendar_chart(calendar, shown, classes, primary, where),
        config=CONFIG,
        alt=calendar_alt(calendar, shown, where),
    )
    st.caption(
        "空白为无有效数据，或在统计截止日之后。"
        + ("格中数字是超过100的级别：3轻度、4中度、5重度、6严重。" if shown is INDEX else "")
        + "◇ 为沙尘日，格下粗线为重污染预警期间；虚线框为臭氧季（任务A-33）。"
    )
else:
    empty(filters, f"{year}年{scope_name}有效的{shown.day_word}日值")

# ---- one month ------------------------------------------------------------------------------------------------------

known = calendar.loc[calendar["has_values"], "date"]
past = calendar[calendar["is_over"] & (calendar["date"] >= known.min().replace(day=1))]
month_names = [f"{month}月" for month in past["date"].dt.month.unique()]
month_name = st.pills(
    f"{year}年月份", month_names, default=f"{known.max().month}月", key="month", bind="query-params", required=True
)
of_month = past[past["date"].dt.month == int(month_name.removesuffix("月"))]
first, last = of_month["date"].min().date(), of_month["date"].max().date()
day_names = pd.Series([f"{day.day}日" for day in of_month["date"]], index=of_month["date"])


def show(series: Series) -> None:
    """Stations and their mean as lines, or a word when none of them has a value."""
    if series.stations["value"].notna().any():
        st.plotly_chart(series_chart(series, shown), config=CONFIG, alt=series_alt(series, shown))
    else:
        empty(filters, f"{series.when}有效的{shown.word}站点数据")


def days_table(days: pd.DataFrame, dates: pd.Series) -> pd.DataFrame:
    """Days as a table, to read or to take along."""
    remarks = {"is_dust": "沙尘日", "is_episode": "预警期间"}
    about = {
        "日期": dates.to_list(),
        "类别": days["class_name"].fillna("无效").to_list(),
        "首要污染物": days["primary_pollutants"].map(primary_words).to_list(),
    }
    values = {word: days[each.day].to_list() for word, each in shown_by_word.items()}
    marks = {"备注": ["、".join(word for code, word in remarks.items() if row[code]) for _, row in days.iterrows()]}
    return pd.DataFrame(about | values | marks)


def unbroken(text: str) -> str:
    """Text that a narrow column keeps on one line."""
    return "\N{WORD JOINER}".join(text)


by_station, by_hour, warnings, listing = st.tabs(
    ["站点比较", "小时变化", "重污染预警", "逐日数据"], on_change="rerun", key="tab", bind="query-params"
)

if by_station.open:
    with by_station:
        stations = query("air/station_days", **view, **{"from": first, "to": last})
        lines = stations.assign(at=stations["date"], value=stations[shown.day])
        mean = of_month.set_index("date")[shown.day]
        when = f"{year}年{month_name}"
        show(Series(f"各站点逐日{shown.day_title}", when, lines, mean, f"{scope_name}均值", day_names))
        if not stations["is_counted"].all():
            st.caption("虚线为对照点，只作比较，不计入均值。")

if by_hour.open:
    with by_hour:
        last_known = known[known <= day_names.index.max()].max()
        day_name = st.selectbox(
            f"日期（{year}年{month_name}）",
            list(day_names),
            index=day_names.index.get_loc(last_known) if last_known in day_names.index else 0,
            key="day",
            bind="query-params",
            width=200,
        )
        day = first.replace(day=int(day_name.removesuffix("日")))
        hours = query("air/hours", **view, **{"from": day, "to": day})
        if hours.empty:
            empty(filters, f"{day}的小时值")
        else:
            lines = hours.assign(at=hours["hour_of_day"], value=hours[shown.hour])
            is_mean = hours["station"].isna()
            mean = lines[is_mean].set_index("at")["value"]
            places = pd.Series([f"{hour}时" for hour in range(1, 25)], index=range(1, 25))
            show(Series(f"各站点小时{shown.title}", f"{day}", lines[~is_mean], mean, f"{scope_name}均值", places))
            states = hours.loc[~is_mean, "status"].map(status_word, na_action="ignore").fillna("未注明").value_counts()
            st.caption(
                f"数据状态：{'，'.join(f'{word} {count} 个小时值' for word, count in states.items())}。"
                "每小时的值记在该小时结束时，24时即次日0时。"
                + ("小时AQI由当小时浓度计算，不是日AQI。" if shown is INDEX else "")
            )

if warnings.open:
    with warnings:
        episodes = query("air/episodes", **period)
        if episodes.empty:
            empty(filters, f"登记{year}年重污染天气预警")
        else:
            told = list(episodes.itertuples())
            table(
                pd.DataFrame(
                    {
                        "预警": [f"**{plain(warning_word(row.level))}预警**" for row in told],
                        "启动": [f"{row.started_at:%Y-%m-%d %H}时" for row in told],
                        "解除": [
                            "未解除" if pd.isna(row.ended_at) else f"{row.ended_at:%Y-%m-%d %H}时" for row in told
                        ],
                        "历时": [number(row.hours, 0, "小时", "—") for row in told],
                        "AQI大于200": [
                            number(row.heavy_days, 0, f"天（有效{row.valid_days}天）", "无有效数据") for row in told
                        ],
                        "措施": [plain(row.measures) or "未填报" for row in told],
                    }
                ),
                alt=f"{year}年{len(episodes)}次重污染天气预警",
            )

if listing.open:
    with listing:
        decimals = {word: f"{{:.{each.digits}f}}" for word, each in shown_by_word.items()}
        rows = days_table(of_month, of_month["date"].map(lambda date: f"{date.month}月{date.day}日"))
        words = [column for column in rows if column not in decimals]
        table(
            rows.assign(**{column: rows[column].map(unbroken) for column in words}).rename(
                columns={column: unbroken(column) for column in words}
            ),
            alt=f"{year}年{month_name}{where}逐日AQI和六项浓度",
            formats=decimals,
            missing="—",
        )
        st.caption("CO 为 mg/m³，其余为 µg/m³；O₃ 为日最大8小时平均。类别和首要污染物按所选评价标准。")
        titles = {word: each.day_title for word, each in shown_by_word.items()}
        st.download_button(
            f"下载{year}年逐日数据（CSV）",
            lambda: as_csv(days_table(past, past["date"].dt.date).rename(columns=titles)),
            file_name=file_name(
                f"{year}年空气质量逐日{'（演示数据）' if rests_on_demo(RESTS_ON) else ''}", where, filters.as_of, ".csv"
            ),
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )

source_line(filters, RESTS_ON, QUERIES)
