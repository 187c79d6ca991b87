"""The tables of a file: the sheets that are read, each with its header, and what is wrong with them as tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset
from dashboard.intake.date_cells import named_headers, shown_dates, takes_hidden_year
from dashboard.intake.drafts import PREVIEWED, Profile, preview_of
from dashboard.intake.headers import SEARCHED, Header, find_header
from dashboard.intake.layout import Body, read_body
from dashboard.intake.problems import WARNING, Problem
from dashboard.intake.remembered import Answers
from dashboard.intake.stated import note_units
from dashboard.reading import FileProblem, Grid

#: Sheets of one workbook that are read.
MOST_SHEETS = 60
#: Words in the names of sheets that hold no data.
NO_DATA_SHEETS = ("说明", "封面", "目录", "选项", "字典", "示例")
#: Lines at the end of a table in which a note may state the unit.
NOTES = 5


@dataclass(frozen=True)
class Page:
    """One table of a file and its header; its lines go on where those of the page before it ended, at `offset`."""

    grid: Grid
    header: Header
    offset: int = 0

    @property
    def shape(self) -> set[tuple[str, str | None]]:
        """What its columns hold; pages with the same columns are read as one table."""
        return {(column.field, column.name) for column in self.header.columns}

    def emptied(self) -> "Page":
        """The page without its cells; its lines stay."""
        return replace(self, grid=replace(self.grid.top(0), lines=self.grid.lines))


def read_pages(
    target: Dataset, read: Callable[[str | None], Grid], answers: Answers, remembered: Mapping[str, str]
) -> tuple[list[Page], list[Problem]]:
    """The sheets that have one shape, that with most known columns first, and a word on those that are not read.

    `read` gives the grid of a sheet, or of the first one; a sheet that a person named is read alone.
    """
    first = read(answers.sheet)
    pages = [Page(first, header_of(target, first, remembered, answers.header_line))]
    unread = []
    if answers.sheet is None:
        for name in first.seen_sheets:
            if name == first.sheet:
                continue
            try:
                grid = read(name) if len(pages) < MOST_SHEETS else None
            except FileProblem:
                continue  # It is empty, or so large that reading it was refused when it was looked at first.
            if grid is None:
                unread.append(name)
            else:
                pages.append(Page(grid, header_of(target, grid, remembered, answers.header_line)))
    order = list(first.seen_sheets)
    pages.sort(key=lambda page: order.index(page.grid.sheet) if page.grid.sheet in order else -1)
    best = max(pages, key=lambda page: (len(page.header.columns), -len(page.header.unknown)))
    alike = [page for page in pages if page is best or (best.shape and page.shape == best.shape)]
    unread += [page.grid.sheet or "" for page in pages if page not in alike]
    return _numbered(alike), _about_unread([name for name in unread if not holds_no_data(name)])


def _numbered(pages: list[Page]) -> list[Page]:
    """The pages with their lines one after the other."""
    numbered: list[Page] = []
    offset = 0
    for page in pages:
        header = replace(page.header, problems=[moved(problem, offset) for problem in page.header.problems])
        lines = pc.add(page.grid.lines, pa.scalar(offset, pa.int32()))
        numbered.append(Page(replace(page.grid, lines=lines), header, offset))
        offset = lines[-1].as_py()
    return numbered


def moved(problem: Problem, offset: int) -> Problem:
    return problem if problem.line is None else problem._replace(line=problem.line + offset)


def holds_no_data(sheet: str) -> bool:
    """Whether a sheet explains, by its name, what others hold."""
    return any(word in sheet for word in NO_DATA_SHEETS)


def _about_unread(names: list[str]) -> list[Problem]:
    if not names:
        return []
    listed = "、".join(f"“{name}”" for name in names)
    message = f"工作表{listed}的列与读入的不同，没有读入；其中有数据的，请选定这张工作表另行上传。"
    return [Problem(None, "", "、".join(names), WARNING, "sheet_not_read", message)]


def header_of(target: Dataset, grid: Grid, remembered: Mapping[str, str], header_line: int | None = None) -> Header:
    """Where the header of a table is, what its columns hold and in which units."""
    searched = max(SEARCHED, (header_line or 0) + 2)
    top, lines = _rows(grid.cells.slice(0, searched)), grid.lines.slice(0, searched).to_pylist()
    header = find_header(target, top, lines, remembered, header_line)
    header.problems = named_headers(grid, header)
    if header.columns:
        after = max(header.stop + 1, grid.cells.num_rows - NOTES)
        note_units(target, header, top, _rows(grid.cells.slice(after)), lines)
    return header


def _rows(cells: pa.Table) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in cells.columns), strict=True))


def body_of(target: Dataset, page: Page) -> Body:
    """The rows of a page, with its date cells as what their columns hold."""
    titles = _rows(page.grid.cells.slice(0, page.header.start))
    return read_body(target, page.header, titles, _cells(target, page), page.grid.lines)


def _cells(target: Dataset, page: Page) -> pa.Table:
    """The cells, in which a date is midnight in a column of times, and what it shows where none belongs."""
    cells = page.grid.cells
    for column in page.header.columns:
        field = next((each for each in target.fields if each.name == column.field), None)
        if field and column.position in page.grid.date_cells:
            texts = cells.column(column.position).combine_chunks()
            if field.type == "datetime":
                is_bare = pc.equal(pc.utf8_length(texts), len("2023-06-01"))
                is_bare = pc.and_(pa.array(page.grid.date_cells[column.position]), is_bare)
                texts = pc.if_else(is_bare, pc.binary_join_element_wise(texts, "00:00:00", " "), texts)
            if not takes_hidden_year(field):
                texts = shown_dates(page.grid, column.position, texts)
            cells = cells.set_column(column.position, cells.column_names[column.position], texts)
    return cells


# ---- the pages of a file ---------------------------------------------------------------------------------------------


def profile_of(pages: list[Page]) -> Profile:
    """What a file was recognised as."""
    page = pages[0]
    grid, header = page.grid, page.header
    others = "".join(f"、“{other.grid.sheet}”" for other in pages[1:])
    return Profile(
        grid.form + others,
        grid.encoding,
        grid.sheet,
        grid.sheets,
        tuple(grid.lines.slice(header.start, header.stop - header.start).to_pylist()),
        tuple(header.columns),
        tuple(dict.fromkeys(printed for each in pages for printed in each.header.unknown)),
        preview_of(grid.cells.slice(header.stop, PREVIEWED)),
    )


def place(pages: list[Page], line: int) -> str:
    """A line in words, on its own sheet where there are several."""
    if len(pages) == 1:
        return f"第{line}行"
    page = next(page for page in reversed(pages) if page.offset < line)
    return f"工作表“{page.grid.sheet}”第{line - page.offset}行"


def on_its_sheet(pages: list[Page], problem: Problem) -> Problem:
    """A problem of a page after the first: its line is said in words, for the number alone would mean another sheet."""
    if problem.line is None or len(pages) == 1 or problem.line <= pages[1].offset:
        return problem
    return problem._replace(line=None, message=f"{place(pages, problem.line)}：{problem.message}")


def own_lines(pages: list[Page], lines: np.ndarray) -> np.ndarray:
    """The numbers that lines have on their own sheets."""
    offsets = np.array([page.offset for page in pages])
    own: np.ndarray = lines - offsets[np.searchsorted(offsets, lines, side="left") - 1]
    return own
