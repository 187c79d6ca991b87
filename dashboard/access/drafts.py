"""Drafts: what a person has typed into a report or put beside it and not saved yet, until it is saved, cleared or old.

Every function asks for the person, and reads and changes the drafts of that person alone.
"""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.access.book import Book
from dashboard.access.record import BEIJING
from dashboard.access.visitors import Visitor

#: Drafts that nobody has touched for so long are gone.
KEPT = dt.timedelta(days=60)

OF_SHEET = "name = ? and dataset = ? and month = ? and unit = ?"


@dataclass(frozen=True)
class Sheet:
    """What drafts lie on: the rows of a dataset that a unit fills in for a month."""

    dataset: str
    month: str
    unit: str


@dataclass(frozen=True)
class Draft:
    """The columns that were typed, the upload that the stored row came with then (0: none), and when it was kept."""

    texts: Mapping[str, str]
    base: int
    saved_at: str


@dataclass(frozen=True)
class DraftFile:
    """A file that waits beside the draft of a task."""

    task_id: str
    sha256: str
    file_name: str
    media_type: str
    remark: str
    byte_size: int


def keep(book: Book, by: Visitor, sheet: Sheet, task_id: str, texts: Mapping[str, str], base: int) -> None:
    """Keep what a person has typed for a task, in place of what was kept before; what is too old goes."""
    with book.writing() as connection:
        _let_go_of_the_old(connection)
        connection.execute(
            "insert or replace into drafts values (?, ?, ?, ?, ?, ?, ?, ?)",
            [*_place(by, sheet), task_id, json.dumps(dict(texts)), base, _written(_now())],
        )


def keep_file(book: Book, by: Visitor, sheet: Sheet, file: DraftFile, content: bytes) -> None:
    """Keep a file for a task until its report is saved; what is too old goes."""
    with book.writing() as connection:
        _let_go_of_the_old(connection)
        named = [file.task_id, file.sha256, file.file_name, file.media_type, file.remark]
        connection.execute(
            "insert or replace into draft_files values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*_place(by, sheet), *named, content, _written(_now())],
        )


def of(book: Book, by: Visitor, sheet: Sheet) -> dict[str, Draft]:
    """What a person has typed on a sheet, by task."""
    rows = book.reading().execute(
        f"select task_id, texts, base, saved_at from drafts where {OF_SHEET} and saved_at >= ? order by task_id",
        [*_place(by, sheet), _oldest()],
    )
    return {row["task_id"]: Draft(json.loads(row["texts"]), row["base"], row["saved_at"]) for row in rows}


def files_of(book: Book, by: Visitor, sheet: Sheet) -> list[DraftFile]:
    """The files that a person has put on a sheet, in the order in which they came."""
    rows = book.reading().execute(
        "select task_id, sha256, file_name, media_type, remark, length(content) as byte_size "
        f"from draft_files where {OF_SHEET} and saved_at >= ? order by task_id, rowid",
        [*_place(by, sheet), _oldest()],
    )
    return [DraftFile(**dict(row)) for row in rows]


def content_of(book: Book, by: Visitor, sheet: Sheet, file: DraftFile) -> bytes:
    """The bytes of a file that waits; raises KeyError where it is gone."""
    row = (
        book.reading()
        .execute(
            f"select content from draft_files where {OF_SHEET} and task_id = ? and sha256 = ?",
            [*_place(by, sheet), file.task_id, file.sha256],
        )
        .fetchone()
    )
    if row is None:
        raise KeyError(file.sha256)
    content: bytes = row["content"]
    return content


def forget_texts(book: Book, by: Visitor, sheet: Sheet, task_id: str) -> None:
    """Take away what a person has typed for a task, and leave the files beside it."""
    with book.writing() as connection:
        connection.execute(f"delete from drafts where {OF_SHEET} and task_id = ?", [*_place(by, sheet), task_id])


def forget_file(book: Book, by: Visitor, sheet: Sheet, file: DraftFile) -> None:
    """Take away one file."""
    with book.writing() as connection:
        connection.execute(
            f"delete from draft_files where {OF_SHEET} and task_id = ? and sha256 = ?",
            [*_place(by, sheet), file.task_id, file.sha256],
        )


def clear(book: Book, by: Visitor, sheet: Sheet, tasks: Iterable[str]) -> None:
    """Take away all that a person has typed and put beside it for these tasks of a sheet."""
    places = [(*_place(by, sheet), task_id) for task_id in tasks]
    with book.writing() as connection:
        for table in ("drafts", "draft_files"):
            connection.executemany(f"delete from {table} where {OF_SHEET} and task_id = ?", places)


def _let_go_of_the_old(connection: sqlite3.Connection) -> None:
    for table in ("drafts", "draft_files"):
        connection.execute(f"delete from {table} where saved_at < ?", [_oldest()])


def _place(by: Visitor, sheet: Sheet) -> tuple[str, str, str, str]:
    return by.name, sheet.dataset, sheet.month, sheet.unit


def _now() -> dt.datetime:
    return dt.datetime.now(BEIJING)


def _oldest() -> str:
    return _written(_now() - KEPT)


def _written(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")
