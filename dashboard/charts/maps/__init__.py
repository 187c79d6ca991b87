"""Every map of the board: 一张图 and the small ones of plots, sections and stations; rows in, a map and its words out.

Rows have layer, name, state (a code of words.py, or none), lon, lat and their crs; see `placed`. What has no
coordinates or no coordinate system is never placed by guess. Nothing comes from outside: lines are files of ours or
outlines of the office's own, and tiles only those that the office has named (tiles.py).
"""

from dashboard.charts.maps.deck import SHAPES, point_map
from dashboard.charts.maps.drawing import outline_figure
from dashboard.charts.maps.ground import HEIGHT, PHONE
from dashboard.charts.maps.kinds import ALL, KINDS, TOWNS, Kind, alt, kind_of, legend, placed, state_of, states_shown
from dashboard.charts.maps.pins import MARKS

__all__ = [
    "ALL",
    "HEIGHT",
    "KINDS",
    "MARKS",
    "PHONE",
    "SHAPES",
    "TOWNS",
    "Kind",
    "alt",
    "kind_of",
    "legend",
    "outline_figure",
    "placed",
    "point_map",
    "state_of",
    "states_shown",
]
