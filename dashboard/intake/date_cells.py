"""Date cells of a workbook as they are shown: a cell that hides its year says another thing than the date it holds."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Field
from dashboard.intake.harms import HARMS
from dashboard.intake.headers import Header
from dashboard.intake.problems import WARNING, Problem
from dashboard.reading import Grid


def takes_hidden_year(field: Field) -> bool:
    """Whether a column takes the year that a date cell hides; one whose times may lack a year asks for it instead."""
    return field.type in ("date", "datetime") and "year" not in field.parts


def shown_dates(grid: Grid, position: int, texts: pa.Array) -> pa.Array:
    """A column with 5月9日 for a date cell that shows no year, and 5月 for one that shows a month alone."""
    for masks, shown in ((grid.days_alone, r"\1月\2日\3"), (grid.months_alone, r"\1月")):
        if position in masks:
            words = pc.replace_substring_regex(texts, r"^\d{4}-0?(\d+)-0?(\d+)(.*)$", shown)
            texts = pc.if_else(pa.array(masks[position]), words, texts)
    return texts


def hidden_years(grid: Grid, position: int, is_data: np.ndarray, header: str) -> list[Problem]:
    """A warning on the date cells of a column of dates that are stored with a year which nobody has seen."""
    nowhere = np.zeros(len(is_data), dtype=bool)
    is_hidden = grid.days_alone.get(position, nowhere) | grid.months_alone.get(position, nowhere)
    rows = np.flatnonzero(is_hidden & is_data)
    if not len(rows):
        return []
    texts = grid.cells.column(position).take(pa.array(rows)).to_pylist()
    years = "、".join(f"{year}年" for year in sorted({text[:4] for text in texts}))
    message = f"这一列有{len(rows)}格{HARMS['hidden_year'].format(years)}"
    return [Problem(grid.lines[int(rows[0])].as_py(), header, texts[0], WARNING, "hidden_year", message)]


def named_headers(grid: Grid, header: Header) -> list[Problem]:
    """The problems of a header, with an unknown column that is headed by a date said to be one that Excel has made."""
    shown = {
        header.printed[position]: shown_dates(grid, position, grid.cells.column(position).combine_chunks())
        .slice(header.start, header.stop - header.start)
        .to_pylist()
        for position, mask in grid.date_cells.items()
        if position < len(header.printed) and mask[header.start : header.stop].any()
    }
    message = f"没有读入这一列：表头{HARMS['excel_date']}"
    return [
        problem._replace(rule="excel_date", value=shown[problem.column][-1], message=message)
        if problem.rule == "unknown_column" and problem.column in shown
        else problem
        for problem in header.problems
    ]
