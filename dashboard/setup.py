"""A new store: the notice and settings as its first snapshot, and demonstration data as one more, marked as such.

An older store gets what came with this release.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from dashboard.datasets import FOUNDING, NOTICE, ROOT, Dataset, datasets
from dashboard.store.catalog import Catalog
from dashboard.store.lake import Author, Lake
from dashboard.store.tables import create
from dashboard.store.unloaded import unloaded

if TYPE_CHECKING:
    import pyarrow as pa

PLAN_MESSAGE = f"{NOTICE}及判定参数"
DEMO_MESSAGE = "演示数据（由脚本按固定种子生成，非监测数据）"
UPGRADE_MESSAGE = "新版本增加的标准和判定参数"

#: The files that prove tasks in the demonstration data.
DEMO_FILES = ROOT / "data" / "demo" / "files"


class PackageError(Exception):
    """A file that ships with the board does not fit its own data package."""


def init(home: Path | str | None = None, *, with_demo: bool = False) -> Lake:
    """Create the store with the notice in it; raises StoreError when there is one already."""
    create(home)
    lake = Lake(home)
    load_shipped(lake, FOUNDING, Author("系统", message=PLAN_MESSAGE))
    if with_demo:
        load_demo(lake)
    return lake


def load_demo(lake: Lake) -> None:
    """Commit the demonstration data as one snapshot, with the files that some tasks are proved by."""
    # Late: a store without it needs nothing of what keeps files.
    from dashboard.evidence.keeping import make_room, receive, store_files

    files = [receive(lake, path.read_bytes(), path.name) for path in sorted(DEMO_FILES.iterdir())]
    make_room(lake)
    author = Author("系统", message=DEMO_MESSAGE, is_demo=True)
    load_shipped(lake, ("reported", "derived", "attached"), author, alongside=partial(store_files, files=files))


def open_store(names: Iterable[str] = ()) -> Lake:
    """The store that the environment names, made with the notice in it when there is none yet.

    `names` are datasets and definitions that will be read, fetched while it is opened. A store made by an earlier
    release gets the rows of notice and settings that it has no key for; what is stored stays as it is. Raises
    StoreError when the store cannot be opened.
    """
    if not Catalog.from_environment().exists():
        return init()
    with unloaded("pandas", "pyarrow"):
        lake = Lake(names=names)
    if lake.was_older:
        load_shipped(lake, FOUNDING, Author("系统", message=UPGRADE_MESSAGE), only_new=True)
    return lake


def load_shipped(
    lake: Lake,
    kinds: tuple[str, ...],
    author: Author,
    *,
    only_new: bool = False,
    alongside: Callable[[duckdb.DuckDBPyConnection], object] = lambda session: None,
) -> int | None:
    """Commit the shipped files of these kinds of dataset as one snapshot; returns its number, None for nothing to do.

    `only_new` leaves the rows alone whose key is stored already; `alongside` writes in the same transaction.
    """
    # Late: a store that is there already is opened without all that reads files.
    from dashboard.intake.drafting import draft

    changes = []
    shipped = [target for target in datasets().values() if target.kind in kinds]
    lake.have(target.name for target in shipped)
    for target in shipped:
        made = draft(lake, target.name, target.path.read_bytes(), target.path.name, dt.date.max, is_trusted=True)
        if made.errors:
            raise PackageError(
                f"{target.path}: {[problem for problem in made.problems if problem.severity == 'error']}"
            )
        change = made.change(Author(author.person, target.path.name, made.sha256, author.message, author.is_demo))
        if only_new:
            new = _without_stored(lake, target, change.upserts)
            change = replace(change, upserts=new, changed=0, unchanged=change.unchanged + change.changed)
        if len(change.upserts):
            changes.append(change)
    return lake.commit(changes, alongside) if changes else None


def _without_stored(lake: Lake, target: Dataset, rows: "pa.Table") -> "pa.Table":
    """The rows whose key the dataset does not have."""
    cursor = lake.cursor(target.name)
    cursor.register("shipped", rows)
    return cursor.execute(f"from shipped anti join {target.name} using ({', '.join(target.key)})").to_arrow_table()
