"""Streamlit's scripts in Chinese, from memory: their fixed English is replaced from data/words/streamlit.csv.

Streamlit names a script after its content and lets browsers keep it for a year. Ours have other content, so their
addresses have one more part, the edition of the words: kept as long, and asked for anew when the words change.
"""

import csv
import hashlib
import re
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.datasets import ROOT
from dashboard.web.shell.packed import Packed

CATALOGUE = ROOT / "data" / "words" / "streamlit.csv"
EDITION = hashlib.sha256(CATALOGUE.read_bytes()).hexdigest()[:12]
ANY_EDITION = re.compile(r"^/static/[0-9a-f]{12}/")

FOLDER = Path(get_static_dir()) / "static"
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
NAMES = {file.relative_to(FOLDER).as_posix() for file in FOLDER.glob("*/*") if file.suffix in MEDIA_TYPES}


class Phrase(NamedTuple):
    """A text of a script as it is shipped, what stands there instead, and how often the script has it."""

    text: str
    chinese: str
    times: int


def phrases() -> dict[str, list[Phrase]]:
    """The catalogue, by the name of the script without its hash."""
    listed: dict[str, list[Phrase]] = {}
    with CATALOGUE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            listed.setdefault(row["file"], []).append(Phrase(row["text"], row["chinese"], int(row["count"])))
    return listed


def phrases_of(name: str) -> list[Phrase]:
    """What is replaced in a script; the catalogue names it without folder, hash and ending: FileUploader."""
    return PHRASES.get(name.removeprefix("js/").rsplit(".", 2)[0], [])


PHRASES = phrases()
_packed: dict[str, Packed] = {}
_packing = Lock()


def script(part: str) -> str:
    """The one script of a part of the front end, by its name without its hash; raises ValueError when it is gone."""
    (name,) = [name for name in NAMES if re.fullmatch(rf"js/{re.escape(part)}\.[^.]+\.js", name)]
    return name


def pack(name: str) -> Packed:
    """A script in Chinese, or a style sheet as it is; made once."""
    with _packing:
        if name not in _packed:
            content = (FOLDER / name).read_bytes()
            for phrase in phrases_of(name):
                content = content.replace(phrase.text.encode(), phrase.chinese.encode())
            _packed[name] = Packed.of(content, MEDIA_TYPES[Path(name).suffix])
        return _packed[name]


def pack_translated() -> None:
    """Make every script that the catalogue changes, so that no reader waits for one; the large are asked for last."""
    for name in sorted(filter(phrases_of, NAMES), key=lambda name: (FOLDER / name).stat().st_size):
        pack(name)


class Scripts:
    """Middleware that answers for Streamlit's scripts and style sheets, and finds its fonts and pictures."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        path = ANY_EDITION.sub("/static/", scope["path"])
        name = path.removeprefix("/static/")
        if Path(name).suffix not in MEDIA_TYPES or scope["method"] not in ("GET", "HEAD"):
            await self.app({**scope, "path": path}, receive, send)
        elif name not in NAMES:
            await PlainTextResponse("没有这个文件，请刷新页面。", status_code=404)(scope, receive, send)
        else:
            packed = _packed[name] if name in _packed else await to_thread.run_sync(pack, name)
            is_lasting = scope["path"].startswith(f"/static/{EDITION}/")
            await packed.answer(Request(scope), is_lasting)(scope, receive, send)
