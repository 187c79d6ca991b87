"""The bytes of a file -> its grid, read here and now: for files that ship with the board, and for the worker.

What a file is, its content decides; the name only helps to word a refusal.
"""

from collections.abc import Callable

from dashboard.reading import ods, parquet, xls, xlsx
from dashboard.reading.geojson import read_geojson
from dashboard.reading.grid import FileProblem, Grid
from dashboard.reading.kinds import Kind, kind_of
from dashboard.reading.plain_text import read_text
from dashboard.reading.sheets import Sheet, grid_of

WORKBOOKS: dict[Kind, Callable[[bytes, str | None], Sheet]] = {
    Kind.XLSX: xlsx.read_sheet,
    Kind.XLS: xls.read_sheet,
    Kind.ODS: ods.read_sheet,
}


def read_here(data: bytes, file_name: str, *, encoding: str | None = None, sheet: str | None = None) -> Grid:
    """As `read_file`; a file that is made to do so can still take what memory there is, or end this process."""
    if not data or data.isspace():
        raise FileProblem("文件是空的，请检查是否存错了文件。")
    grid = _grid(data, kind_of(data, file_name), encoding, sheet)
    if not grid.cells.num_columns or not len(grid.lines):
        raise FileProblem("文件里没有内容，请检查是否存错了文件。")
    return grid


def _grid(data: bytes, kind: Kind, encoding: str | None, sheet: str | None) -> Grid:
    if kind in WORKBOOKS:
        return grid_of(WORKBOOKS[kind](data, sheet), kind.value)
    if kind is Kind.PARQUET:
        return parquet.read_parquet(data)
    if kind is Kind.GEOJSON:
        return read_geojson(data, encoding)
    return read_text(data, encoding)
