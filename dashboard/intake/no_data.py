"""Rows under a header that are no data: the header again, totals and means, signatures, notes."""

from collections.abc import Iterator, Sequence
from functools import cache, reduce

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset
from dashboard.intake.facts import rows
from dashboard.intake.folding import by_spelling, fold
from dashboard.intake.headers import Header

#: The rules by which rows are passed over, with the words that go on after their lines.
PASSED_OVER = {
    "total_row": "是合计、平均或对照，不是数据，已跳过。",
    "repeated_header": "是重复的表头或标题，已跳过。",
    "signature_row": "是落款或说明，已跳过。",
}
#: A note at the end of a table, alone on its line, of which nobody must be told.
NOTE = "note"
#: A row of notes at the end of a table may be that far from the last one.
AT_END = 10


def no_data(target: Dataset, header: Header, titles: Sequence[Sequence[str]], under: pa.Table) -> dict[str, np.ndarray]:
    """For each rule of PASSED_OVER, and for notes under a table, the rows under the header it is about, as a mask."""
    found = {rule: np.zeros(under.num_rows, dtype=bool) for rule in (*PASSED_OVER, NOTE)}
    for level in (*header.levels, *titles):
        found["repeated_header"] |= _same(under, level)
    keys = [column.position for column in header.columns if column.field.partition(".")[0] in target.key]
    lacks_key = reduce(
        np.logical_or, (_is_blank(under, position) for position in keys), np.zeros(under.num_rows, dtype=bool)
    )
    for position, is_key, spelled in _label_columns(target, header):
        encoded = under.column(position).combine_chunks().dictionary_encode()
        kinds = [_kind(text, is_key=is_key) for text in _foreign(encoded.dictionary)]
        for rule in ("total_row", "signature_row"):
            is_it = np.array(
                [kind == rule and text not in spelled for kind, text in zip(kinds, _folded(encoded), strict=True)],
                dtype=bool,
            )
            if is_it.any():
                said = is_it[encoded.indices.to_numpy(zero_copy_only=False)]
                found[rule] |= said if is_key else said & lacks_key
    for row in _footnotes(under):
        found[NOTE][row] = True
    found["signature_row"] &= ~(found["total_row"] | found[NOTE])
    return found


def _is_blank(under: pa.Table, position: int) -> np.ndarray:
    blank: np.ndarray = pc.equal(pc.utf8_trim_whitespace(under.column(position)), "").to_numpy()
    return blank


def _same(under: pa.Table, level: Sequence[str]) -> np.ndarray:
    """The rows in which every cell of a row of the header stands again."""
    mask = np.ones(under.num_rows, dtype=bool)
    filled = [(position, cell) for position, cell in enumerate(level) if cell.strip()]
    for position, cell in filled:
        mask &= pc.equal(under.column(position), cell).to_numpy()
        if not mask.any():
            break
    return mask if filled else ~mask


def _label_columns(target: Dataset, header: Header) -> Iterator[tuple[int, bool, set[str]]]:
    """The columns in which a row may say that it is no data: those of the key, and unknown ones to the left of values.

    With each whether it is a key, and the words that it may hold as data.
    """
    keys = {column.position: column.field.partition(".")[0] for column in header.columns if column.name is None}
    keys = {position: name for position, name in keys.items() if name in target.key}
    known = {column.position for column in header.columns}
    first_value = min(known - keys.keys(), default=0)
    for position, name in keys.items():
        yield position, True, set(by_spelling(target.field(name).values))
    for position in range(first_value):
        if position not in known:
            yield position, False, set()


def _foreign(texts: pa.Array) -> Iterator[str]:
    """The texts with a letter beyond ASCII, '' for all others, which say nothing of this kind."""
    yield from pc.if_else(pc.string_is_ascii(texts), "", texts).to_pylist()


def _folded(encoded: pa.DictionaryArray) -> Iterator[str]:
    return (fold(text) if text else "" for text in _foreign(encoded.dictionary))


@cache
def _of_kind(kind: str) -> tuple[str, ...]:
    return tuple(fold(row["word"]) for row in rows("rows_of_no_data") if row["kind"] == kind)


def _kind(text: str, *, is_key: bool) -> str | None:
    """What a label says of its row: a rule of PASSED_OVER, None for data."""
    folded = fold(text).strip(":()") if text else ""
    if not folded:
        return None
    totals = _of_kind("total")
    if folded in totals or (is_key and folded.endswith(totals)):
        return "total_row"
    whole = fold(text)
    if whole.startswith(tuple(f"{word}{mark}" for word in _of_kind("signature") for mark in ":(")) or (
        folded in _of_kind("signature") or whole.startswith(tuple(f"{word}:" for word in _of_kind("note")))
    ):
        return "signature_row"
    return None


def _footnotes(under: pa.Table) -> list[int]:
    """Rows at the end of which only one cell is filled, and that with a remark on the table."""
    found = []
    for row in range(under.num_rows - 1, max(under.num_rows - AT_END, -1), -1):
        filled = [cell for cell in (column[row].as_py().strip() for column in under.columns) if cell]
        if len(set(filled)) == 1 and fold(filled[0]).startswith((*_of_kind("note"), *_of_kind("signature"))):
            found.append(row)
        elif filled:
            break
    return found
