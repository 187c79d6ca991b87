"""The DuckLake behind the board: where it is, and one session at a time that reads or writes it.

A session attaches the lake in a DuckDB instance that serves nothing else and lets go of it at the end. So the embedded
catalog file is locked only while something is written or fetched, the command line works beside the running app, and a
damaged file cannot bring down the working copy that screens read (see lake.py).
"""

import os
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard.datasets import ROOT
from dashboard.store.errors import StoreBusy, StoreError, StoreUnreachable
from dashboard.store.faults import DAMAGED, NEWER, UNREACHABLE, Fault, fault_of
from dashboard.store.instances import Instances, Making

__all__ = ["FORMAT", "METADATA", "Catalog", "StoreBusy", "StoreError", "StoreUnreachable"]

#: Raised by one whenever stored tables change in a way older code cannot read.
FORMAT = 1

#: The database in which DuckLake keeps its catalog, in a session.
METADATA = "__ducklake_metadata_lake"
LOCK_WAIT_SECONDS = 30.0

#: PostgreSQL's library would wait for minutes for a server that does not answer.
os.environ.setdefault("PGCONNECT_TIMEOUT", "3")


_instances = Instances()
#: One session at a time on one catalog.
_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@dataclass(frozen=True)
class Catalog:
    """Where the catalog and the Parquet files live, and how to attach them."""

    home: Path
    catalog: str
    data: str

    @classmethod
    def from_environment(cls, home: Path | str | None = None) -> "Catalog":
        """The store that DASHBOARD_HOME, DASHBOARD_CATALOG and DASHBOARD_DATA name; by default `var/`."""
        place = Path(home or os.environ.get("DASHBOARD_HOME") or ROOT / "var").resolve()
        return cls(
            place,
            os.environ.get("DASHBOARD_CATALOG") or str(place / "catalog.duckdb"),
            os.environ.get("DASHBOARD_DATA") or str(place / "data"),
        )

    @property
    def is_file(self) -> bool:
        return not self.catalog.startswith("postgres:")

    @property
    def is_local(self) -> bool:
        """Whether catalog and data are files of this machine or of a share."""
        return self.is_file and "://" not in self.data

    def exists(self) -> bool:
        return not self.is_file or Path(self.catalog).exists()

    def stamp(self) -> object:
        """Changes whenever the store may have changed; cheap enough to ask before every query."""
        if not self.is_file:
            return int(time.monotonic())
        stamp = []
        for file in (self.catalog, f"{self.catalog}.wal"):
            # The log comes and goes as others write; not being there is a state like any other.
            with suppress(OSError):
                status = Path(file).stat()
                stamp.append((file, status.st_mtime_ns, status.st_size))
        return tuple(stamp)

    @contextmanager
    def session(
        self, *, write: bool = False, wait: bool = True, is_new: bool = False
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection with the store attached as `lake`; raises StoreError of some kind, and changes nothing then.

        All that a session reads is of one snapshot, unless it also writes. Without `wait` it is StoreBusy at once. What
        fails in it is told as a StoreError where that is how it is with the store.
        """
        lock, seconds = _locks[self.catalog], LOCK_WAIT_SECONDS if wait else 0
        making, connection = self._making, None
        if not lock.acquire(timeout=seconds):
            raise StoreBusy("数据库正在写入，本次没有写入，请稍候再试。")
        try:
            connection = _instances.take(making)
            self._attach(connection, write=write, seconds=seconds)
            if not write:
                connection.execute("begin")
            if not is_new:
                self._check_format(connection)
            yield connection
        except duckdb.Error as error:
            if (fault := self._fault_of(error)) is None:
                raise
            raise self._told(fault) from error
        finally:
            if connection:
                _instances.give_back(making, connection)
            lock.release()

    @property
    def _making(self) -> Making:
        is_remote = self.data.startswith("s3:")
        needed = {"ducklake": True, "postgres_scanner": not self.is_file, "httpfs": is_remote}
        extensions = tuple(name for name, is_needed in needed.items() if is_needed)
        return extensions, os.environ.get("DUCKDB_S3_ENDPOINT") if is_remote else None

    def _attach(self, connection: duckdb.DuckDBPyConnection, *, write: bool, seconds: float) -> None:
        mode = "" if write else ", read_only"
        target, data = self.catalog.replace("'", "''"), self.data.replace("'", "''")
        deadline = time.monotonic() + seconds
        while True:
            try:
                connection.execute(
                    f"attach 'ducklake:{target}' as lake (data_path '{data}', override_data_path true{mode})"
                )
                break
            except duckdb.Error as error:
                fault = self._fault_of(error) or (DAMAGED if self.is_file else UNREACHABLE)
                if fault.kind is StoreBusy and time.monotonic() < deadline:
                    time.sleep(0.05)
                    continue
                raise self._told(fault) from error

    def _check_format(self, connection: duckdb.DuckDBPyConnection) -> None:
        try:
            stored = connection.execute("select max(format) from lake.board").fetchone()
        except duckdb.CatalogException as error:
            raise self._told(DAMAGED) from error
        if stored is None or stored[0] is None or stored[0] > FORMAT:
            raise self._told(NEWER)

    def _fault_of(self, error: duckdb.Error) -> Fault | None:
        """What a failure says of the store; where its folder is gone too, it is out of reach, not damaged."""
        fault = fault_of(error)
        is_there = all(Path(place).exists() for place in (self.catalog, self.data) if ":" not in place[2:])
        return fault if fault is None or fault.kind is not DAMAGED.kind or is_there else UNREACHABLE

    def _told(self, fault: Fault) -> StoreError:
        return fault.kind(f"{fault.sentence}：{self.home if self.is_file else 'PostgreSQL'}。")
