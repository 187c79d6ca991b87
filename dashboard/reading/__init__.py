"""The bytes of an uploaded file -> a grid of text. Nothing in a file is executed, and no file can stop the board.

Which row is the header and what a cell means is for others: here a cell becomes text, and whatever a person must know
about it becomes a Remark. An uploaded file is read in a process of its own (workers.py), which may end over it.
"""

import hashlib

from dashboard.reading.grid import FileProblem, Grid, Remark
from dashboard.reading.guarding import guard, unguard
from dashboard.reading.workers import BrokenOff, get_ready, read_file

__all__ = [
    "BrokenOff",
    "FileProblem",
    "Grid",
    "Remark",
    "digest",
    "get_ready",
    "guard",
    "read_file",
    "read_shipped",
    "unguard",
]


def digest(data: bytes) -> str:
    """The SHA-256 by which an upload is known."""
    return hashlib.sha256(data).hexdigest()


def read_shipped(data: bytes, file_name: str) -> Grid:
    """The grid in a file that ships with the board: nobody else had a hand in it, so it is read in this process."""
    # Late: what reads every kind of file is otherwise at home in the worker.
    from dashboard.reading.files import read_here

    return read_here(data, file_name)
