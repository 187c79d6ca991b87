"""Coordinates in WGS-84, whatever system they were reported in."""

from math import cos, pi, sin, sqrt

# The Krasovsky 1940 ellipsoid: GCJ-02 computes its offset on it, whatever the datum of the point.
SEMI_MAJOR_AXIS = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323


def to_wgs84(lon: float, lat: float, crs: str) -> tuple[float, float]:
    """Longitude and latitude in WGS-84; `crs` is a code of the data package."""
    if crs == "gcj02":
        return wgs84_from_gcj02(lon, lat)
    if crs in ("wgs84", "cgcs2000"):
        # CGCS2000 and WGS-84 differ by less than a metre: nothing that a map of a district could show.
        return lon, lat
    raise ValueError(f"unknown coordinate system: {crs!r}")


def wgs84_from_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """The point whose GCJ-02 image this is. There is no closed inverse; each round divides the error by hundreds."""
    guess_lon, guess_lat = lon, lat
    for _ in range(4):
        image_lon, image_lat = gcj02_from_wgs84(guess_lon, guess_lat)
        guess_lon, guess_lat = guess_lon + lon - image_lon, guess_lat + lat - image_lat
    return guess_lon, guess_lat


def gcj02_from_wgs84(lon: float, lat: float) -> tuple[float, float]:
    """The GCJ-02 offset inside China, by the approximation in general use: the official transform is unpublished."""
    x, y = lon - 105.0, lat - 35.0
    ripple = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)
    north = (
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
        + (ripple + 20 * sin(y * pi) + 40 * sin(y / 3 * pi) + 160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3
    )  # fmt: skip
    east = (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
        + (ripple + 20 * sin(x * pi) + 40 * sin(x / 3 * pi) + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    )  # fmt: skip
    latitude = lat / 180 * pi
    flattening = 1 - ECCENTRICITY_SQUARED * sin(latitude) ** 2
    metres_per_degree_north = SEMI_MAJOR_AXIS * (1 - ECCENTRICITY_SQUARED) / flattening**1.5 * pi / 180
    metres_per_degree_east = SEMI_MAJOR_AXIS / sqrt(flattening) * cos(latitude) * pi / 180
    return lon + east / metres_per_degree_east, lat + north / metres_per_degree_north
