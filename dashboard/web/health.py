"""The self-check at /health: whether the board is well, for who looks after the machine; it tells nothing else."""

import logging
import shutil
import sqlite3

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.store.errors import StoreError
from dashboard.web.identity import book
from dashboard.web.opener import open_lake

log = logging.getLogger("dashboard")

#: Below this a large upload would fill the disk.
LEAST_FREE_BYTES = 1024**3


async def health(_request: Request) -> Response:
    """200 when all is well, else 503 with the reasons."""
    reasons = await to_thread.run_sync(_reasons)
    return JSONResponse({"state": "unwell" if reasons else "well", "reasons": reasons}, 503 if reasons else 200)


def _reasons() -> list[str]:
    found = []
    try:
        lake = open_lake()
        if trouble := lake.trouble():
            raise trouble[0]
        if shutil.disk_usage(lake.catalog.home).free < LEAST_FREE_BYTES:
            found.append("磁盘剩余空间不足1GB，请清理或换更大的磁盘。")
        with book().writing():
            pass
    except StoreError as error:
        # What exactly is for the log: it names folders and hosts, and anybody may ask here.
        log.warning("health: %s", error)
        found.append("数据库读不到，详情见日志。")
    except (OSError, sqlite3.Error) as error:
        log.warning("health: %s", error)
        found.append("登录与操作记录写不进去，详情见日志。")
    return found


ROUTE = Route("/health", health)
