"""Text as a Word document that the office edits and prints: headings, paragraphs and tables, nothing else."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

#: A file is the same bytes whenever it is made: the earliest moment that an archive can hold.
_MOMENT = (1980, 1, 1, 0, 0, 0)

#: XML has no place for these.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")

#: Half points and weight of a title, a heading and plain text, in the faces of official Chinese papers.
_SIZES = {"title": (44, "方正小标宋简体", True), "heading": (32, "黑体", False), "text": (32, "仿宋_GB2312", False)}
_CELL = (24, "仿宋_GB2312", False)


@dataclass(frozen=True)
class Paragraph:
    """A line of text in a style: title, heading or text."""

    text: str
    style: str = "text"


@dataclass(frozen=True)
class Table:
    """Rows of text below a header."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def docx(parts: Sequence[Paragraph | Table]) -> bytes:
    """The parts as a docx on A4."""
    body = "".join(_table(part) if isinstance(part, Table) else _paragraph(part) for part in parts)
    margins = '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588"/>'
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{margins}</w:sectPr>'
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), declared, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _paragraph(part: Paragraph) -> str:
    place = '<w:jc w:val="center"/>' if part.style == "title" else '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    return f"<w:p><w:pPr>{place}</w:pPr>{_run(part.text, *_SIZES[part.style])}</w:p>"


def _run(text: str, size: int, face: str, is_bold: bool) -> str:
    bold = "<w:b/>" if is_bold else ""
    look = f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>{bold}<w:sz w:val="{size}"/>'
    written = escape(_UNWRITABLE.sub("", text))
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{written}</w:t></w:r>'


def _table(part: Table) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join("<w:gridCol/>" for _ in part.header)
    rows = "".join(
        f"<w:tr>{''.join(_cell(text, is_head=at == 0) for text in row)}</w:tr>"
        for at, row in enumerate([part.header, *part.rows])
    )
    look = f'<w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{edges}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _cell(text: str, *, is_head: bool) -> str:
    size, face, _ = _CELL
    return f"<w:tc><w:p>{_run(text, size, face, is_head)}</w:p></w:tc>"
