"""The span of some keys: what a scan needs to know to pass over files and row groups that hold none of them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import duckdb

from dashboard.datasets import Dataset

if TYPE_CHECKING:
    import pyarrow as pa

Values = dict[str, Any]


def span(cursor: duckdb.DuckDBPyConnection, rows: str, target: Dataset) -> Values:
    """The smallest and largest value of each key column in `rows`, as parameters first_<column> and last_<column>."""
    names = [f"{end}_{name}" for name in target.key for end in ("first", "last")]
    typed = {name: f"cast({name} as {target.field(name).sql_type})" for name in target.key}
    ends = ", ".join(f"min({typed[name]}), max({typed[name]})" for name in target.key)
    return dict(zip(names, cursor.execute(f"select {ends} from {rows}").fetchall()[0], strict=True))


def within(columns: Iterable[str], table: str) -> str:
    """The condition that a row of `table` lies in a span; with keys of several columns others do as well."""
    return " and ".join(f"{table}.{name} between $first_{name} and $last_{name}" for name in columns)


def same_keys(target: Dataset) -> str:
    """The condition that a row of `incoming`, typed or canonical text, has the key of a row of `stored`."""
    return " and ".join(f"stored.{k} = cast(incoming.{k} as {target.field(k).sql_type})" for k in target.key)


def delete(session: duckdb.DuckDBPyConnection, target: Dataset, keys: "pa.Table") -> None:
    """Delete the stored rows with these keys, looking for them within their span alone."""
    session.register("incoming", keys)
    session.execute(
        f"delete from lake.{target.name} as stored using incoming "
        f"where {same_keys(target)} and {within(target.key, 'stored')}",
        span(session, "incoming", target),
    )
    session.unregister("incoming")
