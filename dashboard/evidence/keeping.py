"""Files kept with their hash, row and bytes in one commit, and given back to the byte."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from dashboard.datasets import dataset
from dashboard.evidence.recognition import PICTURES, EvidenceProblem, clean_name, preview, recognise
from dashboard.exports.tables import as_csv, rows_as_text
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.reading import digest
from dashboard.store.lake import Author, Change, Lake


@dataclass(frozen=True)
class Evidence:
    """A file fit to be kept: `file_name` is harmless and ends as its kind does; `remark` says so where it was not."""

    sha256: str
    file_name: str
    media_type: str
    content: bytes
    remark: str


def receive(lake: Lake, data: bytes, file_name: str) -> Evidence:
    """A file as it may be kept; raises EvidenceProblem for one that is empty, too large, broken or of no kept kind."""
    limit = limit_in_mb(lake)
    if limit is None:
        raise EvidenceProblem("“判定参数”里没有佐证材料大小上限（evidence_max_mb），请先补上这一行，再上传材料。")
    if len(data) > limit * 1024 * 1024:
        raise EvidenceProblem(f"文件超过{limit}MB，请压缩图片或分成几份后再上传。")
    if not data.strip():
        raise EvidenceProblem("文件是空的，请检查是否存错了文件。")
    kind = recognise(data)
    if kind in PICTURES:
        preview(data)
    name = clean_name(file_name, kind)
    word = dataset("evidence").field("media_type").word(kind.media_type)
    remark = "" if file_name.lower().endswith(kind.endings) else f"按内容是{word}，已按“{name}”保存。"
    return Evidence(digest(data), name, kind.media_type, data, remark)


def limit_in_mb(lake: Lake) -> int | None:
    """The largest file that is kept, in megabytes (rule evidence_max_mb); None where none is set."""
    limit: int | None = lake.ask("select evidence_max_mb from settings").fetchall()[0][0]
    return limit


def keep(
    lake: Lake,
    task_id: str,
    period: str,
    files: Sequence[Evidence],
    person: str,
    note: str,
    today: dt.date,
    units: tuple[str, ...] | None = None,
) -> list[Evidence]:
    """Keep files for a task and month (2023-06) as one commit, bytes and rows together; returns those that are new.

    A file the task has already is left as it is; one that was withdrawn counts again. The task must be one of
    `units` where they are given. Raises EvidenceProblem when the rows do not pass the checks, and what Lake.commit
    raises; nothing is kept then.
    """
    changes, new = to_keep(lake, task_id, period, files, person, note, today, units)
    if changes:
        make_room(lake)
        lake.commit(changes, alongside=lambda session: store_files(session, new))
    return new


def to_keep(
    lake: Lake,
    task_id: str,
    period: str,
    files: Sequence[Evidence],
    person: str,
    note: str,
    today: dt.date,
    units: tuple[str, ...] | None = None,
) -> tuple[list[Change], list[Evidence]]:
    """What keeps files for a task: the change to commit, if any is new, and those whose bytes belong to it.

    They go into a commit together, the bytes by `store_files` after `make_room`. Raises EvidenceProblem like `keep`.
    """
    new = lacking(lake, task_id, files)
    if not new:
        return [], []
    made = checked(lake, rows_of(task_id, period, new, person, note, today), today, units)
    names = "、".join(file.file_name for file in new)
    author = Author(person, names, new[0].sha256 if len(new) == 1 else "", note or f"{task_id} 佐证材料")
    return [made.change(author)], new


def lacking(lake: Lake, task_id: str, files: Sequence[Evidence]) -> list[Evidence]:
    """Those of some files that a task does not have, each once; one that was withdrawn it has no more."""
    known = "select sha256 from evidence where task_id = ? and withdrawn_on is null"
    held = {sha256 for (sha256,) in lake.ask(known, [task_id]).fetchall()}
    first = {file.sha256: file for file in reversed(files)}
    return [file for file in files if file is first[file.sha256] and file.sha256 not in held]


def rows_of(
    task_id: str, period: str, files: Sequence[Evidence], person: str, note: str, today: dt.date
) -> pd.DataFrame:
    """Rows of the dataset for files of a task and month."""
    rows = [
        {
            "task_id": task_id,
            "period": period,
            "sha256": file.sha256,
            "file_name": file.file_name,
            "media_type": file.media_type,
            "byte_size": len(file.content),
            "person": person,
            "uploaded_on": today.isoformat(),
            "note": note,
        }
        for file in files
    ]
    return pd.DataFrame(rows, columns=dataset("evidence").columns)


def withdraw(
    lake: Lake,
    task_id: str,
    sha256: str,
    person: str,
    reason: str,
    today: dt.date,
    units: tuple[str, ...] | None = None,
) -> None:
    """Mark a file as withdrawn, by whom and why; row and bytes stay. Raises EvidenceProblem and what commit raises.

    The task must be one of `units` where they are given.
    """
    stored = rows_as_text(lake, dataset("evidence"))
    row = stored[(stored["task_id"] == task_id) & (stored["sha256"] == sha256) & stored["withdrawn_on"].isna()]
    if row.empty:
        raise EvidenceProblem("没有这份材料，或已经撤回，请刷新页面后再看。")
    mark = row.assign(withdrawn_on=today.isoformat(), withdrawn_by=person, withdrawn_reason=reason)
    made = checked(lake, mark, today, units)
    lake.commit([made.change(Author(person, row["file_name"].iloc[0], sha256, f"撤回佐证材料：{reason}"))])


def fetch(lake: Lake, sha256: str) -> bytes:
    """The bytes of a kept file, proved by their hash; raises EvidenceProblem when they are not there, or StoreError."""
    with lake.catalog.session() as session:
        try:
            found = session.execute("select content from lake.evidence_files where sha256 = ?", [sha256]).fetchone()
        except duckdb.CatalogException:
            # The table is made with the first file that is kept.
            found = None
    if found is None or digest(found[0]) != sha256:
        raise EvidenceProblem("数据库里没有这份材料的完整内容，请从备份恢复，或重新上传原文件。")
    content: bytes = found[0]
    return content


def checked(lake: Lake, rows: pd.DataFrame, today: dt.date, units: tuple[str, ...] | None) -> Draft:
    """Rows of the dataset, read and checked as any upload is; raises EvidenceProblem with all that is wrong."""
    made = draft(lake, "evidence", as_csv(rows), "佐证材料.csv", today, units=units)
    if made.errors:
        raise EvidenceProblem(made.refusal)
    return made


def make_room(lake: Lake) -> None:
    """Have the table for bytes in the store, each file in a Parquet file of its own.

    DuckLake would put so few rows into the catalog file instead: 20 MB took a minute and 1.5 GB of memory there.
    """
    with lake.catalog.session(write=True) as session:
        session.execute("create table if not exists lake.evidence_files (sha256 varchar, content blob)")
        session.execute("call lake.set_option('data_inlining_row_limit', 0, table_name => 'evidence_files')")


def store_files(session: duckdb.DuckDBPyConnection, files: Sequence[Evidence]) -> None:
    """Write the bytes of files the store does not have, inside an open transaction."""
    for file in files:
        if session.execute("select 1 from lake.evidence_files where sha256 = ?", [file.sha256]).fetchone() is None:
            session.execute("insert into lake.evidence_files values (?, ?)", [file.sha256, file.content])
