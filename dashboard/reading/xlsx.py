"""xlsx: values by calamine; formulas, hidden rows and columns, error values and the true extent from the sheet's XML.

calamine gets a package of our own making, with only the parts it needs, unpacked under limits: it allocates the whole
rectangle of a sheet and would follow a lying zip directory, so both are settled before.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from dashboard.reading.grid import MAX_TEXT, FileProblem, check_filled, check_size, check_text
from dashboard.reading.package import BROKEN, Package
from dashboard.reading.sheets import Block, Marks, Sheet, Value, check_merged, choose, nothing_in, seen
from dashboard.reading.xlsx_styles import column_number, formatting

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHARED_STRINGS = "xl/sharedStrings.xml"
SHARED = ("[Content_Types].xml", "_rels/.rels", "xl/styles.xml", SHARED_STRINGS)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

#: A cell: attributes, formula, value. Here and below no part of a pattern runs past the next "<": what never closes
#: would else be looked through to its end from each of its beginnings.
CELL = re.compile(
    rb"<(?:\w+:)?c(?=[\s/>])([^<>]*)>"
    rb"(?:\s*(<(?:\w+:)?f)(?=[\s/>])[^<>]*(?:(?<=/)>|>[^<]*</(?:\w+:)?f>))?"
    rb"(?:\s*<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*))?"
)
#: How every office program begins a cell; rows made of these alone are measured by their last cell.
USUAL_CELL = b'<c r="'
FAR_COLUMN = re.compile(rb' r="([A-Z]{2,3})')
REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{0,3})(\d{1,9})[\"']")
KIND = re.compile(rb"\st=[\"'](\w+)[\"']")
HIDDEN = re.compile(rb"(?:^|\s)hidden=[\"'](?:1|true)[\"']")
COLUMN = re.compile(rb"<(?:\w+:)?col\s([^<>]*)>")
SPAN = re.compile(rb"(?:^|\s)(min|max)=[\"'](\d{1,9})[\"']")
#: Where a shared text begins, and what says that a cell shows one.
SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
NUMBER = re.compile(rb"\s*\d{1,9}\s*")
SHOWS_SHARED = re.compile(rb"\st=[\"']s[\"']")
SHEET_DATA = re.compile(rb"<(\w+:)?sheetData(?=[\s/>])")


def read_sheet(data: bytes, wanted: str | None) -> Sheet:
    """The wanted sheet, else the first visible one that is not empty; raises FileProblem."""
    package = Package(data)
    names, visible, paths = _directory(package)
    for position in choose(names, visible, wanted):
        content = package.read_xml(paths[position])
        marks, height, width = _scan(content)
        if height:
            check_size(height, width)
            check_filled(height, width, content.count(b"<c") + content.count(b":c "))
            check_merged(content.count(b"mergeCell "))
            check_text(_shown_length(package, content))
            formatted = formatting(package, content)
            with tempfile.TemporaryDirectory() as folder:
                repacked = _repacked(Path(folder), package, paths[position], content)
                del content  # A long sheet is in memory once only.
                values = _open(repacked, names[position])
            merged = [Block(*start, *end) for start, end in values.merged_cell_ranges or ()]
            rows = formatted(_rows(values))
            return Sheet(names[position], tuple(names), seen(names, visible), rows, merged, marks)
    raise nothing_in(wanted)


def _directory(package: Package) -> tuple[list[str], list[bool], list[str]]:
    """Name, visibility and part of each worksheet, in the order of the workbook."""
    targets = {}
    for relation in _elements(package, RELATIONS, "Relationship"):
        if relation.get("Type", "").endswith("/worksheet"):
            target = relation.get("Target", "")
            targets[relation.get("Id")] = target if target.startswith("/") else f"xl/{target}"
    names, visible, paths = [], [], []
    for sheet in _elements(package, WORKBOOK, "sheet"):
        identity = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
        if identity in targets and targets[identity] in package:
            names.append(sheet.get("name", ""))
            visible.append(sheet.get("state", "visible") == "visible")
            paths.append(targets[identity])
    return names, visible, paths


def _elements(package: Package, path: str, name: str) -> list[ElementTree.Element]:
    try:
        root = ElementTree.fromstring(package.read_xml(path))
    except ElementTree.ParseError as error:
        raise FileProblem(BROKEN) from error
    return [element for element in root.iter() if element.tag.rsplit("}", 1)[-1] == name]


def _shown_length(package: Package, content: bytes) -> int:
    """How long the texts of a sheet are at most when each cell has its own: calamine makes a copy for each."""
    if SHARED_STRINGS not in package:
        return 0
    texts = package.read_xml(SHARED_STRINGS)
    places = [found.start() for found in SHARED_TEXT.finditer(texts)]
    lengths = np.diff(np.array([*places, len(texts)]))
    roughly = content.count(b"<c") * int(lengths.max(initial=0))
    # Between comments and the like cells are not found one by one; no office program writes any.
    if roughly <= MAX_TEXT or b"<!" in content or content.count(b"<?") > 1:
        return roughly
    values = (found[3] for found in CELL.finditer(content) if found[3] and SHOWS_SHARED.search(found[1]))
    shown = np.fromiter((int(value) for value in values if NUMBER.fullmatch(value)), np.int64)
    return int(lengths[shown[shown < len(lengths)]].sum())


# ---- values ---------------------------------------------------------------------------------------------------------


def _repacked(folder: Path, package: Package, path: str, content: bytes) -> Path:
    """The workbook with the parts that calamine needs of this one sheet, and no other."""
    file = folder / "repacked.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as target:
        for part in (*SHARED, WORKBOOK, RELATIONS):
            if part in package:
                target.writestr(part, package.read_xml(part))
        target.writestr(path.lstrip("/"), content)
    return file


def _open(file: Path, name: str) -> CalamineSheet:
    """The sheet as calamine reads it."""
    with _one_problem(), CalamineWorkbook.from_path(file) as book:
        return book.get_sheet_by_name(name)


def _rows(values: CalamineSheet) -> Iterator[Sequence[Value]]:
    """The rows from row 1 and column A on; values are converted, and may fail, as they are asked for."""
    margin: list[Value] = [""] * (values.start or (0, 0))[1]
    with _one_problem():
        yield from (margin + row for row in values.iter_rows()) if margin else values.iter_rows()


@contextmanager
def _one_problem() -> Iterator[None]:
    """Whatever goes wrong in calamine is a FileProblem."""
    try:
        yield
    except (CalamineError, ArithmeticError, OSError, ValueError) as error:
        raise FileProblem(BROKEN) from error
    except BaseException as error:
        # A panic of the library is no Exception, so that nobody takes it for one; for us it is a broken file.
        if type(error).__name__ != "PanicException":
            raise
        raise FileProblem(BROKEN) from error


# ---- marks ----------------------------------------------------------------------------------------------------------


def _scan(content: bytes, *, takes_every_cell: bool = False) -> tuple[Marks, int, int]:
    """The marks of a sheet, and the height and width of the area that has values.

    Rows with nothing to remark are measured by their last cell. That trusts the order of cells; should a column farther
    right turn up anywhere, every cell is taken.
    """
    opening = SHEET_DATA.search(content)
    if not opening:
        return Marks(), 0, 0
    prefix = opening[1] or b""
    start, end = opening.end(), content.rfind(b"</%ssheetData" % prefix)
    row_tag = re.compile(rb"<%srow(?=[\s/>])([^<>]*)>" % prefix)
    marks = Marks()
    height = width = 0
    row = -1
    rows = chain(row_tag.finditer(content, start, max(start, end)), [None])
    found = next(rows)
    while found:
        following = next(rows)
        reference = REFERENCE.search(found[1])
        row = int(reference[2]) - 1 if reference else row + 1
        if b"hidden" in found[1] and HIDDEN.search(found[1]):
            marks.hidden_rows.append(row)
        body = content[found.end() : following.start() if following else end]
        last = None if takes_every_cell else _last_reference(body)
        bottom, right = (row, column_number(last)) if last else _scan_cells(body, row, marks)
        if right >= 0:
            height, width = max(height, bottom + 1), max(width, right + 1)
        found = following
    if height > LAST_ROW or width > LAST_COLUMN:
        raise FileProblem(BROKEN)
    if not takes_every_cell and any(column_number(letters) >= width for letters in set(FAR_COLUMN.findall(content))):
        return _scan(content, takes_every_cell=True)
    marks.hidden_columns = _hidden_columns(content[:start], width)
    return marks, height, width


def _last_reference(body: bytes) -> bytes | None:
    """The column of the last cell of a row in which all cells have a reference and a value, and no remarkable one."""
    if b"<f" in body or b't="e"' in body or b"/>" in body or body.count(b"<c") != body.count(USUAL_CELL):
        return None
    place = body.rfind(USUAL_CELL) + len(USUAL_CELL)
    return body[place : body.find(b'"', place)].rstrip(b"0123456789") if place >= len(USUAL_CELL) else None


def _scan_cells(body: bytes, row: int, marks: Marks) -> tuple[int, int]:
    """Mark the cells of a row; returns the lowest row and the last column that have a value, column -1 for none."""
    bottom, right, column = row, -1, -1
    for found in CELL.finditer(body):
        attributes, formula, value = found.groups()
        reference = REFERENCE.search(attributes)
        row, column = (int(reference[2]) - 1, column_number(reference[1])) if reference else (row, column + 1)
        if attributes.endswith(b"/"):
            continue
        bottom, right = max(bottom, row), max(right, column)
        kind = KIND.search(attributes) if b"t=" in attributes else None
        if formula:
            if value or (kind and kind[1] == b"str"):
                marks.formulas[column].append(row)
            else:
                marks.without_value.append((row, column))
        if kind and kind[1] == b"e":
            marks.errors.append((row, column, (value or b"").decode(errors="replace")))
    return bottom, right


def _hidden_columns(head: bytes, width: int) -> list[int]:
    hidden: list[int] = []
    for found in COLUMN.finditer(head):
        if HIDDEN.search(found[1]):
            span = {name: int(number) for name, number in SPAN.findall(found[1])}
            hidden += range(span.get(b"min", 1) - 1, min(span.get(b"max", 0), width))
    return hidden
