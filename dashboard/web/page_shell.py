"""The shell around every page: the index page and the scripts of the front end in Chinese, and security headers."""

from collections.abc import Mapping

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from dashboard.web.shell.headers import SecurityHeaders
from dashboard.web.shell.index_page import ICON, OURS, TITLE, IndexPage
from dashboard.web.shell.scripts import Scripts

__all__ = ["ROUTES", "TITLE", "middleware"]


async def icon(_request: Request) -> Response:
    """The icon in the browser's tab, under the name that Streamlit asks for."""
    return Response(ICON, media_type="image/svg+xml")


ROUTES = [Route("/favicon.png", icon), Mount("/board", StaticFiles(directory=OURS))]


def middleware(titles: Mapping[str, str]) -> list[Middleware]:
    """The shell around pages with these titles, by address."""
    return [Middleware(SecurityHeaders), Middleware(Scripts), Middleware(IndexPage, titles=titles)]
