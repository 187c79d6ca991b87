"""The xlsx template: a sheet to fill in with lists to choose from, and a sheet that says how."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dashboard.datasets import Dataset, Field
from dashboard.exports.workbooks import (
    DATE,
    HEADER_FILL,
    MOMENT,
    TEXT,
    TITLE,
    TOP,
    cell,
    fitting,
    heading,
    refuse_too_big,
    saved,
    set_widths,
    styled,
    write_rows,
)

FILL_IN, GUIDE, LISTS = "填报", "填写说明", "选项"
REQUIRED_FILL = PatternFill("solid", start_color="F4C99B")

#: How many rows below the prefilled ones have the lists.
SPARE_ROWS = 1000

#: Room for what will be typed into a column, in digits.
ROOM = {"date": 12, "datetime": 18}
ROOM_FOR_TEXT = 30

#: What is shown where neither the data package nor the rows give an example.
EXAMPLES = {"date": "2023-06-01", "datetime": "2023-06-01 14:00", "month": "2023-06", "done_nodes": "A-04-1、A-04-2"}


def template_xlsx(target: Dataset, rows: pd.DataFrame, choices: Mapping[str, Sequence[str]], scope: str = "") -> bytes:
    """The workbook for `rows`, which have the template's columns in Chinese titles and words; `scope` says for whom.

    Sheets: 填报 to fill in, 填写说明, and hidden the lists of `choices`. Headers are the titles that loading matches,
    on orange where the column must be filled. The example stands on 填写说明, so that nobody uploads it. Raises
    TooBigForExcel.
    """
    refuse_too_big(rows)
    book = openpyxl.Workbook(write_only=True)
    fields = target.template_fields
    _write_sheet(book.create_sheet(FILL_IN), fields, rows, choices)
    _write_guide(book.create_sheet(GUIDE), target, _guide(target, rows, choices), scope)
    _write_lists(book.create_sheet(LISTS), choices)
    return saved(book)


# ---- the sheet to fill in -------------------------------------------------------------------------------------------


def _write_sheet(sheet: Any, fields: Sequence[Field], rows: pd.DataFrame, choices: Mapping[str, Sequence[str]]) -> None:
    sheet.freeze_panes = "A2"
    set_widths(sheet, map(max, fitting(rows), (_room(field, choices.get(field.name, ())) for field in fields)))
    for letter, field in _lettered(fields):
        # Cells typed into later take their format from the column.
        styled(sheet.column_dimensions[letter], number_format=_format(field), alignment=TOP)
        if field.name in choices:
            wanted = _choose_from(list(choices).index(field.name) + 1, len(choices[field.name]))
            wanted.add(f"{letter}2:{letter}{len(rows) + 1 + SPARE_ROWS}")
            sheet.data_validations.append(wanted)
    fills = [REQUIRED_FILL if field.required else HEADER_FILL for field in fields]
    sheet.append([heading(sheet, field.title, fill) for field, fill in zip(fields, fills, strict=True)])
    for words in rows.itertuples(index=False, name=None):
        sheet.append(
            [
                styled(cell(sheet, _typed(field, word), _format(field)), alignment=TOP)
                for field, word in zip(fields, words, strict=True)
            ]
        )


def _lettered(fields: Sequence[Field]) -> list[tuple[str, Field]]:
    return [(get_column_letter(position), field) for position, field in enumerate(fields, start=1)]


def _room(field: Field, choices: Sequence[str]) -> int:
    """How wide a column must be for what is still to be filled in."""
    if choices:
        return fitting(pd.DataFrame({"": choices}))[0]
    return ROOM_FOR_TEXT if field.is_free_text else ROOM.get(field.type, 0)


def _format(field: Field) -> str:
    """Text columns are marked as text, so that 5-9 does not become the ninth of May."""
    if field.values:
        return TEXT
    return {"date": DATE, "datetime": MOMENT, "number": "General", "integer": "General"}.get(field.type, TEXT)


def _typed(field: Field, word: str | None) -> object:
    """A word as Excel would have it typed; a number of more digits than Excel keeps stays text."""
    if word is None or _format(field) == TEXT:
        return word
    if field.type == "date":
        return dt.date.fromisoformat(word)
    if field.type == "datetime":
        return dt.datetime.fromisoformat(word)
    value = float(word)
    if float(f"{value:.15g}") != value:
        return word
    return int(value) if value.is_integer() else value


def _choose_from(column: int, count: int) -> DataValidation:
    """A list to choose from. It warns and does not forbid, for loading knows more spellings than the list shows."""
    letter = get_column_letter(column)
    return DataValidation(
        type="list",
        formula1=f"'{LISTS}'!${letter}$2:${letter}${count + 1}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="不在选项里",
        error="这一格一般从下拉框中选。确定这样填吗？",
    )


def _write_lists(sheet: Any, choices: Mapping[str, Sequence[str]]) -> None:
    sheet.sheet_state = "hidden"
    sheet.append([cell(sheet, name) for name in choices])
    for words in zip_longest(*choices.values()):
        sheet.append([cell(sheet, word) for word in words])


# ---- how to fill it in ----------------------------------------------------------------------------------------------


def _guide(target: Dataset, rows: pd.DataFrame, choices: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row per column: its title, whether it must be filled, its unit, how to write it, the words, an example."""
    fields, beside = target.template_fields, target.beside
    return pd.DataFrame(
        {
            "列": [field.title for field in fields],
            "必填": ["必填" if field.required else "" for field in fields],
            "计量单位": [field.unit or "" for field in fields],
            "怎样填": [
                "供对照，不用填，也不会被读取" if field in beside else _how(field, field.name in choices)
                for field in fields
            ],
            "可填的词": ["、".join(choices.get(field.name, ())) if field.values else "" for field in fields],
            "示例": [
                "" if field in beside else _example(field, rows[field.title], choices.get(field.name, ()))
                for field in fields
            ],
        }
    )


def _write_guide(sheet: Any, target: Dataset, rows: pd.DataFrame, scope: str) -> None:
    key = "、".join(target.field(name).title for name in target.key)
    notes = [
        target.use,
        f"请在“{FILL_IN}”表中填写，不要改动表头文字；橙色表头的列必填。",
        f"已填好的“{key}”用来对应系统里的行，请不要改动；没有内容可报的行留空即可，会自动跳过。",
        "填好后把整个文件上传；本表只作说明，不会被读取。",
    ]
    set_widths(sheet, fitting(rows))
    sheet.append([styled(cell(sheet, "　".join([target.title, *scope.split("_")]).strip()), font=TITLE)])
    for note in notes:
        sheet.append([cell(sheet, note)])
    sheet.append([])
    write_rows(sheet, rows, alignment=TOP)


def _how(field: Field, has_choices: bool) -> str:
    said = [
        _writing(field, has_choices),
        _range(field) if field.type in ("integer", "number") and not field.values else "",
    ]
    if field.below:
        said.append("低于检出限时写“<检出限”或“未检出”")
    return "；".join(part for part in said if part)


def _writing(field: Field, has_choices: bool) -> str:
    if has_choices:
        return "从下拉框中选" + ("" if field.values else "已登记的名称或编号")
    if field.normalise == "month":
        takes_year = re.fullmatch(field.pattern or "", "2023") is not None
        return "月份写成2023-06" + ("，全年写成2023" if takes_year else "")
    if field.normalise == "done_nodes":
        return "节点编号，多个之间用顿号"
    if field.pattern:
        return "按示例的样子写"
    ways = {
        "date": "日期写成2023-06-01",
        "datetime": "日期和钟点写成2023-06-01 14:00",
        "integer": "整数，不带单位和文字",
        "number": "只填数值，不带单位和文字",
    }
    return ways.get(field.type, "文字")


def _range(field: Field) -> str:
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return f"{low}至{high}之间"
    return f"不小于{low}" if low is not None else f"不大于{high}" if high is not None else ""


def _example(field: Field, cells: pd.Series, choices: Sequence[str]) -> str:
    """The example of the data package, else one from the rows or the list, else one of the kind; '' for free text."""
    usual = EXAMPLES.get(field.normalise or field.type, "")
    if field.type in ("integer", "number"):
        usual = f"{field.minimum or 0}"
    known = [field.word(field.example), *cells.dropna().head(1), *choices[:1], usual]
    return next((str(text) for text in known if text), "")
