"""The body of a file as columns of text, one for each field, whether the file is long, wide or a cross table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Crosstab, Dataset, Field
from dashboard.intake.folding import by_spelling, fold
from dashboard.intake.headers import Column, Header, part_of
from dashboard.intake.no_data import PASSED_OVER, no_data


@dataclass(frozen=True)
class Body:
    """Rows under the header: for each field its texts, the line each row stands on, and where each cell comes from.

    `column_of` has, for a field that a cross table gives several columns, which of `crossed` each row is from; of all
    other fields the column is in `columns`. `is_folded_up` says that rows of one key are parts of one row (a long file
    for a dataset stored wide); `strangers` are lines with a name that no column has; `passed_over` are the lines that
    are no data, by the rule of PASSED_OVER.
    """

    texts: dict[str, pa.Array]
    lines: np.ndarray
    columns: dict[str, Column]
    crossed: list[Column]
    column_of: Mapping[str, np.ndarray] = field(default_factory=dict)
    is_folded_up: bool = False
    strangers: tuple[tuple[int, str], ...] = ()
    passed_over: Mapping[str, list[int]] = field(default_factory=dict)

    def headers_at(self, field: str, rows: np.ndarray) -> list[str]:
        """The header printed above the cells of a field in these rows."""
        if field in self.columns:
            return [self.columns[field].header] * len(rows)
        if field not in self.column_of:
            return [field] * len(rows)
        return [self.crossed[self.column_of[field][row]].header for row in rows]

    def first_of_cell(self, field: str) -> np.ndarray:
        """Which rows are the first with a cell of a field: rows of a cross table share those beside its names."""
        if field not in self.columns or not self.column_of:
            return np.ones(len(self.lines), dtype=bool)
        first = np.zeros(len(self.lines), dtype=bool)
        first[np.unique(self.lines, return_index=True)[1]] = True
        return first

    def filled(self, fields: list[str]) -> np.ndarray:
        """In which rows at least one of these fields is filled in."""
        none = np.zeros(len(self.lines), dtype=bool)
        return reduce(np.logical_or, (_is_filled(self.texts[name]) for name in fields), none)

    def with_texts(self, texts: Mapping[str, str]) -> "Body":
        """The body with one text for every row in fields that the file has no column for."""
        return replace(
            self, texts=self.texts | {name: pa.array([text] * len(self.lines)) for name, text in texts.items()}
        )

    def with_columns(self, texts: dict[str, pa.Array]) -> "Body":
        """The body with other texts, row by row."""
        return replace(self, texts=texts)

    def without_strangers(self) -> "Body":
        """The body without a word on the names that no column has."""
        return replace(self, strangers=())

    def keep(self, mask: np.ndarray) -> "Body":
        """The body with the rows that the mask has."""
        if mask.all():
            return self
        return replace(
            self,
            texts={name: array.filter(pa.array(mask)) for name, array in self.texts.items()},
            lines=self.lines[mask],
            column_of={field: at[mask] for field, at in self.column_of.items()},
        )


def read_body(
    target: Dataset, header: Header, titles: Sequence[Sequence[str]], cells: pa.Table, lines: pa.Array
) -> Body:
    """The rows under the header; empty rows and rows that are no data are left out. `titles` are the rows above it."""
    under = cells.slice(header.stop).combine_chunks()
    numbers = lines.slice(header.stop).to_numpy(zero_copy_only=False)
    texts = {column.position: _array(under, column.position) for column in header.columns}
    own = {name: texts[column.position] for name, column in header.fields.items()}
    columns = dict(header.fields)
    for each in target.fields:
        _join_parts(each, own, columns)
    left_out = no_data(target, header, titles, under)
    passed_over = {rule: numbers[left_out[rule]].tolist() for rule in PASSED_OVER if left_out[rule].any()}
    body = Body(own, numbers, columns, header.crossed, passed_over=passed_over)
    wanted = ~reduce(np.logical_or, left_out.values())
    filled = reduce(np.logical_or, map(_is_filled, texts.values()), np.zeros(len(numbers), dtype=bool))
    cross = target.crosstab
    if header.crossed:
        return _unfold(target, body, texts, wanted & filled)
    body = body.keep(wanted & filled)
    return _fold_up(body, cross) if cross and cross.pivots and cross.names in header.fields else body


def _join_parts(field: Field, texts: dict[str, pa.Array], columns: dict[str, Column]) -> None:
    """Make one time of a date and an hour that stand in two columns, under the header of the date."""
    names = [part_of(field.name, part) for part in ("date", "hour") if part in field.parts]
    parts = [texts.pop(name) for name in names if name in texts]
    found = [columns.pop(name) for name in names if name in columns]
    if len(parts) == 2 and field.name not in texts:
        texts[field.name] = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, " "))
        columns[field.name] = replace(found[0], field=field.name)


def _array(table: pa.Table, position: int) -> pa.Array:
    chunks = table.column(position).chunks
    return pa.concat_arrays(chunks) if chunks else pa.array([], pa.string())


def _is_filled(texts: pa.Array) -> np.ndarray:
    filled: np.ndarray = pc.not_equal(pc.utf8_trim_whitespace(texts), "").to_numpy(zero_copy_only=False)
    return filled


def _unfold(target: Dataset, body: Body, texts: dict[int, pa.Array], wanted: np.ndarray) -> Body:
    """A cross table as long rows: for each name the rows in which one of its columns is filled.

    A row in which none is, but which says why, becomes one of the name that stands for all of them.
    """
    cross = target.crosstab
    assert cross is not None
    parts, numbers = [], []
    fields = list(dict.fromkeys([*cross.values, *(column.field for column in body.crossed)]))
    column_of: dict[str, list[np.ndarray]] = {name: [] for name in (cross.names, *fields)}
    for code in dict.fromkeys(column.name for column in body.crossed):
        own = {column.field: at for at, column in enumerate(body.crossed) if column.name == code}
        values = {field: texts[body.crossed[at].position] for field, at in own.items()}
        mask = wanted & reduce(np.logical_or, map(_is_filled, values.values()))
        count = int(mask.sum())
        chosen = {name: array.filter(pa.array(mask)) for name, array in (body.texts | values).items()}
        chosen |= {cross.names: pa.array([code] * count, pa.string())}
        chosen |= {field: pa.array([""] * count, pa.string()) for field in fields if field not in own}
        parts.append(pa.table(chosen))
        numbers.append(body.lines[mask])
        for name, places in column_of.items():
            places.append(np.full(count, own.get(name, next(iter(own.values())))))
    if cross.whole and cross.said_in in body.texts:
        is_measured = np.isin(body.lines, np.concatenate(numbers))
        unmeasured = wanted & ~is_measured & _is_filled(body.texts[cross.said_in])
        count = int(unmeasured.sum())
        chosen = {name: array.filter(pa.array(unmeasured)) for name, array in body.texts.items()}
        chosen |= {cross.names: pa.array([cross.whole] * count, pa.string())}
        chosen |= {field: pa.array([""] * count, pa.string()) for field in fields}
        parts.append(pa.table(chosen).select(parts[0].column_names))
        numbers.append(body.lines[unmeasured])
        for places in column_of.values():
            places.append(np.zeros(count, dtype=int))
    lines = np.concatenate(numbers)
    order = np.argsort(lines, kind="stable")
    table = pa.concat_tables(parts).take(pa.array(order)).combine_chunks()
    return replace(
        body,
        texts={name: _array(table, at) for at, name in enumerate(table.column_names)},
        lines=lines[order],
        columns={name: column for name, column in body.columns.items() if name not in fields},
        column_of={name: np.concatenate(places)[order] for name, places in column_of.items()},
    )


def _fold_up(body: Body, cross: Crosstab) -> Body:
    """A column of names and one of values as one column for each name; rows of one key are put together later."""
    names, values = body.texts[cross.names], body.texts[cross.values[0]]
    codes = by_spelling(cross.words)
    encoded = names.dictionary_encode()
    code_of = pa.array([codes.get(fold(name), "") for name in encoded.dictionary.to_pylist()], pa.string())
    named = code_of.take(encoded.indices)
    unknown = np.flatnonzero(pc.equal(named, "").to_numpy(zero_copy_only=False))
    texts = {name: array for name, array in body.texts.items() if name not in (cross.names, cross.values[0])}
    texts |= {code: pc.if_else(pc.equal(named, code), values, "") for code in cross.words}
    columns = {name: column for name, column in body.columns.items() if name in texts}
    columns |= {code: replace(body.columns[cross.values[0]], field=code) for code in cross.words}
    strangers = tuple((int(body.lines[row]), names[row].as_py()) for row in unknown)
    return replace(body, texts=texts, columns=columns, is_folded_up=True, strangers=strangers)
