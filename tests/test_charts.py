"""Charts in the browser: each is drawn once, and again only when it shows something else."""

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from dashboard.charts import beside_hatching, hatched, known, moments, room_beside
from dashboard.words import AIR
from tests.browser import SECONDS, drawn, go_on, needs_chromium, visit

pytestmark = needs_chromium

#: How often plotly has drawn a chart, one number for each.
COUNTS_DRAWINGS = """
window.drawings = []
const seen = new WeakSet()
new MutationObserver(() => {
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    if (seen.has(chart) || !chart.on) continue
    seen.add(chart)
    const at = drawings.push(0) - 1
    chart.on("plotly_react", () => drawings[at]++)
  }
}).observe(document, { attributeFilter: ["class"], childList: true, subtree: true })
"""

#: Whether plotly draws the first chart anew for a copy of what it has with other parts, and has then what it was given.
IS_DRAWN_ANEW = """async (other) => {
  const chart = document.querySelector(".js-plotly-plot")
  const before = chart.calcdata
  const { data, layout } = structuredClone({ data: chart.data, layout: chart.layout })
  const given = { data: other.data ?? data, layout: { ...layout, ...other.layout } }
  await Plotly.react(chart, given)
  return [chart.calcdata !== before, chart.data === given.data && chart.layout === given.layout]
}"""


#: Of each chart, how often plotly has drawn it anew because it had too little room at its edges; null for never.
DRAWN_FOR_ROOM = """[...document.querySelectorAll(".js-plotly-plot")].map(
    (chart) => chart._fullLayout._redrawFromAutoMarginCount ?? null
)"""


@pytest.mark.parametrize(("path", "charts"), [("sections", 2), ("projects", 3), ("air", 1)])
def test_a_chart_is_drawn_once(page: Page, demo_board: str, path: str, charts: int) -> None:
    page.add_init_script(COUNTS_DRAWINGS)
    visit(page, demo_board, path)
    drawn(page)
    assert page.evaluate("drawings") == [1] * charts


@pytest.mark.parametrize(
    "path",
    [
        "air",
        "air?tab=综合指数",
        "air-outlook",
        "air-days",
        "air-ranking",
        "air-dustfall",
        "sections",
        "outfalls",
        "water-sources",
        "water-sources?tab=黑臭水体",
        "water-sources?tab=生态流量",
        "projects",
        "soil-violations",
        "self-monitoring",
        "farmland",
        "ledger?tab=时间轴",
    ],
)
def test_a_chart_has_the_room_that_it_needs(tour: Page, demo_board: str, path: str) -> None:
    go_on(tour, demo_board, path)
    expect(tour.get_by_test_id("stPlotlyChart").first).to_be_visible(timeout=SECONDS)
    drawn(tour)
    assert set(tour.evaluate(DRAWN_FOR_ROOM)) == {None}


def test_a_copy_is_taken_as_drawn_and_other_data_or_another_size_are_drawn(page: Page, demo_board: str) -> None:
    visit(page, demo_board, "air")
    drawn(page)
    assert page.evaluate(IS_DRAWN_ANEW, {}) == [False, True]
    assert page.evaluate(IS_DRAWN_ANEW, {"layout": {"height": 500}}) == [True, True]
    assert page.locator(".main-svg").first.get_attribute("height") == "500"
    assert page.evaluate(IS_DRAWN_ANEW, {"data": [{"type": "bar", "x": [1, 2], "y": [3, 4]}]}) == [True, True]
    assert page.locator(".cartesianlayer .point").count() == 2


def test_a_gap_in_a_column_is_a_gap_in_the_chart() -> None:
    assert known(pd.Series([1.5, None])) == [1.5, None]
    assert known(pd.Series(["甲", pd.NA], dtype="string")) == ["甲", None]
    assert moments(pd.Series(pd.to_datetime(["2023-09-30 08:00", "2024-02-29 00:00"]))) == [
        "2023-09-30T08:00:00",
        "2024-02-29T00:00:00",
    ]


def test_only_months_of_which_nothing_is_known_are_hatched_behind_the_rest() -> None:
    values = {"rangemode": "tozero"}
    assert hatched([], AIR["unreported"]) == []
    assert beside_hatching([], values) == {"yaxis": values}
    bands = hatched(["3月"], AIR["unreported"])
    assert [(band["x"], band["yaxis"]) for band in bands] == [(["3月"], "y2")]
    assert beside_hatching(bands, values)["yaxis"] == {"rangemode": "tozero", "overlaying": "y2", "tickmode": "auto"}


def test_room_beside_a_picture_is_for_the_longest_line_and_wide_letters() -> None:
    assert room_beside(["南村镇", "1　演示站二<br><b>4.37</b>"]) == 22 + 7 + 5 * 12
    assert room_beside(["Ⅲ类"]) == 22 + 2 * 12
