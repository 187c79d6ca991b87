"""An upload before it is committed: bytes -> rows -> problems -> difference. The page and the command line share it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from dashboard import queries
from dashboard.datasets import Dataset, dataset
from dashboard.intake import difference
from dashboard.intake.conversion import note_wrong_units
from dashboard.intake.drafts import Draft, Profile
from dashboard.intake.folding import fold
from dashboard.intake.headers import SEARCHED
from dashboard.intake.layout import Body
from dashboard.intake.others import others_rows
from dashboard.intake.page_faults import note_types, remarks
from dashboard.intake.pages import Page, body_of, on_its_sheet, own_lines, place, profile_of, read_pages
from dashboard.intake.problems import ERROR, LISTED, WARNING, Problem, Problems
from dashboard.intake.remembered import DATASET as SPELLINGS
from dashboard.intake.remembered import Answers, header_scope, spellings
from dashboard.intake.rows import Registers, Stranger, missing_marks, read_rows, registers, registers_of
from dashboard.intake.screening import only_data, without_missing_marks, without_values
from dashboard.reading import FileProblem, Grid, digest, read_file, read_shipped
from dashboard.store import ownership
from dashboard.store.ownership import Claim
from dashboard.store.reader import Reader

#: Lines of repeated rows that are named.
REPEATS_SHOWN = 10

#: Called with the share that is done and a word for what comes next, to move a bar on long files.
Progress = Callable[[float, str], None]


def draft(
    lake: Reader,
    name: str,
    data: bytes,
    file_name: str,
    today: dt.date,
    answers: Answers | None = None,
    *,
    as_of: dt.date | None = None,
    units: tuple[str, ...] | None = None,
    is_trusted: bool = False,
    progress: Progress = lambda share, word: None,
) -> Draft:
    """Read and check one file for a dataset and compare it with what is stored; raises KeyError for an unknown name.

    All problems are collected; a row of what the reader may not see is one. `as_of` is the day that the board counts
    to: rows after it are named where it is given. `units` are those for which a person reports: every row that the file
    would write must be theirs, as it is stored and as the file has it, and only theirs can be missing; None for who may
    write all rows. `is_trusted` leaves out references and checks: for files that ship with the board, which refer to
    each other and are loaded together.
    """
    target, answers, problems = dataset(name), answers or Answers(), Problems()
    days = {name: day for name, day in {"today": today, "as_of": as_of}.items() if day}
    checks = [] if is_trusted else [each for each in queries.checks(name) if set(each.parameters) <= set(days)]
    kept_as = queries.kept_as(name)
    used = {used for each in [*checks, *filter(None, [kept_as])] for used in each.uses}
    # All that is asked of the store about a file, at once: each time that something is fetched costs the most.
    named = set() if is_trusted else registers_of(target)
    claim = None if units is None else Claim(units, today)
    owned = ownership.USED if claim else ()
    cursor = lake.cursor(name, "as_written", SPELLINGS, *named, *used, *owned)
    # Before any row is read: what is committed from now on makes the commit fail, never pass unseen.
    base_version = lake.version(name)
    refused = partial(Draft.refused, target, file_name, digest(data), base_version)
    progress(0.0, "读取文件")
    remembered = spellings(lake, header_scope(target.name), answers.headers)
    try:
        read = partial(_sheet, data, file_name, answers.encoding, is_trusted=is_trusted)
        pages, unread = read_pages(target, read, answers, remembered)
    except FileProblem as refusal:
        return refused(Profile("无法读取"), Problem(None, "", file_name, ERROR, "unreadable_file", str(refusal)))
    progress(0.2, "认表头")
    profile = profile_of(pages)
    if not profile.columns:
        return refused(profile, _no_header(target, file_name))
    if lacking := without_values(target, pages[0].header):
        return refused(profile, lacking, *pages[0].header.problems)
    for problem in unread:
        problems.add(problem)
    progress(0.3, "逐格检查")
    known = {} if is_trusted else registers(lake, target, answers)
    all_pages = [page.emptied() for page in pages]
    content = _content(target, pages, answers, known, missing_marks(lake, target), problems)
    rows, body = content.rows(), content.body
    given, row_count = {column for column in rows.column_names if column != "line"}, len(rows)
    found = difference.nothing(target)
    if set(target.key) <= given:
        progress(0.6, "查重复，与现有数据比较")
        difference.stage(cursor, target, rows)
        if kept_as:
            cursor.execute(f"create or replace temp table staged as {kept_as.text}")
            given.add(queries.header(kept_as, "sets"))
        del rows, content.parts[:]
        if repeats := difference.drop_repeats(cursor, target):
            problems.add(_repeated(all_pages, repeats))
        problems.add_many(*_duplicates(cursor, target, body, all_pages))
        if not is_trusted:
            problems.add_many(*_look_alikes(cursor, target, body))
        if body.is_folded_up:
            difference.put_together(cursor, target)
        if target.in_store:
            difference.fetch(cursor, target, lake)
        difference.fill(cursor, target, given)
        found = difference.compare(cursor, target, claim)
        if claim:
            problems.add_many(*others_rows(cursor, target, body))
    for problem in _missing_columns(cursor, target, given):
        problems.add(problem)
    if set(target.key) <= given and row_count:
        progress(0.9, "核对合理性")
        _run_checks(cursor, checks, target, body, days, problems)
    return Draft(
        dataset=target,
        file_name=file_name,
        sha256=digest(data),
        profile=profile,
        row_count=row_count,
        problems=[on_its_sheet(all_pages, problem) for problem in problems.rows()],
        errors=problems.errors,
        strangers=tuple(content.strangers.values()),
        foreign=dict(content.foreign),
        difference=found.with_lines(partial(own_lines, all_pages)) if len(all_pages) > 1 else found,
        base_version=base_version,
    )


# ---- what the file is -----------------------------------------------------------------------------------------------


def _sheet(data: bytes, file_name: str, encoding: str | None, sheet: str | None, *, is_trusted: bool) -> Grid:
    """What stands in a sheet of the file; raises FileProblem."""
    if is_trusted:
        return read_shipped(data, file_name)
    return read_file(data, file_name, encoding=encoding, sheet=sheet)


@dataclass
class Content:
    """What the pages of a file hold: their rows, the last page's body without its texts, and names nobody knows."""

    body: Body
    parts: list[pa.Table] = field(default_factory=list)
    strangers: dict[tuple[str, str], Stranger] = field(default_factory=dict)
    foreign: Counter[str] = field(default_factory=Counter)

    def rows(self) -> pa.Table:
        """All rows as canonical text with `line`."""
        return pa.concat_tables(self.parts).combine_chunks() if len(self.parts) > 1 else self.parts[0]


def _content(
    target: Dataset,
    pages: list[Page],
    answers: Answers,
    known: Registers,
    marks: dict[str, frozenset[str]],
    problems: Problems,
) -> Content:
    """Read the pages one by one; each is given up once it is read, for a long file is kept once only."""
    content = Content(Body({}, np.zeros(0, dtype=np.int32), {}, []))
    while pages:
        page = pages.pop(0)
        for problem in (*page.header.problems, *remarks(page)):
            problems.add(problem)
        body = only_data(target, body_of(target, page), answers, known, problems, page.offset)
        refused = note_types(target, page, body.lines, problems)
        del page
        body = without_missing_marks(target, body, marks)
        note_wrong_units(target, body, problems)
        rows, strangers, foreign = read_rows(target, body, known, problems, refused)
        content.body = replace(body, texts={})
        content.parts.append(rows)
        content.strangers |= {(each.scope, each.spelling): each for each in strangers}
        content.foreign.update(foreign)
    return content


def _no_header(target: Dataset, file_name: str) -> Problem:
    titles = "、".join(field.title for field in target.fields)
    message = f"没有认出表头：前{SEARCHED}行里没有“{target.title}”的列名。表头应为：{titles}。请核对数据集选得对不对。"
    return Problem(None, "", file_name, ERROR, "no_header", message)


# ---- rows -----------------------------------------------------------------------------------------------------------


def _missing_columns(cursor: duckdb.DuckDBPyConnection, target: Dataset, given: set[str]) -> Iterator[Problem]:
    """A required column may be left out only where every row has it stored already."""
    for each in target.fields:
        if not each.required or each.name in given:
            continue
        is_stored = set(target.key) <= given and cursor.execute(
            f"select count(*) > 0 and count({each.name}) = count(*) from compared"
        ).fetchone() == (True,)
        if not is_stored:
            message = f"缺少“{each.title}”列，请补上这一列再上传。"
            yield Problem(None, each.title, "", ERROR, "missing_column", message)


def _repeated(pages: list[Page], lines: list[int]) -> Problem:
    # A row of a cross table repeats itself in every column that it has.
    lines = list(dict.fromkeys(lines))
    some = "、".join(place(pages, line) for line in lines[:REPEATS_SHOWN])
    more = f"等{len(lines)}行" if len(lines) > REPEATS_SHOWN else ""
    message = f"{some}{more}与前面的一行完全相同，只取一行。"
    return Problem(lines[0], "", "", WARNING, "identical_row", message)


def _duplicates(
    cursor: duckdb.DuckDBPyConnection, target: Dataset, body: Body, pages: list[Page]
) -> tuple[list[Problem], int]:
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
            f"与{place(pages, earlier)}重复（{titles}相同），请只保留一行。",
        )
        for line, earlier, *key in rows
    ], total


def _look_alikes(cursor: duckdb.DuckDBPyConnection, target: Dataset, body: Body) -> tuple[list[Problem], int]:
    """New names or numbers of one thing that differ from a known one in width, case or blanks alone: they are the same.

    Only of registers, whose key is one text.
    """
    field = target.field(target.key[0])
    if len(target.key) > 1 or field.type != "string" or target.in_store:
        return [], 0
    key = field.name
    new = f"select line, {key} from staged anti join {target.name} using ({key}) where {key} is not null order by line"
    rows = cursor.execute(new).fetchall()
    stored = cursor.execute(f"select {key} from {target.name}").fetchall() if rows else []
    known = {fold(name): name for (name,) in stored}
    header = body.columns[key].header if key in body.columns else field.title
    message = "与“{}”只差全角半角、大小写或空格，是同一个的请照它写，不是的请另取一个。"
    found = [
        Problem(line, header, name, ERROR, "look_alike_key", message.format(known[fold(name)]))
        for line, name in rows
        if known.setdefault(fold(name), name) != name
    ]
    return found[:LISTED], len(found)


def _run_checks(
    cursor: duckdb.DuckDBPyConnection,
    checks: list[queries.Query],
    target: Dataset,
    body: Body,
    days: dict[str, dt.date],
    problems: Problems,
) -> None:
    """Run checks over `upload`; each row they return is a problem."""
    for check in checks:
        severity, rule = queries.header(check, "severity"), check.name.rsplit("/", 1)[1]
        found = cursor.execute(check.text, {name: days[name] for name in check.parameters})
        rows = _once(body, found.fetchmany(LISTED))
        total = len(rows)
        while more := found.fetchmany(100_000):
            total += len(more)
        headers = _headers_of(cursor, target, body, rows)
        problems.add_many(
            [
                Problem(line, header, value or "", severity, rule, message)
                for (line, _, value, message), header in zip(rows, headers, strict=True)
            ],
            total,
        )


def _once(body: Body, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """What a check found, once for each cell: rows of a cross table share the cells beside its names."""
    cells = {row if body.column_of and row[1] in body.columns else (at, row): row for at, row in enumerate(rows)}
    return list(cells.values())


def _headers_of(
    cursor: duckdb.DuckDBPyConnection, target: Dataset, body: Body, rows: list[tuple[Any, ...]]
) -> list[str]:
    """The header over each cell that a check found; in a cross table that of the name in its row."""
    headers = {(column.field, column.name): column.header for column in body.crossed}
    names: dict[tuple[int, str, str], set[str]] = defaultdict(set)
    cross = target.crosstab
    for name in {column for _, column, *_ in rows if cross and column in body.column_of}:
        assert cross is not None
        lines = [line for line, column, *_ in rows if column == name]
        found = cursor.execute(
            f"select line, as_written({name}), {cross.names} from upload where list_contains(?, line)", [lines]
        )
        for line, value, code in found.fetchall():
            names[line, name, value or ""].add(code)
    printed = []
    for line, column, value, _ in rows:
        own = names.get((line, column, (value or "").removesuffix(".0")), set())
        title = body.columns[column].header if column in body.columns else target.field(column).title
        printed.append(headers.get((column, next(iter(own))), title) if len(own) == 1 else title)
    return printed
