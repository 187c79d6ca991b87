"""Which rows of a sheet are its header, and which field each column holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from dashboard.datasets import Dataset, Unit, dataset
from dashboard.intake.facts import rows
from dashboard.intake.folding import fold
from dashboard.intake.measures import looks_like_unit
from dashboard.intake.problems import ERROR, WARNING, Problem
from dashboard.intake.spelling import (
    IGNORED,
    UNIT_OF_ROW,
    UNIT_WORDS,
    YEAR_TITLE,
    Meaning,
    meaning_of,
    names_of,
    part_of,
    plain,
    spellings_of,
)

__all__ = ["IGNORED", "SEARCHED", "Column", "Header", "choices", "find_header", "near_headers", "part_of"]

#: How far down a header is looked for: titles and notes may stand above it.
SEARCHED = 20
NEAR_ENOUGH = 70
#: Where a bracket begins that is not part of a unit.
IN_BRACKETS = re.compile(r"(?<!/)[(\[]")


@dataclass(frozen=True)
class Column:
    """A column of the file: where it stands, its header as printed, and what it holds.

    `name` is the code a column of a cross table is of; `unit` the unit its header states.
    """

    position: int
    header: str
    field: str
    name: str | None = None
    unit: Unit | None = None


@dataclass
class Header:
    """Rows `start` to `stop` of the grid, the columns that were recognised, and what is wrong with the rest.

    `levels` are the rows that are the header itself, each of which may stand in the table again.
    """

    start: int
    stop: int
    columns: list[Column] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    levels: list[Sequence[str]] = field(default_factory=list)
    unexplained: list[tuple[str, Meaning | None]] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, Column]:
        """The columns that hold a field of their own, by the field."""
        return {column.field: column for column in self.columns if column.name is None}

    @property
    def crossed(self) -> list[Column]:
        """The columns of a cross table: each of one name."""
        return [column for column in self.columns if column.name is not None]


def find_header(
    target: Dataset,
    top: Sequence[Sequence[str]],
    lines: Sequence[int],
    remembered: Mapping[str, str],
    header_line: int | None = None,
) -> Header:
    """The header among the first rows of a grid: the row, or pair of rows, in which most columns are known.

    `lines` are the rows' numbers in the file; `header_line` is the number a person named. `remembered` maps headers
    to fields or names (IGNORED for none) as persons decided earlier or just now.
    """
    told = {plain(printed): meaning for printed, meaning in remembered.items()}
    starts = [start for start, line in enumerate(lines) if header_line in (None, line)]
    filled = [start for start in starts if any(cell.strip() for cell in top[start])] or starts or [0]
    tried = [_match(target, top, start, start + size, told) for start in filled for size in (1, 2)]
    tried = [header for header in tried if header.stop <= len(top)]
    best = max(tried, key=lambda header: (len(header.columns), -len(header.unknown), header.start - header.stop))
    if not best.columns:
        best = tried[0]
    if best.stop - best.start == 1 and best.start and _is_another_statistic(best, top[best.start - 1]):
        best = _match(target, top, best.start - 1, best.stop, told)
    best.problems += [_unknown(target, printed, meaning) for printed, meaning in best.unexplained]
    line = lines[best.start]
    best.problems = [problem._replace(line=line) for problem in best.problems]
    best.levels = list(top[best.start : best.stop])
    return best


def _is_another_statistic(header: Header, above: Sequence[str]) -> bool:
    """Whether a row above a header says of some of its columns that they are another figure, such as last year's."""
    texts = {fold(above[column.position]) for column in header.columns if column.position < len(above)}
    words = [fold(row["word"]) for row in rows("other_statistics")]
    return len(texts) > 1 and any(word in text for word in words for text in texts)


def _groups(levels: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The cells of a header of two rows, column by column; a group also stands over the blanks to its right."""
    grouped: list[tuple[str, ...]] = []
    for each in levels:
        left = grouped[-1] if grouped else ("", "")
        is_under = len(each) == 2 and not each[0].strip() and each[1].strip() and left[0].strip() and left[1].strip()
        grouped.append((left[0], each[1]) if is_under else each)
    return grouped


@lru_cache(maxsize=256)
def _columns(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands over each column in the rows of a header, and its levels: the same for any dataset it may be of."""
    read = [tuple(filter(None, map(str.strip, levels))) for levels in _groups(list(zip(*rows, strict=True)))]
    return tuple((" ".join(dict.fromkeys(levels)), levels) for levels in read)


def _match(
    target: Dataset, top: Sequence[Sequence[str]], start: int, stop: int, remembered: Mapping[str, str]
) -> Header:
    header = Header(start, stop)
    beside = {plain(each.title) for each in target.beside}
    columns = _columns(tuple(map(tuple, top[start:stop])))
    header.printed = [printed for printed, _ in columns]
    taken: dict[tuple[str, str | None], Column] = {}
    for position, (printed, levels) in enumerate(columns):
        if plain(printed) in beside:
            continue
        meaning = meaning_of(target, printed, levels, remembered)
        if meaning is None and printed in UNIT_WORDS:
            meaning = Meaning(UNIT_OF_ROW)
        if meaning is None or (meaning.left and not looks_like_unit(IN_BRACKETS.split(meaning.left)[0])):
            if printed and remembered.get(plain(printed)) != IGNORED:
                header.unknown.append(printed)
                header.unexplained.append((printed, meaning))
            continue
        column = Column(position, printed, meaning.field, meaning.name, meaning.unit)
        same = taken.setdefault((column.field, column.name), column)
        if same is not column:
            message = f"与第{same.position + 1}列是同一列，请删去一列。"
            header.problems.append(Problem(None, printed, "", ERROR, "repeated_column", message))
            continue
        header.columns.append(column)
        header.problems.extend(unit_problem(target, column, meaning.left))
    _add_column_of_rows(target, header)
    header.problems.extend(_ambiguous(target, header))
    return header


def _add_column_of_rows(target: Dataset, header: Header) -> None:
    """Annex 1 prints its months in a first column without a header: the cross table says which field that is."""
    cross = target.crosstab
    if cross and cross.rows and header.crossed and cross.rows not in header.fields and not header.printed[0]:
        header.columns.insert(0, Column(0, target.field(cross.rows).title, cross.rows))


def unit_problem(target: Dataset, column: Column, odd: str = "") -> Iterator[Problem]:
    """A unit that cannot be converted into ours is refused; it is never passed over. `odd` is one nobody knows."""
    wanted = target.units_of(column.field, column.name)
    named = "、".join(dict.fromkeys(unit.name for unit in wanted.values()))
    if odd:
        instead = f"请换算成{named}并写明" if named else "请在表头里去掉单位"
        yield Problem(None, column.header, odd, ERROR, "unknown_unit", f"不认识表头里的单位“{odd}”，{instead}。")
    elif wanted and column.unit and all(unit.quantity != column.unit.quantity for unit in wanted.values()):
        message = f"表头的单位是{column.unit.name}，这一列应以{named}填报，请换算后再上传。"
        yield Problem(None, column.header, column.unit.name, ERROR, "wrong_unit", message)


def _ambiguous(target: Dataset, header: Header) -> Iterator[Problem]:
    """A cross table has a column for each name; one more column of names or of values has no place in it."""
    cross = target.crosstab
    for name in (cross.names, *cross.values) if cross and header.crossed else ():
        if name in header.fields:
            column = header.fields[name]
            title = target.field(name).title
            message = f"表里已是一列一个{target.field(cross.names).title}，这一列不能再是“{title}”，请指明它是哪一个。"  # type: ignore[union-attr]
            yield Problem(None, column.header, "", ERROR, "column_without_name", message)


def _unknown(target: Dataset, printed: str, meaning: Meaning | None) -> Problem:
    near = near_headers(target, printed)
    if meaning:
        ours = "、".join(dict.fromkeys(unit.name for unit in target.units_of(meaning.field, meaning.name).values()))
        cross = target.crosstab
        names = {code: words[0] for code, words in cross.words.items()} if cross else {}
        title = (names | choices(target)).get(meaning.name or meaning.field, printed)
        message = (
            f"没有读入这一列：“{IN_BRACKETS.split(meaning.left)[0] or meaning.left}”说明它可能不是“{title}”本身。"
            f"如果就是，请改列名或指明这一列是什么{f'；如果那是单位，请换算成{ours}' if ours else ''}。"
        )
    else:
        hint = f"是否为“{near[0]}”？" if near else ""
        message = f"不认识这一列，已忽略。{hint}可用的列：{'、'.join(choices(target).values())}。"
    return Problem(None, printed, "", WARNING, "unknown_column", message)


def choices(target: Dataset) -> dict[str, str]:
    """What a header may be said to mean, in words: the columns, and the names that a cross table has columns for."""
    cross = target.crosstab
    names = {code: words[0] for code, words in cross.words.items()} if cross and not cross.pivots else {}
    years = {part_of(each.name, "year"): YEAR_TITLE for each in target.fields if "year" in each.parts}
    columns = {each.name: each.title for each in target.fields} | years
    return columns | (names if cross and len(cross.values) == 1 else {})


@lru_cache(maxsize=64)
def _titles(name: str) -> dict[str, str]:
    """Folded spelling -> title, of all that a header may be said to mean."""
    titles = choices(dataset(name))
    spelled = names_of(name) | spellings_of(name)
    return {spelling: titles[what] for spelling, what in spelled.items() if what in titles}


@lru_cache(maxsize=4096)
def _near(name: str, printed: str) -> tuple[str, ...]:
    spelled = _titles(name)
    found = process.extract(plain(printed), list(spelled), scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=5)
    return tuple(dict.fromkeys(spelled[spelling] for spelling, _, _ in found))


def near_headers(target: Dataset, printed: str) -> list[str]:
    """Titles of the columns and names whose accepted headers are nearest to an unknown one, nearest first."""
    return list(_near(target.name, printed))


def with_unit(header: Header, position: int, unit: Unit) -> None:
    """Say the unit of one column, which its header does not."""
    header.columns = [
        replace(column, unit=unit) if column.position == position else column for column in header.columns
    ]
