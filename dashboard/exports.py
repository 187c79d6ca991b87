"""Datasets as files: exports that load back unchanged, and templates that staff fill in."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from dashboard import queries
from dashboard.datasets import Dataset, dataset
from dashboard.files import guard
from dashboard.lake import Lake

ENDINGS = (".csv", ".xlsx", ".parquet")


class ExportError(Exception):
    """The file cannot be written as asked; the message says what would work."""


def export(lake: Lake, name: str, file: Path) -> int:
    """Write all rows of a dataset under our own column names, by the file's ending; returns how many rows.

    Raises ExportError for another ending, KeyError for an unknown dataset.
    """
    target = dataset(name)
    if file.suffix.lower() not in ENDINGS:
        raise ExportError(f"只能导出为 {'、'.join(ENDINGS)}，不能导出为“{file.suffix}”。")
    selected = f"select {', '.join(target.columns)} from {name} order by {', '.join(target.key)}"
    cursor = lake.cursor()
    if file.suffix.lower() == ".parquet":
        cursor.sql(selected).write_parquet(str(file))
    rows = rows_as_text(lake, target)
    if file.suffix.lower() == ".csv":
        file.write_bytes(as_csv(rows))
    elif file.suffix.lower() == ".xlsx":
        demo = "upload_id in (select upload_id from uploads where is_demo)"
        has_demo = cursor.execute(f"select count(*) from {name} where {demo}").fetchall()[0][0]
        file.write_bytes(as_xlsx(rows, "数据（含演示数据）" if has_demo else "数据"))
    return len(rows)


def rows_as_text(lake: Lake, target: Dataset) -> pd.DataFrame:
    """All rows of a dataset as canonical text, in key order."""
    texts = ", ".join(f"cast({name} as varchar) as {name}" for name in target.columns)
    return lake.cursor().execute(f"select {texts} from {target.name} order by {', '.join(target.key)}").df()


def template(lake: Lake, name: str, **given: Any) -> bytes:
    """A CSV for staff to fill in: Chinese titles and words, the current ids, and what is reported already.

    Rows come from queries/templates/<dataset>.sql where there is one (parameters as in `given`), else they are the rows
    stored now. A template uploaded as it is changes nothing.
    """
    target = dataset(name)
    if (queries.FOLDER / "templates" / f"{name}.sql").is_file():
        query = f"templates/{name}"
        used = {key: value for key, value in given.items() if key in queries.read(query).parameters}
        rows = lake.query(query, **used)[target.columns]
    else:
        rows = rows_as_text(lake, target)
    return as_csv(in_words(target, rows))


def in_words(target: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with Chinese titles for columns and words for codes."""
    shown = pd.DataFrame(index=rows.index)
    for field in target.fields:
        if field.name in rows:
            cells = rows[field.name]
            shown[field.title] = [None if pd.isna(cell) else field.word(_text(cell)) for cell in cells]
    return shown


def as_csv(rows: pd.DataFrame) -> bytes:
    """UTF-8 CSV with byte-order mark that Excel opens right and takes no cell of for a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([guard(column) for column in rows.columns])
    for cells in rows.itertuples(index=False):
        writer.writerow(["" if pd.isna(cell) else _guarded(cell) for cell in cells])
    return buffer.getvalue().encode("utf-8-sig")


def as_xlsx(rows: pd.DataFrame, title: str) -> bytes:
    """One worksheet of text cells, so that nothing is taken for a formula or a date."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for cells in [list(rows.columns), *rows.itertuples(index=False)]:
        sheet.append([_text_cell(sheet, None if pd.isna(cell) else _text(cell)) for cell in cells])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _text_cell(sheet: Any, text: str | None) -> Any:
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=text)
    cell.data_type = "s" if text is not None else "n"
    return cell


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)


def _guarded(cell: object) -> str:
    """Numbers stay numbers (a minus sign is no formula); other text is guarded."""
    text = _text(cell)
    try:
        float(text)
    except ValueError:
        return guard(text)
    return text
