"""An answer that is made once and sent often: packed in memory, and not sent again to a browser that has it."""

import gzip
import hashlib
from typing import NamedTuple, Self

from starlette.requests import Request
from starlette.responses import Response

FOR_A_YEAR = "public, immutable, max-age=31536000"


class Packed(NamedTuple):
    """Packed content, its name and its kind."""

    body: bytes
    name: str
    media_type: str

    @classmethod
    def of(cls, content: bytes, media_type: str, level: int = 6) -> Self:
        """Pack content, the more tightly the higher the level."""
        return cls(
            gzip.compress(content, compresslevel=level, mtime=0), hashlib.sha256(content).hexdigest()[:16], media_type
        )

    def answer(self, request: Request, is_lasting: bool = False, policy: str | None = None) -> Response:
        """The answer to a request: packed where the browser unpacks, empty where it has the content.

        `is_lasting` says that the address changes with the content, so that the browser need not ask again; `policy`
        is that of a page, which a browser also takes from an empty answer.
        """
        is_packed = "gzip" in request.headers.get("accept-encoding", "")
        etag = f'"{self.name}{"-gzip" if is_packed else ""}"'
        headers = {
            "cache-control": FOR_A_YEAR if is_lasting else "no-cache",
            "etag": etag,
            "vary": "accept-encoding",
        }
        if policy:
            headers["content-security-policy"] = policy
        if etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        if is_packed:
            headers["content-encoding"] = "gzip"
        body = self.body if is_packed else gzip.decompress(self.body)
        return Response(body, headers=headers, media_type=self.media_type)
