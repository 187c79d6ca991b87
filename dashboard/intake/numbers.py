"""A number as people write it -> its canonical text, or what is wrong with it."""

import re
from decimal import Decimal
from functools import cache

from dashboard.datasets import Field, units
from dashboard.intake.facts import rows
from dashboard.intake.folding import fold, half_width
from dashboard.intake.measures import looks_like_unit, unit_named

NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?", re.IGNORECASE)
#: A comma is a mark of thousands only before groups of three digits, after 1 to 999.
GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?")
DECIMAL_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)")
WITH_UNIT = re.compile(r"([+-]?[0-9][0-9,]*(?:\.[0-9]*)?) ?([^0-9 ,.].*)")

#: Written for "no value" in columns of numbers and dates; read as empty.
NO_VALUE = {"-", "--", "---", "—", "——", "/", "\\", "无", "空", "缺测", "无数据", "na", "n/a", "null", "nan", "none"}


class CellError(Exception):
    """The cell cannot be read; the message says what was found and what to write instead, `rule` what kind it is."""

    rule = "value"


def read_number(field: Field, text: str) -> str:
    """The canonical text of a number within the field's range; raises CellError."""
    folded = half_width(text)
    if meaning := no_value_mark(field, folded):
        raise CellError(f"“{text}”是“{meaning}”的标记，不是数值；没有数据请留空，不要填数。")
    if found := WITH_UNIT.fullmatch(folded):
        folded = _without_unit(field, text, found[1], found[2])
    value = as_decimal(folded)
    if value is None and "," in folded:
        raise CellError(_about_comma(text, folded))
    if value is None:
        raise CellError(f"“{text}”不是数字，请只填数值，不带单位和文字。")
    _check_range(field, value, text)
    return format(value.normalize(), "f") if value else "0"


def read_integer(field: Field, text: str) -> str:
    """The same for a whole number."""
    value = read_number(field, text)
    if "." in value:
        raise CellError(f"“{text}”应为整数。")
    return value


def as_decimal(text: str) -> Decimal | None:
    """The number that a text is, with marks of thousands where they belong; None for any other text."""
    folded = half_width(text)
    if GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    return Decimal(folded) if NUMBER.fullmatch(folded) else None


def no_value_mark(field: Field, text: str) -> str:
    """What a text stands for that says that there is no value, '' for any other text."""
    meaning, excepted = _marks().get(_mark(text), ("", frozenset()))
    return "" if meaning and _quantity(field.unit) in excepted else meaning


def number_marks(field: Field) -> list[str]:
    """The marks for no value that look like a number of this column."""
    return [mark for mark in _marks() if as_decimal(mark) is not None and no_value_mark(field, mark)]


@cache
def _marks() -> dict[str, tuple[str, frozenset[str]]]:
    return {
        _mark(row["mark"]): (row["meaning"], frozenset(row["not_in"].split("、"))) for row in rows("no_value_marks")
    }


def _mark(text: str) -> str:
    """A mark folded; of a number 9999.00 is 9999."""
    folded = fold(text)
    return folded.rstrip("0").rstrip(".") if "." in folded and NUMBER.fullmatch(folded) else folded


@cache
def _quantity(name: str | None) -> str:
    return next((unit.quantity for unit in units() if unit.name == name), "-")


def _without_unit(field: Field, text: str, number: str, rest: str) -> str:
    """The number before a unit, which may only be the column's own."""
    own = [unit for unit in units() if unit.name == field.unit]
    unit = unit_named(rest, own)
    if own and unit == own[0]:
        return number
    if own and (unit or looks_like_unit(rest)):
        raise CellError(f"“{text}”的单位不对，这一列应以{own[0].name}填报，请换算后只填数值。")
    return number + rest


def _about_comma(text: str, folded: str) -> str:
    found = DECIMAL_COMMA.fullmatch(folded)
    instead = f"小数点请写成 {found[1]}.{found[2]}；" if found else ""
    return f"“{text}”里的逗号意思不清：{instead}千分位的逗号只能隔开三位一组的数字，如 1,234。"


def _check_range(field: Field, value: Decimal, text: str) -> None:
    low, high = field.minimum, field.maximum
    if (low is not None and value < Decimal(str(low))) or (high is not None and value > Decimal(str(high))):
        wanted = f"{low}–{high}" if None not in (low, high) else f"不小于{low}" if high is None else f"不大于{high}"
        raise CellError(f"“{text}”超出范围，应为{wanted}{field.unit if field.unit == '%' else ''}。")
