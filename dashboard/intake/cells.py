"""One cell of an upload: the text as typed -> canonical text, or a sentence that says what is wrong and what to do."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from dashboard.datasets import Field
from dashboard.intake.folding import by_spelling, fold, half_width, seen
from dashboard.intake.harms import name_date
from dashboard.intake.moments import read_date, read_hour, read_month
from dashboard.intake.numbers import NO_VALUE, CellError, read_integer, read_number

__all__ = ["CellError", "below_limit", "fold", "near_names", "read_cell"]

BELOW_LIMIT = re.compile(r"(?:<|≤|小于)([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?)l|nd|未检出|低于检出限")
NEAR_ENOUGH = 60
#: As many allowed words a message names all; of more, those that are near.
MOST_NAMED = 30
NODE_SEPARATORS = re.compile(r"[、，,;；\s]+")
#: A long number as a spreadsheet shows it.
EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{2}")

READERS = {"integer": read_integer, "number": read_number, "date": read_date, "datetime": read_hour}


class UnknownName(CellError):
    """No register has this name. Its message also names the nearest ones, which takes a while to find."""

    rule = "unknown_reference"

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        super().__init__(text)
        self.text = text
        self._names = names

    @cached_property
    def near(self) -> tuple[str, ...]:
        """The nearest known names, nearest first."""
        return tuple(near_names(self.text, self._names))

    def __str__(self) -> str:
        return self.sentence(self.near)

    def sentence(self, near: Sequence[str] = ()) -> str:
        """The message with these names for a hint."""
        hint = f"是否为{'、'.join(near)}？" if near else ""
        return f"没有登记过“{self.text}”。{hint}请改成已登记的名称，或先在名录中增加。"


def read_cell(field: Field, text: str, names: Mapping[str, str] | None = None) -> str | None:
    """The canonical text of a cell, None for an empty one; raises CellError.

    `names` maps folded spellings to stored names for columns that refer to another dataset.
    """
    text = seen(text)
    if not text or (field.is_measured and fold(text) in NO_VALUE):
        return None
    try:
        return _read(field, text, names)
    except CellError as error:
        raise name_date(field, text, error) from None


def _read(field: Field, text: str, names: Mapping[str, str] | None) -> str:
    if names is not None:
        return _known_name(text, names)
    if field.values:
        return _code(field, text)
    reader = READERS.get(field.type)
    value = reader(field, text) if reader else _text(field, text)
    if field.pattern and not re.fullmatch(field.pattern, value):
        example = f"，请写成 {field.example} 的样子" if field.example else ""
        raise CellError(f"“{text}”不符合{field.title}的写法{example}。")
    return value


def below_limit(text: str) -> tuple[str | None] | None:
    """The detection limit of a result below it ('<0.02', '0.02L'; None where not given: 'ND', 未检出), in a tuple.

    None for any other text. Source of the mark L: HJ/T 91 and the reports of monitoring stations that follow it.
    """
    found = BELOW_LIMIT.fullmatch(fold(text))
    return ((found[1] or found[2]),) if found else None


def _known_name(text: str, names: Mapping[str, str]) -> str:
    known = names.get(text.strip()) or names.get(fold(text))
    if known is None:
        raise UnknownName(text, names)
    return known


def near_names(text: str, names: Mapping[str, str]) -> list[str]:
    """The stored names whose spellings are nearest to a text, nearest first, at most three."""
    found = process.extract(fold(text), list(names), scorer=fuzz.WRatio, limit=9, score_cutoff=NEAR_ENOUGH)
    return list(dict.fromkeys(names[spelling] for spelling, _, _ in found))[:3]


def _code(field: Field, text: str) -> str:
    code = by_spelling(field.values).get(fold(text))
    if code is not None and (not field.enum or code in field.enum):
        return code
    allowed = {code: words for code, words in field.values.items() if not field.enum or code in field.enum}
    if len(allowed) <= MOST_NAMED:
        raise CellError(f"“{text}”不在可填的范围内，请填：{'、'.join(words[0] for words in allowed.values())}。")
    near = near_names(text, {spelling: allowed[code][0] for spelling, code in by_spelling(allowed).items()})
    hint = f"是否为{'、'.join(near)}？" if near else ""
    raise CellError(f"“{text}”不在可填的{len(allowed)}种之内。{hint}全部可填的见模板（Excel）的下拉选项。")


def _text(field: Field, text: str) -> str:
    if field.normalise == "month":
        return read_month(text)
    if field.normalise == "done_nodes":
        return "、".join(part for part in NODE_SEPARATORS.split(unicodedata.normalize("NFKC", text)) if part)
    if field.pattern:
        return half_width(text).replace(" ", "")
    if field.is_free_text and EXPONENT.fullmatch(text.lower()):
        raise CellError(f"“{text}”是Excel缩写的长编号，后面的数字已经丢失，请把这一列设为文本格式后重新填写。")
    return text
