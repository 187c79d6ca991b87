"""The bytes of an uploaded file -> a grid of text. Nothing in a file is executed, and no file can stop the board.

What a file is, its content decides; the name only helps to word a refusal. Which row is the header and what a cell
means is for others: here a cell becomes text, and whatever a person must know about it becomes a Remark.
"""

import hashlib
from collections.abc import Callable

from dashboard.reading import ods, parquet, xls, xlsx
from dashboard.reading.grid import FileProblem, Grid, Remark
from dashboard.reading.guarding import guard, unguard
from dashboard.reading.kinds import Kind, kind_of
from dashboard.reading.plain_text import decode, read_text
from dashboard.reading.sheets import Sheet, grid_of

__all__ = ["FileProblem", "Grid", "Remark", "decode", "digest", "guard", "read_file", "unguard"]

MAX_BYTES = 200 * 1024 * 1024

WORKBOOKS: dict[Kind, Callable[[bytes, str | None], Sheet]] = {
    Kind.XLSX: xlsx.read_sheet,
    Kind.XLS: xls.read_sheet,
    Kind.ODS: ods.read_sheet,
}


def digest(data: bytes) -> str:
    """The SHA-256 by which an upload is known."""
    return hashlib.sha256(data).hexdigest()


def read_file(data: bytes, file_name: str, *, encoding: str | None = None, sheet: str | None = None) -> Grid:
    """The grid in a text table (CSV, TSV), a workbook (xlsx, xls, ods) or a Parquet file; raises FileProblem.

    `encoding` (as people name it: utf-8, gbk, gb18030, utf-16) settles how a text table is decoded, `sheet` which
    sheet of a workbook is read; without them the content decides, and the first visible sheet that is not empty.
    """
    if len(data) > MAX_BYTES:
        raise FileProblem(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请分成几份上传。")
    if not data.strip():
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
    return read_text(data, encoding)
