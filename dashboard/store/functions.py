"""What SQL asks of Python: coordinates, which a library converts.

Only the macros `located` and `outlined` (queries/definitions/map/) name these functions, and working_copy.py makes them
known when one of these is defined: whoever asks for no place waits for none of the libraries.
"""

from collections.abc import Sequence
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from duckdb.func import SPECIAL, PythonUDFType

from dashboard.coordinates import Outline, outline_in_wgs84, place_in_china

POINT = "struct(lon double, lat double)"
OUTLINE = "struct(wkt varchar, lon double, lat double, west double, south double, east double, north double)"


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the functions known to a connection and to all of its cursors."""
    functions: list[tuple[str, Any, list[Any], str]] = [
        ("place_of", places, ["double", "double", "varchar"], POINT),
        ("outline_of", outlines, ["varchar", "varchar"], OUTLINE),
    ]
    for name, function, takes, gives in functions:
        connection.create_function(name, function, takes, gives, type=PythonUDFType.ARROW, null_handling=SPECIAL)


def places(lon: pa.ChunkedArray, lat: pa.ChunkedArray, crs: pa.ChunkedArray) -> pa.Array:
    """Where points are in WGS-84; null where one cannot be placed."""
    east, north = (np.asarray(column.to_numpy(), dtype=float) for column in (lon, lat))
    systems = np.array(crs.to_pylist(), dtype=object)
    lons, lats = np.full(len(east), np.nan), np.full(len(east), np.nan)
    for system in {each for each in systems if each is not None}:
        rows = systems == system
        lons[rows], lats[rows] = place_in_china(east[rows], north[rows], system)
    nowhere = pa.array(np.isnan(lons))
    return pa.StructArray.from_arrays([pa.array(lons), pa.array(lats)], ["lon", "lat"], mask=nowhere)


def outlines(wkt: pa.ChunkedArray, crs: pa.ChunkedArray) -> pa.Array:
    """Outlines in WGS-84; null where one cannot be read or placed."""
    given = zip(wkt.to_pylist(), crs.to_pylist(), strict=True)
    found: Sequence[Any] = [outline_in_wgs84(text, system) if text and system else None for text, system in given]
    kinds = [(name, pa.string() if name == "wkt" else pa.float64()) for name in Outline._fields]
    return pa.array([each and each._asdict() for each in found], pa.struct(kinds))
