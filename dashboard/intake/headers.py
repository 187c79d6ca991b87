"""Which rows of a sheet are its header, and which field each column holds: by name, title, spelling or memory."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from dashboard.datasets import Dataset, Unit, units
from dashboard.intake.cells import fold
from dashboard.intake.problems import ERROR, WARNING, Problem

#: How far down a header is looked for: titles and notes may stand above it.
SEARCHED = 20
IN_BRACKETS = re.compile(r"^(.*?)[(\[]([^()\[\]]*)[)\]]$")
LOOKS_LIKE_UNIT = re.compile(r"/(?:m|l|立方米|升)|^pp[bm]|^μ|^mg|^ug", re.IGNORECASE)
NEAR_ENOUGH = 70

#: What a person answers for a column that is not to be read.
IGNORED = ""


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
    """Rows `start` to `stop` of the grid, the columns that were recognised, and what is wrong with the rest."""

    start: int
    stop: int
    columns: list[Column] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

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

    `lines` are the rows' numbers in the file; `header_line` is the number a person named. `remembered` maps folded
    headers to fields (IGNORED for none) as persons decided earlier or just now.
    """
    starts = [start for start, line in enumerate(lines) if header_line in (None, line)]
    filled = [start for start in starts if any(cell.strip() for cell in top[start])] or starts or [0]
    tried = [_match(target, top, start, start + size, remembered) for start in filled for size in (1, 2)]
    tried = [header for header in tried if header.stop <= len(top)]
    best = max(tried, key=lambda header: (len(header.columns), -len(header.unknown), header.start - header.stop))
    if not best.columns:
        best = tried[0]
    line = lines[best.start]
    best.problems = [problem._replace(line=line) for problem in best.problems]
    return best


def _match(
    target: Dataset, top: Sequence[Sequence[str]], start: int, stop: int, remembered: Mapping[str, str]
) -> Header:
    header = Header(start, stop)
    levels_of = list(zip(*top[start:stop], strict=True))
    header.printed = [" ".join(dict.fromkeys(filter(None, map(str.strip, levels)))) for levels in levels_of]
    taken: dict[tuple[str, str | None], Column] = {}
    for position, levels in enumerate(levels_of):
        printed = header.printed[position]
        column = _column(target, position, printed, [level for level in levels if level.strip()], remembered)
        if column is None:
            if printed and remembered.get(_plain(printed)) != IGNORED:
                header.unknown.append(printed)
                header.problems.append(_unknown(target, printed))
            continue
        same = taken.setdefault((column.field, column.name), column)
        if same is not column:
            message = f"与第{same.position + 1}列是同一列，请删去一列。"
            header.problems.append(Problem(None, printed, "", ERROR, "repeated_column", message))
            continue
        header.columns.append(column)
        header.problems.extend(_unit_problem(target, column))
    _add_column_of_rows(target, header)
    return header


def _column(
    target: Dataset, position: int, printed: str, levels: Sequence[str], remembered: Mapping[str, str]
) -> Column | None:
    """What a column holds by its header, a header of two rows being read level by level."""
    meaning = remembered.get(_plain(printed))
    if meaning == IGNORED:
        return None
    stems, unit = zip(*map(_split_unit, [printed, *levels]), strict=True) if printed else ((), ())
    stated = next((found for found in unit if found), None)
    own = _spellings(target)
    if meaning is not None:
        return Column(position, printed, meaning, unit=stated)
    for stem in (_plain(printed), *stems[:1], *(stems if len(set(levels)) == 1 else ())):
        if stem in own:
            return Column(position, printed, own[stem], unit=stated)
    cross = target.crosstab
    if cross is None or cross.pivots:
        return None
    names = {_plain(word): code for code, words in cross.words.items() for word in (code, *words)}
    name = next((names[stem] for stem in stems if stem in names), None)
    value = next((own[stem] for stem in stems if own.get(stem) in cross.values), None)
    if name is None or (value is None and len(cross.values) > 1):
        return None
    return Column(position, printed, value or cross.values[0], name, stated)


def _add_column_of_rows(target: Dataset, header: Header) -> None:
    """Annex 1 prints its months in a first column without a header: the cross table says which field that is."""
    cross = target.crosstab
    if cross and cross.rows and header.crossed and cross.rows not in header.fields and not header.printed[0]:
        header.columns.insert(0, Column(0, target.field(cross.rows).title, cross.rows))


def part_of(field: str, part: str) -> str:
    """What a column is said to hold that has only the date or the hour of a field."""
    return f"{field}.{part}"


def _spellings(target: Dataset) -> dict[str, str]:
    """Folded header -> field, for names, titles and variants; the two columns of a pivoting cross table too."""
    spelled = {_plain(word): each.name for each in target.fields for word in (each.name, each.title, *each.headers)}
    cross = target.crosstab
    both = dict(cross.headers) if cross and cross.pivots else {}
    both |= {part_of(each.name, part): words for each in target.fields for part, words in each.parts.items()}
    return {_plain(word): name for name, words in both.items() for word in words} | spelled


@lru_cache(maxsize=4096)
def _plain(printed: str) -> str:
    """A header for matching: folded, without the marks that typeset a subscript or a required column."""
    return re.sub(r"[_{}*:]", "", fold(printed))


def _split_unit(printed: str) -> tuple[str, Unit | None]:
    """A header without what stands in brackets at its end, and the unit stated there if it states just one."""
    folded = _plain(printed)
    bracket = IN_BRACKETS.match(folded)
    if not bracket:
        return folded, None
    stated = [unit for unit in units() if any(_plain(word) in bracket[2] for word in (unit.name, *unit.words))]
    return bracket[1], stated[0] if len(stated) == 1 else None


def _unit_problem(target: Dataset, column: Column) -> Iterator[Problem]:
    """A unit in a header that cannot be converted into ours is refused; it is never passed over."""
    wanted = target.units_of(column.field, column.name)
    bracket = IN_BRACKETS.match(_plain(column.header))
    if not wanted or not bracket:
        return
    ours = "、".join(dict.fromkeys(unit.name for unit in wanted.values()))
    if column.unit is None:
        if LOOKS_LIKE_UNIT.search(bracket[2]) and not any(_plain(unit.name) in bracket[2] for unit in units()):
            message = f"不认识表头里的单位“{bracket[2]}”，请换算成{ours}并写明。"
            yield Problem(None, column.header, bracket[2], ERROR, "unknown_unit", message)
    elif any(unit.quantity != column.unit.quantity for unit in wanted.values()):
        message = f"表头的单位是{column.unit.name}，这一列应以{ours}填报，请换算后再上传。"
        yield Problem(None, column.header, column.unit.name, ERROR, "wrong_unit", message)


def _unknown(target: Dataset, printed: str) -> Problem:
    near = near_headers(target, printed)
    hint = f"是否为“{near[0]}”？" if near else ""
    message = f"不认识这一列，已忽略。{hint}可用的列：{'、'.join(field.title for field in target.fields)}。"
    return Problem(None, printed, "", WARNING, "unknown_column", message)


def near_headers(target: Dataset, printed: str) -> list[str]:
    """Titles of the columns whose accepted headers are nearest to an unknown one, nearest first."""
    spelled = {_plain(word): each.title for each in target.fields for word in (each.title, *each.headers)}
    found = process.extract(_plain(printed), list(spelled), scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=5)
    return list(dict.fromkeys(spelled[spelling] for spelling, _, _ in found))
