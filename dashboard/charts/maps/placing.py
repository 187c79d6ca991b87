"""Where names go: beside their marks where there is room, over no mark and no other name, else nowhere.

The room is that of the map as it is first seen. Coming closer only makes more of it; the list has every name.
"""

from math import cos, pi, sin
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from shapely import Point

from dashboard.charts.maps.ground import NARROWED, Frame, shape

Numbers = npt.NDArray[np.float64]

#: Pixels of a sign, of a line, and between a mark and its name.
SIGN, LINE, GAP = 13, 16, 3
#: Signs in a line of a name.
IN_LINE = 12


#: Where words may go instead of on their place: nearest first, in pixels to the right and down.
AROUND = [(0.0, 0.0)] + [
    (1.4 * far * cos(turn * pi / 4), far * sin(turn * pi / 4)) for far in (25, 50, 75, 100) for turn in range(8)
]

#: Where a line may bear its name, as shares of its length.
ALONG = (0.5, 0.35, 0.65, 0.2, 0.8)


class Name(NamedTuple):
    """Words at a place: how far from it in pixels, to the right and down, and which end of the words is there."""

    lon: float
    lat: float
    words: str
    right: float
    down: float
    anchor: str


class Room:
    """What of the map nothing stands in yet; `scale` is pixels to a degree of longitude, words end within `frame`."""

    def __init__(self, scale: float, frame: Frame | None = None) -> None:
        self._scale = scale
        self._boxes: list[tuple[float, float, float, float]] = []
        self._edges = (*self._at(frame.west, frame.north), *self._at(frame.east, frame.south)) if frame else None

    def block(self, lon: float, lat: float, size: float, right: float = 0, down: float = 0) -> None:
        """Nothing is to stand on a mark of this size, which is moved by so many pixels."""
        x, y = self._at(lon, lat)
        x, y, half = x + right, y + down, size / 2
        self._boxes.append((x - half, y - half, x + half, y + half))

    def beside(self, lon: float, lat: float, words: str, size: float, right: float = 0, down: float = 0) -> Name | None:
        """The words to the right or left of a mark, or above or below it; None where there is no room."""
        off = size / 2 + GAP
        up = off + self._high(words) / 2
        for anchor, x, y in (("start", off, 0), ("end", -off, 0), ("middle", 0, up), ("middle", 0, -up)):
            if self._take(lon, lat, words, right + x, down + y, anchor):
                return Name(lon, lat, words, right + x, down + y, anchor)
        return None

    def around(self, lon: float, lat: float, words: str, area: str = "") -> Name | None:
        """The words on a place or near it, within an area (WKT) where one is given; None where there is no room."""
        for x, y in AROUND:
            if area and not shape(area).contains(Point(*self._place(lon, lat, x, y))):
                continue
            if self._take(lon, lat, words, x, y, "middle"):
                return Name(lon, lat, words, x, y, "middle")
        return None

    def along(self, line: str, words: str) -> Name | None:
        """The words close beside a line (WKT), at its middle or at another place of it; None where there is no room."""
        longest = max(getattr(shape(line), "geoms", [shape(line)]), key=lambda part: part.length)
        off = self._high(words) / 2 + 1
        for share in ALONG:
            on = longest.interpolate(share, normalized=True)
            for down in (0, off, -off):
                if self._take(on.x, on.y, words, 0, down, "middle"):
                    return Name(on.x, on.y, words, 0, down, "middle")
        return None

    def _place(self, lon: float, lat: float, right: float, down: float) -> tuple[float, float]:
        return lon + right / self._scale, lat - down / self._scale * NARROWED

    def _at(self, lon: float, lat: float) -> tuple[float, float]:
        return lon * self._scale, -lat * self._scale / NARROWED

    @staticmethod
    def _high(words: str) -> float:
        return (words.count("\n") + 1) * LINE + 2

    def _take(self, lon: float, lat: float, words: str, right: float, down: float, anchor: str) -> bool:
        """Whether the words have room there; they take it then."""
        wide = max(map(width, words.split("\n"))) + 4
        x, y = self._at(lon, lat)
        left = x + right - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        high = self._high(words)
        box = (left, y + down - high / 2, left + wide, y + down + high / 2)
        if self._edges and not (
            self._edges[0] <= box[0]
            and self._edges[1] <= box[1]
            and box[2] <= self._edges[2]
            and box[3] <= self._edges[3]
        ):
            return False
        if any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in self._boxes):
            return False
        self._boxes.append(box)
        return True


def width(line: str) -> float:
    """Pixels of a line: a Latin letter or a digit takes somewhat more than half of a Chinese sign."""
    return sum(SIGN if ord(sign) > 0x2000 else 0.6 * SIGN for sign in line)


def label(text: str) -> str:
    """Name and state, the name in lines that are not too long and at most three."""
    name, _, state = text.partition("\n")
    lines = [name[start : start + IN_LINE] for start in range(0, min(len(name), 3 * IN_LINE), IN_LINE)]
    return "\n".join([*lines, state]).strip()


def areas_of(room: Room, areas: pd.DataFrame) -> list[Name]:
    """The names of areas with what is written under them, within each; the figure alone where both have no room."""
    found = [
        room.around(row.lon, row.lat, f"{row.name}\n{row.mark}".strip(), row.outline)
        or (room.around(row.lon, row.lat, row.mark, row.outline) if row.mark else None)
        for row in areas.itertuples(index=False)
    ]
    return [name for name in found if name]


def names_of(room: Room, single: pd.DataFrame, sizes: Numbers, shift: Numbers, chosen: str | None = None) -> list[Name]:
    """The names of marks that have room beside them, first that of the chosen one, as stations:1.

    The marks themselves are kept free before.
    """
    rows = list(zip(single.itertuples(index=False), sizes, shift, strict=True))
    rows.sort(key=lambda row: f"{row[0].layer}:{row[0].id}" != chosen)
    found = [room.beside(row.lon, row.lat, label(row.label), size, *by) for row, size, by in rows]
    return [name for name in found if name]
