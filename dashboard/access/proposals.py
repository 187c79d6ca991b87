"""Changes of registers that a unit's person hands in and that wait for the word of the office."""

import datetime as dt
from dataclasses import dataclass

from dashboard.access import record
from dashboard.access.book import Book
from dashboard.access.record import BEIJING
from dashboard.access.visitors import Visitor

#: What became of a proposal, in words.
STATES = {"waiting": "待审核", "taken": "已同意", "declined": "已退回"}


class ProposalProblem(ValueError):
    """Something about a proposal that cannot be; the message says what."""


@dataclass(frozen=True)
class Proposal:
    """Rows for a register as a file, who proposes them and why, and what became of them."""

    number: int
    at: str
    name: str
    full_name: str
    dataset: str
    file_name: str
    content: bytes
    message: str
    state: str
    decided_by: str
    decided_at: str
    reason: str


def propose(book: Book, by: Visitor, dataset: str, file_name: str, content: bytes, message: str = "") -> int:
    """Hand in rows for a register; returns the number of the proposal."""
    with book.writing() as connection:
        number = connection.execute(
            "insert into proposals (at, name, full_name, dataset, file_name, content, message, state) "
            "values (?, ?, ?, ?, ?, ?, ?, 'waiting')",
            [_now(), by.name, by.full_name, dataset, file_name, content, message],
        ).lastrowid
        record.note_within(connection, by, "proposal", f"提出第{number}号：{file_name}", after=message)
    assert number
    return number


def listed(book: Book, *, state: str = "") -> list[Proposal]:
    """The proposals in a state, or all; the oldest first."""
    rows = book.reading().execute("select * from proposals where ? in ('', state) order by number", [state])
    return [Proposal(**dict(row)) for row in rows]


def decide(book: Book, by: Visitor, number: int, state: str, reason: str = "") -> None:
    """Note that a proposal was taken or declined; raises ProposalProblem where it cannot be."""
    with book.writing() as connection:
        check(book, by, number, state, reason)
        connection.execute(
            "update proposals set state = ?, decided_by = ?, decided_at = ?, reason = ? where number = ?",
            [state, by.full_name, _now(), reason, number],
        )
        word = STATES[state]
        record.note_within(connection, by, "proposal", f"第{number}号{word}", STATES["waiting"], reason or word)


def check(book: Book, by: Visitor, number: int, state: str, reason: str) -> None:
    """Raise ProposalProblem where this person cannot decide so, or nobody can any more."""
    row = book.reading().execute("select name, state from proposals where number = ?", [number]).fetchone()
    if row is None or row["state"] != "waiting":
        raise ProposalProblem("这一项刚刚已由别人办理，请刷新查看。")
    if row["name"] == by.name:
        raise ProposalProblem("自己提出的变更要由别人审核。")
    if state == "declined" and not reason:
        raise ProposalProblem("退回要写明原因。")


def _now() -> str:
    return dt.datetime.now(BEIJING).isoformat(timespec="seconds")
