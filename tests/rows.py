"""Literal rows as an upload."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from dashboard.intake.drafting import draft
from dashboard.store.lake import Author, Lake

#: The day uploads of the tests take place, well after the plan year.
TODAY = dt.date(2024, 12, 31)

Rows = list[dict[str, Any]]

#: The fixture `make_lake`: literal rows by dataset in, a store that has them out.
MakeLake = Callable[[dict[str, Rows]], Lake]


def as_csv(rows: Rows) -> bytes:
    """Rows as the bytes of a CSV file, headed by their names."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def upload(lake: Lake, name: str, rows: Rows, person: str = "测试") -> int:
    """Check and commit rows as a staff member would; fails when the checks find an error."""
    made = draft(lake, name, as_csv(rows), f"{name}.csv", TODAY)
    assert not made.errors, made.problems
    return lake.commit([made.change(Author(person, f"{name}.csv", made.sha256))])
