"""A new store: the notice and settings as its first snapshot, and demonstration data as one more, marked as such."""

import datetime as dt
from pathlib import Path

from dashboard.datasets import datasets
from dashboard.intake.drafting import draft
from dashboard.lake import Author, Lake, create

PLAN_MESSAGE = "城政办发〔2023〕20号及判定参数"
DEMO_MESSAGE = "演示数据（由脚本按固定种子生成，非监测数据）"


class PackageError(Exception):
    """A file that ships with the board does not fit its own data package."""


def init(home: Path | str | None = None, *, with_demo: bool = False) -> Lake:
    """Create the store with the notice in it; raises StoreError when there is one already."""
    create(home)
    lake = Lake(home)
    load_shipped(lake, ("notice", "setting"), Author("系统", message=PLAN_MESSAGE))
    if with_demo:
        load_shipped(lake, ("reported",), Author("系统", message=DEMO_MESSAGE, is_demo=True))
    return lake


def load_shipped(lake: Lake, kinds: tuple[str, ...], author: Author) -> int:
    """Commit the shipped files of these kinds of dataset as one snapshot; returns its number."""
    changes = []
    for target in datasets().values():
        if target.kind not in kinds:
            continue
        made = draft(lake, target.name, target.path.read_bytes(), target.path.name, dt.date.max, is_trusted=True)
        if made.errors:
            raise PackageError(
                f"{target.path}: {[problem for problem in made.problems if problem.severity == 'error']}"
            )
        if len(made.difference.upserts):
            own = Author(author.person, target.path.name, made.sha256, author.message, author.is_demo)
            changes.append(made.change(own))
    return lake.commit(changes)
