"""Rows of a file that a person may not write: they are another unit's, or would be, or were until this file."""

import duckdb

from dashboard.datasets import Dataset
from dashboard.intake.layout import Body
from dashboard.intake.problems import ERROR, LISTED, Problem
from dashboard.store import ownership

#: The rule of these errors: who tried is recorded by it.
RULE = "not_yours"

TAKE_OUT = "请去掉这样的行，或请区生环委办办理。"


def others_rows(cursor: duckdb.DuckDBPyConnection, target: Dataset, body: Body) -> tuple[list[Problem], int]:
    """An error for each row of `compared` that differs from what is stored and is not theirs, and how many there are.

    It says whose row it is, never what is stored in it.
    """
    name = _named_by(target)
    # A row whose key could not be read is told as that.
    is_read = " and ".join(f"{column} is not null" for column in target.key)
    refused = f"from compared where not is_theirs and fate <> 'same' and {is_read}"
    cursor.execute(f"create or replace temp table refused as {refused} order by line limit {LISTED}")
    total = cursor.execute(f"select count(*) {refused}").fetchall()[0][0]
    rows = cursor.execute(
        f"""
        select
            refused.line, coalesce(cast(refused.{name} as varchar), ''),
            fate = 'added', {ownership.is_theirs(target, "stored")},
            {ownership.owners(target, "stored")}, {ownership.owners(target, "refused")}
        from refused left join {target.name} as stored using ({", ".join(target.key)})
        order by refused.line
        """
    ).fetchall()
    header = body.columns[name].header if name in body.columns else target.field(name).title
    found = [Problem(line, header, value, ERROR, RULE, _sentence(*said)) for line, value, *said in rows]
    return found, total


def _sentence(is_new: bool, was_theirs: bool, owner: str | None, new_owner: str | None) -> str:
    """Whose row it is and what to do."""
    if was_theirs:
        to = f"改为属于{new_owner}" if new_owner else "改成不属于任何单位"
        return f"这一行属于您的单位，不能在这里{to}。{TAKE_OUT}"
    if is_new:
        owner = new_owner
    whose = f"这一行属于{owner}" if owner else "这一行没有牵头或责任单位（配合单位不算）"
    return f"{whose}，您不能{'新增' if is_new else '修改'}。{TAKE_OUT}"


def _named_by(target: Dataset) -> str:
    """The column of the key that tells best whose a row is: the file has it, so nothing stored is told by it."""
    named = [column for way in ownership.ways(target.name) for column in way.columns]
    return next((column for column in reversed(named) if column in target.key), target.key[0])
