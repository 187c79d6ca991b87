"""Parts of 水·断面: the cards, the ribbon of months, and the words of classes and items."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.water_classes import Classes, ribbon_alt, ribbon_chart
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, month, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, empty
from dashboard.words import COMPARED_WITH, SECTIONS

level_word = dataset("sections").field("level").word
class_word = dataset("section_months").field("water_class").word
titles = {code: words[0] for code, words in dataset("water_samples").field("indicator").values.items()}

RESTS_ON = ["section_months", "section_items"]
#: How a change of state is shown: its shape and the colour of Markdown.
CHANGES = {"好转": ("▲", "green"), "变差": ("▼", "red"), "无明显变化": ("＝", "gray"), "无法比较": ("○", "gray")}


def classes() -> Classes:
    """The classes 1 to 6 in words and colours."""
    rows = query("water/classes")
    numbers = [int(number_of_class) for number_of_class in rows["class"]]
    return Classes({each: class_word(each) for each in numbers}, dict(zip(numbers, rows["colour"], strict=True)))


def items_in_words(codes: object, missing: str = "") -> str:
    """Items as queries join them, with multiples in brackets, as they are called: 氨氮（0.05倍）."""
    if codes is None or pd.isna(codes):
        return missing
    words = []
    for part in str(codes).split(","):
        code, _, multiple = part.partition("(")
        words.append(titles.get(code, code) + (f"（{multiple.rstrip(')')}倍）" if multiple else ""))
    return "、".join(words)


def cards(as_of: dt.date) -> None:
    """A card for each section: class now, target under every reading, deciding items, excess, change, year so far."""
    changes = query("water/change", as_of=as_of).rename(columns={"class": "water_class"})
    readings = query("water/section_readings", as_of=as_of)
    latest = query("water/section_month", as_of=as_of).drop_duplicates("section", keep="last").set_index("section")
    so_far = query("water/section_period", as_of=as_of, period="cumulative").rename(columns={"class": "water_class"})
    pollutants = query("water/main_pollutants", as_of=as_of, period="cumulative")
    shown = []
    for row in query("water/sections", as_of=as_of).itertuples():
        judged = f"{int(row.latest_month)}月 {class_word(int(row.water_class))}" if pd.notna(row.water_class) else ""
        exceeding = latest["exceeding"].get(row.section)
        found = [
            badge(SECTIONS, row.state),
            *_targets(row, readings[readings["section"] == row.section]),
            f"定类因子：{plain(row.deciding_factor)}" if pd.notna(row.deciding_factor) else "",
            f"超目标：{plain(items_in_words(exceeding))}" if pd.notna(exceeding) else "",
            *map(_change, changes[changes["section"] == row.section].itertuples()),
            *(
                _so_far(period, list(pollutants.loc[pollutants["section"] == row.section, "label"]))
                for period in so_far[so_far["section"] == row.section].itertuples()
            ),
            f"已评 {row.months_judged} 个月，达标 {row.months_met} 个月" if row.months_judged else "",
        ]
        title = f"{plain(row.section)}（{level_word(row.level)}）"
        shown.append(Figure(title, judged or UNREPORTED, "\n\n".join(filter(None, found))))
    figures(shown)


def _targets(row: Any, readings: pd.DataFrame) -> list[str]:
    """What text and annex ask; where the chosen reading has no class, what the others would say of the last class."""
    asked = []
    for place, quote in (("正文", row.text_reading), ("附件1", row.annex_reading)):
        if pd.isna(quote):
            continue
        mine = readings[readings["quote"] == quote].iloc[0]
        if len(readings) == 1 or pd.isna(mine["class"]):
            verdict = "（未载明类别）" if pd.isna(mine["target_class"]) else ""
        elif pd.isna(mine["target_class"]):
            verdict = "：未载明类别，不作评判"
        else:
            verdict = f"：按此读法{'达到' if mine['attained'] else '未达到'}（不亮灯）"
        # The annex prints the Roman numeral as a Latin letter (question T55).
        asked.append(f"{place}：{plain(quote).replace('V类', 'Ⅴ类')}{verdict}")
    return asked


def _so_far(period: Any, pollutants: list[str]) -> str:
    """The class of the year so far, from the means of its months, and what pollutes most."""
    if pd.isna(period.water_class):
        return ""
    main = f"，主要污染指标 {'、'.join(pollutants)}" if pollutants else ""
    last = int(period.last_month[-2:])
    return f"1～{last}月均值：{class_word(int(period.water_class))}{plain(main)}"


def district(as_of: dt.date) -> None:
    """The latest month of the district: by averaged items, or by shares from five sections on, and its change."""
    months = query("water/district", as_of=as_of).rename(columns={"class": "water_class"})
    if months.empty:
        return
    last = months.iloc[-1]
    shares = f"Ⅰ～Ⅲ类断面比例{number(last['good_share'], 1, '%')}，劣Ⅴ类{number(last['worse_share'], 1, '%')}"
    if last["scope"] == "river":
        found = f"{last['sections']}个断面按比例评价：{shares}，{last['status']}"
    elif pd.notna(last["water_class"]):
        items = plain(items_in_words(last["deciding"]))
        found = (
            f"{last['sections']}个断面（少于5个）逐项平均：{class_word(int(last['water_class']))}，{last['status']}"
            f"（定类因子 {items}）；{shares}"
        )
    else:
        found = f"{last['sections']}个断面，没有监测值可平均；{shares}"
    changes = query("water/change", as_of=as_of).rename(columns={"class": "water_class"})
    of_district = changes[changes["section"].isna()]
    changed = "；".join(_change(change) for change in of_district.itertuples())
    st.markdown(f"**全区 {month(last['month'])}**　{found}。{changed}")


def _change(change: Any) -> str:
    word, against = change.change, COMPARED_WITH[change.against]
    shape, colour = next(shown for part, shown in CHANGES.items() if part in word)
    steps = ""
    classes_known = pd.notna(change.earlier_class) and pd.notna(change.water_class)
    if classes_known and change.earlier_class != change.water_class:
        steps = f"（{class_word(int(change.earlier_class))}→{class_word(int(change.water_class))}）"
    return f"{against}：:{colour}[{shape} {word}]{steps}"


def ribbon(as_of: dt.date) -> None:
    """24 months of every section as a ribbon."""
    months = query("water/section_ribbon", as_of=as_of)
    st.subheader("逐月水质类别")
    if not (months["state"] != "unmonitored").any():
        empty(chosen(), f"截至{as_of}的24个月里各断面的月报和监测值")
        return
    show_chart(ribbon_chart(months, classes()), ribbon_alt(months, classes()), RESTS_ON, key="ribbon")
    st.caption(
        "有官方月报的月份以官方类别为准，没有的由监测值计算（先算月均值、修约，再按GB 3838-2002单因子定类）。"
        "“达到”按类别等于或优于目标判断；斜线格是断流、未采样、采样中、冰封或未监测，既不算达标也不算不达标。"
    )
