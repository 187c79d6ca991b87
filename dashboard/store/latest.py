"""The working copy at the latest snapshot: what is fetched from the store, and when.

A table is fetched the first time that someone reads it, and from then on whenever its dataset has a new version. Each
fetch brings the whole copy to one snapshot, in one transaction on either side: no reader ever sees two of them mixed.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import duckdb

from dashboard import queries
from dashboard.datasets import ORIGIN, dataset, datasets
from dashboard.store.catalog import METADATA, Catalog
from dashboard.store.errors import StoreBusy, StoreError
from dashboard.store.heads import UPLOAD_SNAPSHOTS, versions
from dashboard.store.turn import Turn
from dashboard.store.working_copy import WorkingCopy

#: So long nobody looks again for a store that could not be read, as looking may take seconds.
PATIENCE_SECONDS = 15.0

#: From so many rows on, only those that changed are fetched.
MANY_ROWS = 10_000

#: A restored store goes on with versions so much higher: nobody finds those of the replaced one in it again.
LIFETIME = 1_000_000

#: The tables of the log of uploads, which every commit adds to.
LOG = {"uploads": "from lake.uploads", "upload_snapshots": UPLOAD_SNAPSHOTS}

#: The rows of a dataset that changed in some snapshots, each as it is after the last: `is_stored`, or gone.
CHANGES = """
    select {columns}, change_type in ('insert', 'update_postimage') as is_stored
    from lake.table_changes('{name}', {first}, {last})
    qualify row_number() over (partition by {key} order by snapshot_id desc, is_stored desc) = 1
"""


class Latest:
    """The working copy and the snapshot it is at; safe to share between threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.copy = WorkingCopy()
        #: Rises whenever a table of the copy has become another.
        self.revision = 0
        self._versions: dict[str, int] = {}
        #: The number of the snapshot of the copy.
        self.snapshot = 0
        self._stamp: object = None
        self._turn = Turn()
        #: Why the copy cannot follow the store at present, and when it last did.
        self.trouble: StoreError | None = None
        self.read_at = dt.datetime.now(dt.UTC)
        self._next_look = 0.0

    def version(self, name: str) -> int:
        """The version of a dataset at the snapshot of the copy; it rises with every commit that touches the dataset."""
        return self._versions[name]

    def have(self, names: frozenset[str]) -> None:
        """See to it that datasets and definitions of these names can be read; other names are passed over.

        What another program has committed is fetched first, unless someone is writing: then the snapshot we have will
        do. Only who reads a table that nobody has read before waits for the store.
        """
        if tables_behind(names) <= self.copy.tables:
            self._refresh_if_changed()
        else:
            self.refresh(names)
        self.copy.define(queries.reached(names))

    def refresh(self, names: frozenset[str] = frozenset()) -> None:
        """Bring the copy to the latest snapshot, and into it the tables behind these names."""
        with self._turn.work():
            stamp = self._catalog.stamp()
            with self._catalog.session() as session:
                self.fetch(session, stamp, names)

    @contextmanager
    def following(self) -> Iterator[Callable[[duckdb.DuckDBPyConnection], None]]:
        """While someone writes, what brings the copy in the same session to the snapshot that was committed."""
        with self._turn.work():
            yield self._follow

    def _follow(self, session: duckdb.DuckDBPyConnection) -> None:
        if self._catalog.is_file:
            # Else the file would change once more as it is let go of, and look like another program's commit.
            session.execute(f"checkpoint {METADATA}")
        stamp = self._catalog.stamp()
        session.execute("begin")
        self.fetch(session, stamp)
        session.execute("commit")

    def _refresh_if_changed(self) -> None:
        """Fetch what others committed, as far as the store can be read now; else the snapshot we have will do."""
        if time.monotonic() < self._next_look:
            return
        with self._turn.look() as may_look:
            if not may_look:
                return
            try:
                stamp = self._catalog.stamp()
                if stamp != self._stamp or self.trouble:
                    with self._catalog.session(wait=False) as session:
                        self.fetch(session, stamp)
                self.read_at = dt.datetime.now(dt.UTC)
            except StoreBusy:
                pass
            except StoreError as error:
                self.trouble, self._next_look = error, time.monotonic() + PATIENCE_SECONDS

    def fetch(self, session: duckdb.DuckDBPyConnection, stamp: object, names: frozenset[str] = frozenset()) -> None:
        """Bring the copy to the snapshot of a session, for one thread at a time.

        `stamp` is the catalog's from before the session: what is committed in between is fetched again.
        """
        heads = versions(session)
        latest: int = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
        stale = {name for name in self.copy.tables if heads[_head(name)] != self._versions[_head(name)]}
        lacking = tables_behind(names) - self.copy.tables
        blank = {name for name in lacking - LOG.keys() if not heads[name]}
        comparable = {
            name for name in stale if heads[_head(name)] - self._versions[_head(name)] in range(LIFETIME // 2)
        }
        changes = {name: rows for name in comparable if (rows := self._changes(session, name, latest))}
        whole = {name: LOG.get(name, f"from lake.{name}") for name in (stale | lacking) - blank - changes.keys()}
        if whole or changes or blank:
            self.copy.replace(session, whole, changes, blank)
        self._versions, self.snapshot, self._stamp = heads, latest, stamp
        self.trouble, self.read_at = None, dt.datetime.now(dt.UTC)
        self.revision += bool(stale)

    def _changes(self, session: duckdb.DuckDBPyConnection, name: str, latest: int) -> str | None:
        """The query for what changed in a dataset since it was fetched; None where all of it is to be fetched."""
        if name in LOG or self.copy.size(name) < MANY_ROWS:
            return None
        first = self.snapshot + 1
        known = session.execute(f"select count(*) from lake.snapshots() where snapshot_id = {first}").fetchone()
        # Snapshots that have been cleared away cannot be compared with.
        if known == (0,):
            return None
        columns, key = ", ".join([*dataset(name).columns, *ORIGIN]), ", ".join(dataset(name).key)
        return CHANGES.format(columns=columns, key=key, name=name, first=first, last=latest)


@cache
def tables_behind(names: frozenset[str], given: frozenset[str] = frozenset()) -> frozenset[str]:
    """The tables that datasets and definitions of these names are read from; rows that stay in the store have none.

    Definitions that are `given` are tables as well.
    """
    fetched = {name for name, each in datasets().items() if not each.in_store} | LOG.keys() | given
    return names.union(*(each.uses for each in queries.reached(names, given))) & fetched


def _head(name: str) -> str:
    """The dataset whose version a table follows."""
    return "uploads" if name in LOG else name
