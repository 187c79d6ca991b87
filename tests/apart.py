"""What is made once for all workers, which are processes of their own."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, worker: str, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` that `make` fills, for the first worker that asks for it; to copy, as others read it too."""
    own = factory.getbasetemp()
    folder = (own if worker == "master" else own.parent) / f"made_once_{name}"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = folder.with_suffix(".part")
            make(unfinished)
            unfinished.rename(folder)
    return folder
