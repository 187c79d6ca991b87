"""The reports of a unit for a month, with the files that go with them: checked together, one commit, all or nothing."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import NamedTuple

import pandas as pd

from dashboard.datasets import dataset
from dashboard.evidence.keeping import Evidence, checked, lacking, make_room, rows_of, store_files
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.entering import ENTERED, as_file
from dashboard.store.lake import Author, Change, DataChanged, Lake
from dashboard.text import month as in_words

REPORTS, EVIDENCE = "task_reports", "evidence"
KEY = ("task_id", "period", "unit")


@dataclass(frozen=True)
class Report:
    """What was filled in for a task: the other columns by name, none where there are only files.

    `base` is the upload that the stored report came with when it was looked at; 0: there was none.
    """

    task_id: str
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Evidence] = ()
    base: int = 0


class Wrong(NamedTuple):
    """One thing wrong with a report: of which task, in which column, and what to do."""

    task_id: str
    column: str
    message: str


class ReportsRefused(Exception):
    """Reports that do not pass the checks, with all that is wrong."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__("".join(f"{each.task_id}：{each.message}" for each in wrong))
        self.wrong = wrong


class ReportsChanged(DataChanged):
    """Reports that somebody else wrote after they were looked at."""

    def __init__(self, tasks: Sequence[str]) -> None:
        super().__init__(f"{'、'.join(tasks)}的月报刚刚被更新，请核对现在的内容。")
        self.tasks = tasks


class HandedIn(NamedTuple):
    """How many reports and files were written."""

    reports: int
    files: int


def hand_in(
    lake: Lake,
    unit: str,
    month: str,
    reports: Sequence[Report],
    person: str,
    today: dt.date,
    units: tuple[str, ...] | None = None,
) -> HandedIn:
    """Commit the reports of a unit for a month and their files as one snapshot, in the name of a person.

    The tasks must be those of `units` where they are given. What is stored already is not written again. Raises
    ReportsRefused with all that is wrong, ReportsChanged when somebody was faster, EvidenceProblem, and what
    Lake.commit raises; nothing is written then.
    """
    lake.have([REPORTS, EVIDENCE])
    version = lake.version(REPORTS)
    written = [report for report in reports if report.texts]
    _check_bases(lake, unit, month, written)
    message = f"{unit}{in_words(month)}填报"
    changes, count = [], 0
    if written:
        made = _checked_reports(lake, unit, month, written, today, units)
        count = made.difference.added_count + made.difference.changed_count
        if count:
            author = Author(person, ENTERED, made.sha256, message)
            # By the version from before the bases were compared: what comes in between is found by the commit.
            changes.append(replace(made.change(author), base_version=version))
    new = {report.task_id: lacking(lake, report.task_id, report.files) for report in reports if report.files}
    files = [file for kept in new.values() for file in kept]
    if files:
        changes.append(_evidence(lake, new, month, person, message, today, units))
        make_room(lake)
    if changes:
        lake.commit(changes, alongside=lambda session: store_files(session, files))
    return HandedIn(count, len(files))


def _check_bases(lake: Lake, unit: str, month: str, written: Sequence[Report]) -> None:
    stored = dict(
        lake.ask(f"select task_id, upload_id from {REPORTS} where unit = ? and period = ?", [unit, month]).fetchall()
    )
    moved = [each.task_id for each in written if stored.get(each.task_id, 0) != each.base]
    if moved:
        raise ReportsChanged(moved)


def _checked_reports(
    lake: Lake, unit: str, month: str, written: Sequence[Report], today: dt.date, units: tuple[str, ...] | None
) -> Draft:
    """The reports as a file that was checked; raises ReportsRefused."""
    target = dataset(REPORTS)
    columns = [*KEY, *(name for name in target.columns if name not in KEY)]
    rows = [
        [each.task_id, month, unit, *(_line_ends(each.texts.get(name, "")) for name in columns[len(KEY) :])]
        for each in written
    ]
    made = draft(lake, REPORTS, as_file(target, columns, rows), ENTERED, today, units=units)
    if made.errors:
        # A record may take several lines of a file.
        lengths = [1 + sum(cell.count("\n") for cell in row) for row in rows]
        starts = list(accumulate(lengths[:-1], initial=2))
        names = {each.title: each.name for each in target.fields}
        raise ReportsRefused(
            [
                Wrong(
                    written[bisect_right(starts, each.line or 2) - 1].task_id,
                    names.get(each.column, ""),
                    each.message,
                )
                for each in made.wrong
            ]
        )
    return made


def _line_ends(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")


def _evidence(
    lake: Lake,
    new: Mapping[str, Sequence[Evidence]],
    month: str,
    person: str,
    message: str,
    today: dt.date,
    units: tuple[str, ...] | None,
) -> Change:
    """The rows of new files by task as a change; raises EvidenceProblem."""
    rows = pd.concat([rows_of(task_id, month, files, person, "", today) for task_id, files in new.items() if files])
    names = "、".join(file.file_name for files in new.values() for file in files)
    return checked(lake, rows, today, units).change(Author(person, names, "", message))
