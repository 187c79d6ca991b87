"""The door: ASGI middleware that every page, file, upload and websocket passes, and that says who is asking.

What stands behind it reads the visitor from two headers, which no request can bring along: whatever comes in under
their names is taken out here.
"""

import asyncio
import os
import re
import time
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.access import people, sessions
from dashboard.access.book import Book
from dashboard.access.modes import GATEWAY, LOOPBACK, OPEN, Mode
from dashboard.access.visitors import Visitor

#: Under which the door tells the board who asks: a session's token in the book, or a person's name, and the address.
SESSION, PERSON, ADDRESS = "x-board-session", "x-board-person", "x-board-address"

#: What anybody may ask for: how to come in, and whether the board is well.
OUTSIDE = {"/sign-in", "/signed-in", "/sign-out", "/password", "/health", "/favicon.png"}
#: An address of a page, which a browser shows; others are parts of one.
PAGE = re.compile(r"^/[a-z-]*$")
SAFE = {"GET", "HEAD", "OPTIONS"}

#: An open websocket looks so often whether its session is still one.
CHECKED_EVERY = 2.0
#: Told to a websocket whose session has ended.
ENDED = 4401

#: What a body may have at most: an upload with its wrapping, and a form.
MOST_OF_UPLOAD, MOST_OF_FORM = 210 * 1024 * 1024, 64 * 1024

SIGN_IN = "请先登录再操作：打开 /sign-in。"
FORGED = "这个请求不是从本系统的页面发出的，没有执行。"
TOO_LARGE = "内容太大，服务器没有接收。"
NOT_FROM_GATEWAY = "请从单位的统一入口打开本系统。"
NOT_REGISTERED = "您还没有登记为本系统的人员，请联系管理员。"
ONLY_HERE = "开放方式只供本机使用：请用 http://127.0.0.1 打开，或让管理员设置登录方式（DASHBOARD_ACCESS）。"


class Asking(NamedTuple):
    """Who asks: a visitor, the token of their session where they have one, and whether a password is to be changed."""

    visitor: Visitor
    token: str = ""
    must_change: bool = False


class Door:
    """Middleware that lets in whom the mode lets in, and hands on who they are."""

    def __init__(self, app: ASGIApp, book: Book, mode: Mode) -> None:
        self.app = app
        self.book = book
        self.mode = mode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asking = self._asking(scope, headers)
        refusal = self._refusal(scope, headers, asking)
        if refusal and scope["type"] == "websocket":
            await _refuse_socket(receive, send)
        elif refusal:
            await refusal(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._converse(_told(scope, asking), receive, send, asking)
        else:
            await self.app(_told(scope, asking), _bounded(scope, receive), send)

    def _asking(self, scope: Scope, headers: Headers) -> Asking:
        address = scope["client"][0] if scope.get("client") else ""
        if self.mode.way == GATEWAY:
            name = headers.get(self.mode.header, "").encode("latin-1").decode("utf-8", "replace").strip()
            person = people.find(self.book, name) if name and self.mode.is_proxy(peer(scope)) else None
            return Asking(person.visitor(address) if person and person.is_active else Visitor(address=address))
        for name, value in cookie_parser(headers.get("cookie", "")).items():
            if name in COOKIES and (session := sessions.of_cookie(self.book, value, time.time())):
                return Asking(session.person.visitor(address), session.token, session.person.must_change)
        return Asking(Visitor(address=address))

    def _refusal(self, scope: Scope, headers: Headers, asking: Asking) -> Response | None:
        """The answer to who is not let in; None for who is."""
        if self.mode.way == OPEN and not _is_local(scope, headers):
            return PlainTextResponse(ONLY_HERE, 403)
        is_safe = scope["type"] == "http" and scope["method"] in SAFE
        if not is_safe and not _is_ours(headers):
            return PlainTextResponse(FORGED, 403)
        if scope["type"] == "http" and _length(headers) > _most(scope):
            return PlainTextResponse(TOO_LARGE, 413)
        if scope["type"] == "http" and scope["path"] in OUTSIDE:
            return None
        if self.mode.way == GATEWAY and not asking.visitor.is_known:
            return PlainTextResponse(NOT_REGISTERED if self.mode.is_proxy(peer(scope)) else NOT_FROM_GATEWAY, 403)
        if asking.must_change:
            return _lead("./password", scope, headers) or PlainTextResponse("请先修改密码：打开 /password。", 403)
        # Who only looks at an open board changes nothing by what pages ask over a socket; desks ask who it is.
        needs_person = self.mode.way != OPEN or (scope["type"] == "http" and not is_safe)
        if asking.visitor.is_known or not needs_person:
            return None
        return _lead("./sign-in", scope, headers) or PlainTextResponse(SIGN_IN, 401)

    async def _converse(self, scope: Scope, receive: Receive, send: Send, asking: Asking) -> None:
        """Hand on a websocket for as long as the session lasts in which it was opened."""
        has_ended = False
        arriving: asyncio.Future[Message] | None = None

        async def receive_in_session() -> Message:
            nonlocal arriving, has_ended
            while not has_ended:
                arriving = arriving or asyncio.ensure_future(receive())
                await asyncio.wait({arriving}, timeout=CHECKED_EVERY)
                if not self._lasts(asking, in_use=arriving.done()):
                    break
                if arriving.done():
                    message, arriving = arriving.result(), None
                    return message
            if not has_ended:
                await send({"type": "websocket.close", "code": ENDED, "reason": "signed out"})
                has_ended = True
            if arriving:
                arriving.cancel()
            return {"type": "websocket.disconnect", "code": ENDED}

        async def send_in_session(message: Message) -> None:
            if not has_ended:
                await send(message)

        await self.app(scope, receive_in_session, send_in_session)

    def _lasts(self, asking: Asking, *, in_use: bool) -> bool:
        """Whether who opened a websocket may still come in."""
        if asking.token:
            return sessions.of_token(self.book, asking.token, time.time(), in_use=in_use) is not None
        if asking.visitor.is_known:
            person = people.find(self.book, asking.visitor.name)
            return person is not None and person.is_active
        return True


#: The cookie of a session; under https a browser takes it from this host alone.
COOKIES = ("board", "__Host-board")


def cookie_name(scope: Scope) -> str:
    return COOKIES[scope["scheme"] in ("https", "wss")]


def peer(scope: Scope) -> str:
    """The address at the other end of the connection; empty where it cannot be told.

    Uvicorn puts the client that a proxy of this machine names in the place of that proxy, and gives it no port; with a
    port it is as the header has it, which anybody may have written.
    """
    if not scope.get("client"):
        return ""
    address, port = scope["client"]
    if not port:
        return os.environ.get("FORWARDED_ALLOW_IPS", LOOPBACK[0]).split(",")[0].strip()
    return "" if f":{port}" in Headers(scope=scope).get("x-forwarded-for", "") else str(address)


def _told(scope: Scope, asking: Asking) -> Scope:
    """The request with who asks in its headers, and nothing that claimed to say so before."""
    ours = (SESSION.encode(), PERSON.encode(), ADDRESS.encode())
    told = [(name, value) for name, value in scope["headers"] if name.lower() not in ours]
    told.append((ours[2], asking.visitor.address.encode()))
    if asking.token:
        told.append((ours[0], asking.token.encode()))
    elif asking.visitor.is_known:
        told.append((ours[1], quote(asking.visitor.name).encode()))
    return {**scope, "headers": told}


def _is_local(scope: Scope, headers: Headers) -> bool:
    """Whether a request reached this machine's own address under its own name, and through nobody else."""
    server = (scope.get("server") or ("",))[0]
    host = urlsplit(f"//{headers.get('host', '')}").hostname
    is_relayed = any(name in headers for name in ("x-forwarded-for", "forwarded", "x-real-ip"))
    return server in LOOPBACK and host in LOOPBACK and not is_relayed


def _is_ours(headers: Headers) -> bool:
    """Whether a browser says that a page of this host sent it; who is no browser says nothing."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _lead(address: str, scope: Scope, headers: Headers) -> Response | None:
    """The way to where a person comes in, for a browser that wants to show a page."""
    if scope["type"] != "http" or scope["method"] not in SAFE or not PAGE.match(scope["path"]):
        return None
    if "text/html" not in headers.get("accept", ""):
        return None
    query = scope["query_string"].decode("latin-1")
    asked = scope["path"].removeprefix("/") + (f"?{query}" if query else "")
    return RedirectResponse(f"{address}?to={quote(asked, safe='')}" if asked else address, 303)


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdigit() else 0


def _most(scope: Scope) -> int:
    return MOST_OF_FORM if scope["path"] in OUTSIDE else MOST_OF_UPLOAD


def _bounded(scope: Scope, receive: Receive) -> Receive:
    """What is received, cut off where it is more than a body may have: its length need not be announced."""
    left = _most(scope)

    async def receive_bounded() -> Any:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return receive_bounded


async def _refuse_socket(receive: Receive, send: Send) -> None:
    """Turn a websocket away before it is open: the browser gets 403."""
    await receive()
    await send({"type": "websocket.close", "code": ENDED})
