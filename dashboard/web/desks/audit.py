"""The desk of the record: who did what, when and from where; filtered, proved to be whole, and taken along."""

import datetime as dt
import re
import sqlite3

import pandas as pd
import streamlit as st

from dashboard.access import record
from dashboard.access.record import KINDS
from dashboard.access.visitors import ROLES
from dashboard.exports.tables import as_csv, file_name
from dashboard.text import plain
from dashboard.web import controls
from dashboard.web.display import pixels
from dashboard.web.downloads import download
from dashboard.web.identity import book
from dashboard.web.opener import today
from dashboard.web.tables import table

SHOWN = 200
#: A sign-in name or another word of Latin letters; the ending of a file is part of its name.
SIGNS = re.compile(r"((?<![\w.])[A-Za-z][\w@-]*)", re.ASCII)
#: The days that are asked for at first.
USUAL = dt.timedelta(days=31)


def show_record() -> None:
    """The rows of the chosen days, person and kind, newest first."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = st.date_input("从", today() - USUAL, key="record_from", format="YYYY-MM-DD", width=pixels(150))
        last = st.date_input("到", today(), key="record_to", format="YYYY-MM-DD", width=pixels(150))
        person = st.text_input("人员或单位", key="record_person", placeholder="姓名、登录名或单位", width=pixels(180))
        words = {word: kind for kind, word in KINDS.items()}
        word = controls.selectbox("类别", words, index=None, key="kind", placeholder="全部类别", width=pixels(180))
        rows = list(record.rows(book(), first, last, person.strip(), words.get(word or "", "")))
        download("导出（CSV）", lambda: _as_csv(rows), file_name("操作记录", "", last, ".csv"))
    _say_if_broken()
    table(
        pd.DataFrame(
            {
                "编号": [f"{row['number']}" for row in rows],
                "时间": [row["at"][:19].replace("T", " ") for row in rows],
                "人员": [_who(row) for row in rows],
                "做了什么": [
                    f"**{KINDS[row['kind']]}**　{_told(row['what'])}"
                    + (f"  \n:gray[{_told(row['before'])} → {_told(row['after'])}]" if row["after"] else "")
                    for row in rows
                ],
            }
        )
        .iloc[::-1]
        .head(SHOWN),
        alt=f"操作记录，共{len(rows)}条，最新在前",
    )
    if len(rows) > SHOWN:
        st.caption(f"只显示最新 {SHOWN} 条，共 {len(rows)} 条；导出的文件有全部。")


def _say_if_broken() -> None:
    number, digest = record.head(book())
    if gap := _gap(str(book().file), digest):
        words = f"操作记录从第 {gap.number} 行起不可信：{gap.reason}。请保留现场并告诉管理员。"
        st.error(words, icon=":material/gpp_bad:")
    else:
        st.caption(
            f":material/verified: 记录完整，共 {number} 行；最后一行的指纹 `{digest[:12]}`，抄下来可供日后核对。"
        )


@st.cache_data(ttl=60, show_spinner=False)
def _gap(_file: str, _last: str) -> record.Gap | None:
    """Where the chain breaks, proved anew with each new row and each minute: the record only ever grows."""
    return record.gap(book())


def _told(text: str) -> str:
    """What the record says, with sign-in names as the signs that they are."""
    return "".join(f"`{part}`" if SIGNS.fullmatch(part) else plain(part) for part in SIGNS.split(text))


def _who(row: sqlite3.Row) -> str:
    role = f"（{ROLES[row['role']]}）" if row["role"] in ROLES else ""
    return f"{plain(row['full_name'] or row['name'] or '未登录')}{role}  \n:gray[{plain(row['address'])}]"


def _as_csv(rows: list[sqlite3.Row]) -> bytes:
    return as_csv(pd.DataFrame([tuple(row) for row in rows], columns=list(record.COLUMNS.values())))
