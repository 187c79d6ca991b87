"""What a date cell shows of its date: its number format may leave out the year, which then nobody has seen.

Who types 5-9 into Excel gets 5月9日, with the year of that day behind it.
"""

import datetime as dt
import re
from collections.abc import Set
from functools import lru_cache

from dashboard.reading.formats import Shown

#: The formats without a year that a Chinese workbook may name by number alone (ECMA-376 Part 1, 18.8.30).
BUILT_IN = {16: "d-mmm"} | dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"')

#: What is no sign of a date: quoted text, an escaped letter, a colour, a language, a fill, a space, halves of a day.
NO_SIGN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].|am/pm|a/p|General', re.I)
#: Months are the m that stand neither behind hours nor before seconds; three and more d or a are a day of the week.
SIGN = re.compile(r"h+|s+|y+|e+|d+|m+|a+", re.I)
#: In a text shown: the clock, which has digits too, and digits.
CLOCK = re.compile(r"[0-9]{1,2}[:：时点][0-9：:分秒.]*|[0-9]{1,2} ?[ap]m", re.I)
DIGITS = re.compile(r"[0-9]+")
#: A month that is written as a word.
NAMED_MONTH = re.compile(r"[a-z]{3}|月", re.I)


class DayAlone(dt.datetime):
    """A date cell that shows a month and a day and no year."""


class MonthAlone(dt.datetime):
    """A date cell that shows a month, and neither day nor year."""


def as_seen(code: str, value: dt.date) -> dt.date | Shown:
    """The date of a cell, of a type that says what its format leaves out; the year where it shows that alone."""
    return _of_kind(signs(code), value)


def as_written(text: str, value: dt.date) -> dt.date | Shown:
    """The same by the text that a cell shows."""
    return _of_kind(_signs_of(text, value), value)


def _of_kind(seen: Set[str], value: dt.date) -> dt.date | Shown:
    if seen == {"y"}:
        return Shown(f"{value.year}")
    if "y" in seen or not seen & {"m", "d"}:
        return value
    kind = DayAlone if "d" in seen else MonthAlone
    return kind.combine(value, value.time() if isinstance(value, dt.datetime) else dt.time())


@lru_cache(maxsize=1024)
def signs(code: str) -> frozenset[str]:
    """Which of y, m, d and h a format shows; nothing for a format of numbers."""
    found = [sign.lower() for sign in SIGN.findall(NO_SIGN.sub("", code.split(";")[0]))]
    shown = set()
    for place, sign in enumerate(found):
        is_minute = sign[0] == "m" and _beside_clock(found, place)
        if sign[0] in "ye":
            shown.add("y")
        elif sign[0] == "d" and len(sign) < 3:
            shown.add("d")
        elif sign[0] == "h" or is_minute:
            shown.add("h")
        elif sign[0] == "m":
            shown.add("m")
    return frozenset(shown)


def _beside_clock(found: list[str], place: int) -> bool:
    """Whether hours stand before a sign, or seconds behind it."""
    return (place > 0 and found[place - 1][0] == "h") or (place + 1 < len(found) and found[place + 1][0] == "s")


def hides_the_year(code: str) -> bool:
    """Whether a cell of this format may show a part of a date without its year, or the year alone."""
    return signs(code) == {"y"} or ("y" not in signs(code) and bool(signs(code) & {"m", "d"}))


def _signs_of(text: str, value: dt.date) -> set[str]:
    """Which of y, m and d a text shows of a date: each has digits of its own, or a name."""
    rest = CLOCK.sub("", text)
    digits = [int(found) for found in DIGITS.findall(rest)]
    shown = set()
    for sign, number in (("m", value.month), ("d", value.day)):
        if number in digits:
            digits.remove(number)
            shown.add(sign)
    if NAMED_MONTH.search(rest):
        shown.add("m")
    if "年" in rest or value.year in digits or value.year % 100 in digits:
        shown.add("y")
    return shown
