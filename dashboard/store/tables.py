"""The stored tables: made with a new store, added to one that an earlier release made."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from dashboard.datasets import Dataset, dataset, datasets
from dashboard.store.catalog import FORMAT, Catalog, StoreError
from dashboard.store.derivation import derive_first

UPLOADS_DDL = (
    "upload_id integer, dataset varchar, person varchar, uploaded_at timestamp, file_name varchar, sha256 varchar, "
    "message varchar, is_demo boolean, rows_added integer, rows_changed integer, rows_removed integer, "
    "rows_unchanged integer"
)


def create(home: Path | str | None = None) -> None:
    """Make an empty store with all tables; raises StoreError when something is there already."""
    catalog = Catalog.from_environment(home)
    if catalog.is_file:
        if catalog.exists():
            raise StoreError(f"数据库已存在，未作改动：{catalog.home}")
        Path(catalog.catalog).parent.mkdir(parents=True, exist_ok=True)
    with catalog.session(write=True, is_new=True) as session:
        session.execute("begin")
        session.execute("create table lake.board (format integer)")
        session.execute("insert into lake.board values (?)", [FORMAT])
        session.execute("create table lake.heads (dataset varchar, version integer)")
        session.execute(f"create table lake.uploads ({UPLOADS_DDL})")
        session.execute("insert into lake.heads values ('uploads', 0)")
        add_tables(session, datasets().values())
        session.execute("call lake.set_commit_message('系统', '建立数据库')")
        session.execute("commit")


def add_tables(session: duckdb.DuckDBPyConnection, tables: Iterable[Dataset]) -> list[int]:
    """Make the stored table and the head row of each dataset inside an open transaction; no uploads come of it."""
    for table in tables:
        session.execute(f"create table lake.{table.name} ({table.ddl})")
        session.execute("insert into lake.heads values (?, 0)", [table.name])
    return []


def lacking(session: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The columns that stored tables lack, or that hold days where moments belong; all of a dataset without a table."""
    stored: dict[str, dict[str, str]] = {}
    columns = "select table_name, column_name, data_type from duckdb_columns() where database_name = 'lake'"
    for table, column, kind in session.execute(columns).fetchall():
        stored.setdefault(table, {})[column] = kind
    absent = {
        each.name: [
            field.name
            for field in each.fields
            if stored.get(each.name, {}).get(field.name) in (None, *({"DATE"} if field.type == "datetime" else ()))
        ]
        for each in datasets().values()
    }
    return {name: columns for name, columns in absent.items() if columns}


def add(session: duckdb.DuckDBPyConnection, absent: dict[str, list[str]]) -> list[int]:
    """Add what `lacking` found, inside an open transaction, and derive what a new table has; no uploads come of it."""
    new = {name for name, columns in absent.items() if columns == dataset(name).columns}
    add_tables(session, map(dataset, new))
    for name in absent.keys() - new:
        target = dataset(name)
        stored = {row[0] for row in session.execute(f"describe lake.{name}").fetchall()}
        for column in absent[name]:
            change = f"alter column {column} set data type" if column in stored else f"add column {column}"
            session.execute(f"alter table lake.{name} {change} {target.field(column).sql_type}")
        session.execute("update lake.heads set version = version + 1 where dataset = ?", [name])
    derive_first(session, new)
    return []
