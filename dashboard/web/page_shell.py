"""The shell around every page: the index page and the scripts of the front end in Chinese, and security headers."""

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard.access.book import Book
from dashboard.access.door import Door
from dashboard.access.modes import Mode
from dashboard.web.shell.handed_out import ROUTE
from dashboard.web.shell.headers import SecurityHeaders
from dashboard.web.shell.index_page import ICON, OURS, TITLE, IndexPage
from dashboard.web.shell.packed import FOR_A_YEAR
from dashboard.web.shell.scripts import Scripts

__all__ = ["ROUTES", "TITLE", "middleware"]


async def icon(_request: Request) -> Response:
    """The icon in the browser's tab, under the name that Streamlit asks for."""
    return Response(ICON, media_type="image/svg+xml")


class Ours(StaticFiles):
    """Files of the board that are kept for good under an address that changes with them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if scope["query_string"]:
            response.headers["cache-control"] = FOR_A_YEAR
        return response


ROUTES = [Route("/favicon.png", icon), Mount("/board", Ours(directory=OURS)), ROUTE]


def middleware(titles: Mapping[str, str], book: Book, mode: Mode) -> list[Middleware]:
    """The shell around pages with these titles, by address, behind the door."""
    return [
        Middleware(SecurityHeaders),
        Middleware(Door, book=book, mode=mode),
        Middleware(Scripts),
        Middleware(IndexPage, titles=titles),
    ]
