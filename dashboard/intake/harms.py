"""What a spreadsheet or a keyboard has done to a cell: found, named, and refused where the value is lost."""

import re

import pyarrow as pa

from dashboard.datasets import Field
from dashboard.intake.folding import fold, seen
from dashboard.intake.moments import SERIAL, names_an_hour
from dashboard.intake.numbers import NO_VALUE, CellError

MONTH_AND_DAY = re.compile(r"([0-9]{1,2})月([0-9]{1,2})日")
#: January or October: 2023.10 typed as a number is stored as 2023.1.
HALF_A_MONTH = re.compile(r"20[0-9]{2}\.1")
#: What stands in place of a day of 2009 to 2036 once its format is lost.
DAY_OF_OURS = re.compile(r"4[0-9]{4}")
#: How many digits of a number a spreadsheet keeps.
KEPT_DIGITS = 15

#: What was done to cells and what becomes of them, as a sentence that goes on after the number of cells.
HARMS = {
    "no_value": "填的是“没有数据”的符号，已按空白处理；以后可直接留空，不要填0。",
    "excel_serial": "是Excel的日期序号，已换算成日期；请核对，并把这一列设为日期格式。",
    "hour_left_out": "在日期之后还写了钟点；这一列只记日期，钟点没有入库。",
    "hidden_year": "没有显示年份，已按格子里存着的年份（{}）入库；没写年份的日期，Excel会补上填表那年，"
    "请核对，并把这一列设为带年份的日期格式。",
    "excel_date": "像是Excel把“5-9”这类文字改成了日期，请改回原来的文字，并先把这一列设为文本格式。",
    "text_serial": "像是Excel把日期变成了序号；原来写的是日期的请改回文字，并先把这一列设为文本格式。",
    "long_number": "像是Excel把长编号改成了数字，15位以后的数字已经丢失，请对照原件改正，并先把这一列设为文本格式。",
    "full_width": "用了全角数字，已按半角读取；以后请用半角填写。",
    "unseen": "夹有看不见的字符，已去掉。",
    "stray_space": "首尾有多余的空格或换行，已去掉。",
}


class MadeADate(CellError):
    """Excel has made a date of what was typed, where no date belongs."""

    rule = "excel_date"


def name_date(field: Field, text: str, error: CellError) -> CellError:
    """What to raise for a text that cannot be read: of a month and a day, where none belongs, what it may have been."""
    found = MONTH_AND_DAY.fullmatch(text)
    if not found or field.type in ("date", "datetime"):
        return error
    month, day = (int(part) for part in found.groups())
    typed = f"“{text}”像是Excel把“{month}-{day}”或“{month}/{day}”改成了日期"
    if field.normalise != "month":
        return MadeADate(f"{typed}，请改回原来的内容，并先把这一列设为文本格式。")
    months = f"、{month}至{day}月" if month < day <= 12 else ""
    return MadeADate(
        f"{typed}，没有年份，也分不清是{month}月{months}还是{month}月{day}日，"
        f"请写成 2023-{month:02d}，几个月的一个月写一行，并先把这一列设为文本格式。"
    )


def harm(field: Field, text: str) -> str | None:
    """What has been done to a cell: a rule of HARMS, None for an unharmed cell."""
    stripped = seen(text)
    if field.is_measured and fold(stripped) in NO_VALUE:
        return "no_value"
    if (field.type in ("date", "datetime") or field.normalise == "month") and SERIAL.fullmatch(stripped):
        return "excel_serial"
    if field.type == "date" and names_an_hour(stripped):
        return "hour_left_out"
    if field.is_free_text and MONTH_AND_DAY.fullmatch(stripped):
        return "excel_date"
    if field.is_free_text and DAY_OF_OURS.fullmatch(stripped):
        return "text_serial"
    if field.is_free_text and _lost_digits(stripped):
        return "long_number"
    if field.is_measured and any("０" <= letter <= "９" for letter in stripped):
        return "full_width"
    if stripped != text.strip():
        return "unseen"
    return "stray_space" if text != stripped else None


def _lost_digits(text: str) -> bool:
    """Whether a text is a long number of which a spreadsheet kept the first fifteen digits."""
    return text.isascii() and text.isdigit() and len(text) > KEPT_DIGITS and not text[KEPT_DIGITS:].strip("0")


def refuse_half_month(field: Field, text: str, column: pa.Array) -> None:
    """Raises CellError for 2023.1 among months, unless 2023.10 stands in the column too."""
    folded = fold(text) if field.normalise == "month" else ""
    if HALF_A_MONTH.fullmatch(folded) and f"{folded}0" not in (fold(other) for other in column.to_pylist()):
        year = folded[:4]
        raise CellError(f"“{text}”分不清是1月还是10月（Excel会把2023.10存成2023.1），请写成 {year}-01 或 {year}-10。")


def refuse_number(field: Field, text: str, *, is_key: bool) -> None:
    """Raises CellError where a number cell of a workbook cannot be what a column of texts holds."""
    if field.normalise == "month" and HALF_A_MONTH.fullmatch(text):
        year = text[:4]
        raise CellError(f"“{text}”是数字，分不清是1月还是10月，请写成文字 {year}-01 或 {year}-10。")
    if field.type == "string" and (is_key or field.is_free_text) and len(text) > KEPT_DIGITS and text.isdigit():
        raise CellError(f"“{text}”超过15位，Excel已把它当数字丢掉了后面几位，请把这一列设为文本格式后重新填写。")


def refuse_date(field: Field, text: str, *, is_key: bool) -> None:
    """Raises CellError where a date cell of a workbook stands in a column of names that any text may be."""
    if field.is_free_text and is_key:
        raise MadeADate(f"这一格是日期（{text}），多半是Excel改的，请改回原来的内容，并先把这一列设为文本格式。")
