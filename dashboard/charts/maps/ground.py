"""The ground of every map: the district among its neighbours, a scale bar, where north is, and how much fits."""

import json
from functools import cache, lru_cache
from math import cos, log2, radians
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import shapely

from dashboard.datasets import ROOT

HEIGHT = 500
#: What a phone 375 pixels wide, and what the map beside a list, has between its margins.
PHONE, BESIDE = 343, 680
#: The smallest reach of a view, in degrees: a single point is seen with the streets around it.
LEAST = 0.02
#: How long a degree of longitude is here, of one of latitude.
NARROWED = cos(radians(35.5))
#: A degree of latitude on the ground, in metres.
DEGREE = 110_950
#: Deviation that nobody sees on a screen, in degrees: five metres.
UNSEEN = 0.00005


class Colours(NamedTuple):
    """The colours of the ground, for a light or a dark page."""

    around: str
    land: str
    border: str
    faint: str
    ink: str
    quiet: str
    plate: str
    water: str
    road: str


LIGHT = Colours("#EEF1F3", "#FBFAF5", "#7C8794", "#C3CBD3", "#1F2933", "#6A7683", "#FFFFFF", "#6FA8D6", "#CDBFA6")
DARK = Colours("#171E26", "#252E38", "#8B97A5", "#3B4652", "#E5E9EE", "#93A0AE", "#10161D", "#3F7CB0", "#6A6252")


class Frame(NamedTuple):
    """West, south, east and north of what is looked at."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def wider(self, share: float) -> "Frame":
        """The same with a margin all around."""
        across, down = share * (self.east - self.west), share * (self.north - self.south)
        return Frame(self.west - across, self.south - down, self.east + across, self.north + down)


def colours(*, dark: bool) -> Colours:
    """The colours for a light or a dark page."""
    return DARK if dark else LIGHT


def rgb(colour: str) -> tuple[int, int, int]:
    """A colour as numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def base(name: str) -> dict[str, Any]:
    """A file of data/geo."""
    features: dict[str, Any] = json.loads((ROOT / "data" / "geo" / f"{name}.geojson").read_text(encoding="utf-8"))
    return features


def lines(name: str) -> list[list[tuple[float, float]]]:
    """The lines of a file of data/geo."""
    return [line for feature in base(name)["features"] for line in feature["geometry"]["coordinates"]]


def names() -> list[tuple[str, float, float]]:
    """The neighbours' names and where they are read."""
    return [
        (feature["properties"]["name"], lon, lat)
        for feature in base("names")["features"]
        for lon, lat in feature["geometry"]["coordinates"]
    ]


@cache
def district() -> Frame:
    """How far the district reaches."""
    lons, lats = zip(*(point for line in lines("district") for point in line), strict=True)
    return Frame(min(lons), min(lats), max(lons), max(lats))


def frame_of(drawn: pd.DataFrame, *, close: bool = False) -> Frame:
    """What is to be seen: the district and what is drawn outside it; `close` only what is drawn, if anything is."""
    if drawn.empty:
        return district()
    reach = [drawn["lon"].min(), drawn["lat"].min(), drawn["lon"].max(), drawn["lat"].max()]
    shapes = [shape(text) for text in drawn["outline"] if text] if "outline" in drawn else []
    frames = [reach, *(each.bounds for each in shapes)]
    if not close:
        frames.append(district())
    west, south = np.min([each[:2] for each in frames], axis=0)
    east, north = np.max([each[2:] for each in frames], axis=0)
    across, down = max(LEAST - (east - west), 0) / 2, max(LEAST - (north - south), 0) / 2
    return Frame(float(west - across), float(south - down), float(east + across), float(north + down))


def zoom_of(frame: Frame, width: int, height: int) -> float:
    """The zoom at which a frame fills so many pixels."""
    # At zoom z the whole circle of longitude is 512 * 2**z pixels wide, and latitude is stretched by 1 / cos.
    wide = 512 * (frame.east - frame.west) / 360
    high = 512 * (frame.north - frame.south) / 360 / cos(radians(frame.middle[1]))
    return log2(min(height / high, width / wide) / 1.12)


def seen(frame: Frame, scale: float, width: int, height: int) -> Frame:
    """What so many pixels around the middle of a frame show, `scale` to a degree of longitude."""
    (lon, lat), across = frame.middle, width / 2 / scale
    down = height / 2 / scale * cos(radians(lat))
    return Frame(lon - across, lat - down, lon + across, lat + down)


class Scale(NamedTuple):
    """A scale bar: its ends, its words, and the foot of the arrow to the north beside it."""

    start: tuple[float, float]
    end: tuple[float, float]
    words: str
    north: tuple[float, float]


def scale_bar(frame: Frame) -> Scale:
    """A bar of a round length, less than a third as long as the frame is wide, in its lower left corner.

    It lies on the ground, and so stays right however the map is turned and drawn larger or smaller.
    """
    lon, lat = frame.west, frame.south
    degree = DEGREE * cos(radians(lat))
    longest = (frame.east - frame.west) * degree / 3
    metres = next(each for each in (50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 0) if each <= longest)
    words = f"{metres // 1000} 公里" if metres >= 1000 else f"{metres} 米"
    end = (lon + metres / degree, lat)
    return Scale((lon, lat), end, words, (end[0] + 0.05 * (frame.east - frame.west), lat))


@lru_cache(maxsize=20_000)
def shape(text: str) -> shapely.Geometry:
    """An outline in WGS-84 given as WKT, without what nobody sees of it."""
    return shapely.simplify(shapely.from_wkt(text), UNSEEN)


@lru_cache(maxsize=20_000)
def geometry(text: str) -> dict[str, Any]:
    """The same as GeoJSON, to a metre."""
    rounded = shapely.set_precision(shape(text), 0.00001, mode="pointwise")
    found: dict[str, Any] = json.loads(shapely.to_geojson(rounded))
    return found


def parts(text: str) -> list[list[tuple[float, float]]]:
    """The lines of an outline: the rings of polygons, or the lines themselves."""
    found = []
    for part in shapely.get_parts(shape(text)):
        if part.geom_type == "Polygon":
            found += [list(ring.coords) for ring in (part.exterior, *part.interiors)]
        elif part.geom_type != "Point":
            found.append(list(part.coords))
    return found
