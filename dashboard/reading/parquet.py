"""A Parquet file -> a grid of text whose first row is the column names."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from dashboard.reading.grid import FileProblem, Grid, GridBuilder, check_size, check_text

if TYPE_CHECKING:
    import duckdb

BROKEN = "打不开这个Parquet文件，请重新导出。"
TOO_LARGE = "打不开这个Parquet文件，它已损坏，或者展开后超过1GB，请重新导出，或分成几份后再上传。"

#: A bound of its own that it keeps to, below that of the process, which ends it; nothing is put aside on disk.
SETTINGS: dict[str, str | bool | int | float | list[str]] = {"memory_limit": "1GB", "temp_directory": "", "threads": 2}

#: Text of a column by the beginning of its DuckDB type, so that a file says the same as Parquet and as CSV.
TEXTS = {
    "FLOAT": r"regexp_replace(cast({0} as varchar), '\.0$', '')",
    "DOUBLE": r"regexp_replace(cast({0} as varchar), '\.0$', '')",
    "TIMESTAMP": "regexp_replace(cast({0} as varchar), ' 00:00:00$', '')",
}
#: Beginnings of DuckDB types: of those that hold several values, and of those whose values are short.
NESTED = ("STRUCT", "MAP", "UNION")
SHORT = (
    *("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE", "DECIMAL"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "UUID", "DATE", "TIME"),
)


def read_parquet(data: bytes) -> Grid:
    """All columns as text; the names are grid row 0, on line 1. Raises FileProblem."""
    # Late: loading it takes as long as reading most files, which are of another kind.
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload.parquet"
        file.write_bytes(data)
        try:
            with duckdb.connect(config=SETTINGS) as connection:
                return _read(connection, str(file))
        except duckdb.OutOfMemoryException as error:
            raise FileProblem(TOO_LARGE) from error
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise FileProblem(BROKEN) from error


def _read(connection: "duckdb.DuckDBPyConnection", file: str) -> Grid:
    described = connection.execute("describe from read_parquet(?)", [file]).fetchall()
    counted = connection.execute("select count(*) from read_parquet(?)", [file]).fetchall()
    check_size(counted[0][0], len(described))
    for name, kind, *_ in described:
        if kind.startswith(NESTED) or kind.endswith("]"):
            raise FileProblem(f"“{name}”这一列里是列表或嵌套的数据，不是一格一个值，请展开成普通的列后重新导出。")
    unpacked = connection.execute("select sum(total_uncompressed_size)::bigint from parquet_metadata(?)", [file])
    check_text(unpacked.fetchall()[0][0] or 0)
    texts = [f"coalesce({_text(kind).format(_quoted(name))}, '')" for name, kind, *_ in described]
    long = [
        f"sum(strlen({text}))"
        for text, (_, kind, *_) in zip(texts, described, strict=True)
        if not kind.startswith(SHORT)
    ]
    # A dictionary holds a long text once for all rows: its length is asked piece by piece, before it comes as a whole.
    if long:
        lengths = connection.execute(f"select {', '.join(long)} from read_parquet(?)", [file]).fetchall()[0]
        check_text(sum(length or 0 for length in lengths))
    selected = ", ".join(f"{text} as c{position}" for position, text in enumerate(texts))
    builder = GridBuilder()
    builder.add([pa.array([name]) for name, *_ in described], [1])
    line = 2
    for batch in connection.execute(f"select {selected} from read_parquet(?)", [file]).to_arrow_reader(100_000):
        builder.add(batch.columns, range(line, line + len(batch)))
        line += len(batch)
    cells, lines = builder.finish()
    times = [position for position, (_, kind, *_) in enumerate(described) if kind.startswith("TIMESTAMP")]
    return Grid(cells, lines, "Parquet", date_cells={position: np.arange(len(lines)) > 0 for position in times})


def _text(kind: str) -> str:
    return next((text for start, text in TEXTS.items() if kind.startswith(start)), "cast({0} as varchar)")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
