"""The tabs of 大气·逐日: stations by day and by hour, warnings, and the days themselves."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.charts.series import INDEX, Series, series_alt, series_chart
from dashboard.datasets import dataset
from dashboard.text import number, plain
from dashboard.web import controls
from dashboard.web.air import primary_words
from dashboard.web.display import pixels
from dashboard.web.downloads import download_csv
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import empty, rests_on_demo
from dashboard.web.tables import table
from pages.air_days_parts import DaysView

warning_word = dataset("episodes").field("level").word
status_word = dataset("air_hourly").field("status").word


def stations_by_day(view: DaysView, days: pd.DataFrame, month: str) -> None:
    """How the stations and their mean went through a month."""
    first, last = days["date"].min().date(), days["date"].max().date()
    stations = query("air/station_days", **view.by_edition, **{"from": first, "to": last})
    lines = stations.assign(at=stations["date"], value=stations[view.shown.day])
    mean = days.set_index("date")[view.shown.day]
    title = f"各站点逐日{view.shown.day_title}"
    _show(view, Series(title, f"{view.year}年{month}", lines, mean, f"{view.scope_name}均值", _day_names(days)))
    if not stations["is_counted"].all():
        st.caption("虚线为对照点，只作比较，不计入均值。")


def stations_by_hour(view: DaysView, days: pd.DataFrame, month: str) -> None:
    """How the stations and their mean went through a day of the month that the reader picks."""
    names = _day_names(days)
    known = days.loc[days["has_values"], "date"]
    name = controls.selectbox(
        f"日期（{view.year}年{month}）",
        list(names),
        index=names.index.get_loc(known.max()) if len(known) else 0,
        key="day",
        width=pixels(200),
    )
    day = days["date"].min().date().replace(day=int(name.removesuffix("日")))
    hours = query("air/hours", **view.by_edition, **{"from": day, "to": day})
    if hours.empty:
        empty(chosen(), f"{day}的小时值")
        return
    lines = hours.assign(at=hours["hour_of_day"], value=hours[view.shown.hour])
    is_mean = hours["station"].isna()
    mean = lines[is_mean].set_index("at")["value"]
    places = pd.Series([f"{hour}时" for hour in range(1, 25)], index=range(1, 25))
    title = f"各站点小时{view.shown.title}"
    _show(view, Series(title, f"{day}", lines[~is_mean], mean, f"{view.scope_name}均值", places))
    states = hours.loc[~is_mean, "status"].map(status_word, na_action="ignore").fillna("未注明").value_counts()
    st.caption(
        f"数据状态：{'，'.join(f'{word} {count} 个小时值' for word, count in states.items())}。"
        "每小时的值记在该小时结束时，24时即次日0时。"
        + ("小时AQI由当小时浓度计算，不是日AQI。" if view.shown is INDEX else "")
    )


def pollution_warnings(view: DaysView) -> None:
    """Which warnings of heavy pollution were given in the year, and what the days then were."""
    episodes = query("air/episodes", **view.of_year)
    if episodes.empty:
        empty(chosen(), f"登记{view.year}年重污染天气预警")
        return
    told = list(episodes.itertuples())
    table(
        pd.DataFrame(
            {
                "预警": [f"**{plain(warning_word(row.level))}预警**" for row in told],
                "启动": [f"{row.started_at:%Y-%m-%d %H}时" for row in told],
                "解除": ["未解除" if pd.isna(row.ended_at) else f"{row.ended_at:%Y-%m-%d %H}时" for row in told],
                "历时": [number(row.hours, 0, "小时", "—") for row in told],
                "AQI大于200": [
                    number(row.heavy_days, 0, f"天（有效{row.valid_days}天）", "无有效数据") for row in told
                ],
                "措施": [plain(row.measures) or "未填报" for row in told],
            }
        ),
        alt=f"{view.year}年{len(episodes)}次重污染天气预警",
    )


def days_listed(view: DaysView, days: pd.DataFrame, past: pd.DataFrame, month: str, rests_on: Sequence[str]) -> None:
    """The days of the month as a table, and all days of the year that are over to take along."""
    decimals = {word: f"{{:.{each.digits}f}}" for word, each in view.choices.items()}
    rows = _days_table(view, days, days["date"].map(lambda date: f"{date.month}月{date.day}日"))
    words = [column for column in rows if column not in decimals]
    table(
        rows.assign(**{column: rows[column].map(_unbroken) for column in words}).rename(
            columns={column: _unbroken(column) for column in words}
        ),
        alt=f"{view.year}年{month}{view.where}逐日AQI和六项浓度",
        formats=decimals,
        missing="—",
    )
    st.caption("CO 为 mg/m³，其余为 µg/m³；O₃ 为日最大8小时平均。类别和首要污染物按所选评价标准。")
    titles = {word: each.day_title for word, each in view.choices.items()}
    download_csv(
        f"下载{view.year}年逐日数据（CSV）",
        lambda: _days_table(view, past, past["date"].dt.date).rename(columns=titles),
        f"{view.year}年空气质量逐日",
        view.where,
        view.as_of,
        is_demo=rests_on_demo(rests_on),
    )


def _show(view: DaysView, series: Series) -> None:
    """Stations and their mean as lines, or a word when none of them has a value."""
    if series.stations["value"].notna().any():
        show_chart(series_chart(series, view.shown), series_alt(series, view.shown), ["air_hourly", "air_daily"])
    else:
        empty(chosen(), f"{series.when}有效的{view.shown.word}站点数据")


def _day_names(days: pd.DataFrame) -> pd.Series:
    """The words of the days of a month, by date."""
    return pd.Series([f"{day.day}日" for day in days["date"]], index=days["date"])


def _days_table(view: DaysView, days: pd.DataFrame, dates: pd.Series) -> pd.DataFrame:
    """Days as a table, to read or to take along."""
    remarks = {"is_dust": "沙尘日", "is_episode": "预警期间"}
    about = {
        "日期": dates.to_list(),
        "类别": days["class_name"].fillna("无效").to_list(),
        "首要污染物": days["primary_pollutants"].map(primary_words).to_list(),
    }
    values = {word: days[each.day].to_list() for word, each in view.choices.items()}
    marks = {"备注": ["、".join(word for code, word in remarks.items() if row[code]) for _, row in days.iterrows()]}
    return pd.DataFrame(about | values | marks)


def _unbroken(text: str) -> str:
    """Text that a narrow column keeps on one line."""
    return "\N{WORD JOINER}".join(text)
