"""The store as it would be after changes that nobody has committed: what would be shown then. Nothing is written."""

from collections.abc import Iterable

import duckdb

from dashboard import queries
from dashboard.datasets import dataset
from dashboard.store.latest import tables_behind
from dashboard.store.reader import Reader, Source
from dashboard.store.span import same_keys
from dashboard.store.transaction import Change
from dashboard.store.working_copy import WorkingCopy


class Supposing:
    """A working copy with changes on top, table by table as they are asked for; for one thread."""

    def __init__(self, whole: Source, changes: Iterable[Change]) -> None:
        self._whole = whole
        self._changes = {change.dataset: change for change in changes}
        self.copy = WorkingCopy()
        #: It never changes.
        self.revision = 0

    def have(self, names: frozenset[str]) -> None:
        """See to it that datasets and definitions of these names can be read."""
        lacking = tables_behind(names) - self.copy.tables
        if lacking:
            self._whole.have(lacking)
            with self._whole.copy.still() as (cursor, _):
                self.copy.replace(cursor, {name: self._rows(cursor, name) for name in lacking}, {}, ())
        self.copy.define(queries.reached(names))

    def _rows(self, cursor: duckdb.DuckDBPyConnection, name: str) -> str:
        """What selects the rows of a table as they would be."""
        if name not in self._changes:
            return f"from {name}"
        change, target = self._changes[name], dataset(name)
        parts = {f"{name}_upserts": change.upserts, f"{name}_removals": change.removals}
        for part, rows in parts.items():
            cursor.register(part, rows)
        stay = " and ".join(
            f"not exists (select 1 from {part} as incoming where {same_keys(target)})" for part in parts
        )
        casts = ", ".join(f"cast({column.name} as {column.sql_type}) as {column.name}" for column in target.fields)
        return f"from {name} as stored where {stay} union all by name select {casts} from {name}_upserts"


class Supposed(Reader):
    """The store as it would be after some changes; for named queries that read no rows straight from the store."""

    def __init__(self, whole: Source, changes: Iterable[Change]) -> None:
        super().__init__(Supposing(whole, changes))
