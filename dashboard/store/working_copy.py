"""The working copy: the latest snapshot in memory, with every definition of queries/definitions/ on top.

What no day decides is a table, made once for the snapshot. What a day or a choice decides and many queries start from
(a macro named ..._once) is kept in a table, filled the first time a query needs it for its parameters and read through
a macro without the suffix: a change of filter then plans the ledger's rules once and not in each query
(bench/queries.py).

Newer rows make only those tables anew that follow from them. The table of a dataset that stays in the store is
empty here.
"""

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import dataset, datasets

#: Sets of parameters that stay worked out; after so many it starts anew.
KEPT = 300

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
        self._memory.execute("create table worked_out (name varchar, given varchar)")

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
        with self._changing, _all_threads(self._memory):
            cursor = self.cursor()
            cursor.execute("begin")
            for name, rows in tables.items():
                cursor.register("newer", rows)
                cursor.execute(f"create or replace table {name} as from newer")
                cursor.unregister("newer")
            for name, rows in changes.items():
                _change(cursor, name, rows)
            for each in queries.definitions():
                if not self._is_defined:
                    _define(cursor, each)
                elif queries.rests_on()[each.name] & (tables.keys() | changes.keys()):
                    _renew(cursor, each)
            cursor.execute("commit")
            self._is_defined = True

    @contextmanager
    def reading(self, query: queries.Query, values: Mapping[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one state of the copy, in which what the query needs is worked out for these parameters."""
        needed = [(each, queries.arguments(each, values)) for each in queries.needs(query)]
        cursor = self.cursor()
        cursor.execute("begin")
        # Newer rows may come in between working something out and reading it: look again then.
        while not all(_is_kept(cursor, each, given) for each, given in needed):
            cursor.execute("rollback")
            with self._changing:
                cursor.execute("begin")
                for each, given in needed:
                    _keep(cursor, each, given)
                cursor.execute("commit")
            cursor.execute("begin")
        yield cursor
        cursor.execute("rollback")


@contextmanager
def _all_threads(memory: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Work on large tables with every processor: that is the one time when running costs more than planning."""
    memory.execute("reset threads")
    try:
        yield
    finally:
        memory.execute(f"set threads = {SETTINGS['threads']}")


def _change(cursor: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Put changed rows of a dataset in place of those with their keys."""
    cursor.register("newer", rows)
    same = " and ".join(f"older.{column} = newer.{column}" for column in dataset(name).key)
    cursor.execute(f"delete from {name} as older using newer where {same}")
    cursor.execute(f"insert into {name} by name select * exclude (is_stored) from newer where is_stored")
    cursor.unregister("newer")


def _define(cursor: duckdb.DuckDBPyConnection, each: queries.Definition) -> None:
    """Make a table, view or macro; raises QueryError for one that cannot be made."""
    try:
        cursor.execute(each.text)
        if each.once is not None:
            _define_kept(cursor, each.name, each.once)
    except duckdb.Error as error:
        raise queries.QueryError(f"{each.path}: {error}") from error


def _renew(cursor: duckdb.DuckDBPyConnection, each: queries.Definition) -> None:
    """Make anew the rows that a definition has, after newer rows of what it follows from."""
    if each.is_table:
        cursor.execute(each.text)
    elif each.once is not None:
        _forget(cursor, each.name)


def _define_kept(cursor: duckdb.DuckDBPyConnection, name: str, parameters: tuple[str, ...]) -> None:
    """The table that keeps what a macro ..._once gave, empty, and the macro that reads it."""
    given = ", ".join(f"null::{_sql_type(parameter)} as given_{parameter}" for parameter in parameters)
    nothing = ", ".join(f"null::{_sql_type(parameter)}" for parameter in parameters)
    cursor.execute(f"create or replace table {name}_kept as select {given}, * from {name}_once({nothing}) limit 0")
    hidden = ", ".join(f"given_{parameter}" for parameter in parameters)
    asked = " and ".join(f"given_{parameter} = {parameter}" for parameter in parameters)
    cursor.execute(
        f"create or replace macro {name}({', '.join(parameters)}) as table "
        f"select * exclude ({hidden}) from {name}_kept where {asked}"
    )


def _forget(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Empty the table of what a macro ..._once gave."""
    cursor.execute(f"delete from {name}_kept")
    cursor.execute("delete from worked_out where name = ?", [name])


def _is_kept(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, given: Mapping[str, Any]) -> bool:
    """Whether a definition ..._once has been worked out for these arguments."""
    known = "select count(*) from worked_out where name = ? and given = ?"
    return cursor.execute(known, [each.name, str(given)]).fetchone() == (1,)


def _keep(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, given: Mapping[str, Any]) -> None:
    """Work a definition ..._once out for these arguments, inside an open transaction."""
    if _is_kept(cursor, each, given):
        return
    if cursor.execute("select count(*) >= ? from worked_out where name = ?", [KEPT, each.name]).fetchone() == (True,):
        _forget(cursor, each.name)
    typed = ", ".join(f"${parameter}::{_sql_type(parameter)}" for parameter in given)
    cursor.execute(f"insert into {each.name}_kept select {typed}, * from {each.name}_once({typed})", dict(given))
    cursor.execute("insert into worked_out values (?, ?)", [each.name, str(given)])


def _sql_type(parameter: str) -> str:
    """The type of a macro's parameter."""
    return "date" if queries.PARAMETERS[queries.asked_as(parameter)] is dt.date else "varchar"
