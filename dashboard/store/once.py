"""What a macro named ..._once gave for some parameters: kept in a table, read through a macro without the suffix."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import duckdb

from dashboard import queries

#: Sets of parameters that stay worked out; after so many it starts anew.
KEPT = 300


def define_kept(cursor: duckdb.DuckDBPyConnection, name: str, parameters: tuple[str, ...]) -> None:
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


def forget(cursor: duckdb.DuckDBPyConnection, name: str) -> None:
    """Empty the table of what a macro ..._once gave."""
    cursor.execute(f"delete from {name}_kept")
    cursor.execute("delete from worked_out where name = ?", [name])


def is_kept(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, given: Mapping[str, Any]) -> bool:
    """Whether a definition ..._once has been worked out for these arguments."""
    known = "select count(*) from worked_out where name = ? and given = ?"
    return cursor.execute(known, [each.name, str(given)]).fetchone() == (1,)


def keep(cursor: duckdb.DuckDBPyConnection, each: queries.Definition, given: Mapping[str, Any]) -> None:
    """Work a definition ..._once out for these arguments, inside an open transaction."""
    if is_kept(cursor, each, given):
        return
    if cursor.execute("select count(*) >= ? from worked_out where name = ?", [KEPT, each.name]).fetchone() == (True,):
        forget(cursor, each.name)
    typed = ", ".join(f"${parameter}::{_sql_type(parameter)}" for parameter in given)
    cursor.execute(f"insert into {each.name}_kept select {typed}, * from {each.name}_once({typed})", dict(given))
    cursor.execute("insert into worked_out values (?, ?)", [each.name, str(given)])


def _sql_type(parameter: str) -> str:
    """The type of a macro's parameter."""
    return "date" if queries.PARAMETERS[queries.asked_as(parameter)] is dt.date else "varchar"
