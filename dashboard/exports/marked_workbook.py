"""A person's own file with its problems marked: cells red or amber with a note, and a sheet that lists them all."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from dashboard.exports.workbooks import (
    BOLD,
    LOOKED_AT,
    MAX_ROWS,
    MAX_TEXT,
    TITLE,
    TOP,
    cell,
    fitting,
    saved,
    set_widths,
    styled,
    writable,
    write_rows,
)
from dashboard.intake.drafts import Draft
from dashboard.intake.problems import ERROR, LISTED, TITLES, WARNING, Problem
from dashboard.queries import check_titles
from dashboard.reading import FileProblem, Grid, read_file

TABLE, LIST = "原表", "问题清单"
FILLS = {ERROR: PatternFill("solid", start_color="F4B6B0"), WARNING: PatternFill("solid", start_color="FCE3A6")}
WORDS = {ERROR: "错误", WARNING: "提醒"}

#: Of a longer file only the header and the rows with problems are copied, each on its own row.
MOST_COPIED = 5_000

#: How much is shown of a text that is too long, and the size of a note for each problem in it.
SHOWN = 1000
NOTE_WIDTH, NOTE_HEIGHT = 320, 60

Marks = Mapping[tuple[int, int], Sequence[Problem]]


def marked_workbook(data: bytes, file_name: str, made: Draft) -> bytes:
    """The file as xlsx: its table, each line on the row of its number in the file with its problems, and their list.

    Only texts are copied, so nothing in the file can run. A file that cannot be read gives the list alone.
    """
    book = openpyxl.Workbook(write_only=True)
    try:
        grid = read_file(data, file_name, encoding=made.profile.encoding, sheet=made.profile.sheet)
    except FileProblem:
        is_cut = False
    else:
        is_cut = _write_table(book.create_sheet(TABLE), grid, made)
    _write_list(book.create_sheet(LIST), file_name, made, is_cut)
    return saved(book)


# ---- the table ------------------------------------------------------------------------------------------------------


def _write_table(sheet: Any, grid: Grid, made: Draft) -> bool:
    """The lines of the file with their marks, as far as Excel has rows; returns whether lines were left out."""
    header = pa.array(made.profile.header_lines, pa.int32())
    marks = _marks(made, _rows(grid.cells.filter(pc.is_in(grid.lines, header))))
    copied = pc.less_equal(grid.lines, MAX_ROWS)
    if len(grid.lines) > MOST_COPIED:
        wanted = pa.array({*made.profile.header_lines, *(line for line, _ in marks)}, pa.int32())
        copied = pc.and_(copied, pc.is_in(grid.lines, wanted))
    lines, rows = grid.lines.filter(copied).to_pylist(), _rows(grid.cells.filter(copied))
    set_widths(sheet, fitting(pd.DataFrame(rows[:LOOKED_AT])))
    _write_lines(sheet, lines, rows, marks)
    return len(lines) < len(grid.lines)


def _marks(made: Draft, header: Sequence[Sequence[str]]) -> Marks:
    """The problems of each cell by line and position; those of no one column stand on the first cell of their line."""
    positions = {column.header: {column.position} for column in made.profile.columns}
    for position, levels in enumerate(zip(*header, strict=True)):
        printed = " ".join(dict.fromkeys(level.strip() for level in levels if level.strip()))
        positions.setdefault(printed, set()).add(position)
    marks = defaultdict(list)
    for problem in made.problems:
        if problem.line is not None:
            for position in positions.get(problem.column, {0}) if problem.column else {0}:
                marks[problem.line, position].append(problem)
    return marks


def _rows(cells: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in cells.columns), strict=True))


def _write_lines(sheet: Any, lines: Sequence[int], rows: Sequence[Sequence[str]], marks: Marks) -> None:
    """Each row of cells on the row of its number; the rows between stay empty."""
    written = 0
    for line, texts in zip(lines, rows, strict=True):
        for _ in range(line - written - 1):
            sheet.append([])
        sheet.append([_marked(sheet, text, marks.get((line, position), ())) for position, text in enumerate(texts)])
        written = line


def _marked(sheet: Any, text: str, problems: Sequence[Problem]) -> Any:
    if not problems:
        return cell(sheet, _short(text, MAX_TEXT))
    severity = ERROR if any(problem.severity == ERROR for problem in problems) else WARNING
    said = dict.fromkeys(f"{WORDS[problem.severity]}：{_short(problem.message, SHOWN)}" for problem in problems)
    note = Comment(writable("\n".join(said)), "数据检查", width=NOTE_WIDTH, height=NOTE_HEIGHT * len(said))
    return styled(cell(sheet, _short(text, MAX_TEXT)), fill=FILLS[severity], comment=note)


def _short(text: str, most: int) -> str:
    """The text, or what is shown of one that is longer than a cell or a note holds."""
    return text if len(writable(text)) <= most else f"{text[:SHOWN]}……（共{len(text)}字，此处不全）"


# ---- the list -------------------------------------------------------------------------------------------------------


def _write_list(sheet: Any, file_name: str, made: Draft, is_cut: bool) -> None:
    set_widths(sheet, [8, 20, 28, 8, 18, 70])
    sheet.append([styled(cell(sheet, LIST), font=TITLE)])
    for text in _summary(file_name, made, is_cut):
        sheet.append([cell(sheet, text)])
    for title, rows in (("按问题种类统计", _counted(made.problems)), ("逐条", _listed(made.problems))):
        sheet.append([])
        sheet.append([styled(cell(sheet, title), font=BOLD)])
        write_rows(sheet, rows, alignment=TOP)


def _summary(file_name: str, made: Draft, is_cut: bool) -> Iterator[str]:
    warnings = sum(problem.severity == WARNING for problem in made.problems)
    yield f"文件：{_short(file_name, SHOWN)}　数据集：{made.dataset.title}"
    yield f"{made.errors}处错误，列出{warnings}处提醒。" + ("有错误时什么都不会写入。" if made.errors else "")
    yield f"“{TABLE}”表中红色为错误、黄色为提醒，鼠标停在格上可看说明；行号与原文件相同。改好后重新上传整个文件。"
    if is_cut:
        yield f"文件较大，“{TABLE}”表只抄录了表头和有问题的行；请在原文件中修改，不要上传本文件。"


def _counted(problems: Sequence[Problem]) -> pd.DataFrame:
    """One row per rule and column: how many places and the first of them, errors first."""
    kinds: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=lambda problem: problem.severity):
        kinds[problem.severity, problem.rule, problem.column].append(problem)
    first = [found[0] for found in kinds.values()]
    titles = TITLES | check_titles()
    return pd.DataFrame(
        {
            "处数": [f"{LISTED}以上" if len(found) > LISTED else len(found) for found in kinds.values()],
            "列": [problem.column for problem in first],
            "例如": [_short(problem.value, SHOWN) for problem in first],
            "程度": [WORDS[problem.severity] for problem in first],
            "规则": [titles.get(problem.rule, problem.rule) for problem in first],
            "怎么改": [_short(problem.message, SHOWN) for problem in first],
        },
        dtype="object",
    )


def _listed(problems: Sequence[Problem]) -> pd.DataFrame:
    """One row per problem, in the order of the file."""
    titles = TITLES | check_titles()
    return pd.DataFrame(
        {
            "行": [problem.line for problem in problems],
            "列": [problem.column for problem in problems],
            "填的是": [_short(problem.value, SHOWN) for problem in problems],
            "程度": [WORDS[problem.severity] for problem in problems],
            "规则": [titles.get(problem.rule, problem.rule) for problem in problems],
            "怎么改": [_short(problem.message, SHOWN) for problem in problems],
        },
        dtype="object",
    )
