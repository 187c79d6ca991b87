"""Streamlit's index page as ours: Chinese, with our title and icon, also where JavaScript is off."""

import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Shown in the browser's tab until the page has its own.
TITLE = "城区2023年大气水土壤行动计划"

#: Air, water and soil on the board's blue. Streamlit fetches the icon of a page from a font service, so pages set none.
ICON = """
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="white" stroke-width="3">
<rect width="32" height="32" rx="6" fill="#1F4E79" stroke="none"/>
<path d="M7 10h18M7 17q4.5 -4 9 0t9 0M7 24h18" stroke-linecap="round"/>
</svg>
"""

#: What the board adds to Streamlit's own front end, served under /board/.
SCRIPTS = Path(__file__).parent / "scripts"
OURS = "".join(f'<script type="module" src="./board/{path.name}"></script>' for path in sorted(SCRIPTS.glob("*.js")))
PRINT = '<link rel="stylesheet" media="print" href="./board/print.css">'

REWRITES = {
    rb"</head>": f"{PRINT}{OURS}</head>".encode(),
    rb'<html lang="en">': b'<html lang="zh-CN">',
    rb"<title>.*?</title>": f"<title>{TITLE}</title>".encode(),
    rb"<noscript>.*?</noscript>": "<noscript><p>本系统需要浏览器启用 JavaScript。</p></noscript>".encode(),
    # The theme uses fonts of the reader's system; the preloaded one would never be drawn.
    rb'<link\s+rel="preload"[^>]*as="font"[^>]*>': b"",
}


def translate(page: bytes) -> bytes:
    """The index page with every rewrite applied."""
    for pattern, replacement in REWRITES.items():
        page = re.sub(pattern, replacement, page, flags=re.DOTALL)
    return page


async def icon(_request: Request) -> Response:
    """The icon in the browser's tab, under the name that Streamlit asks for."""
    return Response(ICON, media_type="image/svg+xml")


class PageShell:
    """Middleware that translates HTML answers and lets everything else through as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        page = b""

        async def send_translated(message: Message) -> None:
            nonlocal page
            if message["type"] == "http.response.start":
                start.update(message)
            headers = MutableHeaders(raw=start["headers"])
            if not headers.get("content-type", "").startswith("text/html"):
                await send(message)
            elif message["type"] == "http.response.body":
                page += message.get("body", b"")
                if not message.get("more_body", False):
                    page = translate(page)
                    headers["content-length"] = str(len(page))
                    del headers["etag"], headers["last-modified"]
                    await send(start)
                    await send({"type": "http.response.body", "body": page})

        await self.app(_unpacked(scope), receive, send_translated)


def _unpacked(scope: Scope) -> Scope:
    """A request for a page asks for it whole and plain, since a compressed or cached page cannot be rewritten."""
    if not any(name == b"accept" and b"text/html" in value for name, value in scope["headers"]):
        return scope
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name not in unwanted]}
