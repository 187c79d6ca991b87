"""Streamlit's index page as ours: Chinese, with our title and icon, also where JavaScript is off."""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.web.shell.colours import colours
from dashboard.web.shell.headers import page_policy
from dashboard.web.shell.packed import Packed
from dashboard.web.shell.scripts import EDITION, script

#: The name of the board, in the browser's tab.
TITLE = "城区2023年大气水土壤行动计划"

#: Air, water and soil on the board's blue. Streamlit fetches the icon of a page from a font service, so pages set none.
ICON = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="white" stroke-width="3">
<rect width="32" height="32" rx="6" fill="#1F4E79" stroke="none"/>
<path d="M7 10h18M7 17q4.5 -4 9 0t9 0M7 24h18" stroke-linecap="round"/>
</svg>
"""

#: Runs before Streamlit's scripts. They form dates, numbers and words from parts by the browser's language, where no
#: catalogue can reach: the board is Chinese in any browser. And they would look for the server under the page's own
#: address first, which gives two answers 404 and a wait.
SETUP = """
for (const [name, value] of [["language", "zh-CN"], ["languages", ["zh-CN"]]])
  Object.defineProperty(navigator, name, { value })
window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href }
"""

#: What the board adds to Streamlit's own front end, served under /board/.
OURS = Path(__file__).parent.parent / "scripts"
#: Of these, what runs before anything is drawn, and the style that is for paper alone.
FIRST, ON_PAPER = "display.js", "print.css"

#: What pages need beside the first one, by the names of Streamlit's scripts without their hash; small ones first.
PARTS = ("Html", "ButtonGroup", "DownloadButton", "FileUploader", "Slider", "PlotlyChart", "DeckGlJsonChart")

REWRITES = {
    r'<html lang="en">': '<html lang="zh-CN" translate="no">',
    r"<title>.*?</title>": f'<title>{{title}} · {TITLE}</title><meta name="google" content="notranslate" />',
    # In place of a note for services that index pages.
    r"<!-- initialize window\.prerenderReady.*?</script>": f"<script>{SETUP}</script>",
    r"<noscript>.*?</noscript>": "<noscript><p>本系统需要浏览器启用 JavaScript。</p></noscript>",
    # The theme uses fonts of the reader's system, or ours; the preloaded one would never be drawn.
    r'<link\s+rel="preload"[^>]*as="font"[^>]*>': "",
    r'"\./static/': f'"./static/{EDITION}/',
}


def kept(path: Path) -> str:
    """Where the browser finds a file of ours; the address changes with the content, so that it is kept for good."""
    return f"./board/{path.name}?{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def added() -> str:
    """The end of the page's head: our scripts and styles, and the parts that ahead.js fetches."""
    later = sorted(path for path in OURS.glob("*.js") if path.name != FIRST)
    scripts = "".join(f'<script type="module" src="{kept(path)}"></script>' for path in later)
    styles = "".join(
        f'<link rel="stylesheet" media="{"print" if path.name == ON_PAPER else "all"}" href="{kept(path)}" />'
        for path in sorted(OURS.glob("*.css"))
    )
    parts = " ".join(f"./static/{EDITION}/{script(name)}" for name in PARTS)
    colour = f"<style>{colours()}</style>"
    first = f'<script src="{kept(OURS / FIRST)}"></script>'
    return f'<meta name="board-parts" content="{parts}" />{first}{colour}{styles}{scripts}</head>'


ORIGINAL = Path(get_static_dir()) / "index.html"

UNKNOWN = """<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有这个地址 · {title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1.125rem/1.8 sans-serif; margin: 20vh auto; max-width: 32rem; padding: 0 1rem }}
</style>
<h1>没有这个地址</h1>
<p>“{address}”不是本系统的页面，请核对链接，或打开<a href="{home}">总览</a>。</p>
</html>
"""


@cache
def index_page(title: str) -> Packed:
    """The page that starts the front end, with every rewrite applied, for the page with a title."""
    page = ORIGINAL.read_text(encoding="utf-8")
    for pattern, replacement in (REWRITES | {"</head>": added()}).items():
        page = re.sub(pattern, lambda _, text=replacement: text, page, flags=re.DOTALL)  # type: ignore[misc]
    return Packed.of(page.replace("{title}", escape(title)).encode(), "text/html")


def unknown_page(address: str, policy: str) -> Response:
    """The answer to an address that is none: it says so and leads to the first page."""
    home = "../" * address.count("/") or "./"
    page = UNKNOWN.format(title=TITLE, address=escape(f"/{address}"), home=home)
    return HTMLResponse(page, 404, {"content-security-policy": policy, "cache-control": "no-cache"})


class IndexPage:
    """Middleware that sends our index page where Streamlit would send its own; it does so for any address at all."""

    def __init__(self, app: ASGIApp, titles: Mapping[str, str]) -> None:
        self.app = app
        self.titles = titles
        self.original = FileResponse(ORIGINAL, stat_result=ORIGINAL.stat()).headers["etag"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_original = False

        async def send_ours(message: Message) -> None:
            nonlocal is_original
            if message["type"] == "http.response.start" and (b"etag", self.original.encode()) in message["headers"]:
                is_original = True
                await self._answer(Request(scope))(scope, receive, send)
            elif not is_original:
                await send(message)

        await self.app(scope, receive, send_ours if scope["type"] == "http" else send)

    def _answer(self, request: Request) -> Response:
        address = request.scope["path"].removeprefix("/")
        policy = page_policy(request.headers, SETUP)
        if address in self.titles:
            return index_page(self.titles[address]).answer(request, policy=policy)
        return unknown_page(address, policy)
