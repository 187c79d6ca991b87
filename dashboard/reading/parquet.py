"""A Parquet file -> a grid of text whose first row is the column names."""

import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from dashboard.reading.grid import FileProblem, Grid, GridBuilder, check_size

BROKEN = "打不开这个Parquet文件，请重新导出。"
MEMORY_LIMIT = "2GB"

#: Text of a column by the beginning of its DuckDB type, so that a file says the same as Parquet and as CSV.
TEXTS = {
    "FLOAT": r"regexp_replace(cast({0} as varchar), '\.0$', '')",
    "DOUBLE": r"regexp_replace(cast({0} as varchar), '\.0$', '')",
    "TIMESTAMP": "regexp_replace(cast({0} as varchar), ' 00:00:00$', '')",
}


def read_parquet(data: bytes) -> Grid:
    """All columns as text; the names are grid row 0, on line 1. Raises FileProblem."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload.parquet"
        file.write_bytes(data)
        try:
            with duckdb.connect(config={"memory_limit": MEMORY_LIMIT}) as connection:
                return _read(connection, str(file))
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise FileProblem(BROKEN) from error


def _read(connection: duckdb.DuckDBPyConnection, file: str) -> Grid:
    described = connection.execute("describe from read_parquet(?)", [file]).fetchall()
    counted = connection.execute("select count(*) from read_parquet(?)", [file]).fetchall()
    check_size(counted[0][0], len(described))
    selected = ", ".join(
        f"coalesce({_text(kind).format(_quoted(name))}, '') as c{position}"
        for position, (name, kind, *_) in enumerate(described)
    )
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
