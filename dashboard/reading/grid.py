"""A grid of text, what was noticed while reading it, and how large it may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

MAX_BYTES = 200 * 1024 * 1024
MAX_ROWS = 2_000_000
MAX_COLUMNS = 500
MAX_CELLS = 50_000_000
MAX_CELL_LENGTH = 100_000
#: All cells together, written out: a text that a file has once may stand in a million cells.
MAX_TEXT = 600 * 1024 * 1024
#: A sheet of more cells than that must have something in one of so many.
FAR_CELLS, FAR_SHARE = 5_000_000, 20

#: What is said of the cells of a column: for each of its rows whether the cell is of that kind.
MASKS = ("date_cells", "number_cells", "days_alone", "months_alone")

#: Rows that are held as Python objects at a time; so few that they stay in the processor's cache.
CHUNK_ROWS = 1_000


T = TypeVar("T")


class FileProblem(Exception):
    """The file cannot be read as a table; the message says what was found and what to do."""


@dataclass(frozen=True)
class Remark:
    """Something seen while reading that a person must know.

    `line` is the row number in the file, counted from 1, `column` the position in the grid, counted from 0; None where
    the remark is not about one row or one column.
    """

    rule: str
    line: int | None
    column: int | None
    severity: Literal["error", "warning"]
    value: str
    message: str


@dataclass(frozen=True)
class Grid:
    """A file as text.

    `cells` has string columns named "0", "1", ...: '' where empty, never null, ragged rows padded. `lines` (int32) is
    the row number in the file of each grid row. `date_cells` has, for each column with real date cells of a workbook or
    times of a Parquet file, a mask as long as the grid; their text is ISO, 2023-05-09 or 2023-05-09 14:00:00.
    `number_cells` is the same for cells of a workbook that hold a number, `days_alone` for date cells that show a month
    and a day and no year, `months_alone` for those that show a month alone. `seen_sheets` are those not hidden.
    """

    cells: pa.Table
    lines: pa.Array
    form: str
    encoding: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    date_cells: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)
    number_cells: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)
    days_alone: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)
    months_alone: dict[int, npt.NDArray[np.bool_]] = field(default_factory=dict)
    seen_sheets: tuple[str, ...] = ()

    def top(self, rows: int) -> "Grid":
        """The first rows, with all that is said of their cells."""
        masks: dict[str, Any] = {name: {at: mask[:rows] for at, mask in getattr(self, name).items()} for name in MASKS}
        return replace(self, cells=self.cells.slice(0, rows), lines=self.lines.slice(0, rows), **masks)


def check_bytes(size: int) -> None:
    """Raises FileProblem when a file of this size is more than the board reads."""
    if size > MAX_BYTES:
        raise FileProblem(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请分成几份上传。")


def check_size(rows: int, columns: int) -> None:
    """Raises FileProblem when a table of this size is more than the board reads."""
    if columns > MAX_COLUMNS:
        raise FileProblem(f"表格有{columns}列，最多{MAX_COLUMNS}列，请删去多余的列后再上传。")
    if rows > MAX_ROWS:
        raise FileProblem(f"表格超过{MAX_ROWS // 10_000}万行，请分成几份上传。")
    if rows * columns > MAX_CELLS:
        raise FileProblem(f"表格有{rows}行、{columns}列，太大了，请删去下方和右侧多余的行列，或分成几份上传。")


def check_text(length: int) -> None:
    """Raises FileProblem when all cells together have more text than the board reads."""
    if length > MAX_TEXT:
        raise FileProblem(
            f"各单元格的文字合起来超过{MAX_TEXT // 1024 // 1024}MB，多半是一段长文字重复了很多次，"
            "请删去多余的行列和文字，或分成几份上传。"
        )


def check_filled(rows: int, columns: int, filled: int) -> None:
    """Raises FileProblem when a sheet has a few cells so far apart that reading it means reading empty ones."""
    if rows * columns > FAR_CELLS and rows * columns > FAR_SHARE * filled:
        raise FileProblem(
            f"表格伸到第{rows}行、第{columns}列，里面却几乎都是空的，多半是远处有误填的单元格；"
            "请删去表格下方和右侧多余的行列后再上传。"
        )


class GridBuilder:
    """Gathers rows of text into Arrow chunk by chunk, so that few Python strings live at a time."""

    def __init__(self) -> None:
        self._chunks: list[list[pa.Array]] = []
        self._lines: list[pa.Array] = []
        self._height = 0
        self._width = 0
        self._length = 0

    def add(self, columns: Iterable[pa.Array], lines: Sequence[int]) -> None:
        """Append a chunk: string arrays without nulls, and the row number in the file of each of their rows.

        They are taken one by one: where cells share one text, it takes its room anew in each. Raises FileProblem when
        the grid becomes too large or a cell is too long.
        """
        chunk: list[pa.Array] = []
        self._height += len(lines)
        for position, column in enumerate(columns):
            _check_lengths(column, position, lines)
            self._length += column.nbytes
            check_text(self._length)
            chunk.append(column)
        self._width = max(self._width, len(chunk))
        check_size(self._height, self._width)
        self._chunks.append(chunk)
        self._lines.append(pa.array(lines, pa.int32()))

    def finish(self) -> tuple[pa.Table, pa.Array]:
        """The cells and the line of each row; shorter chunks are padded with ''."""
        heights = [len(lines) for lines in self._lines]
        columns = {}
        for position in range(self._width):
            # Taken out as it goes, so that no more than one column is there twice.
            parts = [
                chunk.pop(0) if chunk else pa.repeat(pa.scalar(""), height)
                for chunk, height in zip(self._chunks, heights, strict=True)
            ]
            columns[str(position)] = pa.concat_arrays(parts)
        return pa.table(columns), pa.concat_arrays(self._lines) if self._lines else pa.array([], pa.int32())


def transposed(rows: Sequence[Sequence[T]], blank: T) -> list[tuple[T, ...]]:
    """The columns of a chunk of rows, ragged ones padded; raises FileProblem before it would grow too large."""
    check_size(len(rows), max(map(len, rows), default=0))
    return list(zip_longest(*rows, fillvalue=blank))


def _check_lengths(array: pa.Array, position: int, lines: Sequence[int]) -> None:
    if (pc.max(pc.binary_length(array)).as_py() or 0) <= MAX_CELL_LENGTH:
        return
    longest = pc.max(pc.utf8_length(array)).as_py()
    if longest > MAX_CELL_LENGTH:
        line = lines[pc.index(pc.utf8_length(array), longest).as_py()]
        raise FileProblem(
            f"第{line}行第{position + 1}列的一个单元格有{longest}个字，最多{MAX_CELL_LENGTH // 10_000}万字，"
            "请检查是否粘贴错了内容。"
        )
