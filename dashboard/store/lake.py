"""The store: run a query, commit an upload, history, restore.

What is stored lives in the DuckLake of `catalog.py`, one snapshot per commit. What screens read is the working copy of
its latest snapshot (`working_copy.py`): a reader never waits for a writer and never meets one half done. Only rows of
datasets that stay in the store are fetched when someone asks for them. What a commit does to the store is in
`transaction.py`.
"""

import datetime as dt
import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import ORIGIN, Dataset, dataset, datasets
from dashboard.store import transaction
from dashboard.store.catalog import FORMAT, Catalog, StoreBusy, StoreError
from dashboard.store.transaction import BEIJING, Author, Change, DataChanged
from dashboard.store.working_copy import WorkingCopy

__all__ = ["BEIJING", "Author", "Change", "DataChanged", "Lake", "create"]

CACHED_RESULTS = 512
COMMIT_TRIES = 20

#: From so many rows on, only those that changed are fetched.
MANY_ROWS = 10_000

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

#: The rows of a dataset that changed in some snapshots, each as it is after the last: `is_stored`, or gone.
CHANGES = """
    select {columns}, change_type in ('insert', 'update_postimage') as is_stored
    from lake.table_changes('{name}', {first}, {last})
    qualify row_number() over (partition by {key} order by snapshot_id desc, is_stored desc) = 1
"""


class Lake:
    """An open store; safe to share between threads."""

    def __init__(self, home: Path | str | None = None) -> None:
        """Open the store at `home` (default: the environment's); raises StoreError where there is none to open."""
        self.catalog = Catalog.from_environment(home)
        if not self.catalog.exists():
            raise StoreError(f"还没有数据库，请先运行 python -m dashboard init：{self.catalog.home}")
        self._copy = WorkingCopy()
        self._versions: dict[str, int] = {}
        self._snapshot = 0
        self._stamp: object = None
        self._fetching = threading.Lock()
        self._results: OrderedDict[Any, pd.DataFrame] = OrderedDict()
        self._results_lock = threading.Lock()
        self.revision = 0
        self.was_older = self._open()

    def _open(self) -> bool:
        """Fetch what is stored; a store made by an earlier release first gets what it lacks. Whether it lacked any."""
        stamp = self.catalog.stamp()
        with self.catalog.session() as session:
            lacking = transaction.lacking(session)
            if not lacking:
                self._fetch(session)
                self._stamp = stamp
                return False
        self._write(lambda session: transaction.add(session, lacking), Author("系统", message="新增数据集和列"))
        self.refresh()
        return True

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
        fetch = queries.fetches(query)
        rows = self.stored(fetch.dataset, *fetch.where(values)) if fetch else None
        with self._copy.reading(query, values) as cursor:
            if fetch:
                cursor.register(fetch.dataset, rows)
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

    def stored(self, name: str, where: str, values: Mapping[str, Any]) -> pa.Table:
        """The rows of a dataset, straight from the store, that meet a condition with these parameters."""
        with self.catalog.session() as session:
            return session.execute(f"select * from lake.{name} as stored where {where}", values).to_arrow_table()

    @contextmanager
    def reading(self, target: Dataset) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection on which the table of a dataset has all its rows, be they copied or in the store."""
        if not target.in_store:
            yield self.cursor()
            return
        with self.catalog.session() as session:
            session.execute("use lake")
            try:
                yield session
            finally:
                session.execute("use memory")

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
        latest: int = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
        # What nobody has ever written to is empty here as well.
        copied = [name for name in stale if name in datasets() and heads[name] and not dataset(name).in_store]
        changes = {name: rows for name in copied if (rows := self._changes(session, name, latest)) is not None}
        whole = {name: f"from lake.{name}" for name in copied if name not in changes}
        whole |= {"uploads": "from lake.uploads", "upload_snapshots": UPLOAD_SNAPSHOTS}
        self._copy.replace({name: session.execute(rows).to_arrow_table() for name, rows in whole.items()}, changes)
        self._versions, self._snapshot = heads, latest
        self.revision += 1

    def _changes(self, session: duckdb.DuckDBPyConnection, name: str, latest: int) -> pa.Table | None:
        """What changed in a dataset since it was fetched; None where all of it is to be fetched."""
        if self._copy.size(name) < MANY_ROWS:
            return None
        columns = ", ".join([*dataset(name).columns, *ORIGIN])
        key = ", ".join(dataset(name).key)
        asked = CHANGES.format(columns=columns, key=key, name=name, first=self._snapshot + 1, last=latest)
        # Snapshots that have been cleared away cannot be compared with.
        with suppress(duckdb.Error):
            return session.execute(asked).to_arrow_table()
        return None

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
            upload_ids = [transaction.write(session, change) for change in planned]
            transaction.derive(session, planned)
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
        snapshot = self._write(lambda session: [transaction.bring_back(session, target, snapshot, author)], author)
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
        with self.reading(table) as cursor:
            removals = cursor.execute(f"select {keys} from {table.name} where {OF_DEMO}").to_arrow_table()
            total = cursor.execute(f"select count(*) from {table.name}").fetchall()[0][0]
        nothing = pa.table({name: pa.nulls(0, pa.string()) for name in [*table.columns, "line"]})
        return Change(table.name, nothing, removals, self.version(table.name), 0, 0, total - len(removals))

    def _write(self, work: Callable[[duckdb.DuckDBPyConnection], list[int]], author: Author) -> int:
        """Run `work` in one transaction of one session, again when a conflict turns out not to touch our datasets."""
        with self.catalog.session(write=True) as session:
            transaction.define(session)
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
        transaction.create_tables(session, datasets().values())
        session.execute("call lake.set_commit_message('系统', '建立数据库')")
        session.execute("commit")
