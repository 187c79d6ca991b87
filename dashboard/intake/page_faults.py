"""What is wrong with the cells of a page whatever their text is: remarks of the reader, and cells of a wrong type."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from dashboard.datasets import Dataset
from dashboard.intake.harms import HARMS, refuse_date, refuse_number
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


def note_types(target: Dataset, page: Page, lines: np.ndarray, problems: Problems) -> None:
    """Cells of a workbook whose type, not their text, shows that a value was lost: numbers and dates among texts.

    `lines` are those that hold data.
    """
    is_data = np.isin(page.grid.lines.to_numpy(), lines)
    for column in page.header.columns:
        field = next((each for each in target.fields if each.name == column.field), None)
        if field is None:
            continue
        numbers, dates = (kinds.get(column.position) for kinds in (page.grid.number_cells, page.grid.date_cells))
        for mask, refuse in ((numbers, refuse_number), (dates, refuse_date)):
            if mask is None or field.type in ("date", "datetime"):
                continue
            rows = np.flatnonzero(mask & is_data)
            if mask is numbers and field.type != "string":
                continue
            texts = page.grid.cells.column(column.position).take(pa.array(rows)).to_pylist()
            faults: list[Problem] = []
            for row, text in zip(rows, texts, strict=True):
                try:
                    refuse(field, text, is_key=field.name in target.key)
                except CellError as error:
                    line = int(page.grid.lines[int(row)].as_py())
                    faults.append(Problem(line, column.header, text, ERROR, "value", str(error)))
            problems.add_many(faults[:LISTED], len(faults))
            if mask is dates and len(rows) and not faults and field.is_free_text:
                line = int(page.grid.lines[int(rows[0])].as_py())
                message = f"这一列有{len(rows)}格{HARMS['excel_date']}"
                problems.add(Problem(line, column.header, texts[0], WARNING, "excel_date", message))
