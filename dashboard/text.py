"""Stored text on screen: shown to the letter, never taken for Markdown, and figures with their unit."""

import datetime as dt
import re

import pandas as pd

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
#: A colon that Streamlit takes for the start of an icon or an emoji, escaped or not; one that cannot be seen comes in.
SHORTCODE = re.compile(r":(?=material/|[A-Za-z_+-][\w+-]*:|100:|1234:)")
WORD_JOINER = "\u2060"
#: Where a text may be cut: not within a number, a Latin word, or between both.
ENDS = re.compile(r"(?<![0-9A-Za-z.,%])(?=.)|(?=[^0-9A-Za-z.,%])", re.DOTALL)
UNREPORTED = "未上报"
MICROGRAMS, MILLIGRAMS = "µg/m³", "mg/m³"


def plain(text: object) -> str:
    """Text from the store or a file for a Markdown element: every mark escaped, line breaks kept, '' for nothing."""
    if text is None or pd.isna(text):
        return ""
    whole = SHORTCODE.sub(f":{WORD_JOINER}", str(text))
    return MARKUP.sub(r"\\\1", whole).replace("\r", "").replace("\n", "  \n")


def shortened(text: object, most: int) -> str:
    """The text, or as much of it as `most` signs hold, for a line whose link leads to the whole.

    A number or a Latin word is never cut in two: 500 of 5000 would be another figure.
    """
    whole = str(text)
    if len(whole) <= most:
        return whole
    cut = max((found.start() for found in ENDS.finditer(whole, 0, most)), default=0)
    return f"{whole[: cut or most - 1]}…"


def number(value: object, digits: int = 0, unit: str = "", missing: str = UNREPORTED) -> str:
    """A figure with its unit, or the word for a missing one; unknown is never zero."""
    if value is None or pd.isna(value):
        return missing
    return f"{float(str(value)):.{digits}f}{' ' if unit not in ('', '%') else ''}{unit}"


def day(value: object, missing: str = "") -> str:
    """A date as 2023-05-31."""
    if value is None or pd.isna(value):
        return missing
    return str(pd.Timestamp(str(value)).date())


def minute(value: str) -> str:
    """A moment that is kept as text, 2023-05-31T09:30:12+08:00, as 2023-05-31 09:30."""
    return value[: len("2023-05-31T09:30")].replace("T", " ")


def month(value: object, missing: str = UNREPORTED) -> str:
    """'2023-06' as 2023年6月."""
    if value is None or pd.isna(value):
        return missing
    year, _, number_of_month = str(value).partition("-")
    return f"{year}年{int(number_of_month)}月" if number_of_month else f"{year}年"


def quarter(value: object, missing: str = UNREPORTED) -> str:
    """'2023-Q2' as 2023年第二季度."""
    if value is None or pd.isna(value):
        return missing
    year, _, number_of_quarter = str(value).partition("-Q")
    return f"{year}年第{'一二三四'[int(number_of_quarter) - 1]}季度"


def last_day(year: int, month_of_year: int) -> dt.date:
    """The last day of a month."""
    start = dt.date(year + month_of_year // 12, month_of_year % 12 + 1, 1)
    return start - dt.timedelta(days=1)
