"""Tables of named queries as they leave the house: Chinese titles for columns, words for codes (data/sheets.yaml)."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
import yaml

from dashboard import words
from dashboard.datasets import LOADER, PACKAGE, Field, dataset, datasets
from dashboard.text import quarter

FILE = PACKAGE.parent / "sheets.yaml"

#: A code within a text that holds several, such as pm10,o3.
CODE = re.compile(r"[a-z][a-z0-9_]*")

Saying = Callable[[object], object]


@dataclass(frozen=True)
class Column:
    """A column of a query: its title, and what is said for a value; None where values say it themselves."""

    name: str
    title: str
    say: Saying | None


@dataclass(frozen=True)
class Sheet:
    """A table that a page lists: its query, what that is asked beside the filters, and its columns."""

    title: str
    page: str
    query: str
    given: dict[str, str]
    note: str
    columns: tuple[Column, ...]

    def in_words(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows of the query under Chinese titles and in words; numbers, days and the unknown stay what they are."""
        return pd.DataFrame({column.title: _said(rows[column.name], column.say) for column in self.columns})


def sheet_of(query: str) -> Sheet:
    """The first sheet that lists the rows of a query."""
    return next(sheet for sheet in sheets() if sheet.query == query)


@cache
def sheets() -> tuple[Sheet, ...]:
    """All sheets, in the order of the menu."""
    raw = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)
    shared = {name: _column(name, stated, ()) for name, stated in raw["shared"].items()}
    return tuple(_sheet(each, shared) for each in raw["sheets"])


def _sheet(raw: dict[str, Any], shared: Mapping[str, Column]) -> Sheet:
    fields = [field for name in raw.get("of", ()) for field in dataset(name).fields]
    columns = [
        shared[name] if stated is None and not _named(fields, name) else _column(name, stated, fields)
        for name, stated in raw["columns"].items()
    ]
    return Sheet(
        raw["sheet"], raw["page"], raw["query"], raw.get("given", {}), raw.get("note", ""), columns=tuple(columns)
    )


def _column(name: str, stated: Any, fields: Iterable[Field]) -> Column:
    """A column as it is stated (title, or title and words), the rest taken from the field of its name."""
    title, *sources = stated if isinstance(stated, list) else [stated]
    field = _named(fields, name)
    if field and not title:
        title = f"{field.title}（{field.unit}）" if field.unit else field.title
    if sources == ["quarter"]:
        return Column(name, title, quarter)
    found = {code: word for source in reversed(sources) for code, word in _words(source).items()}
    found = found or (_field_words(field) if field else {})
    return Column(name, title, _speaker(found) if found else None)


def _named(fields: Iterable[Field], name: str) -> Field | None:
    return next((field for field in fields if field.name == name), None)


def _words(source: Any) -> dict[str, str]:
    """The words for codes: as written, of the datasets, of a field of the data package, or of computed states."""
    if isinstance(source, dict):
        return source
    if source == "datasets":
        return {name: target.title for name, target in datasets().items()}
    if "." in source:
        name, _, column = source.partition(".")
        return _field_words(dataset(name).field(column))
    table = getattr(words, source)
    return {str(code): word.word if isinstance(word, words.State) else word for code, word in table.items()}


def _field_words(field: Field) -> dict[str, str]:
    return {code: said[0] for code, said in field.values.items()}


def _speaker(found: Mapping[str, str]) -> Saying:
    """Says the word for a code; of a text with several codes each, the rest as it is."""

    def say(value: object) -> object:
        code = str(value).lower() if isinstance(value, bool) else str(value).removesuffix(".0")
        if code in found:
            return found[code]
        if not isinstance(value, str):
            return value
        told = CODE.sub(lambda part: found.get(part[0], part[0]), value)
        return value if told == value else told.replace(",", "、")

    return say


def _said(cells: pd.Series, say: Saying | None) -> pd.Series:
    """The cells of a column; a list is said item by item."""
    if cells.dtype == object:
        cells = cells.map(lambda cell: ",".join(map(str, cell)) if _is_list(cell) else cell)
    if say is None:
        return cells
    return pd.Series([None if pd.isna(cell) else say(cell) for cell in cells], index=cells.index, dtype=object)


def _is_list(cell: object) -> bool:
    return hasattr(cell, "__iter__") and not isinstance(cell, str | bytes)
