"""Parts of 土壤·名单比对: how many rows were found and by what, the two lists with their matches, and what is there."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import UNREPORTED, day, number, plain
from dashboard.web.cards import Figure, figures
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import badge, empty
from dashboard.web.tables import table
from dashboard.words import MATCHES

kind_word = dataset("permit_cancellations").field("kind").word
CANCELLED, SUPPLIED = "permit_cancellations", "land_supply"
#: What is counted of the rows of the two lists: a row found by its code counts there, however else it was found.
WAYS = ("credit_code", "name", "none")


def in_figures(matches: pd.DataFrame) -> None:
    """How many rows of the two lists were found by code, by name alone, or not at all; and how they are compared."""
    if matches.empty:
        return
    best = matches.groupby(["left_list", "left"])["by"].agg(lambda ways: min(ways, key=WAYS.index)).value_counts()
    figures(Figure(MATCHES[code].text, f"{best.get(code, 0)} 家（宗）") for code in WAYS)
    st.caption(
        "每个企业、每宗地按最可靠的一种比对只计一次，下面逐条列出。先按统一社会信用代码比对；没有相同代码的按名称比，"
        "去掉地名、公司形式和“地块”等字后的相似度达到“判定参数”里的比例才列出；两边代码不同、名称里的数字不同的不按名称列出。没有比对上不等于没有关系：可能另一份名单没有上报或没有写代码。"
    )


def cancelled(matches: pd.DataFrame) -> None:
    """The enterprises whose permit was cancelled or revoked, with where else they are."""
    st.subheader("注销撤销排污许可证企业")
    rows = _of_list(matches, CANCELLED)
    said = [
        f"{kind_word(row.kind)} {day(row.cancelled_on)}"
        f"{'　' + plain(row.credit_code) if pd.notna(row.credit_code) else ''}"
        for row in rows.itertuples()
    ]
    _compared(rows, "企业", said, "注销撤销排污许可证企业")


def supplied(matches: pd.DataFrame) -> None:
    """The plots of the supply plan, with the plots and key units they match."""
    st.subheader("年度建设用地供应计划")
    rows = _of_list(matches, SUPPLIED)
    said = [
        f"{row.year:.0f}年　{plain(row.planned_use) or '用途未填'}　{number(row.area, 1, '公顷', '面积未填')}  \n"
        f"原使用单位：{plain(row.former_user) or '未填'}"
        for row in rows.itertuples()
    ]
    _compared(rows, "供应地块", said, "年度建设用地供应计划地块")


def _compared(rows: pd.DataFrame, title: str, said: list[str], what: str) -> None:
    """The rows of a list, each with what is said of it, where it was found and by what."""
    if rows.empty:
        return
    table(
        pd.DataFrame(
            {
                title: [f"**{plain(name)}**  \n:gray[{more}]" for name, more in zip(rows["left"], said, strict=True)],
                "在哪份名单里": [_found(row) for row in rows.itertuples()],
                "按什么比对": [_way(row) for row in rows.itertuples()],
            }
        ),
        alt=f"{what}的比对结果，{len(rows)}行",
    )


def _of_list(matches: pd.DataFrame, name: str) -> pd.DataFrame:
    """The rows of one list; where there are none, why."""
    rows = matches[matches["left_list"] == name]
    filters = chosen()
    if rows.empty and filters.keyword:
        empty(filters, dataset(name).title)
    elif rows.empty:
        st.markdown(f":gray[○ {UNREPORTED}]：可在“数据·上传”的“{dataset(name).title}”中上报。")
    return rows


def _found(row: Any) -> str:
    """The list a row was found in and what it is called there."""
    if row.by == "none":
        return "—"
    return f"**{plain(row.right)}**  \n:gray[{dataset(row.right_list).title}]"


def _way(row: Any) -> str:
    """By what a row was found: the code, or names with how alike they are."""
    said = badge(MATCHES, row.by)
    if row.by == "credit_code":
        return said if row.is_code_sound else f"{said}  \n:orange[▲ 代码校验位不符，请核对]"
    if row.by == "name":
        if row.is_same_name:
            return f"{said}  \n名称相同"
        likeness = "去掉公司形式后相同" if row.likeness == 1 else f"相似度 {number(row.likeness * 100, 0, '%')}"
        return f"{said}  \n{likeness}：{plain(row.left_party)} ≈ {plain(row.right_party)}"
    return said


def lists() -> None:
    """Which lists of the soil plan are there, how many rows, and since when."""
    st.subheader("清单上报情况")
    rows = query("soil/lists")
    table(
        pd.DataFrame(
            {
                "清单": [dataset(name).title for name in rows["dataset"]],
                "行数": [
                    number(count, 0, "行") if pd.notna(count) else f"○ {UNREPORTED}" for count in rows["rows_stored"]
                ],
                "最近上传": [day(moment) or "—" for moment in rows["uploaded_at"]],
            }
        ),
        alt=f"土壤{len(rows)}份清单的上报情况；没有上报不等于零",
    )
