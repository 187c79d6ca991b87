"""Ctrl-P on any page: whole on A4, black on white, with its day and filters on top, and without what is clicked."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SECONDS, go_on, needs_chromium, whole_text
from tests.paper import assert_on_paper, assert_whole, body, printed
from tests.test_pages import PATHS

pytestmark = needs_chromium

TABS_WITH_CHARTS = ("air?tab=综合指数", "air-days?tab=小时变化", "ledger?tab=时间轴")

CHARTS_ON_SCREEN = """() => JSON.stringify([...document.querySelectorAll(".main-svg")].map(
    drawing => [drawing.getAttribute("width"), drawing.getAttribute("viewBox")]
))"""


def show(page: Page, board: str, path: str, width: int = 1440) -> None:
    """Open a page on a screen so wide and wait until every part of it is drawn."""
    page.set_viewport_size({"width": width, "height": 900})
    go_on(page, board, path)
    whole_text(page)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=SECONDS)
    whole_text(page)


@pytest.mark.parametrize("path", TABS_WITH_CHARTS)
def test_a_tab_with_charts_is_whole_on_paper_and_nothing_on_it_is_to_be_clicked(
    tour: Page, demo_board: str, path: str
) -> None:
    show(tour, demo_board, path)
    assert_on_paper(tour, PATHS[path.partition("?")[0]])


@pytest.mark.parametrize("path", ["", "air"])
def test_a_page_without_data_is_whole_on_paper(tour: Page, empty_board: str, path: str) -> None:
    show(tour, empty_board, path)
    sheets = printed(tour)
    assert_whole(sheets)
    assert "未上报" in body(sheets) or "未监测" in body(sheets)


def test_the_day_the_filters_and_what_the_figures_are_stand_on_top(tour: Page, demo_board: str) -> None:
    show(tour, demo_board, "ledger?unit=区城管局&due=已过期限&plan=大气&light=正常&asof=2023-08-31")
    head = printed(tour)[0].head
    for said in (
        "任务·台账",
        "统计截止2023-08-31",
        "责任单位为区城管局",
        "时限为已过期限",
        "▲演示数据",
        "领域为大气",
        "亮灯为正常",
    ):
        assert said in head
    assert "清除筛选" not in head


@pytest.mark.parametrize(("width", "path", "last"), [(375, "air", "12月"), (1440, "air-days", "31日")])
def test_charts_have_the_width_of_the_sheet_whatever_the_screen(
    tour: Page, demo_board: str, width: int, path: str, last: str
) -> None:
    show(tour, demo_board, path, width)
    before = tour.evaluate(CHARTS_ON_SCREEN)
    sheets = printed(tour)
    assert_whole(sheets)
    (drawn,) = [sheet for sheet in sheets if last in sheet.body][:1]
    assert drawn.rightmost(last) > 0.85 * drawn.width
    tour.wait_for_function(f"before => ({CHARTS_ON_SCREEN})() === before", arg=before, timeout=SECONDS)


def test_the_map_is_on_paper(tour: Page, demo_board: str) -> None:
    show(tour, demo_board, "map")
    shades = printed(tour)[0].shades(0.3, 0.6)
    assert shades[255] < 0.9 * sum(shades)


def test_a_page_read_white_on_black_is_black_on_white_on_paper(browser: Browser, demo_board: str) -> None:
    with browser.new_context(color_scheme="dark", locale="zh-CN") as context:
        page = context.new_page()
        page.set_default_timeout(SECONDS)
        show(page, demo_board, "air")
        sheets = printed(page)
    assert_whole(sheets)
    title, whole = sheets[0].shades(0.03, 0.08), sheets[0].shades(0, 1)
    assert sum(title[:60]) > 0
    assert whole[255] > 0.7 * sum(whole)
