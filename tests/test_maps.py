"""Points land where they are, or not at all; shape, word and colour say what they are; nothing comes from outside."""

import json
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Playwright

from dashboard.charts import maps
from dashboard.coordinates import gcj02_from_wgs84, to_wgs84, wgs84_from_gcj02
from dashboard.words import COLOURS
from data.geo import make
from tests.browser import ARGUMENTS, CHROMIUM
from tests.serving import serving

COLUMNS = ["layer", "name", "state", "lon", "lat", "crs"]
GEO = Path(make.__file__).parent
SOURCE = json.loads((GEO / "source" / "chengqu_140502_gcj02.geojson").read_text(encoding="utf-8"))["features"][0]
OUTLINE = SOURCE["geometry"]["coordinates"][0][0]
DISTRICT = json.loads((GEO / "district.geojson").read_text(encoding="utf-8"))["features"][0]["geometry"]
NEIGHBOURS = json.loads((GEO / "neighbours.geojson").read_text(encoding="utf-8"))["features"]


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[0] - other[0]) * cos(radians(one[1])) * 111_320
    return hypot(east, (one[1] - other[1]) * 110_950)


def points(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        # Published test points of the eviltransform project: Beijing, Shanghai, Shenzhen.
        ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
        ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
        ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ],
)
def test_gcj02_offset_agrees_with_the_published_points(wgs84: tuple[float, float], gcj02: tuple[float, float]) -> None:
    assert metres(gcj02_from_wgs84(*wgs84), gcj02) < 0.001
    assert metres(wgs84_from_gcj02(*gcj02), wgs84) < 0.001


def test_every_point_of_the_outline_returns_within_half_a_metre_of_its_source() -> None:
    assert len(DISTRICT["coordinates"][0]) == len(OUTLINE) == 221
    for stored, source in zip(DISTRICT["coordinates"][0], OUTLINE, strict=True):
        assert metres(gcj02_from_wgs84(*stored), tuple(source)) < 0.5
        assert 400 < metres(tuple(stored), tuple(source)) < 800


@pytest.mark.parametrize("name", ["district.geojson", "neighbours.geojson"])
def test_base_lines_are_what_the_script_makes_of_the_sources(name: str) -> None:
    assert (GEO / name).read_text(encoding="utf-8") == make.files()[name]


def test_neighbours_are_the_other_five_counties_without_the_seams_of_a_split_polygon() -> None:
    assert [county["properties"]["name"] for county in NEIGHBOURS] == ["沁水县", "阳城县", "陵川县", "泽州县", "高平市"]
    seam = wgs84_from_gcj02(113.012642, 35.357767), wgs84_from_gcj02(112.889618, 35.520582)
    ends = {tuple(round(number, 6) for number in point) for point in seam}
    for county in NEIGHBOURS:
        for line in county["geometry"]["coordinates"]:
            assert not any({tuple(one), tuple(two)} == ends for one, two in pairwise(line))


def test_gcj02_points_are_moved_and_national_coordinates_kept() -> None:
    drawn = maps.placed(
        points(
            ("stations", "火星", None, 112.85, 35.5, "gcj02"),
            ("stations", "国家", None, 112.85, 35.5, "cgcs2000"),
            ("stations", "世界", None, 112.85, 35.5, "wgs84"),
        )
    )
    assert drawn["lon"].round(4).tolist() == [112.8439, 112.85, 112.85]
    assert drawn["lat"].round(4).tolist() == [35.5004, 35.5, 35.5]


def test_an_unknown_coordinate_system_is_refused() -> None:
    with pytest.raises(ValueError, match="bd09"):
        to_wgs84(112.85, 35.5, "bd09")


def test_points_without_coordinates_or_coordinate_system_are_not_placed_by_guess() -> None:
    given = points(
        ("sections", "洞头", "met", 112.88, 35.45, "wgs84"),
        ("sections", "白水河", "unmonitored", None, None, None),
        ("sections", "金匠桥", "missed", 112.8, 35.47, None),
    )
    assert maps.placed(given)["name"].tolist() == ["洞头"]
    assert maps.alt(given) == "城区一张图，已定位1项：地表水断面1项（达到目标1）；未定位2项。"


def test_a_map_without_any_point_is_still_a_map() -> None:
    empty = points()
    assert maps.alt(empty) == "城区一张图，尚无已定位的点；未定位0项。"
    assert maps.legend(empty) == []
    assert [layer.id for layer in maps.point_map(empty).layers] == ["neighbours", "district", "names", "points"]
    assert len(maps.outline_figure(empty).data) > 1


def test_each_layer_has_a_shape_and_word_of_its_own_and_each_state_its_colour_and_word() -> None:
    given = points(
        ("stations", "白云商贸", None, 112.83, 35.49, "wgs84"),
        ("sections", "洞头", "missed", 112.88, 35.45, "wgs84"),
        ("projects", "人工湿地", "due_soon", 112.79, 35.52, "wgs84"),
        ("plots", "甲地块", "unknown", 112.86, 35.52, "wgs84"),
    )
    assert maps.legend(given) == [
        ("●", "空气监测站点"),
        ("■", "地表水断面"),
        ("▲", "水生态环境保护重点工程"),
        ("◆", "重点建设用地地块"),
    ]
    assert maps.placed(given)[["shape", "label", "colour"]].values.tolist() == [
        ["●", "白云商贸", COLOURS["calm"]],
        ["■", "洞头\n未达目标", COLOURS["bad"]],
        ["▲", "人工湿地\n临近期限", COLOURS["warn"]],
        ["◆", "甲地块\n步骤未上报", COLOURS["unknown"]],
    ]
    symbols = maps.outline_figure(given).data[-1].marker.symbol
    assert list(symbols) == ["circle", "square", "triangle-up", "diamond"]


def test_the_map_asks_no_style_or_tile_from_anybody() -> None:
    spec = maps.point_map(points(("stations", "白云商贸", None, 112.83, 35.49, "wgs84"))).to_json()
    # Streamlit draws no base map for this placeholder; any other style, or none at all, means a request to Carto.
    assert json.loads(spec)["mapStyle"] == "__MAP_STYLE__"
    assert "http" not in spec


PAGE = f"""
import pandas as pd
import streamlit as st
from dashboard.charts import maps
from dashboard.web import webgl

points = pd.DataFrame([["sections", "洞头", "missed", 112.85, 35.51, "wgs84"]], columns={COLUMNS})
st.title("一张图")
if webgl.is_missing():
    st.plotly_chart(maps.outline_figure(points))
else:
    st.pydeck_chart(maps.point_map(points), height=maps.HEIGHT, alt=maps.alt(points))
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a page with nothing but a map of one red section."""
    folder = tmp_path_factory.mktemp("map")
    (folder / "page.py").write_text(PAGE, encoding="utf-8")
    (folder / "server.py").write_text('import streamlit as st\n\napp = st.App("page.py")\n', encoding="utf-8")
    with serving(folder, str(folder / "server.py")) as served:
        yield served.address


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
@pytest.mark.parametrize(
    ("switches", "drawn"),
    [
        (ARGUMENTS, "[data-testid=stDeckGlJsonChart] canvas"),
        (["--no-sandbox", "--disable-gpu", "--disable-3d-apis"], "[data-testid=stPlotlyChart] .trace"),
    ],
    ids=["with WebGL", "without WebGL"],
)
def test_the_map_shows_the_point_in_its_colour_and_asks_nobody_outside(
    playwright: Playwright, page: str, switches: list[str], drawn: str
) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=switches)
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page)
    tab.wait_for_selector(drawn, timeout=60_000)
    deadline = time.monotonic() + 30
    while not (seen := has_colour(tab.screenshot(), COLOURS["bad"])) and time.monotonic() < deadline:
        time.sleep(0.2)
    browser.close()
    assert seen
    assert [url for url in asked if not url.startswith((page, "data:", "blob:"))] == []


def has_colour(screenshot: bytes, colour: str) -> bool:
    """Whether a patch of that colour, larger than a stray pixel, is in the picture."""
    wanted = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
    pixels = np.asarray(Image.open(BytesIO(screenshot)).convert("RGB"), dtype=int)
    return bool((np.abs(pixels - wanted).max(axis=2) <= 3).sum() > 50)
