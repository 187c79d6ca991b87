"""One cell of an upload: the text as typed -> canonical text, or a sentence that says what is wrong and what to do."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import cached_property

from rapidfuzz import fuzz, process

from dashboard.datasets import Field

MONTH = re.compile(r"(20\d\d)(?:[-/.年](0?[1-9]|1[0-2])月?|(0[1-9]|1[0-2]))")
YEAR = re.compile(r"(20\d\d)(?:年|全年|年全年)?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:t?00:00:00)?|(\d{4})(\d\d)(\d\d)")
HOUR = re.compile(
    r"(?:(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})(?:日\s*|t|\s+)|(\d{8})\s*)(\d{1,2})"
    r"(?:[:时点](?:(\d{1,2})分?(?::(\d{1,2})(?:\.0+)?)?)?)?"
)
SERIAL = re.compile(r"[3-6]\d{4}")
EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
BELOW_LIMIT = re.compile(r"(?:<|≤|小于)(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)l|nd|未检出|低于检出限")
NEAR_ENOUGH = 60
MONTH_AND_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
NODE_SEPARATORS = re.compile(r"[、，,;；\s]+")
#: Written for "no value" in columns of numbers and dates; read as empty.
NO_VALUE = {"-", "--", "---", "—", "——", "/", "\\", "无", "空", "缺测", "无数据", "na", "n/a", "null", "nan", "none"}


class CellError(Exception):
    """The cell cannot be read; the message says what was found and what to write instead."""


class UnknownName(CellError):
    """No register has this name. Its message also names the nearest ones, which takes a while to find."""

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


def fold(text: str) -> str:
    """The text for matching, never for display: full width, subscripts, case and white space folded away."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def read_cell(field: Field, text: str, names: Mapping[str, str] | None = None) -> str | None:
    """The canonical text of a cell, None for an empty one; raises CellError.

    `names` maps folded spellings to stored names for columns that refer to another dataset.
    """
    text = text.strip()
    if not text or (field.is_measured and fold(text) in NO_VALUE):
        return None
    if names is not None:
        return _known_name(text, names)
    if field.values:
        return _code(field, text)
    reader = {"integer": _integer, "number": _number, "date": _date, "datetime": _hour}.get(field.type)
    value = reader(field, text) if reader else _text(field, text)
    if field.pattern and not re.fullmatch(field.pattern, value):
        example = f"，请写成 {field.example} 的样子" if field.example else ""
        raise CellError(f"“{text}”不符合{field.title}的写法{example}。")
    return value


def harm(field: Field, text: str) -> str | None:
    """What a spreadsheet or a keyboard has done to a cell: a rule of HARMS, None for an unharmed cell."""
    stripped = text.strip()
    if field.is_measured and fold(stripped) in NO_VALUE:
        return "no_value"
    if field.type in ("date", "datetime") and SERIAL.fullmatch(stripped):
        return "excel_serial"
    if field.is_free_text and MONTH_AND_DAY.fullmatch(stripped):
        return "excel_date"
    if field.is_measured and any("０" <= letter <= "９" for letter in stripped):
        return "full_width"
    if text != stripped:
        return "stray_space"
    return None


#: What was done to cells and what becomes of them, as a sentence that goes on after the number of cells.
HARMS = {
    "no_value": "填的是“没有数据”的符号，已按空白处理；以后可直接留空，不要填0。",
    "excel_serial": "是Excel的日期序号，已换算成日期；请核对，并把这一列设为日期格式。",
    "excel_date": "像是Excel把“5-9”这类文字改成了日期，请改回原来的文字，并先把这一列设为文本格式。",
    "full_width": "用了全角数字，已按半角读取；以后请用半角填写。",
    "stray_space": "首尾有多余的空格或换行，已去掉。",
}


def below_limit(text: str) -> tuple[str | None] | None:
    """The detection limit of a result below it ('<0.02', '0.02L'; None where not given: 'ND', 未检出), in a tuple.

    None for any other text. Source of the mark L: HJ/T 91 and the reports of monitoring stations that follow it.
    """
    found = BELOW_LIMIT.fullmatch(fold(text))
    return ((found[1] or found[2]),) if found else None


def _known_name(text: str, names: Mapping[str, str]) -> str:
    if fold(text) not in names:
        raise UnknownName(text, names)
    return names[fold(text)]


def near_names(text: str, names: Mapping[str, str]) -> list[str]:
    """The stored names whose spellings are nearest to a text, nearest first, at most three."""
    found = process.extract(fold(text), list(names), scorer=fuzz.WRatio, limit=9, score_cutoff=NEAR_ENOUGH)
    return list(dict.fromkeys(names[spelling] for spelling, _, _ in found))[:3]


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
    if SERIAL.fullmatch(text):
        return (EXCEL_DAY_ZERO + dt.timedelta(days=int(text))).isoformat()
    found = DATE.fullmatch(fold(text))
    if not found:
        raise CellError(f"“{text}”不是日期，请写成 2023-06-01。")
    date = _calendar_day(found)
    if not date:
        raise CellError(f"“{text}”这一天不存在，请核对{field.title}。")
    return date.isoformat()


def _hour(field: Field, text: str) -> str:
    """'2023-06-01 5:00', '2023年6月1日5时', '2023060105' -> '2023-06-01 05:00:00'; 24:00 is 0:00 of the day after."""
    found = HOUR.fullmatch(unicodedata.normalize("NFKC", text).lower())
    day = DATE.fullmatch(found[1] or found[2]) if found else None
    if not found or not day:
        raise CellError(f"“{text}”不是日期加钟点，请写成 2023-06-01 05:00。")
    date, hour, minute, second = _calendar_day(day), *(int(found[group] or 0) for group in (3, 4, 5))
    if not date or hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
        raise CellError(f"“{text}”这个时刻不存在，请核对{field.title}。")
    moment = dt.datetime.combine(date, dt.time()) + dt.timedelta(hours=hour, minutes=minute, seconds=second)
    return moment.isoformat(" ")


def _calendar_day(found: re.Match[str]) -> dt.date | None:
    """The day a match of DATE names, None if the calendar has no such day."""
    try:
        return dt.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def _number(field: Field, text: str) -> str:
    folded = fold(text).replace(",", "")
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
