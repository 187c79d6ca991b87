"""A header as printed -> the column it means: by name, title, other words or memory; nothing of it is passed over.

What stands behind a known word, in brackets or not, must be explained: a unit, another word for the same, a note on
filling in. O₃（8h） or PM2.5（去年同期） is another figure than the one without brackets.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dashboard.datasets import Dataset, Unit, dataset
from dashboard.intake.facts import rows
from dashboard.intake.folding import by_spelling, fold, half_width, letters_of
from dashboard.intake.measures import looks_like_unit, unit_named

#: What a person answers for a column that is not to be read.
IGNORED = ""
#: A column that says for each row which unit its value has.
UNIT_OF_ROW = ".unit"
#: What the year of a time that comes without one is called.
YEAR_TITLE = "年份"
UNIT_WORDS = {"单位", "计量单位", "浓度单位", "数值单位", "结果单位"}

#: A longer text is no header.
LONGEST = 120
BETWEEN = "()[]<>,;:、/·-~|。"
PIECE = re.compile(r"[^)\],;、|]*")
#: Where a unit may begin in a header whose words are not known.
MAY_BEGIN = re.compile(r"(?=[(\[])|(?<=[\s/:,])")
NO_UNIT = re.compile(r"\d*(?:\.\d+)?")


@dataclass(frozen=True)
class Meaning:
    """What a header says: field, name in a cross table, unit; `left` is what nobody could explain of it."""

    field: str
    name: str | None = None
    unit: Unit | None = None
    left: str = ""


@lru_cache(maxsize=8192)
def plain(printed: str) -> str:
    """A header for matching: folded, without the marks that typeset a subscript or a required column."""
    return re.sub(r"[_{}*:]", "", fold(printed)) or fold(printed)


def part_of(field: str, part: str) -> str:
    """What a column is said to hold that has only the date or the hour of a field."""
    return f"{field}.{part}"


@cache
def spellings_of(name: str) -> dict[str, str]:
    """Folded header -> field, for names, titles and variants; the two columns of a pivoting cross table too."""
    target = dataset(name)
    spelled = {plain(word): each.name for each in target.fields for word in (each.name, each.title, *each.headers)}
    cross = target.crosstab
    both = dict(cross.headers) if cross and cross.pivots else {}
    both |= {part_of(each.name, part): words for each in target.fields for part, words in each.parts.items()}
    return {plain(word): field for field, words in both.items() for word in words} | spelled


@cache
def names_of(name: str) -> dict[str, str]:
    """Folded header -> code, for the words of a cross table with a column for each."""
    cross = dataset(name).crosstab
    if cross is None or cross.pivots:
        return {}
    return by_spelling(cross.words, plain)


@cache
def _spelled(name: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """All known headers of a dataset by their letters alone; and by their first sign, with the longest first."""
    spelled = (*spellings_of(name), *names_of(name))
    by_first: dict[str, list[str]] = {}
    for word in sorted(filter(None, spelled), key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word)
    return {letters_of(word): word for word in reversed(spelled)}, by_first


def meaning_of(target: Dataset, printed: str, levels: Sequence[str], remembered: Mapping[str, str]) -> Meaning | None:
    """What a header means, one of two rows being read level by level; None for one that nobody knows."""
    told = remembered.get(plain(printed))
    if told is not None:
        return _as_told(target, printed, told) if told != IGNORED else None
    if not printed or len(printed) > LONGEST:
        return None
    whole = read_header(target.name, printed)
    different = list(dict.fromkeys(levels))
    if len(different) < 2 or (whole and not whole.left):
        return whole
    return _of_levels(target, different) or whole


def _as_told(target: Dataset, printed: str, told: str) -> Meaning | None:
    """A header by a person's answer: a column, or a name of a cross table that has one column for each."""
    cross = target.crosstab
    if told in target.columns or "." in told or (cross and told in cross.headers):
        meaning = Meaning(told)
    elif cross and told in cross.words and len(cross.values) == 1:
        meaning = Meaning(cross.values[0], told)
    else:
        return None
    wanted = target.units_of(meaning.field, meaning.name)
    text = half_width(printed)
    rests = [text[found.start() :].strip(" /:,") for found in MAY_BEGIN.finditer(text)]
    unit = next((found for found in (unit_named(rest, wanted.values()) for rest in rests) if found), None)
    odd = next((rest for rest in rests if wanted and not unit and looks_like_unit(rest)), "")
    return replace(meaning, unit=unit, left=odd)


def _of_levels(target: Dataset, levels: Sequence[str]) -> Meaning | None:
    """A header of two rows: each level names the column, or the name in a cross table, or is explained."""
    field, name, unit = None, None, None
    unexplained = []
    for level in levels:
        found = read_header(target.name, level)
        if found is None or found.left:
            unexplained.append(level)
        elif found.name and name is None:
            name, unit = found.name, found.unit or unit
        elif field is None:
            field, unit = found.field, found.unit or unit
        else:
            return None
    cross = target.crosstab
    if name and cross:
        value = field or (cross.values[0] if len(cross.values) == 1 else None)
        if value not in cross.values and value != _moved(target, levels):
            return None
        meaning = Meaning(str(value), name, unit)
    elif field:
        meaning = Meaning(field, None, unit)
    else:
        return None
    for level in unexplained:
        meaning = explained(target, meaning, plain(level))
        if meaning.left:
            return None
    return meaning


def _moved(target: Dataset, levels: Sequence[str]) -> str | None:
    return next((spellings_of(target.name).get(plain(level)) for level in levels), None)


@lru_cache(maxsize=65_536)
def read_header(name: str, printed: str) -> Meaning | None:
    """What one header cell means for a dataset; `left` says what of it could not be explained."""
    target, folded = dataset(name), plain(printed)
    own, crossed = spellings_of(name), names_of(name)
    cross = target.crosstab
    if len(own.keys() & {folded}) or len(crossed.keys() & {folded}):
        return _known(target, folded)
    by_letters, by_first = _spelled(name)
    if (spelled := by_letters.get(letters_of(printed))) is not None:
        return _known(target, spelled)
    best: Meaning | None = None
    for spelled in by_first.get(folded[:1], ()):
        if not folded.startswith(spelled) or (found := _known(target, spelled)) is None:
            continue
        rest = folded[len(spelled) :]
        if not _is_number(target, found.field):
            is_bracket = rest[0] in "([" and rest[-1] in ")]"
            if is_bracket and (cross is None or found.field not in cross.values):
                return found
            continue
        found = explained(target, found, rest)
        if not found.left:
            return found
        if rest[0] in BETWEEN or looks_like_unit(found.left):
            best = best or found
    return best


def _known(target: Dataset, spelled: str) -> Meaning | None:
    own, cross = spellings_of(target.name).get(spelled), target.crosstab
    if own:
        return Meaning(own)
    code = names_of(target.name).get(spelled)
    return Meaning(cross.values[0] if len(cross.values) == 1 else "", code) if cross and code else None


def _is_number(target: Dataset, name: str) -> bool:
    """Whether a column holds numbers; an unnamed one is that of a cross table."""
    field = next((each for each in target.fields if each.name == name), None)
    cross = target.crosstab
    if field is None:
        return bool(name == "" or (cross and name in cross.values))
    return field.type in ("number", "integer") and not field.values


def explained(target: Dataset, meaning: Meaning, rest: str) -> Meaning:
    """The meaning with what the rest of a header adds to it: a unit, a note, another word, another column."""
    wanted = target.units_of(meaning.field, meaning.name).values()
    words = _words(target.name)
    same = {
        word
        for known in (spellings_of(target.name), names_of(target.name))
        for word, what in known.items()
        if what == (meaning.name or meaning.field)
    }
    while rest := rest.lstrip(BETWEEN):
        piece = (PIECE.match(rest) or [""])[0]
        unit = unit_named(rest, wanted)
        here = rest if unit else piece
        unit = unit or (unit_named(piece, wanted) if piece != rest else None)
        if unit and meaning.unit in (None, unit) and not NO_UNIT.fullmatch(here):
            meaning, rest = replace(meaning, unit=unit), rest[len(here) :]
            continue
        word = max((word for word in {*words, *same} if rest.startswith(word)), key=len, default="")
        if word:
            meaning, rest = replace(meaning, field=words.get(word) or meaning.field), rest[len(word) :]
            continue
        return _with_several(target, meaning, rest)
    return meaning


def _with_several(target: Dataset, meaning: Meaning, rest: str) -> Meaning:
    """The meaning with a rest that states units by name: those of a column of many names must be ours."""
    both = stated_units(target, rest)
    wanted = target.units_of(meaning.field, meaning.name)
    stated = {name: both.get(name or meaning.name or meaning.field, both.get("")) for name in wanted}
    if not both or None in stated.values():
        return replace(meaning, left=rest.rstrip(BETWEEN))
    if len(wanted) == 1:
        return replace(meaning, unit=next(iter(stated.values())))
    return meaning if stated == wanted else replace(meaning, left=rest)


@cache
def _words(name: str) -> dict[str, str]:
    """Folded words that say nothing new of a column of a dataset, or that it is another column of it."""
    return {fold(row["word"]): row["field"] for row in rows("header_words") if row["dataset"] in ("", name)}


REST_OF_NAMES = {"其余", "其他", "其它", "其余项目", "其他项目", "其余指标"}


def stated_units(target: Dataset, text: str) -> dict[str, Unit]:
    """The units of a note such as “CO为mg/m³，其余为µg/m³” by code, the rest under ''; {} for other text."""
    cross = target.crosstab
    codes = by_spelling(cross.words, plain) if cross else {}
    codes |= {spelled: field for spelled, field in spellings_of(target.name).items() if _is_number(target, field)}
    found: dict[str, Unit] = {}
    waiting: list[str] = []
    for piece in filter(None, re.split(r"[,;、。()\[\]和与]|(?<=\d)及", fold(text).strip("()[]"))):
        at, unit = next(
            ((at, unit) for at in range(len(piece)) if (unit := unit_named(piece[at:]))), (len(piece), None)
        )
        name = plain(piece[:at].rstrip("为是:单位用按"))
        if name in REST_OF_NAMES:
            name = ""
        elif name and name not in codes:
            return {}
        waiting.append(codes.get(name, ""))
        if unit:
            found |= dict.fromkeys(waiting, unit)
            waiting = []
    return {} if waiting else found
