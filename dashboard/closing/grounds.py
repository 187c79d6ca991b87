"""What a decision rests on, at one snapshot or another, and the difference between the two in words."""

from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from dashboard import queries
from dashboard.datasets import dataset, datasets
from dashboard.evidence.keeping import Evidence
from dashboard.reading import digest
from dashboard.store.lake import Lake

QUERY = "tasks/closure_grounds"

#: So many differences are told one by one.
TOLD = 6


class Ground(NamedTuple):
    """A field or thing that a decision rests on: its dataset, its place there and its field."""

    dataset: str
    place: str
    field: str
    #: Of things of which one place may have several, each by itself.
    which: str


Grounds = dict[Ground, str]


def grounds_at(session: duckdb.DuckDBPyConnection, task_id: str, node_id: str, snapshot: int | None = None) -> Grounds:
    """What a decision about a node rests on at a snapshot of the store, or as an open transaction has it.

    Raises duckdb.Error for a snapshot that is not there.
    """
    query = queries.read(QUERY)
    at = f" at (version => {int(snapshot)})" if snapshot is not None else ""
    # Under the names of the query stand the rows of the store at this snapshot.
    stored = ", ".join(
        f"{name} as (select * from lake.{name}{at} where {key} = ${key})"
        for name in sorted(query.uses & datasets().keys())
        for key in ["task_id" if "task_id" in dataset(name).columns else "node_id"]
    )
    rows = session.execute(f"with {stored} from (\n{query.text})", {"task_id": task_id, "node_id": node_id}).fetchall()
    return _grounds(rows)


def grounds_of(lake: Lake, task_id: str, node_id: str, snapshot: int | None = None) -> Grounds:
    """The same at a snapshot, or as the store has it now; raises duckdb.Error for a snapshot that is not there."""
    with lake.answering(QUERY, task_id=task_id, node_id=node_id) as cursor:
        rows = cursor.fetchall()
    if snapshot is None or lake.snapshot() == snapshot:
        return _grounds(rows)
    with lake.catalog.session() as session:
        return grounds_at(session, task_id, node_id, snapshot)


def _grounds(rows: Iterable[tuple[str, str, str, str]]) -> Grounds:
    return {
        Ground(name, place, field, content if name == "evidence" else ""): content
        for name, place, field, content in rows
    }


def changed_since(lake: Lake, task_id: str, node_id: str, snapshot: int) -> str:
    """What has changed since a snapshot, in one clause; '' where nothing has."""
    try:
        before = grounds_of(lake, task_id, node_id, snapshot)
    except duckdb.Error:
        return "申请时的内容已看不到，请逐项核对"
    return difference(before, grounds_of(lake, task_id, node_id))


def as_ground(file: Evidence) -> Ground:
    """A file that is going to be kept, as the store will have it."""
    return Ground("evidence", file.file_name, "sha256", file.sha256)


def fingerprint(grounds: Grounds) -> str:
    """The hash of what a decision rests on: the reports and the files, each with its content."""
    rests_on = sorted(
        (*key, content) for key, content in grounds.items() if key.dataset in ("task_reports", "evidence")
    )
    return digest(repr(rests_on).encode())


def difference(before: Grounds, after: Grounds) -> str:
    """What has changed from one to the other, in one clause; '' where nothing has."""
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    told = [_told(key, before.get(key), after.get(key)) for key in changed[:TOLD]]
    return "；".join(told) + (f"；等{len(changed)}处" if len(changed) > TOLD else "")


def _told(key: Ground, before: str | None, after: str | None) -> str:
    table = dataset(key.dataset)
    if key.dataset == "evidence":
        return f"{table.title}“{key.place}”{'新增' if before is None else '已撤回'}"
    field = table.field(key.field)
    was, now = (None if content is None else f"“{field.word(content)}”" for content in (before, after))
    what = f"{table.title} {key.place} {field.title}"
    if was and now:
        return f"{what}由{was}改为{now}"
    return f"{what}新增{now}" if now else f"{what}{was}已删去"
