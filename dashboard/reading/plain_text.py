"""Text tables: which encoding, which delimiter, and the cells with the physical line each record starts on."""

import codecs
import csv
import io
import re
from collections import Counter
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from dashboard.reading.grid import CHUNK_ROWS, MAX_CELL_LENGTH, FileProblem, Grid, GridBuilder, transposed
from dashboard.reading.guarding import GUARDED

#: What people call an encoding -> the codec that reads it. GB18030 contains GBK, which contains GB2312.
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "ansi": "gb18030",
    "utf-16": "utf-16",
    "utf16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-16be": "utf-16-be",
    "unicode": "utf-16",
}
UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（带BOM）",
    "gb18030": "GB18030",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
FORMS = {",": "CSV", "\t": "TSV", ";": "CSV（分号分隔）", "|": "CSV（竖线分隔）"}
DELIMITERS = ",\t;"

#: Lines looked at to find the delimiter, and characters looked at to find out UTF-16 without a mark.
SAMPLE_LINES = 20
SAMPLE_BYTES = 8192
#: Share of usual characters (ASCII, Chinese, their punctuation) from which a guess at UTF-16 is obvious.
OBVIOUS = 0.97
USUAL = re.compile(r"[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u23ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")

#: Text that is UTF-8 but for a few damaged places is refused rather than read as GB18030, which reads nearly anything.
DAMAGED_PLACES = 0.05

SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\r?\n?', re.IGNORECASE)
#: A text in quotes, where a cell begins: its signs and line ends separate nothing.
QUOTED = re.compile(r'(?<![^,;|\t\r\n])"(?:[^"]|"")*"')
#: What ends a line of a table; `str.splitlines` takes more, which may stand within a cell.
LINE_END = re.compile(r"\r\n|\r|\n")

RESAVE = "请在Excel或WPS中另存为“CSV UTF-8”后再上传。"
NUL = f"文件里有不可见的空字符，不是CSV表格，{RESAVE}"


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was recognised as; raises FileProblem.

    UTF-8 with or without byte-order mark, UTF-16 with mark or where it is obvious, else GB18030.
    """
    if data.startswith(UTF16_MARKS):
        return _decode_as(data, "utf-16"), "utf-16"
    if b"\x00" in data and (wide := _obvious_utf16(data)):
        return _decode_as(data, wide), wide
    marked = data.startswith(codecs.BOM_UTF8)
    for encoding in ["utf-8-sig"] if marked else ["utf-8", "gb18030"]:
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            if encoding != "gb18030":
                _refuse_damaged_utf8(data, error.start)
    raise FileProblem(f"认不出文件的编码，{RESAVE}")


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"文件不能按{LABELS[encoding]}编码读出，请换一种编码，或{RESAVE.removeprefix('请')}"
        ) from error


def _obvious_utf16(data: bytes) -> str | None:
    sample = data[: min(SAMPLE_BYTES, len(data) // 2 * 2)]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        if text and len(USUAL.findall(text)) >= OBVIOUS * len(text):
            return encoding
    return None


def _refuse_damaged_utf8(data: bytes, start: int) -> None:
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    # Each damaged place counts against the characters beyond ASCII that are sound.
    sound = len(text) - damaged - len(data.translate(None, bytes(range(0x80, 0x100))))
    if damaged <= DAMAGED_PLACES * sound:
        line = data.count(b"\n", 0, start) + 1
        raise FileProblem(f"第{line}行有损坏的字符（文件是UTF-8编码，可能没有传完整），{RESAVE}")


def read_text(data: bytes, encoding: str | None = None) -> Grid:
    """The grid in a text table; `encoding` as people name it overrides what would be recognised. Raises FileProblem."""
    codec, text = settle(data, encoding)
    if "\x00" in text:
        raise FileProblem(NUL)
    head = text[: SAMPLE_BYTES * 4]
    separator = SEPARATOR_LINE.match(head)
    delimiter = separator[1] if separator else _delimiter(head)
    del text, head
    stream = io.TextIOWrapper(io.BytesIO(data), codec, newline="")
    if separator:
        stream.readline()
    cells, lines = _gather(stream, delimiter, 1 if separator else 0)
    if not len(lines):
        raise FileProblem("文件是空的，请检查是否存错了文件。")
    return Grid(cells, lines, f"{FORMS[delimiter]}，{LABELS[codec]}", encoding=codec)


def settle(data: bytes, encoding: str | None) -> tuple[str, str]:
    """The codec to read with and the text; a byte-order mark is dropped by the codec."""
    if encoding is None:
        text, codec = decode(data)
        return codec, text
    name = encoding.strip().lower().replace("_", "-")
    if name not in ENCODINGS:
        raise FileProblem(f"没有“{encoding}”这种编码，可选：UTF-8、GBK、GB18030、UTF-16。")
    codec = ENCODINGS[name]
    if codec == "utf-8-sig" and not data.startswith(codecs.BOM_UTF8):
        codec = "utf-8"
    if codec == "utf-16" and not data.startswith(UTF16_MARKS):
        codec = _obvious_utf16(data) or "utf-16-le"
    return codec, _decode_as(data, codec)


def _delimiter(head: str) -> str:
    """The sign that most lines have equally often; comma unless another one is plain to see.

    A title or a note, with whatever signs, is outvoted by the lines of the table. Where the first line has none,
    one in each of the others may be part of a text in the only column.
    """
    lines = [line for line in LINE_END.split(QUOTED.sub("", head))[:SAMPLE_LINES] if line.strip()] or [""]

    def agreement(delimiter: str) -> tuple[int, int]:
        """How many lines agree on a number of this sign, and on which."""
        counts = Counter(filter(None, (line.count(delimiter) for line in lines)))
        return max(((agreed, count) for count, agreed in counts.items()), default=(0, 0))

    best = max(DELIMITERS, key=agreement)
    agreed, count = agreement(best)
    is_bare = not any(sign in lines[0] for sign in DELIMITERS)
    if best not in lines[0] and (agreed == 1 or (count == 1 and (is_bare or best == ";"))):
        return ","
    return best


def _gather(stream: io.TextIOWrapper, delimiter: str, lines_before: int) -> tuple[pa.Table, pa.Array]:
    reader = csv.reader(stream, delimiter=delimiter, strict=True)
    builder = GridBuilder()
    start = lines_before + 1
    while True:
        records: list[list[str]] = []
        starts: list[int] = []
        try:
            for cells in islice(reader, CHUNK_ROWS):
                records.append(cells)
                starts.append(start)
                start = reader.line_num + lines_before + 1
        except csv.Error as error:
            raise FileProblem(_csv_problem(error, start)) from error
        if not records:
            return builder.finish()
        columns = [pa.array(column, pa.string()) for column in transposed(records, "")]
        builder.add([_unguarded(column) for column in columns], starts)


def _unguarded(column: pa.Array) -> pa.Array:
    """`unguard` for a whole column, most of which has nothing guarded."""
    if not pc.any(pc.starts_with(column, "'")).as_py():
        return column
    return pc.replace_substring_regex(column, GUARDED, r"\1")


def _csv_problem(error: csv.Error, line: int) -> str:
    if "field larger" in str(error):
        return (
            f"第{line}行附近的一个单元格超过{MAX_CELL_LENGTH // 10_000}万字，多半是引号不成对，"
            "请检查这一行的引号，或在Excel或WPS中重新另存为CSV。"
        )
    return f"第{line}行附近的引号不成对，请在Excel或WPS中重新另存为CSV。"
