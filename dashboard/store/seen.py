"""The store as somebody sees it who may not see all of it.

What a reader sees is decided in one place: where rows enter the working copy from which that reader is answered
(queries/seen/). It comes from the working copy that has everything, table by table as they are asked for; the queries
and definitions above are the same, so none of them can tell what is withheld. What has no part that is withheld from
anybody is answered from the copy of all.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard import queries
from dashboard.datasets import Dataset
from dashboard.store.latest import tables_behind
from dashboard.store.reader import Reader, Source
from dashboard.store.working_copy import WorkingCopy

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from dashboard.store.errors import StoreError


class Seen:
    """The working copy of what those see who see what these units supervise; safe to share between threads."""

    def __init__(self, whole: Source, units: Iterable[str]) -> None:
        self._whole = whole
        self._units = sorted(units)
        self.copy = WorkingCopy(queries.given())
        #: Rises whenever a table of the copy has become another.
        self.revision = 0
        self._marks: dict[str, object] = {}
        self._state = 0
        self._fetching = threading.Lock()

    def have(self, names: frozenset[str]) -> None:
        """See to it that datasets and definitions of these names can be read, as they are in the copy of all."""
        needed = tables_behind(names, queries.given())
        masks = queries.used_by_masks() if needed & queries.masked().keys() else frozenset()
        self._whole.have(needed | masks)
        if not needed <= self.copy.tables or self._state != self._whole.copy.state:
            with self._fetching:
                self._fetch(needed)
        self.copy.define(queries.reached(names, queries.given()))

    def _fetch(self, needed: frozenset[str]) -> None:
        """Bring in these tables and what has changed of others, all of one state of the copy of all."""
        state = self._whole.copy.state
        with self._whole.copy.still() as (cursor, renewals):
            marks = {name: self._mark(name, renewals) for name in self.copy.tables | needed}
            stale = {name for name, mark in marks.items() if mark != self._marks.get(name)}
            if stale & queries.masked().keys():
                self._lay(cursor)
            rows = {name: queries.masked()[name].text if name in queries.masked() else f"from {name}" for name in stale}
            if rows:
                self.copy.replace(cursor, rows, {}, ())
        self.revision += bool(stale & self._marks.keys())
        self._marks, self._state = marks, state

    def _mark(self, name: str, renewals: Mapping[str, int]) -> object:
        """What is another whenever a table has become another, for this reader."""
        behind = queries.behind_masks() | {name} if name in queries.masked() else {name}
        return {each: renewals[each] for each in behind & renewals.keys()}

    def _lay(self, cursor: duckdb.DuckDBPyConnection) -> None:
        for name, query in queries.laid().items():
            given = {"units": self._units} if "units" in query.parameters else None
            cursor.execute(f"create temp table {name} as {query.text}", given)


class View(Reader):
    """A store seen with less; for reading only."""

    def __init__(self, whole: Reader, source: Source, units: Iterable[str]) -> None:
        super().__init__(Seen(source, units))
        self._whole = whole

    def query(self, name: str, /, **given: Any) -> "pd.DataFrame":
        if queries.is_same_for_all(queries.read(name)):
            return self._whole.query(name, **given)
        return super().query(name, **given)

    @contextmanager
    def answering(self, name: str, /, **given: Any) -> Iterator[duckdb.DuckDBPyConnection]:
        reading = self._whole.answering if queries.is_same_for_all(queries.read(name)) else super().answering
        with reading(name, **given) as cursor:
            yield cursor

    def default_as_of(self) -> "dt.date":
        return self._whole.default_as_of()

    def for_all(self) -> Reader:
        return self._whole.for_all()

    def lay(self, cursor: duckdb.DuckDBPyConnection, name: str, where: str, values: Mapping[str, Any]) -> None:
        assert name not in queries.masked(), name
        self._whole.lay(cursor, name, where, values)

    @contextmanager
    def reading(self, target: Dataset) -> Iterator[duckdb.DuckDBPyConnection]:
        if not target.in_store:
            yield self.cursor(target.name, "uploads")
            return
        assert target.name not in queries.masked(), target.name
        with self._whole.reading(target) as cursor:
            yield cursor

    def version(self, name: str) -> int:
        found = self._whole.version(name)
        # The copy here is then as new as that at least: what is worked out from it next is no older than it says.
        self.have([name])
        return found

    def revision(self) -> int:
        return self._whole.revision()

    def trouble(self) -> "tuple[StoreError, dt.datetime] | None":
        return self._whole.trouble()
