"""What a number cell shows: its number format applied to the value (ECMA-376 Part 1, 18.8.31).

Signs, literals, padding, a percent sign and trailing zeros count, because they carry meaning: 27%, 2023.10, DK-007.
Digits that a format rounds away are kept, and separators of thousands are left out: they are but a way to look at it.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

#: Digits of a number that Excel keeps and shows; more are the noise of binary fractions.
EXCEL_DIGITS = 15

#: The formats that a workbook may name by number alone (18.8.30), as far as they are no dates.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
}

#: What a section is made of: quoted text, a mark for the next letter, brackets, a fill or a space, any other letter.
PART = re.compile(r'"([^"]*)"|[\\!](.)|\[([^\]]*)\]|([_*])(.)|(General|G/通用格式)|(.)', re.DOTALL)
COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|[黑蓝青绿洋红白黄]{1,2}色?|颜色 ?\d+)", re.I
)
CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?")
#: A text shown for a number: what stands before, its digits and those after the point, a percent sign, the rest.
SHOWN = re.compile(r"([^\d.%]*)([\d,]+)(?:\.(\d+))?(%?)([^\d.%]*)")
PLAIN_LITERALS = set(" -+()$¥￥€:~、，（）")


@dataclass(frozen=True)
class Shape:
    """One section of a format: digits, of which `0` are always shown, between literals; `decimals` after the point."""

    digits: str = ""
    decimals: int = 0
    is_percent: bool = False
    is_general: bool = False
    before: str = ""
    after: str = ""
    inside: tuple[tuple[int, str], ...] = ()

    @property
    def is_padded(self) -> bool:
        return self.digits.count("0") != 1 and not self.is_general

    def text(self, number: Decimal) -> str:
        """A number that is not negative as the section shows it."""
        if self.is_percent:
            number *= 100
        whole, _, fraction = format(number, "f").partition(".")
        fraction = fraction.rstrip("0")
        if not (self.digits or self.is_general):
            return self.before + self.after
        least = self.digits.count("0") or int(self.is_general)
        whole = whole.zfill(least) if least or int(whole) else ""
        if self.inside and fraction:
            return whole + "." + fraction
        for place, literal in self.inside:
            whole = f"{whole[: len(whole) - place]}{literal}{whole[len(whole) - place :]}"
        fraction = fraction.ljust(self.decimals, "0")
        return f"{self.before}{whole}{'.' if fraction else ''}{fraction}{'%' if self.is_percent else ''}{self.after}"


def number_text(number: float) -> str:
    """The number as Excel shows it in full: 22 for 22.0, 0.3 for 0.30000000000000004, never with an exponent."""
    # Adding 0.0 takes the sign off a zero.
    text = f"{number + 0.0:.{EXCEL_DIGITS}g}"
    return format(Decimal(text), "f") if "e" in text else text


class Shown(str):
    """The text that a number cell shows."""

    __slots__ = ()


def as_shown(code: str, number: float) -> float | Shown:
    """The number, or the text it shows where its format says more than the number."""
    return Shown(shown(code, number)) if code and says_more(code) else number


def code_of(text: str) -> str:
    """The format by which a number is shown as this text, '' where the text is no such number."""
    found = SHOWN.fullmatch(text.strip())
    if not found:
        return ""
    before, whole, fraction, percent, after = found.groups()
    literals = [f'"{literal}"' if literal.replace('"', "") else "" for literal in (before, after)]
    return f"{literals[0]}{'0' * len(whole.replace(',', ''))}{'.' + '0' * len(fraction) if fraction else ''}" + (
        percent + literals[1]
    )


@lru_cache(maxsize=1024)
def says_more(code: str) -> bool:
    """Whether a cell of this format may show anything but the number in full."""
    return any(
        shape is not None
        and (shape.before or shape.after or shape.inside or shape.decimals or shape.is_percent or shape.is_padded)
        for shape in _sections(code)
    )


@lru_cache(maxsize=1 << 16)
def shown(code: str, number: float) -> str:
    """The text of a number cell; the number in full where the format is for dates or not understood."""
    sections = _sections(code)
    kind = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    shape = sections[kind]
    if not code or shape is None or None in sections[:2]:
        return number_text(number)
    text = shape.text(Decimal(number_text(abs(number)))).strip()
    # A format that tells a negative number by its colour alone does not change its sign.
    return f"-{text}" if number < 0 and not text.startswith(("-", "(")) else text


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[Shape | None, ...]:
    """The sections for positive, negative and zero numbers; None for one that is not understood."""
    sections, start, quoted = [], 0, False
    for place, letter in enumerate(code):
        if letter == '"':
            quoted = not quoted
        if letter == ";" and not quoted:
            sections.append(code[start:place])
            start = place + 1
    shapes = [_shape(section) for section in [*sections, code[start:]][:3]]
    hides_all = len(shapes) > 1 and all(shape == Shape() for shape in shapes)
    return (None,) if hides_all else tuple(shapes)


def _shape(section: str) -> Shape | None:
    digits, decimals, after_point, is_percent, is_general = "", 0, False, False, False
    literals: list[tuple[int, str]] = []
    for found in PART.finditer(section):
        quoted, escaped, bracket, filler, _, general, letter = found.groups()
        if bracket is not None:
            money = CURRENCY.fullmatch(bracket)
            if not money and not COLOUR.fullmatch(bracket):
                return None
            literals.append((len(digits), money[1] if money else ""))
        elif quoted is not None or escaped is not None:
            literals.append((len(digits), quoted or escaped or ""))
        elif general:
            is_general = True
        elif filler:
            continue
        elif letter in "0#?":
            decimals += after_point and letter == "0"
            digits += "" if after_point else letter
        elif letter == ".":
            after_point = True
        elif letter == "%":
            is_percent = True
        elif letter == ",":
            if not re.match(r"[#0?]", section[found.end() :]) or after_point:
                return None
        elif letter in PLAIN_LITERALS or ord(letter) > 0x2E80:
            literals.append((len(digits), letter))
        else:
            return None
    return _placed(digits, decimals, is_percent, is_general, literals)


def _placed(
    digits: str, decimals: int, is_percent: bool, is_general: bool, literals: list[tuple[int, str]]
) -> Shape | None:
    """The shape with its literals before, after and inside the digits, the last counted from the right."""
    has_number = bool(digits) or is_general
    before = "".join(text for place, text in literals if place == 0 and digits)
    after = "".join(text for place, text in literals if place == len(digits))
    inside = tuple(
        (len(digits) - place, text) for place, text in reversed(literals) if 0 < place < len(digits) and text
    )
    if not has_number and (decimals or is_percent):
        return None
    return Shape(digits, decimals, is_percent, is_general, before, after, inside)
