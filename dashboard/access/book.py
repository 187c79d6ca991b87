"""The book at the door: people, sessions and the record, one SQLite file beside the store.

SQLite, because its rows come and go with every sign-in, while each commit of the lake makes a snapshot of the board;
because several processes may write it at once; and because triggers of its own keep the record append only.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = "access.sqlite"
SCHEMA = (Path(__file__).parent / "schema.sql").read_text(encoding="utf-8")
#: So long one process waits for another that writes.
PATIENCE_MILLISECONDS = 10_000


class Book:
    """The file in the folder of a store, made when it is not there; safe to share between threads."""

    def __init__(self, home: Path) -> None:
        self.file = home / FILE
        self._threads = threading.local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that alone writes until the block ends, all or nothing."""
        connection = self.reading()
        connection.execute("begin immediate")
        try:
            yield connection
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")

    def reading(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self._threads.connection = self._open()
        return found

    def _open(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        # Before anything is in it: nobody else on this machine reads it. One that is there is left alone: to close it
        # here would let go of the locks that SQLite holds on it for other threads of this process.
        if not self.file.exists():
            with suppress(FileExistsError):
                os.close(os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        connection = sqlite3.connect(self.file, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute(f"pragma busy_timeout = {PATIENCE_MILLISECONDS}")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma foreign_keys = on")
        connection.executescript(SCHEMA)
        return connection
