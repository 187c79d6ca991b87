"""What kind of file the bytes are. Whatever is no table is refused here, by what it is."""

import re
from enum import Enum

import filetype

from dashboard.reading.geojson import is_geojson
from dashboard.reading.grid import FileProblem
from dashboard.reading.package import BROKEN, ENCRYPTED, Package
from dashboard.reading.plain_text import UTF16_MARKS

HEAD = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

#: Control characters that no text has: telling a bitmap from a CSV whose first header is "BM".
BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|meta|style|body|table|workbook)\b", re.I)

RESAVE = "请在Excel或WPS中另存为xlsx或CSV后再上传。"
NO_TABLE = "不是表格，请上传xlsx或CSV格式的表格。"
REFUSED = {
    "application/pdf": f"这是PDF文件，{NO_TABLE}",
    "application/rtf": f"这是文字文档，{NO_TABLE}",
    "image": f"这是图片，{NO_TABLE}",
    "audio": f"这是录音，{NO_TABLE}",
    "video": f"这是视频，{NO_TABLE}",
}
PROGRAM = f"这是程序文件，{NO_TABLE}"
ARCHIVE = "这是压缩包，请解压后上传里面的表格。"
DOCUMENT = f"这是文字文档，{NO_TABLE}"
SLIDES = f"这是演示文稿，{NO_TABLE}"


class Kind(Enum):
    """The kinds that are read; the value is the word for people."""

    XLSX = "Excel（xlsx）"
    XLS = "Excel（xls）"
    ODS = "表格（ods）"
    PARQUET = "Parquet"
    GEOJSON = "GeoJSON"
    TEXT = "文本"


def kind_of(data: bytes, file_name: str) -> Kind:
    """The kind of table in the bytes; raises FileProblem when they are something else."""
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    if data.startswith(OLE):
        return _kind_of_ole(data)
    if data.startswith(b"PAR1"):
        return Kind.PARQUET
    if MARKUP.match(data):
        renamed = "，只是改了扩展名" if file_name.lower().endswith((".xls", ".xlsx", ".csv")) else ""
        raise FileProblem(f"这是网页或XML格式的文件{renamed}，请用Excel或WPS打开它，另存为xlsx后再上传。")
    if not data.startswith(UTF16_MARKS):
        _refuse_binary(data[:HEAD])
    return Kind.GEOJSON if is_geojson(data) else Kind.TEXT


def _refuse_binary(head: bytes) -> None:
    found = filetype.guess(head)
    mime = str(found.mime) if found else ""
    if head.startswith(b"%PDF-"):
        raise FileProblem(REFUSED["application/pdf"])
    if head.startswith(b"{\\rtf"):
        raise FileProblem(REFUSED["application/rtf"])
    if not BINARY.search(head):
        return
    if head.startswith((b"MZ\x90", b"MZ\x00", b"\x7fELF")) or (head.startswith(b"MZ") and b"PE\x00\x00" in head):
        raise FileProblem(PROGRAM)
    for family, message in REFUSED.items():
        if mime.startswith(family):
            raise FileProblem(message)
    if mime.startswith("application/") and found.extension in {"rar", "7z", "gz", "bz2", "xz", "tar", "zst", "Z", "lz"}:
        raise FileProblem(ARCHIVE)


def _kind_of_zip(data: bytes) -> Kind:
    package = Package(data)
    if "xl/workbook.xml" in package:
        return Kind.XLSX
    if "xl/workbook.bin" in package:
        raise FileProblem(f"这是xlsb格式的工作簿，{RESAVE}")
    if "content.xml" in package:
        content = package.read("mimetype") if "mimetype" in package else b""
        if b"spreadsheet" in content:
            return Kind.ODS
        raise FileProblem(SLIDES if b"presentation" in content else DOCUMENT)
    if any(name.startswith("word/") for name in package.names):
        raise FileProblem(DOCUMENT)
    if any(name.startswith("ppt/") for name in package.names):
        raise FileProblem(SLIDES)
    raise FileProblem(ARCHIVE)


def _kind_of_ole(data: bytes) -> Kind:
    """The streams of an OLE file are named in UTF-16; looking for the names needs no trust in its structure."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        raise FileProblem(ENCRYPTED)
    if has("Workbook") or has("Book"):
        return Kind.XLS
    if has("WordDocument"):
        raise FileProblem(DOCUMENT)
    if has("PowerPoint Document"):
        raise FileProblem(SLIDES)
    raise FileProblem(BROKEN)
