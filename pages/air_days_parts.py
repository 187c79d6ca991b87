"""Parts of 大气·逐日: what the reader chose to see, the year in figures, and the year as a calendar."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.calendar import calendar_alt, calendar_chart
from dashboard.charts.series import INDEX, Shown
from dashboard.datasets import dataset
from dashboard.text import number
from dashboard.web.air import pollutant_word, primary_words
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import empty


@dataclass(frozen=True)
class DaysView:
    """What the reader chose to see of the days of a year."""

    as_of: dt.date
    scope: str
    scope_name: str
    edition: str
    edition_title: str
    year: str
    shown: Shown
    choices: Mapping[str, Shown]

    @property
    def where(self) -> str:
        """The scope and the edition in words."""
        return f"{self.scope_name}，{self.edition_title}"

    @property
    def by_edition(self) -> dict[str, Any]:
        """What a query of some days takes."""
        return {"scope": self.scope, "edition": self.edition}

    @property
    def of_year(self) -> dict[str, Any]:
        """What a query of the year takes."""
        return self.by_edition | {"as_of": self.as_of, "period": self.year}


def choices_to_show() -> dict[str, Shown]:
    """What days can be looked at by, by its word: the index, then each pollutant."""
    choices = {INDEX.word: INDEX}
    for row in query("air/pollutants").itertuples():
        column = "o3_8h" if row.pollutant == "o3" else row.pollutant
        word, day_word = pollutant_word(row.pollutant), dataset("air_daily").field(column).title
        choices[word] = Shown(word, day_word, column, row.pollutant, row.unit_of_measure, int(row.decimals))
    return choices


def good_days(view: DaysView) -> None:
    """How many days of the year were good, with and without dust, and what spoilt the others."""
    good = query("air/good_days", **view.of_year).iloc[0]
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
    figures(Figure(title, value, f":gray[{remark}]" if is_known else "") for title, value, remark in cards)
    st.caption(
        "文件没有优良天数和重污染天数目标（存疑T13），只列数、不评判。扣除沙尘，是把AQI大于100的沙尘日从有效天数中去掉；"
        "沙尘日由上级监测总站认定，区里不自行判定。" + (f"并列的首要污染物：{leading}。" if ties > 1 else "")
    )


def year_as_calendar(view: DaysView, calendar: pd.DataFrame, classes: pd.DataFrame) -> None:
    """Every day of the year in the colour of its class, or a word when none has a value."""
    shown = view.shown
    if not calendar[shown.day].notna().any():
        empty(chosen(), f"{view.year}年{view.scope_name}有效的{shown.day_word}日值")
        return
    primary = calendar["primary_pollutants"].map(lambda codes: primary_words(codes, "无（AQI不大于50）"))
    show_chart(
        calendar_chart(calendar, shown, classes, primary, view.where),
        calendar_alt(calendar, shown, view.where),
        ["air_daily", "air_dust_days", "episodes"],
    )
    st.caption(
        "空白为无有效数据，或在统计截止日之后。"
        + ("格中数字是超过100的级别：3轻度、4中度、5重度、6严重。" if shown is INDEX else "")
        + "◇ 为沙尘日，格下粗线为重污染预警期间；虚线框为臭氧季（任务A-33）。"
    )
