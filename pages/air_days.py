"""大气 → 逐日: good days with and without dust, the year as a calendar, stations by day and hour, warnings."""

import streamlit as st

from dashboard.charts.series import INDEX
from dashboard.datasets import dataset
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.air import scope_control
from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, is_missing, source_line
from pages import air_days_parts as parts
from pages import air_days_tabs as tabs

RESTS_ON = ["air_daily", "air_dust_days", "episodes"]
QUERIES = ["air/good_days", "air/calendar", "air/station_days", "air/hours", "air/episodes"]

scope_word = dataset("air_monthly").field("scope").word

filters = chosen()
heading("大气·逐日", filters, RESTS_ON, questions="air")

# ---- what is shown --------------------------------------------------------------------------------------------------

row = st.container(horizontal=True)
with row:
    scope = scope_control()
years = [str(year) for year in query("air/years", as_of=filters.as_of, scope=scope)["year"]]
if not years:
    empty(filters, f"截至{filters.as_of}的{scope_word(scope)}逐日数据")
    st.caption("在“数据·上传”中上传空气质量小时值，日值随即算出；没有小时值的，可直接上传日值。")
    source_line(filters, RESTS_ON, QUERIES)
    st.stop()

levels = query("air/classes")
if is_missing(levels, "AQI级别（评价标准）"):
    st.stop()
editions = levels.drop_duplicates("edition").set_index("edition_title")
with row:
    default_year = str(filters.as_of.year) if str(filters.as_of.year) in years else years[-1]
    year = controls.segmented_control("年份", years, default=default_year, key="year", required=True)
    edition_title = controls.segmented_control(
        "评价标准", list(editions.index), default=editions.index[0], key="edition", required=True
    )
edition = editions.loc[edition_title]
if edition_title != editions.index[0]:
    since = edition["effective_from"].date()
    st.info(f"{plain(edition_title)}自{since}起施行。{plain(edition['note'])}", icon=":material/help:")

choices = parts.choices_to_show()
word = controls.pills("显示", choices, default=INDEX.word, key="show", required=True)
view = parts.DaysView(
    filters.as_of,
    scope,
    scope_word(scope),
    edition["edition"],
    edition_title,
    year,
    shown=choices[word],
    choices=choices,
)

# ---- the year -------------------------------------------------------------------------------------------------------

parts.good_days(view)
calendar = query("air/calendar", **view.of_year)
parts.year_as_calendar(view, calendar, levels[levels["edition"] == view.edition])

# ---- one month ------------------------------------------------------------------------------------------------------

known = calendar.loc[calendar["has_values"], "date"]
if known.empty:
    empty(filters, f"{year}年能评价的日子")
    st.caption("日值不全，或缺少评价标准、分指数断点。")
    source_line(filters, RESTS_ON, QUERIES)
    st.stop()
past = calendar[calendar["is_over"] & (calendar["date"] >= known.min().replace(day=1))]
month_names = [f"{month}月" for month in past["date"].dt.month.unique()]
month = controls.pills(f"{year}年月份", month_names, default=f"{known.max().month}月", key="month", required=True)
days = past[past["date"].dt.month == int(month.removesuffix("月"))]

show_tabs(
    {
        "站点比较": lambda: tabs.stations_by_day(view, days, month),
        "小时变化": lambda: tabs.stations_by_hour(view, days, month),
        "重污染预警": lambda: tabs.pollution_warnings(view),
        "逐日数据": lambda: tabs.days_listed(view, days, past, month, RESTS_ON),
    }
)

source_line(filters, RESTS_ON, QUERIES)
