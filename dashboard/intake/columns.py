"""A column of text -> canonical text: every different cell is read once, however many rows there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Field
from dashboard.intake.cells import CellError, UnknownName, below_limit, read_cell
from dashboard.intake.folding import fold, seen
from dashboard.intake.harms import harm, refuse_half_month
from dashboard.intake.numbers import as_decimal, no_value_mark, number_marks
from dashboard.intake.problems import LISTED

#: Numbers written as they are stored need no reading, only their range is looked at.
CANONICAL_NUMBER = r"^(?:0|-?[1-9]\d{0,14}|-?(?:0|[1-9]\d{0,8})\.\d{0,5}[1-9])$"


class Fault(NamedTuple):
    """What is wrong with a text: the rule of Problem, and the sentence."""

    rule: str
    message: str


@dataclass(frozen=True)
class Reading:
    """A column as it will be stored: `values` with null where empty or unreadable.

    Different texts have codes: `faults` maps the code of a text that cannot be read to what is wrong with it, `near`
    that of the first LISTED unknown names to the nearest known ones, `harms` to what has been done to a text; `rows_of`
    finds the rows of codes. `is_below` marks results below the detection limit
    where the field has such, `states` has why there is no value. `unregistered` are the codes of names that were kept
    although their register does not have them.
    """

    values: pa.Array
    texts: pa.DictionaryArray
    faults: dict[int, Fault]
    near: dict[int, tuple[str, ...]]
    harms: dict[int, str]
    is_below: pa.Array | None = None
    states: pa.Array | None = None
    unregistered: tuple[int, ...] = ()

    def rows_of(self, codes: list[int]) -> np.ndarray:
        """The rows, in order, whose text has one of these codes."""
        found: np.ndarray = np.flatnonzero(np.isin(self.texts.indices.to_numpy(zero_copy_only=False), codes))
        return found

    def code(self, row: int) -> int:
        """The code of the text in a row."""
        return int(self.texts.indices[row].as_py())

    def empty_rows(self) -> np.ndarray:
        """The rows in which nothing stands that counts as a value."""
        is_null = self.values.is_null().to_numpy(zero_copy_only=False)
        if self.is_below is not None:
            is_null = is_null & self.is_below.is_null().to_numpy(zero_copy_only=False)
        if self.states is not None:
            is_null = is_null & self.states.is_null().to_numpy(zero_copy_only=False)
        is_null[self.rows_of(list(self.faults))] = False
        found: np.ndarray = np.flatnonzero(is_null)
        return found

    def text(self, row: int) -> str:
        """What stands in a row."""
        return str(self.texts[row].as_py())


def read_column(
    field: Field,
    texts: pa.Array,
    names: Mapping[str, str] | None = None,
    factor: float | None = None,
    *,
    states: Mapping[str, str] | None = None,
    is_open: bool = False,
) -> Reading:
    """Read every cell of a column; `names` as in `read_cell`, `factor` converts numbers to our unit.

    `states` are the folded words that may stand in place of a value, with what they mean; a column that `is_open`
    keeps names that are not among `names`.
    """
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary
    values: list[str | None] = [None] * len(distinct)
    faults: dict[int, Fault] = {}
    near: dict[int, tuple[str, ...]] = {}
    harms: dict[int, str] = {}
    below: set[int] = set()
    said: dict[int, str] = {}
    unregistered: list[int] = []
    plain = _plain_numbers(field, distinct) if factor is None else np.zeros(len(distinct), dtype=bool)
    for code in np.flatnonzero(~plain).tolist():
        text = distinct[code].as_py()
        if states and (state := states.get(fold(text))):
            said[code] = state
            continue
        limit = below_limit(text) if field.below else None
        try:
            if limit:
                below.add(code)
                text = limit[0] or ""
            refuse_half_month(field, text, distinct)
            value = read_cell(field, _converted(field, text, factor), names)
        except UnknownName as error:
            # Of so many names only those that are listed are worth the search for near ones.
            if len(near) < LISTED:
                near[code] = error.near
            if is_open:
                values[code] = seen(text)
                unregistered.append(code)
                continue
            faults[code] = Fault(error.rule, error.sentence(near.get(code, ())))
            continue
        except CellError as error:
            faults[code] = Fault(error.rule, str(error) if factor is None else f"{error}（按所写的单位换算之后）")
            continue
        values[code] = value
        if harmed := harm(field, text):
            harms[code] = harmed
    canonical = pc.if_else(pa.array(plain), distinct, pa.array(values, pa.string()))
    is_below = None
    if field.below:
        filled = [code in below or plain[code] or values[code] is not None for code in range(len(distinct))]
        marks = [str(code in below).lower() if filled[code] else None for code in range(len(distinct))]
        is_below = pa.array(marks, pa.string()).take(encoded.indices)
    why = (
        pa.array([said.get(code) for code in range(len(distinct))], pa.string()).take(encoded.indices) if said else None
    )
    return Reading(canonical.take(encoded.indices), encoded, faults, near, harms, is_below, why, tuple(unregistered))


def _plain_numbers(field: Field, distinct: pa.Array) -> np.ndarray:
    """Which texts are numbers in canonical form and within the field's range."""
    none = np.zeros(len(distinct), dtype=bool)
    if field.type != "number" or field.values:
        return none
    shaped = pc.match_substring_regex(distinct, CANONICAL_NUMBER)
    numbers = pc.cast(pc.if_else(shaped, distinct, None), pa.float64())
    within = pc.and_(shaped, pc.invert(pc.is_in(distinct, pa.array(number_marks(field), pa.string()))))
    if field.minimum is not None:
        within = pc.and_(within, pc.greater_equal(numbers, field.minimum))
    if field.maximum is not None:
        within = pc.and_(within, pc.less_equal(numbers, field.maximum))
    plain: np.ndarray = pc.fill_null(within, False).to_numpy(zero_copy_only=False)
    return plain


def _converted(field: Field, text: str, factor: float | None) -> str:
    """A number in our unit; anything that is not a number stays as it is, to be judged as such."""
    value = None if factor is None or no_value_mark(field, text) else as_decimal(text)
    return text if value is None else format(value * Decimal(str(factor)), "f")
