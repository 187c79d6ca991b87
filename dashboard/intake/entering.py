"""A row that a person enters on a page: checked, compared and committed like a file with that one row."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import duckdb

from dashboard.datasets import Dataset, dataset
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.store.lake import Author, DataChanged, Lake

#: What such a row is called in the log of uploads.
ENTERED = "页面填写.csv"


class EntryProblem(Exception):
    """What was entered does not pass the checks; the message says all that is wrong."""


def as_file(target: Dataset, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows of a dataset as a file that reads back as the same rows; None is an empty cell."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([target.field(column).title for column in columns])
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig")


def checked(
    lake: Lake, name: str, row: Mapping[str, str], today: dt.date, units: tuple[str, ...] | None = None
) -> Draft:
    """What a row of a dataset would change, of which columns left out stay as they are stored.

    The row must be one of `units` where they are given. Raises EntryProblem when it does not pass the checks.
    """
    file = as_file(dataset(name), list(row), [list(row.values())])
    made = draft(lake, name, file, ENTERED, today, units=units)
    if made.errors:
        raise EntryProblem(made.refusal)
    return made


def enter(
    lake: Lake,
    name: str,
    row: Mapping[str, str],
    author: Author,
    today: dt.date,
    version: int,
    alongside: Callable[[duckdb.DuckDBPyConnection], object] = lambda session: None,
    units: tuple[str, ...] | None = None,
) -> Draft:
    """Commit a row of a dataset, of which columns left out stay as they are stored; returns what it changed.

    `version` is the dataset's when the person looked at it; `alongside` writes in the same transaction. The
    row must be one of `units` where they are given. Raises EntryProblem when the row does not pass the checks,
    DataChanged when the dataset has moved on meanwhile, and what Lake.commit raises; nothing is written then.
    """
    made = checked(lake, name, row, today, units)
    if made.base_version != version:
        raise DataChanged(f"“{made.dataset.title}”刚刚被更新，请核对后再填。")
    if not made.changes_nothing:
        signed = replace(author, file_name=author.file_name or ENTERED, sha256=author.sha256 or made.sha256)
        lake.commit([made.change(signed)], alongside)
    return made
