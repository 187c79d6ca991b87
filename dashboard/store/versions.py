"""The versions of a plan side by side: its rows after each upload that changed them, and the cells that differ.

A version is the table at the snapshot of its upload: nothing is kept for it, and an undo or a restore makes one as any
file. What came with the store is the first: the notice itself.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from dashboard.datasets import Dataset
from dashboard.store.undo import FOUNDING_SNAPSHOT

if TYPE_CHECKING:
    from dashboard.store.lake import Lake


class Version(NamedTuple):
    """An upload that changed a dataset."""

    upload_id: int
    snapshot: int
    person: str
    uploaded_at: datetime
    file_name: str
    message: str

    @property
    def is_notice(self) -> bool:
        return self.snapshot <= FOUNDING_SNAPSHOT


class Cell(NamedTuple):
    """A cell that is not the same in all versions: its row, its column, and its text in each, oldest first.

    None where nothing stands in it; `is_there` says in which versions there is such a row at all.
    """

    key: tuple[str, ...]
    field: str
    texts: tuple[str | None, ...]
    is_there: tuple[bool, ...]


@dataclass(frozen=True)
class Versions:
    """The versions of a dataset, oldest first, the last of which holds now; and the cells in which they differ."""

    dataset: Dataset
    versions: tuple[Version, ...]
    cells: tuple[Cell, ...]

    def changed(self, number: int) -> int:
        """How many cells a version has otherwise than the one before it."""
        return sum(cell.texts[number] != cell.texts[number - 1] for cell in self.cells)

    def same_as(self, number: int) -> Version | None:
        """The first of the versions before that is the same, where an undo has brought it back."""
        states = [[(cell.texts[at], cell.is_there[at]) for cell in self.cells] for at in range(number + 1)]
        same = states.index(states[number])
        return self.versions[same] if same < number else None


def uploads_of(lake: "Lake", target: Dataset) -> tuple[Version, ...]:
    """The uploads that changed a dataset, oldest first."""
    log = lake.query("data/history", dataset=target.name).dropna(subset="snapshot_id").sort_values("upload_id")
    log = log[log[["rows_added", "rows_changed", "rows_removed"]].any(axis="columns")]
    columns = ["upload_id", "snapshot_id", "person", "uploaded_at", "file_name", "message"]
    return tuple(
        Version(int(number), int(snapshot), *said)
        for number, snapshot, *said in log[columns].itertuples(index=False, name=None)
    )


def versions_of(lake: "Lake", target: Dataset) -> Versions:
    """The versions of a dataset; the store itself is asked only where there are several. Raises StoreError."""
    versions = uploads_of(lake, target)
    return Versions(target, versions, _differing(lake, target, versions) if len(versions) > 1 else ())


def _differing(lake: "Lake", target: Dataset, versions: tuple[Version, ...]) -> tuple[Cell, ...]:
    """The cells that are not the same in all versions, by row and column."""
    numbers = range(len(versions))
    # The table as it is now comes first, for a column that was added since.
    stored = " union all by name ".join(
        [
            f"(select null::integer as version, * from lake.{target.name} limit 0)",
            *(
                f"(select {number} as version, * from lake.{target.name} at (version => {version.snapshot}))"
                for number, version in enumerate(versions)
            ),
        ]
    )
    keys = ", ".join(target.key)
    contents = ", ".join(
        f"{{'place': {place}, 'field': '{name}', 'text': cast({name} as varchar)}}"
        for place, name in enumerate(target.columns)
        if name not in target.key
    )
    texts = ", ".join(f"any_value(text) filter (where version = {number})" for number in numbers)
    is_there = ", ".join(f"coalesce(bool_or(version = {number}), false)" for number in numbers)
    with lake.catalog.session() as session:
        rows = session.execute(
            f"""
            with
            stored as ({stored}),
            cells as (select {keys}, version, unnest([{contents}], recursive := true) from stored)
            select [{", ".join(f"cast({name} as varchar)" for name in target.key)}], field, [{texts}], [{is_there}]
            from cells
            group by {keys}, place, field
            having count(distinct text) > 1 or count(text) between 1 and {len(versions) - 1}
            order by {keys}, place
            """
        ).fetchall()
    return tuple(Cell(tuple(key), field, tuple(texts), tuple(there)) for key, field, texts, there in rows)
