"""Parts of 一张图: the map or its drawing, the legend, one item in full, and the list."""

from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard.charts import maps
from dashboard.datasets import dataset
from dashboard.text import month, number, plain
from dashboard.web import controls
from dashboard.web.places import show_map
from dashboard.web.screen import badge, coloured, link
from dashboard.web.tables import table
from dashboard.words import WITHHELD
from pages.map_controls import Moment, pollutant_words

#: Rows of the list on one page, and of how many items one is chosen by its name.
ROWS, OFFERED = 50, 2_000

#: Where each layer is told in full, and the parameter there that names the item.
PAGES = {
    "stations": ("air_days", "大气·逐日", None),
    "sections": ("water_sections", "水·断面", "section"),
    "outfalls": ("water_outfalls", "水·排污口", "outfall"),
    "projects": ("water_projects", "水·重点工程", None),
    "plots": ("soil_plots", "土壤·地块", "plot"),
    "enterprises": ("soil_monitoring", "土壤·自行监测", None),
    "water_sources": ("water_sources", "水·水源与黑臭", None),
    "towns_dustfall": ("air_dustfall", "大气·降尘", None),
    "towns_pm2_5": ("air_ranking", "大气·站点与镇街排名", None),
    "towns_late": ("tasks_units", "任务·责任单位", "unit"),
}

class_word = dataset("section_months").field("water_class").word


def worded(items: pd.DataFrame, measure: str | None) -> pd.DataFrame:
    """The items with what is written into their marks, their figures in words, and a label of their own each."""
    titles = {code: word for word, code in pollutant_words.items()}
    # Text as Python has it: the rows are gone through one by one, which is slow over columns of Arrow.
    items = items.astype(dict.fromkeys(items.select_dtypes("string").columns, object))
    valued = items[items["value"].notna()]
    rows = list(valued.itertuples(index=False, name="Item"))
    marks = pd.Series([_mark(row) for row in rows], index=valued.index, dtype=object)
    figures = pd.Series([_figure(row, titles.get(measure or "", "")) for row in rows], index=valued.index, dtype=object)
    ids = items["id"].astype(str)
    labels = items["layer"].map({layer: f"{kind.word}·" for layer, kind in maps.ALL.items()}) + items["name"]
    return items.assign(
        mark=marks.reindex(items.index, fill_value=""),
        figure=figures.reindex(items.index, fill_value=""),
        label=labels.where(~labels.duplicated(keep=False), labels + "（" + ids + "）"),
        key=items["layer"] + ":" + ids,
    )


def _mark(row: Any) -> str:
    if row.layer in ("outfalls", "enterprises", "water_sources"):
        return ""
    if row.layer == "sections":
        return class_word(int(row.value)).removesuffix("类")
    return number(row.value, int(row.decimals), "%" if row.layer == "projects" else "")


def _figure(row: Any, pollutant: str) -> str:
    """The value of an item in words, with its unit and the month it is of."""
    dated = f"（{month(row.dated)}）" if pd.notna(row.dated) else ""
    if row.layer == "sections":
        return f"{class_word(int(row.value))}{dated}"
    figure = number(row.value, int(row.decimals), row.unit_of_measure or "")
    words = {
        "stations": f"{pollutant or ('AQI' if not row.decimals else '综合指数')} {figure}",
        "projects": f"年度目标完成{figure}",
        "outfalls": f"{figure}超标{dated}",
        "water_sources": f"{figure}超标{dated}",
        "enterprises": f"已测{figure}",
    }
    return words.get(row.layer, f"{figure}{dated}")


def chosen_item(items: pd.DataFrame) -> str | None:
    """The choice of one item by its name, which a click on the map makes too; its layer and id."""
    if len(items) > OFFERED:
        st.caption(f"共{len(items)}项，按名称查看请先用关键词、责任单位或图层缩小范围。")
        return None
    keys = dict(zip(items["label"], items["key"], strict=True))
    label = controls.selectbox(
        "查看对象", keys, index=None, key="item", placeholder=f"在{len(keys)}项中选一项，或点图上的标记"
    )
    return keys.get(label)


def legend(items: pd.DataFrame, moment: Moment) -> None:
    """Shape and word of the layers that are on the map, the states that occur, and what the map is of."""
    layers = "　".join(f"{shape} {plain(word)}" for shape, word in maps.legend(items))
    shaded = items[items["layer"].isin(maps.TOWNS) & items["value"].notna()]
    # Dustfall is of the latest month that was reported, whatever the map is of.
    months = [month(latest) for latest in sorted(shaded["dated"].dropna().unique())]
    words = [*shaded["unit_of_measure"].dropna().unique(), "、".join(months), "越深数值越大"]
    unit = f"（{plain('，'.join(filter(None, words)))}）" if len(shaded) else ""
    states = "　".join(coloured(state) for state in maps.states_shown(items))
    st.markdown(
        f":small[**{moment.words}**　{layers + unit if layers else '○ 还没有对象上报坐标'}]  \n:small[{states}]"
    )


def draw(items: pd.DataFrame, alt: str, item: str | None, view: dict[str, Any]) -> None:
    """The map, on which a click chooses an item."""
    labels = dict(zip(items["key"], items["label"], strict=True))
    show_map(items, alt, key="map", on_select=lambda: _choose(labels), chosen=item, **view)


def _choose(labels: dict[str, str]) -> None:
    """Take what was clicked on the map as the choice of the list."""
    objects = st.session_state["map"]["selection"]["objects"]
    clicked = [
        one["item"] for layer in objects if layer.startswith((maps.MARKS, maps.SHAPES)) for one in objects[layer]
    ]
    if clicked:
        st.session_state["item"] = labels.get(clicked[0])


def card(items: pd.DataFrame, item: str | None) -> None:
    """The chosen item in full, with the page that tells more of it."""
    for row in items[items["key"] == item].itertuples(index=False, name="Item"):
        kind = maps.kind_of(row.layer)
        with st.container(border=True):
            st.markdown(f"#### {kind.shape} {plain(row.name)}")
            said = [
                f"{kind.title}　{badge(kind.states, row.state)}",
                f"**{plain(row.figure)}**",
                plain(row.detail),
                f"单位：{plain(row.unit)}" if row.unit else "",
                f"位置：{row.lon:.5f}，{row.lat:.5f}（WGS-84）" if row.is_located else f"○ {_unplaced(row)}",
            ]
            st.markdown("  \n".join(line for line in said if line.strip("*")))
            page, title, parameter = PAGES[row.layer]
            known_as = f"{row.name}（{row.id}）" if row.layer == "plots" else str(row.id)
            link(page, f"查看 {title} →", **({parameter: known_as} if parameter else {}))


def _unplaced(row: Any) -> str:
    """Why an item is not on the map: nobody gave its place, or its reader does not see it."""
    return "位置受限：只给领导、区生环委办和监管单位看" if row.name == WITHHELD else "未定位：没有上报坐标"


def listing(items: pd.DataFrame, item: str | None) -> None:
    """All items with state, value and whether they are on the map; a name chooses its item."""
    located, withheld = int(items["is_located"].sum()), items.loc[items["name"] == WITHHELD, "unit"]
    towns = withheld.str.split("、").str[0].value_counts(sort=False)
    by_town = "、".join(f"{town} {count}" for town, count in towns.items())
    st.markdown(
        f"**图上 {located} 项**，未定位 {len(items) - located - len(withheld)} 项"
        + (f"，位置受限 {len(withheld)} 项（{by_town}）" if by_town else "")
    )
    pages = -(-len(items) // ROWS)
    at = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    rows = list(items.iloc[(at - 1) * ROWS : at * ROWS].itertuples(index=False, name="Item"))
    table(
        pd.DataFrame(
            {
                "对象": [
                    f"{maps.kind_of(row.layer).shape} {'▶ ' if row.key == item else ''}"
                    f"[**{plain(row.name)}**]({_choosing(row.label)})"
                    + (f"  \n:small[{plain(row.detail)}]" if row.detail else "")
                    for row in rows
                ],
                "状态与数值": [
                    "  \n".join(
                        filter(
                            None,
                            [
                                badge(maps.kind_of(row.layer).states, row.state),
                                plain(row.figure),
                                "" if row.is_located else f":gray[○ {_unplaced(row).partition('：')[0]}]",
                            ],
                        )
                    )
                    for row in rows
                ],
            }
        ),
        alt=f"图上对象清单，共{len(items)}项，未定位{len(items) - located}项",
    )


def _choosing(label: str) -> str:
    """The address of this view with an item chosen."""
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    return f"map?{urlencode(now | {'item': [label]}, doseq=True)}"
