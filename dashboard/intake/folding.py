"""Text folded for matching: two texts that look alike are the same text."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

#: Characters that nobody sees (Unicode category Cf, and the mark of a byte order), without those that join emoji.
UNSEEN = dict.fromkeys([0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2065)])
UNSEEN |= dict.fromkeys([*range(0x2066, 0x2070), 0xFEFF])
JOINERS = dict.fromkeys([0x200C, 0x200D])
#: Minus signs and dashes that keyboards and typesetters put for the hyphen.
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-"))

#: Texts of so many signs are remembered as they were folded.
SHORT = 40


def seen(text: str) -> str:
    """The text without characters that nobody sees and without white space around it."""
    return text.strip() if text.isascii() else text.translate(UNSEEN).strip()


def half_width(text: str) -> str:
    """Full width, subscripts and dashes folded away; white space inside and case stay."""
    return seen(text) if text.isascii() else unicodedata.normalize("NFKC", seen(text)).translate(DASHES).strip()


def fold(text: str) -> str:
    """The text for matching, never for display: full width, subscripts, case and white space folded away."""
    return _fold_short(text) if len(text) <= SHORT else _folded(text)


@lru_cache(maxsize=65_536)
def _fold_short(text: str) -> str:
    """The same of a header or a name, which are asked for again and again: once for each dataset a file may be for."""
    return _folded(text)


def _folded(text: str) -> str:
    return "".join(half_width(text).translate(JOINERS).split()).lower()


def by_spelling(words: Mapping[str, Iterable[str]], form: Callable[[str], str] = fold) -> dict[str, str]:
    """Each way to write a code, folded, with the code: its words and the code itself."""
    return {form(word): code for code, known in words.items() for word in (code, *known)}


def letters_of(text: str) -> str:
    """A header for matching that may be punctuated otherwise: O₃（8h）, O3-8h and O3_8h are one."""
    return re.sub(r"[-_{}*:()\[\]<>/,;、。.\"'“”‘’]", "", fold(text)) or fold(text)
