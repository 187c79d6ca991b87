"""What is wrong with the cells of a page whatever their text is: remarks of the reader, and cells of a wrong type."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dashboard.datasets import Dataset, Field
from dashboard.intake.date_cells import hidden_years, shown_dates, takes_hidden_year
from dashboard.intake.harms import HARMS, refuse_date, refuse_number
from dashboard.intake.headers import Column
from dashboard.intake.numbers import CellError
from dashboard.intake.pages import Page, moved
from dashboard.intake.problems import ERROR, LISTED, WARNING, Problem, Problems


def remarks(page: Page) -> Iterator[Problem]:
    """What was seen while reading the file, in columns that are read."""
    read = {column.position for column in page.header.columns}
    for remark in page.grid.remarks:
        if remark.column is None or remark.column in read:
            column = "" if remark.column is None else page.header.printed[remark.column]
            found = Problem(remark.line, column, remark.value, remark.severity, remark.rule, remark.message)
            yield moved(found, page.offset)


def note_types(target: Dataset, page: Page, lines: np.ndarray, problems: Problems) -> dict[str, np.ndarray]:
    """Cells of a workbook whose type, not their text, shows that a value was lost: numbers and dates among texts.

    `lines` are those that hold data. The lines of the cells that are refused come back, by the field.
    """
    is_data = np.isin(page.grid.lines.to_numpy(), lines)
    refused: dict[str, np.ndarray] = {}
    for column in page.header.columns:
        field = next((each for each in target.fields if each.name == column.field.partition(".")[0]), None)
        if field is None:
            continue
        if takes_hidden_year(field):
            for problem in hidden_years(page.grid, column.position, is_data, column.header):
                problems.add(problem)
        elif field.type == "string":
            faults = [*_refused(target, page, column, field, is_data)]
            problems.add_many(faults[:LISTED], len(faults))
            refused[field.name] = np.array([fault.line for fault in faults], dtype=np.int32)
            for problem in _dates_among_texts(target, page, column, field, is_data):
                problems.add(problem)
    return refused


def _refused(target: Dataset, page: Page, column: Column, field: Field, is_data: np.ndarray) -> Iterator[Problem]:
    """An error for each number or date that cannot be what was typed."""
    grid, is_key = page.grid, field.name in target.key
    for masks, refuse in ((grid.number_cells, refuse_number), (grid.date_cells, refuse_date)):
        rows = np.flatnonzero(masks.get(column.position, False) & is_data)
        shown = shown_dates(grid, column.position, grid.cells.column(column.position).combine_chunks())
        for row, text in zip(rows, shown.take(pa.array(rows)).to_pylist(), strict=True):
            try:
                refuse(field, text, is_key=is_key)
            except CellError as error:
                yield Problem(grid.lines[int(row)].as_py(), column.header, text, ERROR, error.rule, str(error))


def _dates_among_texts(
    target: Dataset, page: Page, column: Column, field: Field, is_data: np.ndarray
) -> Iterator[Problem]:
    """A warning where dates with their year stand in a column of texts; by its text no one could tell."""
    if not field.is_free_text or field.name in target.key or field.name in target.references:
        return
    grid, nowhere = page.grid, np.zeros(len(is_data), dtype=bool)
    is_whole = grid.date_cells.get(column.position, nowhere) & ~grid.days_alone.get(column.position, nowhere)
    rows = np.flatnonzero(is_whole & is_data)
    if len(rows):
        text = grid.cells.column(column.position)[int(rows[0])].as_py()
        message = f"这一列有{len(rows)}格{HARMS['excel_date']}"
        yield Problem(grid.lines[int(rows[0])].as_py(), column.header, text, WARNING, "excel_date", message)
