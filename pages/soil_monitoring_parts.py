"""Parts of 土壤·自行监测: the countdown, its picture, who is missing where, and the units one by one."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.self_monitoring import self_monitoring_chart, self_monitoring_chart_alt
from dashboard.text import day, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.web.tasks import unit_link
from dashboard.words import MONITORING


def countdown(summary: pd.Series) -> None:
    """The days that are left, and how many units have done each medium, and both."""
    listed, left = int(summary["listed"]), int(summary["days_left"])
    until = f"还有 {left} 天" if left > 0 else "今天到期" if left == 0 else f"已过 {-left} 天"
    overdue = f"逾期 {int(summary['overdue'])} 个" if left < 0 else ""
    figures(
        [
            Figure(f"期限 {day(summary['due_date'])}", until),
            Figure("土壤已完成", f"{int(summary['soil_done'])} / {listed} 个"),
            Figure("地下水已完成", f"{int(summary['groundwater_done'])} / {listed} 个"),
            Figure("两项都完成", f"{int(summary['both_done'])} / {listed} 个", overdue),
        ]
    )


def picture(curve: pd.DataFrame, summary: pd.Series, as_of: dt.date) -> None:
    """How the number of units done rose towards the due day."""
    listed, due = int(summary["listed"]), pd.Timestamp(summary["due_date"]).date()
    show_chart(
        self_monitoring_chart(curve, listed, due, as_of),
        self_monitoring_chart_alt(curve, listed, due),
        ["monitored_enterprises", "self_monitoring"],
    )


def by_unit(units: pd.DataFrame) -> None:
    """Who supervises which units in which town, and who is missing there by name."""
    st.subheader("按监管单位和镇（街道）")
    table(
        pd.DataFrame(
            {
                "监管单位": [_named(row.supervising_unit) for row in units.itertuples()],
                "镇（街道）": [_named(row.town) for row in units.itertuples()],
                "土壤": [f"{row.soil_done} / {row.listed}" for row in units.itertuples()],
                "地下水": [f"{row.groundwater_done} / {row.listed}" for row in units.itertuples()],
                "缺谁": [_missing(row) for row in units.itertuples()],
            }
        ),
        alt=f"{len(units)}个监管单位和镇（街道）的自行监测完成情况",
    )


def _named(unit: Any) -> str:
    return ":gray[未填]" if pd.isna(unit) else unit_link(unit)


def _missing(row: Any) -> str:
    """The units that have not done a medium, a line a medium."""
    named = {"土壤": row.soil_missing, "地下水": row.groundwater_missing}
    lines = [f"{word}：{plain(names)}" for word, names in named.items() if pd.notna(names)]
    return "  \n".join(lines) or "—"


def one_by_one(enterprises: pd.DataFrame) -> None:
    """Each key unit with both media, those with something missing first."""
    st.subheader("逐个单位")
    table(
        pd.DataFrame(
            {
                "重点监管单位": [
                    f"**{plain(row.enterprise)}**"
                    + "".join(f"  \n:gray[{plain(text)}]" for text in (row.industry, row.credit_code) if pd.notna(text))
                    for row in enterprises.itertuples()
                ],
                "镇（街道）": [plain(town) or ":gray[未填]" for town in enterprises["town"]],
                "土壤": [_medium(row, "soil") for row in enterprises.itertuples()],
                "地下水": [_medium(row, "groundwater") for row in enterprises.itertuples()],
            }
        ),
        alt=f"{len(enterprises)}个重点监管单位的自行监测，没有完成的在前",
    )
    st.caption(
        "没有报完成日期的按没有完成列出；完成情况在“自行监测完成情况”中逐年上报，名录里原有的完成日期计入2023年。"
    )


def _medium(row: Any, medium: str) -> str:
    """One medium of a unit: its state, and since when or by when."""
    state, done_on, report = (getattr(row, f"{medium}_{name}") for name in ("state", "done_on", "report"))
    said = badge(MONITORING, state)
    if pd.notna(done_on):
        return f"{said}  \n{day(done_on)}" + (f"  \n:gray[{plain(report)}]" if pd.notna(report) else "")
    return f"{said}  \n" + (f"已过{-row.days_left}天" if row.days_left < 0 else f"还有{row.days_left}天")
