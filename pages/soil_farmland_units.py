"""The tab 评价单元 of 土壤·耕地: the legal class of each unit beside what soil and produce say; one item by item."""

import datetime as dt
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts.farmland import farmland_chart, farmland_chart_alt
from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, number, plain
from dashboard.web import controls
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import address, chosen
from dashboard.web.opener import query
from dashboard.web.pictures import show_chart
from dashboard.web.screen import badge, empty
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import FARMLAND_FITS, FARMLAND_RISKS

kind_word = dataset("farmland_units").field("land_kind").word
class_word = dataset("farmland_units").field("category").word
produce_word = dataset("farmland_units").field("produce").word
UNDRAWN = FARMLAND_FITS["undrawn"].word


def show() -> None:
    """What soil and produce say of each unit beside its legal class, and one unit item by item."""
    st.info(
        "土壤判读按GB 15618-2018，**只看土壤，只供参考**：优先保护、安全利用、严格管控三类由土壤和农产品结果共同划定"
        f"（土壤污染防治法第四十九条），结果变了要动态调整（文件第290行，任务{task_link('S-05')}）。",
        icon=":material/info:",
    )
    filters = chosen()
    rows = query("soil/farmland_units", **filters.parameters("as_of", "unit", "keyword"))
    if rows.empty:
        if filters.sentence:
            empty(filters, "耕地评价单元")
        else:
            st.markdown(f":gray[○ {UNREPORTED}]：还没有耕地评价单元，可在“数据·上传”的“耕地评价单元”中上报。")
        return
    drawn = [UNDRAWN if pd.isna(code) else class_word(code) for code in rows["category"]]
    rows = rows.assign(drawn=drawn)
    _in_figures(rows)
    show_chart(farmland_chart(rows), farmland_chart_alt(rows), ["farmland_units", "farmland_samples"])
    _listed(rows)
    code = controls.selectbox("评价单元", list(rows["unit_code"]), key="plot")
    _one_unit(rows.set_index("unit_code").loc[code], filters.as_of)


def _in_figures(rows: pd.DataFrame) -> None:
    counts = rows["fit"].value_counts()
    fits = ("look_again", "undrawn")
    figures(
        [
            Figure("评价单元", f"{len(rows)} 个"),
            Figure("面积", number(rows["area"].sum(min_count=1), 0, "亩")),
            *(Figure(FARMLAND_FITS[code].word, f"{counts.get(code, 0)} 个") for code in fits),
        ]
    )


def _listed(rows: pd.DataFrame) -> None:
    table(
        pd.DataFrame(
            {
                "评价单元": [
                    f"[**{plain(row.unit_code)}**]({address('farmland', plot=row.unit_code)})  \n"
                    f":gray[{plain(row.town)}　{kind_word(row.land_kind)}　{number(row.area, 0, '亩', '面积未填')}]"
                    for row in rows.itertuples()
                ],
                "划定的类别": [
                    f"**{row.drawn}**" + (f"  \n{plain(row.measure)}" if pd.notna(row.measure) else "")
                    for row in rows.itertuples()
                ],
                "土壤判读（参考）": [_soil(row) for row in rows.itertuples()],
                "农产品": [
                    produce_word(code) if pd.notna(code) else f":gray[○ {UNREPORTED}]" for code in rows["produce"]
                ],
                "与类别比较": [badge(FARMLAND_FITS, code) for code in rows["fit"]],
            }
        ),
        alt=f"{len(rows)}个耕地评价单元，建议复核的在前",
    )
    st.caption(
        "建议复核：优先保护类的土壤高于筛选值，或不在严格管控类的土壤高于管制值、农产品超标。这不是类别结论，由农业农村部门核定。"
    )


def _soil(row: Any) -> str:
    """The soil reading of a unit and the items it follows from."""
    named = {"strict": row.strict_items, "safe_use": row.safe_use_items, "unknown": row.unknown_items}
    words = {"strict": "高于管制值", "safe_use": "高于筛选值", "unknown": "不能判读"}
    lines = [f"{words[code]}：{plain(items)}" for code, items in named.items() if pd.notna(items)]
    return "  \n".join([badge(FARMLAND_RISKS, row.soil_verdict), *lines])


def _one_unit(unit: pd.Series, as_of: dt.date) -> None:
    """One unit item by item: the worst of its points beside the limits of its pH and kind of land."""
    name = str(unit.name)
    items = query("soil/farmland_class", as_of=as_of)
    items = items[items["unit"] == name]
    table(
        pd.DataFrame(
            {
                "项目": [plain(title) for title in items["title"]],
                "最差点位": [_result(row) for row in items.itertuples()],
                "pH": [number(ph, 1, missing="未填") for ph in items["ph"]],
                "筛选值": [_figure(value, "—") for value in items["screening"]],
                "管制值": [_figure(value, "没有") for value in items["control"]],
                "土壤判读（参考）": [
                    badge(FARMLAND_RISKS, row.verdict) + ("  \n缺pH，不能取限值" if row.lacks_ph else "")
                    for row in items.itertuples()
                ],
                "点位": [f"{row.points} 个，{day(row.latest_date)}" for row in items.itertuples()],
            }
        ),
        alt=f"{name}的土壤监测项目",
    )
    st.caption("单位 mg/kg；铬为总铬。各点取最近一次结果，以最差的点判读；水旱轮作取较严的筛选值。")


def _result(row: Any) -> str:
    return ("低于 " if row.is_below_limit is True else "") + _figure(row.value, UNREPORTED)


def _figure(value: float, missing: str) -> str:
    """A content or limit with the digits it was given with."""
    return missing if pd.isna(value) else f"{value:g}"
