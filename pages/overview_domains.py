"""Parts of 总览: air, water and soil, each by its own measure, as texts in Markdown."""

import datetime as dt

import pandas as pd

from dashboard.datasets import dataset
from dashboard.text import number, plain
from dashboard.web.air import pollutant_word
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.screen import ZERO_WIDTH_SPACE, badge
from dashboard.web.tasks import grace
from dashboard.words import AIR, PROJECTS, SECTIONS


def air(as_of: dt.date) -> str:
    """The six pollutants, a row each: the month, the year so far, and where the year is heading."""
    likely = query("air/likely", as_of=as_of).set_index("pollutant")
    headline = query("air/headline", as_of=as_of)
    so_far = query("air/cumulated", as_of=as_of).set_index("pollutant")
    months = headline["latest_month"].dropna()
    shown = f"{int(months.max())}月" if len(months) else "当月"
    rows = ["#### 大气\n", f"|污染物|{shown}|累计|推算全年|", "|:-|:-|:-|-:|"]
    for row in headline.itertuples():
        year = so_far.loc[row.pollutant]
        cells = (
            f"{number(row.month_actual, int(row.decimals), missing='')} {badge(AIR, row.state)}",
            f"{number(year['actual'], int(row.decimals), missing='')} {badge(AIR, year['state'])}",
            _likely(likely, row.pollutant),
        )
        rows.append(f"|{pollutant_word(row.pollutant)}|{'|'.join(cells)}|")
    rows += [
        "",
        ":small[:gray[单位 µg/m³，CO为 mg/m³。推算全年：余下时间同2022年／保持今年与2022年之比，不是预报；"
        "箭头后为年目标。]]",
        "",
        f"[目标进度 →]({address('air')})　[全年推算 →]({address('air-outlook')})",
    ]
    return "\n".join(rows)


def _likely(likely: pd.DataFrame, pollutant: str) -> str:
    """Where the year is heading by two methods, and its target; a percentile does not follow from months."""
    if pollutant not in likely.index:
        return badge(AIR, "not_computable")
    year = likely.loc[pollutant]
    if pd.isna(year["keeps_ratio"]):
        return badge(AIR, year["reason"])
    digits = int(year["decimals"]) + 1
    # A line may end between both.
    figures = f"／{ZERO_WIDTH_SPACE}".join(number(year[method], digits) for method in ("as_last_year", "keeps_ratio"))
    return f"{figures} →{number(year['target'], int(year['decimals']))}"


def water(as_of: dt.date) -> str:
    """The three sections and the three projects, a line each."""
    class_word = dataset("section_months").field("water_class").word
    lines = ["#### 水"]
    for row in query("water/sections", as_of=as_of).itertuples():
        shown = class_word(int(row.water_class)) if pd.notna(row.water_class) else ""
        lines.append(f"{row.section}　{shown}　{badge(SECTIONS, row.state)}")
    for row in query("projects/progress", as_of=as_of).itertuples():
        shown = number(row.goal_completion, 0, "%", missing="")
        done = f"　年度目标 {shown}" if shown else ""
        lines.append(f"{plain(row.name)}{done}　{badge(PROJECTS, row.state)}{grace(row)}")
    lines.append(f"[断面 →]({address('sections')})　[重点工程 →]({address('projects')})")
    return "\n\n".join(lines)


def soil() -> str:
    """The goals of soil, for which the notice gives no figure."""
    goals = [f"{plain(row.name)}　:gray[○ 按上级考核要求]" for row in query("soil/goals").itertuples()]
    return "\n\n".join(["#### 土壤：文件未给出数值目标", *goals, f"[地块 →]({address('soil')})"])
