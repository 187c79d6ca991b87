"""The working copy: the latest snapshot in memory, with every definition of queries/views/ on top.

What no day decides is a table, made once for the snapshot. What a day decides and many queries start from (a macro
named ..._on_day) is a table by day, filled the first time that day is asked for and read through a macro without the
suffix: a change of filter then plans the ledger's rules once and not in each query (bench/queries.py).
"""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import datasets

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
        self._memory.execute(";".join(f"create table {table.name} ({table.ddl})" for table in datasets().values()))

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own: one for each query and thread."""
        return self._memory.cursor()

    def replace(self, tables: Mapping[str, pa.Table]) -> None:
        """Put newer rows in place of the named tables and define everything anew, in one transaction."""
        with self._changing:
            cursor = self.cursor()
            cursor.execute("begin")
            for name, rows in tables.items():
                cursor.register("newer", rows)
                cursor.execute(f"create or replace table {name} as from newer")
                cursor.unregister("newer")
            for path in queries.views():
                try:
                    cursor.execute(path.read_text(encoding="utf-8"))
                    for name in queries.by_day(path):
                        _create_by_day(cursor, name)
                except duckdb.Error as error:
                    raise queries.QueryError(f"{path}: {error}") from error
            cursor.execute("create or replace table days as select as_of as day from default_as_of")
            cursor.execute("commit")

    @contextmanager
    def reading(self, day: dt.date | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one state of the copy, in which what `day` decides is worked out."""
        cursor = self.cursor()
        cursor.execute("begin")
        # Newer rows may come in between working a day out and reading it: look again then.
        while day and not _is_worked_out(cursor, day):
            cursor.execute("rollback")
            with self._changing:
                _work_out(cursor, day)
            cursor.execute("begin")
        yield cursor
        cursor.execute("rollback")


def _create_by_day(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """The table of a macro ..._on_day, with the day the data reaches in it, and the macro that reads it."""
    cursor.execute("set variable reached = (select as_of from default_as_of)")
    cursor.execute(
        f"create or replace table {name}_by_day as "
        f"select getvariable('reached') as day, * from {name}_on_day(getvariable('reached'))"
    )
    cursor.execute(
        f"create or replace macro {name}(as_of) as table select * exclude (day) from {name}_by_day where day = as_of"
    )


def _is_worked_out(cursor: duckdb.DuckDBPyConnection, day: dt.date) -> bool:
    return cursor.execute("select 1 from days where day = ?", [day]).fetchone() is not None


def _work_out(cursor: duckdb.DuckDBPyConnection, day: dt.date) -> None:
    """Fill the tables by day for one more day, in one transaction."""
    names = [name for path in queries.views() for name in queries.by_day(path)]
    cursor.execute("begin")
    if cursor.execute("select count(*) >= ? from days", [DAYS_KEPT]).fetchone() == (True,):
        for table in ("days", *(f"{name}_by_day" for name in names)):
            cursor.execute(f"delete from {table}")
    if not _is_worked_out(cursor, day):
        for name in names:
            cursor.execute(f"insert into {name}_by_day select $1::date, * from {name}_on_day($1::date)", [day])
        cursor.execute("insert into days values (?)", [day])
    cursor.execute("commit")
