"""Tabs of 水·断面: one section in depth, official beside computed, the plan year month by month."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard.charts.water_items import Item, item_alt, item_chart
from dashboard.text import month, number, plain
from dashboard.web import controls
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, empty
from dashboard.web.tables import table
from dashboard.words import BASES, SECTIONS
from pages import water_sections_parts as parts

DIRECTIONS = {"上升": "↗ 上升", "下降": "↘ 下降", "无明显趋势": "→ 无明显趋势", "数据不足": "○ 数据不足"}


def in_depth(as_of: dt.date) -> None:
    """One section: one item over time among its classes, and all items with mean, class, excess and trend."""
    sections = list(query("water/sections", as_of=as_of)["section"])
    section = controls.pills("断面", sections, default=sections[0], key="section", required=True)
    items = query("water/section_items", as_of=as_of, section=section)
    if items.empty:
        empty(chosen(), f"{section}近一年的监测值")
        st.caption("在“数据·上传”中上传水质监测值，月均值和类别随即算出。")
        return
    codes = dict(zip(items["title"], items["item"], strict=True))
    first = items.loc[items["class"].fillna(0).idxmax(), "title"]
    title = controls.selectbox("指标", list(codes), index=list(codes).index(first), key="item")
    item = items[items["title"] == title].iloc[0]
    _over_time(as_of, section, item)
    _all_items(section, items)


def _over_time(as_of: dt.date, section: str, item: pd.Series) -> None:
    asked = {"section": section, "indicator": item["item"]}
    months = query("water/item_months", as_of=as_of, **asked)
    span = {"from": months["first_day"].min().date(), "to": as_of}
    goals = query("water/sections", as_of=as_of).set_index("section")
    target = goals.at[section, "target_class"]
    shown = Item(
        section,
        str(item["title"]),
        str(item["unit_of_measure"]),
        int(item["decimals"]),
        query("water/item_samples", **asked, **span),
        months,
        query("water/item_bands", **asked),
        None if pd.isna(target) else int(target),
    )
    classes = parts.classes()
    show_chart(item_chart(shown, classes), item_alt(shown, classes), parts.RESTS_ON, key="item_over_time")


def _all_items(section: str, items: pd.DataFrame) -> None:
    """The latest mean of every item with what follows from it."""
    rows = []
    for row in items.rename(columns={"class": "water_class"}).itertuples():
        water_class = parts.class_word(int(row.water_class)) if pd.notna(row.water_class) else "无此项限值"
        excess = (
            f"  \n:red[■ 超目标{number(row.multiple, 2, '倍', missing='')}]"
            if pd.notna(row.is_exceeding) and row.is_exceeding
            else ""
        )
        unit = row.unit_of_measure.replace("无量纲", "")
        below = f"  \n{row.below_limit}次低于检出限" if pd.notna(row.below_limit) and row.below_limit else ""
        slope = f"  \n每年{row.slope_per_year:+.3g}，p={row.p_value:.3f}" if pd.notna(row.p_value) else ""
        rows.append(
            {
                "项目": f"**{row.title}**" + ("" if row.is_evaluated else "  \n不参与定类"),
                "最近月均值": f"{_figure(row.value, row.decimals)} {unit}  \n{month(row.month)}{below}",
                "类别": f"{water_class}{excess}",
                "趋势": f"{DIRECTIONS[row.direction]}（{row.months}个月）{slope}",
            }
        )
    table(pd.DataFrame(rows), alt=f"{section}各项目最近的月均值、类别、超目标倍数和趋势")
    st.caption(
        "趋势用季节性肯德尔检验，各年同月相比，斜率取中位数，至少24个月均值；总氮、粪大肠菌群不参与定类，单独列出。"
    )


def _figure(value: float, decimals: int) -> str:
    """A rounded mean; one below the last decimal keeps its first digit, as the rounding rule says."""
    return number(value, decimals) if round(value, decimals) == value else f"{value:g}"


def official_and_computed(as_of: dt.date) -> None:
    """The months that have both an official class and one worked out from samples, those that differ first."""
    months = query("water/section_month", as_of=as_of)
    both = months[(months["basis"] == "official") & months["computed_class"].notna() & months["class"].notna()]
    differing = both[both["difference"] != 0]
    st.markdown(
        f"官方类别与监测值计算的类别都有的 **{len(both)}** 个断面月，不一致的 **{len(differing)}** 个。"
        if len(both)
        else "还没有同时有官方类别和监测值的月份。"
    )
    rows = [
        {
            "断面": plain(row.section),
            "月份": month(row.month),
            BASES["official"]: _class_and_items(row.water_class, row.deciding),
            BASES["computed"]: _class_and_items(row.computed_class, row.computed_deciding),
            "差别": f":orange[▲ 官方{'优' if row.difference < 0 else '劣'}{abs(int(row.difference))}类]",
        }
        for row in differing.sort_values("month", ascending=False).rename(columns={"class": "water_class"}).itertuples()
    ]
    table(pd.DataFrame(rows), alt="官方类别与计算类别不一致的断面月")
    st.caption("考核以官方类别为准；不一致时请核对监测值是否报全、是否为同一批样品。")


def _class_and_items(water_class: float, codes: object) -> str:
    """A class with the items that decide it below."""
    return f"{parts.class_word(int(water_class))}  \n{plain(parts.items_in_words(codes, '未写定类因子'))}"


def months_listed(as_of: dt.date) -> None:
    """The plan year month by month as a table."""
    months = query("water/section_months", as_of=as_of)
    if as_of.year == 2023:
        months = months[months["month"] <= as_of.month]
    cells = [
        (f"{parts.class_word(int(row.water_class))}  \n" if pd.notna(row.water_class) else "")
        + badge(SECTIONS, row.state)
        + (f"  \n:small[{plain(row.note)}]" if pd.notna(row.note) else "")
        for row in months.itertuples()
    ]
    order = list(dict.fromkeys(months["section"]))
    grid = months.assign(cell=cells).pivot(index="month", columns="section", values="cell")[order]
    grid.insert(0, "月份", [f"{number_of_month}月" for number_of_month in grid.index])
    table(grid, alt="三个断面逐月水质类别与是否达到目标")
