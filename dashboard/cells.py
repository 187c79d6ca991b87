"""One cell of an upload: the text as typed -> canonical text, or a sentence that says what is wrong and what to do."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from dashboard.datasets import Field

MONTH = re.compile(r"(20\d\d)(?:[-/.年](0?[1-9]|1[0-2])月?|(0[1-9]|1[0-2]))")
YEAR = re.compile(r"(20\d\d)(?:年|全年|年全年)?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:t?00:00:00)?|(\d{4})(\d\d)(\d\d)")
NODE_SEPARATORS = re.compile(r"[、，,;；\s]+")
NO_VALUE = {"-", "--", "—", "——", "/", "无", "空", "nd", "na", "n/a", "未检出"}


class CellError(Exception):
    """The cell cannot be read; the message says what was found and what to write instead."""


def fold(text: str) -> str:
    """The text for matching, never for display: full width, subscripts, case and white space folded away."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def read_cell(field: Field, text: str, names: Mapping[str, str] | None = None) -> str | None:
    """The canonical text of a cell, None for an empty one; raises CellError.

    `names` maps folded spellings to stored names for columns that refer to another dataset.
    """
    text = text.strip()
    if not text:
        return None
    if names is not None:
        return _known_name(text, names)
    if field.values:
        return _code(field, text)
    reader = {"integer": _integer, "number": _number, "date": _date}.get(field.type)
    value = reader(field, text) if reader else _text(field, text)
    if field.pattern and not re.fullmatch(field.pattern, value):
        example = f"，请写成 {field.example} 的样子" if field.example else ""
        raise CellError(f"“{text}”不符合{field.title}的写法{example}。")
    return value


def _known_name(text: str, names: Mapping[str, str]) -> str:
    if fold(text) in names:
        return names[fold(text)]
    near = get_close_matches(fold(text), names, n=3, cutoff=0.5)
    hint = f"是否为{'、'.join(dict.fromkeys(names[match] for match in near))}？" if near else ""
    raise CellError(f"没有登记过“{text}”。{hint}请改成已登记的名称，或先在名录中增加。")


def _code(field: Field, text: str) -> str:
    spelled = {fold(word): code for code, words in field.values.items() for word in (code, *words)}
    code = spelled.get(fold(text))
    if code is None or (field.enum and code not in field.enum):
        allowed = "、".join(words[0] for code, words in field.values.items() if not field.enum or code in field.enum)
        raise CellError(f"“{text}”不在可填的范围内，请填：{allowed}。")
    return code


def _text(field: Field, text: str) -> str:
    if field.normalise == "month":
        return _month(text)
    if field.normalise == "done_nodes":
        return "、".join(part for part in NODE_SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part)
    if field.pattern:
        return unicodedata.normalize("NFKC", text).replace(" ", "")
    return text


def _month(text: str) -> str:
    """'2023年6月', '2023/06/01', '202306' -> '2023-06'; '2023年', '2023全年' -> '2023'."""
    folded = fold(text)
    if found := MONTH.fullmatch(folded):
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    if found := YEAR.fullmatch(folded):
        return found[1]
    if (found := DATE.fullmatch(folded)) and (date := _calendar_day(found)):
        return f"{date:%Y-%m}"
    raise CellError(f"“{text}”不是月份，请写成 2023-06。")


def _date(field: Field, text: str) -> str:
    found = DATE.fullmatch(fold(text))
    if not found:
        raise CellError(f"“{text}”不是日期，请写成 2023-06-01。")
    date = _calendar_day(found)
    if not date:
        raise CellError(f"“{text}”这一天不存在，请核对{field.title}。")
    return date.isoformat()


def _calendar_day(found: re.Match[str]) -> dt.date | None:
    """The day a match of DATE names, None if the calendar has no such day."""
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def _number(field: Field, text: str) -> str:
    folded = fold(text).replace(",", "")
    if folded in NO_VALUE:
        raise CellError(f"“{text}”不是数字。没有数据请留空，不要填0。")
    if field.unit == "%":
        folded = folded.removesuffix("%")
    try:
        value = Decimal(folded)
    except InvalidOperation as error:
        raise CellError(f"“{text}”不是数字，请只填数值，不带单位和文字。") from error
    if not value.is_finite():
        raise CellError(f"“{text}”不是数字，请只填数值，不带单位和文字。")
    _check_range(field, value, text)
    return format(value.normalize(), "f") if value else "0"


def _integer(field: Field, text: str) -> str:
    value = _number(field, text)
    if "." in value:
        raise CellError(f"“{text}”应为整数。")
    return value


def _check_range(field: Field, value: Decimal, text: str) -> None:
    low, high = field.minimum, field.maximum
    if (low is not None and value < Decimal(str(low))) or (high is not None and value > Decimal(str(high))):
        wanted = f"{low}–{high}" if None not in (low, high) else f"不小于{low}" if high is None else f"不大于{high}"
        raise CellError(f"“{text}”超出范围，应为{wanted}{field.unit if field.unit == '%' else ''}。")
