"""The server: warm start, the Chinese page shell and the handling of faults around dashboard/web/frame.py.

`streamlit run app.py` and `python app.py` start it, under uvicorn as it is a st.App. The sockets that Streamlit opens
hold a small packet back for some 40 ms where it follows another one; under uvloop (streamlit[performance]) they send it
at once: a cold empty page took 586 instead of 768 ms.
"""

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from typing import Any

import streamlit as st
from starlette.routing import Route

from dashboard import queries, reading
from dashboard.access import entrance
from dashboard.access.modes import OIDC, OPEN, SIGNED, Mode
from dashboard.datasets import datasets
from dashboard.store.catalog import StoreError
from dashboard.store.upkeep import clear_orphans
from dashboard.web import faults, health
from dashboard.web.identity import book
from dashboard.web.navigation import TITLES
from dashboard.web.opener import open_lake
from dashboard.web.page_shell import ROUTES, middleware
from dashboard.web.shell.scripts import pack_translated


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Do before the first reader comes what the first reader would otherwise wait for."""
    MODE.check_address(st.get_option("server.address"))
    faults.open_log()
    announce(entrance.founding_code(book(), time.time()))
    for library in ("plotly.graph_objects", "pydeck", "openpyxl"):
        import_module(library)
    # A store that cannot be opened is not fatal here: the frame tells the reader why.
    with suppress(StoreError):
        lake = open_lake()
        for name in queries.names():
            if name.startswith("overview/"):
                lake.query(name)
    leave_alone_what_stays()
    for work in (get_ready, pack_translated):
        asyncio.get_running_loop().run_in_executor(None, work)
    yield None


def announce(code: str | None) -> None:
    """Print where the first administrator is made, while there is none."""
    if code and MODE.way in (OPEN, SIGNED):
        at = f"http://{st.get_option('server.address')}:{st.get_option('server.port')}"
        print(
            f"还没有管理员。请在24小时内打开下面的地址设立第一位（只能用一次）：\n{at}/sign-in?code={code}", flush=True
        )


def get_ready() -> None:
    """Start what reads files; clear away what killed uploads left; fetch and define what other pages read.

    The first file and the first reader then wait for nothing, nor for someone who writes.
    """
    reading.get_ready()
    with suppress(StoreError):
        lake = open_lake()
        clear_orphans(lake.catalog)
        lake.have(datasets())
        for name in queries.names():
            lake.have(queries.read(name).uses)
    leave_alone_what_stays()


def leave_alone_what_stays() -> None:
    """Have what is alive now not looked through again and again: Streamlit collects garbage after every run of a page.

    A change of filter took 95-110 instead of 182 ms.
    """
    gc.collect()
    gc.freeze()


def arrivals() -> list[Route]:
    """The way in by an identity provider, where there is one."""
    if MODE.way != OIDC:
        return []
    # Late: few boards need the libraries behind it.
    from dashboard.access import arrival
    from dashboard.access.provider import Provider

    return arrival.routes(book(), Provider.from_environment())


MODE = Mode.from_environment()

app = st.App(
    "dashboard/web/frame.py",
    lifespan=lifespan,
    routes=[*ROUTES, health.ROUTE, *entrance.routes(book(), MODE), *arrivals()],
    middleware=middleware(TITLES, book(), MODE),
    on_script_error=faults.show,
    exception_handlers=faults.HANDLERS,
)

if __name__ == "__main__":
    app.run()
