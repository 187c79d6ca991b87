"""The working copy: the latest snapshot in memory, with every definition of queries/views/ on top.

What no day decides is a table, made once for the snapshot. What a day decides and many queries start from (a macro
named ..._on_day) is a table by day, filled the first time that day is asked for and read through a macro without the
suffix: a change of filter then plans the ledger's rules once and not in each query (bench/queries.py).

Newer rows make only those definitions anew that follow from them. The table of a dataset that stays in the store is
empty here.
"""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import dataset, datasets

#: Days that stay worked out; after so many it starts anew.
DAYS_KEPT = 100

#: Tables here are small and definitions are nested, so planning costs more than running: without these two steps of the
#: planner, and with one thread a query, page queries take about half the time (bench/queries.py).
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "threads": "1",
    "disabled_optimizers": "join_order,statistics_propagation",
}


class WorkingCopy:
    """Tables and definitions in memory; safe to share between threads. Empty until the first `replace`."""

    def __init__(self) -> None:
        self._memory = duckdb.connect(config=SETTINGS)
        self._changing = threading.Lock()
        self._is_defined = False
        self._memory.execute(";".join(f"create table {table.name} ({table.ddl})" for table in datasets().values()))
        self._memory.execute("create table worked_out (macro varchar, day date)")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own: one for each query and thread."""
        return self._memory.cursor()

    def size(self, name: str) -> int:
        """How many rows a table has."""
        count: int = self.cursor().execute(f"select count(*) from {name}").fetchall()[0][0]
        return count

    def replace(self, tables: Mapping[str, pa.Table], changes: Mapping[str, pa.Table]) -> None:
        """Bring in newer rows and make anew what follows from them, in one transaction.

        `tables` come in place of the old ones; `changes` have the rows of a dataset that changed, each with `is_stored`
        (false for a row that is gone).
        """
        with self._changing:
            cursor = self.cursor()
            cursor.execute("begin")
            for name, rows in tables.items():
                cursor.register("newer", rows)
                cursor.execute(f"create or replace table {name} as from newer")
                cursor.unregister("newer")
            for name, rows in changes.items():
                _change(cursor, name, rows)
            newer = tables.keys() | changes.keys()
            for path in queries.views():
                if not self._is_defined or newer & queries.rests_on()[path]:
                    _define(cursor, path)
            _work_out(cursor, _reached(cursor))
            cursor.execute("commit")
            self._is_defined = True

    @contextmanager
    def reading(self, day: dt.date | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one state of the copy, in which what `day` decides is worked out."""
        cursor = self.cursor()
        cursor.execute("begin")
        # Newer rows may come in between working a day out and reading it: look again then.
        while day and _not_worked_out(cursor, day):
            cursor.execute("rollback")
            with self._changing:
                cursor.execute("begin")
                _work_out(cursor, day)
                cursor.execute("commit")
            cursor.execute("begin")
        yield cursor
        cursor.execute("rollback")


def _change(cursor: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Put changed rows of a dataset in place of those with their keys."""
    cursor.register("newer", rows)
    same = " and ".join(f"older.{column} = newer.{column}" for column in dataset(name).key)
    cursor.execute(f"delete from {name} as older using newer where {same}")
    cursor.execute(f"insert into {name} by name select * exclude (is_stored) from newer where is_stored")
    cursor.unregister("newer")


def _define(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Run a file of definitions; raises QueryError for one that cannot be run."""
    try:
        cursor.execute(path.read_text(encoding="utf-8"))
        for name in queries.by_day(path):
            _create_by_day(cursor, name)
    except duckdb.Error as error:
        raise queries.QueryError(f"{path}: {error}") from error


def _create_by_day(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """The table of a macro ..._on_day, with the day the data reaches in it, and the macro that reads it."""
    day = _reached(cursor)
    cursor.execute("set variable reached = $1::date", [day])
    cursor.execute(
        f"create or replace table {name}_by_day as "
        f"select getvariable('reached') as day, * from {name}_on_day(getvariable('reached'))"
    )
    cursor.execute(
        f"create or replace macro {name}(as_of) as table select * exclude (day) from {name}_by_day where day = as_of"
    )
    cursor.execute("delete from worked_out where macro = ?", [name])
    cursor.execute("insert into worked_out values (?, ?)", [name, day])


def _reached(cursor: duckdb.DuckDBPyConnection) -> dt.date:
    """The day the data reaches."""
    day: dt.date = cursor.execute("select as_of from default_as_of").fetchall()[0][0]
    return day


def _not_worked_out(cursor: duckdb.DuckDBPyConnection, day: dt.date) -> list[str]:
    """The macros ..._on_day that have no rows for a day yet."""
    done = {name for (name,) in cursor.execute("select macro from worked_out where day = ?", [day]).fetchall()}
    return [name for path in queries.views() for name in queries.by_day(path) if name not in done]


def _work_out(cursor: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    """Fill the tables by day for one more day, inside an open transaction."""
    if cursor.execute("select count(distinct day) >= ? from worked_out", [DAYS_KEPT]).fetchone() == (True,):
        for (name,) in cursor.execute("select distinct macro from worked_out").fetchall():
            cursor.execute(f"delete from {name}_by_day")
        cursor.execute("delete from worked_out")
    for name in _not_worked_out(cursor, day):
        cursor.execute(f"insert into {name}_by_day select $1::date, * from {name}_on_day($1::date)", [day])
        cursor.execute("insert into worked_out values (?, ?)", [name, day])
