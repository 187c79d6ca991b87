"""The working copy: tables of the store in memory, with definitions of queries/definitions/ on top.

A table comes with the first who reads it and a definition with the first who uses it; what has not come is not there,
so nothing is taken for empty by mistake. What no day decides is a table, made once for the snapshot. What a day or a
choice decides and many queries start from (a macro named ..._once) is kept in a table, filled the first time a query
needs it for its parameters and read through a macro without the suffix: a change of filter then plans the ledger's
rules once and not in each query (bench/queries.py).

Newer rows make only those tables anew that follow from them, and of a table that names what it is `renewed by` only
those rows: years of reports are not counted again for the one that came.
"""

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from dashboard import queries
from dashboard.datasets import dataset
from dashboard.store import once
from dashboard.store.carrying import carry

#: Tables here are small and definitions are nested, so planning costs more than running: without these two steps of the
#: planner, and with one thread a query, page queries take about half the time (bench/queries.py).
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "threads": "1",
    "disabled_optimizers": "join_order,statistics_propagation",
}


class WorkingCopy:
    """Tables and definitions in memory, none at first; safe to share between threads.

    Definitions that are `given` come with their rows and are not made here.
    """

    def __init__(self, given: frozenset[str] = frozenset()) -> None:
        self._given = given
        self._memory = duckdb.connect(config=SETTINGS)
        self._changing = threading.Lock()
        self._defined: frozenset[str] = frozenset()
        self._converts = False
        self.tables: frozenset[str] = frozenset()
        #: For each table how often it has come or changed, and how often any has.
        self.renewals: dict[str, int] = {}
        self.state = 0
        self._memory.execute("create table worked_out (name varchar, given varchar)")

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own: one for each query and thread."""
        return self._memory.cursor()

    def size(self, name: str) -> int:
        """How many rows a table has."""
        count: int = self.cursor().execute(f"select count(*) from {name}").fetchall()[0][0]
        return count

    def replace(
        self,
        session: duckdb.DuckDBPyConnection,
        tables: Mapping[str, str],
        changes: Mapping[str, str],
        blank: Collection[str],
    ) -> None:
        """Bring in newer rows from a session and make anew what follows from them, in one transaction.

        `tables` are new or come in place of the old ones; `changes` have the rows of a dataset that changed, each with
        `is_stored` (false for a row that is gone). Both say how the session selects them. `blank` are new datasets that
        nobody has written to.
        """
        with self._changing:
            with self._transaction() as cursor:
                for name in blank:
                    cursor.execute(f"create table {name} ({dataset(name).ddl})")
                for name, rows in tables.items():
                    carry(session, rows, cursor, f"table {name}")
                for name, rows in changes.items():
                    carry(session, rows, cursor, f"temp table newer_{name}")
                    _change(cursor, name)
                changed = frozenset(tables.keys() | changes.keys())
                follows = changed.union(*(queries.rests_on()[name] for name in changed & self._given))
                for each in queries.definitions():
                    behind = queries.rests_on()[each.name] & follows
                    if each.name in self._defined and behind:
                        _renew(cursor, each, _part_of(each, behind, changes))
                for name in changes:
                    cursor.execute(f"drop table newer_{name}")
            self.tables |= changed | set(blank)
            self.renewals |= {name: self.renewals.get(name, 0) + 1 for name in changed | set(blank)}
            self.state += 1

    @contextmanager
    def still(self) -> Iterator[tuple[duckdb.DuckDBPyConnection, dict[str, int]]]:
        """A cursor that stays on one state of the copy, and `renewals` of that state."""
        cursor = self.cursor()
        with self._changing:
            cursor.execute("begin")
            cursor.execute("select count(*) from worked_out")
            renewals = dict(self.renewals)
        yield cursor, renewals
        cursor.execute("rollback")

    def define(self, definitions: Collection[queries.Definition]) -> None:
        """Make those definitions that are not there yet; what they use must be there or come before them."""
        if {each.name for each in definitions} <= self._defined:
            return
        with self._changing:
            lacking = [each for each in definitions if each.name not in self._defined]
            if not self._converts and any(each.name in queries.CONVERTING for each in lacking):
                # Late: few definitions need the libraries behind it.
                from dashboard.store.functions import register

                register(self._memory)
                self._converts = True
            with self._transaction() as cursor:
                for each in lacking:
                    _define(cursor, each)
            self._defined |= {each.name for each in lacking}

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor to change tables and definitions with, all or nothing, with every processor."""
        with _all_threads(self._memory):
            cursor = self.cursor()
            cursor.execute("begin")
            yield cursor
            cursor.execute("commit")

    @contextmanager
    def reading(self, query: queries.Query, values: Mapping[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one state of the copy, in which what the query needs is worked out for these parameters."""
        needed = [(each, queries.arguments(each, values)) for each in queries.needs(query, self._given)]
        cursor = self.cursor()
        cursor.execute("begin")
        # Newer rows may come in between working something out and reading it: look again then.
        while not all(once.is_kept(cursor, each, given) for each, given in needed):
            cursor.execute("rollback")
            with self._changing:
                cursor.execute("begin")
                for each, given in needed:
                    once.keep(cursor, each, given)
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


def _change(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Put the newer rows of a dataset in place of those with their keys."""
    same = " and ".join(f"older.{column} = newer.{column}" for column in dataset(name).key)
    cursor.execute(f"delete from {name} as older using newer_{name} as newer where {same}")
    cursor.execute(f"insert into {name} by name select * exclude (is_stored) from newer_{name} where is_stored")


def _define(cursor: duckdb.DuckDBPyConnection, each: queries.Definition) -> None:
    """Make a table, view or macro; raises QueryError for one that cannot be made."""
    try:
        cursor.execute(each.text)
        if each.once is not None:
            once.define_kept(cursor, each.name, each.once)
    except duckdb.Error as error:
        raise queries.QueryError(f"{each.path}: {error}") from error


def _part_of(each: queries.Definition, behind: Collection[str], changes: Collection[str]) -> str:
    """The dataset whose newer rows alone a definition is to be made anew for; '' where all of it is."""
    (name, *others) = behind
    return name if each.renewed_by and not others and name in changes and name in each.uses else ""


def _renew(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, part_of: str) -> None:
    """Make anew the rows that a definition has, after newer rows of what it follows from.

    Only those that follow from the newer rows of the dataset `part_of`, where it is named.
    """
    if part_of:
        _renew_part(cursor, each, part_of)
    elif each.is_table:
        cursor.execute(each.text)
    elif each.once is not None:
        once.forget(cursor, each.name)


def _renew_part(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, name: str) -> None:
    same = " and ".join(f"whole.{column} = newer.{column}" for column in each.renewed_by)
    for column in each.renewed_by:
        for end in ("min", "max"):
            cursor.execute(f"set variable {end}_{column} = (select {end}({column}) from newer_{name})")
    near = " and ".join(
        f"whole.{column} between getvariable('min_{column}') and getvariable('max_{column}')"
        for column in each.renewed_by
    )
    # What is temporary stands before what has the same name, for macros as well.
    cursor.execute(
        f"create temp view {name} as from memory.main.{name} as whole "
        f"where {near} and exists (from newer_{name} as newer where {same})"
    )
    cursor.execute(f"delete from {each.name} as whole using newer_{name} as newer where {same}")
    cursor.execute(f"insert into {each.name} by name from ({each.rows})")
    cursor.execute(f"drop view temp.{name}")
