"""Keeping the store small: small files become larger ones, and what a killed upload left behind is cleared away."""

import time
from pathlib import Path

import duckdb

from dashboard.datasets import datasets
from dashboard.store.catalog import METADATA, Catalog
from dashboard.store.instances import MANY_ROWS, prepare_for

#: No upload takes that long: a file that is older and that no snapshot knows belongs to nobody.
SAFE_SECONDS = 24 * 60 * 60

#: The files that snapshots rest on, and those that DuckLake itself has still to clear away; their names are unique.
KNOWN = f"""
    select path from {METADATA}.ducklake_data_file
    union all select path from {METADATA}.ducklake_delete_file
    union all select path from {METADATA}.ducklake_files_scheduled_for_deletion
"""


def known_files(session: duckdb.DuckDBPyConnection) -> set[str]:
    """The names of the data files that the store knows of, of all snapshots."""
    return {Path(path).name for (path,) in session.execute(KNOWN).fetchall()}


def clear_orphans(catalog: Catalog, age: float = SAFE_SECONDS) -> list[Path]:
    """Delete data files that no snapshot knows and that are older than `age` seconds; returns them.

    DuckLake's own way deletes files that are in use where the data path ends in a slash. Files in an object store are
    left alone.
    """
    if not catalog.is_local:
        return []
    with catalog.session(write=True) as session:
        known, latest = known_files(session), time.time() - age
        orphans = [
            file
            for file in Path(catalog.data).rglob("ducklake-*.parquet")
            if file.name not in known and file.stat().st_mtime < latest
        ]
        for file in orphans:
            file.unlink()
    return orphans


def compact(catalog: Catalog) -> tuple[int, int]:
    """Put small files of each dataset together; history stays. Returns how many were put into how many.

    The small ones stay for a day, for whoever reads them or copies them for a backup.
    """
    small = large = 0
    with catalog.session(write=True) as session:
        prepare_for(session, MANY_ROWS)
        for name in datasets():
            for row in session.execute("call ducklake_merge_adjacent_files('lake', ?)", [name]).fetchall():
                small, large = small + row[-2], large + row[-1]
        session.execute("call ducklake_cleanup_old_files('lake', older_than => now() - interval 1 day)")
    return small, large
