"""xls: by xlrd, which is plain Python. calamine ends the whole process on some damaged xls files.

xlrd gives values, dates, hidden rows and columns and merged ranges, but no formulas: their places come from a walk over
the records of the sheet ([MS-XLS] 2.4: each is a type and a length of two bytes, then its content).
"""

import datetime as dt
import io
import struct
from collections.abc import Iterator

import xlrd

from dashboard.reading import dates
from dashboard.reading.formats import as_shown
from dashboard.reading.grid import FileProblem
from dashboard.reading.package import BROKEN, ENCRYPTED
from dashboard.reading.sheets import Block, Marks, Sheet, Value, choose, nothing_in, seen

#: Everything xlrd raises on damaged input.
DAMAGE = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
FORMULA_RECORDS = {0x0006, 0x0206, 0x0406}
BEGIN_RECORD, END_RECORD, SHEET_RECORD = 0x0809, 0x000A, 0x0085
WORKSHEET = 0


def read_sheet(data: bytes, wanted: str | None) -> Sheet:
    """The wanted sheet, else the first visible one that is not empty; raises FileProblem."""
    try:
        return _read(data, wanted)
    except DAMAGE as error:
        raise FileProblem(ENCRYPTED if "encrypted" in str(error) else BROKEN) from error


def _read(data: bytes, wanted: str | None) -> Sheet:
    # xlrd prints its remarks on odd files; the log takes them. On demand, because it drops the records otherwise.
    log = io.StringIO()
    with xlrd.open_workbook(file_contents=data, logfile=log, formatting_info=True, on_demand=True) as book:
        sheets = [book.sheet_by_index(position) for position in range(book.nsheets)]
        names = tuple(sheet.name for sheet in sheets)
        visible = [sheet.visibility == 0 for sheet in sheets]
        for position in choose(names, visible, wanted):
            sheet = sheets[position]
            height, width = _extent(sheet)
            if height:
                rows = [[_value(cell, book) for cell in sheet.row(row)[:width]] for row in range(height)]
                merged = [Block(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
                return Sheet(names[position], names, seen(names, visible), rows, merged, _marks(book, sheet, position))
    raise nothing_in(wanted)


def _extent(sheet: xlrd.sheet.Sheet) -> tuple[int, int]:
    """Height and width of the area that has values; formatted blanks around it do not count."""
    blank = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    filled = [
        (row, column)
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind not in blank
    ]
    return (filled[-1][0] + 1, max(column for _, column in filled) + 1) if filled else (0, 0)


def _value(cell: xlrd.sheet.Cell, book: xlrd.Book) -> Value:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        moment = _moment(cell.value, book.datemode)
        return dates.as_seen(_code(cell, book), moment) if isinstance(moment, dt.date) else moment
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return as_shown(_code(cell, book), float(cell.value))
    return str(cell.value)


def _code(cell: xlrd.sheet.Cell, book: xlrd.Book) -> str:
    """The number format of a cell."""
    key = book.xf_list[cell.xf_index].format_key
    style = book.format_map.get(key)
    return (style.format_str if style else "") or dates.BUILT_IN.get(key, "")


def _moment(serial: float, datemode: int) -> Value:
    """A serial below 1 is a time of day; one that is no date in the calendar stays a number."""
    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(serial, datemode)
    except (xlrd.xldate.XLDateError, OverflowError):
        return serial
    return moment.time() if 0 <= serial < 1 else moment


def _marks(book: xlrd.Book, sheet: xlrd.sheet.Sheet, position: int) -> Marks:
    marks = Marks(
        hidden_rows=[row for row, shape in sheet.rowinfo_map.items() if shape.hidden],
        hidden_columns=[column for column, shape in sheet.colinfo_map.items() if shape.hidden],
    )
    for row, column in _formulas(book, position):
        marks.formulas[column].append(row)
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_ERROR:
                code = sheet.cell_value(row, column)
                marks.errors.append((row, column, xlrd.error_text_from_code.get(code, "")))
    return marks


def _formulas(book: xlrd.Book, position: int) -> Iterator[tuple[int, int]]:
    """The cells of a sheet that hold a formula, in Excel 95 and later files."""
    offsets = [
        struct.unpack_from("<iBB", content)[0]
        for kind, content in _records(book, 0)
        if kind == SHEET_RECORD and content[5] == WORKSHEET
    ]
    if position < len(offsets):
        for kind, content in _records(book, offsets[position]):
            if kind in FORMULA_RECORDS:
                yield struct.unpack_from("<HH", content)


def _records(book: xlrd.Book, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, from its beginning to its own end; a chart inside it has a beginning and an end."""
    place, depth = book.base + offset, 0
    while place + 4 <= book.base + book.stream_len:
        kind, length = struct.unpack_from("<HH", book.mem, place)
        content = bytes(book.mem[place + 4 : place + 4 + length])
        yield kind, content
        depth += (kind == BEGIN_RECORD) - (kind == END_RECORD)
        if depth == 0:
            return
        place += 4 + length
