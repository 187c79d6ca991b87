"""Rows of an upload beside the stored ones, in DuckDB: what is new, changed, unchanged, and missing from the file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.datasets import Dataset
from dashboard.intake.problems import LISTED
from dashboard.queries import masked
from dashboard.store import ownership
from dashboard.store.ownership import Claim
from dashboard.store.reader import Reader
from dashboard.store.span import span, within
from dashboard.words import WITHHELD

#: How many rows or cells of each kind are carried along to be looked at; all of them are counted.
SHOWN = 500


@dataclass(frozen=True)
class Difference:
    """The first SHOWN added rows, changed cells and missing rows, how many there are, and what a commit would write.

    `upserts` has the dataset's columns and `line`, `missing_keys` the key columns; both are typed.
    """

    added: pd.DataFrame
    cells: pd.DataFrame
    missing: pd.DataFrame
    added_count: int
    changed_count: int
    cell_count: int
    unchanged_count: int
    upserts: pa.Table
    missing_keys: pa.Table

    @property
    def fingerprint(self) -> str:
        """What a person is shown of it, in short: the same for two differences that look the same."""
        counts = (self.added_count, self.changed_count, self.cell_count, self.unchanged_count, len(self.missing_keys))
        shown = [frame.to_csv(index=False) for frame in (self.added, self.cells, self.missing)]
        return sha256(repr((counts, shown)).encode()).hexdigest()[:16]

    def with_lines(self, own: Callable[[np.ndarray], np.ndarray]) -> "Difference":
        """The same rows with the lines they have on their own sheets."""
        upserts = self.upserts
        if len(upserts):
            at = upserts.column_names.index("line")
            lines = pa.array(own(upserts["line"].to_numpy()), pa.int32())
            upserts = upserts.set_column(at, "line", lines)
        frames = [
            frame.assign(line=own(frame["line"].to_numpy())) if len(frame) else frame
            for frame in (self.added, self.cells)
        ]
        return replace(self, added=frames[0], cells=frames[1], upserts=upserts)


def nothing(target: Dataset) -> Difference:
    """No difference at all, for a file that cannot be compared."""
    none = pd.DataFrame()
    empty = pa.table({name: pa.nulls(0, pa.string()) for name in target.columns})
    return Difference(none, none, none, 0, 0, 0, 0, empty, empty.select(list(target.key)))


def stage(cursor: duckdb.DuckDBPyConnection, target: Dataset, rows: pa.Table) -> None:
    """Put the rows, as canonical text with `line`, into the cursor's own table `staged`, typed."""
    texts = {
        name: rows[name] if name in rows.column_names else pa.nulls(len(rows), pa.string()) for name in target.columns
    }
    cursor.register("incoming", pa.table(texts | {"line": rows["line"]}))
    casts = ", ".join(f"try_cast({field.name} as {field.sql_type}) as {field.name}" for field in target.fields)
    cursor.execute(f"create or replace temp table staged as select {casts}, line from incoming")
    cursor.unregister("incoming")


def duplicates(
    cursor: duckdb.DuckDBPyConnection, target: Dataset, *, is_folded_up: bool
) -> tuple[list[tuple[Any, ...]], int]:
    """Rows of `staged` whose key stands further up too (line, first such line, key), LISTED of them, and their count.

    Where rows of one key are parts of one row, they are duplicates when they fill the same column.
    """
    keys = ", ".join(target.key)
    is_complete = " and ".join(f"{name} is not null" for name in target.key)
    contents = [name for name in target.columns if name not in target.key] if is_folded_up else [None]
    same = f"over (partition by {keys} order by line)"
    seen = " union all ".join(
        f"select line, first_value(line) {same} as earlier, row_number() {same} as nth, {keys} "
        f"from staged where {is_complete} {f'and {column} is not null' if column else ''}"
        for column in contents
    )
    if not is_folded_up and _all_different(cursor, keys):
        return [], 0
    found = cursor.execute(f"select line, earlier, {keys}, count(*) over () from ({seen}) where nth > 1 order by line")
    rows = found.fetchmany(LISTED)
    return [row[:-1] for row in rows], rows[0][-1] if rows else 0


def drop_repeats(cursor: duckdb.DuckDBPyConnection, target: Dataset) -> list[int]:
    """Take rows of `staged` away that say the same as one further up, in every column; returns their lines."""
    keys, columns = ", ".join(target.key), ", ".join(target.columns)
    if _all_different(cursor, keys):
        return []
    is_complete = " and ".join(f"{name} is not null" for name in target.key)
    cursor.execute(
        f"""
        create or replace temp table repeated as
        select rowid as place, line from staged where {is_complete}
        qualify row_number() over (partition by {columns} order by line) > 1
        """
    )
    cursor.execute("delete from staged where rowid in (select place from repeated)")
    return [line for (line,) in cursor.execute("select line from repeated order by line").fetchall()]


def _all_different(cursor: duckdb.DuckDBPyConnection, keys: str) -> bool:
    """Whether every row of `staged` has a key of its own, as in most files; that is quickly seen."""
    counts = f"select count(*) = (select count(*) from (select distinct {keys} from staged)) from staged"
    return cursor.execute(counts).fetchone() == (True,)


def put_together(cursor: duckdb.DuckDBPyConnection, target: Dataset) -> None:
    """Make one row of `staged` of the rows of each key, which are parts of it."""
    columns = ", ".join(name if name in target.key else f"any_value({name}) as {name}" for name in target.columns)
    cursor.execute(
        f"create or replace temp table staged as select {columns}, min(line) as line from staged group by all"
    )


def fetch(cursor: duckdb.DuckDBPyConnection, target: Dataset, lake: Reader) -> None:
    """Lay the stored rows that `staged` is compared with over the table of a dataset that stays in the store.

    They are those between its smallest and its largest keys. Of a key that is registered elsewhere, such as a station,
    only the names in the file count: what the file does not have is looked for among its own stations, in its own time.
    """
    ends = span(cursor, "staged", target)
    named = [name for name in target.key if name in target.references]
    lists = {f"named_{name}": _distinct(cursor, name) for name in named}
    where = " and ".join([within(target.key, "stored"), *(f"list_contains($named_{name}, {name})" for name in named)])
    lake.lay(cursor, target.name, where, ends | lists)


def _distinct(cursor: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    rows = cursor.execute(f"select distinct {name} from staged where {name} is not null").fetchall()
    return [value for (value,) in rows]


def fill(cursor: duckdb.DuckDBPyConnection, target: Dataset, given: set[str]) -> None:
    """Make `upload` from `staged`: what checks see and what would be written.

    Columns the file does not have keep what is stored.
    """
    if given >= set(target.columns):
        cursor.execute("alter table staged rename to upload")
        return
    source = {name: "staged" if name in given or name in target.key else "stored" for name in target.columns}
    selected = ", ".join(f"{source[name]}.{name}" for name in target.columns)
    match = " and ".join(f"staged.{name} = stored.{name}" for name in target.key)
    cursor.execute(
        f"create temp table upload as "
        f"select {selected}, staged.line from staged left join {target.name} as stored on {match}"
    )
    cursor.execute("drop table staged")


def compare(cursor: duckdb.DuckDBPyConnection, target: Dataset, claim: Claim | None = None) -> Difference:
    """Compare `upload` with the stored rows.

    With a claim only rows of its units count, as they are stored and as the file has them; `compared` has the others
    too, and `upload` loses them, so that nothing said of it tells what is stored of others.
    """
    keys = ", ".join(target.key)
    contents = [column for column in target.columns if column not in target.key]
    differs = " or ".join(f"upload.{name} is distinct from stored.{name}" for name in contents) or "false"
    is_new, stored_is_theirs, is_theirs = f"stored.{target.key[0]} is null", "true", "true"
    if claim is not None:
        ownership.stage(cursor, claim)
        stored_is_theirs = ownership.is_theirs(target, "stored")
        is_theirs = f"{ownership.is_theirs(target, 'upload')} and ({is_new} or {stored_is_theirs})"
    cursor.execute(
        f"""
        create or replace temp table compared as
        select
            upload.*,
            case when {is_new} then 'added' when {differs} then 'changed' else 'same' end as fate,
            {is_theirs} as is_theirs
        from upload left join {target.name} as stored using ({keys})
        """
    )
    # One copy of a large upload is enough.
    cursor.execute("drop table upload")
    cursor.execute(
        "create or replace temp view upload as select * exclude (fate, is_theirs) from compared where is_theirs"
    )
    written = "select fate, count(*) from compared where is_theirs or fate = 'same' group by fate"
    counts = dict(cursor.execute(written).fetchall())
    texts = ", ".join(f"cast({name} as varchar) as {name}" for name in target.columns)
    columns = ", ".join(target.columns)
    upserts = cursor.execute(
        f"select {columns}, line from compared where is_theirs and fate <> 'same' order by fate, line"
    ).to_arrow_table()
    spoken_for = _spoken_for(target)
    missing = (
        f"from {target.name} as stored anti join compared using ({keys}) "
        f"where {spoken_for} and {stored_is_theirs} order by {keys}"
    )
    changed = " union all ".join(_changed_cells(target, name) for name in contents)
    cells = cursor.execute(f"select *, count(*) over () as n from ({changed}) order by line limit {SHOWN}").df()
    return Difference(
        added=cursor.execute(
            f"select {texts}, line from compared where is_theirs and fate = 'added' order by line limit {SHOWN}"
        ).df(),
        cells=cells.drop(columns="n"),
        missing=cursor.execute(f"select {texts} {missing} limit {SHOWN}").df(),
        added_count=counts.get("added", 0),
        changed_count=counts.get("changed", 0),
        cell_count=int(cells["n"].iloc[0]) if len(cells) else 0,
        unchanged_count=counts.get("same", 0),
        upserts=upserts,
        missing_keys=cursor.execute(f"select {keys} {missing}").to_arrow_table(),
    )


def _spoken_for(target: Dataset) -> str:
    """The stored rows that the file could have had: of its months and units, between its first and its last hour."""
    if target.keeps_rows:
        return "false"
    times = [name for name in target.speaks_for if target.field(name).type in ("date", "datetime")]
    names = [name for name in target.speaks_for if name not in times]
    ends = [
        f"stored.{name} between (select min({name}) from upload) and (select max({name}) from upload)" for name in times
    ]
    same = " and ".join(f"upload.{name} = stored.{name}" for name in names)
    # What whoever uploads does not see is not theirs to remove.
    seen = [f"stored.source <> '{WITHHELD}'"] if target.name in masked() and "source" in target.columns else []
    return " and ".join([*ends, *([f"exists (select 1 from upload where {same})"] if names else []), *seen]) or "true"


def _changed_cells(target: Dataset, column: str) -> str:
    keys = ", ".join(f"cast(compared.{name} as varchar) as {name}" for name in target.key)
    return f"""
        select
            compared.line, {keys}, '{column}' as column_name,
            cast(stored.{column} as varchar) as old_value, cast(compared.{column} as varchar) as new_value
        from compared join {target.name} as stored using ({", ".join(target.key)})
        where is_theirs and fate = 'changed' and compared.{column} is distinct from stored.{column}
    """
