"""Times of which a file states no year: it stands in a column of its own, or a person says it once for the file."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset, Field
from dashboard.intake.folding import fold
from dashboard.intake.layout import Body
from dashboard.intake.moments import YEAR, lacks_year
from dashboard.intake.problems import ERROR, Problem, Problems
from dashboard.intake.spelling import YEAR_TITLE, part_of


def with_years(target: Dataset, body: Body, constants: Mapping[str, str], problems: Problems) -> Body:
    """The body with a year before every time that has none; an error, and no such rows, where none is known."""
    for field in target.fields:
        if "year" in field.parts:
            body = _with_year(field, body, constants, problems)
    return body


def _with_year(field: Field, body: Body, constants: Mapping[str, str], problems: Problems) -> Body:
    name = part_of(field.name, "year")
    texts = {column: array for column, array in body.texts.items() if column != name}
    columns = {column: place for column, place in body.columns.items() if column != name}
    told = body.texts.get(name, pa.array([constants.get(name, "")] * len(body.lines), pa.string()))
    body = replace(body, texts=texts, columns=columns)
    if field.name not in texts:
        return body
    lacks = _each(texts[field.name], lacks_year)
    if not lacks.any():
        return body
    years = _each(told, _year)
    unknown = lacks & (years == "")
    dated = pc.binary_join_element_wise(pa.array(years.tolist(), pa.string()), texts[field.name], "-")
    body = replace(body, texts=texts | {field.name: pc.if_else(pa.array(lacks), dated, texts[field.name])})
    if unknown.any():
        row = int(np.flatnonzero(unknown)[0])
        message = f"有{int(unknown.sum())}行的{field.title}没有年份，请指明这份文件是哪一年的，写成2026这样的四位数。"
        found = texts[field.name][row].as_py()
        problems.add(Problem(int(body.lines[row]), YEAR_TITLE, found, ERROR, "missing_year", message))
    return body.keep(~unknown)


def _year(text: str) -> str:
    """'2026年' -> '2026', '' for what is no year."""
    found = YEAR.fullmatch(fold(text))
    return found[1] if found else ""


def _each(texts: pa.Array, read: Callable[[str], bool | str]) -> np.ndarray:
    """What every text is read as; each different one is read once."""
    encoded = texts.dictionary_encode()
    read_once = np.array([read(text) for text in encoded.dictionary.to_pylist()])
    found: np.ndarray = read_once[encoded.indices.to_numpy(zero_copy_only=False)] if len(texts) else read_once
    return found
