"""Charts in the browser: each is drawn once, and again only when it shows something else."""

import pandas as pd
import pytest
from playwright.sync_api import Page

from dashboard.charts import beside_hatching, hatched, known, moments
from dashboard.words import AIR
from tests.browser import drawn, needs_chromium, visit

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


@pytest.mark.parametrize(("path", "charts"), [("sections", 2), ("projects", 3), ("air", 1)])
def test_a_chart_is_drawn_once(page: Page, demo_board: str, path: str, charts: int) -> None:
    page.add_init_script(COUNTS_DRAWINGS)
    visit(page, demo_board, path)
    drawn(page)
    assert page.evaluate("drawings") == [1] * charts


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
