"""Workbooks of a few cells with number formats, written as Excel, WPS and LibreOffice write them."""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Cell = str | float | int | dt.date | dt.datetime | None
Rows = Sequence[Sequence[Cell]]
#: Number formats by row and column, counted from 1.
Formats = Mapping[tuple[int, int], str]


def as_xlsx(rows: Rows, formats: Formats | None = None, sheets: Mapping[str, Rows] | None = None) -> bytes:
    """One sheet with formats, or several by name."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, content in (sheets or {"Sheet1": rows}).items():
        page = book.create_sheet(name)
        for row in content:
            page.append(list(row))
        for (row_number, column), code in (formats or {}).items():
            page.cell(row_number, column).number_format = code
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xls(rows: Rows, formats: Formats | None = None) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            code = (formats or {}).get((at + 1, column + 1))
            style = xlwt.easyxf(num_format_str=code) if code else xlwt.Style.default_style
            if value is not None:
                page.write(at, column, value, style)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_ods(rows: Rows, shown: Formats | None = None) -> bytes:
    """As LibreOffice saves it: beside its value each number and each date has the text it shows."""
    book = OpenDocumentSpreadsheet()
    table = Table(name="Sheet1")
    for at, row in enumerate(rows):
        line = TableRow()
        for column, value in enumerate(row):
            text = (shown or {}).get((at + 1, column + 1), str(value))
            if isinstance(value, int | float):
                cell = TableCell(valuetype="percentage" if "%" in text else "float", value=value)
            elif isinstance(value, dt.date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            else:
                cell = TableCell(valuetype="string") if value is not None else TableCell()
            if value is not None:
                cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[Rows, Formats | None], bytes]] = {"xlsx": as_xlsx, "xls": as_xls}
