"""The marks of a map: their shapes as pictures, and where those stand that would lie on each other."""

import base64
import io
import json
from collections.abc import Iterable
from functools import lru_cache
from math import ceil, cos, pi, sin

import numpy as np
import numpy.typing as npt
import pandas as pd
from PIL import Image, ImageDraw

from dashboard.charts.maps.ground import NARROWED, rgb

#: Pixels of a picture; it is drawn larger once and made small, so that its edges are smooth.
SIDE, FINER = 96, 4
RIM, LINE = (255, 255, 255, 255), (31, 41, 51, 150)

#: A mark with something written in it, one without, one of many, and one of more than THOUSANDS.
WIDE, NARROW, SMALL, DOT = 36, 24, 12, 6
THOUSANDS = 2_000
#: From so many marks on each is small, a grid says how many lie where, and names are left to the list.
MANY = 300

#: What stands around the mark that is chosen, and how wide it is.
RING, RING_SIZE = ("◯", "#F2C94C"), 58

#: Each shape as corners on a circle of radius 1, clockwise from the top (y downwards); None is a circle.
CORNERS: dict[str, list[tuple[float, float]] | None] = {
    "●": None,
    "◎": None,
    "◯": None,
    "■": [(-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)],
    "▼": [(-0.98, -0.75), (0.98, -0.75), (0, 0.98)],
    "▲": [(0, -0.98), (0.98, 0.75), (-0.98, 0.75)],
    "◆": [(0, -1), (0.9, 0), (0, 1), (-0.9, 0)],
    "★": [
        (radius * sin(turn * pi / 5), -radius * cos(turn * pi / 5))
        for turn, radius in enumerate([1.0, 0.5] * 5)
    ],
}  # fmt: skip


@lru_cache(maxsize=64)
def pictures(marks: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """One picture with all these shapes in their colours, and where each is in it, as data URLs.

    What is given by its address the browser does not take for new as long as that is the same.
    """
    columns = 8
    sheet = Image.new("RGBA", (columns * SIDE, max(1, ceil(len(marks) / columns)) * SIDE))
    places = {}
    for at, (shape, colour) in enumerate(marks):
        x, y = at % columns * SIDE, at // columns * SIDE
        sheet.paste(_picture(shape, colour), (x, y))
        places[f"{shape}{colour}"] = {"x": x, "y": y, "width": SIDE, "height": SIDE}
    file = io.BytesIO()
    sheet.save(file, "PNG", optimize=True)
    return _inline("image/png", file.getvalue()), _inline("application/json", json.dumps(places).encode())


def _inline(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


@lru_cache(maxsize=256)
def _picture(shape: str, colour: str) -> Image.Image:
    """One shape with a white rim, which keeps every colour apart from its ground."""
    side = SIDE * FINER
    image = Image.new("RGBA", (side, side))
    pen = ImageDraw.Draw(image)
    fill = (*rgb(colour), 255)
    for radius, paint in ((0.48, LINE), (0.465, RIM), (0.40, fill)):
        _shape(pen, shape, radius * side, side / 2, paint)
    if shape == "◎":
        _shape(pen, shape, 0.24 * side, side / 2, RIM)
        _shape(pen, shape, 0.14 * side, side / 2, fill)
    return image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)


def _shape(
    pen: ImageDraw.ImageDraw, shape: str, radius: float, middle: float, paint: tuple[int, int, int, int]
) -> None:
    corners = CORNERS[shape]
    if corners is None:
        pen.ellipse((middle - radius, middle - radius, middle + radius, middle + radius), fill=paint)
    else:
        pen.polygon([(middle + x * radius, middle + y * radius) for x, y in corners], fill=paint)


def ink_on(colour: str) -> tuple[int, int, int]:
    """Black or white, whichever is read on a colour."""
    red, green, blue = rgb(colour)
    return (31, 41, 51) if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else (255, 255, 255)


def sizes(drawn: pd.DataFrame) -> npt.NDArray[np.float64]:
    """How many pixels wide each mark is."""
    if len(drawn) > MANY:
        return np.full(len(drawn), float(DOT if len(drawn) > THOUSANDS else SMALL))
    return np.where(drawn["mark"] != "", float(WIDE), float(NARROW))


def spread(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], wide: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """How far each mark is moved, in pixels, so that those which would lie on each other stand around their middle.

    `x` and `y` are where they are on the screen. Very many are left where they are.
    """
    moved = np.zeros((len(x), 2))
    if len(x) > MANY:
        return moved
    for group in _crowds(x, y, wide):
        if len(group) < 2:
            continue
        middle_x, middle_y = x[group].mean(), y[group].mean()
        radius = max(wide[group].max() * 0.62, wide[group].sum() * 1.1 / (2 * pi))
        # In the order in which they stand around their middle already, so that none crosses another.
        around = sorted(group, key=lambda each: (np.arctan2(y[each] - middle_y, x[each] - middle_x), each))
        for turn, each in enumerate(around):
            angle = 2 * pi * turn / len(group) - pi / 2
            moved[each] = (middle_x + radius * cos(angle) - x[each], middle_y + radius * sin(angle) - y[each])
    return moved


def _crowds(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], wide: npt.NDArray[np.float64]
) -> Iterable[list[int]]:
    """Marks that lie on each other, directly or through others."""
    left = set(range(len(x)))
    while left:
        group, reached = [], [left.pop()]
        while reached:
            one = reached.pop()
            group.append(one)
            near = [
                other
                for other in left
                if np.hypot(x[one] - x[other], y[one] - y[other]) < 0.36 * (wide[one] + wide[other])
            ]
            left.difference_update(near)
            reached += near
        yield sorted(group)


def on_screen(drawn: pd.DataFrame, scale: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Where places are in pixels, to the right and down, `scale` to a degree of longitude."""
    return drawn["lon"].to_numpy() * scale, -drawn["lat"].to_numpy() * scale / NARROWED


def counted(drawn: pd.DataFrame, side: float) -> pd.DataFrame:
    """How many marks lie in each cell of a grid over the ground: west and south of the cell, its height, and the count.

    `side` is how many degrees of longitude a cell is wide.
    """
    high = side * cos(np.radians(drawn["lat"].mean()))
    cells = pd.DataFrame({"west": drawn["lon"] // side * side, "south": drawn["lat"] // high * high})
    return cells.value_counts(sort=False).rename("count").reset_index().assign(high=high)
