"""Rows on their way from one DuckDB instance to another, as batches that DuckDB hands on itself, without pyarrow."""

from collections.abc import Mapping
from typing import Any

import duckdb


class _Stream:
    """A relation for another instance to scan; DuckDB refuses it as it is, but reads whatever hands it a stream."""

    def __init__(self, relation: duckdb.DuckDBPyRelation) -> None:
        self._relation = relation

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._relation.__arrow_c_stream__(requested_schema)


def carry(
    source: duckdb.DuckDBPyConnection,
    rows: str,
    target: duckdb.DuckDBPyConnection,
    table: str,
    values: Mapping[str, Any] | None = None,
) -> None:
    """Make a table of `target`, such as "table tasks" or "temp table tasks", of the rows that `source` gives."""
    # A stream is opened several times, to look at its columns before its rows: from a table that costs nothing.
    source.execute(f"create temp table carried as {rows}", values)
    arriving = _Stream(source.sql("from carried"))  # noqa: F841 - DuckDB finds it by its name
    target.execute(f"create or replace {table} as from arriving")
    source.execute("drop table carried")
