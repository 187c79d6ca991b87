"""An upload before it is committed: bytes -> rows -> problems -> difference. The page and the command line share it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import queries
from dashboard.datasets import Dataset, dataset
from dashboard.intake import difference
from dashboard.intake.drafts import Draft, Profile
from dashboard.intake.headers import SEARCHED, Header, find_header
from dashboard.intake.layout import Body, read_body
from dashboard.intake.problems import ERROR, LISTED, WARNING, Problem, Problems
from dashboard.intake.remembered import Answers, header_scope, spellings
from dashboard.intake.rows import read_rows, registers
from dashboard.reading import FileProblem, Grid, digest, read_file, read_shipped
from dashboard.store.lake import Lake

UNFILLED_SHOWN = 5
PREVIEWED = 8

#: Called with the share that is done and a word for what comes next, to move a bar on long files.
Progress = Callable[[float, str], None]


def draft(
    lake: Lake,
    name: str,
    data: bytes,
    file_name: str,
    today: dt.date,
    answers: Answers | None = None,
    *,
    is_trusted: bool = False,
    progress: Progress = lambda share, word: None,
) -> Draft:
    """Read and check one file for a dataset and compare it with what is stored; raises KeyError for an unknown name.

    All problems are collected. `is_trusted` leaves out references and checks: for the files that ship with the board,
    which refer to each other and are loaded together.
    """
    target, answers, problems = dataset(name), answers or Answers(), Problems()
    checks = [] if is_trusted else queries.checks(name)
    cursor = lake.cursor(name, *(used for check in checks for used in check.uses))
    # Before any row is read: what is committed from now on makes the commit fail, never pass unseen.
    base_version = lake.version(name)
    refused = partial(Draft.refused, target, file_name, digest(data), base_version)
    progress(0.0, "读取文件")
    try:
        grid = _grid(data, file_name, answers, is_trusted=is_trusted)
    except FileProblem as refusal:
        return refused(Profile("无法读取"), Problem(None, "", file_name, ERROR, "unreadable_file", str(refusal)))
    progress(0.2, "认表头")
    header = _header(lake, target, grid, answers)
    if not header.columns:
        return refused(_profile(grid, header), _no_header(target, file_name))
    for problem in (*header.problems, *_remarks(grid, header)):
        problems.add(problem)
    profile = _profile(grid, header)
    body = _with_constants(target, read_body(target, header, _midnights(target, header, grid), grid.lines), answers)
    del grid  # A long file is kept once only.
    body = _only_filled(target, body, problems)
    progress(0.3, "逐格检查")
    rows, strangers = read_rows(target, body, {} if is_trusted else registers(lake, target, answers), problems)
    given, row_count = {column for column in rows.column_names if column != "line"}, len(rows)
    body = replace(body, texts={})
    found = difference.nothing(target)
    if set(target.key) <= given:
        progress(0.6, "查重复，与现有数据比较")
        difference.stage(cursor, target, rows)
        del rows
        problems.add_many(*_duplicates(cursor, target, body))
        if body.is_folded_up:
            difference.put_together(cursor, target)
        if target.in_store:
            difference.fetch(cursor, target, lake)
        difference.fill(cursor, target, given)
        found = difference.compare(cursor, target)
    for problem in _missing_columns(cursor, target, given):
        problems.add(problem)
    if set(target.key) <= given and row_count:
        progress(0.9, "核对合理性")
        _run_checks(cursor, checks, target, body, today, problems)
    return Draft(
        dataset=target,
        file_name=file_name,
        sha256=digest(data),
        profile=profile,
        row_count=row_count,
        problems=problems.rows(),
        errors=problems.errors,
        strangers=strangers,
        difference=found,
        base_version=base_version,
    )


# ---- what the file is -----------------------------------------------------------------------------------------------


def _grid(data: bytes, file_name: str, answers: Answers, *, is_trusted: bool) -> Grid:
    """What stands in the file; raises FileProblem."""
    if is_trusted:
        return read_shipped(data, file_name)
    return read_file(data, file_name, encoding=answers.encoding, sheet=answers.sheet)


def _header(lake: Lake, target: Dataset, grid: Grid, answers: Answers) -> Header:
    """Where the header is and what its columns hold."""
    remembered = spellings(lake, header_scope(target.name), answers.headers)
    searched = max(SEARCHED, (answers.header_line or 0) + 1)
    top = grid.cells.slice(0, searched)
    rows = list(zip(*(column.to_pylist() for column in top.columns), strict=True))
    return find_header(target, rows, grid.lines.slice(0, searched).to_pylist(), remembered, answers.header_line)


def _midnights(target: Dataset, header: Header, grid: Grid) -> pa.Table:
    """The cells of the grid; a workbook's date cell without an hour is midnight in a column of times."""
    cells = grid.cells
    for column in header.columns:
        field = next((each for each in target.fields if each.name == column.field), None)
        if field and field.type == "datetime" and column.position in grid.date_cells:
            texts = cells.column(column.position).combine_chunks()
            is_bare = pc.and_(
                pa.array(grid.date_cells[column.position]), pc.equal(pc.utf8_length(texts), len("2023-06-01"))
            )
            full = pc.if_else(is_bare, pc.binary_join_element_wise(texts, "00:00:00", " "), texts)
            cells = cells.set_column(column.position, cells.column_names[column.position], full)
    return cells


def _no_header(target: Dataset, file_name: str) -> Problem:
    titles = "、".join(field.title for field in target.fields)
    message = f"没有认出表头：前{SEARCHED}行里没有“{target.title}”的列名。表头应为：{titles}。请核对数据集选得对不对。"
    return Problem(None, "", file_name, ERROR, "no_header", message)


def _remarks(grid: Grid, header: Header) -> Iterator[Problem]:
    """What was seen while reading the file, in columns that are read."""
    read = {column.position for column in header.columns}
    for remark in grid.remarks:
        if remark.column is None or remark.column in read:
            column = "" if remark.column is None else header.printed[remark.column]
            yield Problem(remark.line, column, remark.value, remark.severity, remark.rule, remark.message)


def _profile(grid: Grid, header: Header) -> Profile:
    first = grid.cells.slice(header.stop, PREVIEWED)
    return Profile(
        grid.form,
        grid.encoding,
        grid.sheet,
        grid.sheets,
        tuple(grid.lines.slice(header.start, header.stop - header.start).to_pylist()),
        tuple(header.columns),
        tuple(header.unknown),
        pd.DataFrame({at: first.column(at).to_pylist() for at in range(first.num_columns)}),
    )


def _with_constants(target: Dataset, body: Body, answers: Answers) -> Body:
    """The body with the fields that a person gave for the whole file."""
    return body.with_texts(
        {name: text for name, text in answers.constants.items() if name in target.columns and name not in body.texts}
    )


def _only_filled(target: Dataset, body: Body, problems: Problems) -> Body:
    """The rows in which more than a key is filled in, as templates come with all keys."""
    for line, name in body.strangers[:LISTED]:
        message = f"没有“{name}”这一列，请改成：{_names_in_words(target)}。"
        problems.add(Problem(line, "", name, ERROR, "unknown_name", message))
    totals = body.totals(name for name in target.key if name in body.texts)
    if totals.any():
        some = "、".join(str(line) for line in dict.fromkeys(body.lines[totals].tolist()))
        message = f"第{some}行是合计或平均，不是数据，已跳过。"
        problems.add(Problem(int(body.lines[totals][0]), "", "", WARNING, "total_row", message))
        body = body.keep(~totals)
    contents = [each for each in target.fields if each.name not in target.key and each.name in body.texts]
    if any(each.required for each in contents) or body.is_folded_up:
        filled = body.filled([each.name for each in contents])
        unfilled = body.lines[~filled]
        if len(unfilled) and not body.strangers:
            some = "、".join(str(line) for line in unfilled[:UNFILLED_SHOWN])
            more = "等" if len(unfilled) > UNFILLED_SHOWN else ""
            message = f"共{len(unfilled)}行只有编号没有内容（第{some}行{more}），按未填报处理，已跳过。"
            problems.add(Problem(int(unfilled[0]), "", "", WARNING, "unfilled_row", message))
        if len(unfilled):
            return body.keep(filled)
    if body.texts and not len(body.lines):
        problems.add(Problem(None, "", "", WARNING, "no_rows", "表头之下没有数据行。"))
    return body


def _names_in_words(target: Dataset) -> str:
    return "、".join(words[0] for words in target.crosstab.words.values()) if target.crosstab else ""


# ---- rows -----------------------------------------------------------------------------------------------------------


def _missing_columns(cursor: duckdb.DuckDBPyConnection, target: Dataset, given: set[str]) -> Iterator[Problem]:
    """A required column may be left out only where every row has it stored already."""
    for each in target.fields:
        if not each.required or each.name in given:
            continue
        is_stored = set(target.key) <= given and cursor.execute(
            f"select count(*) > 0 and count({each.name}) = count(*) from upload"
        ).fetchone() == (True,)
        if not is_stored:
            message = f"缺少“{each.title}”列，请补上这一列再上传。"
            yield Problem(None, each.title, "", ERROR, "missing_column", message)


def _duplicates(cursor: duckdb.DuckDBPyConnection, target: Dataset, body: Body) -> tuple[list[Problem], int]:
    """Rows whose key stands in the file before, the first of them listed, and how many there are."""
    titles = "、".join(target.field(name).title for name in target.key)
    rows, total = difference.duplicates(cursor, target, is_folded_up=body.is_folded_up)
    first = body.columns[target.key[0]].header if target.key[0] in body.columns else target.field(target.key[0]).title
    return [
        Problem(
            line,
            first,
            "，".join(target.field(name).word(value) for name, value in zip(target.key, key, strict=True)),
            ERROR,
            "duplicate_key",
            f"与第{earlier}行重复（{titles}相同），请只保留一行。",
        )
        for line, earlier, *key in rows
    ], total


def _run_checks(
    cursor: duckdb.DuckDBPyConnection,
    checks: list[queries.Query],
    target: Dataset,
    body: Body,
    today: dt.date,
    problems: Problems,
) -> None:
    """Run checks over `upload`; each row they return is a problem."""
    for check in checks:
        severity, rule = queries.header(check, "severity"), check.name.rsplit("/", 1)[1]
        found = cursor.execute(check.text, {name: {"today": today}[name] for name in check.parameters})
        rows = found.fetchmany(LISTED)
        total = len(rows)
        while more := found.fetchmany(100_000):
            total += len(more)
        problems.add_many(
            [
                Problem(
                    line,
                    body.columns[column].header if column in body.columns else target.field(column).title,
                    value or "",
                    severity,
                    rule,
                    message,
                )
                for line, column, value, message in rows
            ],
            total,
        )
