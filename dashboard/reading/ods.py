"""ods: everything from content.xml, in which a sheet is written out with its formulas, merged and hidden parts.

calamine knows none of these for ods, and it expands repeated cells before anyone could count them.
"""

import datetime as dt
import io
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from dashboard.reading import dates
from dashboard.reading.formats import as_shown, code_of
from dashboard.reading.grid import MAX_CELL_LENGTH, FileProblem, check_size, check_text
from dashboard.reading.package import BROKEN, ENCRYPTED, Package
from dashboard.reading.sheets import Block, Marks, Sheet, Value, choose, nothing_in, seen

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

HIDDEN = {"collapse", "filter"}
ERROR = re.compile(r"#(?:N/A|NAME\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)|Err:\d+")
SPAN = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
BREAKS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
LAST_ROW = 1_048_576


def read_sheet(data: bytes, wanted: str | None) -> Sheet:
    """The wanted sheet, else the first visible one that is not empty; raises FileProblem."""
    package = Package(data)
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read_xml("META-INF/manifest.xml"):
        raise FileProblem(ENCRYPTED)
    try:
        root = ElementTree.parse(io.BytesIO(package.read_xml("content.xml"))).getroot()
        return _read(root, wanted)
    except (ElementTree.ParseError, ValueError, OverflowError, RecursionError) as error:
        raise FileProblem(BROKEN) from error


def _read(root: Element, wanted: str | None) -> Sheet:
    unseen = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        for shape in style.iter(f"{STYLE}table-properties")
        if shape.get(f"{TABLE}display") == "false"
    }
    # Spaces are written as a number, which may be any: counted here, before one of them is made.
    check_text(sum(_spaces(element) for element in root.iter(f"{TEXT}s")))
    tables = list(root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"))
    names = tuple(table.get(f"{TABLE}name", "") for table in tables)
    visible = [table.get(f"{TABLE}style-name") not in unseen for table in tables]
    for position in choose(names, visible, wanted):
        rows, merged, marks = _table(tables[position])
        if rows:
            return Sheet(names[position], names, seen(names, visible), rows, merged, marks)
    raise nothing_in(wanted)


def _table(table: Element) -> tuple[list[list[Value]], list[Block], Marks]:
    """Rows up to the last value; blanks repeated behind it, often to the end of the sheet, are left out."""
    marks = Marks()
    rows: list[list[Value]] = []
    merged: list[Block] = []
    row = 0
    for element in table.iter(f"{TABLE}table-row"):
        times = min(_times(element, "rows"), LAST_ROW - row)
        values = _row(element, row, merged, marks)
        if element.get(f"{TABLE}visibility") in HIDDEN:
            marks.hidden_rows += range(row, row + times)
        if values:
            check_size(row + times, len(values))
            rows += [[] for _ in range(row - len(rows))] + [values] * times
        row += times
    marks.hidden_columns = _hidden_columns(table, max(map(len, rows), default=0))
    return rows, merged, marks


def _row(element: Element, row: int, merged: list[Block], marks: Marks) -> list[Value]:
    """The values of a row up to its last one; of repeated rows and cells, which are alike, the first is marked."""
    values: list[Value] = []
    column = 0
    for cell in element:
        if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            continue
        repeated = _times(cell, "columns")
        if cell.tag == f"{TABLE}table-cell" and (cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula")):
            check_size(1, column + repeated)
            value = _value(cell)
            error = _error(cell, value)
            values += [""] * (column - len(values)) + ["" if error else value] * repeated
            height, width = (
                int(cell.get(f"{TABLE}number-rows-spanned", 1)),
                int(cell.get(f"{TABLE}number-columns-spanned", 1)),
            )
            if (height, width) != (1, 1):
                merged.append(Block(row, column, row + height - 1, column + width - 1))
            _mark(marks, cell, row, column, error)
        column += repeated
    return values


def _mark(marks: Marks, cell: Element, row: int, column: int, error: str) -> None:
    if cell.get(f"{TABLE}formula"):
        if cell.get(f"{OFFICE}value-type"):
            marks.formulas[column].append(row)
        else:
            marks.without_value.append((row, column))
    if error:
        marks.errors.append((row, column, error))


def _value(cell: Element) -> Value:
    kind = cell.get(f"{OFFICE}value-type")
    paragraphs = [_text(paragraph) for paragraph in cell.iterfind(f"{TEXT}p")]
    if kind in ("float", "percentage", "currency"):
        code = code_of("".join(paragraphs)) or ("0%" if kind == "percentage" else "")
        return as_shown(code, float(cell.get(f"{OFFICE}value", "")))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    if kind == "date":
        moment = dt.datetime.fromisoformat(cell.get(f"{OFFICE}date-value", "")).replace(tzinfo=None)
        return dates.as_written("".join(paragraphs), moment)
    if kind == "time" and (found := SPAN.fullmatch(cell.get(f"{OFFICE}time-value", ""))):
        days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return dt.timedelta(days, seconds, hours=hours, minutes=minutes)
    return "\n".join(paragraphs) if paragraphs else cell.get(f"{OFFICE}string-value", "")


def _error(cell: Element, value: Value) -> str:
    """The error value a cell shows, '' for most cells."""
    is_error = cell.get(f"{CALC}value-type") == "error"
    if isinstance(value, str) and (is_error or (cell.get(f"{TABLE}formula") and ERROR.fullmatch(value))):
        return value or "#N/A"
    return ""


def _text(element: Element) -> str:
    """The text of a paragraph: runs of spaces, tabs and soft line breaks are elements of their own."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{TEXT}s":
            parts.append(" " * _spaces(child))
        elif child.tag in BREAKS:
            parts.append(BREAKS[child.tag])
        else:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _spaces(element: Element) -> int:
    """How many spaces an element stands for; no more than make any cell too long."""
    return min(int(element.get(f"{TEXT}c", 1)), MAX_CELL_LENGTH + 1)


def _hidden_columns(table: Element, width: int) -> list[int]:
    hidden: list[int] = []
    column = 0
    for element in table.iter(f"{TABLE}table-column"):
        times = _times(element, "columns")
        if element.get(f"{TABLE}visibility") in HIDDEN:
            hidden += range(column, min(column + times, width))
        column += times
    return hidden


def _times(element: Element, what: str) -> int:
    return max(int(element.get(f"{TABLE}number-{what}-repeated", 1)), 1)
