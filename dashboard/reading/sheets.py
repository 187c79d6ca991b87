"""A sheet of a workbook, however it was stored -> a grid of text and the remarks on it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.reading.dates import DayAlone, MonthAlone
from dashboard.reading.formats import Shown, number_text
from dashboard.reading.grid import (
    CHUNK_ROWS,
    MAX_CELLS,
    FileProblem,
    Grid,
    GridBuilder,
    Remark,
    check_text,
    transposed,
)

Value = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta

#: Cells of one kind that get a remark each; the rest are counted in one more.
SHOWN = 1000
MAX_MERGED = 100_000

WITHOUT_VALUE = "这个单元格的公式没有保存计算结果，请用Excel或WPS打开文件、保存后再上传，或改填数值。"
ERROR_VALUE = "这个单元格是Excel的错误值，请改正公式或改填数值；没有数据请留空。"


class Block(NamedTuple):
    """A merged range; all four counted from 0 and included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Marks:
    """What a sheet says beside its values; rows and columns counted from 0, cells as (row, column).

    `formulas` has, for each column, the rows of those whose result is in the file.
    """

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    without_value: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """One sheet as stored: `rows` from row 1 and column A on, '' where a cell is empty or holds an error value.

    `names` are all sheets of the workbook, `seen` those that are not hidden.
    """

    name: str
    names: tuple[str, ...]
    seen: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    merged: Sequence[Block]
    marks: Marks


def choose(names: Sequence[str], visible: Sequence[bool], wanted: str | None) -> list[int]:
    """The sheets to try in order: the wanted one, else the visible ones. Raises FileProblem for an unknown name."""
    if wanted is None:
        return [position for position, shown in enumerate(visible) if shown]
    if wanted not in names:
        raise FileProblem(f"没有名为“{wanted}”的工作表，这个文件里有：{'、'.join(names)}。")
    return [list(names).index(wanted)]


def seen(names: Sequence[str], visible: Sequence[bool]) -> tuple[str, ...]:
    """The sheets that are not hidden."""
    return tuple(name for name, shown in zip(names, visible, strict=True) if shown)


def nothing_in(wanted: str | None) -> FileProblem:
    if wanted is not None:
        return FileProblem(f"工作表“{wanted}”是空的，请换一张工作表。")
    return FileProblem("工作簿里看得见的工作表都是空的，请检查是否存错了文件。")


def grid_of(sheet: Sheet, kind: str) -> Grid:
    """The grid of a sheet: values as text, merged ranges filled; raises FileProblem when it is too large."""
    builder = GridBuilder()
    marked: dict[frozenset[type], dict[int, list[int]]] = {kinds: defaultdict(list) for kinds in KINDS}
    rows = iter(sheet.rows)
    height = 0
    while chunk := list(islice(rows, CHUNK_ROWS)):
        columns = transposed(chunk, "")
        for position, column in enumerate(columns):
            found = set(map(type, column))
            for kinds, places in marked.items():
                if not kinds.isdisjoint(found):
                    places[position] += [height + row for row, value in enumerate(column) if type(value) in kinds]
        builder.add(map(_texts, columns), range(height + 1, height + len(chunk) + 1))
        height += len(chunk)
    cells, lines = builder.finish()
    masks = [{position: _mask(rows, height) for position, rows in places.items()} for places in marked.values()]
    cells = _fill_merged(cells, masks, sheet.merged)
    dates, numbers, days_alone, months_alone = masks
    return Grid(
        cells,
        lines,
        f"{kind}，工作表“{sheet.name}”",
        sheet=sheet.name,
        sheets=sheet.names,
        seen_sheets=sheet.seen,
        remarks=_remarks(sheet.marks, height, cells.num_columns),
        date_cells=dates,
        number_cells=numbers,
        days_alone=days_alone,
        months_alone=months_alone,
    )


# ---- values ---------------------------------------------------------------------------------------------------------


def _moment_text(moment: dt.datetime) -> str:
    """ISO to the second; a day when the time is midnight, as a spreadsheet has no other way to store one."""
    moment = to_the_second(moment)
    return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat(" ")


def to_the_second(moment: dt.datetime) -> dt.datetime:
    """The moment that is meant: a binary fraction less than a second from a full minute is that minute.

    No one types fractions of a second; they come of hours worked out as parts of a day.
    """
    if not moment.microsecond:
        return moment
    for unit, near in ((60, 1.0), (1, 0.5)):
        beyond = moment.second % unit + moment.microsecond / 1e6
        if beyond < near:
            return moment - dt.timedelta(seconds=beyond)
        if unit - beyond <= near and moment < dt.datetime.max - dt.timedelta(seconds=unit):
            return moment + dt.timedelta(seconds=unit - beyond)
    return moment.replace(microsecond=0)


def _span_text(span: dt.timedelta) -> str:
    seconds = round(span.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour:02d}:{minute:02d}:{second:02d}"


TEXTS: dict[type, Callable[[Any], str]] = {
    str: str,
    Shown: str,
    float: number_text,
    int: str,
    bool: lambda value: "true" if value else "false",
    dt.date: dt.date.isoformat,
    dt.datetime: _moment_text,
    DayAlone: _moment_text,
    MonthAlone: _moment_text,
    dt.time: lambda value: to_the_second(dt.datetime.combine(dt.date.min, value)).time().isoformat(),
    dt.timedelta: _span_text,
}
KINDS = (
    frozenset({dt.date, dt.datetime, DayAlone, MonthAlone}),
    frozenset({float, int, Shown}),
    frozenset({DayAlone}),
    frozenset({MonthAlone}),
)


def _texts(column: Sequence[Value]) -> pa.Array:
    return pa.array([TEXTS[type(value)](value) for value in column], pa.string())


def _mask(rows: list[int], height: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(height, dtype=bool)
    mask[rows] = True
    return mask


# ---- merged ranges --------------------------------------------------------------------------------------------------


Masks = dict[int, npt.NDArray[np.bool_]]


def check_merged(count: int) -> None:
    """Raises FileProblem when a sheet has more merged ranges than the board reads."""
    if count > MAX_MERGED:
        raise FileProblem(
            f"合并单元格有{count}处，最多{MAX_MERGED // 10_000}万处，请在Excel或WPS中取消合并，每格填全后再上传。"
        )


def _fill_merged(cells: pa.Table, kinds: Sequence[Masks], merged: Sequence[Block]) -> pa.Table:
    """Copy the top left cell of each merged range to the whole of it, as far as the sheet has values; its kind too."""
    check_merged(len(merged))
    blocks = _within(merged, cells.num_rows, cells.num_columns)
    _check_filled(cells, blocks)
    original, nothing = cells, np.zeros(cells.num_rows, dtype=bool)
    for column in _reached(blocks):
        tops, lefts = _sources(blocks[(blocks[:, 1] <= column) & (column <= blocks[:, 3])], cells.num_rows)
        is_inside = lefts >= 0
        inside = np.flatnonzero(is_inside)
        ordered = inside[np.argsort(lefts[inside], kind="stable")]
        found = [masks.get(column, nothing).copy() for masks in kinds]
        texts = []
        for rows in np.split(ordered, np.flatnonzero(np.diff(lefts[ordered])) + 1):
            left = int(lefts[rows[0]])
            texts.append(original[left].chunk(0).take(pa.array(tops[rows])))
            for mask, masks in zip(found, kinds, strict=True):
                mask[rows] = masks.get(left, nothing)[tops[rows]]
        filling = pa.concat_arrays(texts).take(pa.array(np.argsort(ordered)))
        filled = pc.replace_with_mask(cells[column].chunk(0), pa.array(is_inside), filling)
        cells = cells.set_column(column, str(column), filled)
        for mask, masks in zip(found, kinds, strict=True):
            if mask.any():
                masks[column] = mask
    return cells


def _within(merged: Sequence[Block], height: int, width: int) -> npt.NDArray[np.int64]:
    """Those ranges, as far as they lie within the values: an array with a row for each and the columns of a Block."""
    clipped = [
        (block.top, block.left, min(block.bottom, height - 1), min(block.right, width - 1))
        for block in merged
        if block.top < height and block.left < width and block.top <= block.bottom and block.left <= block.right
    ]
    return np.array(clipped, dtype=np.int64).reshape(-1, len(Block._fields))


def _check_filled(cells: pa.Table, blocks: npt.NDArray[np.int64]) -> None:
    """Raises FileProblem when ranges overlap again and again, or spread a text over more than may be."""
    tops, lefts, bottoms, rights = blocks.T
    areas = (bottoms - tops + 1) * (rights - lefts + 1)
    if areas.sum() > MAX_CELLS:
        raise FileProblem("合并单元格互相重叠，请在Excel或WPS中取消合并，每格填全后再上传。")
    length = 0
    for left in np.unique(lefts):
        lengths = pc.binary_length(cells[int(left)]).to_numpy()
        length += int((lengths[tops[lefts == left]].astype(np.int64) * areas[lefts == left]).sum())
    check_text(length)


def _reached(blocks: npt.NDArray[np.int64]) -> list[int]:
    """The columns that ranges lie in."""
    spans = {(int(left), int(right)) for left, right in np.unique(blocks[:, [1, 3]], axis=0)}
    return sorted({column for left, right in spans for column in range(left, right + 1)})


def _sources(blocks: npt.NDArray[np.int64], height: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each row of one column where its text comes from, as row and column; -1 outside of all ranges."""
    tops, lefts, bottoms, _ = blocks.T
    heights = bottoms - tops + 1
    rows = np.repeat(tops - (np.cumsum(heights) - heights), heights) + np.arange(heights.sum())
    source_tops, source_lefts = np.full(height, -1), np.full(height, -1)
    source_tops[rows], source_lefts[rows] = np.repeat(tops, heights), np.repeat(lefts, heights)
    return source_tops, source_lefts


# ---- remarks --------------------------------------------------------------------------------------------------------


def column_letters(column: int) -> str:
    """0 -> 'A', 26 -> 'AA'."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _remarks(marks: Marks, height: int, width: int) -> list[Remark]:
    remarks = []
    if rows := sorted({row for row in marks.hidden_rows if row < height}):
        shown = _ranges(rows, lambda row: str(row + 1))
        message = f"第{shown}行是隐藏的，也读入了，请核对；不该上传的请删去。"
        remarks.append(Remark("hidden_row", rows[0] + 1, None, "warning", shown, message))
    if columns := sorted({column for column in marks.hidden_columns if column < width}):
        shown = _ranges(columns, column_letters)
        message = f"{shown}列是隐藏的，也读入了，请核对；不该上传的请删去。"
        remarks.append(Remark("hidden_column", None, columns[0], "warning", shown, message))
    for column, rows in sorted(marks.formulas.items()):
        first = f"{column_letters(column)}{rows[0] + 1}"
        message = f"{column_letters(column)}列有{len(rows)}个公式（从{first}起），按文件里保存的计算结果读入，请核对。"
        remarks.append(Remark("formula", rows[0] + 1, column, "warning", first, message))
    empty = [(row, column, "") for row, column in marks.without_value]
    return (
        remarks + _each("formula_without_value", empty, WITHOUT_VALUE) + _each("error_value", marks.errors, ERROR_VALUE)
    )


def _each(rule: str, cells: Sequence[tuple[int, int, str]], message: str) -> list[Remark]:
    remarks = [Remark(rule, row + 1, column, "error", value, message) for row, column, value in cells[:SHOWN]]
    if len(cells) > SHOWN:
        rest = f"这样的单元格共{len(cells)}个，只列出前{SHOWN}个。{message}"
        remarks.append(Remark(rule, cells[SHOWN][0] + 1, cells[SHOWN][1], "error", cells[SHOWN][2], rest))
    return remarks


def _ranges(numbers: Sequence[int], name: Callable[[int], str]) -> str:
    """'3、5–7' for 2, 4, 5, 6."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return "、".join(name(run[0]) if len(run) == 1 else f"{name(run[0])}–{name(run[-1])}" for run in runs)
