"""What is known of an upload before it is committed."""

from dataclasses import dataclass, field

import pandas as pd
import pyarrow as pa

from dashboard.datasets import Dataset
from dashboard.intake.difference import Difference, nothing
from dashboard.intake.headers import Column
from dashboard.intake.problems import ERROR, Problem
from dashboard.intake.rows import Stranger
from dashboard.store.lake import Author, Change

PREVIEWED = 8


def preview_of(first: pa.Table) -> pd.DataFrame:
    """The first rows of a table, to be shown."""
    return pd.DataFrame({at: first.column(at).to_pylist() for at in range(first.num_columns)})


@dataclass(frozen=True)
class Profile:
    """What a file was recognised as: form, sheets, header lines, the columns and what they hold, and its first rows."""

    form: str
    encoding: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_lines: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    unknown_headers: tuple[str, ...] = ()
    preview: pd.DataFrame = field(default_factory=pd.DataFrame)


@dataclass(frozen=True)
class Draft:
    """What an upload would do, worked out against `base_version`; nothing is written yet.

    `errors` counts all errors, of which `problems` lists the first of each kind; `strangers` are the unknown names, the
    first of each column, `foreign` the columns they stand in, with how many of the rows.
    """

    dataset: Dataset
    file_name: str
    sha256: str
    profile: Profile
    row_count: int
    problems: list[Problem]
    errors: int
    strangers: tuple[Stranger, ...]
    foreign: dict[str, int]
    difference: Difference
    base_version: int

    @classmethod
    def refused(
        cls, target: Dataset, file_name: str, sha256: str, version: int, profile: Profile, *why: Problem
    ) -> "Draft":
        """The draft of a file that cannot be read, for the first of these reasons."""
        errors = sum(problem.severity == ERROR for problem in why)
        return cls(target, file_name, sha256, profile, 0, list(why), errors, (), {}, nothing(target), version)

    @property
    def wrong(self) -> list[Problem]:
        """The problems that are errors."""
        return [problem for problem in self.problems if problem.severity == ERROR]

    @property
    def refusal(self) -> str:
        """All that is wrong in one line, each column with what to do."""
        return "".join(dict.fromkeys(f"{problem.column}：{problem.message}" for problem in self.wrong))

    @property
    def form(self) -> str:
        """What the file was recognised as, in words."""
        return self.profile.form

    @property
    def changes_nothing(self) -> bool:
        """Whether every row of the file is stored already, and every stored row in the file."""
        return not len(self.difference.upserts) and not len(self.difference.missing_keys)

    def writes(self, *, remove_missing: bool) -> bool:
        """Whether a commit would write anything."""
        return bool(len(self.difference.upserts) or self.removed(remove_missing=remove_missing))

    def removed(self, *, remove_missing: bool) -> int:
        """How many stored rows a commit would remove."""
        return len(self.difference.missing_keys) if remove_missing else 0

    def change(self, author: Author, *, remove_missing: bool = False) -> Change:
        """The change to commit; rows the file does not have stay unless `remove_missing`."""
        found = self.difference
        return Change(
            self.dataset.name,
            found.upserts,
            found.missing_keys if remove_missing else found.missing_keys.slice(0, 0),
            self.base_version,
            found.added_count,
            found.changed_count,
            found.unchanged_count,
            author,
        )
