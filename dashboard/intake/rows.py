"""The cells of an upload -> rows of canonical text, with a problem for each cell that cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset, Field, dataset
from dashboard.intake.columns import Reading, read_column
from dashboard.intake.conversion import factors, unit_at
from dashboard.intake.folding import by_spelling, fold
from dashboard.intake.harms import HARMS
from dashboard.intake.layout import Body
from dashboard.intake.problems import ERROR, LISTED, WARNING, Problem, Problems
from dashboard.intake.remembered import Answers, spellings
from dashboard.store.reader import Reader

#: For each column that refers to a register: which one, and its folded spellings with the stored name of each.
Registers = dict[str, tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Stranger:
    """A name that its register does not have, with the nearest ones it has."""

    scope: str
    spelling: str
    near: tuple[str, ...]


def registers_of(target: Dataset) -> set[str]:
    """The tables that `registers` asks for a dataset."""
    return {"units", "unit_aliases", *(table for table, _ in target.references.values())}


def registers(lake: Reader, target: Dataset, answers: Answers) -> Registers:
    """For each column that refers to a register: which, and its folded spellings with the stored name of each."""
    known = {}
    for column, (table, key) in target.references.items():
        keys = lake.ask(f"select cast({key} as varchar) from {table}").fetchall()
        # Where two differ in no more than case or width, each is still known as it is written.
        spelled = {fold(name): name for (name,) in keys} | {name: name for (name,) in keys}
        if "name" in dataset(table).columns:
            pairs = lake.ask(f"select name, any_value({key}) from {table} group by name having count(*) = 1")
            spelled = {fold(name): key for name, key in pairs.fetchall()} | spelled
        known[column] = (table, spelled)
    aliases = lake.ask("select alias, unit from unit_aliases union all select unit, unit from units").fetchall()
    for each in target.fields:
        if each.normalise == "unit":
            known[each.name] = ("units", {fold(spelling): name for spelling, name in aliases})
    return {
        column: (scope, spellings(lake, scope, answers.names.get(scope, {})) | names)
        for column, (scope, names) in known.items()
    }


def missing_marks(lake: Reader, target: Dataset) -> dict[str, frozenset[str]]:
    """For each feed what it writes where a value is missing, folded; nothing for a dataset without feeds."""
    if target.references.get("feed", ("",))[0] != "air_feeds":
        return {}
    rows = lake.ask("select feed, missing_marks from air_feeds where missing_marks is not null").fetchall()
    return {feed: frozenset(filter(None, (fold(mark) for mark in marks.split("、")))) for feed, marks in rows}


def read_rows(
    target: Dataset, body: Body, known: Registers, problems: Problems, refused: Mapping[str, np.ndarray]
) -> tuple[pa.Table, tuple[Stranger, ...], dict[str, int]]:
    """The rows as canonical text with `line`, a problem for each cell that cannot be read or must not be empty.

    `refused` has the lines on which the cell of a field has been refused already: it has no value, and nothing more is
    said of it. With the rows come the names that registers do not have, and in how many rows each column has such.
    """
    columns: dict[str, pa.Array] = {}
    foreign: dict[str, int] = {}
    strangers: dict[tuple[str, str], Stranger] = {}
    for each in target.fields:
        if each.name not in body.texts:
            continue
        scope, names = known.get(each.name, ("", None))
        values = pa.nulls(len(body.lines), pa.string())
        for mask, factor in factors(target, body, each.name):
            states = by_spelling(target.field(each.states).values) if each.states else None
            is_open = each.name in target.open_references
            part = body.texts[each.name].filter(pa.array(mask))
            reading = read_column(each, part, names, factor, states=states, is_open=is_open)
            rows = np.flatnonzero(mask)
            if factor is not None:
                problems.add(_conversion(target, each, body, rows))
            is_refused = np.isin(body.lines, refused.get(each.name, ()))
            _note(each, body, rows, reading, (body.first_of_cell(each.name) & ~is_refused)[mask], problems)
            values = _put(values, mask, reading.values)
            values = pc.if_else(pa.array(is_refused), None, values) if is_refused.any() else values
            if each.below and reading.is_below is not None:
                marks = columns.get(each.below, pa.nulls(len(mask), pa.string()))
                # Where a column of its own says so too, a cell adds only what it is sure of.
                said = _only_true(reading.is_below) if each.below in body.texts else reading.is_below
                columns[each.below] = _put(marks, mask, said)
            if each.states and reading.states is not None:
                why = columns.get(each.states, pa.nulls(len(mask), pa.string()))
                columns[each.states] = _put(why, mask, reading.states)
            if names is not None and (reading.faults or reading.unregistered):
                foreign[each.name] = len(reading.rows_of([*reading.faults, *reading.unregistered]))
            problems.add_many(*_unregistered(each, body, rows, reading))
            for code, near in reading.near.items():
                spelling = reading.texts.dictionary[code].as_py().strip()
                strangers[scope, spelling] = Stranger(scope, spelling, near)
        # What stands in place of a value is known already; its own column says more, or nothing.
        if each.type == "boolean" and each.name in columns:
            problems.add_many(*_contradicted(each, body, columns[each.name], values))
        columns[each.name] = pc.coalesce(values, columns[each.name]) if each.name in columns else values
    return pa.table(columns | {"line": pa.array(body.lines, pa.int32())}), tuple(strangers.values()), foreign


def _only_true(marks: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(marks, "true"), marks, pa.scalar(None, pa.string()))


def _contradicted(each: Field, body: Body, marks: pa.Array, values: pa.Array) -> tuple[list[Problem], int]:
    """An error for each row whose own column says no to what a cell is marked with, such as <0.02."""
    both = pc.and_(pc.equal(marks, "true"), pc.equal(values, "false"))
    rows = np.flatnonzero(pc.fill_null(both, fill_value=False).to_numpy(zero_copy_only=False))
    message = f"结果写的是低于检出限，“{each.title}”这一列却写了否，请改成一致。"
    headers = body.headers_at(each.name, rows[:LISTED])
    return [
        Problem(int(body.lines[row]), header, "否", ERROR, "contradicted", message)
        for row, header in zip(rows[:LISTED], headers, strict=True)
    ], len(rows)


def _unregistered(each: Field, body: Body, rows: np.ndarray, reading: Reading) -> tuple[list[Problem], int]:
    """A warning for each name that was kept although its register does not have it, at its first row."""
    found = []
    for code in reading.unregistered[:LISTED]:
        near = reading.near.get(code, ())
        hint = f"是否为{'、'.join(near)}？" if near else ""
        at = int(reading.rows_of([code])[0])
        (header,) = body.headers_at(each.name, rows[at : at + 1])
        message = f"名录里还没有“{reading.text(at)}”，按新名称入库。{hint}如果是同一个，请改成已登记的名称。"
        found.append(Problem(int(body.lines[rows[at]]), header, reading.text(at), WARNING, "unregistered", message))
    return found, len(reading.unregistered)


def _conversion(target: Dataset, each: Field, body: Body, rows: np.ndarray) -> Problem:
    """The word that values were converted from the unit of their header."""
    (header,) = body.headers_at(each.name, rows[:1])
    ours = unit_at(target, body, each.name, int(rows[0]))
    message = f"按所写的单位，这一列的{len(rows)}个数已换算成本表的单位（{ours}），请核对。"
    return Problem(int(body.lines[rows[0]]), header, "", WARNING, "unit_converted", message)


def _put(values: pa.Array, mask: np.ndarray, some: pa.Array) -> pa.Array:
    return some if mask.all() else pc.replace_with_mask(values, pa.array(mask), some)


def _note(each: Field, body: Body, rows: np.ndarray, reading: Reading, is_told: np.ndarray, problems: Problems) -> None:
    """Add what was found while reading one column: faults, empty cells that must be filled, harm that was undone.

    Only rows that `is_told` has are spoken of, so that each cell is once.
    """
    for rule in dict.fromkeys(fault.rule for fault in reading.faults.values()):
        faulty = reading.rows_of([code for code, fault in reading.faults.items() if fault.rule == rule])
        faulty = faulty[is_told[faulty]]
        listed = faulty[:LISTED]
        headers = body.headers_at(each.name, rows[listed])
        sentences = [reading.faults[reading.code(at)].message for at in listed]
        problems.add_many(
            [
                Problem(int(body.lines[rows[at]]), header, reading.text(at), ERROR, rule, sentence)
                for at, header, sentence in zip(listed, headers, sentences, strict=True)
            ],
            len(faulty),
        )
    if each.required:
        empty = reading.empty_rows()
        empty = empty[is_told[empty]]
        headers = body.headers_at(each.name, rows[empty[:LISTED]])
        message = f"“{each.title}”不能为空，请填写。"
        problems.add_many(
            [
                Problem(int(body.lines[row]), header, "", ERROR, "required", message)
                for row, header in zip(rows[empty[:LISTED]], headers, strict=True)
            ],
            len(empty),
        )
    for harm in dict.fromkeys(reading.harms.values()):
        harmed = reading.rows_of([code for code, found in reading.harms.items() if found == harm])
        harmed = harmed[is_told[harmed]]
        if not len(harmed):
            continue
        row = rows[harmed[0]]
        message = f"这一列有{len(harmed)}格{HARMS[harm]}"
        (header,) = body.headers_at(each.name, rows[harmed[:1]])
        problems.add(Problem(int(body.lines[row]), header, reading.text(harmed[0]), WARNING, harm, message))
