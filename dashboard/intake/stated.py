"""Units that stand beside the header: in a row of units under or above it, or in a line such as “单位：mg/m³”."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dashboard.datasets import Dataset, Unit
from dashboard.intake.folding import half_width
from dashboard.intake.headers import Column, Header, unit_problem, with_unit
from dashboard.intake.measures import looks_like_unit, unit_named
from dashboard.intake.problems import ERROR, Problem
from dashboard.intake.spelling import stated_units

#: “单位：” that introduces a unit of measure; 填报单位 and the like name an office.
INTRODUCED = re.compile(r"(?<![一-鿿])(?:计量|浓度|数据|数值|表中|面积|本表|注:)?单位(?:均|都)?[为是:]+ ?(.+)")
ENDS = re.compile(r"[)。;,](?=.)|\s")
#: Cells of a row of units that say nothing of a unit.
BLANK = {"", "-", "--", "—", "/", "单位", "计量单位", "无"}


def note_units(
    target: Dataset, header: Header, top: Sequence[Sequence[str]], below: Iterable[Sequence[str]], lines: Sequence[int]
) -> None:
    """Give the columns the units that stand beside their header, and the header the row of units that is part of it."""
    if header.stop < len(top) and _is_row_of_units(target, header, top[header.stop]):
        _take_row(target, header, top[header.stop], lines[header.stop])
        header.levels.append(top[header.stop])
        header.stop += 1
    elif header.start and _is_row_of_units(target, header, top[header.start - 1]):
        _take_row(target, header, top[header.start - 1], lines[header.start - 1])
    for line, row in [*zip(lines, top[: header.start], strict=False), *((lines[header.start], row) for row in below)]:
        text = " ".join(dict.fromkeys(filter(None, (half_width(cell) for cell in row))))
        if "单位" in text and (found := INTRODUCED.search(text)):
            header.problems.extend(_take_line(target, header, found[1], line))


def _measured(target: Dataset, header: Header) -> Iterator[tuple[Column, list[Unit]]]:
    """The columns of numbers, with the units that their values are kept in."""
    for column in header.columns:
        each = next((each for each in target.fields if each.name == column.field), None)
        if each is None or (each.type in ("number", "integer") and not each.values):
            yield column, list(target.units_of(column.field, column.name).values())


def _is_row_of_units(target: Dataset, header: Header, row: Sequence[str]) -> bool:
    """Whether every cell over a number is a unit, and at least one of them is."""
    cells = [
        (half_width(row[column.position]), wanted)
        for column, wanted in _measured(target, header)
        if column.position < len(row)
    ]
    stated = [(cell, wanted) for cell, wanted in cells if cell not in BLANK]
    return bool(stated) and all(
        (unit_named(cell, wanted) or looks_like_unit(cell)) and not INTRODUCED.search(cell) for cell, wanted in stated
    )


def _take_row(target: Dataset, header: Header, row: Sequence[str], line: int) -> None:
    for column, wanted in list(_measured(target, header)):
        cell = half_width(row[column.position])
        if cell in BLANK:
            continue
        unit = unit_named(cell, wanted)
        if column.unit and unit != column.unit:
            message = f"表头的单位是{column.unit.name}，单位行写的是{cell}，请改成一致。"
            header.problems.append(Problem(line, column.header, cell, ERROR, "wrong_unit", message))
            continue
        if unit:
            with_unit(header, column.position, unit)
        stated = Column(column.position, column.header, column.field, column.name, unit)
        problems = unit_problem(target, stated, "" if unit else cell)
        header.problems.extend(problem._replace(line=line) for problem in problems)


def _take_line(target: Dataset, header: Header, text: str, line: int) -> Iterator[Problem]:
    """The units of a line go to all columns of their quantity whose header states none."""
    stated = stated_units(target, text)
    if not stated:
        stated = next((found for part in ENDS.split(text) if (found := stated_units(target, part))), {})
    if not stated:
        if looks_like_unit(text):
            message = f"不认识“单位：{text}”，请换算成本表的单位，并改写这一行。"
            yield Problem(line, "", text, ERROR, "unknown_unit", message)
        return
    fits = False
    measured = [(column, wanted) for column, wanted in _measured(target, header) if wanted]
    for column, wanted in measured:
        by_name = target.units_of(column.field, column.name)
        units = {name: stated.get(name or column.name or column.field, stated.get("")) for name in by_name}
        unit = next((unit for unit in units.values() if unit), None)
        quantities = {each.quantity for each in wanted}
        fits = fits or bool(unit and unit.quantity in quantities) or column.unit is not None
        if column.unit or not unit or unit.quantity not in quantities:
            continue
        if len(set(units.values())) == 1:
            with_unit(header, column.position, unit)
        elif units != by_name:
            message = f"“单位：{text}”与本表的单位不同，请换算后再上传，或每种指标一列并写明单位。"
            yield Problem(line, column.header, text, ERROR, "wrong_unit", message)
    if measured and not fits:
        named = "、".join(dict.fromkeys(unit.name for _, wanted in measured for unit in wanted))
        message = f"“单位：{text}”不是本表的单位，应以{named}填报，请换算后再上传。"
        yield Problem(line, "", text, ERROR, "wrong_unit", message)
