"""Tables as xlsx: text stays text (no cell is a formula, 5-9 stays 5-9), and nothing is cut off without a word.

Sheets are written row by row and never changed, so everything about a sheet as a whole comes before its first row.
"""

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

#: What Excel takes: rows of a sheet, characters of a cell.
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767

#: No text so short grows beyond MAX_TEXT by being made writable.
SURELY_SHORT = MAX_TEXT // len("_x0000_")

NO_FORMATS: Mapping[str, str] = {}
TEXT, DATE, MOMENT = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
TOP = Alignment(wrap_text=True, vertical="top")
BOLD = Font(bold=True)
TITLE = Font(bold=True, size=16)
LINK = Font(underline="single", color="1F5FA8")
HEADER_FILL = PatternFill("solid", start_color="E3EAF1")

#: Widths of columns in digits, and how many rows are looked at for them.
NARROWEST, WIDEST = 8, 50
LOOKED_AT = 200

#: XML has no place for these, and a reader makes a line feed of a carriage return: they are written as _x000D_.
UNWRITABLE = r"[\x00-\x08\x0b-\x1f\ufffe\uffff]"
#: Text that by chance reads like that is told apart by writing its underscore so. Blanks alone would be dropped.
TO_ESCAPE = re.compile(rf"{UNWRITABLE}|_(?=x[0-9A-Fa-f]{{4}}(?:_|{UNWRITABLE}))|^[ \t\n](?=[ \t\n]*\Z)")


class TooBigForExcel(Exception):
    """The table does not fit into a worksheet; the message says what does not and what to do."""


def as_xlsx(rows: pd.DataFrame, title: str) -> bytes:
    """Rows of text as one worksheet that loads back to the letter; raises TooBigForExcel."""
    refuse_too_big(rows)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    write_rows(sheet, rows)
    return saved(book)


def refuse_too_many_rows(count: int) -> None:
    """Raises TooBigForExcel for more rows than a worksheet has."""
    if count >= MAX_ROWS:
        raise TooBigForExcel(f"共{count}行，超过Excel一张工作表的{MAX_ROWS}行，请改用CSV。")


def refuse_too_big(rows: pd.DataFrame) -> None:
    """Raises TooBigForExcel, before a workbook is begun, for a table that would be cut off."""
    refuse_too_many_rows(len(rows))
    for position in range(rows.shape[1]):
        for text in rows.iloc[:, position]:
            if isinstance(text, str) and len(text) > SURELY_SHORT and len(writable(text)) > MAX_TEXT:
                message = f"“{text[:20]}……”有{len(text)}字，超过Excel一个单元格的{MAX_TEXT}字，请改用CSV。"
                raise TooBigForExcel(message)


def write_rows(sheet: Any, rows: pd.DataFrame, formats: Mapping[str, str] = NO_FORMATS, **style: Any) -> None:
    """The header and the rows of a table; `formats` are of numbers, by column."""
    sheet.append([heading(sheet, column) for column in rows.columns])
    by_place = [formats.get(column) for column in rows.columns]
    for values in rows.itertuples(index=False, name=None):
        sheet.append(
            [
                None if is_blank(value) else styled(cell(sheet, value, number_format), **style)
                for value, number_format in zip(values, by_place, strict=True)
            ]
        )


def cell(sheet: Any, value: object, number_format: str | None = None) -> Any:
    """A cell of a sheet: a number, a date, or text that Excel takes for nothing else; empty for None, NaN and ''."""
    if is_blank(value):
        return _cell(sheet, None, number_format)
    if isinstance(value, dt.datetime):
        return _cell(
            sheet, value.replace(tzinfo=None), number_format or (MOMENT if value.time() != dt.time() else DATE)
        )
    if isinstance(value, dt.date):
        return _cell(sheet, value, number_format or DATE)
    if isinstance(value, Real) and not isinstance(value, bool):
        return _cell(sheet, value, number_format)
    made = _cell(sheet, writable(text_of(value)), number_format or TEXT)
    made.data_type = "s"
    return made


def is_blank(value: object) -> bool:
    """Whether there is nothing to write: None, NaN, NaT, pd.NA or ''."""
    return value is None or bool(pd.isna(value)) or value == ""


def text_of(value: object) -> str:
    """A value as text; of what is true or false, also as numpy has it, the Chinese word."""
    return ("是" if value else "否") if pd.api.types.is_bool(value) else str(value)


def _cell(sheet: Any, value: object, number_format: str | None) -> Any:
    made = WriteOnlyCell(sheet, value=value)
    if number_format:
        made.number_format = number_format
    return made


def writable(text: str) -> str:
    """Text as a workbook holds it, so that every reader gives back the same text."""
    return TO_ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def styled(made: Any, **style: Any) -> Any:
    """The cell with its font, fill, alignment or comment."""
    for name, value in style.items():
        setattr(made, name, value)
    return made


def heading(sheet: Any, text: object, fill: PatternFill = HEADER_FILL) -> Any:
    """A cell of a table's header."""
    return styled(cell(sheet, text), font=BOLD, fill=fill, alignment=TOP)


def set_widths(sheet: Any, widths: Iterable[float]) -> None:
    """The widths of the first columns."""
    for position, columns_wide in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = columns_wide


def fitting(rows: pd.DataFrame) -> list[int]:
    """For each column a width in which header and cells are readable, long text wrapped."""
    return [
        min(max(NARROWEST, *(_width(text) + 2 for text in [column, *rows.iloc[:LOOKED_AT, position]])), WIDEST)
        for position, column in enumerate(rows.columns)
    ]


def _width(value: object) -> int:
    if isinstance(value, dt.datetime) and not pd.isna(value):
        return len(MOMENT if value.time() != dt.time() else DATE)
    lines: Sequence[str] = [""] if value is None or pd.isna(value) else str(value).splitlines()
    return max((sum(1 + (unicodedata.east_asian_width(mark) in "WF") for mark in line) for line in lines), default=0)


def sheet_title(text: str) -> str:
    """Text as the name of a worksheet: what Excel forbids is left out."""
    return re.sub(r"[\[\]:*?/\\']", "", text)[:31] or "表"


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
