"""What a browser may do with an answer: headers that keep pages to themselves and files from running as pages."""

import base64
import hashlib
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.web.shell.tiles import hosts

#: What the front end needs, with the reason where it is more than files of the board.
PAGE = {
    "default-src": "'none'",
    # Numbers of messages are read in WebAssembly; components that come as text (webgl.py) are loaded from a blob.
    "script-src": "'self' '{script}' 'wasm-unsafe-eval' blob:",
    "worker-src": "'none'",
    # Styles are written into the page.
    "style-src": "'self' 'unsafe-inline'",
    # A font of formulas is part of the style sheet.
    "font-src": "'self' data:",
    # Drawings are part of scripts; a blob is a picture that is about to be sent, or saved from a chart. Tiles come from
    # where the office says, if it says so (tiles.py).
    "img-src": "'self' data: blob:{tiles}",
    "media-src": "'self'",
    # A photo is read as data; older browsers do not count the socket as 'self'.
    "connect-src": "'self' data: {sockets}{tiles}",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

#: All else is shown or saved, whatever it is: it runs nothing, asks for nothing and is no part of the board.
FILE = "default-src 'none'; frame-ancestors 'self'; sandbox"

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=()",
}

#: Unless the answer says otherwise; how long something may be kept, a browser would guess.
UNLESS_SAID = {"content-security-policy": FILE, "cache-control": "no-cache"}

#: Media that may be looked at in the browser when their address is opened; all other are saved as files.
SHOWN = re.compile(r"^(image/(png|jpeg|gif|webp|bmp)|audio/|video/)")

HOST = re.compile(r"^[\w.:\[\]-]+$")


def page_policy(request: Headers, script: str) -> str:
    """The policy of a page with an inline script, and with a socket to the host that was asked."""
    host = request.get("host", "")
    return "; ".join(f"{name} {value}" for name, value in PAGE.items()).format(
        script="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        sockets=f"ws://{host} wss://{host}" if HOST.match(host) else "",
        tiles="".join(f" {each}" for each in hosts()),
    )


class SecurityHeaders:
    """Middleware that puts the headers on every answer; one that says nothing else gets the policy of a file."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(ALWAYS)
                for name, value in UNLESS_SAID.items():
                    headers.setdefault(name, value)
                is_media = scope["path"].startswith("/media/") and message["status"] < 300
                if is_media and not SHOWN.match(headers.get("content-type", "")):
                    headers.setdefault("content-disposition", "attachment")
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)
