"""Undo of one upload, also a middle one: what it did row by row, what later uploads did to those rows, what comes back.

It is worked out from DuckLake's own record of changes, so it needs nothing that an upload did not leave behind anyway.
The undo is an ordinary commit: both uploads stay in the log, and the undo can itself be undone.

Rows that an undo writes carry the undo's upload number and the line they had in the file they first came from.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset, dataset, datasets
from dashboard.store import ownership
from dashboard.store.catalog import StoreError
from dashboard.store.heads import UPLOAD_SNAPSHOTS, versions
from dashboard.store.lake import Author, Change, Lake
from dashboard.store.ownership import Claim

#: The notice and the settings come with the store: without them no page has anything to show.
FOUNDING_SNAPSHOT = 2

#: A touched row is still as the upload left it, was changed or removed by a later one, or is as before anyway.
CLEAN, TOUCHED_LATER, ALREADY = "clean", "touched_later", "already"


class UndoConflict(Exception):
    """The undo would overwrite later work or others' rows, or has nothing to do; the message says so with counts."""


class LaterWork(StrEnum):
    """What a person may decide about rows that later uploads have touched."""

    KEEP = "只撤销未被后来改动的行"
    OVERWRITE = "连同后来的改动一起撤销"


class LaterUpload(NamedTuple):
    """An upload that was the last to touch some of the rows in question."""

    upload_id: int
    person: str
    uploaded_at: datetime
    rows: int


@dataclass(frozen=True)
class Undo:
    """What undoing one upload would do, worked out against `base_version`; nothing is written yet.

    `rows` has one row per stored row that the upload added, changed or removed, those touched later first: `before`,
    `after` and `now` are the whole row as text (null where there was none), `line` and `origin`, its upload,
    belong to `before`,
    `state` is one of the three above, and the `later_` columns name the last upload to touch the row since.
    """

    upload_id: int
    dataset: Dataset
    rows: pa.Table
    stored: int
    base_version: int

    def rows_in(self, *states: str) -> pa.Table:
        return self.rows.filter(pc.is_in(self.rows["state"], pa.array(states)))

    def count(self, state: str) -> int:
        return len(self.rows_in(state))

    @property
    def later_uploads(self) -> list[LaterUpload]:
        """Whose work is in the way, oldest first."""
        names = ["later_upload_id", "later_person", "later_at"]
        groups = self.rows_in(TOUCHED_LATER).group_by(names).aggregate([([], "count_all")]).sort_by("later_upload_id")
        return [LaterUpload(*group.values()) for group in groups.select([*names, "count_all"]).to_pylist()]


def plan_undo(lake: Lake, upload_id: int, claim: Claim | None = None) -> Undo:
    """Work out the undo of an upload; raises StoreError for an unknown one, UndoConflict for the first of all
    and for a dataset that is only added to.

    With a claim, UndoConflict too where a row that the upload touched was, is or would be another unit's.
    """
    history = lake.query("data/history")
    found = history[(history["upload_id"] == upload_id) & history["dataset"].isin(list(datasets()))]
    if found.empty:
        raise StoreError(f"没有第{upload_id}号上传，请在上传记录中核对编号。")
    upload = found.iloc[0]
    if upload["snapshot_id"] <= FOUNDING_SNAPSHOT:
        raise UndoConflict(f"第{upload_id}号是建立数据库时写入的内容，不能撤销；需要修改时请上传新的文件。")
    target = dataset(upload["dataset"])
    if target.is_append_only:
        raise UndoConflict(f"“{target.title}”只增不减，不能撤销；要改变结果，请办理下一步。")
    with lake.catalog.session() as session:
        # The version first: what is committed after it was read makes the commit of the undo fail, never pass unseen.
        version = versions(session)[target.name]
        stored = session.execute(f"select count(*) from lake.{target.name}").fetchall()[0][0]
        rows = _touched_rows(session, target, int(upload["snapshot_id"]))
    if claim is not None:
        _refuse_others_rows(lake, upload_id, target, rows, claim)
    return Undo(upload_id, target, rows, stored, version)


def undo_change(undo: Undo, person: str, reason: str = "", later_work: LaterWork | None = None) -> Change:
    """The change to commit; raises UndoConflict when later work is in the way and nothing was decided about it."""
    touched_later = undo.count(TOUCHED_LATER)
    if touched_later and later_work is None:
        names = "、".join(f"第{later.upload_id}号{later.person}" for later in undo.later_uploads)
        raise UndoConflict(
            f"第{undo.upload_id}号上传改动了{len(undo.rows)}行，其中{touched_later}行后来又被改动（{names}），没有撤销。"
            f"请先决定：{'，或'.join(LaterWork)}。"
        )
    chosen = undo.rows_in(CLEAN, TOUCHED_LATER) if later_work is LaterWork.OVERWRITE else undo.rows_in(CLEAN)
    if not len(chosen):
        raise UndoConflict(
            f"第{undo.upload_id}号上传没有可撤销的行：它改动了{len(undo.rows)}行，"
            f"{undo.count(ALREADY)}行已与上传前相同，{touched_later}行后来又被改动。"
        )
    back, gone = chosen.filter(pc.is_valid(chosen["before"])), chosen.filter(pc.is_null(chosen["before"]))
    added = pc.sum(pc.is_null(back["now"])).as_py() or 0
    decided = f"（{later_work}）" if touched_later else ""
    message = f"撤销第{undo.upload_id}号上传{decided}{'：' if reason else ''}{reason}"
    return Change(
        dataset=undo.dataset.name,
        upserts=pa.Table.from_struct_array(back["before"])
        .append_column("line", back["line"])
        .append_column("upload_id", back["origin"]),
        removals=pa.Table.from_struct_array(gone["after"]).select(list(undo.dataset.key)),
        base_version=undo.base_version,
        added=added,
        changed=len(back) - added,
        unchanged=undo.stored - len(gone) - (len(back) - added),
        author=Author(person, message=message, act="undo"),
    )


def _refuse_others_rows(lake: Lake, upload_id: int, target: Dataset, rows: pa.Table, claim: Claim) -> None:
    """Raise UndoConflict, with whose they are, where rows were, are or would be others' than the claim's units."""
    cursor = lake.cursor(*ownership.USED)
    ownership.stage(cursor, claim)
    cursor.register("touched", rows.select(["before", "after", "now"]).append_column("nth", pa.array(range(len(rows)))))
    states = " union all ".join(f"select nth, {state} as content from touched" for state in ("before", "after", "now"))
    count, whose = cursor.execute(
        f"""
        select count(distinct nth), list(distinct {ownership.owners(target, "states.content")})
        from ({states}) as states
        where states.content is not null and not {ownership.is_theirs(target, "states.content")}
        """
    ).fetchall()[0]
    if count:
        units = sorted({unit for owners in whose or () for unit in (owners or "").split("、") if unit})
        named = f"（现在或原来属于{'、'.join(units)}）" if units else ""
        raise UndoConflict(
            f"第{upload_id}号上传改动的行里有{count}行不属于您的单位{named}，没有撤销。请联系区生环委办撤销。"
        )


def _touched_rows(session: duckdb.DuckDBPyConnection, target: Dataset, snapshot: int) -> pa.Table:
    """The rows of `Undo.rows`, from all changes of the dataset since the snapshot before; raises StoreError."""
    keys = ", ".join(target.key)
    content = ", ".join(f"'{column}': cast({column} as varchar)" for column in target.columns)
    latest = session.execute("select id from lake.current_snapshot()").fetchall()[0][0]
    try:
        return session.execute(
            f"""
            with
            uploads as (
                select * from lake.uploads join ({UPLOAD_SNAPSHOTS}) using (upload_id) where dataset = $dataset
            ),
            versions as (
                select
                    {keys}, snapshot_id, change_type in ('delete', 'update_preimage') as is_before,
                    {{{content}}} as content, line, upload_id
                from lake.table_changes('{target.name}', $snapshot, $latest)
            ),
            -- One row per key and snapshot that made a difference to it: a restore writes all rows anew.
            steps as (
                select
                    {keys}, snapshot_id,
                    any_value(content) filter (where is_before) as before,
                    any_value(content) filter (where not is_before) as after,
                    any_value(line) filter (where is_before) as line,
                    any_value(upload_id) filter (where is_before) as origin
                from versions semi join (select {keys} from versions where snapshot_id = $snapshot) using ({keys})
                group by {keys}, snapshot_id
                having before is distinct from after
            ),
            last_steps as (
                select distinct on ({keys}) {keys}, snapshot_id, after as now from steps order by snapshot_id desc
            )
            select
                steps.before, steps.after, last_steps.now, steps.line, steps.origin,
                case
                    when last_steps.now is not distinct from steps.after then '{CLEAN}'
                    when last_steps.now is not distinct from steps.before then '{ALREADY}'
                    else '{TOUCHED_LATER}'
                end as state,
                later.upload_id as later_upload_id, later.person as later_person, later.uploaded_at as later_at
            from steps
            join last_steps using ({keys})
            left join uploads as later on last_steps.snapshot_id = later.snapshot_id and later.snapshot_id > $snapshot
            where steps.snapshot_id = $snapshot
            order by state = '{TOUCHED_LATER}' desc, {keys}
            """,
            {"dataset": target.name, "snapshot": snapshot, "latest": latest},
        ).to_arrow_table()
    except duckdb.Error as error:
        raise StoreError(f"读不到快照 {snapshot} 以来“{target.title}”的改动，无法撤销。") from error
