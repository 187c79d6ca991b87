"""Tables as screens show them, to count on and to print: a cover that says what they are, and a sheet for each."""

from collections.abc import Mapping
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from dashboard.exports.workbooks import (
    BOLD,
    LINK,
    TITLE,
    TOP,
    cell,
    fitting,
    refuse_too_big,
    saved,
    set_widths,
    sheet_title,
    styled,
    write_rows,
)

FRONT = "封面"

#: A figure with more digits than these is shown with two; its cell keeps all of them.
MOST_DIGITS, EXACTLY, TWO_DIGITS = 4, 1e-9, "0.00"


def table_xlsx(rows: pd.DataFrame, title: str, said: Mapping[str, str]) -> bytes:
    """A cover that says what `said` says, and the table. Raises TooBigForExcel."""
    refuse_too_big(rows)
    book = openpyxl.Workbook(write_only=True)
    add_cover(book, title, said)
    add_table(book, title, rows)
    return saved(book)


def add_cover(book: openpyxl.Workbook, title: str, said: Mapping[str, str], more: tuple[int, ...] = ()) -> Any:
    """The first sheet: a title and what is said under it, by name; `more` columns of these widths are for a list."""
    front = book.create_sheet(FRONT)
    print_to_width(front, "portrait")
    set_widths(front, [20, 50, *more])
    front.append([styled(cell(front, title), font=TITLE)])
    front.append([])
    for name, text in said.items():
        front.append([styled(cell(front, name), font=BOLD, alignment=TOP), styled(cell(front, text), alignment=TOP)])
    return front


def add_table(book: openpyxl.Workbook, title: str, rows: pd.DataFrame) -> None:
    """A table with numbers and dates as such, its header in sight and to filter by, columns as wide as they need."""
    long = [column for column in rows.columns if _is_long(rows[column])]
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(rows.shape[1])}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    print_to_width(sheet, "landscape")
    set_widths(sheet, fitting(rows.round(dict.fromkeys(long, 2))))
    write_rows(sheet, rows, dict.fromkeys(long, TWO_DIGITS), alignment=TOP)


def _is_long(cells: pd.Series) -> bool:
    """Whether a column has figures with more digits than anyone reads, such as means."""
    return pd.api.types.is_float_dtype(cells) and bool(((cells - cells.round(MOST_DIGITS)).abs() > EXACTLY).any())


def print_to_width(sheet: Any, orientation: str) -> None:
    """A sheet goes on A4 paper with all its columns beside each other."""
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def linked(made: Any, title: str) -> Any:
    """The cell as a link to the first cell of a sheet of the same workbook."""
    return styled(made, hyperlink=Hyperlink(ref="", location=f"'{sheet_title(title)}'!A1"), font=LINK)
