"""A query's answer as literal rows."""

from typing import Any

from dashboard.store.lake import Lake


def answer(lake: Lake, query: str, columns: str, /, **given: Any) -> list[tuple[Any, ...]]:
    """The named columns of a query's rows as tuples, with None for what is unknown."""
    frame = lake.query(query, **given)[columns.split()].astype(object)
    return [tuple(row) for row in frame.where(frame.notna(), None).itertuples(index=False)]
