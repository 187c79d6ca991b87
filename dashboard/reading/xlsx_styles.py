"""xlsx: which cells of a sheet have a number format that matters, from its XML and the styles.

Of numbers it is one that shows more than the number, of dates one that shows less than the day.
"""

import datetime as dt
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from xml.etree import ElementTree

import numpy as np

from dashboard.reading import dates
from dashboard.reading.formats import BUILT_IN, as_shown, says_more
from dashboard.reading.grid import FileProblem
from dashboard.reading.package import BROKEN, Package
from dashboard.reading.sheets import Value

STYLES = "xl/styles.xml"
LAST_COLUMN = 16_384
#: Comes after every row.
END = (1 << 31, 0, 0)

#: A cell as every office program begins it, and in any other way; the beginning of a row or of a cell.
USUAL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})" s="([0-9]{1,6})"')
TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
STYLE = re.compile(rb"(?:^|\s)s=[\"'](\d{1,6})[\"']")
REFERENCE = re.compile(rb"(?:^|\s)r=[\"']([A-Z]{0,3})(\d{1,7})[\"']")


Rows = Iterator[Sequence[Value]]


def formatting(package: Package, content: bytes) -> Callable[[Rows], Rows]:
    """What makes of the rows of a sheet those with its cells as they are shown; in most files no format matters.

    The content is looked through at once and not kept.
    """
    codes = _codes(package)
    return partial(_with_formats, noted=_noted(content, codes), codes=codes) if codes else iter


def _with_formats(rows: Rows, noted: Sequence[Sequence[int]], codes: dict[int, str]) -> Rows:
    places = zip(*noted, strict=True)
    at, column, style = next(places, END)
    for number, values in enumerate(rows):
        changed: list[Value] | None = None
        while at <= number:
            value = values[column] if at == number and column < len(values) else ""
            if type(value) in (float, int):
                changed = changed or list(values)
                changed[column] = as_shown(codes[style], float(str(value)))
            elif isinstance(value, dt.date):
                changed = changed or list(values)
                changed[column] = dates.as_seen(codes[style], value)
            at, column, style = next(places, END)
        yield changed or values


def _noted(content: bytes, codes: dict[int, str]) -> list[Sequence[int]]:
    """Row, column and style of the cells whose format matters, by row."""
    if content.count(b"<c ") == content.count(b'<c r="') and (usual := _noted_in_usual_cells(content, codes)):
        return usual
    rows, columns, styles = array("i"), array("i"), array("i")
    row, column = -1, -1
    for found in TAG.finditer(content):
        what, attributes = found.groups()
        reference = REFERENCE.search(attributes)
        if what == b"row":
            row, column = int(reference[2]) - 1 if reference else row + 1, -1
            continue
        if reference and reference[1]:
            row, column = int(reference[2]) - 1, column_number(reference[1])
        else:
            column += 1
        style = STYLE.search(attributes)
        if style and int(style[1]) in codes:
            rows.append(row)
            columns.append(column)
            styles.append(int(style[1]))
    return _in_order(rows, columns, styles)


def _noted_in_usual_cells(content: bytes, codes: dict[int, str]) -> list[Sequence[int]]:
    """The same, sooner, for a sheet in which every style stands behind the reference of its cell; else nothing."""
    rows, columns, styles = array("i"), array("i"), array("i")
    styled = 0
    for found in USUAL.finditer(content):
        styled += 1
        if (style := int(found[3])) in codes:
            rows.append(int(found[2]) - 1)
            columns.append(column_number(found[1]))
            styles.append(style)
    return _in_order(rows, columns, styles) if styled == content.count(b' s="') else []


def _in_order(*cells: Sequence[int]) -> list[Sequence[int]]:
    """Rows, columns and styles by row, as they are in all files but odd ones."""
    in_order = np.array(cells[0], dtype=np.int32)
    if not (np.diff(in_order) < 0).any():
        return list(cells)
    order = np.argsort(in_order, kind="stable").tolist()
    return [array("i", [each[at] for at in order]) for each in cells]


def _codes(package: Package) -> dict[int, str]:
    """The number formats that matter, by the number of the style that cells name."""
    if STYLES not in package:
        return {}
    try:
        root = ElementTree.fromstring(package.read_xml(STYLES))
    except ElementTree.ParseError as error:
        raise FileProblem(BROKEN) from error
    own = {}
    cell_styles: list[str] = []
    for element in root.iter():
        name = element.tag.rsplit("}", 1)[-1]
        if name == "numFmt":
            own[element.get("numFmtId", "")] = element.get("formatCode", "")
        elif name == "cellXfs":
            cell_styles = [each.get("numFmtId", "0") for each in element]
    numbers, days = ({str(number): code for number, code in each.items()} for each in (BUILT_IN, dates.BUILT_IN))
    codes = {number: (days | own | numbers).get(each, "") for number, each in enumerate(cell_styles)}
    return {number: code for number, code in codes.items() if says_more(code) or dates.hides_the_year(code)}


@lru_cache(LAST_COLUMN)
def column_number(letters: bytes) -> int:
    """b'A' -> 0, b'AA' -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
