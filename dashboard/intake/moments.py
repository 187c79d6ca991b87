"""A month, a day or an hour as people write it -> its canonical text, or what is wrong with it."""

import datetime as dt
import re

from dashboard.datasets import Field
from dashboard.intake.folding import fold, half_width
from dashboard.intake.numbers import CellError
from dashboard.reading.sheets import to_the_second

MONTH = re.compile(r"(20[0-9]{2})(?:[-/.年](0?[1-9]|1[0-2])(?:月份?)?|(0[1-9]|1[0-2]))")
#: A day without its year, whatever stands behind it.
WITHOUT_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12][0-9]|3[01])(?![0-9-/.年]).*")
YEAR = re.compile(r"(20[0-9]{2})(?:年度?|全年|年全年)?")
DAY = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{4})([0-9]{2})([0-9]{2})"
#: A time of day with what people put before and after it: 下午4:00, 4:00 PM, 15时30分, 15:00:00.9, +08:00.
CLOCK = (
    r"(?P<half>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚|夜间|[ap]m)? ?"
    r"(?P<hour>[0-9]{1,2})(?:[:时点](?:(?P<minute>[0-9]{1,2})分?(?:[:]?(?P<second>[0-9]{1,2})(?:\.(?P<part>[0-9]{1,9}))?秒?)?)?)?"
    r"(?: ?(?P<half_after>[ap]m))? ?(?P<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2}|\(?北京时间\)?)?"
)
DATE = re.compile(DAY)
MOMENT = re.compile(rf"(?P<day>{DAY})(?:t| ?日? ?){CLOCK}")
COMPACT = re.compile(r"([0-9]{8})[t ]?([0-9]{2})([0-9]{2})?([0-9]{2})?")
WHOLE_DAY = re.compile(r"[3-6][0-9]{4}")
SERIAL = re.compile(r"[3-6][0-9]{4}(?:\.[0-9]+)?")
#: Years that a report may speak of: 1023 is a year with a wrong digit.
YEARS_OF_OURS = range(1900, 2200)
EXCEL_DAY_ZERO = dt.datetime(1899, 12, 30)

#: The half of the day that a word means: hours to add, except where the hour is in it already.
AFTERNOON, MORNING, NOON = (
    {"下午", "傍晚", "晚上", "晚", "夜间", "pm"},
    {"凌晨", "早上", "早晨", "上午", "am"},
    {"中午"},
)
BEIJING = {"+08:00", "+0800", "+08", "北京时间", "(北京时间)"}


def read_month(text: str) -> str:
    """'2023年6月份', '2023/06/01', '202306' -> '2023-06'; '2023年', '2023全年' -> '2023'."""
    folded = fold(text)
    if found := MONTH.fullmatch(folded):
        return f"{found[1]}-{int(found[2] or found[3]):02d}"
    if found := YEAR.fullmatch(folded):
        return found[1]
    try:
        return read_day("月份", text)[:7]
    except CellError:
        raise CellError(f"“{text}”不是月份，请写成 2023-06。") from None


def read_date(field: Field, text: str) -> str:
    """'2023年6月1日', '2023/6/1 9:30', '45077' -> '2023-06-01'."""
    return read_day(field.title, text)


def read_day(title: str, text: str) -> str:
    """The day of a text, also where a time of day stands behind it."""
    folded = half_width(text).lower()
    if SERIAL.fullmatch(folded):
        return (EXCEL_DAY_ZERO + dt.timedelta(days=float(folded))).date().isoformat()
    if found := DATE.fullmatch(fold(text)):
        date = _calendar_day(found.groups())
        if not date:
            raise CellError(f"“{text}”这一天不存在，请核对{title}。")
        return date.isoformat()
    try:
        return _moment(title, text).date().isoformat()
    except CellError:
        raise CellError(f"“{text}”不是日期，请写成 2023-06-01。") from None


def lacks_year(text: str) -> bool:
    """Whether a text is a day, with or without an hour, of no year."""
    return WITHOUT_YEAR.fullmatch(half_width(text)) is not None


def names_an_hour(text: str) -> bool:
    """Whether a text has a time of day, other than midnight, beside its day."""
    folded = half_width(text).lower()
    if SERIAL.fullmatch(folded):
        return "." in folded
    try:
        return not DATE.fullmatch(fold(text)) and _moment("", text).time() != dt.time()
    except CellError:
        return False


def read_hour(field: Field, text: str) -> str:
    """'2023-06-01 5:00', '2023年6月1日5时', '2023060105' -> '2023-06-01 05:00:00'; 24:00 is 0:00 of the day after.

    A day alone is its first moment where the field has bare days.
    """
    if field.bare_days and (DATE.fullmatch(fold(text)) or WHOLE_DAY.fullmatch(fold(text))):
        return f"{read_day(field.title, text)} 00:00:00"
    return _moment(field.title, text).isoformat(" ")


def _moment(title: str, text: str) -> dt.datetime:
    folded = " ".join(half_width(text).lower().replace("：", ":").split())
    if SERIAL.fullmatch(folded) and "." in folded:
        return to_the_second(EXCEL_DAY_ZERO + dt.timedelta(days=float(folded)))
    if found := COMPACT.fullmatch(folded):
        day, clock = DATE.fullmatch(found[1]), [int(part or 0) for part in found.groups()[1:]]
    elif found := MOMENT.fullmatch(folded):
        day, clock = DATE.fullmatch(found["day"]), _clock(found, text)
    else:
        raise CellError(f"“{text}”不是日期加钟点，请写成 2023-06-01 05:00。")
    date = _calendar_day(day.groups()) if day else None
    hour, minute, second = clock
    if not date or hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
        raise CellError(f"“{text}”这个时刻不存在，请核对{title}。")
    moment = dt.datetime.combine(date, dt.time()) + dt.timedelta(hours=hour, minutes=minute, seconds=second)
    part = (found.groupdict().get("part") or "0").ljust(6, "0")[:6]
    return to_the_second(moment + dt.timedelta(microseconds=int(part)))


def _clock(found: re.Match[str], text: str) -> list[int]:
    """Hour, minute and second on a clock of 24 hours; raises CellError for another time zone."""
    zone, half = found["zone"], found["half"] or found["half_after"]
    if zone and zone not in BEIJING:
        raise CellError(f"“{text}”写的不是北京时间，请换算成北京时间，写成 2023-06-01 05:00。")
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if half in AFTERNOON and hour < 12:
        hour += 12
    elif (half in MORNING and hour == 12) or (half in AFTERNOON - {"下午", "pm"} and hour == 12):
        hour = 0 if half in MORNING else 24
    elif half in NOON and hour < 3:
        hour += 12
    return [hour, minute, second]


def _calendar_day(parts: tuple[str | None, ...]) -> dt.date | None:
    """The day that year, month and day name, None if the calendar has no such day or it is of no time of ours."""
    try:
        day = dt.date(*(int(part) for part in parts if part))
    except ValueError:
        return None
    return day if day.year in YEARS_OF_OURS else None
