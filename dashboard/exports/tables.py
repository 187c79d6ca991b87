"""Datasets as files: exports that load back unchanged, and templates that staff fill in."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import duckdb
import pandas as pd

from dashboard import queries
from dashboard.datasets import Dataset, dataset
from dashboard.exports.asked import ExportError, refuse_unknown_unit
from dashboard.exports.template_workbook import template_xlsx
from dashboard.exports.workbooks import TooBigForExcel, as_xlsx, refuse_too_many_rows, text_of
from dashboard.queries.filters import scope_of
from dashboard.reading import guard
from dashboard.store import ownership
from dashboard.store.lake import OF_DEMO
from dashboard.store.reader import Reader
from dashboard.text import month
from dashboard.words import WITHHELD

ENDINGS = (".csv", ".xlsx", ".parquet")
TEMPLATE_ENDINGS = (".csv", ".xlsx")

#: A template without a query of its own holds the rows stored now, unless there are more than anyone edits by hand.
MOST_PREFILLED = 2000

#: A list to choose from is offered for at most so many names.
MOST_CHOICES = 500

#: How many rows are text at a time while they are written.
CHUNK_ROWS = 100_000

NUMBER = re.compile(r"[+-]?\d+(\.\d*)?(e[+-]?\d+)?", re.IGNORECASE)
FORBIDDEN_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
LONGEST_PART = 60


# ---- exports --------------------------------------------------------------------------------------------------------


def export(lake: Reader, name: str, file: Path, *, public: bool = False) -> int:
    """Write all rows of a dataset under our own column names, by the file's ending; returns how many rows.

    They are as the reader sees them. The `public` edition is as everybody sees them, whoever makes it, and has neither
    places of plots nor names of persons. Raises ExportError for another ending or a table too big for Excel, KeyError
    for an unknown dataset.
    """
    target = dataset(name)
    ending = _ending(file, ENDINGS)
    if public:
        lake, target = lake.for_all(), replace(target, fields=tuple(each for each in target.fields if each.is_public))
    with lake.reading(target) as cursor:
        count: int = cursor.execute(f"select count(*) from {name}").fetchall()[0][0]
        if ending == ".parquet":
            selected = f"select {', '.join(target.columns)} from {name} order by {', '.join(target.key)}"
            cursor.sql(selected).write_parquet(str(file))
        elif ending == ".csv":
            with file.open("w", encoding="utf-8-sig", newline="") as stream:
                _write_csv(stream, target.columns, _chunks_as_text(cursor, target))
        else:
            has_demo = cursor.execute(f"select count(*) from {name} where {OF_DEMO}").fetchall()[0][0]
            try:
                refuse_too_many_rows(count)
                rows = pd.concat(_chunks_as_text(cursor, target))
                marks = "，".join([*(["公开版"] if public else []), *(["含演示数据"] if has_demo else [])])
                file.write_bytes(as_xlsx(rows, f"数据（{marks}）" if marks else "数据"))
            except TooBigForExcel as error:
                raise ExportError(str(error)) from error
    return count


def rows_as_text(lake: Reader, target: Dataset) -> pd.DataFrame:
    """All rows of a dataset as canonical text, in key order."""
    with lake.reading(target) as cursor:
        return pd.concat(_chunks_as_text(cursor, target), ignore_index=True)


def _chunks_as_text(cursor: duckdb.DuckDBPyConnection, target: Dataset) -> Iterator[pd.DataFrame]:
    """All rows as canonical text, in key order, some at a time: years of hours are too many at once."""
    texts = ", ".join(f"cast({name} as varchar) as {name}" for name in target.columns)
    ordered = f"(from {target.name} order by {', '.join(target.key)})"
    reader = cursor.execute(f"select {texts} from {ordered}").to_arrow_reader(CHUNK_ROWS)
    yield reader.schema.empty_table().to_pandas()
    for batch in reader:
        yield batch.to_pandas()


def _ending(file: Path, endings: tuple[str, ...]) -> str:
    ending = file.suffix.lower()
    if ending not in endings:
        raise ExportError(f"只能导出为 {'、'.join(endings)}，不能导出为“{file.suffix}”。")
    return ending


# ---- templates ------------------------------------------------------------------------------------------------------


def write_template(lake: Reader, name: str, file: Path, **given: Any) -> None:
    """Write the template of a dataset as CSV or xlsx, by the file's ending; `given` may have unit, as_of and others.

    Raises ExportError for another ending or an unknown unit, KeyError for an unknown dataset.
    """
    file.write_bytes(template(lake, name, _ending(file, TEMPLATE_ENDINGS), **given))


def template(lake: Reader, name: str, ending: str = ".csv", **given: Any) -> bytes:
    """A file for staff to fill in: Chinese titles and words, the current ids, and what is reported already.

    Rows come from queries/templates/<dataset>.sql where there is one (parameters as in `given`), else they are the rows
    stored now. A template uploaded as it is changes nothing. With `units` they are the rows that a person of these
    units may write. Raises ExportError for an unknown unit or a text too long for Excel.
    """
    target = dataset(name)
    units: tuple[str, ...] | None = given.pop("units", None)
    for unit in (*(units or ()), given.get("unit")):
        refuse_unknown_unit(lake, unit)
    stored = _template_rows(lake, target, given) if units is None else _own_rows(lake, target, given, units)
    rows = in_words(target, stored)
    rows = rows.assign(**{each.title: stored[each.name] for each in target.beside})
    rows = rows[[each.title for each in target.template_fields]]
    if ending != ".xlsx":
        return as_csv(rows)
    try:
        return template_xlsx(target, rows, _choices(lake, target), template_scope(name, units=units, **given))
    except TooBigForExcel as error:
        raise ExportError(str(error)) from error


def template_file_name(name: str, ending: str, as_of: dt.date, **whose: Any) -> str:
    """What a template is saved as; it names the unit where the rows depend on it."""
    scope = template_scope(name, as_of=as_of, **whose)
    is_of_month = scope and dataset(name).is_by_month
    return file_name(f"{dataset(name).title}模板", scope, None if is_of_month else as_of, ending)


def template_scope(
    name: str,
    *,
    as_of: dt.date | str | None = None,
    unit: str | None = None,
    include_groups: bool = False,
    units: tuple[str, ...] | None = None,
    **_: Any,
) -> str:
    """For which units and month the rows of a template are, joined by a low line; nothing where they are for all."""
    query = _template_query(name)
    parameters = query.parameters if query else ()
    of_unit = ""
    if units is not None:
        of_unit = "、".join(units)
    elif "unit" in parameters:
        has_groups = include_groups and "include_groups" in parameters
        of_unit = scope_of(unit, include_groups=has_groups) if unit else "全部单位"
    is_of_month = as_of and dataset(name).is_by_month and "as_of" in parameters
    return "_".join(filter(None, (of_unit, month(f"{as_of}"[:7]) if is_of_month else "")))


def _template_query(name: str) -> queries.Query | None:
    has_query = (queries.FOLDER / "templates" / f"{name}.sql").is_file()
    return queries.read(f"templates/{name}") if has_query else None


def _template_rows(lake: Reader, target: Dataset, given: dict[str, Any]) -> pd.DataFrame:
    query = _template_query(target.name)
    if query:
        used = {key: value for key, value in given.items() if key in query.parameters}
        rows = lake.query(query.name, **used)[[*target.columns, *(each.name for each in target.beside)]]
        return _seen_whole(target, rows)
    with lake.reading(target) as cursor:
        count = cursor.execute(f"select count(*) from {target.name}").fetchall()[0][0]
    rows = rows_as_text(lake, target) if count <= MOST_PREFILLED else pd.DataFrame(columns=target.columns)
    return _seen_whole(target, rows)


def _seen_whole(target: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of which nothing is withheld: the others are not their reader's to fill in."""
    return rows[rows["source"].ne(WITHHELD)] if target.name in queries.masked() and "source" in rows else rows


def _own_rows(lake: Reader, target: Dataset, given: dict[str, Any], units: tuple[str, ...]) -> pd.DataFrame:
    """The rows of the sheets of all these units that a person of them may write."""
    query = _template_query(target.name)
    is_by_unit = query is not None and "unit" in query.parameters
    each = [{"unit": unit} for unit in units] if is_by_unit else [{}]
    sheets = [_template_rows(lake, target, given | {"include_groups": True} | one) for one in each]
    rows = pd.concat(sheets, ignore_index=True).drop_duplicates(list(target.key), ignore_index=True)
    named = sorted({column for way in ownership.ways(target.name) for column in way.columns})
    cursor = lake.cursor(*ownership.USED)
    ownership.stage(cursor, ownership.Claim(units, _day(given.get("as_of")) or lake.default_as_of()))
    cursor.register("sheet", rows[named].assign(place=rows.index))
    own = cursor.execute(f"select place from sheet where {ownership.is_theirs(target, 'sheet')} order by place")
    return rows.loc[[place for (place,) in own.fetchall()]].reset_index(drop=True)


def _day(as_of: dt.date | str | None) -> dt.date | None:
    return dt.date.fromisoformat(as_of) if isinstance(as_of, str) else as_of


def _choices(lake: Reader, target: Dataset) -> dict[str, list[str]]:
    """For each column that takes only certain words or names: these, as they are to be written."""
    found = {}
    for field in target.fields:
        if field.values:
            codes = field.enum or tuple(field.values)
            found[field.name] = [field.values[code][0] for code in codes]
        elif source := _names(target, field.name):
            names = lake.ask(source).fetchall()
            found[field.name] = [str(name) for (name,) in names]
    return {column: words for column, words in found.items() if 0 < len(words) <= MOST_CHOICES}


def _names(target: Dataset, column: str) -> str | None:
    """The query for the names a column may hold, None where it may hold any or defines them itself."""
    if column in target.references:
        table, key = target.references[column]
        return f"select {key} from {table} order by upload_id, line, {key}"
    if target.field(column).normalise == "unit":
        return "select unit from units order by upload_id, line, unit"
    if target.key != (column,) and (queries.FOLDER / "templates" / "choices" / f"{column}.sql").is_file():
        return queries.read(f"templates/choices/{column}").text
    return None


# ---- rows as text ---------------------------------------------------------------------------------------------------


def in_words(target: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with Chinese titles for columns and words for codes."""
    shown = pd.DataFrame(index=rows.index)
    for field in target.fields:
        if field.name in rows:
            texts = _texts(rows[field.name], has_hours=field.type == "datetime")
            words = [None if text is None else field.word(text) for text in texts]
            shown[field.title] = pd.Series(words, index=rows.index, dtype="object")
    return shown


def as_csv(rows: pd.DataFrame, *, is_demo: bool = False) -> bytes:
    """UTF-8 CSV with byte-order mark that Excel opens right and takes no cell of for a formula.

    With `is_demo` every row says that it is for show: a name of a file is soon changed, and rows are copied.
    """
    if is_demo:
        rows = rows.assign(数据性质="演示数据")
    buffer = io.StringIO(newline="")
    _write_csv(buffer, rows.columns, [rows])
    return buffer.getvalue().encode("utf-8-sig")


def _write_csv(stream: TextIO, header: Iterable[str], chunks: Iterable[pd.DataFrame]) -> None:
    csv.writer(stream).writerow([guard(str(column)) for column in header])
    for rows in chunks:
        columns = [_texts(rows.iloc[:, position]) for position in range(rows.shape[1])]
        # In quotes no sign within a text is taken for what separates columns.
        is_torn = any(text and ("\t" in text or ";" in text) for texts in columns for text in texts)
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL if is_torn else csv.QUOTE_MINIMAL)
        writer.writerows([_guarded(text) for text in texts] for texts in zip(*columns, strict=True))


def _texts(cells: pd.Series, *, has_hours: bool = False) -> list[str | None]:
    """The cells of one column: days without hours unless one of them has any, whole numbers without decimal point."""
    if pd.api.types.is_datetime64_any_dtype(cells):
        known = cells.dropna()
        has_hours = has_hours or bool((known != known.dt.normalize()).any())
        cells = cells.dt.strftime("%Y-%m-%d %H:%M:%S" if has_hours else "%Y-%m-%d")
    return [None if pd.isna(cell) else _text(cell) for cell in cells]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return text_of(cell)


def _guarded(text: str | None) -> str:
    """Numbers stay numbers (a minus sign is no formula); other text is guarded."""
    if text is None:
        return ""
    return text if NUMBER.fullmatch(text) else guard(text)


# ---- names of files -------------------------------------------------------------------------------------------------


def file_name(title: str, scope: str | None, as_of: dt.date | None, ending: str) -> str:
    """A name such as 大气台账_南村镇_20230531.csv, without anything Windows forbids; empty parts are left out."""
    parts = [title, scope or "", f"{as_of:%Y%m%d}" if as_of else ""]
    cleaned = [FORBIDDEN_IN_NAMES.sub("", part).strip(" .")[:LONGEST_PART] for part in parts]
    return "_".join(part for part in cleaned if part) + ending
