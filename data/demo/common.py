"""What every part of the demonstration data shares: its source, its months, and the rows of the notice."""

import csv
from collections.abc import Iterator
from pathlib import Path

SOURCE = "演示数据"
MONTHS = [f"2023-{month:02d}" for month in range(1, 10)]

Rows = Iterator[tuple[object, ...]]


def plan(name: str) -> list[dict[str, str]]:
    """The rows of a file of the notice."""
    path = Path(__file__).parents[1] / "plan" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
