"""What a map may show: the layers with a shape each, their states, and the rows as they are drawn."""

from typing import Any, NamedTuple

import pandas as pd

from dashboard.coordinates import to_wgs84
from dashboard.datasets import dataset
from dashboard.words import (
    BLACK_ODOUR,
    COLOURS,
    DUSTFALL,
    ENTERPRISES,
    OUTFALLS,
    PLOTS,
    PROJECTS,
    SECTIONS,
    STATIONS,
    TOWN_TASKS,
    WATER_SOURCES,
    State,
)

#: The shape of a shaded area in a legend.
SHADED = "▦"


class Kind(NamedTuple):
    """How one layer looks: a shape of its own, as a character and as plotly calls it; its states and its dataset."""

    shape: str
    symbol: str
    states: dict[str, State]
    dataset: str
    word: str

    @property
    def title(self) -> str:
        """What it is called in a legend: towns by what they are shaded by, all else by its dataset."""
        return self.word if self in TOWNS.values() else dataset(self.dataset).title


#: Layers of marks.
KINDS = {
    "stations": Kind("●", "circle", STATIONS, "stations", "空气站点"),
    "sections": Kind("■", "square", SECTIONS, "sections", "水质断面"),
    "outfalls": Kind("▼", "triangle-down", OUTFALLS, "outfalls", "排污口"),
    "projects": Kind("▲", "triangle-up", PROJECTS, "projects", "重点工程"),
    "plots": Kind("◆", "diamond", PLOTS, "plots", "地块"),
    "enterprises": Kind("★", "star", ENTERPRISES, "monitored_enterprises", "监管单位"),
    "water_sources": Kind("◎", "circle-dot", WATER_SOURCES, "water_sources", "水源"),
}
#: What towns may be shaded by: one at a time.
TOWNS = {
    "towns_dustfall": Kind(SHADED, "square", DUSTFALL, "dustfall", "镇街降尘量"),
    "towns_pm2_5": Kind(SHADED, "square", STATIONS, "air_daily", "镇街PM₂.₅"),
    "towns_late": Kind(SHADED, "square", TOWN_TASKS, "tasks", "镇街逾期任务数"),
}

#: What only small maps show: points of other lists, and outlines as they are handed in.
OTHERS = {
    "black_odour_points": Kind("◎", "circle-dot", BLACK_ODOUR, "black_odour_points", "黑臭水体点位"),
    "map_outlines": Kind(SHADED, "square", {}, "map_outlines", "地图要素"),
}
ALL = KINDS | TOWNS | OTHERS

#: The columns of `placed`.
COLUMNS = [
    "layer",
    "id",
    "name",
    "kind",
    "state",
    "shape",
    "label",
    "colour",
    "lon",
    "lat",
    "mark",
    "figure",
    "outline",
]


def kind_of(layer: str) -> Kind:
    """The kind of a layer."""
    return ALL[layer]


def state_of(layer: str, code: Any) -> State:
    """The state of a code in a layer; an empty one where nothing is said of it."""
    return kind_of(layer).states[code] if pd.notna(code) else State("", "", "calm")


def placed(points: pd.DataFrame) -> pd.DataFrame:
    """The items that can be drawn, in WGS-84, each with its shape, words and colour.

    `points` has layer, name, state, lon, lat, and crs unless they are in WGS-84 already; it may have `id`, `mark` (what
    is written into the mark), `figure` (the value in words), `colour` (in place of that of the state) and `outline`.
    """
    known = _known(points).reset_index(drop=True)
    places = known[["lon", "lat"]].astype(float)
    for crs, rows in known.groupby("crs") if "crs" in known else ():
        lon, lat = to_wgs84(places.loc[rows.index, "lon"].to_numpy(), places.loc[rows.index, "lat"].to_numpy(), crs)
        places.loc[rows.index, "lon"], places.loc[rows.index, "lat"] = lon, lat
    states = {
        (layer, code): state_of(layer, code)
        for layer, code in known[["layer", "state"]].drop_duplicates().itertuples(index=False)
    }
    nothing = State("", "", "calm")
    found = [states.get(pair, nothing) for pair in zip(known["layer"], known["state"], strict=True)]
    words = [state.word for state in found]
    colours = pd.Series([COLOURS[state.tone] for state in found], index=known.index, dtype=object)
    drawn = pd.DataFrame(
        {
            "layer": known["layer"],
            "id": _given(known, "id").where(_given(known, "id") != "", known["name"]),
            "name": known["name"],
            "kind": known["layer"].map({layer: kind.title for layer, kind in ALL.items()}),
            "state": words,
            "shape": known["layer"].map({layer: kind.shape for layer, kind in ALL.items()}),
            "label": [f"{name}\n{word}".strip() for name, word in zip(known["name"], words, strict=True)],
            "colour": _given(known, "colour").where(_given(known, "colour") != "", colours),
            "lon": places["lon"],
            "lat": places["lat"],
            "mark": _given(known, "mark"),
            "figure": _given(known, "figure"),
            "outline": _given(known, "outline"),
        }
    )
    return drawn[COLUMNS]


def _given(rows: pd.DataFrame, column: str) -> pd.Series:
    """A column that rows may have, '' where nothing stands in it."""
    return rows[column].fillna("").astype(object) if column in rows else pd.Series("", index=rows.index, dtype=object)


def _known(points: pd.DataFrame) -> pd.DataFrame:
    """The items that `placed` would have."""
    return points.dropna(subset=["lon", "lat", *(["crs"] if "crs" in points else [])])


def legend(points: pd.DataFrame) -> list[tuple[str, str]]:
    """Shape and word of every layer that has an item on the map."""
    present = set(_known(points)["layer"])
    return [(kind.shape, kind.title) for layer, kind in ALL.items() if layer in present]


def states_shown(points: pd.DataFrame) -> list[State]:
    """The states that occur among the marks, each once, in the order of the layers."""
    pairs = set(_known(points)[["layer", "state"]].drop_duplicates().itertuples(index=False, name=None))
    found = [state for layer, kind in KINDS.items() for code, state in kind.states.items() if (layer, code) in pairs]
    return list(dict.fromkeys(found))


def alt(points: pd.DataFrame) -> str:
    """The map in one sentence: what is on it, in which states, and how much could not be placed."""
    drawn = _known(points)
    present = set(drawn["layer"])
    parts = [f"{kind.title}{_counts(drawn, layer)}" for layer, kind in ALL.items() if layer in present]
    on_map = f"已定位{len(drawn)}项：{'；'.join(parts)}" if parts else "尚无已定位的点"
    return f"城区一张图，{on_map}；未定位{len(points) - len(drawn)}项。"


def _counts(drawn: pd.DataFrame, layer: str) -> str:
    rows = drawn.loc[drawn["layer"] == layer, "state"]
    states = rows.dropna().value_counts(sort=False)
    words = "、".join(f"{state_of(layer, code).word}{count}" for code, count in states.items())
    return f"{len(rows)}项" + (f"（{words}）" if words else "")
