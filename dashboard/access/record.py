"""The record: who did what, when and from where, as rows that nobody can change or take out unseen.

Each row carries the hash of the row before it. Nothing of ours updates or deletes rows, and the file itself refuses to
(schema.sql); whoever edits the file with other means breaks the chain, which `gap` finds.
"""

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo

from dashboard.access.book import Book
from dashboard.access.visitors import Visitor

BEIJING = ZoneInfo("Asia/Shanghai")

#: The kinds of what is recorded, in words.
KINDS = {
    "sign_in": "登录",
    "sign_in_failed": "登录失败",
    "locked": "锁定",
    "sign_out": "退出",
    "password": "密码",
    "person": "人员",
    "upload": "入库",
    "step": "销号办理",
    "undo": "撤销",
    "proposal": "登记变更",
    "refused": "拒绝",
    "export": "导出",
    "restricted": "受限数据下载",
    "settings": "参数",
    "upkeep": "维护",
}

#: The columns that a hash covers, in their order.
WHO = ("name", "full_name", "role", "units", "address")
COVERED = ("number", "at", *WHO, "kind", "what", "before", "after", "previous")
#: All columns, with their titles.
TITLES = "编号 时间 登录名 姓名 角色 责任单位 地址 类别 做了什么 之前 之后 前一行指纹 指纹"
COLUMNS = dict(zip((*COVERED, "hash"), TITLES.split(), strict=True))
#: What the first row has in the place of a hash before it.
START = "0" * 64


class Gap(NamedTuple):
    """Where the chain breaks: the number of the row, and how."""

    number: int
    reason: str


def note(book: Book, visitor: Visitor, kind: str, what: str, before: str = "", after: str = "") -> int:
    """Write one row in a visitor's name; returns its number."""
    with book.writing() as connection:
        return note_within(connection, visitor, kind, what, before, after)


def note_within(
    connection: sqlite3.Connection, visitor: Visitor, kind: str, what: str, before: str = "", after: str = ""
) -> int:
    """Write one row in a transaction that does more; returns its number."""
    assert kind in KINDS, kind
    last = connection.execute("select number, hash from record order by number desc limit 1").fetchone()
    row = {
        "number": last["number"] + 1 if last else 1,
        "at": dt.datetime.now(BEIJING).isoformat(timespec="milliseconds"),
        "name": visitor.name,
        "full_name": visitor.full_name,
        "role": visitor.role,
        "units": "、".join(visitor.units),
        "address": visitor.address,
        "kind": kind,
        "what": what,
        "before": before,
        "after": after,
        "previous": last["hash"] if last else START,
    }
    connection.execute(f"insert into record values ({', '.join('?' * len(COLUMNS))})", [*row.values(), hash_of(row)])
    return int(row["number"])


def rows(
    book: Book, first: dt.date | None = None, last: dt.date | None = None, who: str = "", kind: str = ""
) -> Iterator[sqlite3.Row]:
    """The rows of these days, of this person (by either name) or unit, and of this kind, oldest first."""
    # A day and all its moments begin with the same ten characters.
    yield from book.reading().execute(
        """
        select * from record
        where (:first = '' or substr(at, 1, 10) >= :first) and (:last = '' or substr(at, 1, 10) <= :last)
            and (:who = '' or :who in (name, full_name) or instr('、' || units || '、', '、' || :who || '、'))
            and (:kind = '' or kind = :kind)
        order by number
        """,
        {
            "first": first.isoformat() if first else "",
            "last": last.isoformat() if last else "",
            "who": who,
            "kind": kind,
        },
    )


def head(book: Book) -> tuple[int, str]:
    """The number and the hash of the last row: noted elsewhere, they prove later that nothing before was changed."""
    row = book.reading().execute("select number, hash from record order by number desc limit 1").fetchone()
    return (row["number"], row["hash"]) if row else (0, START)


def gap(book: Book) -> Gap | None:
    """The first row at which the chain breaks; None while it is whole."""
    expected, previous = 1, START
    connection = book.reading()
    for row in connection.execute("select * from record order by number"):
        if row["number"] != expected:
            return Gap(expected, "这一行不见了")
        if row["previous"] != previous:
            return Gap(expected, "与前一行不相连")
        if row["hash"] != hash_of({name: row[name] for name in COVERED}):
            return Gap(expected, "内容被改动过")
        expected, previous = expected + 1, row["hash"]
    written = connection.execute("select seq from sqlite_sequence where name = 'record'").fetchone()
    return Gap(expected, "末尾的行不见了") if written and written["seq"] >= expected else None


def hash_of(row: dict[str, object]) -> str:
    """The hash of a row, all but its own."""
    return hashlib.sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
