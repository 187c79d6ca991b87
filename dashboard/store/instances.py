"""The DuckDB instances behind sessions on the store: how they are made, kept for the next session, and thrown away."""

import importlib.resources
import threading
from collections import defaultdict
from contextlib import suppress

import duckdb

from dashboard.store.errors import StoreError

#: A session asks for little of many small tables, most of it DuckLake of its own catalog: planning costs more than
#: running. With one thread and without these two steps of the planner that takes a third less (bench/commits.py).
SETTINGS = {"threads": "1", "disabled_optimizers": "join_order,statistics_propagation"}

#: From so many rows on, running costs more than planning.
MANY_ROWS = 10_000

#: Whether an instance remembers more than it may: twice that, as the process counts it.
REMEMBERED = "select sum(memory_usage_bytes) > 32_000_000 from duckdb_memory() where tag = 'OBJECT_CACHE'"

#: What an instance is made with: its extensions, and the object store that httpfs notes when it is loaded.
Making = tuple[tuple[str, ...], str | None]


class Instances:
    """The instances of a process, one for each session at a time: loading the extensions costs more than attaching.

    DuckLake remembers each snapshot that it met, half a megabyte of each, for as long as its instance lives: one that
    remembers some tens of them is thrown away.
    """

    def __init__(self) -> None:
        self._idle: defaultdict[Making, list[duckdb.DuckDBPyConnection]] = defaultdict(list)
        self._changing = threading.Lock()

    def take(self, making: Making) -> duckdb.DuckDBPyConnection:
        """An instance made so that no session uses; raises StoreError where an extension is missing."""
        with self._changing:
            if self._idle[making]:
                return self._idle[making].pop()
        extensions, object_store = making
        connection = duckdb.connect(config={"autoinstall_known_extensions": "false", **SETTINGS})
        for name in extensions:
            _load(connection, name)
        if object_store:
            # An object store of one's own has no host name for each bucket.
            connection.execute("set s3_url_style = 'path'")
        return connection

    def give_back(self, making: Making, connection: duckdb.DuckDBPyConnection) -> None:
        """End what is still open and let go of the lake; an instance that cannot is thrown away."""
        try:
            with suppress(duckdb.TransactionException):
                connection.execute("rollback")
            for name, value in SETTINGS.items():
                connection.execute(f"set {name} = '{value}'")
            connection.execute("detach database if exists lake")
            is_spent = connection.execute(REMEMBERED).fetchone() == (True,)
        except duckdb.Error:
            is_spent = True
        if is_spent:
            connection.close()
            return
        with self._changing:
            self._idle[making].append(connection)


def prepare_for(session: duckdb.DuckDBPyConnection, rows: int) -> None:
    """From here on a session works on so many rows: on very many with every processor and the whole planner."""
    if rows >= MANY_ROWS:
        for name in SETTINGS:
            session.execute(f"reset {name}")


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load a DuckDB extension from its wheel, without the network; raises StoreError when the wheel is missing."""
    try:
        wheel = importlib.resources.files(f"duckdb_extension_{name}")
    except ModuleNotFoundError as error:
        raise StoreError(f"缺少 DuckDB 扩展 {name}，请安装 duckdb-extension-{name.replace('_', '-')}。") from error
    file = wheel / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    connection.execute(f"load '{file}'")
