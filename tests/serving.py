"""The board, or another app of the project, on a free port: started as a user starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dashboard.datasets import ROOT

START_SECONDS = 60.0


@dataclass(frozen=True)
class Served:
    """A running server: where it answers, its process, and the file with what it printed."""

    address: str
    process_id: int
    printed: Path


class Shown(NamedTuple):
    """Where a board answers, and the store that it shows."""

    address: str
    home: Path


#: What puts a copy of a store into the place of the one that a running board shows.
Showing = Callable[[Path], Shown]


@contextmanager
def serving(home: Path, app: str | Path = "app.py", folder: Path = ROOT, **environment: str) -> Iterator[Served]:
    """Serve `app` with the store at `home` until the block ends; raises RuntimeError when it does not come up.

    The settings are those of `folder`, where the server is started.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    printed = home / "printed.txt"
    with printed.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", app, "--server.port", str(port), "--server.headless", "true"],
            cwd=folder,
            env={**os.environ, "DASHBOARD_HOME": str(home), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        served = Served(f"http://127.0.0.1:{port}", process.pid, printed)
        deadline = time.monotonic() + START_SECONDS
        while not _is_up(served.address):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{app} did not start: {printed.read_text(encoding='utf-8')}")
            time.sleep(0.1)
        yield served
    finally:
        process.terminate()
        process.wait()


def _is_up(address: str) -> bool:
    """Whether anything answers, be it that one must sign in first."""
    try:
        with urllib.request.urlopen(f"{address}/favicon.png"):
            return True
    except OSError:
        return False
