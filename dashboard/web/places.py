"""A map on a page, as the reader's browser can draw it; and where the rows of an upload would lie."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.charts import maps
from dashboard.coordinates import outline_in_wgs84, to_wgs84
from dashboard.intake.drafts import Draft
from dashboard.web import webgl
from dashboard.web.display import is_phone, pixels
from dashboard.web.shell.handed_out import hand_out
from dashboard.web.shell.tiles import templates

#: Pixels of a map, up and down: a whole one, one on a phone, one beside other things.
HEIGHT, PHONE_HEIGHT, SMALL = 560, 430, 360
#: Rows of a layer that go to the browser with the page; it fetches more by itself.
FEW = 300
#: Rows of an upload that are drawn.
DRAWN = 2_000


def show_map(
    items: pd.DataFrame,
    alt: str,
    *,
    key: str,
    height: int = HEIGHT,
    on_select: Callable[[], None] | None = None,
    chosen: str | None = None,
    **view: Any,
) -> None:
    """The map of items (see charts/maps), in the reader's colours; a plain picture where the browser has no WebGL."""
    if is_phone():
        view["width"], height = maps.PHONE, min(height, PHONE_HEIGHT)
    view |= {"dark": st.context.theme.type == "dark", "height": pixels(height)}
    if webgl.is_missing():
        st.caption(
            "浏览器不支持WebGL，改用平面示意图，点选请用清单。" if on_select else "浏览器不支持WebGL，改用平面示意图。"
        )
        figure = maps.outline_figure(items, **view)
        st.plotly_chart(figure, alt=alt, config={"displayModeBar": False}, key=f"{key}_drawn")
        return
    deck = maps.point_map(items, chosen=chosen, tiles=templates(), hand_out=partial(hand_out, ending="glb"), **view)
    for layer in deck.layers:
        if isinstance(layer.data, list) and len(layer.data) > FEW:
            layer.data = hand_out(json.dumps(layer.data, ensure_ascii=False, separators=(",", ":")).encode())
    st.pydeck_chart(deck, height=view["height"], alt=alt, on_select=on_select or "ignore", key=key)


def show_places(made: Draft) -> None:
    """Where the rows of an upload lie once their coordinate system is taken into account; nothing of others."""
    placed = places_of(made)
    if placed.empty:
        return
    st.subheader("上图核对")
    word = made.dataset.field("crs").word
    systems = "、".join(word(code) for code in placed["system"].unique())
    st.caption(f"按填报的坐标系（{systems}）换算后的位置，确认前请看是否在该在的地方。")
    show_map(placed, maps.alt(placed), key="places", height=SMALL)


def places_of(made: Draft) -> pd.DataFrame:
    """The rows that an upload would write and that have a place, in WGS-84, and their system; DRAWN at most."""
    layers = {kind.dataset: layer for layer, kind in maps.ALL.items()}
    if made.dataset.name not in layers or "crs" not in made.dataset.columns:
        return pd.DataFrame()
    rows = made.difference.upserts.slice(0, DRAWN).to_pandas().dropna(subset=["crs"])
    located = [_placed(row) for row in rows.to_dict("records")]
    names = rows["name" if "name" in rows else made.dataset.key[-1]]
    placed = pd.DataFrame(located, columns=["lon", "lat", "outline"], index=rows.index)
    return placed.assign(layer=layers[made.dataset.name], name=names, state=None, system=rows["crs"]).dropna(
        subset=["lon", "lat"]
    )


def _placed(row: dict[str, Any]) -> tuple[float | None, float | None, str | None]:
    """Longitude, latitude and outline of a row in WGS-84; a row that has an outline alone lies inside it."""
    text, crs = row.get("outline"), row["crs"]
    shape = outline_in_wgs84(str(text), crs) if pd.notna(text) else None
    if pd.notna(row.get("lon")) and pd.notna(row.get("lat")):
        lon, lat = to_wgs84(float(row["lon"]), float(row["lat"]), crs)
        return lon, lat, shape.wkt if shape else None
    return (shape.lon, shape.lat, shape.wkt) if shape else (None, None, None)
