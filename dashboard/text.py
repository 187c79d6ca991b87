"""Stored text on screen: shown to the letter, never taken for Markdown, and figures with their unit."""

import datetime as dt
import re

import pandas as pd

MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")
UNREPORTED = "未上报"
MICROGRAMS, MILLIGRAMS = "µg/m³", "mg/m³"


def plain(text: object) -> str:
    """Text from the store or a file for a Markdown element: every mark escaped, line breaks kept, '' for nothing."""
    if text is None or pd.isna(text):
        return ""
    return MARKUP.sub(r"\\\1", str(text)).replace("\r", "").replace("\n", "  \n")


def shortened(text: object, most: int) -> str:
    """The text, or as much of it as `most` signs hold, for a line whose link leads to the whole."""
    whole = str(text)
    return whole if len(whole) <= most else f"{whole[: most - 1]}…"


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
