"""Whose rows are whose: what each dataset's rows belong by, and the condition in SQL that a row is a unit's.

What belongs to whom is one definition (queries/definitions/access/belongings.sql); which columns of a dataset name what
belongs, and which right its upload needs, are rows of data/access/dataset_rights.csv.
"""

import csv
import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import duckdb

from dashboard.datasets import ROOT, Dataset
from dashboard.store.lake import Lake

RIGHTS = ROOT / "data" / "access" / "dataset_rights.csv"

#: What a cursor must be able to read before anybody's rows are told from others' on it.
USED = ("belongings", "canonical_unit")


class Way(NamedTuple):
    """One way in which rows belong: by a kind of thing whose name is the same for all rows, or in columns, or both."""

    thing: str
    columns: tuple[str, ...]
    name: str

    def named_in(self, row: str) -> str:
        """The thing's name in a row, as SQL; `row` is how its table or struct is called there."""
        parts = [f"'{self.name}'"] if self.name else []
        return " || ' ' || ".join([*parts, *(f"{row}.{column}" for column in self.columns)])

    def may_name(self, name: str) -> bool:
        """Whether a row could name this thing."""
        return name.startswith(f"{self.name} ") if self.name and self.columns else self.name in ("", name)


class Claim(NamedTuple):
    """For which units a person asks, and on which day: groups have their members of that day."""

    units: tuple[str, ...]
    day: dt.date


@cache
def _rules() -> dict[str, tuple[str, tuple[Way, ...]]]:
    """The right that each dataset's upload needs, and the ways in which its rows belong; any one of them is enough."""
    found: dict[str, tuple[str, tuple[Way, ...]]] = {}
    with RIGHTS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            way = Way(row["thing"], tuple(row["column"].split()), row["name"])
            _, before = found.get(row["dataset"], ("", ()))
            found[row["dataset"]] = (row["right"], (*before, way) if way.thing else before)
    return found


def right_to_upload(name: str) -> str:
    """The right that a person needs to upload a dataset."""
    return _rules()[name][0]


def ways(name: str) -> tuple[Way, ...]:
    """The ways in which rows of a dataset belong to units; none where only the office looks after them."""
    return _rules()[name][1]


def stage(cursor: duckdb.DuckDBPyConnection, claim: Claim) -> None:
    """Have on this cursor what belongs to whom (`belonging`), and what to the units of a claim (`theirs`)."""
    cursor.execute(f"create or replace temp table belonging as from belongings(date '{claim.day}')")
    cursor.execute(
        """
        create or replace temp table theirs as
        select distinct thing, name from belonging
        where unit in (select canonical_unit(given.unit) from (select unnest(?::varchar[]) as unit) as given)
        """,
        [list(claim.units)],
    )


def is_theirs(target: Dataset, row: str) -> str:
    """The condition that a row is the units' of the staged claim, as SQL; false for datasets that have no owners."""
    found = [
        f"coalesce({way.named_in(row)} in (select name from theirs where thing = '{way.thing}'), false)"
        for way in ways(target.name)
    ]
    return f"({' or '.join(found) or 'false'})"


def owners(target: Dataset, row: str) -> str:
    """Whose a row is, in words, as SQL; null where it is nobody's. Members of a group are not named for it."""
    same = " or ".join(f"thing = '{way.thing}' and name = {way.named_in(row)}" for way in ways(target.name))
    return (
        "(select string_agg(distinct unit, '、' order by unit) from belonging "
        f"where not is_via_group and ({same or 'false'}))"
    )


def theirs(lake: Lake, claim: Claim) -> list[tuple[str, str]]:
    """All things that belong to the units of a claim: kind and name of each."""
    cursor = lake.cursor(*USED)
    stage(cursor, claim)
    return cursor.execute("select thing, name from theirs").fetchall()


def may_have(target: Dataset, things: Iterable[tuple[str, str]]) -> bool:
    """Whether some row of a dataset could belong by one of these things."""
    known = ways(target.name)
    return any(way.thing == thing and way.may_name(name) for thing, name in things for way in known)
