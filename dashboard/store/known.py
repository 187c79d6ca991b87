"""The store as it was known at the end of a day: what screens would have shown then, for whatever day they count to.

Each commit is a snapshot that stays, so nothing is kept for this. Definitions and words are those of now. Rules and
lists of the notice that an earlier release did not have come as they are now; what was reported later is not there.
"""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb

from dashboard import queries
from dashboard.datasets import FOUNDING, Dataset, dataset
from dashboard.store.carrying import carry
from dashboard.store.catalog import Catalog, StoreError
from dashboard.store.heads import UPLOAD_SNAPSHOTS
from dashboard.store.latest import LOG, tables_behind
from dashboard.store.reader import Reader
from dashboard.store.seen import View
from dashboard.store.sight import NOTHING, Sight
from dashboard.store.transaction import BEIJING
from dashboard.store.working_copy import WorkingCopy


class Moment(NamedTuple):
    """A snapshot of the store and when it was committed; together they name no other one, also after a restore."""

    snapshot: int
    at: dt.datetime


def moment_of(catalog: Catalog, day: dt.date) -> Moment:
    """The last snapshot by the end of a day in Beijing; raises StoreError for a day before the store was made."""
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), BEIJING)
    with catalog.session() as session:
        first, *found = session.execute(
            "select min(snapshot_time), max(snapshot_id) filter (where snapshot_time < $end), "
            "max(snapshot_time) filter (where snapshot_time < $end) from lake.snapshots()",
            {"end": end},
        ).fetchall()[0]
    if found[0] is None:
        made = first.astimezone(BEIJING).date()
        raise StoreError(f"数据库建于{made}，没有{day}当时的记录，请选{made}或以后的日期。")
    return Moment(*found)


class Then:
    """The working copy of a snapshot, table by table as they are asked for; safe to share between threads."""

    def __init__(self, catalog: Catalog, snapshot: int) -> None:
        self._catalog = catalog
        self.snapshot = snapshot
        self.copy = WorkingCopy()
        #: It never changes.
        self.revision = 0
        self._fetching = threading.Lock()

    def have(self, names: frozenset[str]) -> None:
        """See to it that datasets and definitions of these names can be read."""
        with self._fetching:
            lacking = tables_behind(names) - self.copy.tables
            if lacking:
                with self._catalog.session() as session:
                    heads = self.heads(session)
                    rows = {name: self.rows(name, heads) for name in lacking}
                    there = {name: query for name, query in rows.items() if query}
                    self.copy.replace(session, there, {}, lacking - there.keys())
        self.copy.define(queries.reached(names))

    def heads(self, session: duckdb.DuckDBPyConnection) -> dict[str, int]:
        """The version that each dataset had then."""
        query = f"select dataset, version from lake.heads at (version => {self.snapshot})"
        return dict(session.execute(query).fetchall())

    def rows(self, name: str, heads: Mapping[str, int]) -> str | None:
        """What selects the rows of a table as it was; None for one that nobody had written to."""
        if name == "upload_snapshots":
            return f"from ({UPLOAD_SNAPSHOTS}) where snapshot_id <= {self.snapshot}"
        if name not in LOG and not heads.get(name):
            return f"from lake.{name}" if name not in heads and dataset(name).kind in FOUNDING else None
        # The table as it is now comes first, for a column that was added since.
        return f"(from lake.{name} limit 0) union all by name (from lake.{name} at (version => {self.snapshot}))"


class Known(Reader):
    """The store as it was at a snapshot; for reading only."""

    _latest: Then

    def __init__(self, catalog: Catalog, snapshot: int) -> None:
        super().__init__(Then(catalog, snapshot))
        self._catalog = catalog
        self._views: dict[frozenset[str], View] = {}

    def seen_by(self, sight: Sight) -> Reader:
        """The store of then as a reader with this sight sees it."""
        if sight.units is None:
            return self
        return self._views.setdefault(sight.units, View(self, self._latest, sight.units))

    def for_all(self) -> Reader:
        return self.seen_by(NOTHING)

    def lay(self, cursor: duckdb.DuckDBPyConnection, name: str, where: str, values: Mapping[str, Any]) -> None:
        with self._catalog.session() as session:
            rows = f"select * from ({self._rows(session, name)}) as stored where {where}"
            carry(session, rows, cursor, f"temp table {name}", values)

    @contextmanager
    def reading(self, target: Dataset) -> Iterator[duckdb.DuckDBPyConnection]:
        if not target.in_store:
            yield self.cursor(target.name, "uploads")
            return
        with self._catalog.session() as session:
            names = (target.name, "uploads")
            for name in names:
                session.execute(f"create temp view {name} as {self._rows(session, name)}")
            try:
                yield session
            finally:
                for name in names:
                    session.execute(f"drop view {name}")

    def _rows(self, session: duckdb.DuckDBPyConnection, name: str) -> str:
        return self._latest.rows(name, self._latest.heads(session)) or f"from lake.{name} limit 0"

    def version(self, name: str) -> int:
        with self._catalog.session() as session:
            return self._latest.heads(session).get(name, 0)

    def revision(self) -> int:
        return self._latest.revision

    def trouble(self) -> tuple[StoreError, dt.datetime] | None:
        return None
