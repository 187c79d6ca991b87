"""A step on the way to a closing, taken in one commit with all that belongs to it."""

import datetime as dt
from functools import partial

import duckdb
import pandas as pd

from dashboard.access.book import Book
from dashboard.access.uploads import units_of
from dashboard.access.visitors import ROLES, Visitor
from dashboard.closing.grounds import Grounds, as_ground, difference, fingerprint, grounds_at, grounds_of
from dashboard.closing.moves import STEPS, Step, StepRefused, allowed
from dashboard.evidence.keeping import make_room, store_files, to_keep
from dashboard.evidence.recognition import EvidenceProblem
from dashboard.intake.entering import EntryProblem, checked
from dashboard.store.lake import Author, Change, DataChanged, Lake

REGISTER = "closures"
#: For whom somebody works who is at the command line.
COMMAND_LINE = "命令行"
#: So many files are named in the register.
FILES_NAMED = 3


def take_step(lake: Lake, book: Book, visitor: Visitor, step: Step, at: dt.datetime) -> int:
    """Take a step in a visitor's name at a moment in Beijing; returns the snapshot of its commit.

    The step, the files it comes with, and for a closing the row of the register are one snapshot. Raises StepRefused,
    NotYours where the person may not, which is put on record, and what Lake.commit raises; nothing is written then.
    """
    today = at.date()
    lake.revision()
    base = lake.snapshot()
    move, task_id = allowed(lake, book, visitor, step, today)
    units = units_of(visitor)
    row = {
        "node_id": step.node_id,
        "number": str(move["steps"] + 1),
        "step": step.name,
        "state": move["to_state"],
        "person": visitor.full_name.strip(),
        "acting_for": "、".join(visitor.units) or ROLES.get(visitor.role, COMMAND_LINE),
        "taken_at": at.replace(tzinfo=None).isoformat(" ", "seconds"),
        "reason": step.reason.strip(),
        "due_date": f"{_new_date(step, move) or ''}",
        "snapshot": str(base),
    }
    # What is to be the same inside the commit: what was looked at, and with nobody looking what was applied for.
    since = None
    if move["as_seen"]:
        since = step.seen if step.seen is not None else int(move["written_snapshot"])
    before = _before(lake, task_id, step.node_id, since)
    try:
        kept, new = to_keep(
            lake, task_id, f"{today:%Y-%m}", step.files, row["person"], f"{step.node_id} {step.word}", today, units
        )
        row["fingerprint"] = fingerprint(before | {as_ground(file): file.sha256 for file in new})
        changes = [checked(lake, STEPS, row, today, units).change(_author(row, step))]
        if move["to_state"] == "closed":
            changes.append(_closing(lake, row, step, task_id, today))
    except (EntryProblem, EvidenceProblem) as problem:
        raise StepRefused(str(problem)) from problem
    if new:
        make_room(lake)

    def unchanged(session: duckdb.DuckDBPyConnection) -> None:
        if said := difference(before, grounds_at(session, task_id, step.node_id)):
            raise StepRefused(_changed(step, said))

    try:
        return lake.commit([*changes, *kept], partial(store_files, files=new), provided=unchanged)
    except DataChanged as error:
        lake.refresh()
        said = difference(before, grounds_of(lake, task_id, step.node_id))
        raise StepRefused(_changed(step, said or "办理记录")) from error


def _new_date(step: Step, move: pd.Series) -> dt.date | None:
    """The due date that goes with a step: the one asked for, also when it is approved."""
    if move["needs_date"]:
        return step.due_date
    asked = move["asked_due_date"]
    return None if step.name != "adjust" or pd.isna(asked) else pd.Timestamp(asked).date()


def _author(row: dict[str, str], step: Step) -> Author:
    said = f"{step.node_id} {step.word}" + (f"：{row['reason']}" if row["reason"] else "")
    return Author(row["person"], message=said, act="step")


def _closing(lake: Lake, row: dict[str, str], step: Step, task_id: str, today: dt.date) -> Change:
    """The row of the register that a closing adds, resting on the files that count."""
    names = "select file_name from evidence where task_id = ? and withdrawn_on is null order by uploaded_on, file_name"
    files = [name for (name,) in lake.ask(names, [task_id]).fetchall()] + [file.file_name for file in step.files]
    shown = "、".join(dict.fromkeys(files[:FILES_NAMED])) + (f"等{len(files)}份" if len(files) > FILES_NAMED else "")
    closing = {
        "node_id": step.node_id,
        "closed_on": today.isoformat(),
        "approved_by": row["person"],
        "basis": f"佐证材料：{shown}",
        "note": row["reason"],
    }
    return checked(lake, REGISTER, closing, today).change(_author(row, step))


def _before(lake: Lake, task_id: str, node_id: str, snapshot: int | None) -> Grounds:
    try:
        return grounds_of(lake, task_id, node_id, snapshot)
    except duckdb.Error as error:
        raise StepRefused("看不到申请时的内容了，无法核对有没有变化，请退回后重新申请。") from error


def _changed(step: Step, said: str) -> str:
    return f"{step.node_id}在您查看之后有变化，没有办理：{said}。请核对新的内容后再办理。"
