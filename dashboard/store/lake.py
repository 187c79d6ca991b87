"""The store: run a query, commit an upload, history, restore.

What is stored lives in the DuckLake of `catalog.py`, one snapshot per commit. What screens read is the working copy of
its latest snapshot (`working_copy.py`, kept there by `latest.py`): a reader never waits for a writer and never meets
one half done. Only rows of datasets that stay in the store are fetched when someone asks for them. What a commit does
to the store is in `transaction.py`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard import queries
from dashboard.datasets import Dataset, dataset, datasets
from dashboard.queries.parameters import typed
from dashboard.store import tables, transaction
from dashboard.store.carrying import carry
from dashboard.store.catalog import Catalog, StoreError
from dashboard.store.heads import DataChanged
from dashboard.store.instances import MANY_ROWS, prepare_for
from dashboard.store.kept import Kept
from dashboard.store.known import Known, Moment, moment_of
from dashboard.store.latest import Latest
from dashboard.store.reader import Reader
from dashboard.store.seen import View
from dashboard.store.sight import NOTHING, Sight
from dashboard.store.supposed import Supposed
from dashboard.store.transaction import BEIJING, Author, Change

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BEIJING", "Author", "Change", "DataChanged", "Lake"]

#: So many views of those who do not see everything stay ready, and so many sets of units known by what they supervise.
KEPT_VIEWS, KEPT_UNITS = 8, 64
#: So many moments of the past stay ready, and so many days of which it is known which moment they ended with.
KEPT_MOMENTS, KEPT_DAYS = 2, 64

#: Which stored rows came with demonstration data.
OF_DEMO = "upload_id in (select upload_id from uploads where is_demo)"


class Lake(Reader):
    """An open store, with all its rows; safe to share between threads."""

    _latest: Latest

    def __init__(self, home: Path | str | None = None, names: Iterable[str] = ()) -> None:
        """Open the store at `home` (default: the environment's); raises StoreError where there is none to open.

        What datasets and definitions of these names need is fetched while it is open anyway.
        """
        self.catalog = Catalog.from_environment(home)
        if not self.catalog.exists():
            raise StoreError(f"还没有数据库，请先运行 python -m dashboard init：{self.catalog.home}")
        super().__init__(Latest(self.catalog))
        self._views = Kept[View](KEPT_VIEWS)
        self._supervising = Kept[frozenset[str]](KEPT_UNITS)
        self._moments, self._then = Kept[Moment](KEPT_DAYS), Kept[Known](KEPT_MOMENTS)
        #: Who hears of each commit: its author, its snapshot, and what it changed in words.
        self.told: Callable[[Author, int, str], None] = lambda author, snapshot, changes: None
        self.was_older = self._open(frozenset(names))

    def _open(self, names: frozenset[str]) -> bool:
        """Fetch what is needed; a store made by an earlier release first gets what it lacks. Whether it lacked any."""
        stamp = self.catalog.stamp()
        with self.catalog.session() as session:
            lacking = tables.lacking(session)
            if not lacking:
                self._latest.fetch(session, stamp, names)
                return False
        author = Author("系统", message="新增数据集和列")
        self._write(lambda session: tables.add(session, lacking), author, author.message)
        return True

    # ---- reading ----------------------------------------------------------------------------------------------------

    def seen_by(self, sight: Sight) -> Reader:
        """The store as a reader with this sight sees it; for reading alone, kept among the last few."""
        if sight.units is None:
            return self
        units = sight.units
        if units:
            units = self._supervising.get((self.revision(), units), partial(self._see_more, units))
        return self._views.get(units, partial(View, self, self._latest, units))

    def for_all(self) -> Reader:
        return self.seen_by(NOTHING)

    def known(self, day: dt.date) -> Known:
        """The store as it was known at the end of a day in Beijing; for reading alone, kept among the last few.

        Raises StoreError for a day before the store was made.
        """
        state = (day, self.revision(), self._latest.snapshot)
        moment = self._moments.get(state, lambda: moment_of(self.catalog, day))
        return self._then.get(moment, lambda: Known(self.catalog, moment.snapshot))

    def supposing(self, changes: Iterable[Change]) -> Supposed:
        """The store as it would be after changes; for named queries alone, and not kept."""
        return Supposed(self._latest, changes)

    def query(self, name: str, /, **given: Any) -> "pd.DataFrame":
        """The rows of a named query; with `known` as they were known on that day; else like `Reader.query`."""
        day = typed("known", given.pop("known", None))
        return self.known(day).query(name, **given) if day else super().query(name, **given)

    @contextmanager
    def answering(self, name: str, /, **given: Any) -> Iterator[duckdb.DuckDBPyConnection]:
        """The same as a cursor."""
        day = typed("known", given.pop("known", None))
        with (self.known(day).answering if day else super().answering)(name, **given) as cursor:
            yield cursor

    def _see_more(self, units: frozenset[str]) -> frozenset[str]:
        """Those of some units that see more than others, so that as few views as possible are kept."""
        query = queries.supervising()
        rows = self.cursor(*query.uses).execute(query.text, {"units": sorted(units)}).fetchall()
        return frozenset(unit for (unit,) in rows)

    def lay(self, cursor: duckdb.DuckDBPyConnection, name: str, where: str, values: Mapping[str, Any]) -> None:
        """Lay a table for this cursor alone: the rows of a dataset, straight from the store, that meet a condition."""
        with self.catalog.session() as session:
            rows = f"select * from lake.{name} as stored where {where}"
            carry(session, rows, cursor, f"temp table {name}", values)

    @contextmanager
    def reading(self, target: Dataset) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection on which the table of a dataset has all its rows, be they copied or in the store.

        The log of uploads is there as well.
        """
        if not target.in_store:
            yield self.cursor(target.name, "uploads")
            return
        with self.catalog.session() as session:
            prepare_for(session, MANY_ROWS)
            session.execute("use lake")
            try:
                yield session
            finally:
                session.execute("use memory")

    def version(self, name: str) -> int:
        """The version of a dataset in the working copy; it rises with every commit that touches the dataset."""
        return self._latest.version(name)

    def revision(self) -> int:
        """A number that is another whenever what screens read has changed; what others committed is fetched first."""
        self._latest.have(frozenset())
        return self._latest.revision

    def trouble(self) -> tuple[StoreError, dt.datetime] | None:
        """Why the store cannot be read at present, and of when the rows are that are shown meanwhile; None if it can.

        It is looked for again by itself.
        """
        self._latest.have(frozenset())
        found = self._latest.trouble
        return (found, self._latest.read_at.astimezone(BEIJING)) if found else None

    def snapshot(self) -> int:
        """The snapshot that the working copy is at: who notes it before reading has seen all up to it, perhaps more."""
        return self._latest.snapshot

    def refresh(self) -> None:
        """Bring the working copy to the latest snapshot; only datasets with a new version are fetched."""
        self._latest.refresh()

    # ---- writing ----------------------------------------------------------------------------------------------------

    def commit(
        self,
        changes: Iterable[Change],
        alongside: Callable[[duckdb.DuckDBPyConnection], object] = lambda session: None,
        *,
        provided: Callable[[duckdb.DuckDBPyConnection], object] = lambda session: None,
    ) -> int:
        """Commit changes of several datasets as one snapshot, all or nothing; returns the snapshot's number.

        What is derived from the changed rows (queries/derived/) is worked out anew in the same transaction.
        `alongside` writes in the same transaction what belongs to the changes but is no dataset. `provided` looks at
        the store in it before anything is written, and raises where the changes hold no more. Both may run again.
        Raises DataChanged when rows of a change were written since it was worked out, StoreBusy or StoreError when the
        store cannot be written. Nothing is written then.
        """
        planned = list(changes)

        def work(session: duckdb.DuckDBPyConnection) -> list[int]:
            provided(session)
            upload_ids = transaction.write(session, planned)
            alongside(session)
            return upload_ids

        author = planned[0].author
        if author.act == "upload" and all(dataset(change.dataset).kind == "setting" for change in planned):
            author = replace(author, act="settings")
        return self._write(work, author, "；".join(change.said for change in planned))

    def restore(self, name: str, snapshot: int, author: Author) -> int:
        """Bring back the rows a dataset had at a snapshot, as a new snapshot; returns its number.

        The rows keep the upload and line they came from, and what is derived from them comes back with them. Raises
        StoreError when there is no such snapshot, and for a dataset that is only added to or that the board alone
        writes.
        """
        target = dataset(name)
        if target.is_append_only:
            raise StoreError(f"“{target.title}”只增不减，不能恢复到以前的样子。")
        if target.is_noted:
            raise StoreError(f"“{target.title}”由系统自动记下，不能单独恢复。")
        work = partial(transaction.bring_back, target=target, snapshot=snapshot, author=author)
        return self._write(lambda session: [work(session)], author, f"“{target.title}”恢复到快照{snapshot}")

    def clear_demo(self, person: str) -> int | None:
        """Remove every row that came with demonstration data, as one snapshot; None when there is none."""
        self._latest.refresh(frozenset(datasets()) | {"uploads"})
        own = [each for each in datasets().values() if not each.is_noted]
        changes = [change for change in map(self._without_demo, own) if len(change.removals)]
        author = Author(person, message="清除演示数据", act="upkeep")
        return self.commit([replace(change, author=author) for change in changes]) if changes else None

    def _without_demo(self, table: Dataset) -> Change:
        keys = ", ".join(f"cast({column} as varchar) as {column}" for column in table.key)
        with self.reading(table) as cursor:
            removals = cursor.execute(f"select {keys} from {table.name} where {OF_DEMO}").to_arrow_table()
            nothing = cursor.execute(f"select * exclude (upload_id) from {table.name} limit 0").to_arrow_table()
            total = cursor.execute(f"select count(*) from {table.name}").fetchall()[0][0]
        return Change(table.name, nothing, removals, self.version(table.name), 0, 0, total - len(removals))

    def _write(self, work: Callable[[duckdb.DuckDBPyConnection], list[int]], author: Author, changes: str) -> int:
        with self._latest.following() as follow:
            snapshot = transaction.run(self.catalog, work, author, follow)
        self.told(author, snapshot, changes)
        return snapshot
