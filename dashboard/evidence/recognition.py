"""What kind a file is, by its content alone; what is not kept gets a sentence that says what to do instead."""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

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
