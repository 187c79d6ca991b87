"""The body of a file as columns of text, one for each field, whether the file is long, wide or a cross table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Crosstab, Dataset, Field
from dashboard.intake.cells import fold
from dashboard.intake.headers import Column, Header, part_of

#: What stands for a key in a row of sums or means, which is no data.
TOTALS = frozenset({"合计", "小计", "总计", "共计", "平均", "平均值", "均值", "总平均"})

#: First words of a row that comments on the table above it.
FOOTNOTES = ("注:", "注1", "备注:", "说明:", "填表人", "制表", "审核人", "联系人", "填报单位")


@dataclass(frozen=True)
class Body:
    """Rows under the header: for each field its texts, the line each row stands on, and where each cell comes from.

    `column_of` has the column of a field row by row where a cross table gives it several, else it is in `columns`.
    `is_folded_up` says that rows of one key are parts of one row (a long file for a dataset stored wide); `strangers`
    are lines with a name that no column has.
    """

    texts: dict[str, pa.Array]
    lines: np.ndarray
    columns: dict[str, Column]
    crossed: list[Column]
    column_of: np.ndarray | None = None
    is_folded_up: bool = False
    strangers: tuple[tuple[int, str], ...] = ()

    def headers_at(self, field: str, rows: np.ndarray) -> list[str]:
        """The header printed above the cells of a field in these rows."""
        if field in self.columns:
            return [self.columns[field].header] * len(rows)
        if self.column_of is None:
            return [field] * len(rows)
        return [self.crossed[self.column_of[row]].header for row in rows]

    def filled(self, fields: list[str]) -> np.ndarray:
        """In which rows at least one of these fields is filled in."""
        none = np.zeros(len(self.lines), dtype=bool)
        return reduce(np.logical_or, (_is_filled(self.texts[name]) for name in fields), none)

    def totals(self, fields: Iterable[str]) -> np.ndarray:
        """In which rows one of these fields says that the row is a sum or mean of others."""
        found = np.zeros(len(self.lines), dtype=bool)
        for name in fields:
            encoded = self.texts[name].dictionary_encode()
            said = np.array([fold(text) in TOTALS for text in encoded.dictionary.to_pylist()], dtype=bool)
            found |= said[encoded.indices.to_numpy(zero_copy_only=False)] if len(said) else False
        return found

    def with_texts(self, texts: Mapping[str, str]) -> "Body":
        """The body with one text for every row in fields that the file has no column for."""
        return replace(
            self, texts=self.texts | {name: pa.array([text] * len(self.lines)) for name, text in texts.items()}
        )

    def factors(self, target: Dataset, field: str) -> Iterator[tuple[np.ndarray, float | None]]:
        """Rows of a field, as a mask, with the factor from the unit of their header to ours; None where it is ours."""
        cross, wanted = target.crosstab, target.units_of(field)
        names = self.texts[cross.names] if cross and cross.names in self.texts and "" not in wanted else None
        rest = np.ones(len(self.lines), dtype=bool)
        for at, column in enumerate(self.crossed if field not in self.columns else [self.columns[field]]):
            if column.unit is None or not wanted:
                continue
            here = rest if self.column_of is None else self.column_of == at
            converted: dict[float, np.ndarray] = {}
            for name, unit in wanted.items():
                if unit == column.unit or unit.quantity != column.unit.quantity:
                    continue
                mask = here & (_is_named(target, names, name) if names is not None else True)
                factor = column.unit.size / unit.size
                converted[factor] = converted.get(factor, False) | mask
            for factor, mask in converted.items():
                rest = rest & ~mask
                if mask.any():
                    yield mask, factor
        if rest.any() or not len(rest):
            yield rest, None

    def keep(self, mask: np.ndarray) -> "Body":
        """The body with the rows that the mask has."""
        if mask.all():
            return self
        return replace(
            self,
            texts={name: array.filter(pa.array(mask)) for name, array in self.texts.items()},
            lines=self.lines[mask],
            column_of=None if self.column_of is None else self.column_of[mask],
        )


def read_body(target: Dataset, header: Header, cells: pa.Table, lines: pa.Array) -> Body:
    """The rows under the header; empty rows and footnotes are left out."""
    under = cells.slice(header.stop).combine_chunks()
    numbers = lines.slice(header.stop).to_numpy(zero_copy_only=False)
    texts = {column.position: _array(under, column.position) for column in header.columns}
    own = {name: texts[column.position] for name, column in header.fields.items()}
    columns = dict(header.fields)
    for field in target.fields:
        _join_parts(field, own, columns)
    body = Body(own, numbers, columns, header.crossed)
    wanted = ~np.isin(numbers, list(_footnotes(under, numbers)))
    filled = reduce(np.logical_or, map(_is_filled, texts.values()), np.zeros(len(numbers), dtype=bool))
    cross = target.crosstab
    if header.crossed:
        return _unfold(target, body, texts, wanted & filled)
    body = body.keep(wanted & filled)
    return _fold_up(body, cross) if cross and cross.pivots and cross.names in header.fields else body


def _is_named(target: Dataset, names: pa.Array, code: str) -> np.ndarray:
    """The rows whose name in a cross table is this code, by any of its spellings."""
    assert target.crosstab is not None
    spelled = {fold(word) for word in (code, *target.crosstab.words[code])}
    encoded = names.dictionary_encode()
    mine = np.array([fold(name) in spelled for name in encoded.dictionary.to_pylist()], dtype=bool)
    named: np.ndarray = mine[encoded.indices.to_numpy(zero_copy_only=False)]
    return named


def _join_parts(field: Field, texts: dict[str, pa.Array], columns: dict[str, Column]) -> None:
    """Make one time of a date and an hour that stand in two columns, under the header of the date."""
    names = [part_of(field.name, part) for part in field.parts]
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


def _footnotes(under: pa.Table, numbers: np.ndarray) -> list[int]:
    """Lines at the end of which only one cell is filled, and that with a remark on the table."""
    found = []
    for row in range(len(numbers) - 1, max(len(numbers) - 10, -1), -1):
        filled = [cell for cell in (column[row].as_py().strip() for column in under.columns) if cell]
        if len(set(filled)) == 1 and fold(filled[0]).startswith(FOOTNOTES):
            found.append(int(numbers[row]))
        elif filled:
            break
    return found


def _unfold(target: Dataset, body: Body, texts: dict[int, pa.Array], wanted: np.ndarray) -> Body:
    """A cross table as long rows: for each name the rows in which one of its columns is filled."""
    cross = target.crosstab
    assert cross is not None
    parts, numbers, column_of = [], [], []
    for code in dict.fromkeys(column.name for column in body.crossed):
        own = {column.field: at for at, column in enumerate(body.crossed) if column.name == code}
        values = {field: texts[body.crossed[at].position] for field, at in own.items()}
        mask = wanted & reduce(np.logical_or, map(_is_filled, values.values()))
        count = int(mask.sum())
        chosen = {name: array.filter(pa.array(mask)) for name, array in (body.texts | values).items()}
        chosen |= {cross.names: pa.array([code] * count, pa.string())}
        chosen |= {field: pa.array([""] * count, pa.string()) for field in cross.values if field not in own}
        parts.append(pa.table(chosen))
        numbers.append(body.lines[mask])
        column_of.append(np.full(count, next(iter(own.values()))))
    lines = np.concatenate(numbers)
    order = np.argsort(lines, kind="stable")
    table = pa.concat_tables(parts).take(pa.array(order)).combine_chunks()
    return Body(
        {name: _array(table, at) for at, name in enumerate(table.column_names)},
        lines[order],
        {name: column for name, column in body.columns.items() if name not in cross.values},
        body.crossed,
        np.concatenate(column_of)[order],
    )


def _fold_up(body: Body, cross: Crosstab) -> Body:
    """A column of names and one of values as one column for each name; rows of one key are put together later."""
    names, values = body.texts[cross.names], body.texts[cross.values[0]]
    codes = {fold(word): code for code, words in cross.words.items() for word in (code, *words)}
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
