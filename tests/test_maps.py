"""Points land where they are, or not at all; shape, word and colour say what they are; nothing comes from outside."""

import base64
import json
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import Page, Playwright
from shapely import affinity, wkt
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from dashboard.charts import maps
from dashboard.charts.maps import ground, marks, placing
from dashboard.charts.maps.tiles import MOST, tile_layers
from dashboard.web.shell import tiles
from dashboard.web.shell.handed_out import fetch, hand_out
from dashboard.web.shell.headers import page_policy
from dashboard.words import COLOURS
from tests.browser import ARGUMENTS, CHROMIUM
from tests.serving import serving

COLUMNS = ["layer", "name", "state", "lon", "lat", "crs"]
SQUARE = "POLYGON ((112.80 35.50, 112.82 35.50, 112.82 35.52, 112.80 35.52, 112.80 35.50))"
RIVER = pd.DataFrame(
    [["river", "甲河", "LINESTRING (112.80 35.45, 112.86 35.55)", 112.83, 35.5]],
    columns=["kind", "name", "outline", "lon", "lat"],
)


def points(*rows: tuple[object, ...], **more: object) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS).assign(**more)


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
    assert [layer.id for layer in maps.point_map(empty).layers] == [
        "around",
        "land",
        "neighbours",
        "district",
        "scale",
        "scale_words",
        "base_names",
        "chosen",
        "marks_words",
        "names",
        "areas_names",
    ]
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
    (drawn,) = [trace for trace in maps.outline_figure(given).data if trace.mode == "markers+text"]
    assert list(drawn.marker.symbol) == ["circle", "square", "triangle-up", "diamond"]


def test_the_map_asks_no_style_or_tile_from_anybody() -> None:
    spec = maps.point_map(points(("stations", "白云商贸", None, 112.83, 35.49, "wgs84"))).to_json()
    # Streamlit draws no base map for this placeholder; any other style, or none at all, means a request to Carto.
    assert json.loads(spec)["mapStyle"] == "__MAP_STYLE__"
    assert "http" not in spec


def layer_of(deck: Any, name: str) -> Any:
    """A layer of a map as it is sent to the browser, by the beginning of its id."""
    layers = json.loads(deck.to_json())["layers"]
    (found,) = [layer for layer in layers if f"{layer['id']}|".startswith(f"{name}|")]
    return found


def test_a_value_stands_in_its_mark_and_in_a_shaded_town_beside_its_name() -> None:
    given = points(
        ("stations", "甲站", "aqi_2", 112.83, 35.49, "wgs84"),
        ("towns_dustfall", "乙镇", "met", 112.81, 35.51, "wgs84"),
        mark=["72", "4.2"],
        figure=["AQI 72", "4.2 t/(km²·月)"],
        colour=["#FFFF00", None],
        outline=[None, SQUARE],
    )
    deck = maps.point_map(given, outlines=RIVER)
    (written,) = layer_of(deck, "marks_words")["data"]
    # On the standard's yellow only dark figures are read.
    assert (written["words"], written["ink"]) == ("72", [31, 41, 51])
    assert [name["words"] for name in layer_of(deck, "areas_names")["data"]] == ["乙镇\n4.2"]
    (town,) = layer_of(deck, "shapes")["data"]
    assert (town["name"], town["state"], town["item"]) == ("乙镇", "达标", "towns_dustfall:乙镇")
    assert "甲河" in [name["words"] for name in layer_of(deck, "base_names")["data"]]
    drawn = [text for trace in maps.outline_figure(given, outlines=RIVER).data for text in trace.text or ()]
    assert {"72", "乙镇<br>4.2", "甲河"} <= set(drawn)


def test_a_town_is_filled_the_more_the_higher_its_value_whoever_draws_it() -> None:
    rows = [
        (name, value, 0.03 * at) for at, (name, value) in enumerate((("甲镇", "2.1"), ("乙镇", "4.2"), ("丙镇", "")))
    ]
    given = points(
        *(("towns_dustfall", name, "met", 112.81 + east, 35.51, "wgs84") for name, _, east in rows),
        mark=[value for _, value, _ in rows],
        outline=[affinity.translate(wkt.loads(SQUARE), east).wkt for *_, east in rows],
    )
    by_card = [town["properties"]["fill"][3] for town in layer_of(maps.point_map(given), "shapes")["data"]]
    drawn = [trace.fillcolor for trace in maps.outline_figure(given).data if trace.fill and trace.line.width == 1.5]
    by_drawing = [round(255 * float(colour.rpartition(",")[2].strip(" )"))) for colour in drawn]
    assert by_card == by_drawing
    assert by_card[0] < by_card[2] < by_card[1]


def test_a_line_bears_its_name_beside_itself_or_nowhere() -> None:
    line = str(RIVER.at[0, "outline"])
    room = placing.Room(scale=10_000)
    found = [room.along(line, "甲河") for _ in range(60)]
    named = [name for name in found if name]
    assert 5 <= len(named) < 60
    far = [wkt.loads(line).distance(wkt.loads(f"POINT ({name.lon} {name.lat})")) for name in named]
    assert max(far) == pytest.approx(0, abs=1e-12)
    assert {abs(name.down) <= 12 and name.right == 0 for name in named} == {True}


def stretches(layer: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The lines that a mesh draws, in degrees, stretch by stretch (glTF 2.0, 4.4: two parts behind twelve bytes)."""
    content = base64.b64decode(layer["scenegraph"].partition(",")[2])
    size = int.from_bytes(content[12:16], "little")
    head, body = json.loads(content[20 : 20 + size]), content[28 + size :]
    assert (len(content), head["buffers"][0]["byteLength"]) == (int.from_bytes(content[8:12], "little"), len(body))
    corners, ends = (body[view.get("byteOffset", 0) :][: view["byteLength"]] for view in head["bufferViews"])
    x, y, _ = np.frombuffer(corners, "<f4").reshape(-1, 3).T + np.array([layer["coordinateOrigin"]]).T
    lat = np.degrees(2 * np.arctan(np.exp(np.pi * (y / 256 - 1)))) - 90
    places = list(zip((x / 512 * 360 - 180).round(6).tolist(), lat.round(6).tolist(), strict=True))
    return [(places[start], places[end]) for start, end in np.frombuffer(ends, "<u4").reshape(-1, 2)]


def test_whatever_else_the_office_drew_is_one_mesh_of_lines_where_it_lies() -> None:
    ring, line = "POLYGON ((112.8 35.5, 112.82 35.5, 112.82 35.52, 112.8 35.5))", "LINESTRING (112.9 35.4, 112.9 35.6)"
    outlines = pd.DataFrame({"kind": "other", "name": ["甲", "乙"], "outline": [ring, line], "lon": 112.8, "lat": 35.5})
    layer = layer_of(maps.point_map(points(), outlines=outlines), "outlines_other")
    assert stretches(layer) == [
        ((112.8, 35.5), (112.82, 35.5)),
        ((112.82, 35.5), (112.82, 35.52)),
        ((112.82, 35.52), (112.8, 35.5)),
        ((112.9, 35.4), (112.9, 35.6)),
    ]
    # On an area under them lines that are compared with its depth are broken.
    assert layer["parameters"] == {"depthCompare": "always", "depthWriteEnabled": False}


def test_the_chosen_item_has_a_ring_and_renames_its_layer() -> None:
    given = points(("stations", "甲站", None, 112.83, 35.49, "wgs84"))
    deck = maps.point_map(given, chosen="stations:甲站")
    (ring,) = layer_of(deck, "chosen")["data"]
    assert ring["item"] == "stations:甲站"
    assert layer_of(deck, "marks|stations")["id"] == "marks|stations|stations:甲站"


def test_the_chosen_item_is_named_before_the_others() -> None:
    places = [(f"某某某某第{n:02d}站", 112.76 + 0.008 * (n % 5), 35.45 + 0.008 * (n // 5)) for n in range(25)]
    crowd = points(*(("stations", name, None, lon, lat, "wgs84") for name, lon, lat in places))

    def named(**more: Any) -> set[str]:
        return {name["words"] for name in layer_of(maps.point_map(crowd, **more), "names")["data"]}

    edge = "某某某某第02站"
    assert edge not in named()
    assert edge in named(chosen=f"stations:{edge}")


def test_a_layer_that_is_put_out_leaves_the_others_as_they_are() -> None:
    station = ("stations", "甲站", None, 112.83, 35.49, "wgs84")
    plot = ("plots", "乙地块", "blocked", 112.80, 35.52, "wgs84")
    both, one = maps.point_map(points(station, plot)), maps.point_map(points(plot))
    assert layer_of(both, "marks|plots") == layer_of(one, "marks|plots")
    assert layer_of(both, "marks|stations")["data"][0]["name"] == "甲站"


def test_marks_that_would_lie_on_each_other_stand_around_their_middle_and_others_where_they_are() -> None:
    x, y, wide = np.array([100.0, 100.0, 104.0, 300.0]), np.array([100.0, 100.0, 102.0, 300.0]), np.full(4, 24.0)
    moved = marks.spread(x, y, wide)
    assert moved[3].tolist() == [0, 0]
    places = np.column_stack([x, y]) + moved
    for one in range(4):
        for other in range(one):
            assert np.hypot(*(places[one] - places[other])) >= 24


def test_very_many_marks_are_small_and_counted_where_they_lie() -> None:
    places = [(112.8 + at % 20 * 0.005, 35.45 + at // 20 * 0.002) for at in range(400)]
    rows = [("stations", str(at), None, *place, "wgs84") for at, place in enumerate(places)]
    deck = maps.point_map(points(*rows))
    assert {row["size"] for row in layer_of(deck, "marks")["data"]} == {marks.SMALL}
    assert sum(int(count["words"]) for count in layer_of(deck, "counts")["data"]) == 400


def test_names_take_the_side_that_has_room_and_stand_on_no_mark_and_no_other_name() -> None:
    room = placing.Room(scale=10_000)
    for lon in (112.80, 112.804):
        room.block(lon, 35.5, 24)
    left, right = (room.beside(lon, 35.5, "甲站", 24) for lon in (112.80, 112.804))
    assert left and right
    # To the right of the first is the second mark, so its name stands to the left.
    assert (left.anchor, right.anchor) == ("end", "start")
    assert room.beside(112.80, 35.5, "很长很长很长很长很长的名称", 24) is not None
    taken = [room.around(112.9, 35.5, "同一个地方") for _ in range(60)]
    assert taken[0] and taken[-1] is None


def test_a_view_holds_the_district_and_what_lies_outside_or_closely_what_is_drawn() -> None:
    far = maps.placed(points(("stations", "远", None, 113.0, 35.7, "wgs84")))
    wide, close = ground.frame_of(far), ground.frame_of(far, close=True)
    assert (wide.west, wide.south, wide.east, wide.north) == (
        ground.district().west,
        ground.district().south,
        113.0,
        35.7,
    )
    assert round(close.east - close.west, 4) == round(close.north - close.south, 4) == ground.LEAST
    assert ground.zoom_of(close, 680, 560) > ground.zoom_of(wide, 680, 560) + 2


def test_the_scale_bar_is_as_long_on_the_ground_as_it_says() -> None:
    scale = ground.scale_bar(ground.district())
    metres = (scale.end[0] - scale.start[0]) * 111_320 * np.cos(np.radians(scale.start[1]))
    assert scale.words == "2 公里" or scale.words == "5 公里"
    assert metres == pytest.approx(int(scale.words[0]) * 1000, rel=0.01)


def test_tiles_come_from_what_the_office_names_and_from_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tiles.templates() == [] == tiles.hosts()
    monkeypatch.setenv(
        tiles.VARIABLE, "http://10.0.0.8:8080/t/{z}/{x}/{y}.png tianditu:K1 ftp://a/{z}/{x}/{y} http://b/t"
    )
    assert tiles.hosts() == ["http://10.0.0.8:8080", "https://t0.tianditu.gov.cn"]
    own, ground_tiles, names = tiles.templates()
    assert own == "http://10.0.0.8:8080/t/{z}/{x}/{y}.png"
    assert ("LAYER=vec" in ground_tiles, "LAYER=cva" in names, names[-5:]) == (True, True, "tk=K1")
    policy = page_policy(Headers({"host": "board"}), "")
    for directive in ("img-src", "connect-src"):
        (listed,) = [part for part in policy.split("; ") if part.startswith(directive)]
        assert listed.endswith(" http://10.0.0.8:8080 https://t0.tianditu.gov.cn")
    assert policy.count("10.0.0.8") == 2


def test_tiles_leave_no_gap_over_the_district_and_are_no_more_than_needed() -> None:
    frame = ground.district()
    drawn = [json.loads(layer.to_json()) for layer in tile_layers(frame, ["http://a/{z}/{x}/{y}.png"])]
    west, south, east, north = (
        edge(layer["bounds"][at] for layer in drawn) for at, edge in enumerate((min, min, max, max))
    )
    assert west < frame.west and south < frame.south and frame.east < east and frame.north < north
    assert 4 < len(drawn) <= MOST
    assert drawn[0]["image"].startswith("http://a/1")


def test_what_is_too_much_for_the_page_is_fetched_packed_and_kept_by_the_browser_under_its_content() -> None:
    address = hand_out(b'[{"at": [112.8, 35.5]}]')
    assert address == hand_out(b'[{"at": [112.8, 35.5]}]') != hand_out(b"[]")
    name = address.rpartition("/")[2]

    def answer(name: str) -> Response:
        return fetch(Request({"type": "http", "headers": [], "path_params": {"name": name}}))

    found = answer(name)
    assert (found.body, found.media_type) == (b'[{"at": [112.8, 35.5]}]', "application/json")
    assert "immutable" in found.headers["cache-control"]
    assert answer("gone.json").status_code == 404
    assert answer(hand_out(b"glTF", "glb").rpartition("/")[2]).media_type == "model/gltf-binary"


PAGE = f"""
import pandas as pd
import streamlit as st
from dashboard.charts import maps
from dashboard.web import webgl

points = pd.DataFrame([["sections", "洞头", "missed", 112.85, 35.51, "wgs84"]], columns={COLUMNS})
line = "LINESTRING (112.7 35.55, 113 35.56)"
outlines = pd.DataFrame({{"kind": ["other"], "name": "甲", "outline": line, "lon": 112.83, "lat": 35.55}})
st.title("一张图")
if webgl.is_missing():
    st.plotly_chart(maps.outline_figure(points, outlines=outlines))
else:
    st.pydeck_chart(maps.point_map(points, outlines=outlines), height=maps.HEIGHT, alt=maps.alt(points))
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
    ("switches", "drawn", "by_svg"),
    [
        (ARGUMENTS, "[data-testid=stDeckGlJsonChart] canvas", False),
        (["--no-sandbox", "--disable-gpu", "--disable-3d-apis"], "[data-testid=stPlotlyChart] .trace", True),
    ],
    ids=["with WebGL", "without WebGL"],
)
def test_the_map_shows_the_point_in_its_colour_and_asks_nobody_outside(
    playwright: Playwright, page: str, switches: list[str], drawn: str, by_svg: bool
) -> None:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=switches)
    tab = browser.new_page(viewport={"width": 1000, "height": 800})
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page)
    tab.wait_for_selector(drawn, timeout=60_000)
    deadline = time.monotonic() + 30
    while (
        not (seen := has_colour(tab.screenshot(), COLOURS["bad"]) and (by_svg or has_line(tab)))
        and time.monotonic() < deadline
    ):
        time.sleep(0.2)
    browser.close()
    assert seen
    assert [url for url in asked if not url.startswith((page, "data:", "blob:"))] == []


def has_line(tab: Page) -> bool:
    """Whether the outline goes all across the land and what is around it; above, nothing else has its colour."""
    seen = of_colour(tab.screenshot(clip={"x": 200, "y": 0, "width": 600, "height": 400}), ground.LIGHT.quiet)
    return bool((seen.reshape(400, 6, 100).sum(axis=(0, 2)) > 5).all())


def has_colour(screenshot: bytes, colour: str) -> bool:
    """Whether a patch of that colour, larger than a stray pixel, is in the picture."""
    return bool(of_colour(screenshot, colour).sum() > 50)


def of_colour(screenshot: bytes, colour: str) -> npt.NDArray[np.bool_]:
    """Which pixels of a picture have a colour."""
    pixels = np.asarray(Image.open(BytesIO(screenshot)).convert("RGB"), dtype=int)
    return np.asarray(np.abs(pixels - ground.rgb(colour)).max(axis=2) <= 3)
