"""The board on a phone, 375 pixels wide: every page within reach, whole and readable, tables as cards."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from dashboard.words import LIGHTS
from tests.browser import SECONDS, drawn, needs_chromium, visit
from tests.test_pages import PATHS

pytestmark = needs_chromium

PHONE: ViewportSize = {"width": 375, "height": 812}
CARDS = "table[data-cards]"


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)
    return page


def test_the_menu_lists_every_section_and_page_without_a_further_click(phone: Page, empty_board: str) -> None:
    visit(phone, empty_board, "")
    phone.get_by_test_id("stExpandSidebarButton").click()
    links = phone.get_by_test_id("stSidebarNavLink")
    expect(links).to_have_count(len(PATHS), timeout=SECONDS)
    for link in links.all():
        link.scroll_into_view_if_needed()
        expect(link).to_be_visible()
    assert {link.get_attribute("href").rsplit("/", 1)[-1] for link in links.all()} == set(PATHS)  # type: ignore[union-attr]
    links.filter(has_text="地块").click()
    expect(phone.locator("h1")).to_have_text("土壤·地块", timeout=SECONDS)


def test_a_table_is_read_as_cards_and_is_still_heard_as_a_table(phone: Page, demo_board: str) -> None:
    visit(phone, demo_board, "records")
    cards = phone.locator(CARDS)
    expect(cards).to_be_visible(timeout=SECONDS)
    table = phone.get_by_role("table", name="上传记录")
    titles = table.get_by_role("columnheader").all_inner_texts()
    first = table.get_by_role("row").nth(1)
    cells = first.get_by_role("cell")
    expect(cells).to_have_count(len(titles))
    assert [cell.get_attribute("data-title") for cell in cells.all()] == titles
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len({box["x"] for box in boxes if box}) == 1, "the cells of a card stand below each other"
    phone.set_viewport_size({"width": 1366, "height": 768})
    expect(first).to_have_css("display", "table-row")


def test_two_columns_of_texts_are_cards_and_one_of_words_beside_texts_stays_a_table(
    phone: Page, empty_board: str
) -> None:
    visit(phone, empty_board, "ledger")
    expect(phone.locator("table[data-cards=texts]")).to_have_count(14, timeout=SECONDS)
    cells = phone.get_by_role("row").nth(1).get_by_role("cell")
    boxes = [cell.bounding_box() for cell in cells.all()]
    assert len({box["x"] for box in boxes if box}) == 1
    visit(phone, empty_board, "units")
    expect(phone.get_by_role("table", name="只见于正文的单位")).to_be_visible(timeout=SECONDS)
    assert phone.get_by_role("table", name="只见于正文的单位").get_attribute("data-cards") is None


def test_the_filters_that_the_ledger_alone_has_are_unfolded_when_they_are_asked_for(
    phone: Page, empty_board: str
) -> None:
    visit(phone, empty_board, "ledger")
    own = phone.get_by_role("combobox", name="亮灯")
    expect(own).to_be_hidden()
    expect(phone.get_by_role("button", name="视图", exact=True)).to_be_visible()
    phone.get_by_text("更多筛选").click()
    expect(own).to_be_visible(timeout=SECONDS)
    phone.set_viewport_size({"width": 1366, "height": 768})
    expect(phone.get_by_text("更多筛选")).to_be_hidden()
    expect(own).to_be_visible()


def test_what_a_leader_must_see_is_readable_without_zoom(phone: Page, demo_board: str) -> None:
    visit(phone, demo_board, "?asof=2023-09-30")
    drawn(phone)
    heading = phone.get_by_role("heading", name="需领导关注")
    lines = phone.locator(".texts p:has(a[href*='task?'])")
    expect(heading).to_be_visible()
    expect(lines.first).to_be_visible()
    assert lines.count() >= 5
    for line in lines.all()[:5]:
        assert float(line.evaluate("line => parseFloat(getComputedStyle(line).fontSize)")) >= 14
        assert line.inner_text().startswith(tuple(state.shape for state in LIGHTS.values()))
        box = line.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


def test_the_filter_bar_takes_two_rows(phone: Page, empty_board: str) -> None:
    visit(phone, empty_board, "ledger")
    boxes = [
        phone.get_by_label(name, exact=True).first.bounding_box()
        for name in ("统计截止日", "时限", "责任单位", "关键词")
    ]
    assert len({round(box["y"] / 20) for box in boxes if box}) == 2


def test_whatever_is_to_be_touched_is_large_enough_for_a_finger(phone: Page, demo_board: str) -> None:
    for path in ("", "air", "ledger", "upload"):
        visit(phone, demo_board, path)
        drawn(phone)
        small = phone.evaluate(
            """() => [...document.querySelectorAll("button, [role=tab], [data-testid=stPageLink-NavLink], summary")]
              .map((one) => [one.getAttribute("aria-label") || one.textContent, one.getBoundingClientRect()])
              .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24)).map(([name]) => name)"""
        )
        assert small == [], path
