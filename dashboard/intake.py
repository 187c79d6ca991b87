"""An upload before it is committed: bytes -> rows -> problems -> difference. The page and the command line share it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import duckdb
import pandas as pd

from dashboard import queries
from dashboard.cells import CellError, fold, read_cell
from dashboard.datasets import Dataset, Field, dataset
from dashboard.files import FileProblem, Sheet, digest, read_file
from dashboard.lake import Author, Change, Lake

ERROR, WARNING = "error", "warning"
UNFILLED_SHOWN = 5


class Problem(NamedTuple):
    """One thing wrong with an upload: where, what was found, how grave, which rule, what to do."""

    line: int | None
    column: str
    value: str
    severity: str
    rule: str
    message: str


@dataclass(frozen=True)
class Draft:
    """What an upload would do, worked out against `base_version`; nothing is written yet.

    `added` and `missing` are rows, `cells` has one row per changed cell (key, column, old, new); `upserts` is what a
    commit would write.
    """

    dataset: Dataset
    file_name: str
    sha256: str
    form: str
    row_count: int
    problems: list[Problem]
    added: pd.DataFrame
    cells: pd.DataFrame
    missing: pd.DataFrame
    unchanged: int
    upserts: pd.DataFrame
    base_version: int

    @property
    def errors(self) -> int:
        return sum(problem.severity == ERROR for problem in self.problems)

    @property
    def changed(self) -> int:
        return len(self.upserts) - len(self.added)

    def change(self, author: Author, *, remove_missing: bool = False) -> Change:
        """The change to commit; rows the file does not have stay unless `remove_missing`."""
        removals = self.missing[list(self.dataset.key)] if remove_missing else self.missing.iloc[:0]
        return Change(
            self.dataset.name,
            self.upserts,
            removals[list(self.dataset.key)],
            self.base_version,
            len(self.added),
            self.changed,
            self.unchanged,
            author,
        )


def draft(lake: Lake, name: str, data: bytes, file_name: str, today: dt.date, *, is_trusted: bool = False) -> Draft:
    """Read and check one file for a dataset and compare it with what is stored; raises KeyError for an unknown name.

    All problems are collected. `is_trusted` leaves out references and checks: for the files that ship with the board,
    which refer to each other and are loaded together.
    """
    target = dataset(name)
    base_version = lake.version(name)
    cursor = lake.cursor()
    try:
        sheet = read_file(data, file_name)
    except FileProblem as problem:
        found = [Problem(None, "", file_name, ERROR, "unreadable_file", str(problem))]
        return _finish(cursor, target, file_name, data, Sheet([], [], "无法读取"), found, [], {}, base_version)
    columns, problems = _match_header(target, sheet.header)
    names = {} if is_trusted else _known_names(cursor, target)
    rows, row_problems = _read_rows(target, sheet, columns, names)
    problems += row_problems + _duplicate_keys(target, rows, columns, sheet.header)
    result = _finish(cursor, target, file_name, data, sheet, problems, rows, columns, base_version)
    if not is_trusted and rows:
        result.problems.extend(_run_checks(cursor, target, columns, sheet.header, today))
    result.problems.sort(key=lambda problem: (problem.line or 0, problem.severity))
    return result


# ---- header ---------------------------------------------------------------------------------------------------------


def _match_header(target: Dataset, header: list[str]) -> tuple[dict[str, int], list[Problem]]:
    """Which column of the file holds which field, by our names, titles and accepted variants, in any order."""
    spelled = {fold(word): field.name for field in target.fields for word in (*field.headers, field.title, field.name)}
    columns: dict[str, int] = {}
    problems = []
    for position, text in enumerate(header):
        name = spelled.get(fold(text)) or spelled.get(fold(text).split("(")[0])
        if name is None:
            if text.strip():
                message = f"没有这一列，已忽略。可用的列：{'、'.join(field.title for field in target.fields)}。"
                problems.append(Problem(1, text, "", WARNING, "unknown_column", message))
        elif name in columns:
            message = f"与第{columns[name] + 1}列是同一列，请删去一列。"
            problems.append(Problem(1, text, "", ERROR, "repeated_column", message))
        else:
            columns[name] = position
    for field in target.fields:
        if field.required and field.name not in columns:
            message = f"缺少“{field.title}”列，请补上这一列再上传。"
            problems.append(Problem(1, field.title, "", ERROR, "missing_column", message))
    return columns, problems


# ---- rows -----------------------------------------------------------------------------------------------------------


def _known_names(cursor: duckdb.DuckDBPyConnection, target: Dataset) -> dict[str, dict[str, str]]:
    """For each column that refers to another dataset: folded spelling -> stored name, aliases of units included."""
    known = {}
    for column, (table, key) in target.references.items():
        rows = cursor.execute(f"select cast({key} as varchar), cast({key} as varchar) from {table}").fetchall()
        known[column] = {fold(spelling): name for spelling, name in rows}
    aliases = cursor.execute("select alias, unit from unit_aliases union all select unit, unit from units").fetchall()
    for field in target.fields:
        if field.normalise == "unit":
            known[field.name] = {fold(spelling): name for spelling, name in aliases}
    return known


def _read_rows(
    target: Dataset, sheet: Sheet, columns: dict[str, int], names: dict[str, dict[str, str]]
) -> tuple[list[dict[str, object]], list[Problem]]:
    """The rows as canonical text with `line`, and a problem for each cell that cannot be read or must not be empty."""
    fields = [field for field in target.fields if field.name in columns]
    contents = [field for field in fields if field.name not in target.key]
    asks_for_content = any(field.required for field in contents)
    rows: list[dict[str, object]] = []
    problems: list[Problem] = []
    unfilled: list[int] = []
    for line, cells in sheet.rows:
        texts = {field.name: cells[columns[field.name]] if columns[field.name] < len(cells) else "" for field in fields}
        if not any(text.strip() for text in texts.values()):
            continue
        if asks_for_content and not any(texts[field.name].strip() for field in contents):
            unfilled.append(line)
            continue
        values: dict[str, object] = {"line": line}
        for field in fields:
            value, problem = _read_one(field, texts[field.name], line, sheet.header[columns[field.name]], names)
            values[field.name] = value
            if problem:
                problems.append(problem)
        rows.append(values)
    if unfilled:
        some = "、".join(str(line) for line in unfilled[:UNFILLED_SHOWN])
        more = "等" if len(unfilled) > UNFILLED_SHOWN else ""
        message = f"共{len(unfilled)}行只有编号没有内容（第{some}行{more}），按未填报处理，已跳过。"
        problems.append(Problem(unfilled[0], "", "", WARNING, "unfilled_row", message))
    if not rows and not unfilled and columns:
        problems.append(Problem(None, "", "", WARNING, "no_rows", "表头之下没有数据行。"))
    return rows, problems


def _read_one(
    field: Field, text: str, line: int, column: str, names: dict[str, dict[str, str]]
) -> tuple[str | None, Problem | None]:
    try:
        value = read_cell(field, text, names.get(field.name))
    except CellError as error:
        rule = "unknown_reference" if field.name in names else "value"
        return None, Problem(line, column, text, ERROR, rule, str(error))
    if value is None and field.required:
        return None, Problem(line, column, "", ERROR, "required", f"“{field.title}”不能为空，请填写。")
    return value, None


def _duplicate_keys(
    target: Dataset, rows: Iterable[dict[str, object]], columns: dict[str, int], header: list[str]
) -> list[Problem]:
    if any(name not in columns for name in target.key):
        return []
    seen: dict[tuple[object, ...], object] = {}
    problems = []
    titles = "、".join(target.field(name).title for name in target.key)
    for values in rows:
        key = tuple(values[name] for name in target.key)
        if None in key:
            continue
        if key in seen:
            shown = "，".join(target.field(name).word(value) for name, value in zip(target.key, key, strict=True))
            message = f"与第{seen[key]}行重复（{titles}相同），请只保留一行。"
            column = header[columns[target.key[0]]]
            problems.append(Problem(int(str(values["line"])), column, shown, ERROR, "duplicate_key", message))
        else:
            seen[key] = values["line"]
    return problems


# ---- difference -----------------------------------------------------------------------------------------------------


def _finish(
    cursor: duckdb.DuckDBPyConnection,
    target: Dataset,
    file_name: str,
    data: bytes,
    sheet: Sheet,
    problems: list[Problem],
    rows: list[dict[str, object]],
    columns: dict[str, int],
    base_version: int,
) -> Draft:
    """Compare the rows with the stored ones; columns the file does not have keep their stored values."""
    _stage(cursor, target, rows)
    _fill(cursor, target, columns)
    keys = ", ".join(target.key)
    contents = [column for column in target.columns if column not in target.key]
    as_text = ", ".join(f"cast({{0}}.{column} as varchar) as {column}" for column in target.columns)
    differs = " or ".join(f"upload.{c} is distinct from stored.{c}" for c in contents) or "false"
    stored = f"{target.name} as stored"
    added = cursor.execute(
        f"select {as_text.format('upload')}, upload.line from upload anti join {stored} using ({keys}) order by line"
    ).df()
    modified = cursor.execute(
        f"select {as_text.format('upload')}, upload.line from upload join {stored} using ({keys}) "
        f"where {differs} order by upload.line"
    ).df()
    missing = cursor.execute(
        f"select {as_text.format('stored')} from {stored} anti join upload using ({keys}) order by {keys}"
    ).df()
    cells = pd.concat([_changed_cells(cursor, target, column) for column in contents], ignore_index=True)
    return Draft(
        dataset=target,
        file_name=file_name,
        sha256=digest(data),
        form=sheet.form,
        row_count=len(rows),
        problems=problems,
        added=added,
        cells=cells.sort_values("line", kind="stable", ignore_index=True),
        missing=missing,
        unchanged=len(rows) - len(added) - len(modified),
        upserts=pd.concat([added, modified], ignore_index=True),
        base_version=base_version,
    )


def _stage(cursor: duckdb.DuckDBPyConnection, target: Dataset, rows: list[dict[str, object]]) -> None:
    """Put the rows into the cursor's own table `staged`, typed."""
    frame = pd.DataFrame(rows, columns=[*target.columns, "line"])
    frame = frame.astype(dict.fromkeys(target.columns, "str") | {"line": "int64"})
    casts = ", ".join(f"try_cast({field.name} as {field.sql_type}) as {field.name}" for field in target.fields)
    cursor.register("incoming", frame)
    cursor.execute(f"create or replace temp table staged as select {casts}, line from incoming")
    cursor.unregister("incoming")


def _fill(cursor: duckdb.DuckDBPyConnection, target: Dataset, columns: dict[str, int]) -> None:
    """Make `upload` from `staged`: what checks see and what would be written."""
    source = {name: "staged" if name in columns or name in target.key else "stored" for name in target.columns}
    selected = ", ".join(f"{source[name]}.{name}" for name in target.columns)
    match = " and ".join(f"staged.{name} = stored.{name}" for name in target.key)
    cursor.execute(
        f"create or replace temp table upload as "
        f"select {selected}, staged.line from staged left join {target.name} as stored on {match}"
    )


def _changed_cells(cursor: duckdb.DuckDBPyConnection, target: Dataset, column: str) -> pd.DataFrame:
    keys = ", ".join(f"cast(upload.{name} as varchar) as {name}" for name in target.key)
    return cursor.execute(
        f"""
        select
            upload.line, {keys}, '{column}' as column_name,
            cast(stored.{column} as varchar) as old_value, cast(upload.{column} as varchar) as new_value
        from upload join {target.name} as stored using ({", ".join(target.key)})
        where upload.{column} is distinct from stored.{column}
        """
    ).df()


# ---- demands on uploads ---------------------------------------------------------------------------------------------


def _run_checks(
    cursor: duckdb.DuckDBPyConnection, target: Dataset, columns: dict[str, int], header: list[str], today: dt.date
) -> list[Problem]:
    """Run every query of queries/checks/<dataset>/ over `upload`; each row it returns is a problem."""
    problems = []
    for check in queries.checks(target.name):
        severity = queries.header(check, "severity")
        values = {name: {"today": today}[name] for name in check.parameters}
        for line, column, value, message in cursor.execute(check.text, values).fetchall():
            shown = header[columns[column]] if column in columns else target.field(column).title
            rule = check.name.rsplit("/", 1)[1]
            problems.append(Problem(line, shown, value or "", severity, rule, message))
    return problems
