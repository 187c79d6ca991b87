"""How a map is laid out, whoever draws it: marks side by side that would lie on each other, names that have room."""

from typing import NamedTuple

import pandas as pd

from dashboard.charts.maps import marks
from dashboard.charts.maps.ground import Frame, names
from dashboard.charts.maps.kinds import SHADED, TOWNS
from dashboard.charts.maps.placing import Name, Numbers, Room, areas_of, names_of

#: Outlines whose names are written, and how many at most.
NAMED, MOST_NAMED = ("town", "river", "road"), 100
#: Those that are lines, whose name stands beside them.
LINES = ("river", "road")
#: How dense the lowest and the highest value fill an area, and what has none to be compared.
FAINTEST, DENSEST, UNMEASURED = 0.18, 0.55, 0.24
NO_OUTLINES = pd.DataFrame(columns=["kind", "name", "outline", "lon", "lat"])


class Layout(NamedTuple):
    """The marks with their sizes and how far each is moved, in pixels; and what is written, the weightiest first."""

    single: pd.DataFrame
    sizes: Numbers
    shift: Numbers
    areas: list[Name]
    names: list[Name]
    base: list[Name]


def lay_out(
    drawn: pd.DataFrame, outlines: pd.DataFrame, scale: float, frame: Frame, chosen: str | None = None
) -> Layout:
    """The layout of what `placed` has, over `outlines`; `scale` is pixels to a degree of longitude.

    The `chosen` item is named before the others. Very many marks leave their names to the list, and keep no place free.
    """
    is_shaded = drawn["shape"] == SHADED
    single, shaded = drawn[~is_shaded], drawn[is_shaded]
    sizes = marks.sizes(single)
    shift = marks.spread(*marks.on_screen(single, scale), sizes)
    room, are_few = Room(scale, frame), len(single) <= marks.MANY
    if are_few:
        for row, size, (right, down) in zip(single.itertuples(index=False), sizes, shift, strict=True):
            room.block(row.lon, row.lat, size, right, down)
    areas = areas_of(room, shaded)
    named = names_of(room, single, sizes, shift, chosen) if are_few else []
    return Layout(single, sizes, shift, areas, named, _base_names(outlines, set(shaded["name"]), room))


def strengths(shapes: pd.DataFrame) -> list[float]:
    """How dense each area is filled, 1 for wholly: towns by what is written in them, everything else alike."""
    values = pd.to_numeric(shapes["mark"].where(shapes["layer"].isin(TOWNS)), errors="coerce")
    low, high = values.min(), values.max()
    share = (values - low) / (high - low) if high > low else values * 0 + 0.5
    return [float(strength) for strength in (FAINTEST + (DENSEST - FAINTEST) * share).fillna(UNMEASURED)]


def _base_names(outlines: pd.DataFrame, shaded: set[str], room: Room) -> list[Name]:
    """The names of neighbours, towns, rivers and roads, where nothing more important is written."""
    rows = outlines[outlines["kind"].isin(NAMED) & ~outlines["name"].isin(shaded)].head(MOST_NAMED)
    found = [room.around(lon, lat, name) for name, lon, lat in names()]
    for row in rows.itertuples(index=False, name="Row"):
        is_line = row.kind in LINES
        found.append(room.along(row.outline, row.name) if is_line else room.around(row.lon, row.lat, row.name))
    return [name for name in found if name]
