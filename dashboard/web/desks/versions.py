"""The desk of versions on screen: targets as the notice has them and as each revision left them, side by side."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.datasets import Dataset, dataset, datasets
from dashboard.store.catalog import StoreError
from dashboard.store.versions import Cell, Version, Versions, uploads_of, versions_of
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.opener import open_lake
from dashboard.web.screen import link
from dashboard.web.tables import table

#: The tab of 数据 → 记录 that shows them.
TAB = "目标版本"
#: The newest versions that stand beside the first; a table of more is read by nobody.
NEWEST = 4
#: Cells that are shown.
SHOWN = 200

NOWHERE = ":gray[（没有这一行）]"


def show_versions() -> None:
    """The versions of one kind of targets, at first one that has been changed, and the cells in which they differ."""
    plans = {target.title: target for target in datasets().values() if target.has_versions}
    changed = [title for title, target in plans.items() if len(uploads_of(open_lake(), target)) > 1]
    target = plans[controls.pills("哪一类目标", plans, default=[*changed, *plans][0], key="targets", required=True)]
    try:
        found = versions_of(open_lake(), target)
    except StoreError as error:
        st.error(str(error))
        return
    if len(found.versions) < 2:
        first = "".join(f"，现行的就是{_origin(version)}" for version in found.versions)
        st.info(f"“{target.title}”没有修订过{first}。", icon=":material/check:")
        return
    last = len(found.versions) - 1
    table(
        pd.DataFrame([_in_words(found, number) for number in range(last, -1, -1)]),
        alt=f"“{target.title}”的各版，共{last + 1}版，最新在前",
    )
    beside = [0, *range(max(1, last + 1 - NEWEST), last + 1)]
    if len(beside) <= last:
        st.caption(f"下面并列第一版和最近 {NEWEST} 版，中间的各版略去。")
    table(
        pd.DataFrame([_row(target, cell, found.versions, beside) for cell in found.cells[:SHOWN]]),
        alt=f"“{target.title}”各版不同的格，共{len(found.cells)}格",
    )
    if len(found.cells) > SHOWN:
        st.caption(f"只显示前 {SHOWN} 格，共 {len(found.cells)} 格。")


def link_to_versions(name: str) -> bool:
    """A word that targets have been changed since the notice, which leads to the versions; whether they have been."""
    title, count = dataset(name).title, len(uploads_of(open_lake(), dataset(name))) - 1
    if count > 0:
        link("data_records", f"“{title}”改过 {count} 次，各版并列 →", ":material/compare:", tab=TAB, targets=title)
    return count > 0


def _origin(version: Version) -> str:
    return f"文件原文（第{version.upload_id}号）" if version.is_notice else f"第{version.upload_id}号"


def _in_words(found: Versions, number: int) -> dict[str, str]:
    """Who made a version and why, and what it changed; undone, it is the same as an earlier one."""
    version, is_current = found.versions[number], number == len(found.versions) - 1
    same = found.same_as(number)
    changed = f"改动 {found.changed(number)} 格" if number else "—"
    return {
        "版本": f"**{_origin(version)}**" + ("  \n:green[**● 现行**]" if is_current else ""),
        "时间": f"{version.uploaded_at:%Y-%m-%d %H:%M}",
        "谁": plain(version.person),
        "说明": plain(version.message or version.file_name),
        "与前一版相比": changed + (f"  \n:gray[与{_origin(same)}相同]" if same else ""),
    }


def _row(target: Dataset, cell: Cell, versions: Sequence[Version], beside: Sequence[int]) -> dict[str, str]:
    """A cell in the versions that stand side by side; what differs from the one to the left is bold."""
    key = "，".join(plain(target.field(name).word(text)) for name, text in zip(target.key, cell.key, strict=True))
    row = {"记录": key, "栏": target.field(cell.field).title}
    for at, number in enumerate(beside):
        title = _origin(versions[number]) + (" ● 现行" if number == len(versions) - 1 else "")
        is_same = not at or cell.texts[number] == cell.texts[beside[at - 1]]
        row[title] = _text(target, cell, number, is_same=is_same)
    return row


def _text(target: Dataset, cell: Cell, number: int, *, is_same: bool) -> str:
    text = cell.texts[number]
    if text is None:
        return "—" if cell.is_there[number] else NOWHERE
    word = plain(target.field(cell.field).word(text))
    return word if is_same else f"**{word}**"
