"""The members of a zip container (xlsx, ods), unpacked under limits whatever its directory says."""

import io
import struct
import zipfile
import zlib

from dashboard.reading.grid import FileProblem

MAX_UNPACKED = 600 * 1024 * 1024
#: A member that unpacks to more than this many times its size, and to more than that many bytes, is a bomb.
MAX_RATIO = 200
RATIO_FROM = 50 * 1024 * 1024
MAX_MEMBERS = 10_000
STEP = 1024 * 1024

#: Everything zipfile raises on damaged input.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, KeyError)

BROKEN = "打不开这个Excel文件，可能没有传完整，请在Excel或WPS中另存为xlsx或CSV后再上传。"
TOO_LARGE = "文件解压后大得不正常，不予读取，请在Excel或WPS中另存为xlsx后再上传。"
ENCRYPTED = "工作簿设了打开密码，请在Excel或WPS中去掉密码后再上传。"


class Package:
    """A zip container; names are matched without regard to case and with either slash. Raises FileProblem."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except DAMAGE as error:
            raise FileProblem(BROKEN) from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise FileProblem(TOO_LARGE)
        if any(_is_bomb(member) for member in members):
            raise FileProblem(TOO_LARGE)
        self._members = {_plain(member.filename): member for member in members}

    @property
    def names(self) -> list[str]:
        return list(self._members)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member; never more than the directory promised."""
        member = self._members.get(_plain(name))
        if member is None:
            raise FileProblem(BROKEN)
        if member.flag_bits & 1:
            raise FileProblem(ENCRYPTED)
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise FileProblem(BROKEN)
        parts = []
        try:
            with self._zip.open(member) as stream:
                # In steps: read() at once would unpack everything first and cut it to the promised size afterwards.
                while part := stream.read(STEP):
                    parts.append(part)
        except DAMAGE as error:
            raise FileProblem(BROKEN) from error
        return b"".join(parts)

    def read_xml(self, name: str) -> bytes:
        """The bytes of an XML member in UTF-8, free of entity definitions."""
        content = self.read(name)
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise FileProblem(BROKEN)
        return content


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
