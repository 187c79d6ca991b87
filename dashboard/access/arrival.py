"""Coming in by an identity provider: the routes that lead to it and back (provider.py)."""

import logging
from collections.abc import Callable
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.access import people, record, secret
from dashboard.access.book import Book
from dashboard.access.entrance import WAY_BACK, let_in
from dashboard.access.forms import word_page
from dashboard.access.provider import CALLBACK, Provider, ProviderProblem
from dashboard.access.visitors import Visitor

log = logging.getLogger("dashboard")

#: The cookie with what is kept until a person comes back, and how long that may take.
KEPT, KEPT_SECONDS = "board-arrival", 600

Answer = Callable[[Book, Provider, Request], Response]

AGAIN = ("./sign-in", "再试一次")
FAILED = "统一身份认证没有成功，请再试一次；仍不行时请告诉管理员。"
STRANGER = "您已通过统一身份认证，但还没有登记为本系统的人员，请联系管理员。"


def routes(book: Book, provider: Provider) -> list[Route]:
    """The way to the provider and the way back."""
    answers: dict[str, Answer] = {"/sign-in": _go, f"/{CALLBACK}": _arrive}
    return [Route(path, partial(_answered, answer, book, provider)) for path, answer in answers.items()]


async def _answered(answer: Answer, book: Book, provider: Provider, request: Request) -> Response:
    """The answer, beside the event loop: the provider is asked meanwhile."""
    try:
        return await to_thread.run_sync(answer, book, provider, request)
    except ProviderProblem as problem:
        log.warning("identity provider: %s", problem)
        return word_page("没有登录", FAILED, AGAIN, 403)


def _go(_book: Book, provider: Provider, request: Request) -> Response:
    """Send the person to the provider; where they want to go is kept in their browser, signed."""
    address, kept = provider.way_there()
    way = request.query_params.get("to", "")
    response = RedirectResponse(address, 303)
    response.set_cookie(
        KEPT,
        secret.sealed(kept | {"to": way if WAY_BACK.match(way) else ""}),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def _arrive(book: Book, provider: Provider, request: Request) -> Response:
    """Let in who comes back, if they are somebody here."""
    kept = secret.opened(request.cookies.get(KEPT, ""), KEPT_SECONDS)
    if kept is None:
        return word_page("没有登录", FAILED, AGAIN, 403)
    name = provider.who(request.url.query, kept)
    person = people.find(book, name)
    if person and person.is_active:
        response = let_in(book, request, name, f"./{kept['to']}")
    else:
        address = request.client.host if request.client else ""
        record.note(book, Visitor(address=address), "sign_in_failed", f"登录名 {name[:50]}")
        response = word_page("没有登录", STRANGER, AGAIN, 403)
    response.delete_cookie(KEPT, httponly=True, samesite="lax")
    return response
