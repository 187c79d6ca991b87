"""Ctrl-P on any page: whole on A4, black on white, with its day and filters on top, and without what is clicked."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import SECONDS, needs_chromium, visit, whole_text
from tests.paper import Sheet, bare, printed
from tests.test_pages import PATHS

pytestmark = needs_chromium

TABS_WITH_CHARTS = ("air?tab=综合指数", "air-days?tab=小时变化", "ledger?tab=时间轴")

#: What must not be lost, and what only a hand on a screen can use, each by its place on the page.
CELLS_AND_WORDS_OF_CHARTS = "td, th, .gtitle, .gtitle-subtitle, .legendtext, .ytick text"
TO_CLICK = ", ".join(
    (
        '[data-testid="stButton"] p',
        '[data-testid="stDownloadButton"] p',
        '[data-testid="stPopover"] p',
        "details:not([open]) > summary p",
        ".modebar-btn",
    )
)

CHARTS_ON_SCREEN = """() => JSON.stringify([...document.querySelectorAll(".main-svg")].map(
    drawing => [drawing.getAttribute("width"), drawing.getAttribute("viewBox")]
))"""


def show(page: Page, board: str, path: str) -> None:
    """Open a page and wait until every part of it is drawn."""
    visit(page, board, path)
    whole_text(page)
    expect(page.locator('[data-testid="stSkeleton"]')).to_have_count(0, timeout=SECONDS)
    whole_text(page)


def body(sheets: list[Sheet]) -> str:
    """The text of all sheets, without spaces."""
    return "".join(sheet.body for sheet in sheets)


def assert_whole(sheets: list[Sheet]) -> None:
    """Every sheet is numbered and says something, and nothing on it is cut or lies on something else."""
    for number, sheet in enumerate(sheets, 1):
        assert sheet.footer == bare(f"城区2023年大气水土壤行动计划 第 {number} 页，共 {len(sheets)} 页")
        assert sheet.body
        assert sheet.cut() == ""
        assert sheet.overlapping() == set()


def words(page: Page, places: str) -> set[str]:
    """The visible words at these places; figures of an axis are left out, they differ with its width."""
    found = map(bare, page.locator(places).locator("visible=true").all_text_contents())
    return {text for text in found if text and not text.isdecimal()}


@pytest.mark.parametrize("path", [*PATHS, *TABS_WITH_CHARTS])
def test_a_page_is_whole_on_paper_and_nothing_on_it_is_to_be_clicked(page: Page, demo_board: str, path: str) -> None:
    show(page, demo_board, path)
    to_read, to_click = words(page, CELLS_AND_WORDS_OF_CHARTS), words(page, TO_CLICK)
    sheets = printed(page)
    assert_whole(sheets)
    paper = body(sheets)
    assert paper.startswith(bare(PATHS[path.partition("?")[0]]))
    assert {text for text in to_read if text not in paper} == set()
    assert {text for text in to_click if text in paper} == set()


@pytest.mark.parametrize("path", ["", "air"])
def test_a_page_without_data_is_whole_on_paper(page: Page, empty_board: str, path: str) -> None:
    show(page, empty_board, path)
    sheets = printed(page)
    assert_whole(sheets)
    assert "未上报" in body(sheets) or "未监测" in body(sheets)


def test_the_day_the_filters_and_what_the_figures_are_stand_on_top(page: Page, demo_board: str) -> None:
    show(page, demo_board, "ledger?unit=区城管局&due=已过期限&plan=大气&light=正常&asof=2023-08-31")
    head = printed(page)[0].head
    assert head.startswith("任务·台账统计截止2023-08-31")
    for said in ("责任单位为区城管局", "时限为已过期限", "▲演示数据", "领域大气", "亮灯正常"):
        assert said in head
    assert "清除筛选" not in head


@pytest.mark.parametrize("width", [375, 1440])
def test_charts_have_the_width_of_the_sheet_whatever_the_screen(page: Page, demo_board: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path, last in (("air", "12月"), ("air-days", "31日")):
        show(page, demo_board, path)
        before = page.evaluate(CHARTS_ON_SCREEN)
        sheets = printed(page)
        assert_whole(sheets)
        (drawn,) = [sheet for sheet in sheets if last in sheet.body][:1]
        assert drawn.rightmost(last) > 0.85 * drawn.width
        page.wait_for_function(f"before => ({CHARTS_ON_SCREEN})() === before", arg=before, timeout=SECONDS)


def test_the_map_is_on_paper(page: Page, demo_board: str) -> None:
    show(page, demo_board, "map")
    shades = printed(page)[0].shades(0.3, 0.6)
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
