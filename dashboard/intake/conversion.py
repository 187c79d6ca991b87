"""Values in the unit of their header, or of their row, -> values in ours."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset, Unit
from dashboard.intake.folding import by_spelling, fold
from dashboard.intake.layout import Body
from dashboard.intake.measures import looks_like_unit, unit_named
from dashboard.intake.problems import ERROR, LISTED, Problem, Problems
from dashboard.intake.spelling import UNIT_OF_ROW

#: What has these is written without a unit, whatever the table says of the others.
WITHOUT_UNIT = {"dimensionless", "temperature"}


def factors(target: Dataset, body: Body, field: str) -> Iterator[tuple[np.ndarray, float | None]]:
    """Rows of a field, as a mask, with the factor from the unit they are stated in to ours; None where it is ours."""
    rest = np.ones(len(body.lines), dtype=bool)
    converted: dict[tuple[float, int], np.ndarray] = {}
    for number, (here, stated, _) in enumerate(_stated(target, body, field)):
        for mask, unit in _ours(target, body, field):
            if stated is not None and stated != unit and stated.quantity == unit.quantity:
                place = (stated.size / unit.size, number)
                converted[place] = converted.get(place, False) | (here & mask)
    for (factor, _), mask in converted.items():
        rest = rest & ~mask
        if mask.any():
            yield mask, factor
    if rest.any() or not len(rest):
        yield rest, None


def note_wrong_units(target: Dataset, body: Body, problems: Problems) -> None:
    """An error for each row whose unit is unknown, or none of what the row is about."""
    for field in (
        each.name for each in target.fields if each.name in body.texts and each.type in ("number", "integer")
    ):
        ours = list(_ours(target, body, field))
        if not ours:
            continue
        quantities = {unit.quantity for _, unit in ours}
        for here, stated, text in _stated(target, body, field):
            if stated is not None and stated.quantity not in quantities and UNIT_OF_ROW not in body.texts:
                continue  # The header has been refused as a whole.
            for mask, unit in ours:
                fits = stated is not None and (stated.quantity == unit.quantity or unit.quantity in WITHOUT_UNIT)
                if fits:
                    continue
                rows = np.flatnonzero(here & mask & body.filled([field])).tolist()
                rule = "unknown_unit" if stated is None else "wrong_unit"
                message = f"单位写的是“{text}”，这一格应以{unit.name}填报，请换算后再上传。"
                found = [Problem(int(body.lines[row]), _title(body, field), text, ERROR, rule, message) for row in rows]
                problems.add_many(found[:LISTED], len(found))


def unit_at(target: Dataset, body: Body, field: str, row: int) -> str:
    """The unit that we keep the value of a row in."""
    return next((unit.name for mask, unit in _ours(target, body, field) if mask[row]), "")


def _title(body: Body, field: str) -> str:
    return body.columns[UNIT_OF_ROW].header if UNIT_OF_ROW in body.columns else body.headers_at(field, np.arange(1))[0]


def _ours(target: Dataset, body: Body, field: str) -> Iterator[tuple[np.ndarray, Unit]]:
    """Rows of a field, as a mask, with the unit that we keep them in."""
    cross, wanted = target.crosstab, target.units_of(field)
    everywhere = np.ones(len(body.lines), dtype=bool)
    if "" in wanted:
        yield everywhere, wanted[""]
    elif cross and cross.names in body.texts:
        encoded = body.texts[cross.names].dictionary_encode()
        spelled = by_spelling(cross.words)
        codes = np.array([spelled.get(fold(name), "") for name in encoded.dictionary.to_pylist()], dtype=object)
        named = codes[encoded.indices.to_numpy(zero_copy_only=False)] if len(codes) else np.empty(0, dtype=object)
        for code, unit in wanted.items():
            mask = named == code
            if mask.any():
                yield mask, unit


def _stated(target: Dataset, body: Body, field: str) -> Iterator[tuple[np.ndarray, Unit | None, str]]:
    """Rows of a field, as a mask, with the unit that their own column of units or their header says, and its text."""
    wanted = list(target.units_of(field).values())
    said = np.zeros(len(body.lines), dtype=bool)
    if wanted and UNIT_OF_ROW in body.texts:
        encoded = body.texts[UNIT_OF_ROW].dictionary_encode()
        at = encoded.indices.to_numpy(zero_copy_only=False)
        for code, text in enumerate(encoded.dictionary.to_pylist()):
            if text.strip():
                mask = at == code
                said |= mask
                yield mask, unit_named(text, wanted), text.strip()
    columns = [body.columns[field]] if field in body.columns else body.crossed
    for number, column in enumerate(columns):
        if column.unit is not None and (field in body.columns or column.field == field):
            here = ~said if field in body.columns else ~said & (body.column_of[field] == number)
            yield here, column.unit, column.unit.name


def says_units(texts: pa.Array) -> bool:
    """Whether a column headed “单位” holds units of measure, and no offices."""
    distinct = pc.unique(texts).to_pylist()[:100]
    return any(unit_named(text) or looks_like_unit(text) for text in distinct if text.strip())
