"""The head row of each dataset: its version, by which two writers of the same rows find out about each other.

A change names the version it was worked out against. Where the dataset has moved on since, it still holds as long as
nobody has written a row of its keys: two units may hand in their months at the same moment.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import duckdb

from dashboard.datasets import Dataset
from dashboard.store.span import same_keys

if TYPE_CHECKING:
    import pyarrow as pa

#: A commit notes the numbers of its uploads in its snapshot.
UPLOAD_SNAPSHOTS = """
    select unnest(cast(cast(commit_extra_info as json) as integer[])) as upload_id, snapshot_id
    from lake.snapshots() where commit_extra_info is not null
"""


class DataChanged(Exception):
    """Rows of a draft were written by someone else after it was checked: look at the new difference."""


def versions(session: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """The stored version of each dataset, and of the log of uploads."""
    return dict(session.execute("select dataset, version from lake.heads").fetchall())


def advance(
    session: duckdb.DuckDBPyConnection, target: Dataset, base_version: int, keys: Iterable["pa.Table"] = ()
) -> int:
    """Raise the heads of a dataset and of the log of uploads by one; returns the number of the upload.

    The number is unique because the head row it comes from conflicts otherwise. Raises DataChanged when rows of `keys`
    were written since `base_version`.
    """
    stored = versions(session)
    steps = stored[target.name] - base_version
    if steps and any(_written_since(session, target, steps, rows) for rows in keys if len(rows)):
        raise DataChanged(f"“{target.title}”已被更新，请核对新的差异后再提交。")
    session.execute("update lake.heads set version = version + 1 where dataset in (?, 'uploads')", [target.name])
    return stored["uploads"] + 1


def _written_since(session: duckdb.DuckDBPyConnection, target: Dataset, steps: int, keys: "pa.Table") -> bool:
    """Whether one of the last `steps` uploads of a dataset, or whatever else raised its version, touched these keys."""
    latest = "select upload_id from lake.uploads where dataset = ? order by upload_id desc limit ?"
    since, last = session.execute(
        f"select min(snapshot_id), (select id from lake.current_snapshot()) from ({UPLOAD_SNAPSHOTS}) "
        f"where upload_id in ({latest})",
        [target.name, steps],
    ).fetchall()[0]
    if since is None:
        return True
    session.register("incoming", keys)
    found = session.execute(
        f"select count(*) from lake.table_changes('{target.name}', {since}, {last}) as stored "
        f"inner join incoming on {same_keys(target)}"
    ).fetchone()
    session.unregister("incoming")
    return found != (0,)
