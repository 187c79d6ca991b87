"""The store: run a query, commit an upload, history, restore.

What is stored lives in the DuckLake of `catalog.py`, one snapshot per commit. What screens read is the working copy of
its latest snapshot (`working_copy.py`): a reader never waits for a writer and never meets one half done. DuckLake
knows no unique keys, so each dataset has a head row with its version; a commit names the version it was checked against
and is refused when that is no longer the latest.
"""

import datetime as dt
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard import queries
from dashboard.catalog import FORMAT, Catalog, StoreBusy, StoreError
from dashboard.datasets import Dataset, dataset, datasets
from dashboard.working_copy import WorkingCopy

BEIJING = ZoneInfo("Asia/Shanghai")
CACHED_RESULTS = 512
COMMIT_TRIES = 20

UPLOADS_DDL = (
    "upload_id integer, dataset varchar, person varchar, uploaded_at timestamp, file_name varchar, sha256 varchar, "
    "message varchar, is_demo boolean, rows_added integer, rows_changed integer, rows_removed integer, "
    "rows_unchanged integer"
)

#: Which stored rows came with demonstration data.
OF_DEMO = "upload_id in (select upload_id from uploads where is_demo)"

#: A commit notes the numbers of its uploads in its snapshot.
UPLOAD_SNAPSHOTS = """
    select unnest(cast(cast(commit_extra_info as json) as integer[])) as upload_id, snapshot_id
    from lake.snapshots() where commit_extra_info is not null
"""


class DataChanged(Exception):
    """The dataset has a newer version than the one a draft was checked against: look at the new difference."""


@dataclass(frozen=True)
class Author:
    """Who commits, with what file, and why."""

    person: str
    file_name: str = ""
    sha256: str = ""
    message: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class Change:
    """What one commit does to one dataset.

    `upserts` has the dataset's columns as canonical text (None for empty) and `line`, and for rows that come back from
    an earlier upload `upload_id`; `removals` has its key columns as text; `base_version` is the version the change was
    worked out against.
    """

    dataset: str
    upserts: pa.Table
    removals: pa.Table
    base_version: int
    added: int
    changed: int
    unchanged: int
    author: Author = field(default_factory=lambda: Author(""))


class Lake:
    """An open store; safe to share between threads."""

    def __init__(self, home: Path | str | None = None) -> None:
        """Open the store at `home` (default: the environment's); raises StoreError where there is none to open."""
        self.catalog = Catalog.from_environment(home)
        if not self.catalog.exists():
            raise StoreError(f"还没有数据库，请先运行 python -m dashboard init：{self.catalog.home}")
        self._copy = WorkingCopy()
        self._versions: dict[str, int] = {}
        self._stamp: object = None
        self._fetching = threading.Lock()
        self._results: OrderedDict[Any, pd.DataFrame] = OrderedDict()
        self._results_lock = threading.Lock()
        self.revision = 0
        self.refresh()
        self._add_new_datasets()

    def _add_new_datasets(self) -> None:
        """Give a store made before a dataset was added the dataset's table, empty."""
        new = [table for table in datasets().values() if table.name not in self._versions]
        if new:
            self._write(lambda session: _create_tables(session, new), Author("系统", message="新增数据集"))
            self.refresh()

    # ---- reading ----------------------------------------------------------------------------------------------------

    def query(self, name: str, **given: Any) -> pd.DataFrame:
        """The rows of a named query; parameters left out take their default. Raises QueryError for a wrong name."""
        self._refresh_if_changed()
        query = queries.read(name)
        values = queries.bind(query, given)
        if "as_of" in values and values["as_of"] is None:
            values["as_of"] = self.default_as_of()
        key = (self.revision, name, tuple(values.items()))
        with self._results_lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key].copy(deep=False)
        with self._copy.reading(values.get("as_of")) as cursor:
            frame = cursor.execute(query.text, values).df()
        with self._results_lock:
            self._results[key] = frame
            while len(self._results) > CACHED_RESULTS:
                self._results.popitem(last=False)
        return frame.copy(deep=False)

    def default_as_of(self) -> dt.date:
        """The last day of the latest month with any actual or report; with none, the day of issue."""
        self._refresh_if_changed()
        day: dt.date = self.cursor().execute("select as_of from default_as_of").fetchall()[0][0]
        return day

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own on the working copy: one for each query and thread."""
        return self._copy.cursor()

    def version(self, name: str) -> int:
        """The version of a dataset in the working copy; it rises with every commit that touches the dataset."""
        return self._versions[name]

    # ---- keeping the working copy up to date ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Bring the working copy to the latest snapshot; only datasets with a new version are fetched."""
        with self._fetching:
            stamp = self.catalog.stamp()
            with self.catalog.session() as session:
                self._fetch(session)
            self._stamp = stamp

    def _refresh_if_changed(self) -> None:
        """Fetch what another program committed; while someone is writing, keep serving the snapshot we have."""
        if self.catalog.stamp() == self._stamp or not self._fetching.acquire(blocking=False):
            return
        try:
            stamp = self.catalog.stamp()
            with self.catalog.session(wait=False) as session:
                self._fetch(session)
            self._stamp = stamp
        except StoreBusy:
            pass
        finally:
            self._fetching.release()

    def _fetch(self, session: duckdb.DuckDBPyConnection) -> None:
        heads = dict(session.execute("select dataset, version from lake.heads").fetchall())
        stale = [name for name, version in heads.items() if self._versions.get(name) != version]
        if not stale:
            return
        # What nobody has ever written to is empty here as well.
        sources = {name: f"from lake.{name}" for name in stale if name in datasets() and heads[name]}
        sources |= {"uploads": "from lake.uploads", "upload_snapshots": UPLOAD_SNAPSHOTS}
        self._copy.replace({name: session.execute(source).to_arrow_table() for name, source in sources.items()})
        self._versions = heads
        self.revision += 1

    # ---- writing ----------------------------------------------------------------------------------------------------

    def commit(
        self, changes: Iterable[Change], alongside: Callable[[duckdb.DuckDBPyConnection], object] | None = None
    ) -> int:
        """Commit changes of several datasets as one snapshot, all or nothing; returns the snapshot's number.

        What is derived from the changed rows (queries/derived/) is worked out anew in the same transaction.
        `alongside` writes in the same transaction what belongs to the changes but is no dataset; it may run again.
        Raises DataChanged when a dataset has moved on since its change was worked out, StoreBusy or StoreError when the
        store cannot be written. Nothing is written then.
        """
        planned = list(changes)

        def work(session: duckdb.DuckDBPyConnection) -> list[int]:
            upload_ids = [_apply(session, change) for change in planned]
            for change in planned:
                _derive(session, dataset(change.dataset), _touched(change))
            if alongside:
                alongside(session)
            return upload_ids

        snapshot = self._write(work, planned[0].author)
        self.refresh()
        return snapshot

    def restore(self, name: str, snapshot: int, author: Author) -> int:
        """Bring back the rows a dataset had at a snapshot, as a new snapshot; returns its number.

        The rows keep the upload and line they came from, and what is derived from them comes back with them. Raises
        StoreError when there is no such snapshot.
        """
        target = dataset(name)
        snapshot = self._write(lambda session: [_restore(session, target, snapshot, author)], author)
        self.refresh()
        return snapshot

    def clear_demo(self, person: str) -> int | None:
        """Remove every row that came with demonstration data, as one snapshot; None when there is none."""
        self.refresh()
        changes = [change for change in map(self._without_demo, datasets().values()) if len(change.removals)]
        author = Author(person, message="清除演示数据")
        return self.commit([replace(change, author=author) for change in changes]) if changes else None

    def _without_demo(self, table: Dataset) -> Change:
        keys = ", ".join(f"cast({column} as varchar) as {column}" for column in table.key)
        cursor = self.cursor()
        removals = cursor.execute(f"select {keys} from {table.name} where {OF_DEMO}").to_arrow_table()
        total = cursor.execute(f"select count(*) from {table.name}").fetchall()[0][0]
        nothing = pa.table({name: pa.nulls(0, pa.string()) for name in [*table.columns, "line"]})
        return Change(table.name, nothing, removals, self.version(table.name), 0, 0, total - len(removals))

    def _write(self, work: Callable[[duckdb.DuckDBPyConnection], list[int]], author: Author) -> int:
        """Run `work` in one transaction of one session, again when a conflict turns out not to touch our datasets."""
        with self.catalog.session(write=True) as session:
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
                    return snapshot
                except duckdb.TransactionException:
                    _rollback(session)
                    time.sleep(0.01 * (attempt + 1))
                except BaseException:
                    _rollback(session)
                    raise
        raise StoreBusy("数据库写入繁忙，本次没有写入，请稍候再试。")


def _rollback(session: duckdb.DuckDBPyConnection) -> None:
    """End a transaction that may already have ended by its own failure."""
    try:
        session.execute("rollback")
    except duckdb.TransactionException:
        return


def create(home: Path | str | None = None) -> None:
    """Make an empty store with all tables; raises StoreError when something is there already."""
    catalog = Catalog.from_environment(home)
    if catalog.is_file:
        if catalog.exists():
            raise StoreError(f"数据库已存在，未作改动：{catalog.home}")
        Path(catalog.catalog).parent.mkdir(parents=True, exist_ok=True)
    with catalog.session(write=True, is_new=True) as session:
        session.execute("begin")
        session.execute("create table lake.board (format integer)")
        session.execute("insert into lake.board values (?)", [FORMAT])
        session.execute("create table lake.heads (dataset varchar, version integer)")
        session.execute(f"create table lake.uploads ({UPLOADS_DDL})")
        session.execute("insert into lake.heads values ('uploads', 0)")
        _create_tables(session, datasets().values())
        session.execute("call lake.set_commit_message('系统', '建立数据库')")
        session.execute("commit")


def _create_tables(session: duckdb.DuckDBPyConnection, tables: Iterable[Dataset]) -> list[int]:
    """Make the stored table and the head row of each dataset inside an open transaction; no uploads come of it."""
    for table in tables:
        session.execute(f"create table lake.{table.name} ({table.ddl})")
        session.execute("insert into lake.heads values (?, 0)", [table.name])
    return []


def _apply(session: duckdb.DuckDBPyConnection, change: Change) -> int:
    """Write one change inside an open transaction; returns the upload's number."""
    target = dataset(change.dataset)
    _advance(session, target.name, change.base_version)
    upload_id = _record(session, change)
    for rows in (change.removals, change.upserts):
        if len(rows):
            session.register("incoming", rows)
            match = " and ".join(f"stored.{k} = cast(incoming.{k} as {target.field(k).sql_type})" for k in target.key)
            session.execute(
                f"delete from lake.{target.name} as stored where exists (select 1 from incoming where {match})"
            )
            session.unregister("incoming")
    if len(change.upserts):
        session.register("incoming", change.upserts)
        casts = ", ".join(f"cast({column.name} as {column.sql_type})" for column in target.fields)
        origin = "coalesce(cast(upload_id as integer), ?)" if "upload_id" in change.upserts.column_names else "?"
        session.execute(
            f"insert into lake.{target.name} select {casts}, {origin}, cast(line as integer) from incoming", [upload_id]
        )
        session.unregister("incoming")
    return upload_id


def _restore(session: duckdb.DuckDBPyConnection, target: Dataset, snapshot: int, author: Author) -> int:
    """Replace a dataset's rows by those of a snapshot inside an open transaction; returns the upload's number."""
    known = session.execute("select count(*) from lake.snapshots() where snapshot_id = ?", [snapshot]).fetchone()
    then = f"lake.{target.name} at (version => {int(snapshot)})"
    try:
        before = session.execute(f"from {then}").to_arrow_table()
    except duckdb.Error as error:
        raise StoreError(f"快照 {snapshot} 里没有“{target.title}”，无法恢复。") from error
    if known == (0,):
        raise StoreError(f"没有编号为 {snapshot} 的快照，可用 history 查看。")
    session.register("earlier", before)
    keys = ", ".join(target.key)
    same = " and ".join(f"n.{c} is not distinct from e.{c}" for c in target.columns)
    counts = session.execute(
        f"""
        select
            count(*) filter (where n.upload_id is null),
            count(*) filter (where e.upload_id is null),
            count(*) filter (where n.upload_id is not null and e.upload_id is not null and not ({same})),
            count(*) filter (where n.upload_id is not null and e.upload_id is not null and {same})
        from lake.{target.name} as n full join earlier as e using ({keys})
        """
    ).fetchall()[0]
    added, removed, changed, unchanged = counts
    touched = session.execute(
        f"""
        select {keys} from lake.{target.name} as n full join earlier as e using ({keys})
        where n.upload_id is distinct from e.upload_id or not ({same})
        """
    ).to_arrow_table()
    version = session.execute("select version from lake.heads where dataset = ?", [target.name]).fetchall()[0][0]
    _advance(session, target.name, version)
    nothing = pa.table({})
    upload_id = _record(
        session,
        Change(target.name, nothing, nothing, version, added, changed, unchanged, author),
        removed=removed,
    )
    session.execute(f"delete from lake.{target.name}")
    session.execute(f"insert into lake.{target.name} from earlier")
    session.unregister("earlier")
    _derive(session, target, touched)
    return upload_id


def _touched(change: Change) -> pa.Table:
    """The keys of the rows that a change writes or removes, as text."""
    key = list(dataset(change.dataset).key)
    parts = [rows.select(key) for rows in (change.upserts, change.removals) if len(rows)]
    return pa.concat_tables(parts, promote_options="permissive") if parts else pa.table({})


def _derive(session: duckdb.DuckDBPyConnection, changed: Dataset, keys: pa.Table) -> None:
    """Work out anew what follows from the rows of a dataset with these keys, inside an open transaction.

    Rows given for a derived dataset itself give way where there is something to derive them from.
    """
    for query in queries.derivations():
        target, source = dataset(query.name.removeprefix("derived/")), dataset(queries.header(query, "from"))
        if not len(keys) or changed not in (target, source):
            continue
        of, names = queries.header(query, "of"), ", ".join(target.key)
        typed = ", ".join(f"cast({name} as {changed.field(name).sql_type}) as {name}" for name in changed.key)
        has_source = f"where ({names}) in (select ({names}) from (select {of} from lake.{source.name}))"
        session.register("changed_keys", keys)
        touched = session.execute(
            f"select distinct {of if changed == source else names} from (select {typed} from changed_keys)"
            f"{has_source if changed == target else ''}"
        ).to_arrow_table()
        session.unregister("changed_keys")
        if not len(touched):
            continue
        session.register("touched", touched)
        session.execute(f"delete from lake.{target.name} where ({names}) in (select ({names}) from touched)")
        session.execute(f"insert into lake.{target.name} by name {query.text}")
        session.execute("update lake.heads set version = version + 1 where dataset = ?", [target.name])
        session.unregister("touched")


def _advance(session: duckdb.DuckDBPyConnection, name: str, base_version: int) -> None:
    """Raise the head of a dataset by one; raises DataChanged when it is not at `base_version`."""
    found = session.execute("select version from lake.heads where dataset = ?", [name]).fetchone()
    if found != (base_version,):
        raise DataChanged(f"“{dataset(name).title}”已被更新，请核对新的差异后再提交。")
    session.execute("update lake.heads set version = version + 1 where dataset = ?", [name])


def _record(session: duckdb.DuckDBPyConnection, change: Change, removed: int | None = None) -> int:
    """Number and note the upload; its number is unique because the head row it comes from conflicts otherwise."""
    session.execute("update lake.heads set version = version + 1 where dataset = 'uploads'")
    upload_id: int = session.execute("select version from lake.heads where dataset = 'uploads'").fetchall()[0][0]
    author = change.author
    now = dt.datetime.now(BEIJING).replace(tzinfo=None)
    session.execute(
        "insert into lake.uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            upload_id,
            change.dataset,
            author.person,
            now,
            author.file_name,
            author.sha256,
            author.message,
            author.is_demo,
            change.added,
            change.changed,
            len(change.removals) if removed is None else removed,
            change.unchanged,
        ],
    )
    return upload_id
