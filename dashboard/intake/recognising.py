"""Which dataset a file is for, by its headers and by what its first rows hold."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from dashboard.datasets import Dataset, uploadable
from dashboard.intake.columns import read_column
from dashboard.intake.folding import fold
from dashboard.intake.pages import Page, body_of, header_of, holds_no_data
from dashboard.intake.remembered import Answers, header_scope, spellings
from dashboard.intake.rows import registers
from dashboard.reading import FileProblem, Grid, read_file
from dashboard.store.reader import Reader

#: Rows that are looked at, and sheets.
LOOKED_AT = 50
SHEETS = 5
#: How much better the best dataset must fit than the next, and how well at least.
AHEAD, ENOUGH = 0.08, 0.3
#: What a word in the name of the file, or above the table, adds for the dataset whose title it is.
NAMED = 0.1


@dataclass(frozen=True)
class Recognised:
    """The dataset of a file, or '' and the likely ones, best first, to ask about; `problem` of what is no table."""

    name: str
    likely: tuple[str, ...] = ()
    problem: str = ""

    @property
    def question(self) -> str:
        """What to ask a person."""
        titles = [each.title for listed in uploadable().values() for each in listed if each.name in self.likely]
        if self.problem:
            return self.problem
        return f"可能是{'、'.join(titles)}，请指明数据集。" if titles else "认不出是哪个数据集，请指明。"


def recognise(lake: Reader, data: bytes, file_name: str, *, encoding: str | None = None) -> Recognised:
    """The dataset whose columns and values a file fits best, if one fits better than all others."""
    try:
        first = read_file(data, file_name, encoding=encoding)
    except FileProblem as problem:
        return Recognised("", problem=str(problem))
    grids = [first.top(LOOKED_AT)]
    others = sorted((name for name in first.seen_sheets if name != first.sheet), key=holds_no_data)
    explaining: list[Grid] = []
    for name in others[:SHEETS]:
        try:
            grid = read_file(data, file_name, sheet=name).top(LOOKED_AT)
        except FileProblem:
            continue  # An empty sheet says nothing.
        (explaining if holds_no_data(name) else grids).append(grid)
    fits = _fits(lake, grids, file_name)
    if explaining and max(fits.values()) < ENOUGH:
        fits = _fits(lake, [*grids, *explaining], file_name)
    ranked = sorted(fits, key=lambda name: -fits[name])
    likely = tuple(name for name in ranked if fits[name] > max(fits[ranked[0]] - AHEAD, ENOUGH / 3))
    is_clear = len(likely) == 1 and fits[ranked[0]] >= ENOUGH
    return Recognised(ranked[0] if is_clear else "", likely[:5])


def _fits(lake: Reader, grids: list[Grid], file_name: str) -> dict[str, float]:
    """How well the best of the sheets fits each dataset that a person may upload."""
    return {each.name: _best_fit(lake, each, grids, file_name) for listed in uploadable().values() for each in listed}


def _best_fit(lake: Reader, target: Dataset, grids: list[Grid], file_name: str) -> float:
    """How well the best of the sheets fits a dataset."""
    remembered = spellings(lake, header_scope(target.name), {})
    return max(_fit(lake, target, grid, file_name, remembered) for grid in grids)


def _fit(lake: Reader, target: Dataset, grid: Grid, file_name: str, remembered: Mapping[str, str]) -> float:
    """From 0 to 1, more with a title: the shares of columns known, of needed ones present, and of cells that fit."""
    header = header_of(target, grid, remembered)
    parts = Counter(column.field.partition(".")[0] for column in header.columns if "." in column.field)
    # A date alone is no time.
    held = {column.field for column in header.columns} | {name for name, count in parts.items() if count > 1}
    if header.crossed and target.crosstab:
        held.add(target.crosstab.names)
    keys = [name for name in target.key if name in held]
    if not header.columns or not keys:
        return 0.0
    needed = [each.name for each in target.fields if each.required]
    of_file = len(header.columns) / max(len(header.columns) + len(header.unknown), 1)
    of_needed = sum(name in held for name in needed) / len(needed)
    of_keys = len(keys) / len(target.key)
    above = [cell for column in grid.cells.slice(0, header.start).columns for cell in column.to_pylist()]
    said = "".join(map(fold, (file_name, grid.sheet or "", *above)))
    is_named = fold(target.title) in said or target.name in said
    return of_file * of_needed * of_keys * _readable(lake, target, Page(grid, header)) + NAMED * is_named


def _readable(lake: Reader, target: Dataset, page: Page) -> float:
    """The share of cells that can be read as what their column holds."""
    body = body_of(target, page)
    known = registers(lake, target, Answers())
    good = bad = 0
    for each in target.fields:
        if each.name in body.texts and len(body.lines):
            names = known.get(each.name, ("", None))[1]
            texts: pa.Array = body.texts[each.name]
            reading = read_column(each, texts, names)
            faulty = len(reading.rows_of(list(reading.faults)))
            bad += faulty
            good += len(texts) - faulty
    return good / (good + bad) if good + bad else 1.0
