"""The bytes of an uploaded file -> a header and rows of text with their line numbers. Nothing in a file is executed."""

import csv
import datetime as dt
import hashlib
import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

MAX_BYTES = 50 * 1024 * 1024
ENCODINGS = {"utf-8-sig": "UTF-8（带BOM）", "utf-8": "UTF-8", "gb18030": "GB18030"}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


class FileProblem(Exception):
    """The file cannot be read as a table; the message says what was found and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A table of text: `rows` pairs each row's line in the file with its cells."""

    header: list[str]
    rows: list[tuple[int, list[str]]]
    form: str


def digest(data: bytes) -> str:
    """The SHA-256 by which an upload is known."""
    return hashlib.sha256(data).hexdigest()


def read_file(data: bytes, file_name: str) -> Sheet:
    """The table in a CSV, TSV, xlsx or parquet file, all cells as text; raises FileProblem."""
    if len(data) > MAX_BYTES:
        raise FileProblem(f"文件超过{MAX_BYTES // 1024 // 1024}MB，请分成几份上传。")
    if not data.strip():
        raise FileProblem("文件是空的，请检查是否存错了文件。")
    if data.startswith(b"PK\x03\x04"):
        sheet = _read_xlsx(data)
    elif data.startswith(b"PAR1"):
        sheet = _read_parquet(data)
    else:
        sheet = _read_text(data, file_name)
    if not any(cell.strip() for cell in sheet.header):
        raise FileProblem("第1行应为表头，但这一行是空的，请删去表头上方的空行。")
    return sheet


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was recognised as: UTF-8 with or without BOM, else GB18030; raises FileProblem."""
    candidates = ["utf-8-sig"] if data.startswith(b"\xef\xbb\xbf") else ["utf-8", "gb18030"]
    for encoding in candidates:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise FileProblem("认不出文件的编码，请在Excel或WPS中另存为“CSV UTF-8”后再上传。")


def _read_text(data: bytes, file_name: str) -> Sheet:
    if b"\x00" in data:
        raise FileProblem("文件里有不可见的空字符，不是CSV表格，请在Excel或WPS中另存为“CSV UTF-8”后再上传。")
    text, encoding = decode(data)
    first_line = text.split("\n", 1)[0]
    delimiter = "\t" if first_line.count("\t") > first_line.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, start = [], 1
    try:
        for cells in reader:
            rows.append((start, [_unguard(cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(f"第{start}行附近的引号不成对或单元格过长，请在Excel或WPS中重新另存为CSV。") from error
    header = rows[0][1] if rows else []
    return Sheet(header, rows[1:], f"{'TSV' if delimiter == chr(9) else 'CSV'}，{ENCODINGS[encoding]}")


def _read_xlsx(data: bytes) -> Sheet:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise FileProblem("打不开这个Excel文件，请在Excel或WPS中另存为xlsx或CSV后再上传。") from error
    rows = [
        (number, [_cell_text(cell) for cell in cells])
        for number, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
    ]
    return Sheet(rows[0][1] if rows else [], rows[1:], "Excel（第一张工作表）")


def _read_parquet(data: bytes) -> Sheet:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload.parquet"
        file.write_bytes(data)
        try:
            table = duckdb.connect().execute("from read_parquet(?)", [str(file)])
            header = [column[0] for column in table.description]
            rows = [[_cell_text(cell) for cell in row] for row in table.fetchall()]
        except duckdb.Error as error:
            raise FileProblem("打不开这个Parquet文件，请重新导出。") from error
    return Sheet(header, list(enumerate(rows, start=2)), "Parquet")


def _cell_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def guard(cell: str) -> str:
    """A text cell for CSV that no spreadsheet will take for a formula; `_unguard` gives it back on loading."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
