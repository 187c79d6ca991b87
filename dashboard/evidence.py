"""Files that prove a task (佐证材料): what kind a file is by its content, kept with its hash, given back to the byte.

What is known of a file is a row of the dataset `evidence`; its bytes are a row of `lake.evidence_files`, written in the
same transaction and read only when someone asks. Nothing in a file is ever executed or shown as a page.
"""

import datetime as dt
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd
from PIL import Image, ImageOps, UnidentifiedImageError

from dashboard.datasets import dataset
from dashboard.exports.tables import as_csv, rows_as_text
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.problems import ERROR
from dashboard.lake import Author, Lake
from dashboard.reading import digest

#: In letters: with three bytes to a Chinese letter no file system finds it too long.
LONGEST_NAME = 80
#: A picture is decoded to check and to show it: so many pixels take 240 MB, and A3 scanned at 600 dpi has 70 million.
MOST_PIXELS = 80_000_000
PREVIEW_SIDE = 1000
CONTENT_TYPES, CONTENT_TYPES_BYTES = "[Content_Types].xml", 1024 * 1024
ACCEPTED = "只收PDF、图片（JPG、PNG、GIF、WebP）、docx和xlsx"


class EvidenceProblem(Exception):
    """The file or what is said of it cannot be kept, or not be found; the message says why and what to do."""


@dataclass(frozen=True)
class Kind:
    """One kind of file that is kept: known by `signature`, named by the first of `endings`."""

    media_type: str
    endings: tuple[str, ...]
    signature: re.Pattern[bytes]


PICTURES = (
    Kind("image/jpeg", (".jpg", ".jpeg", ".jfif"), re.compile(rb"\xff\xd8\xff")),
    Kind("image/png", (".png",), re.compile(rb"\x89PNG\r\n\x1a\n")),
    Kind("image/gif", (".gif",), re.compile(rb"GIF8[79]a")),
    Kind("image/webp", (".webp",), re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
SIGNED = (Kind("application/pdf", (".pdf",), re.compile(rb"(\xef\xbb\xbf)?\s{0,8}%PDF-\d")), *PICTURES)

#: Kinds packed as ZIP: the signature stands in the package's own list of content types, which Office goes by as well.
PACKED = (
    Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        re.compile(rb"officedocument\.wordprocessingml\.document\.main\+xml"),
    ),
    Kind(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (".xlsx",),
        re.compile(rb"officedocument\.spreadsheetml\.sheet\.main\+xml"),
    ),
)
MACRO = re.compile(rb"macroenabled|vbaproject|macrosheet", re.IGNORECASE)

#: What an office is likely to try, by the first bytes, and what to do instead.
REFUSED = (
    (re.compile(rb"MZ|\x7fELF|\xca\xfe\xba\xbe|#!"), "文件内容是程序，不能作为佐证材料。"),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "文件内容是旧格式（doc、xls、ppt、wps、et等）或设了密码的Office文件，请去掉密码，另存为docx、xlsx或PDF后再上传。",
    ),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), "文件内容是压缩包，请解压后逐个上传里面的文件。"),
    (
        re.compile(rb".{4}ftyp(heic|heix|hevc|mif1|msf1|avif)", re.DOTALL),
        "文件内容是HEIC照片，请在手机上转成JPG后再上传。",
    ),
    (re.compile(rb"II\*\0|MM\0\*|BM.{4}\0{4}", re.DOTALL), "文件内容是BMP或TIFF图片，请另存为JPG、PNG或PDF后再上传。"),
    (re.compile(rb"(\xef\xbb\xbf)?\s*<"), "文件内容是网页或矢量图（HTML、SVG、XML），请打印成PDF后再上传。"),
)
REFUSED_PACKAGES = {
    "OFD.xml": "文件内容是OFD版式文件，请另存为PDF后再上传。",
    "ppt/presentation.xml": "文件内容是演示文稿，请另存为PDF后再上传。",
}


@dataclass(frozen=True)
class Evidence:
    """A file fit to be kept: `file_name` is harmless and ends as its kind does; `remark` says so where it was not."""

    sha256: str
    file_name: str
    media_type: str
    content: bytes
    remark: str


# ---- what a file is -------------------------------------------------------------------------------------------------


def recognise(data: bytes) -> Kind:
    """The kind of a file by its content alone; raises EvidenceProblem for all that is not kept."""
    if data.startswith(b"PK\x03\x04"):
        return _recognise_package(data)
    for kind in SIGNED:
        if kind.signature.match(data):
            return kind
    for signature, sentence in REFUSED:
        if signature.match(data):
            raise EvidenceProblem(sentence)
    raise EvidenceProblem(f"认不出文件的内容，{ACCEPTED}，请换一个文件。")


def _recognise_package(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = set(package.namelist())
            types = b""
            if CONTENT_TYPES in members:
                with package.open(CONTENT_TYPES) as part:
                    types = part.read(CONTENT_TYPES_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise EvidenceProblem("文件不完整或设了密码，打不开，请重新另存一份后再上传。") from error
    if MACRO.search(types) or any(name.lower().endswith("vbaproject.bin") for name in members):
        raise EvidenceProblem("文件里带有宏（可自动运行的程序），请另存为不带宏的docx或xlsx后再上传。")
    for kind in PACKED:
        if kind.signature.search(types):
            return kind
    for member, sentence in REFUSED_PACKAGES.items():
        if member in members:
            raise EvidenceProblem(sentence)
    raise EvidenceProblem("文件内容是压缩包，请解压后逐个上传里面的文件。")


def preview(data: bytes) -> bytes:
    """A picture as a small upright JPEG drawn anew from its pixels; raises EvidenceProblem for one that cannot be."""
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP")) as picture:
            # A JPEG is read at about the size wanted, whatever its own; the others only as a whole.
            picture.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
            if picture.width * picture.height > MOST_PIXELS:
                raise EvidenceProblem(f"图片有{picture.width}×{picture.height}像素，太大，请缩小后再上传。")
            picture.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise EvidenceProblem("图片打不开，可能没有存完整，请重新导出后再上传。") from error
    paper = Image.new("RGBA", upright.size, "white")
    buffer = io.BytesIO()
    Image.alpha_composite(paper, upright).convert("RGB").save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def clean_name(file_name: str, kind: Kind) -> str:
    """The name a file is kept and downloaded under: no folder, no letter that hides or misleads, its kind's ending."""
    last = re.split(r"[/\\]", file_name)[-1]
    # Categories C: control characters, and the marks that make a reader see the letters in another order.
    shown = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, ending, _ = re.split(r"(\.[A-Za-z][A-Za-z0-9]{1,4}|)$", re.sub(r'[<>:"|?*]', "_", shown), maxsplit=1)
    stem = stem.strip(" .")[:LONGEST_NAME].strip(" .") or "佐证材料"
    return stem + (ending if ending.lower() in kind.endings else kind.endings[0])


def receive(lake: Lake, data: bytes, file_name: str) -> Evidence:
    """A file as it may be kept; raises EvidenceProblem for one that is empty, too large, broken or of no kept kind."""
    limit = _limit_in_mb(lake)
    if len(data) > limit * 1024 * 1024:
        raise EvidenceProblem(f"文件超过{limit}MB，请压缩图片或分成几份后再上传。")
    if not data.strip():
        raise EvidenceProblem("文件是空的，请检查是否存错了文件。")
    kind = recognise(data)
    if kind in PICTURES:
        preview(data)
    name = clean_name(file_name, kind)
    word = dataset("evidence").field("media_type").word(kind.media_type)
    remark = "" if file_name.lower().endswith(kind.endings) else f"按内容是{word}，已按“{name}”保存。"
    return Evidence(digest(data), name, kind.media_type, data, remark)


def _limit_in_mb(lake: Lake) -> int:
    limit: int | None = lake.cursor().execute("select evidence_max_mb from settings").fetchall()[0][0]
    if limit is None:
        raise EvidenceProblem("“判定参数”里没有佐证材料大小上限（evidence_max_mb），请先补上这一行，再上传材料。")
    return limit


# ---- keeping and giving back ----------------------------------------------------------------------------------------


def keep(
    lake: Lake, task_id: str, period: str, files: Sequence[Evidence], person: str, note: str, today: dt.date
) -> list[Evidence]:
    """Keep files for a task and month (2023-06) as one commit, bytes and rows together; returns those that are new.

    A file the task has already is left as it is; one that was withdrawn counts again. Raises EvidenceProblem when the
    rows do not pass the checks, and what Lake.commit raises; nothing is kept then.
    """
    known = "select sha256 from evidence where task_id = ? and withdrawn_on is null"
    held = {sha256 for (sha256,) in lake.cursor().execute(known, [task_id]).fetchall()}
    first = {file.sha256: file for file in reversed(files)}
    new = [file for file in files if file is first[file.sha256] and file.sha256 not in held]
    if not new:
        return []
    rows = [
        {
            "task_id": task_id,
            "period": period,
            "sha256": file.sha256,
            "file_name": file.file_name,
            "media_type": file.media_type,
            "byte_size": len(file.content),
            "person": person,
            "uploaded_on": today.isoformat(),
            "note": note,
        }
        for file in new
    ]
    made = _checked(lake, pd.DataFrame(rows, columns=dataset("evidence").columns), today)
    _make_room(lake)
    names = "、".join(file.file_name for file in new)
    author = Author(person, names, new[0].sha256 if len(new) == 1 else "", note or f"{task_id} 佐证材料")
    lake.commit([made.change(author)], alongside=lambda session: _store(session, new))
    return new


def withdraw(lake: Lake, task_id: str, sha256: str, person: str, reason: str, today: dt.date) -> None:
    """Mark a file as withdrawn, by whom and why; row and bytes stay. Raises EvidenceProblem and what commit raises."""
    stored = rows_as_text(lake, dataset("evidence"))
    row = stored[(stored["task_id"] == task_id) & (stored["sha256"] == sha256) & stored["withdrawn_on"].isna()]
    if row.empty:
        raise EvidenceProblem("没有这份材料，或已经撤回，请刷新页面后再看。")
    mark = row.assign(withdrawn_on=today.isoformat(), withdrawn_by=person, withdrawn_reason=reason)
    made = _checked(lake, mark, today)
    lake.commit([made.change(Author(person, row["file_name"].iloc[0], sha256, f"撤回佐证材料：{reason}"))])


def fetch(lake: Lake, sha256: str) -> bytes:
    """The bytes of a kept file, proved by their hash; raises EvidenceProblem when they are not there, or StoreError."""
    with lake.catalog.session() as session:
        try:
            found = session.execute("select content from lake.evidence_files where sha256 = ?", [sha256]).fetchone()
        except duckdb.CatalogException:
            # The table is made with the first file that is kept.
            found = None
    if found is None or digest(found[0]) != sha256:
        raise EvidenceProblem("数据库里没有这份材料的完整内容，请从备份恢复，或重新上传原文件。")
    content: bytes = found[0]
    return content


def _checked(lake: Lake, rows: pd.DataFrame, today: dt.date) -> Draft:
    """Rows of the dataset, read and checked as any upload is; raises EvidenceProblem with all that is wrong."""
    made = draft(lake, "evidence", as_csv(rows), "佐证材料.csv", today)
    if made.errors:
        wrong = [problem for problem in made.problems if problem.severity == ERROR]
        raise EvidenceProblem("".join(dict.fromkeys(f"{problem.column}：{problem.message}" for problem in wrong)))
    return made


def _make_room(lake: Lake) -> None:
    """Have the table for bytes in the store, each file in a Parquet file of its own.

    DuckLake would put so few rows into the catalog file instead: 20 MB took a minute and 1.5 GB of memory there.
    """
    with lake.catalog.session(write=True) as session:
        session.execute("create table if not exists lake.evidence_files (sha256 varchar, content blob)")
        session.execute("call lake.set_option('data_inlining_row_limit', 0, table_name => 'evidence_files')")


def _store(session: duckdb.DuckDBPyConnection, files: Sequence[Evidence]) -> None:
    """Write the bytes of files the store does not have, inside an open transaction."""
    for file in files:
        if session.execute("select 1 from lake.evidence_files where sha256 = ?", [file.sha256]).fetchone() is None:
            session.execute("insert into lake.evidence_files values (?, ?)", [file.sha256, file.content])
