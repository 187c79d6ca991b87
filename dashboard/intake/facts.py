"""What is known of the ways people write, as rows of data/words/, each file read once."""

import csv
from functools import cache

from dashboard.datasets import PACKAGE

FOLDER = PACKAGE.parent / "words"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a file in data/words/, by its name without ending."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
