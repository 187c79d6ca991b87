"""What a commit does to the store inside its open transaction: rows, heads, the log of uploads, and what is derived.

DuckLake knows no unique keys, so each dataset has a head row with its version; a change names the version it was worked
out against and is refused when that is no longer the latest. Rows are deleted only where some are replaced, and always
within the span of their keys: years of hours lie in the same table, and no other file of them is opened.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import Dataset, dataset, datasets
from dashboard.store.catalog import StoreError
from dashboard.store.span import span, within

BEIJING = ZoneInfo("Asia/Shanghai")


class DataChanged(Exception):
    """The dataset has a newer version than the one a draft was checked against: look at the new difference."""


@dataclass(frozen=True)
class Author:
    """Who commits, with what file, and why."""

    person: str
    file_name: str = ""
    sha256: str = ""
    message: str = ""
    is_demo: bool = False


@dataclass(frozen=True)
class Change:
    """What one commit does to one dataset.

    `upserts` has the dataset's columns and `line`, and for rows that come back from an earlier upload `upload_id`;
    `removals` has its key columns; both are typed, or both canonical text (None for empty). `base_version` is the
    version the change was worked out against. `changed` says how many of the upserts replace a stored row.
    """

    dataset: str
    upserts: pa.Table
    removals: pa.Table
    base_version: int
    added: int
    changed: int
    unchanged: int
    author: Author = field(default_factory=lambda: Author(""))


# ---- tables ---------------------------------------------------------------------------------------------------------


def create_tables(session: duckdb.DuckDBPyConnection, tables: Iterable[Dataset]) -> list[int]:
    """Make the stored table and the head row of each dataset inside an open transaction; no uploads come of it."""
    for table in tables:
        session.execute(f"create table lake.{table.name} ({table.ddl})")
        session.execute("insert into lake.heads values (?, 0)", [table.name])
    return []


def lacking(session: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns that stored tables lack, by dataset; all of a dataset that has no table."""
    stored: dict[str, set[str]] = {}
    columns = "select table_name, column_name from duckdb_columns() where database_name = 'lake'"
    for table, column in session.execute(columns).fetchall():
        stored.setdefault(table, set()).add(column)
    absent = {
        each.name: [column for column in each.columns if column not in stored.get(each.name, ())]
        for each in datasets().values()
    }
    return {name: columns for name, columns in absent.items() if columns}


def add(session: duckdb.DuckDBPyConnection, absent: dict[str, list[str]]) -> list[int]:
    """Add what `lacking` found, inside an open transaction; no uploads come of it."""
    for name, columns in absent.items():
        target = dataset(name)
        if columns == target.columns:
            create_tables(session, [target])
            continue
        for column in columns:
            session.execute(f"alter table lake.{name} add column {column} {target.field(column).sql_type}")
        session.execute("update lake.heads set version = version + 1 where dataset = ?", [name])
    return []


# ---- a change -------------------------------------------------------------------------------------------------------


def write(session: duckdb.DuckDBPyConnection, change: Change) -> int:
    """Write one change; returns the upload's number. Raises DataChanged when the dataset has moved on."""
    target = dataset(change.dataset)
    upload_id = _advance(session, target.name, change.base_version)
    _record(session, upload_id, change, len(change.removals))
    if len(change.removals):
        _delete(session, target, change.removals)
    if len(change.upserts):
        if change.changed:
            _delete(session, target, change.upserts)
        _insert(session, target, change.upserts, upload_id)
    return upload_id


def _delete(session: duckdb.DuckDBPyConnection, target: Dataset, keys: pa.Table) -> None:
    """Delete the stored rows with these keys."""
    session.register("incoming", keys)
    same = " and ".join(f"stored.{k} = cast(incoming.{k} as {target.field(k).sql_type})" for k in target.key)
    session.execute(
        f"delete from lake.{target.name} as stored using incoming where {same} and {within(target.key, 'stored')}",
        span(session, "incoming", target),
    )
    session.unregister("incoming")


def _insert(session: duckdb.DuckDBPyConnection, target: Dataset, rows: pa.Table, upload_id: int) -> None:
    """Add rows; those that come back from an earlier upload keep its number. Rows of many keys lie in their order."""
    session.register("incoming", rows)
    casts = ", ".join(f"cast({column.name} as {column.sql_type}) as {column.name}" for column in target.fields)
    origin = "coalesce(cast(upload_id as integer), $number)" if "upload_id" in rows.column_names else "$number"
    order = f"order by {', '.join(target.key)}" if target.in_store else ""
    session.execute(
        f"insert into lake.{target.name} by name "
        f"select {casts}, {origin} as upload_id, cast(line as integer) as line from incoming {order}",
        {"number": upload_id},
    )
    session.unregister("incoming")


def _advance(session: duckdb.DuckDBPyConnection, name: str, base_version: int) -> int:
    """Raise the heads of a dataset and of the log of uploads by one; returns the number of the upload.

    The number is unique because the head row it comes from conflicts otherwise. Raises DataChanged when the dataset is
    not at `base_version`.
    """
    both = "where dataset in (?, 'uploads')"
    heads = dict(session.execute(f"select dataset, version from lake.heads {both}", [name]).fetchall())
    if heads[name] != base_version:
        raise DataChanged(f"“{dataset(name).title}”已被更新，请核对新的差异后再提交。")
    session.execute(f"update lake.heads set version = version + 1 {both}", [name])
    return int(heads["uploads"]) + 1


def _record(session: duckdb.DuckDBPyConnection, upload_id: int, change: Change, removed: int) -> None:
    """Note the upload in the log."""
    author = change.author
    now = dt.datetime.now(BEIJING).replace(tzinfo=None)
    session.execute(
        "insert into lake.uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            upload_id,
            change.dataset,
            author.person,
            now,
            author.file_name,
            author.sha256,
            author.message,
            author.is_demo,
            change.added,
            change.changed,
            removed,
            change.unchanged,
        ],
    )


# ---- what is derived ------------------------------------------------------------------------------------------------


def define(session: duckdb.DuckDBPyConnection) -> None:
    """Define what derivations use; before a transaction, for one writes to one database alone."""
    for query in queries.derivations():
        for each in queries.reached(query):
            session.execute(each.text)


def derive(session: duckdb.DuckDBPyConnection, changes: Iterable[Change]) -> None:
    """Work out anew what follows from the rows that changes wrote or removed."""
    keys: dict[str, list[pa.Table]] = {}
    for change in changes:
        names = list(dataset(change.dataset).key)
        parts = [rows.select(names) for rows in (change.upserts, change.removals) if len(rows)]
        keys.setdefault(change.dataset, []).extend(parts)
    _derive(
        session, {name: pa.concat_tables(parts, promote_options="permissive") for name, parts in keys.items() if parts}
    )


def _derive(session: duckdb.DuckDBPyConnection, changed: Mapping[str, pa.Table]) -> None:
    """Work out anew what follows from the rows with these keys, by dataset.

    Derived rows give way to what is derived now, also to nothing. Rows that were given for the derived dataset itself
    give way only where there is something to derive in their place.
    """
    for query in queries.derivations():
        if not _touch(session, query, changed):
            continue
        target, source = _ends(query)
        names = ", ".join(target.key)
        ends = span(session, "touched", target)
        session.execute(f"create temp table derived as\n{query.text}", {name: ends[name] for name in query.parameters})
        outdated = session.execute(
            f"""
            select {names} from lake.{target.name} as stored semi join touched using ({names})
            where
                {within(target.key, "stored")}
                and (
                    upload_id in (select upload_id from lake.uploads where dataset = '{source.name}')
                    or ({names}) in (select ({names}) from derived)
                )
            """,
            ends,
        ).to_arrow_table()
        if len(outdated):
            _delete(session, target, outdated)
        session.execute(f"insert into lake.{target.name} by name from derived")
        session.execute("update lake.heads set version = version + 1 where dataset = ?", [target.name])
        session.execute("drop table touched")
        session.execute("drop table derived")


def _touch(session: duckdb.DuckDBPyConnection, query: queries.Query, changed: Mapping[str, pa.Table]) -> bool:
    """Make the table `touched`, the keys of the derived rows that may be others now; False, and no table, without any.

    A row of the source touches what its header `-- of:` says, a row of the derived dataset itself, and one of the rules
    that the header `-- by:` names all that there is.
    """
    target, source = _ends(query)
    of, touched = queries.header(query, "of"), []
    for name, keys in changed.items():
        if name in (target.name, source.name):
            session.register(f"changed_{name}", keys)
            table, columns = dataset(name), of if name == source.name else ", ".join(target.key)
            typed = ", ".join(f"cast({key} as {table.field(key).sql_type}) as {key}" for key in table.key)
            touched.append(f"select {columns} from (select {typed} from changed_{name})")
        elif name in queries.header(query, "by").split(", "):
            touched.append(f"select {of} from lake.{source.name}")
    if not touched:
        return False
    session.execute(f"create temp table touched as {' union '.join(touched)}")
    for name in changed.keys() & {target.name, source.name}:
        session.unregister(f"changed_{name}")
    if session.execute("select count(*) from touched").fetchone() == (0,):
        session.execute("drop table touched")
        return False
    return True


def _ends(query: queries.Query) -> tuple[Dataset, Dataset]:
    """The derived dataset and the one it is derived from."""
    return dataset(query.name.removeprefix("derived/")), dataset(queries.header(query, "from"))


# ---- an earlier state -----------------------------------------------------------------------------------------------


def bring_back(session: duckdb.DuckDBPyConnection, target: Dataset, snapshot: int, author: Author) -> int:
    """Give a dataset the rows it had at a snapshot; returns the upload's number. Raises StoreError for an unknown one.

    Only rows with keys that were written since are looked at, and only those that differ are written.
    """
    known = session.execute("select count(*) from lake.snapshots() where snapshot_id = ?", [snapshot]).fetchone()
    if known == (0,):
        raise StoreError(f"没有快照 {snapshot}，可用 history 查看。")
    latest = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
    names = ", ".join(target.key)
    try:
        session.execute(
            f"create temp table written as "
            f"select distinct {names} from lake.table_changes('{target.name}', {int(snapshot)}, {latest})"
        )
        ends = span(session, "written", target)
        for when, version in {"earlier": int(snapshot), "later": latest}.items():
            session.execute(
                f"create temp table {when} as select stored.* "
                f"from (from lake.{target.name} at (version => {version})) as stored semi join written using ({names}) "
                f"where {within(target.key, 'stored')}",
                ends,
            )
    except duckdb.Error as error:
        raise StoreError(f"快照 {snapshot} 里没有“{target.title}”，无法恢复。") from error
    same = " and ".join(f"later.{name} is not distinct from earlier.{name}" for name in target.columns)
    session.execute(
        f"""
        create temp table compared as
        select
            {names},
            case
                when later.{target.key[0]} is null then 'added'
                when earlier.{target.key[0]} is null then 'removed'
                when {same} then 'same'
                else 'changed'
            end as fate
        from later full join earlier using ({names})
        where later.upload_id is distinct from earlier.upload_id or not ({same})
        """
    )
    counts = dict(session.execute("select fate, count(*) from compared group by fate").fetchall())
    added, changed, removed = (counts.get(fate, 0) for fate in ("added", "changed", "removed"))
    total = session.execute(f"select count(*) from lake.{target.name}").fetchall()[0][0]
    touched = session.execute(f"select {names} from compared").to_arrow_table()
    head = "select version from lake.heads where dataset = ?"
    version, nothing = session.execute(head, [target.name]).fetchall()[0][0], pa.table({})
    upload_id = _advance(session, target.name, version)
    change = Change(target.name, nothing, nothing, version, added, changed, total - removed - changed, author)
    _record(session, upload_id, change, removed)
    if len(touched):
        _delete(session, target, touched)
        session.execute(
            f"insert into lake.{target.name} by name from earlier semi join compared using ({names}) order by {names}"
        )
        _derive(session, {target.name: touched})
    for table in ("written", "earlier", "later", "compared"):
        session.execute(f"drop table {table}")
    return upload_id
