"""What a commit does to the store, in one transaction: rows, heads, the log of uploads, and what is derived.

DuckLake knows no unique keys, so each dataset has a head row with its version (`heads.py`): a change is refused when
its rows were written after it was worked out. Rows are deleted only where some are replaced, and always within the span
of their keys: years of hours lie in the same table, and no other file of them is opened.
"""

import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import duckdb

from dashboard.datasets import Dataset, dataset
from dashboard.store import heads
from dashboard.store.catalog import Catalog, StoreBusy, StoreError
from dashboard.store.derivation import define, derive
from dashboard.store.faults import fault_of
from dashboard.store.instances import prepare_for
from dashboard.store.span import delete, span, within

if TYPE_CHECKING:
    import pyarrow as pa

BEIJING = ZoneInfo("Asia/Shanghai")
COMMIT_TRIES = 20

Session = duckdb.DuckDBPyConnection


@dataclass(frozen=True)
class Author:
    """Who commits, with what file, and why."""

    person: str
    file_name: str = ""
    sha256: str = ""
    message: str = ""
    is_demo: bool = False
    #: What kind of act it is on record: upload, step, settings, undo, upkeep.
    act: str = "upload"


@dataclass(frozen=True)
class Change:
    """What one commit does to one dataset.

    `upserts` has the dataset's columns and `line`, and for rows that come back from an earlier upload `upload_id`;
    `removals` has its key columns; both are typed, or both canonical text (None for empty). `base_version` is the
    version the change was worked out against. `changed` says how many of the upserts replace a stored row.
    """

    dataset: str
    upserts: "pa.Table"
    removals: "pa.Table"
    base_version: int
    added: int
    changed: int
    unchanged: int
    author: Author = field(default_factory=lambda: Author(""))

    @property
    def said(self) -> str:
        """What it does, in words."""
        counts = {"新增": self.added, "修改": self.changed, "删除": len(self.removals), "不变": self.unchanged}
        said = "，".join(f"{word}{count}行" for word, count in counts.items() if count)
        return f"“{dataset(self.dataset).title}”{said}"


# ---- one transaction ------------------------------------------------------------------------------------------------


def run(
    catalog: Catalog, work: Callable[[Session], list[int]], author: Author, follow: Callable[[Session], None]
) -> int:
    """Run `work`, which returns the numbers of its uploads, as one transaction; returns the number of the snapshot.

    It runs again when a conflict turns out not to touch our datasets. Raises StoreBusy, and what `work` raises; nothing
    is written then. `follow` looks at what was committed in the same session; whether it can changes nothing.
    """
    with catalog.session(write=True) as session:
        define(session)
        for attempt in range(COMMIT_TRIES):
            session.execute("begin")
            try:
                upload_ids = work(session)
                session.execute(
                    "call lake.set_commit_message(?, ?, extra_info => ?)",
                    [author.person, author.message or author.file_name, json.dumps(upload_ids)],
                )
                session.execute("commit")
                snapshot: int = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
                with suppress(duckdb.Error):
                    follow(session)
                return snapshot
            except duckdb.TransactionException as error:
                _rollback(session)
                if fault_of(error):
                    raise
                time.sleep(0.01 * (attempt + 1))
            except BaseException:
                _rollback(session)
                raise
    raise StoreBusy("数据库写入繁忙，本次没有写入，请稍候再试。")


def _rollback(session: Session) -> None:
    """End a transaction that may already have ended by its own failure."""
    try:
        session.execute("rollback")
    except duckdb.TransactionException:
        return


# ---- changes --------------------------------------------------------------------------------------------------------


def write(session: Session, changes: Sequence[Change]) -> list[int]:
    """Write changes and what is derived from their rows; returns the numbers of the uploads.

    Raises DataChanged when rows of a change were written by someone else since it was worked out.
    """
    upload_ids = [_write(session, change) for change in changes]
    keys: dict[str, list[pa.Table]] = {}
    for change in changes:
        names = list(dataset(change.dataset).key)
        parts = [rows.select(names) for rows in (change.upserts, change.removals) if len(rows)]
        keys.setdefault(change.dataset, []).extend(parts)
    derive(session, {name: parts for name, parts in keys.items() if parts})
    return upload_ids


def _write(session: Session, change: Change) -> int:
    """Write one change; returns the upload's number."""
    target = dataset(change.dataset)
    prepare_for(session, len(change.upserts) + len(change.removals))
    upload_id = heads.advance(session, target, change.base_version, (change.upserts, change.removals))
    counts = (change.added, change.changed, len(change.removals), change.unchanged)
    _record(session, upload_id, target, change.author, counts)
    if len(change.removals):
        delete(session, target, change.removals)
    if len(change.upserts):
        if change.changed:
            delete(session, target, change.upserts)
        _insert(session, target, change.upserts, upload_id)
    return upload_id


def _insert(session: Session, target: Dataset, rows: "pa.Table", upload_id: int) -> None:
    """Add rows; those that come back from an earlier upload keep its number. Rows of many keys lie in their order."""
    session.register("incoming", rows)
    casts = ", ".join(f"cast({column.name} as {column.sql_type}) as {column.name}" for column in target.fields)
    origin = "coalesce(cast(upload_id as integer), $number)" if "upload_id" in rows.column_names else "$number"
    order = f"order by {', '.join(target.key)}" if target.in_store else ""
    session.execute(
        f"insert into lake.{target.name} by name "
        f"select {casts}, {origin} as upload_id, cast(line as integer) as line from incoming {order}",
        {"number": upload_id},
    )
    session.unregister("incoming")


def _record(
    session: Session, upload_id: int, target: Dataset, author: Author, counts: tuple[int, int, int, int]
) -> None:
    """Note the upload in the log; `counts` are the rows it added, changed, removed, and left unchanged."""
    session.execute(
        "insert into lake.uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            upload_id,
            target.name,
            author.person,
            dt.datetime.now(BEIJING).replace(tzinfo=None),
            author.file_name,
            author.sha256,
            author.message,
            author.is_demo,
            *counts,
        ],
    )


# ---- an earlier state -----------------------------------------------------------------------------------------------


def bring_back(session: Session, target: Dataset, snapshot: int, author: Author) -> int:
    """Give a dataset the rows it had at a snapshot; returns the upload's number. Raises StoreError for an unknown one.

    Only rows with keys that were written since are looked at, and only those that differ are written.
    """
    known = session.execute("select count(*) from lake.snapshots() where snapshot_id = ?", [snapshot]).fetchone()
    if known == (0,):
        raise StoreError(f"没有快照 {snapshot}，可用 history 查看。")
    latest = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
    names = ", ".join(target.key)
    try:
        session.execute(
            f"create temp table written as "
            f"select distinct {names} from lake.table_changes('{target.name}', {int(snapshot)}, {latest})"
        )
        prepare_for(session, session.execute("select count(*) from written").fetchall()[0][0])
        ends = span(session, "written", target)
        for when, version in {"earlier": int(snapshot), "later": latest}.items():
            session.execute(
                f"create temp table {when} as select stored.* "
                f"from (from lake.{target.name} at (version => {version})) as stored semi join written using ({names}) "
                f"where {within(target.key, 'stored')}",
                ends,
            )
    except duckdb.Error as error:
        raise StoreError(f"快照 {snapshot} 里没有“{target.title}”，无法恢复。") from error
    same = " and ".join(f"later.{name} is not distinct from earlier.{name}" for name in target.columns)
    session.execute(
        f"""
        create temp table compared as
        select
            {names},
            case
                when later.{target.key[0]} is null then 'added'
                when earlier.{target.key[0]} is null then 'removed'
                when {same} then 'same'
                else 'changed'
            end as fate
        from later full join earlier using ({names})
        where later.upload_id is distinct from earlier.upload_id or not ({same})
        """
    )
    counts = dict(session.execute("select fate, count(*) from compared group by fate").fetchall())
    added, changed, removed = (counts.get(fate, 0) for fate in ("added", "changed", "removed"))
    total = session.execute(f"select count(*) from lake.{target.name}").fetchall()[0][0]
    touched = session.execute(f"select {names} from compared").to_arrow_table()
    upload_id = heads.advance(session, target, heads.versions(session)[target.name])
    _record(session, upload_id, target, author, (added, changed, removed, total - removed - changed))
    if len(touched):
        delete(session, target, touched)
        session.execute(
            f"insert into lake.{target.name} by name from earlier semi join compared using ({names}) order by {names}"
        )
        derive(session, {target.name: [touched]})
    for table in ("written", "earlier", "later", "compared"):
        session.execute(f"drop table {table}")
    return upload_id
