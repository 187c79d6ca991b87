"""Saved views: filters kept under a name, one's own for oneself, the office's for everybody."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.access import record, views
from dashboard.access.book import Book
from dashboard.access.views import SavedView, ViewProblem
from dashboard.access.visitors import Visitor
from tests.browser import SECONDS, needs_chromium, shows, visit
from tests.serving import Showing

LI = Visitor("shuiwu", "李四", "unit", ("区水务局",))
SUN = Visitor("zhenli", "孙七", "unit", ("南村镇",))
WANG = Visitor("wangwu", "王五", "office")
OVERDUE = SavedView("逾期", "unit=区水务局&light=逾期", is_shared=False)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def test_a_view_is_its_owners_alone_and_the_newest_of_a_title_counts(book: Book) -> None:
    assert not views.save(book, LI, "ledger", SavedView(" 逾期 ", "light=预警", is_shared=False))
    assert views.save(book, LI, "ledger", OVERDUE)
    assert views.listed(book, LI, "ledger") == [OVERDUE]
    assert views.listed(book, LI, "units") == views.listed(book, SUN, "ledger") == []
    views.forget(book, SUN, "ledger", OVERDUE)
    assert views.listed(book, LI, "ledger") == [OVERDUE]
    views.forget(book, LI, "ledger", OVERDUE)
    assert views.listed(book, LI, "ledger") == []


def test_the_offices_view_is_for_everybody_comes_first_and_is_on_record(book: Book) -> None:
    of_all = SavedView("逾期", "light=逾期", is_shared=True)
    views.save(book, WANG, "ledger", of_all)
    views.save(book, LI, "ledger", OVERDUE)
    assert views.listed(book, LI, "ledger") == [of_all, OVERDUE]
    assert views.listed(book, Visitor(), "ledger") == [of_all]
    for what in (views.save, views.forget):
        with pytest.raises(ViewProblem, match="区生环委办"):
            what(book, LI, "ledger", of_all)
    views.forget(book, WANG, "ledger", of_all)
    assert [(row["full_name"], row["what"]) for row in record.rows(book, kind="settings")] == [
        ("王五", "全区视图“逾期”"),
        ("王五", "删除全区视图“逾期”"),
    ]


@pytest.mark.parametrize(
    ("by", "view", "why"),
    [
        (Visitor(), OVERDUE, "请先登录"),
        (LI, SavedView("  ", "light=逾期", is_shared=False), "起个名称"),
        (LI, SavedView("逾" * 21, "light=逾期", is_shared=False), "最多20个字，现在是21个"),
        (LI, SavedView("逾期", "", is_shared=False), "没有任何筛选"),
    ],
)
def test_what_cannot_be_saved_says_why(book: Book, by: Visitor, view: SavedView, why: str) -> None:
    with pytest.raises(ViewProblem, match=why):
        views.save(book, by, "ledger", view)


def test_so_many_views_are_kept_and_no_more_and_one_of_them_may_be_saved_anew(book: Book) -> None:
    for number in range(views.MOST):
        views.save(book, LI, "ledger", SavedView(f"视图{number}", "light=逾期", is_shared=False))
    with pytest.raises(ViewProblem, match="最多保存30个"):
        views.save(book, LI, "ledger", OVERDUE)
    views.save(book, LI, "ledger", SavedView("视图7", "light=预警", is_shared=False))
    assert len(views.listed(book, LI, "ledger")) == views.MOST


@needs_chromium[0]
@needs_chromium[1]
def test_filters_are_saved_opened_again_by_a_click_and_deleted(page: Page, empty_home: Path, showing: Showing) -> None:
    served = showing(empty_home)
    visit(page, served.address, "ledger?unit=南村镇&groups=true&role=牵头&tab=时间轴&asof=2023-06-30")
    shows(page, "共 9 项")
    menu = page.get_by_role("button", name="视图", exact=True)
    menu.click()
    expect(page.get_by_text("保存的筛选：南村镇，含集体责任，牵头，时间轴")).to_be_visible(timeout=SECONDS)
    page.get_by_role("textbox", name="名称").fill("我镇牵头")
    page.get_by_role("button", name="保存当前筛选").click()
    saved = page.get_by_role("link", name="我镇牵头")
    expect(saved).to_be_visible(timeout=SECONDS)
    visit(page, served.address, "ledger?asof=2023-08-31")
    shows(page, "共 65 项")
    menu.click()
    saved.click()
    shows(page, "共 9 项", "统计截止 2023-08-31")
    expect(page.get_by_role("combobox", name="角色")).to_have_value("牵头")
    expect(page.get_by_role("radio", name="时间轴")).to_be_checked()
    expect(saved).to_be_hidden()
    menu.click()
    page.get_by_role("button", name="删除“我镇牵头”").click()
    expect(page.get_by_text("还没有保存的视图")).to_be_visible(timeout=SECONDS)


@needs_chromium[0]
@needs_chromium[1]
def test_the_menu_opens_over_an_empty_list_whatever_the_address_says_of_what_is_not_drawn(
    page: Page, empty_board: str
) -> None:
    visit(page, empty_board, "ledger?tab=时间轴&q=没有这样的任务")
    page.get_by_role("button", name="视图", exact=True).click()
    expect(page.get_by_text("保存的筛选：没有这样的任务")).to_be_visible(timeout=SECONDS)
