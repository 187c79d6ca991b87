"""What persons decided about unknown headers and names, kept with who and when, so that it is asked only once."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from dashboard.datasets import dataset
from dashboard.intake.folding import fold
from dashboard.store.lake import Author, Change
from dashboard.store.reader import Reader

DATASET = "remembered_names"


@dataclass(frozen=True)
class Answers:
    """What a person says about a file: how to read it, and what its unknown headers and names mean.

    `headers` maps printed headers to fields or names of a cross table ('' to pass over the column), `names` maps a
    register such as 'units' to its new spellings and what they stand for, `constants` gives fields that the file has no
    column for. `left_out` are columns whose unknown names are not ours: their rows are left out.
    """

    encoding: str | None = None
    sheet: str | None = None
    header_line: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()


def spellings(lake: Reader, scope: str, now: Mapping[str, str]) -> dict[str, str]:
    """Folded spelling -> meaning of one scope: what was remembered, and on top what is said now."""
    rows = lake.ask(f"select spelling, meaning from {DATASET} where scope = ?", [scope]).fetchall()
    return {fold(spelling): meaning or "" for spelling, meaning in [*rows, *now.items()]}


def header_scope(name: str) -> str:
    """The scope in which the headers of a dataset are remembered."""
    return f"header:{name}"


def to_remember(lake: Reader, name: str, answers: Answers, author: Author, today: dt.date) -> Change | None:
    """The answers about a file for dataset `name` as a change to commit with it; None when there were none."""
    said = {header_scope(name): answers.headers, **answers.names}
    rows = [
        {"scope": scope, "spelling": spelling, "meaning": meaning, "person": author.person, "decided_on": f"{today}"}
        for scope, meanings in said.items()
        for spelling, meaning in meanings.items()
    ]
    if not rows:
        return None
    target = dataset(DATASET)
    kept = lake.ask(f"select scope, spelling from {DATASET}").fetchall()
    known = sum((row["scope"], row["spelling"]) in kept for row in rows)
    upserts = pa.Table.from_pylist(
        [row | {"line": number} for number, row in enumerate(rows, start=1)],
        pa.schema([*((column, pa.string()) for column in target.columns), ("line", pa.int32())]),
    )
    removals = upserts.select(list(target.key)).slice(0, 0)
    return Change(DATASET, upserts, removals, lake.version(DATASET), len(rows) - known, known, 0, author)
